"""Every place of a schema, and what the schema says about it.

A mapping is checked against this before any document is read: whether a place exists, whether a
text fits, which members the target cannot do without, and how many of all leaves are bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, TypeAlias

from fairlead.errors import MappingError
from fairlead.formats.schema.bundle import led_to
from fairlead.formats.schema.engine import matcher
from fairlead.syntax.tree import pointer

__all__ = ["Leaf", "places"]

Node: TypeAlias = dict[str, Any]
_ALTERNATIVES: Final = ("oneOf", "anyOf")
_MOST: Final = 100_000
"""How many places a schema may have. UN/CEFACT's for bills of lading has 811, eFTI's
for all that is known of a consignment 9,363."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One place of a schema; alternatives are merged, so what it allows is the union of them."""

    path: str
    """From the root, a list entry as `[]`: `/consignmentItems/[]/HSCodes/[]`; the root is `""`."""
    types: tuple[str, ...]
    """JSON types allowed; empty if the schema does not say."""
    required: bool
    """Whether the object it stands in must have it, whatever the alternative. Entries are not."""
    needed: bool
    """Whether it, and all that it stands in, is required: no valid document is without it.

    A list counts as needed if it is required, its entries if it must also have one at least."""
    inner: bool
    """Whether further places stand below it, or would if the recursion were not cut here."""
    enum: tuple[Any, ...] | None = None
    """The values allowed, if the schema counts them."""
    pattern: str | None = None
    whole: bool = False
    """Whether a text matches the pattern as a whole, as in XML Schema, and not in a part of it."""
    format: str | None = None
    min_length: int | None = None
    """In characters."""
    max_length: int | None = None
    """In characters."""
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    min_items: int | None = None
    max_items: int | None = None
    since: str | None = None
    """The version of the standard that brought it, if not there from the start (inherited)."""
    deprecated: bool = False
    """Whether the standard asks not to use it any more (inherited)."""

    def matches(self, text: str) -> bool:
        """Whether a text matches the pattern, in time that grows with the text.

        Where no engine reads the pattern, each text is taken to match: the schema itself judges.
        """
        if self.pattern is None:
            return True
        pattern = f"^(?:{self.pattern})$" if self.whole else self.pattern
        try:
            return matcher("pattern", pattern)(text)
        except (MappingError, ValueError):
            return True


@dataclass(frozen=True, slots=True)
class _Part:
    """One schema that speaks about a place."""

    node: Node
    branch: tuple[int, int] | None
    """Which group of alternatives it belongs to, and which of the group it is."""
    trail: tuple[str, ...]
    """The references that were followed to it, from the root."""
    cut: bool
    """Whether it is a definition that stands inside itself."""


def places(document: Node) -> dict[str, Leaf]:
    """Every place of a schema by its path, in the order of the schema, references followed.

    Every reference is a pointer from the root, as
    [`bundled`][fairlead.formats.schema.bundle.bundled] gives them. A recursion is cut where a
    definition would stand inside itself for the first time. Raises `MappingError` if a reference
    leads nowhere, or if there are more places than any mapping could speak of.

    >>> found = places({"properties": {"marks": {"type": "array", "items": {"maxLength": 35}}}})
    >>> found["/marks"].inner, found["/marks/[]"].max_length
    (True, 35)
    """
    root = Leaf("", (), required=True, needed=True, inner=True)
    found = {}
    for leaf in _walk(document, [_Part(document, None, ("#",), cut=False)], root):
        found[leaf.path] = leaf
        if len(found) > _MOST:
            raise MappingError(f"the schema has more than {_MOST} places; leave out what is unused")
    return found


def _walk(document: Node, seeds: list[_Part], here: Leaf) -> Iterator[Leaf]:
    """The place `here` as its schemas describe it, and then all places below it."""
    parts = _parts(document, seeds)
    open_parts = [part for part in parts if not part.cut]
    members = _members(open_parts)
    entries = [_inside(part, part.node["items"]) for part in open_parts if "items" in part.node]
    inner = bool(members or entries or len(open_parts) < len(parts))
    place = _described(here, [part.node for part in parts], inner=inner)
    if here.path:
        yield place
    for name, below in members.items():
        must = _requires(parts, name)
        member = _below(place, here.path + pointer((name,)), required=must, present=must)
        yield from _walk(document, below, member)
    if entries:
        filled = (place.min_items or 0) > 0
        entry = _below(place, f"{here.path}/[]", required=False, present=filled)
        yield from _walk(document, entries, entry)


