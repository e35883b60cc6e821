"""Formats of others: on the path, in wheels; and what is said of a folder that is none."""

import os
import subprocess
import sys

import pytest

from fairlead import MappingError, Refused, UsageError
from fairlead.formats import FORMATS, detect, named
from fairlead.formats.catalogue import meant
from fairlead.formats.found import VARIABLE, beside_others, format_in
from fairlead.formats.marks import Marks
from fairlead.formats.wire import Raw, read
from tests.conftest import ROOT
from tests.unit.formats.folders import BILL, FORMAT, MAPPING, SCHEMA, unsaid, write

OPEN = {
    **SCHEMA,
    "properties": {
        **SCHEMA["properties"],
        "a": {},
        "b": {"type": ["object", "array"], "properties": {"c": {"type": "string"}}},
        "transportDocumentReference": {"type": "string"},
        "issuer": {"type": "object", "properties": {"name": {"type": "string"}}},
    },
}
"""The schema with more members, by which documents may be known."""

CANARY = 'raise SystemExit("what lies beside a mapping of somebody else was run")\n'


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A folder of formats that is on the path."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


def wrong(folder):
    """The sentence by which the formats on the path are refused."""
    with pytest.raises(MappingError) as refused:
        named("dcsa")
    assert refused.value.theirs
    return str(refused.value).replace(str(folder), "PATH")


def test_a_format_on_the_path_is_found_by_its_name(path):
    write(path)
    assert (named("quay").home, named("quay.bill.1").alias) == (str(path / "quay"), "quay")


def test_a_format_is_found_where_it_is_named_itself(tmp_path, monkeypatch):
    here, there = write(tmp_path, name="here"), tmp_path / "there"
    other = FORMAT.replace("quay", "kessel").replace("kesselNumber", "issued")
    write(there, said=other, mapping=MAPPING.replace("quay.bill.1", "kessel.bill.1"))
    monkeypatch.setenv(VARIABLE, os.pathsep.join((str(here), str(there))))
    assert [one.alias for one in FORMATS][-2:] == ["quay", "kessel"]


def test_a_format_on_the_path_recognises_its_documents_and_reads_them(path):
    write(path)
    assert detect(Raw("json", BILL)).alias == "quay"
    assert named("quay").mapping.parse(BILL).bill.transport_document_reference == "QS-1"


def test_a_format_is_itself_however_its_folder_is_spelt(path):
    folder = write(path)
    roundabout = folder.parent / "quay" / ".." / "quay"
    assert beside_others(roundabout).folder == folder


def test_a_path_that_is_gone_leaves_no_format_behind(path, monkeypatch):
    write(path)
    assert named("quay")
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(UsageError, match="no format 'quay'"):
        named("quay")


def test_nothing_that_lies_beside_a_mapping_of_others_is_run(path):
    folder = write(path)
    from fairlead.lens.digest import digest_of

    source = f"DIGEST = {digest_of(folder)!r}\n{CANARY}"
    folder.joinpath("compiled.py").write_text(source, "utf-8")
    path.joinpath("compiled-formats.py").write_text(CANARY, "utf-8")
    assert named("quay").mapping.parse(BILL).bill is not None


# --- what is no format --------------------------------------------------------------------------


def test_a_mapping_that_says_nothing_of_itself_is_named(path):
    write(path).joinpath("format.toml").unlink()
    assert wrong(path) == "the folder PATH/quay has no format.toml, so it is no format"


def test_a_folder_without_formats_is_named(path):
    path.joinpath("notes").mkdir()
    assert wrong(path) == "there is no format in PATH: no folder in it has a format.toml"


def test_a_folder_that_is_not_there_is_named(path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(path / "gone"))
    assert wrong(path).startswith("the folder of formats PATH/gone cannot be read: ")


