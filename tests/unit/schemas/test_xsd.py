"""An XSD of ours is asked and explained as a JSON schema is."""

import pytest

from fairlead.errors import MappingError, Refused, UsageError
from fairlead.formats.schema.xsd import XmlSchema

URI = "urn:example:ship"
XSD = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="{URI}"
    targetNamespace="{URI}" elementFormDefault="qualified">
  <xs:element name="Ship" type="s:Ship"/>
  <xs:complexType name="Ship"><xs:sequence>
    <xs:element name="Flag" type="s:Flag"/>
    <xs:element name="Mast" type="s:Mast" minOccurs="0" maxOccurs="2"/>
    <xs:element name="Built" type="s:Built" minOccurs="0"/>
    <xs:element name="Name" type="s:Name" minOccurs="0"/>
    <xs:element name="Crew" type="s:Crew" minOccurs="0"/>
    <xs:element name="Log" type="xs:boolean" minOccurs="0"/>
    <xs:element name="Note" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Mast"><xs:simpleContent><xs:extension base="s:Height">
    <xs:attribute name="unitCode" type="s:Unit" use="required"/>
    <xs:attribute name="wood" type="xs:string"/>
  </xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="Built"><xs:choice>
    <xs:element name="Date" type="xs:date"/>
    <xs:element name="Instant" type="xs:dateTime"/>
  </xs:choice></xs:complexType>
  <xs:simpleType name="Flag"><xs:restriction base="xs:token">
    <xs:enumeration value="NL"/><xs:enumeration value="DK"/><xs:enumeration value="NO"/>
    <xs:enumeration value="N.L"/><xs:enumeration value="D"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="Unit"><xs:restriction base="xs:string">
    <xs:enumeration value="MTR"/><xs:enumeration value="FOT"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="Height"><xs:restriction base="xs:decimal">
    <xs:minInclusive value="1"/><xs:maxExclusive value="100"/>
    <xs:totalDigits value="4"/><xs:fractionDigits value="1"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="Name"><xs:restriction base="xs:string">
    <xs:minLength value="1"/><xs:maxLength value="5"/><xs:pattern value="[A-Z].*"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="Crew"><xs:restriction base="xs:integer"/></xs:simpleType>
