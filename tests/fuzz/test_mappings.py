"""A mapping of a stranger: whatever its texts are, none of it becomes code.

In the mappings that Fairlead brings along, texts and keys are replaced by what would end a literal,
a line or a name. What comes is a `MappingError`, or a module that calls and names nothing but what
the modules of our own mappings do.
"""

import ast
import builtins
import copy
import functools
import json
import random

import pytest

from fairlead import MappingError, bill
from fairlead.compiled import run
from fairlead.formats import FORMATS, named
from fairlead.formats.found import format_in
from fairlead.lens import Mapping, runtime
from fairlead.lens.codes import CodeList, CodeRow, read_code_list
from fairlead.lens.compile.module import compile_source
from fairlead.lens.document import whole_document
from fairlead.lens.fields import field_names
from fairlead.lens.folder import read_words
from fairlead.lens.grammar import build_grammar
from tests.conftest import drawn_of, fuzzed
from tests.unit.formats.folders import FORMAT, SCHEMA

HOSTILE = (
    "'", '"', '"""', "'''", "\\", "\n", "\r", "\u2028", "\0", "{0}", "{digest!r}", "%s", "", " ",
    "x\ncanary()", "x')\ncanary()\n('", '"""\ncanary()\n"""', "canary()", "'+canary()+'",
    "a]; canary(); b[", "x: canary()  #", "\\'); canary(); ('", "f'{canary()}'", "\\N{BULLET}",
    "__class__", "__import__('os').system('true')", "a.b", "a.__init__", "class", "lambda", "None",
    "ünïcode", "\U0001d426", "ﬁeld", "a b", "1st", "-", "issue_date.real", "shipper > __class__",
    "^class",
    "issue_date + canary()", "text(canary())", "code(x');canary('", "a[canary()=1]", "a{b=';}",
)  # fmt: skip
PLANTED = fuzzed(3, 1500, share=3)
SPREAD = drawn_of(1, len(HOSTILE))
EVERY = [one.alias for one in FORMATS if one.ours]
ALONE = ("iftmcs", "dcsa", "un-json", "efti")
"""Mappings that stand alone; all others name nothing in their modules that these do not."""
CALLED = []


@pytest.fixture(autouse=True)
def canary(monkeypatch):
    """What planted code would call."""
    CALLED.clear()
    monkeypatch.setattr(builtins, "canary", lambda *_: CALLED.append(True), raising=False)


@functools.cache
def said_by(alias):
    """What a mapping says, with its code lists and words."""
    folder = named(alias).place
    document = whole_document(folder)
    lists = {name: read_code_list(file) for name, file in document.lists.items()}
    return document.said, lists, read_words(folder)


def of_one_row(alias, field):
    """A mapping with one of its rows alone, which is compiled at once."""
    said, lists, words = said_by(alias)
    return {"mapping": said["mapping"], "bind": {field: said["bind"][field]}}, lists, words


def compiled(said, lists, words):
    return compile_source(build_grammar(said, lists, words), "0")


def names_in(source):
    """Every call, name and attribute of a module, and what it imports."""
    found = set()
    own = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            own.add(node.name)
        elif isinstance(node, ast.Name):
            (own if isinstance(node.ctx, ast.Store) else found).add(node.id)
        elif isinstance(node, ast.arg):
            own.add(node.arg)
        elif isinstance(node, ast.Attribute):
            found.add(f".{node.attr}")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found.add(ast.unparse(node))
        elif isinstance(node, ast.Global | ast.Nonlocal | ast.ClassDef | ast.Lambda | ast.Delete):
            found.add(type(node).__name__)
    return found - own, own


@functools.cache
def known():
    """What the modules of our mappings name, and every field of the Bill."""
    found = {f".{name}" for model in MODELS for name in field_names(model)} | set(dir(runtime))
    for alias in ALONE:
        found |= names_in(compiled(*said_by(alias)))[0]
    return found


MODELS = [
    one.__name__
    for one in vars(bill).values()
    if isinstance(one, type) and issubclass(one, bill.Part)
]