def test_a_link_out_of_the_folder_is_not_followed(path):
    folder = write(path)
    folder.joinpath("role.csv").symlink_to("/etc/passwd")
    assert wrong(path) == "PATH/quay: role.csv is a symbolic link, and a format is plain files"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    (
        ("alias ", "alais ", "format.toml:3: there is no word 'alais'; did you mean alias?"),
        ("title ", 'opener = "plian"\ntitle ', "'opener': there is no opener 'plian' (known: "),
        ("title ", 'capabilities = ["seaway-bill"]\ntitle ', "did you mean sea-waybill?"),
        ("title ", "writes = 1\ntitle ", "format.toml:4: 'writes' must be `true` or `false`"),
        ('"json"', '"jsn"', "'syntax' must be 'json', 'xml' or 'edifact'"),
        (
            'has = ["quayNumber"]',
            "",
            "format.toml:8: 'marks': it says none of `has`, `lists`, `any`, `texts`",
        ),
        ("quay.bill.1", "../quay", "'id' must be spelt as the reference of its table says"),
    ),
    ids=("misspelt", "opener", "capability", "type", "syntax", "no mark", "id"),
)
def test_every_word_is_looked_at(path, old, new, says):
    write(path, said=FORMAT.replace(old, new, 1))
    assert says in wrong(path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    (
        ("quay.bill.1", "quay.bill.2", "the mapping of quay.bill.1 says that its wire is"),
        ('version = "1"', 'version = "1"\nlists = "../../secret"', "is no mapping; one is owner/"),
        ('"quayNumber"', '"quaiNumber"', "quaiNumber"),
        ('"1"', '"1"\nparts = ["../../secret"]', "must be spelt as the reference"),
    ),
    ids=("wire", "climbs", "place", "part"),
)
def test_a_mapping_of_others_is_checked_as_ours_are(path, old, new, says):
    write(path, mapping=MAPPING.replace(old, new, 1))
    with pytest.raises(MappingError, match=".") as refused:
        _ = named("quay").mapping
    assert refused.value.theirs
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "wrong", ({"type": [[1]]}, {"required": 0}, {"properties": "none"}, {"properties": {"a": 1}})
)
def test_a_schema_that_is_none_is_refused_before_its_places_are_listed(path, wrong):
    folder = write(path, schema={**SCHEMA, **wrong})
    with pytest.raises(MappingError, match="is wrong"):
        format_in(folder)


# --- which of several ---------------------------------------------------------------------------


def test_two_formats_of_one_id_are_named(path):
    write(path)
    write(path, name="second")
    assert wrong(path) == (
        "two formats have the name quay.bill.1: "
        "quay.bill.1 of PATH/quay and quay.bill.1 of PATH/second"
    )


def test_a_format_cannot_take_the_place_of_ours(path):
    write(path, said=FORMAT.replace('alias  = "quay"', 'alias  = "dcsa"'))
    assert wrong(path) == (
        "two formats have the name dcsa: "
        "dcsa.transport-document.3 of fairlead and quay.bill.1 of PATH/quay"
    )


def test_two_formats_of_the_same_marks_are_named(path):
    write(path, said=FORMAT.replace("quayNumber", "transportDocumentReference"), schema=OPEN)
    assert wrong(path).startswith("two formats have the same marks: dcsa.transport-document.3 of")


SAME_MARKS = {
    "in another order": ('has = ["a", "b/c"]', 'has = ["b/c", "a"]'),
    "twice": ('has = ["a"]', 'has = ["a", "a"]'),
    "with what holds them": ('has = ["b/c"]', 'has = ["b", "b/c"]'),
    "as the only one of some": ('has = ["a"]', 'any = ["a"]'),
    "with a choice that is made": ('has = ["a"]', 'has = ["a"]\nany = ["a", "b"]'),
    "as a list that stands there": ('lists = ["a"]', 'has = ["a"]\nlists = ["a"]'),
    "as a text that stands there": ('texts = { a = "x" }', 'has = ["a"]\ntexts = { a = "x" }'),
}


@pytest.mark.parametrize(("one", "other"), SAME_MARKS.values(), ids=SAME_MARKS)
def test_marks_that_ask_for_the_same_are_the_same(path, one, other):
    marks, kessel = 'has = ["quayNumber"]', FORMAT.replace("quay", "kessel", 2)
    write(path, said=FORMAT.replace(marks, one), schema=OPEN)
    mapping = MAPPING.replace("quay.bill.1", "kessel.bill.1")
    write(path, name="second", said=kessel.replace(marks, other), mapping=mapping, schema=OPEN)
    assert wrong(path).startswith("two formats have the same marks: ")


def test_a_list_is_a_better_mark_than_anything_at_its_place():
    listed, there = Marks(lists=(("a",),)), Marks(has=(("a",),))
    assert (listed.exceed(there), there.exceed(listed)) == (True, False)


# --- editions -----------------------------------------------------------------------------------


def edition(path, of, alias="quay-2", marks='has = ["quayNumber"]\nlists = ["b"]'):
    """Another edition of a format, in a folder of its own."""
    said = FORMAT.replace("quay.bill.1", "quay.bill.2").replace('"quay"', f'"{alias}"')
    said = said.replace('has = ["quayNumber"]', marks).replace(
        "[marks]", f'edition_of = "{of}"\n\n[marks]'
    )
    mapping = MAPPING.replace("quay.bill.1", "quay.bill.2")
    return write(path, name="second", said=said, mapping=mapping, schema=OPEN)


def test_a_format_is_meant_by_the_name_of_which_it_is_an_edition(path):
    write(path)
    edition(path, "quay")
    raw = Raw("json", {**BILL, "b": []})
    assert (meant("quay", raw).alias, named("quay@2").alias) == ("quay-2", "quay-2")
    assert meant("quay", Raw("json", BILL)).alias == "quay"


