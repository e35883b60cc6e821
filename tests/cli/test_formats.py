"""`fairlead --format-path`: formats of others at the command line."""

import json
import os

from fairlead.formats.found import VARIABLE
from tests.unit.formats.folders import BILL, FORMAT, MAPPING, unsaid, write


def test_a_format_of_others_is_listed_with_where_it_is(fairlead, place):
    folder = write(place / "formats")
    said = fairlead("--format-path", "formats", "formats", "--json")
    listed = {one["alias"]: one["found"] for one in json.loads(said.out)}
    assert (listed["dcsa"], listed["quay"]) == ("fairlead", str(folder))


def test_the_path_holds_for_one_command(fairlead, place):
    write(place / "formats")
    place.joinpath("quay.json").write_text(json.dumps(BILL), "utf-8")
    assert fairlead("--format-path", "formats", "detect", "quay.json").out == (
        "quay.json: quay (Quay Street's bill)\n"
    )
    assert VARIABLE not in os.environ
    assert fairlead("detect", "quay.json").code == 1


def test_a_mistake_in_a_format_of_others_is_no_defect_of_ours(fairlead, place):
    write(place / "formats", said=FORMAT.replace("alias", "alais"))
    said = fairlead("--format-path", "formats", "detect", "reefer.json")
    assert (said.code, said.out) == (2, "")
    assert "quay/format.toml:3: there is no word 'alais'; did you mean alias?" in said.err
    assert "defect" not in said.err


def test_the_path_may_be_said_several_times(fairlead, place):
    write(place / "formats")
    other = FORMAT.replace("quay", "kessel").replace("kesselNumber", "issued")
    write(place / "more", name="kessel", said=other)
    said = fairlead("--format-path", "formats", "--format-path", "more", "formats", "--json")
    assert [one["alias"] for one in json.loads(said.out)][-2:] == ["quay", "kessel"]


def example(folder, name, wire, bill):
    """An example beside a format."""
    place = folder / "vectors" / name
    place.mkdir(parents=True)
    place.joinpath("wire.json").write_text(json.dumps(wire), "utf-8")
    place.joinpath("bill.json").write_text(json.dumps(bill), "utf-8")
    place.joinpath("README").write_text("What the rows say.\n", "utf-8")


SAID = {"transport_document_reference": "QS-1", "issue_date": "2026-02-28"}


def test_a_format_whose_examples_notice_every_mistake_is_sound(fairlead, place):
    folder = write(place / "formats")
    example(folder, "bill", BILL, SAID)
    example(folder, "undated", {"quayNumber": "x" * 20}, {"transport_document_reference": "x" * 20})
    said = fairlead("formats", "check", folder)
    assert said.code == 0
    assert ", 0 are without account" in said.out
    assert "quay.bill.1: 2 of 2 examples hold" in said.out
    assert "quay.bill.1: 2 of 2 rows, 0 of 0 code rows" in said.out


def test_a_row_without_an_example_is_named(fairlead, place):
    folder = write(place / "formats")
    said = fairlead("formats", "check", folder)
    assert said.code == 1
    assert "quay.bill.1: 0 of 0 examples hold" in said.out
    assert "  untouched: root.issue_date at /issued" in said.out


def test_an_example_that_does_not_hold_is_named(fairlead, place):
    folder = write(place / "formats")
    example(folder, "bill", BILL, {**SAID, "issue_date": "2026-03-01"})
    said = fairlead("formats", "check", folder)
    assert (said.code, "  example: bill" in said.out) == (1, True)


def test_a_format_that_takes_the_name_of_ours_is_refused(fairlead, place):
    folder = write(place / "formats", said=FORMAT.replace('alias  = "quay"', 'alias  = "efti"'))
    said = fairlead("formats", "check", folder)
    assert (said.code, said.out) == (2, "")
    assert "two formats have the name efti" in said.err


# --- a format of one's own ----------------------------------------------------------------------