</xs:schema>"""
PROFILE = f'title = "the law"\nroot = "Ship"\n[namespaces]\n"" = "{URI}"\n'


def schema_of(folder, xsd=XSD, profile=PROFILE):
    (folder / "schema.xsd").write_text(xsd, "utf-8")
    (folder / "profile.toml").write_text(profile, "utf-8")
    return XmlSchema.load(folder)


@pytest.fixture
def schema(tmp_path):
    return schema_of(tmp_path)


def document(schema, inside):
    return schema.read(f'<Ship xmlns="{URI}">\n{inside}</Ship>'.encode())


def said(schema, inside):
    found = schema.breaches(document(schema, inside), "PARSE")
    return [(one.code, one.at.wire, one.says) for one in found]


FLAG = "<Flag>NL</Flag>"
BREACHES = (
    ("", "001", "/Ship/Flag line 1", "the element is required and missing"),
    (f"{FLAG}<Own/>", "010", "/Ship/Own line 2", "no element of this name is expected here"),
    (
        f"{FLAG}<Built/>",
        "009",
        "/Ship/Built line 2",
        "exactly one of these is expected: Date; Instant",
    ),
    (
        "<Flag own='1'>NL</Flag>",
        "010",
        "/Ship/Flag/@own line 2",
        "no attribute of this name is expected here",
    ),
    (
        f"{FLAG}<Mast>1</Mast>",
        "001",
        "/Ship/Mast/@unitCode line 2",
        "the attribute is required and missing",
    ),
    (f"{FLAG}text", "002", "/Ship line 1", "elements are expected here, and no text between them"),
    (
        "<Flag>NL<Own/></Flag>",
        "002",
        "/Ship/Flag line 2",
        "a text is expected here, and no elements",
    ),
    ("<Flag>XX</Flag>", "006", "/Ship/Flag line 2", "one of NL, DK, NO, N.L, D is expected"),
    (
        f"{FLAG}<Mast unitCode='XX'>1</Mast>",
        "006",
        "/Ship/Mast/@unitCode line 2",
        "one of MTR, FOT is expected",
    ),
    (
        f"{FLAG}<Mast unitCode='MTR'>x</Mast>",
        "002",
        "/Ship/Mast line 2",
        "a number in decimal digits is expected",
    ),
    (f"{FLAG}<Mast unitCode='MTR'>0</Mast>", "005", "/Ship/Mast line 2", "at least 1 is expected"),
    (
        f"{FLAG}<Mast unitCode='MTR'>100</Mast>",
        "005",
        "/Ship/Mast line 2",
        "less than 100 is expected",
    ),
    (
        f"{FLAG}<Mast unitCode='MTR'>1.25</Mast>",
        "005",
        "/Ship/Mast line 2",
        "at most 1 digit is expected after the point",
    ),
    (
        f"{FLAG}<Built><Date>2026-02-30</Date></Built>",
        "007",
        "/Ship/Built/Date line 2",
        "a date, YYYY-MM-DD, is expected",
    ),
    (
        f"{FLAG}<Built><Instant>noon</Instant></Built>",
        "007",
        "/Ship/Built/Instant line 2",
        "an instant with its offset (ISO 8601) is expected",
    ),
    (
        f"{FLAG}<Name>ariel</Name>",
        "003",
        "/Ship/Name line 2",
        "a text that matches [A-Z].* is expected",
    ),
    (
        f"{FLAG}<Name>Adriana</Name>",
        "004",
        "/Ship/Name line 2",
        "at most 5 characters are expected",
    ),
    (f"{FLAG}<Crew>1.5</Crew>", "002", "/Ship/Crew line 2", "a whole number is expected"),
    (f"{FLAG}<Log>?</Log>", "002", "/Ship/Log line 2", "true or false is expected"),
    (
        f"{FLAG}<Crew>1</Crew>\n<Crew>2</Crew>",
        "008",
        "/Ship/Crew[2] line 3",
        "at most 1 of these is expected",
    ),
    (
        f"{FLAG}<Crew>1</Crew><Name>Ariel</Name>",
        "010",
        "/Ship/Name line 2",
        "the element is expected at another place of the order",
    ),
)


@pytest.mark.parametrize(("inside", "number", "at", "says"), BREACHES)
def test_every_breach_has_its_code_its_place_and_its_sentence(schema, inside, number, at, says):
    assert said(schema, inside) == [(f"PARSE-{number}", at, says)]


def test_more_of_many_than_allowed_are_a_breach(schema):
    mast = "<Mast unitCode='MTR'>1</Mast>"
    assert said(schema, FLAG + mast * 3) == [
        ("PARSE-008", "/Ship/Mast[3] line 2", "at most 2 of these are expected")
    ]


def test_all_breaches_are_named_at_once(schema):
    found = said(schema, "<Flag>XX</Flag><Name>Adriana</Name><Crew>x</Crew>")
    assert [code for code, _, _ in found] == ["PARSE-006", "PARSE-004", "PARSE-002"]


def test_the_value_is_kept_apart_from_the_sentence(schema):
    (breach,) = schema.breaches(document(schema, f"{FLAG}<Name>Secret Shipper</Name>"), "PARSE")
    assert "Secret" not in breach.says
    assert breach.value == "Secret Shipper"
    assert breach.law == "the law"


def test_what_we_write_has_no_line(schema):
    (breach,) = schema.breaches(schema.written({"Flag": "NL", "Name": "Adriana"}), "EMIT")
    assert (breach.code, breach.at.wire) == ("EMIT-004", "/Ship/Name")


def test_the_verdict_is_on_the_very_bytes_that_go_out(schema):
    tree = {"Flag": "NL", "Mast": [{"content": "30", "@unitCode": "MTR"}], "Note": ["a", "b"]}
    written = schema.written(tree)
    assert schema.permits(written)
    assert schema.tree(schema.read(written.data)) == tree


def test_a_text_that_no_parser_takes_is_misuse(schema):
    with pytest.raises(UsageError, match="too long"):
        schema.written({"Flag": "NL", "Note": ["x" * 10_000_001]})


CODES = ("NL", "DK", "NO", "N.L", "D", " NL ", "NxL", "DKD", "", "nl", "N")


@pytest.mark.parametrize("code", CODES)
def test_a_list_turned_into_a_pattern_means_the_same(schema, code):
    permitted = schema.permits(document(schema, f"<Flag>{code}</Flag>"))
    assert permitted is (code.strip() in ("NL", "DK", "NO", "N.L", "D"))
    assert bool(said(schema, f"<Flag>{code}</Flag>")) is not permitted


def test_places_are_those_of_the_tree(schema):
    places = schema.places
    assert list(places) == [
        "/Flag", "/Mast", "/Mast/[]", "/Mast/[]/content", "/Mast/[]/@unitCode", "/Mast/[]/@wood",
        "/Built", "/Built/Date", "/Built/Instant", "/Name", "/Crew", "/Log", "/Note", "/Note/[]",
    ]  # fmt: skip
    assert [place.path for place in schema.leaves()] == [
        "/Flag", "/Mast/[]/content", "/Mast/[]/@unitCode", "/Mast/[]/@wood", "/Built/Date",
        "/Built/Instant", "/Name", "/Crew", "/Log", "/Note/[]",
    ]  # fmt: skip


def test_a_place_knows_what_the_schema_says_of_it(schema):
    flag, mast, unit = (schema.places[path] for path in ("/Flag", "/Mast", "/Mast/[]/@unitCode"))
    assert (flag.required, flag.needed, flag.enum) == (True, True, ("NL", "DK", "NO", "N.L", "D"))
    assert (mast.types, mast.inner, mast.min_items, mast.max_items) == (("array",), True, 0, 2)
    assert (unit.required, unit.needed, unit.enum) == (True, False, ("MTR", "FOT"))
    assert schema.places["/Mast/[]/content"].format == "decimal"
    assert (schema.places["/Mast/[]/content"].minimum, schema.places["/Name"].max_length) == (1, 5)
    assert schema.places["/Built/Date"].required is False


OTHER = 'root = "x:Boat"\n[namespaces]\nx = "urn:example:boat"\n'


def test_other_names_are_written_where_the_profile_says_so(tmp_path):
    xsd = XSD.replace(f'xmlns:s="{URI}"', f'xmlns:s="{URI}" xmlns:x="{URI}"')
    schema = schema_of(tmp_path, xsd, f'title = "the law"\n{OTHER}')
    document = schema.written({"x:Flag": "NL"})
    assert document.data.endswith(b'<Boat xmlns="urn:example:boat"><Flag>NL</Flag></Boat>') is False
    assert b'<x:Boat xmlns:x="urn:example:boat"><x:Flag>NL</x:Flag></x:Boat>' in document.data
    assert schema.permits(document)
    assert schema.tree(schema.read(document.data)) == {"x:Flag": "NL"}


def test_an_accepted_set_is_read_and_never_written(tmp_path):
    accepted = '[[accepted]]\nroot = "Boat"\nnamespaces = { "" = "urn:example:boat" }\n'
    schema = schema_of(tmp_path, profile=PROFILE + accepted)
    document = schema.read(b'<Boat xmlns="urn:example:boat"><Flag>NL</Flag></Boat>')
    assert schema.permits(document)
    assert b"boat" not in schema.written(schema.tree(document)).data


def test_a_set_that_nobody_declared_is_not_read(schema):
    with pytest.raises(Refused, match="READ-065"):
        schema.read(b'<Ship xmlns="urn:example:boat"/>')


def test_what_is_no_tree_of_the_schema_is_misuse(schema):
    with pytest.raises(UsageError, match="no tree"):
        schema.written({"Own": "x"})


def test_what_only_the_other_engine_refuses_is_a_mistake_in_the_schema(schema):
    schema.__dict__["_fast"] = type("Liar", (), {"validate": lambda *_: True})()
    with pytest.raises(MappingError, match="the law: one engine"):
        schema.breaches(document(schema, "<Flag>XX</Flag>"), "PARSE")


UNSEEN = {
    "a text between elements": (f"{FLAG}\u2028", "/Ship line 1"),
    "a number": (f"{FLAG}<Crew>\u0663</Crew>", "/Ship/Crew line 2"),
    "one of many": (
        f'{FLAG}<Mast unitCode="MTR">9</Mast><Mast unitCode="MTR">9\u00a0</Mast>',
        "/Ship/Mast[2] line 2",
    ),
    "an attribute": (f'{FLAG}<Mast unitCode="M\u2028">9</Mast>', "/Ship/Mast line 2"),
}


@pytest.mark.parametrize(("inside", "at"), UNSEEN.values(), ids=UNSEEN)
def test_what_python_takes_for_a_blank_or_a_digit_is_explained(schema, inside, at):
    found = schema.breaches(document(schema, inside), "PARSE")
    assert {one.at.wire.replace("/@unitCode", "") for one in found} == {at}
    assert "PARSE-012" not in {one.code for one in found}


@pytest.mark.parametrize("many", (1, 20_000))
@pytest.mark.parametrize(("inside", "at"), UNSEEN.values(), ids=UNSEEN)
def test_what_only_the_fast_engine_refuses_is_refused_at_its_place(schema, inside, at, many):
    """In a large document it is judged otherwise."""
    schema.__dict__["_explainer"] = type("Blind", (), {"breaches": lambda *_: ()})()
    found = document(schema, inside + " " * 10 * many)
    (breach,) = schema.breaches(found, "PARSE")
    assert (breach.code, breach.at.wire) == ("PARSE-012", at)


STRANGE = (
    ('<xs:element name="Name" type="s:Name" minOccurs="0"/>', '<xs:any minOccurs="0"/>'),
    ('<xs:element name="Name"', '<xs:element default="x" name="Name"'),
    ('type="xs:boolean"', 'type="s:Nothing"'),
    ('type="xs:boolean"', 'type="s:Ship"'),
    ('<xs:restriction base="xs:integer"/>', '<xs:list itemType="xs:integer"/>'),
    ('<xs:complexType name="Built">', '<xs:complexType name="Built" mixed="true">'),
    ("<xs:choice>", '<xs:choice minOccurs="0">'),
    ("</xs:schema>", '<xs:group name="g"/></xs:schema>'),
    (
        '<xs:element name="Ship"',
        '<xs:include schemaLocation="../ship.xsd"/><xs:element name="Ship"',
    ),
    (
        '<xs:element name="Ship"',
        '<xs:import namespace="urn:x" schemaLocation="http://x/x.xsd"/><xs:element name="Ship"',
    ),
    ('<xs:element name="Ship"', '<xs:include schemaLocation="gone.xsd"/><xs:element name="Ship"'),
    ("<xs:schema", "<!DOCTYPE a><xs:schema"),
    ("</xs:schema>", ""),
)


@pytest.mark.parametrize(("old", "new"), STRANGE)
def test_what_the_reader_of_schemas_does_not_understand_is_our_mistake(tmp_path, old, new):
    with pytest.raises(MappingError):
        _ = schema_of(tmp_path, XSD.replace(old, new, 1)).places


@pytest.mark.parametrize(
    "profile",
    ("", "title", PROFILE.replace("[names", 'own = "x"\n[names'), PROFILE.replace("Ship", "x:Ship"),
     f"{PROFILE}[[accepted]]\nnamespaces = {{ x = 'urn:x' }}"),
)  # fmt: skip
def test_a_profile_that_lacks_something_is_our_mistake(tmp_path, profile):
    with pytest.raises(MappingError):
        schema_of(tmp_path, profile=profile)


BEGIN = (
    f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{URI}" targetNamespace="{URI}"'
)
CODES = '<xs:simpleType name="Flag"><xs:restriction base="xs:string"/></xs:simpleType>'
SHIP = (
    '<xs:element name="Ship" type="Ship"/><xs:complexType name="Ship"><xs:sequence>'
    '<xs:element name="Flag" type="Flag"/></xs:sequence></xs:complexType>'
)


def over_files(folder, files):
    """A schema whose files include each other: what each of them includes, and what it holds."""
    for name, (included, inside) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        more = f'<xs:include schemaLocation="{included}"/>' if included else ""
        path.write_text(f'{BEGIN} elementFormDefault="qualified">{more}{inside}</xs:schema>')
    return schema_of(folder, (folder / "schema.xsd").read_text("utf-8"))


FOLDERS = (
    {"schema.xsd": ("flag.xsd", SHIP), "flag.xsd": ("", CODES)},
    {"schema.xsd": ("parts/the%20flag.xsd", SHIP), "parts/the flag.xsd": ("", CODES)},
    {
        "schema.xsd": ("parts/all.xsd", SHIP), "parts/all.xsd": ("../codes/flag.xsd", ""),
        "codes/flag.xsd": ("", CODES),
    },
    {"schema.xsd": ("flag.xsd", SHIP), "flag.xsd": ("schema.xsd", CODES)},
)  # fmt: skip


@pytest.mark.parametrize("files", FOLDERS)
def test_an_xsd_is_followed_over_the_files_of_its_folder(tmp_path, files):
    schema = over_files(tmp_path, files)
    schema.ready()
    assert list(schema.places) == ["/Flag"]
    for inside, verdict in (("<Flag>NL</Flag>", True), ("<Mast/>", False)):
        one = document(schema, inside)
        assert schema.permits(one) is verdict
        assert (schema.breaches(one, "PARSE") == ()) is verdict


def test_what_an_xsd_tells_people_is_passed_over(tmp_path):
    told = "<xs:annotation><xs:documentation>a <b/></xs:documentation></xs:annotation>"
    schema = schema_of(
        tmp_path, XSD.replace('type="s:Flag"/>', f'type="s:Flag">{told}</xs:element>')
    )
    assert said(schema, FLAG) == []


@pytest.mark.parametrize(
    "location",
    (
        "../outside.xsd", "parts/../../outside.xsd", "/outside.xsd", "file:///outside.xsd",
        "linked.xsd", "nowhere.xsd", ".", "http://127.0.0.1:9/outside.xsd", "c:\\outside.xsd",
    ),
)  # fmt: skip
@pytest.mark.parametrize("second", (False, True))
def test_nothing_of_an_xsd_is_taken_from_outside_its_folder(tmp_path, location, second):
    outside, home = tmp_path / "outside.xsd", tmp_path / "home"
    outside.write_text(f"{BEGIN}>{CODES}</xs:schema>", "utf-8")
    home.mkdir()
    (home / "linked.xsd").symlink_to(outside)
    files = {"schema.xsd": (location, SHIP)}
    if second:
        files = {"schema.xsd": ("a.xsd", SHIP), "a.xsd": (location, "")}
    with pytest.raises(MappingError):
        over_files(home, files)


def test_an_xsd_of_two_roots_is_a_mistake(tmp_path):
    with pytest.raises(MappingError, match="declares 2 elements"):
        schema_of(tmp_path, XSD.replace("</xs:schema>", '<xs:element name="Boat"/></xs:schema>'))


def test_a_unit_without_its_number_is_a_breach(schema):
    tree = {"Flag": "NL", "Mast": [{"content": "7", "@unitCode": "MTR"}, {"@unitCode": "MTR"}]}
    with pytest.raises(Refused) as refused:
        schema.written(tree)
    [fault] = refused.value.report
    assert (fault.code, str(fault.at), fault.says) == (
        "EMIT-001", "/Ship/Mast[2]", "the text is required and missing",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    (
        ('root = "Ship"', "root = 1", "Expected `str`, got `int` - at `$.root`"),
        ('title = "the law"\n', "", "Object missing required field `title`"),
        ('root = "Ship"', 'roots = "x"\nroot = "Ship"', "unknown field `roots`"),
        ('root = "Ship"', 'root = "x:Ship"', "there is no namespace 'x'"),
        (f'"" = "{URI}"', '"" = ["x"]', "Expected `str`, got `array` - at `$.namespaces[...]`"),
    ),
    ids=("type", "lacking", "unknown", "prefix", "inside"),
)
def test_a_profile_that_says_something_else_is_refused(tmp_path, old, new, says):
    with pytest.raises(MappingError, match="profile.toml") as refused:
        schema_of(tmp_path, profile=PROFILE.replace(old, new))
    assert says in str(refused.value)
