"""The swift reader of a segment says exactly what the careful one says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.syntax.edifact.layout import Flaw
from fairlead.syntax.edifact.service import DEFAULT
from fairlead.syntax.edifact.table import walk
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


@settings(max_examples=2000)
@given(st.sampled_from(sorted(LAYOUTS)), SEGMENTS)
def test_both_readers_of_a_segment_agree(name, text):
    layout = LAYOUTS[name]
    swift = outcome(layout.members, text, "+", ":")
    assert swift == outcome(layout.careful, text, DEFAULT)


def test_every_segment_of_every_message_is_tried():
    assert len({name.split()[1] for name in LAYOUTS}) == 42