def quay_schema(place):
    properties = {
        "carriersAgentAtDestination": {"type": "object"},
        "issueDate": {"type": "string", "format": "date"},
        "transportDocumentReference": {"type": "string", "maxLength": 20},
        "isToOrder": {"type": "boolean"},
    }
    schema = {
        "type": "object",
        "required": ["transportDocumentReference"],
        "properties": properties,
    }
    place.joinpath("schema.json").write_text(json.dumps(schema), "utf-8")


def test_a_skeleton_guesses_what_agrees_in_name_and_type(fairlead, place):
    quay_schema(place)
    said = fairlead("formats", "new", "quay", "--schema", "schema.json", "--sample", "reefer.json")
    assert (said.code, said.out) == (0, "made quay: 2 rows are guessed\n")
    mapping = (place / "quay" / "mapping.toml").read_text("utf-8")
    assert 'issue_date = { at = "issueDate", as = "date", guess = true }\n' in mapping
    assert '# "/isToOrder"\n' in mapping
    assert (place / "quay" / "vectors" / "sample" / "wire.json").exists()


def test_a_guess_is_refused_until_somebody_confirms_it(fairlead, place):
    quay_schema(place)
    assert fairlead("formats", "new", "quay", "--schema", "schema.json").code == 0
    told = place / "quay" / "format.toml"
    text = told.read_text("utf-8").replace('""', '"Quay Street"')
    told.write_text(text.replace("transportDocumentReference", "issueDate"), "utf-8")
    said = fairlead("formats", "check", "quay")
    assert (said.code, said.out) == (2, "")
    assert "[bind.issue_date] 'guess': confirm or remove this guess" in said.err
    assert "[impossible] 'shipper' must be a text that says something" in said.err


def test_a_skeleton_that_is_completed_is_a_format(fairlead, place):
    quay_schema(place)
    assert fairlead("formats", "new", "quay", "--schema", "schema.json").code == 0
    for name in ("format.toml", "mapping.toml"):
        file = place / "quay" / name
        whole = file.read_text("utf-8").replace('""', '"Quay Street knows none"')
        whole = whole.replace('["transportDocumentReference"]', '["issueDate", "isToOrder"]')
        file.write_text(whole.replace(", guess = true", ""), "utf-8")
    said = fairlead("formats", "check", "quay")
    assert "quay.document.1: 2 rows, nothing is wrong" in said.out


def test_a_folder_that_is_there_is_left_alone(fairlead, place):
    quay_schema(place)
    place.joinpath("quay").mkdir()
    said = fairlead("formats", "new", "quay", "--schema", "schema.json")
    assert (said.code, list(place.joinpath("quay").iterdir())) == (2, [])


XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:quay"
  xmlns="urn:quay" elementFormDefault="qualified">
