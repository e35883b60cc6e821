"""`fairlead check`, `detect`, `show`, `formats`, `rules` and `mappings`."""

import json
import zipfile

from fairlead.bill import to_canonical
from fairlead.formats import FORMATS, index
from fairlead.gateway import understand
from fairlead.rules import RULEBOOK


def broken(place):
    """A bill with a wrong check digit."""
    bill = place.joinpath("reefer.json").read_text("utf-8")
    place.joinpath("broken.json").write_text(bill.replace("FLDU5200444", "FLDU5200445"), "utf-8")


def test_the_report_is_the_result(fairlead, place):
    broken(place)
    said = fairlead("check", "broken.json")
    assert (said.code, said.err) == (1, "")
    assert "error RULE-130" in said.out
    assert "utilized_transport_equipments[0].equipment_reference" in said.out
    assert "/utilizedTransportEquipments/0/equipment/equipmentReference" in said.out
    assert "ISO 6346" in said.out


def test_several_documents_are_told_apart(fairlead, place):
    broken(place)
    said = fairlead("check", "reefer.json", "broken.json", "supplement.json")
    assert said.code == 1
    assert "reefer.json: 92 rules asked (profile strict): none broken; everything was" in said.out
    assert "broken.json: 92 rules asked (profile strict): 1 broken in 1 place; every" in said.out
    assert "supplement.json: refused for 1 error, before any rule was asked" in said.out


def test_a_profile_can_be_named(fairlead, place):
    broken(place)
    assert fairlead("check", "broken.json", "--profile", "ctk").code == 0


def test_detect_names_the_format(fairlead):
    said = fairlead("detect", "reefer.json", "open-ebl-pack.json")
    assert [line.split(" (")[0] for line in said.out.splitlines()] == [
        "reefer.json: dcsa",
        "open-ebl-pack.json: openebl",
    ]
    assert (said.code, said.err) == (0, "")


def test_show_prints_the_bill_that_a_document_says(fairlead, place):
    said = fairlead("show", "reefer.json")
    bill = to_canonical(understand(place.joinpath("reefer.json").read_bytes()).bill)
    assert (said.code, json.loads(said.out), said.err) == (0, bill, "")


def test_show_says_why_a_document_has_no_bill(fairlead, place):
    place.joinpath("odd.json").write_text('{"transportDocumentReference": 5}', "utf-8")
    said = fairlead("show", "odd.json", "--from", "dcsa")
    assert (said.code, said.out) == (1, "")
    assert "PARSE-002" in said.err


def test_detect_refuses_what_nobody_knows(fairlead):
    said = fairlead("detect", "supplement.json", "reefer.json", "--json")
    assert said.code == 1
    assert json.loads(said.out) == [
        {"document": "supplement.json", "format": None},
        {"document": "reefer.json", "format": "dcsa.transport-document.3"},
    ]
    assert "READ-020" in said.err


def test_detect_names_an_ofd_file(fairlead, place):
    with zipfile.ZipFile(place.joinpath("bill.ofd"), "w") as held:
        held.writestr("OFD.xml", "<a/>")
    said = fairlead("detect", "bill.ofd")
    assert (said.code, said.out) == (1, "")
    assert "bill.ofd" in said.err
    assert "OFD file (GB/T 33190)" in said.err


def test_formats_as_data(fairlead):
    listed = json.loads(fairlead("formats", "--json").out)
    assert [one["alias"] for one in listed] == [one.alias for one in FORMATS]
    assert set(listed[0]) == {
        "id",
        "alias",
        "title",
        "versions",
        "writes",
        "capabilities",
        "found",
        "source",
        "media_type",
    }


def test_rules_are_one_a_line_for_whatever_reads_them(fairlead):
    lines = fairlead("rules").out.splitlines()
    assert len(lines) == 1 + len(RULEBOOK)
    listed = json.loads(fairlead("rules", "--json").out)["rules"]
    assert [one["code"] for one in listed] == [rule.code for rule in RULEBOOK]


def test_a_mapping_is_shown_row_by_row(fairlead):
    lines = fairlead("mappings", "show", "dcsa").out.splitlines()
    assert lines[1].split() == [
        "transport_document_reference", "/transportDocumentReference", "text(20)", "needed",
    ]  # fmt: skip
    count, _, total = lines[-1].partition(" leaves")[0].partition(" of ")
    assert count == total


def test_mappings_are_checked(fairlead):
    said = fairlead("mappings", "check")
    assert (said.code, said.out.count("nothing is wrong")) == (0, len(FORMATS))


def test_mistakes_are_planted(fairlead, root):
    vectors = root / "tests" / "vectors"
    said = fairlead("mappings", "mutate", "dcsa", "--limit", "3", "--vectors", vectors)
    assert "3 mistakes planted" in said.out
    assert fairlead("mappings", "coverage", "dcsa", "--vectors", vectors).out


def test_a_mistake_beside_the_mappings_is_named_where_they_are_compiled(
    fairlead, tmp_path, monkeypatch
):
    habits = tmp_path / "habits.toml"
    habits.write_text('[[habit]]\nat = ["LOC"]\nis = "TDT/LOC"\nsoel = "GID"\n', "utf-8")
    monkeypatch.setattr(index, "HABITS", str(habits))
    said = fairlead("mappings", "compile")
    assert said.code == 1
    assert "habits.toml:4: [habit[0]] there is no word 'soel'; did you mean sole?" in said.out
