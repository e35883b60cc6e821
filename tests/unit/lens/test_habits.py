"""What stands elsewhere than usual is read as if it stood at its usual place, and said."""

import pytest

from fairlead.lens.habits import habits_of, settle, wonted

PORT, ISSUED, SOLE, NOTIFIED = habits_of(
    {
        "habit": [
            {"at": ["LOC[q=9]"], "is": "TDT[s=20]/LOC[q=9]"},
            {"at": ["DTM[q=182]", "DTM[q=137]"], "is": "DTM[q=95]", "written": "BGM/k=710"},
            {"at": ["GID/TMD"], "is": "EQD[q=CN]/TMD", "sole": "GID"},
        ],
        "ranked": [{"at": "NAD[q=N1|N2]"}],
    }
)


def test_a_thing_moves_to_its_usual_place_and_is_named_as_there():
    settled = settle({"DTM": [{"q": "137", "d": "1"}]}, (ISSUED,))
    assert settled.tree == {"DTM": [{"q": "95", "d": "1"}]}
    assert settled.origin(("DTM", 0, "d")) == ("DTM", 0, "d")


def test_what_stands_at_its_usual_place_is_not_looked_for_elsewhere():
    tree = {"DTM": [{"q": "137", "d": "1"}, {"q": "95", "d": "2"}]}
    assert settle(tree, (ISSUED,)).tree is tree


def test_of_two_other_places_neither_is_chosen():
    tree = {"DTM": [{"q": "137", "d": "1"}, {"q": "182", "d": "2"}]}
    assert settle(tree, (ISSUED,)).moves == []


def test_without_a_holder_at_the_usual_place_a_thing_stays():
    tree = {"LOC": [{"q": "9"}]}
    assert settle(tree, (PORT,)).tree is tree


def test_what_is_said_of_one_of_several_is_not_moved_to_all():
    tree = {"GID": [{"TMD": {"c": "2"}}, {"n": "2"}], "EQD": [{"q": "CN"}]}
    assert settle(tree, (SOLE,)).tree is tree


def test_the_document_itself_is_left_as_it_is():
    tree = {"LOC": [{"q": "9", "c": "A"}], "TDT": [{"s": "20"}]}
    settled = settle(tree, (PORT,))
    assert settled.tree == {"TDT": [{"s": "20", "LOC": [{"q": "9", "c": "A"}]}]}
    assert tree == {"LOC": [{"q": "9", "c": "A"}], "TDT": [{"s": "20"}]}
    assert settled.origin(("TDT", 0, "LOC", 0, "c")) == ("LOC", 0, "c")


def test_entries_are_read_in_the_order_of_their_codes_and_keep_their_places():
    tree = {"NAD": [{"q": "N2"}, {"q": "CZ"}, {"q": "N1"}]}
    settled = settle(tree, (NOTIFIED,))
    assert [one["q"] for one in settled.tree["NAD"]] == ["N1", "CZ", "N2"]
    assert settled.origin(("NAD", 0, "q")) == ("NAD", 2, "q")


@pytest.mark.parametrize(("kind", "code"), (("710", "182"), ("706", "95")))
def test_what_is_written_elsewhere_goes_there(kind, code):
    tree = {"BGM": {"k": kind}, "DTM": [{"q": "95", "d": "1"}]}
    assert wonted(tree, (ISSUED,))["DTM"] == [{"q": code, "d": "1"}]
