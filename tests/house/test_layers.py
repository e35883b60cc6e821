"""Imports point only downward. There is no list of exceptions, and there will be none."""

import ast
import re

import pytest

from tests.conftest import ROOT
from tests.house.source import FILES, ROOF, SRC, room_of, texts_of

ROWS = (
    (ROOF,),
    ("cli",),
    ("http", "platform", "conformance", "client"),
    ("store",),
    ("pint", "registry"),
    ("gateway",),
    ("formats", "seal", "title"),
    ("lens", "rules"),
    ("syntax", "bill"),
    ("compiled",),
    ("resources",),
    ("errors",),
    ("faults", "once"),
)
"""The rooms from top to bottom. Rooms of one row do not know each other."""

DEPTH = {room: depth for depth, row in enumerate(ROWS) for room in row}

KNOWS_NOT = {
    "rules": {"syntax"},
    "seal": {"bill", "lens", "rules"},
    "title": {"syntax", "lens"},
}
"""Rooms below that a room still must not know: rules speak of the Bill alone, a seal reads no
business field, title never parses."""

FOLDERS = ("convert", "vouch", "issue")
"""The folders of the gateway: each may import those before it, and none behind it."""

GATEWAY = "fairlead.gateway"

STANDARDS = ("cefact", "dcsa", "edifact", "fiata", "iftmcs", "openebl", "x12")


def imports_of(source):
    """Every module of ours that a file imports, wherever in the file, with its node."""
    package = source.module if source.path.name == "__init__.py" else _parent(source.module)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = list(_from(node, package))
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
            names = [_literal(node)]
        else:
            continue
        for name in names:
            if name == "fairlead" or name.startswith("fairlead."):
                yield name, node


def _from(node, package):
    base = node.module or ""
    if node.level:
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*above, base]) if base else ".".join(above)
    for alias in node.names:
        if base != "fairlead":
            yield base
        elif not alias.name.startswith("__"):  # `__version__` and its like belong to no room
            room = SRC / alias.name
            yield f"fairlead.{alias.name}" if _exists(room) else "fairlead"


def _exists(room):
    return room.is_dir() or room.with_suffix(".py").is_file()


def _parent(module):
    return module.rpartition(".")[0]


def _called(node):
    name = node.func
    return name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")


def _literal(node):
    first = node.args[0] if node.args else None
    return first.value if isinstance(first, ast.Constant) else ""


def test_every_room_is_on_the_drawing():
    assert {file.room for file in FILES} - set(DEPTH) == set()


def test_the_page_for_contributors_draws_the_same_rooms():
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    drawing = page.partition("```text\n")[2].partition("```")[0].splitlines()
    assert [tuple(line[:40].split()) for line in drawing] == list(ROWS[1:])


def test_the_page_for_contributors_says_which_rooms_are_not_built():
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    entries = re.findall(
        r"^- ((?:`[a-z]+`(?:, )?)+):(.*?)(?=^- |^$)", page, re.MULTILINE | re.DOTALL
    )
    told = {
        room: "Not built yet" not in says
        for names, says in entries
        for room in re.findall(r"`([a-z]+)`", names)
    }
    assert told == {room: _exists(SRC / room) for row in ROWS[1:] for room in row}


def test_imports_point_downward():
    wrong = [
        f"{source.at(node)}: {source.room} imports {name}"
        for source in FILES
        for name, node in imports_of(source)
        if (room := room_of(name)) != source.room
        and (DEPTH[room] <= DEPTH[source.room] or room in KNOWS_NOT.get(source.room, ()))
    ]
    assert wrong == []


def folder_of(module):
    """The folder of the gateway that a module is in, or None."""
    return next((name for name in FOLDERS if f"{module}.".startswith(f"{GATEWAY}.{name}.")), None)


@pytest.mark.parametrize(
    "source",
    [file for file in FILES if file.room == "gateway" and file.module != GATEWAY],
    ids=lambda file: file.module,
)
def test_the_folders_of_the_gateway_import_in_one_direction(source):
    mine = folder_of(source.module)
    assert mine is not None, "every file of the gateway stands in one of its folders"
    behind = FOLDERS[FOLDERS.index(mine) + 1 :]
    wrong = [
        f"{source.at(node)} imports {name}"
        for name, node in imports_of(source)
        if folder_of(name) in behind
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "source", [file for file in FILES if file.room == "lens"], ids=lambda file: file.module
)
def test_the_lens_knows_no_standard_by_name(source):
    names = [node.id for node in ast.walk(source.tree) if isinstance(node, ast.Name)]
    said = [*names, *(node.value for node in texts_of(source.tree))]
    assert [text for text in said if any(name in text.lower() for name in STANDARDS)] == []
