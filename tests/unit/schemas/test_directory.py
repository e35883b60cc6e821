"""A directory judges a message as a schema judges a JSON document."""

import json
from copy import deepcopy

import pytest

from fairlead.errors import MappingError
from fairlead.formats.schema.facts import Element, load
from fairlead.resources import find
from fairlead.syntax.edifact import grouped, read
from tests.unit.syntax.interchanges import bill, directory, enveloped, tree_of

NAMES = ("iftmcs-d99b", "iftmcs-d00b", "iftmcs-d24a")
every_directory = pytest.mark.parametrize("name", NAMES)
NEW = directory()
WHOLE = grouped(read(enveloped(bill(3))).messages[0], NEW.table)


def said(tree, name="iftmcs-d00b", side="PARSE"):
    """The code, the place and the sentence of each breach."""
    breaches = directory(name).breaches(tree, side)
    assert directory(name).permits(tree) == (not breaches)
    return [(one.code.partition("-")[2], one.at.wire, one.says) for one in breaches]


def bent(change, tree=WHOLE):
    """A tree with one thing done to it."""
    tree = deepcopy(tree)
    change(tree)
    return tree


def test_a_whole_bill_is_permitted():
    assert said(WHOLE) == []


REQUIRED = "is required and missing"
BREACHES = [
    (lambda tree: tree.pop("BGM"), "001", "BGM", f"the segment {REQUIRED}"),
    (lambda tree: tree["LOC"][1].pop("3227"), "001", "LOC[2]/3227", f"the element {REQUIRED}"),
    (lambda tree: tree["UNH"]["S009"].pop("0054"), "001", "UNH/S009/0054", f"the component {REQUIRED}"),
    (lambda tree: tree["NAD"][0]["C080"].update({"3036": ["", "B"]}), "001", "NAD[1]/C080/3036[1]", "the first entry is required and missing"),
    (lambda tree: tree.update(BGM=[]), "002", "BGM", "an object is expected"),
    (lambda tree: tree["BGM"].update(C002="705"), "002", "BGM/C002", "an object is expected"),
    (lambda tree: tree["BGM"].update({"1225": 9}), "002", "BGM/1225", "a text is expected"),
    (lambda tree: tree.update(DTM={}), "002", "DTM", "a list is expected"),
    (lambda tree: tree["CNT"][0]["C270"].update({"6066": "1,5"}), "003", "CNT[1]/C270/6066", "a number is expected, its decimal mark a point"),
    (lambda tree: tree["CNT"][0]["C270"].update({"6066": "1."}), "003", "CNT[1]/C270/6066", "a number is expected, its decimal mark a point"),
    (lambda tree: tree["BGM"]["C106"].update({"1004": "a\nb"}), "003", "BGM/C106/1004", "no control character is expected"),
    (lambda tree: tree["BGM"]["C106"].update({"1004": "\ud800"}), "003", "BGM/C106/1004", "no control character is expected"),
    (lambda tree: tree["BGM"]["C106"].update({"1004": ""}), "004", "BGM/C106/1004", "at least 1 character is expected"),
    (lambda tree: tree["BGM"]["C106"].update({"1004": "x" * 36}), "004", "BGM/C106/1004", "at most 35 characters are expected"),
    (lambda tree: tree["NAD"][0]["C080"].update({"3036": ["A", ""]}), "004", "NAD[1]/C080/3036[2]", "at least 1 character is expected"),
    (lambda tree: tree["BGM"].update(C106={}), "004", "BGM/C106", "at least one component is expected"),
    (lambda tree: tree["GID"][1].update({"C213": [{"7224": "123456789"}]}), "004", "GID[2]/C213[1]/7224", "at most 8 digits are expected"),
    (lambda tree: tree.update(DTM=[]), "008", "DTM", "at least 1 entry is expected"),
    (lambda tree: tree.update(DTM=tree["DTM"] * 9), "008", "DTM", "at most 9 entries are expected"),
    (lambda tree: tree["NAD"][0]["C080"].update({"3036": ["A"] * 6}), "008", "NAD[1]/C080/3036", "at most 5 entries are expected"),
    (lambda tree: tree.update(XYZ={}), "010", "XYZ", "no member of this name is expected here"),
    (lambda tree: tree["TDT"][0]["LOC"][1]["C517"].update(x="1"), "010", "TDT[1]/LOC[2]/C517/x", "no member of this name is expected here"),
    (lambda tree: tree["TDT"][0].update(XYZ=[]), "010", "TDT[1]/XYZ", "no member of this name is expected here"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "number", "at", "says"), BREACHES)
