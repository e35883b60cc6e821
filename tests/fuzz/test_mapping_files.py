"""A mapping of a stranger: whatever stands in its files, it is read or refused line by line.

In the files of all mappings, and of the example of a platform, a word says something of another
type or none, an entry goes or stands twice, or bytes are changed. What comes is a grammar, or a
`MappingError` of which each line names a file.
"""

import copy
import json
import random
import re
import shutil
import tomllib

import pytest

from fairlead import MappingError
from fairlead.formats import FORMATS, named
from fairlead.formats.format import checked_by
from fairlead.formats.found import format_in
from fairlead.lens.compile.module import compile_source
from fairlead.lens.folder import read_grammar
from fairlead.resources import find
from tests.conftest import ROOT, fuzzed

PLANTED = fuzzed(4, 400, share=3)
OURS = [one.alias for one in FORMATS if one.ours]
EXAMPLE = ROOT / "examples" / "your-platform" / "brackenport"
SOURCES = shutil.ignore_patterns("compiled*", "__pycache__", "vectors")
HEAD = ("mapping", "names", "without", "width", "class", "measure", "convert", "part", "bind")


def nested(depth):
    """A list in a list in a list."""
    said = []
    for _ in range(depth):
        said = [said]
    return said


HOSTILE = (
    1, 0, -1, 1.5, True, 10**30, "9" * 5000, "", "\0", "../../etc/passwd", "/etc", "a/b", "a\nb",
    "x" * 10_000, [], {}, [1], [[]], {"a": 1}, {"": ""}, nested(50), nested(90), nested(400),
    f"text({'9' * 5000})", "1/0", "1." * 3000, "\u0660.\u0661", "dcsa/transport-document-3",
    "**", "[", "a[", "a[=]", "{}", "code(", "prefixed('", "^", " > ", "a @ b", "a + b", "root",
)  # fmt: skip
BYTES = (
    b'"',
    b"'",
    b"\0",
    b"\xff",
    b"\n",
    b"[",
    b"]",
    b"{",
    b",",
    b"\xef\xbb\xbf",
    b"#",
    b"=",
    b"\r",
)


@pytest.fixture(scope="module")
def mappings(tmp_path_factory):
    """A copy of our mappings, beside which the example stands as one of ours."""
    top = tmp_path_factory.mktemp("copy") / "mappings"
    shutil.copytree(find("mappings"), top, ignore=SOURCES)
    shutil.copytree(EXAMPLE, top / "quay" / "brackenport", ignore=SOURCES)
    return top


def toml(said):
    """What a value is in TOML; tables are inline."""
    if isinstance(said, dict):
        return (
            "{" + ", ".join(f"{json.dumps(key)} = {toml(one)}" for key, one in said.items()) + "}"
        )
    if isinstance(said, list):
        return "[" + ", ".join(map(toml, said)) + "]"
    return json.dumps(said)


def ways(said, way=()):
    """The way to everything that stands in a document."""
    inner = said.items() if isinstance(said, dict) else enumerate(said)
    for key, one in inner:
        yield (*way, key)
        if isinstance(one, dict | list):
            yield from ways(one, (*way, key))


def planted(said, chance):
    """A document with a mistake."""
    said = copy.deepcopy(said)
    every = list(ways(said))
    few = [way for way in every if way[0] in HEAD and len(way) < 4]
    *above, last = chance.choice(few if few and chance.random() < 0.5 else every)
    holder = said
    for step in above:
        holder = holder[step]
    kind = chance.choice(("says", "says", "says", "named", "gone", "twice"))
    if kind == "says":
        holder[last] = chance.choice(HOSTILE)
    elif kind == "gone":
        del holder[last]
    elif isinstance(holder, list):
        holder.append(holder[last])
    elif kind == "twice":
        holder[f"{last}2"] = holder[last]
    else:
        holder[chance.choice([one for one in HOSTILE if isinstance(one, str)])] = holder.pop(last)
    return said


def changed(data, chance):
    """Bytes of which some are others, or gone, or more."""
    at = chance.randrange(len(data))
    much = chance.choice((0, 0, 1, 30))
    return data[:at] + chance.choice((*BYTES, b"", data[at : at + 40])) + data[at + much :]


def read(folder, origin):
    """Reads a mapping as its format does; gives the lines of its refusal."""
    try:
        grammar = read_grammar(folder)
        checked_by(origin.id, origin.wire)(grammar)
        compile_source(grammar)
    except MappingError as problem:
        head, *lines = str(problem).split("\n")
        return lines or [head]
    return []


@pytest.mark.parametrize("alias", (*OURS, "brackenport"))
def test_whatever_stands_in_the_files_of_a_mapping_is_read_or_refused(alias, mappings):
    origin = format_in(EXAMPLE) if alias == "brackenport" else named(alias)
    folder = mappings / (origin.folder if origin.ours else "quay/brackenport")
    files = [*folder.glob("mapping.toml"), *folder.glob("goods.toml"), *folder.glob("classes*")]
    chance = random.Random(alias)
    for _ in range(PLANTED):
        raw = chance.random() < 0.25
        file = chance.choice([*files, *folder.glob("*.csv")] if raw else files)
        old = file.read_bytes()
        said = None if raw else planted(tomllib.loads(old.decode()), chance)
        new = changed(old, chance) if said is None else (
            "".join(f"{json.dumps(key)} = {toml(one)}\n" for key, one in said.items()).encode()
        )  # fmt: skip
        file.write_bytes(new)
        try:
            refusal = read(folder, origin)
        finally:
            file.write_bytes(old)
        unplaced = [line for line in refusal if not re.search(r"\.(toml|csv)\b", line)]
        assert not unplaced, new
