"""What a publication says of the members of a statement: their names, and the types of these.

A member that a publication names has the type that it gives, or the statement is none. A member
that no publication names is kept where it stands; its place is told, and nothing of it is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Generic, TypeVar

from fairlead.gateway.vouch.names import shown_name
from fairlead.once import once
from fairlead.resources import find
from fairlead.seal.verdict import Halt, Reason
from fairlead.syntax.json import read as read_json

__all__ = ["Read", "definitions", "unnamed"]

Said_co = TypeVar("Said_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Read(Generic[Said_co]):
    """A statement that was read."""

    said: Said_co = field(repr=False)
    unnamed: tuple[str, ...] = ()
    """The places of members that no publication names; nothing of them is believed."""


@once
def definitions(*folder: str) -> Mapping[str, Any]:
    """The definitions of a schema of ours, which states the facts of a publication.

    The schema itself goes by an empty name.

    >>> sorted(definitions("dcsa", "signed-statements-3"))[:2]
    ['', 'ActorParty']
    """
    schema: Any = read_json(find("schemas", *folder, "schema.json").read_bytes())
    return {**schema["$defs"], "": schema}


def unnamed(tree: Any, node: Mapping[str, Any], defs: Mapping[str, Any]) -> tuple[str, ...]:
    """The places of members that no publication names; halts where one that it names is odd.

    What is an object in the publication and has no members there may hold anything. A name that a
    stranger gave is `*` where it might be a value.

    >>> node = {"properties": {"size": {"type": "number"}}}
    >>> unnamed({"size": 1, "note": "x"}, node, {})
    ('/note',)
    """
    found: list[str] = []
    _look(tree, node, defs, ("it",), found)
    return tuple(found)


def _look(
    tree: Any,
    node: Mapping[str, Any],
    defs: Mapping[str, Any],
    way: tuple[str, ...],
    found: list[str],
) -> None:
    """Adds the places below one. `way` leads there; a fault calls it by its last name."""
    while "$ref" in node:
        node = defs[node["$ref"].rpartition("/")[2]]
    kinds = node.get("type", ())
    alone = kinds.__class__ is str
    if not (_IS[kinds](tree) if alone else not kinds or any(_IS[kind](tree) for kind in kinds)):
        name = next(step for step in reversed(way) if not step.isdigit())
        raise Halt(Reason.CONTENT, f"{name} is not of the type that is published")
    if isinstance(tree, dict) and "properties" in node:
        published = node["properties"]
        for name, value in tree.items():
            below = published.get(name)
            if below is None:
                found.append(_place((*way, name)))
            elif value.__class__ is not str or below.get("type") != "string":  # as most are
                _look(value, below, defs, (*way, name), found)
    elif isinstance(tree, list) and "items" in node:
        for number, one in enumerate(tree):
            _look(one, node["items"], defs, (*way, str(number)), found)


def _place(way: tuple[str, ...]) -> str:
    """The place to which a way leads, as it may be shown."""
    return "".join(f"/{shown_name(step)}" for step in way[1:])


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


_IS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": _text,
    "number": _number,
    "integer": lambda value: _number(value) and value == int(value),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
"""What each type of JSON Schema is in a tree."""