def test_every_breach_has_its_code_its_place_and_its_sentence(change, number, at, says):
    assert said(bent(change)) == [(number, at, says)]


def test_all_breaches_are_named_in_the_order_of_the_document():
    tree = bent(
        lambda tree: (tree["EQD"][2].pop("8053"), tree["LOC"][0].pop("3227"), tree.pop("BGM"))
    )
    assert [at for _, at, _ in said(tree)] == ["BGM", "LOC[1]/3227", "EQD[3]/8053"]


@pytest.mark.parametrize("side", ("PARSE", "EMIT"))
def test_the_code_says_on_which_side_the_directory_is_broken(side):
    assert [one.code for one in NEW.breaches({}, side)] == [f"{side}-001"] * 2


def test_the_law_names_the_directory_and_the_element():
    (one,) = NEW.breaches(
        bent(lambda tree: tree["TDT"][0]["LOC"][1]["C517"].update({"3225": "x" * 26})), "PARSE"
    )
    assert one.law == "UN/EDIFACT IFTMCS D.00B C517/3225"
    assert one.value == "x" * 26


@pytest.mark.parametrize("tree", (None, [], "UNH", 1))
def test_what_is_no_tree_is_not_permitted(tree):
    assert said(tree) == [("002", "", "an object is expected")]


@pytest.mark.parametrize(
    ("number", "fits"),
    (("1", True), ("-1.5", True), ("0.5", True), (".5", True), ("-123456789012345678", True),
     ("12345678.9012345678", True), ("1234567890123456789", False), ("", False), ("-", False),
     ("+1", False), ("1e3", False), ("١", False)),
)  # fmt: skip
def test_sign_and_mark_of_a_number_do_not_count(number, fits):
    assert NEW.permits(bent(lambda tree: tree["CNT"][0]["C270"].update({"6066": number}))) == fits


def temperature(name, value):
    tree = tree_of("GID+1'", "TMP+2+4:CEL'", name=name) if name == "iftmcs-d00b" else None
    tree = tree or bent(
        lambda one: one["UNH"]["S009"].update({"0054": "99B"}), tree_of("GID+1'", "TMP+2+4:CEL'")
    )
    tree["GID"][0]["TMP"]["C239"]["6246"] = value
    return directory(name).permits(tree)


def test_directories_differ_in_the_width_of_a_temperature():
    assert [temperature("iftmcs-d99b", one) for one in ("-18", "-018", "018", "18.5")] == [
        False,
        True,
        True,
        True,
    ]
    assert [temperature("iftmcs-d00b", one) for one in ("-18", "-018", "-18.25")] == [True] * 3


WIDTHS = [
    ("/EQD/[]/SEL/[]/9308", 10, 35, 35),
    ("/RFF/[]/C506/1154", 35, 70, 70),
    ("/NAD/[]/C080/3036/[]", 35, 35, 70),
    ("/NAD/[]/C059/3042/[]", 35, 35, 256),
    ("/LOC/[]/C517/1131", 3, 17, 17),
    ("/LOC/[]/C517/3225", 25, 25, 35),
    ("/GID/[]/DGS/[]/8364", 6, 6, 8),
    ("/TDT/[]/C222/8212", 35, 35, 70),
    ("/FTX/[]/C108/4440/[]", 512, 512, 512),
]


@pytest.mark.parametrize(("path", "old", "mid", "new"), WIDTHS)
def test_a_width_is_that_of_its_directory(path, old, mid, new):
    assert [directory(name).places[path].max_length for name in NAMES] == [old, mid, new]


CODES = [
    ("3035", "N1", True, True, False),
    ("3035", "CZ", True, True, True),
    ("6313", "G", True, True, False),
    ("6313", "AAE", True, True, False),
    ("6313", "WT", True, True, False),
    ("6313", "VGM", False, False, True),
    ("3055", "306", False, False, True),
    ("3055", "182", True, True, True),
    ("3227", "88", True, True, True),
    ("4451", "BLC", True, True, True),
    ("8335", "41", True, True, True),
]


@pytest.mark.parametrize(("element", "code", "old", "mid", "new"), CODES)
def test_a_code_is_asked_of_its_own_directory(element, code, old, mid, new):
    lists = [directory(name).facts.codes[element] for name in NAMES]
    assert [codes.permits(code) for codes in lists] == [old, mid, new]


