"""What a room offers is written down, in order, and is there."""

import ast
import importlib

from tests.house.source import FILES


def names_of(tree):
    """The names in `__all__`, or None where a module has none."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            return [ast.literal_eval(name) for name in node.value.elts]
    return None


OFFERED = tuple((file, names) for file in FILES if (names := names_of(file.tree)) is not None)


def order(name):
    """Constants, then classes, then the rest: the order that ruff keeps too."""
    bare = name.strip("_")
    kind = 0 if bare.isupper() and len(bare) > 1 else 1 if bare[:1].isupper() else 2
    return kind, name


def test_every_room_says_what_it_offers():
    rooms = [file for file in FILES if file.path.name == "__init__.py" and file.room != "cli"]
    silent = [
        file.name
        for file in rooms
        if names_of(file.tree) is None and len(file.module.split(".")) <= len(("fairlead", "room"))
    ]
    assert silent == []


def test_names_stand_in_order():
    assert [source.name for source, names in OFFERED if names != sorted(names, key=order)] == []


def test_names_can_be_imported():
    for source, names in OFFERED:
        module = importlib.import_module(source.module)
        assert [name for name in names if not hasattr(module, name)] == [], source.name
        assert len(names) == len(set(names)), source.name