<xs:element name="bill" type="Bill"/><xs:complexType name="Bill"><xs:sequence>
<xs:element name="issueDate" type="xs:date"/>
</xs:sequence></xs:complexType></xs:schema>"""


def test_a_skeleton_of_an_xsd_names_its_root(fairlead, place):
    place.joinpath("quay.xsd").write_text(XSD, "utf-8")
    said = fairlead("formats", "new", "quay", "--schema", "quay.xsd")
    assert (said.code, said.out) == (0, "made quay: 1 rows are guessed\n")
    assert 'root  = "bill"' in (place / "quay" / "profile.toml").read_text("utf-8")


def test_a_skeleton_takes_along_the_files_that_a_schema_refers_to(fairlead, place):
    place.joinpath("parts").mkdir()
    day = {"type": "string", "format": "date"}
    schema = {"type": "object", "properties": {"issueDate": {"$ref": "parts/day.json"}}}
    place.joinpath("parts", "day.json").write_text(json.dumps(day), "utf-8")
    place.joinpath("bill.json").write_text(json.dumps(schema), "utf-8")
    said = fairlead("formats", "new", "quay", "--schema", "bill.json")
    assert (said.code, said.out) == (0, "made quay: 1 rows are guessed\n")
    kept = place / "quay" / "parts" / "day.json"
    assert json.loads(kept.read_text("utf-8")) == day


def test_a_skeleton_takes_along_the_files_that_an_xsd_imports(fairlead, place):
    place.joinpath("parts").mkdir()
    kept = XSD.replace('<xs:element name="bill" type="Bill"/>', "")
    place.joinpath("parts", "bill.xsd").write_text(kept, "utf-8")
    head, _, rest = XSD.partition("<xs:element")
    include = '<xs:include schemaLocation="parts/bill.xsd"/>'
    element = "<xs:element" + rest.partition("<xs:complexType")[0]
    place.joinpath("quay.xsd").write_text(f"{head}{include}{element}</xs:schema>", "utf-8")
    said = fairlead("formats", "new", "quay", "--schema", "quay.xsd")
    assert (said.code, said.out) == (0, "made quay: 1 rows are guessed\n")
    assert (place / "quay" / "parts" / "bill.xsd").read_text("utf-8") == kept


def test_a_skeleton_takes_nothing_from_outside_the_folder_of_a_schema(fairlead, place):
    place.joinpath("inner").mkdir()
    place.joinpath("outside.json").write_text("{}", "utf-8")
    place.joinpath("inner", "bill.json").write_text('{"$ref": "../outside.json"}', "utf-8")
    said = fairlead("formats", "new", "quay", "--schema", "inner/bill.json")
    assert said.code == 2
    assert "leaves its folder" in said.err
    assert not place.joinpath("quay").exists()


# --- what is said after a refusal ---------------------------------------------------------------

HINT = "If this is a document of quay, its mapping may be what is wrong"


def test_after_a_refusal_the_mapping_of_others_is_named_as_a_reason(fairlead, place):
    write(place / "formats")
    place.joinpath("quay.json").write_text(json.dumps({**BILL, "issued": "yesterday"}), "utf-8")
    said = fairlead("--format-path", "formats", "convert", "quay.json", "--to", "dcsa")
    assert (said.code, HINT in said.err) == (1, True)
    again = fairlead("convert", "reefer.json", "--to", "efti", "--strict")
    assert HINT not in again.err


def test_a_target_of_others_that_cannot_say_something_is_named_with_its_folder(fairlead, place):
    row = 'transport_document_type = { at = "clerk", as = "code(kind)", need = true }\n'
    folder = write(place / "formats", mapping=MAPPING + row, rest=unsaid("transport_document_type"))
    folder.joinpath("kind.csv").write_text(
        "canon,wire,relation,source\nsea-waybill,SWB,=,x\n", "utf-8"
    )
    said = fairlead("--format-path", "formats", "convert", "reefer.json", "--to", "quay")
    told = " ".join(said.err.split())
    assert said.code == 1
    assert "The mapping of quay is not Fairlead's: perhaps it lacks a row or a code" in told
    assert str(folder) in said.err.replace("\n", "")


def test_a_skeleton_with_parts_is_a_format_when_it_is_completed(fairlead, place):
    text = {"type": "string", "maxLength": 35}
    party = {"type": "object", "properties": {"name": text}, "required": ["name"]}
    properties = {"billNumber": text, "shipper": party, "vesselName": text}
    schema = {"type": "object", "required": ["billNumber"], "properties": properties}
    place.joinpath("schema.json").write_text(json.dumps(schema), "utf-8")
    said = fairlead("formats", "new", "quay", "--schema", "schema.json")
    assert said.out == "made quay: 4 rows are guessed\n"
    for name in ("format.toml", "mapping.toml"):
        file = place / "quay" / name
        whole = file.read_text("utf-8").replace('""', '"Quay Street knows none"')
        file.write_text(whole.replace(", guess = true", ""), "utf-8")
    said = fairlead("formats", "check", "quay", "--bills", 5)
    assert "quay.document.1: 4 rows, nothing is wrong" in said.out
    assert ", 0 are without account" in said.out