def test_an_edition_by_somebody_else_is_not_meant_by_the_name_of_ours(path):
    edition(path, "dcsa", "dcsa-2", marks='has = ["transportDocumentReference", "quayNumber"]')
    raw = Raw("json", {**BILL, "transportDocumentReference": "QS-1"})
    assert meant("dcsa", raw).alias == "dcsa"
    assert meant("dcsa-2", raw).alias == "dcsa-2"
    with pytest.raises(UsageError, match="dcsa has no version '2'"):
        named("dcsa@2")


def test_an_edition_from_another_folder_is_not_meant_by_the_name(tmp_path, monkeypatch):
    write(tmp_path / "one")
    edition(tmp_path / "other", "quay")
    folders = [str(tmp_path / name) for name in ("one", "other")]
    monkeypatch.setenv(VARIABLE, os.pathsep.join(folders))
    assert meant("quay", Raw("json", {**BILL, "b": []})).alias == "quay"


def test_an_edition_of_nothing_is_refused_with_its_line(path):
    write(path)
    edition(path, "qay")
    says = "second/format.toml:8: 'edition_of': there is no format 'qay'; did you mean quay?"
    assert says in wrong(path)


def test_of_two_that_recognise_a_document_neither_is_chosen(path):
    write(path)
    with pytest.raises(Refused) as refused:
        detect(Raw("json", {**BILL, "transportDocumentReference": "QS-1"}))
    [fault] = refused.value.report
    assert (fault.code, fault.says) == (
        "READ-021", "several formats recognise the document: dcsa, quay",
    )  # fmt: skip


def test_a_format_that_asks_for_more_marks_goes_first(path):
    more = 'has = ["transportDocumentReference"]\ntexts."issuer/name" = "Quay Street"'
    write(path, said=FORMAT.replace('has = ["quayNumber"]', more), schema=OPEN)
    plain = {"transportDocumentReference": "QS-1", "issuer": {"name": "Kessel"}}
    theirs = {"transportDocumentReference": "QS-1", "issuer": {"name": "Quay Street"}}
    assert (detect(Raw("json", plain)).alias, detect(Raw("json", theirs)).alias) == ("dcsa", "quay")


# --- what a wheel brings ------------------------------------------------------------------------

MODULE = """
import pathlib
from fairlead.formats import Extension, Opened, Opener
print("the wheel was asked")
def in_a_box(tree):
    return Opened(tree["box"], ("box",), tree) if isinstance(tree, dict) and "box" in tree else None
FORMAT = Extension(pathlib.Path(__file__).parent / "quay", {"box": Opener("box", in_a_box)})
"""
CONVERT = """
import fairlead, pathlib, sys
fairlead.convert(pathlib.Path("examples/straight-bill/bill.dcsa.json").read_bytes(), "un-json")
loaded = {name.partition(".")[0] for name in sys.modules} & {"pydantic", "quay_formats"}
print(sorted(loaded), "importlib.metadata" in sys.modules)
"""
DETECT = """
from fairlead.formats import detect, FORMATS
from fairlead.formats.wire import Raw
print(detect(Raw("json", {"box": {"quayNumber": "QS-1"}})).home)
"""


@pytest.fixture
def with_a_wheel(tmp_path):
    """Runs a program where a wheel is installed that brings a format along."""
    folder = tmp_path / "site"
    write(folder, said=FORMAT.replace('"json"', '"json"\nopener = "box"'))
    folder.joinpath("quay_formats.py").write_text(MODULE, "utf-8")
    about = folder / "quay_formats-2.0.dist-info"
    about.mkdir()
    about.joinpath("METADATA").write_text(
        "Metadata-Version: 2.1\nName: quay-formats\nVersion: 2.0\n"
    )
    about.joinpath("entry_points.txt").write_text(
        "[fairlead.formats]\nquay = quay_formats:FORMAT\n"
    )

    def program(source):
        env = {**os.environ, "PYTHONPATH": str(folder)}
        done = subprocess.run(
            (sys.executable, "-c", source),
            env=env, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout + done.stderr

    return program


def test_a_wheel_is_asked_only_for_what_is_found_nowhere_else(with_a_wheel):
    assert with_a_wheel(CONVERT) == "[] False\n"
    assert with_a_wheel(DETECT) == "the wheel was asked\nquay-formats 2.0\n"


def test_an_opener_of_a_wheel_is_none_of_a_folder(path):
    write(path, said=FORMAT.replace('"json"', '"json"\nopener = "box"'))
    assert "there is no opener 'box'" in wrong(path)


def test_a_document_of_a_format_that_is_not_there_is_of_none(path):
    write(path)
    with pytest.raises(Refused, match="READ-020"):
        detect(read(b'{"box": 1}'))


def test_every_field_that_is_not_said_has_its_reason(path):
    write(path, rest=unsaid("shipper"))
    with pytest.raises(MappingError, match="neither said nor declared impossible: shipper"):
        _ = named("quay").mapping