def harmless(source):
    """Whether a module names nothing that ours do not, and runs nothing when it is loaded."""
    found, own = names_in(source)
    if found - known() or not all(name.isascii() for name in own):
        return False
    run(source, "planted")
    return not CALLED


@pytest.mark.parametrize(
    "source",
    ("canary()", "import os", "x = ''.__class__.__subclasses__()", "def f_ü(): pass", "open('f')"),
)
def test_what_is_planted_would_be_seen(source):
    assert not harmless(source)


def places(tree, way=()):
    """The way to every text of a tree, and to every key."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in inner:
        if isinstance(key, str):
            yield (*way, key), "key"
        if isinstance(value, dict | list):
            yield from places(value, (*way, key))
        elif isinstance(value, str):
            yield (*way, key), "text"


def planted(tree, way, what, text):
    """A tree with a text in the stead of a key or a text."""
    tree = copy.deepcopy(tree)
    holder = functools.reduce(lambda inner, step: inner[step], way[:-1], tree)
    if what == "text":
        holder[way[-1]] = text
    else:
        entries = [(text if key == way[-1] else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(entries)
    return tree


@pytest.mark.parametrize("alias", EVERY)
def test_no_text_of_a_mapping_becomes_code(alias):
    said, lists, words = said_by(alias)
    chance = random.Random(alias)
    every = list(places(said))
    for _ in range(PLANTED):
        way, what = chance.choice(every)
        text = chance.choice(HOSTILE)
        try:
            source = compiled(planted(said, way, what, text), lists, words)
        except MappingError:
            continue
        assert harmless(source), (way, what, text)


@pytest.mark.parametrize("alias", EVERY)
def test_a_text_that_is_used_everywhere_becomes_no_code(alias):
    """A name that is misspelt in one place is refused; this one is the same wherever it stands."""
    said, lists, words = said_by(alias)
    parts = [*said.get("part", {}), *said.get("measure", {}), *lists]
    for text in random.Random(alias).sample(HOSTILE, SPREAD):
        name = random.Random(text).choice(parts)
        whole = json.loads(json.dumps(said).replace(json.dumps(name), json.dumps(text)))
        renamed = {(text if one == name else one): rows for one, rows in lists.items()}
        try:
            source = compiled(whole, renamed, words)
        except MappingError:
            continue
        assert harmless(source), (name, text)


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_no_cell_of_a_code_list_becomes_code(text):
    said, lists, words = of_one_row("dcsa", "freight_payment_terms")
    rows = CodeList("payment_terms", (CodeRow(text, "A", "=", text), CodeRow("b", text, "=", "x")))
    try:
        source = compiled(said, {**lists, "payment_terms": rows}, words)
    except MappingError:
        return
    assert harmless(source)


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_the_name_of_a_wire_becomes_no_code(text):
    said, lists, words = of_one_row("efti", "transport_document_reference")
    head = {**said["mapping"], "wire": text, "version": text}
    try:
        source = compiled({**said, "mapping": head}, lists, words)
    except MappingError:
        return
    assert harmless(source)


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_every_text_of_a_format_is_a_text(text, tmp_path):
    """`format.toml` is read, or refused with a sentence; nothing else comes of it."""
    quoted = json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028")
    for number, old in enumerate(('"quay.bill.1"', '"quay"', '"Quay Street\'s bill"', '"json"',
                                  '"quayNumber"')):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        folder.joinpath("format.toml").write_text(FORMAT.replace(old, quoted), "utf-8")
        folder.joinpath("schema.json").write_text(json.dumps(SCHEMA), "utf-8")
        try:
            assert format_in(folder).home == str(folder)
        except MappingError:
            continue
    assert CALLED == []


def test_a_field_that_the_bill_does_not_have_is_no_name_of_the_source():
    said, lists, words = said_by("dcsa")
    rows = {**said["bind"], "class": {"at": "transportDocumentReference", "as": "text"}}
    with pytest.raises(MappingError, match="no part of the Bill has 'class'"):
        Mapping.of(build_grammar({**said, "bind": rows}, lists, words))