def test_code_lists_of_1131_stand_only_in_the_old_directories():
    assert {"139", "172", "102"} <= set(NEW.facts.codes["1131"].known)
    assert "1131" not in directory("iftmcs-d24a").facts.codes


def newest(*changes):
    """A small tree of D.24A."""
    tree = bent(
        lambda one: one["UNH"]["S009"].update({"0054": "24A"}),
        tree_of("NAD+CZ'", "EQD+CN++22G1:102:5'"),
    )
    for change in changes:
        change(tree)
    return said(tree, "iftmcs-d24a")


def test_a_code_that_a_closed_list_lacks_is_a_breach():
    ((number, at, says),) = newest(lambda tree: tree["NAD"][0].update({"3035": "N1"}))
    assert (number, at) == ("006", "NAD[1]/3035")
    assert says.startswith("one of ")
    assert "N1" not in says.split("others")[0].split(", ")


def test_a_code_of_another_list_is_not_judged():
    assert newest() == []  # 22G1 is of list 102, which is not the directory's own
    ((_, at, _),) = newest(lambda tree: tree["EQD"][0].update(C224={"8155": "22G1"}))
    assert at == "EQD[1]/C224/8155"


@every_directory
def test_every_place_has_its_facts(name):
    places = directory(name).places
    assert all(leaf.path == path for path, leaf in places.items())
    assert all(leaf.inner or leaf.max_length for leaf in places.values())
    assert directory(name).leaves() == [leaf for leaf in places.values() if not leaf.inner]


@every_directory
def test_only_the_header_and_the_beginning_are_needed(name):
    needed = [path for path, leaf in directory(name).places.items() if leaf.needed]
    assert needed == [
        "/UNH", "/UNH/0062", "/UNH/S009", "/UNH/S009/0065", "/UNH/S009/0052", "/UNH/S009/0054",
        "/UNH/S009/0051", "/BGM",
    ]  # fmt: skip


def test_the_facts_of_a_place_are_those_of_the_directory():
    places = NEW.places
    assert places["/TDT"].max_items == 99
    assert places["/TDT/[]/8051"].required
    assert places["/TDT/[]/LOC/[]/C517/3225"].format == "an..25"
    assert places["/GID/[]/PIA/[]/C212"].max_items == 5
    assert places["/UNH/S009/0054"].enum == ("00B",)
    assert "10" in places["/TDT/[]/8051"].enum
    assert "/UNT" not in places


@pytest.mark.parametrize("text", ("an..", "x3", "n", "an...3", ""))
def test_a_format_that_is_none_is_a_mistake(text):
    with pytest.raises(MappingError):
        Element.read(text)


@pytest.mark.parametrize(
    "change",
    (
        {"table": 5},
        {"table": ["UNH M 1", "LOC C 1"]},
        {"segments": {"LOC": ["9999 M"]}},
        {"segments": {"LOC": ["3227"]}},
        {"segments": {"LOC": ["3227 X"]}},
        {"segments": {"LOC": ["3227 M many"]}},
        {"composites": {"C517": ["9999 M"]}},
        {"elements": {"3225": "zz"}},
        {"elements": {"3225": 5}},
        {"identifier": 1},
        {"extends": "nowhere"},
    ),
)
def test_facts_that_cannot_be_are_a_mistake(tmp_path, change):
    facts = json.loads(
        (find("schemas", "unece", "iftmcs-d99b") / "directory.json").read_text("utf-8")
    )
    for member, value in change.items():
        facts[member] = {**facts[member], **value} if isinstance(value, dict) else value
    (tmp_path / "directory.json").write_text(json.dumps(facts), "utf-8")
    (tmp_path / "codes.json").write_text('{"closed": false, "absent": {}, "codes": {}}', "utf-8")
    with pytest.raises(MappingError):
        load(tmp_path)


def test_a_folder_without_facts_is_a_mistake(tmp_path):
    with pytest.raises(MappingError, match="cannot be read"):
        load(tmp_path)


@every_directory
def test_every_code_list_is_used(name):
    facts = load(find("schemas", "unece", name))
    used = {path.split("/")[-1] for path in directory(name).places} | {
        path.split("/")[-2] for path in directory(name).places
    }
    assert set(facts.codes) - used == set()


def test_directories_that_extend_each_other_are_a_mistake(tmp_path):
    for name, other in (("one", "other"), ("other", "one")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "directory.json").write_text(json.dumps({"extends": other}))
    with pytest.raises(MappingError, match="in a circle, or too many do: one > other > one"):
        load(tmp_path / "one")
