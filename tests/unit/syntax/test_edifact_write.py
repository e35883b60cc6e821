"""A tree is written in the order of its table, and reads back the same."""

from copy import deepcopy
from datetime import datetime

import pytest

from fairlead.errors import Refused, UsageError
from fairlead.syntax.edifact import Envelope, Service, flattened, grouped, read, write
from tests.unit.syntax.interchanges import bill, directory, enveloped, tree_of

TABLE = directory().table
SERVICES = (
    Service(),
    Service(mark=","),
    Service("|", "^", ",", "\\", " ", "~"),
    Service(terminator="\n"),
    Service("\x1f", "\x1d", ".", "?", " ", "\x1c"),
)
WHEN = datetime(2026, 9, 11, 12, 0)  # noqa: DTZ001 - UNB has no zone
WHOLE = grouped(read(enveloped(bill(3))).messages[0], TABLE)


def envelope(**how):
    return Envelope("SENDERX", "RECEIVERX", WHEN, "CTRL0001", **how)


def refusal(tree):
    """The code and the place of the one fault that a tree is refused for."""
    with pytest.raises(Refused) as caught:
        flattened(tree, TABLE)
    (fault,) = caught.value.report
    return fault.code, fault.at.wire


def test_what_is_canonical_is_written_back_byte_for_byte():
    how = {"sender_qualifier": "ZZZ", "recipient_qualifier": "ZZZ", "charset": "UNOC"}
    written = write([(WHOLE, TABLE)], envelope(**how, advice=False))
    assert written == enveloped(bill(3))


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("breaks", ("", "\n", "\r\n"))
def test_what_is_written_reads_back_the_same(service, breaks):
    breaks = "" if service.terminator == "\n" else breaks
    other = {**WHOLE, "UNH": {**WHOLE["UNH"], "0062": "M2"}}
    both = [(tree, TABLE) for tree in (WHOLE, other)]
    written = write(both, envelope(service=service, breaks=breaks))
    assert [grouped(one, TABLE) for one in read(written).messages] == [WHOLE, other]


@pytest.mark.parametrize("service", SERVICES[:-1])
@pytest.mark.parametrize("text", ("'", "+", ":", "?", "??", "?'", "a+b:c'd?", "~|^\\", "*", "1,5"))
def test_service_characters_in_a_text_are_released(service, text):
    tree = tree_of("FTX+AAA+++A'")
    tree["FTX"][0]["C108"]["4440"] = [text, "", text]
    written = write([(tree, TABLE)], envelope(service=service, charset="UNOY"))
    assert grouped(read(written).messages[0], TABLE) == tree


def test_a_service_character_that_nothing_can_release_is_refused():
    tree = tree_of("FTX+AAA+++A'")
    tree["FTX"][0]["C108"]["4440"] = ["a+b"]
    with pytest.raises(Refused, match="no release character"):
        write([(tree, TABLE)], envelope(service=Service(release=" ")))


def test_counts_and_references_are_computed():
    written = write([(tree_of("CTA+IC'"), TABLE)] * 2, envelope(advice=False))
    assert written.count(b"UNT+4+M1'") == 2
    assert written.endswith(b"UNZ+2+CTRL0001'")


def test_empty_elements_at_the_end_are_not_written():
    tree = tree_of("NAD+CZ+++A:B'")
    assert flattened(tree, TABLE)[-1].elements == [["CZ"], [], [], ["A", "B"]]


def test_the_envelope_says_what_it_is_told():
    written = write([], envelope(application_reference="BILLS", is_test=True, advice=False))
    start = b"UNB+UNOB:3+SENDERX+RECEIVERX+260911:1200+CTRL0001++BILLS++++1'"
    assert written == start + b"UNZ+0+CTRL0001'"


@pytest.mark.parametrize(
    "how",
    (
        {"breaks": "\n\n "},
        {"breaks": "\n", "service": Service(terminator="\n")},
        {"service": Service(mark=","), "advice": False},
        {"charset": "UTF"},
    ),
)
def test_what_makes_no_sense_cannot_be_asked_for(how):
    with pytest.raises(UsageError):
        envelope(**how)


def bent(change):
    """The whole tree with one thing done to it."""
    tree = deepcopy(WHOLE)
    change(tree)
    return tree


@pytest.mark.parametrize(
    ("change", "fault"),
    (
        (lambda tree: tree.pop("BGM"), ("EMIT-001", "segment 2 BGM")),
        (lambda tree: tree.update(XYZ={}), ("EMIT-010", "segment 1")),
        (lambda tree: tree["BGM"].update(DTM=[]), ("EMIT-010", "segment 3")),
        (lambda tree: tree["BGM"]["C002"].update(c="1"), ("EMIT-010", "segment 2 BGM element 1 C002")),
        (lambda tree: tree.update(BGM=[]), ("EMIT-002", "segment 2 BGM")),
        (lambda tree: tree.update(DTM={}), ("EMIT-002", "segment 3 DTM")),
        (lambda tree: tree.update(DTM=[]), ("EMIT-008", "segment 3 DTM")),
        (lambda tree: tree.update(DTM=tree["DTM"] * 9), ("EMIT-008", "segment 3 DTM")),
        (lambda tree: tree["BGM"].update({"1225": 9}), ("EMIT-002", "segment 2 BGM element 3 1225")),
        (lambda tree: tree["BGM"].update(C002="705"), ("EMIT-002", "segment 2 BGM element 1 C002")),
        (lambda tree: tree["NAD"][0]["C080"].update({"3036": "A"}), ("EMIT-002", "segment 20 NAD element 4 C080/3036")),
        (lambda tree: tree["NAD"][0]["C080"].update({"3036": ["A", ""]}), ("EMIT-008", "segment 20 NAD element 4 C080/3036")),
        (lambda tree: tree["NAD"][0]["C080"].update({"3036": ["A"] * 6}), ("EMIT-008", "segment 20 NAD element 4 C080/3036")),
        (lambda tree: tree["CNT"][0]["C270"].update({"6066": "1,5"}), ("EMIT-003", "segment 8 CNT element 1 C270/6066")),
    ),
)  # fmt: skip
def test_a_tree_that_has_no_form_is_refused(change, fault):
    assert refusal(bent(change)) == fault


@pytest.mark.parametrize("tree", (None, [], "UNH"))
def test_what_is_no_tree_is_refused(tree):
    assert refusal(tree) == ("EMIT-002", "segment 1")
