"""The swift reader of a segment says exactly what the careful one says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.syntax.edifact.layout import Flaw
from fairlead.syntax.edifact.service import DEFAULT
from fairlead.syntax.edifact.table import walk
from tests.conftest import drawn_of
from tests.unit.syntax.interchanges import directory

LAYOUTS = {
    f"{name} {path[-1].tag}": path[-1].layout
    for name in ("iftmcs-d99b", "iftmcs-d24a")
    for path in walk(directory(name).table.level)
}
TEXTS = st.sampled_from(("", "", "A", "9", "DEBRV", "1.5", "-2", "Ærø"))
ELEMENTS = st.lists(TEXTS, min_size=1, max_size=7).map(":".join)
SEGMENTS = st.lists(ELEMENTS, min_size=0, max_size=13).map("+".join)


def outcome(read, *arguments):
    """What a reader says, or what it finds wrong, in the order in which it says it."""
    try:
        return repr(read(*arguments))
    except Flaw as flaw:
        return flaw.code, flaw.element, flaw.component.partition("/")[0]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@settings(max_examples=drawn_of(20, 60))
@given(text=SEGMENTS)
def test_both_readers_of_a_segment_agree(layout, text):
    swift = outcome(layout.members, text, "+", ":")
    assert swift == outcome(layout.careful, text, DEFAULT)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_both_readers_agree_on_every_place_alone_and_on_all_before_it(layout):
    for place, slot in enumerate(layout.slots):
        for count in range(len(slot.parts or "1") + 2):
            for before in ("", "A", "A:B"):
                text = "+".join([before] * place + [":".join("ABCDEFGHIJKLMN"[:count])])
                swift = outcome(layout.members, text, "+", ":")
                assert swift == outcome(layout.careful, text, DEFAULT)


def test_every_segment_of_every_message_is_tried():
    assert len({name.split()[1] for name in LAYOUTS}) == 42