def _inside(part: _Part, node: Any) -> _Part:
    """What a schema says of a place below its own."""
    return _Part(node if isinstance(node, dict) else {}, None, part.trail, cut=False)


def _below(above: Leaf, path: str, *, required: bool, present: bool) -> Leaf:
    """A place below another, with what it inherits and nothing else."""
    return Leaf(
        path,
        types=(),
        required=required,
        needed=above.needed and present,
        inner=False,
        since=above.since,
        deprecated=above.deprecated,
    )


def _parts(document: Node, seeds: list[_Part]) -> list[_Part]:
    """All schemas that speak about one place: references followed, alternatives entered."""
    found: list[_Part] = []
    entered: set[str] = set()
    todo = list(seeds)
    for part in todo:  # it grows meanwhile
        node = part.node
        found.append(part)
        ref = node.get("$ref")
        if ref is not None and ref not in entered:
            entered.add(ref)
            cut = part.cut or ref in part.trail
            target = led_to(document, ref)
            if isinstance(target, dict):
                todo.append(_Part(target, part.branch, (*part.trail, ref), cut))
        then = [node["then"]] if "then" in node else []  # what it says of values that it weighs
        todo += [replace(part, node=inner) for inner in (*node.get("allOf", ()), *then)]
        for group in _ALTERNATIVES:
            for which, inner in enumerate(node.get(group, ())):
                branch = part.branch or (len(found), which)
                todo.append(replace(part, node=inner, branch=branch))
    return found


def _members(parts: list[_Part]) -> dict[str, list[_Part]]:
    """The named members of a place, each with all the schemas that speak about it."""
    members: dict[str, list[_Part]] = {}
    forbidden: set[str] = set()
    for part in parts:
        for name, node in part.node.get("properties", {}).items():
            if node is False:
                forbidden.add(name)
            else:
                members.setdefault(name, []).append(_inside(part, node))
    return {name: below for name, below in members.items() if name not in forbidden}


def _requires(parts: list[_Part], name: str) -> bool:
    """Whether a member is required: outright, or in every alternative of some group."""
    groups: dict[int, dict[int, bool]] = {}
    for part in parts:
        says = name in part.node.get("required", ())
        if part.branch is None:
            if says:
                return True
            continue
        group, which = part.branch
        ways = groups.setdefault(group, {})
        ways[which] = ways.get(which, False) or says
    return any(all(ways.values()) for ways in groups.values())


def _described(here: Leaf, nodes: list[Node], *, inner: bool) -> Leaf:
    """The place with all the facts that its schemas state."""
    return Leaf(
        here.path,
        types=_types(nodes),
        required=here.required,
        needed=here.needed,
        inner=inner,
        enum=_enum(nodes),
        pattern=_first(nodes, "pattern"),
        format=_first(nodes, "format"),
        min_length=_first(nodes, "minLength"),
        max_length=_first(nodes, "maxLength"),
        minimum=_first(nodes, "minimum", "exclusiveMinimum"),
        maximum=_first(nodes, "maximum", "exclusiveMaximum"),
        min_items=_first(nodes, "minItems"),
        max_items=_first(nodes, "maxItems"),
        since=here.since or _first(nodes, "x-since"),
        deprecated=here.deprecated or any(node.get("deprecated") is True for node in nodes),
    )


def _first(nodes: list[Node], *keywords: str) -> Any:
    """What the first schema that knows one of the keywords says."""
    return next((node[word] for node in nodes for word in keywords if word in node), None)


def _types(nodes: list[Node]) -> tuple[str, ...]:
    stated = [node["type"] for node in nodes if "type" in node]
    every = [one for said in stated for one in ([said] if isinstance(said, str) else said)]
    return tuple(dict.fromkeys(every))


def _enum(nodes: list[Node]) -> tuple[Any, ...] | None:
    counted = [node["enum"] for node in nodes if "enum" in node]
    return tuple(dict.fromkeys(one for values in counted for one in values)) if counted else None
