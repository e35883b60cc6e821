"""Carried words: what a target's own vocabulary cannot say, in its extension member.

The extension holds a patch from what a reader of the target understands to the whole Bill, and
what is left of the source beside its Bill: residue and envelope. Whoever reads it back checks
that the whole Bill, said again in the same format, gives exactly the words that carry it: carried
words may add, never contradict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from fairlead.bill import Bill, from_canonical, to_canonical
from fairlead.errors import Refused, UsageError
from fairlead.faults import Fault, Report, fault
from fairlead.formats import Format, Opened
from fairlead.lens import Emitted, Path, Residue, leaves_below
from fairlead.syntax.json import Limits
from fairlead.syntax.tree import Tree, pointer

VERSION: Final = 1
_MEMBERS: Final = frozenset(
    ("version", "bill", "source", "kept", "spelt", "omitted", "orders", "envelope", "inside")
)
_NOTHING: Final = object()
NOTHING_LEFT: Final = Residue()
"""No residue at all."""


class Leftover(Struct, frozen=True):
    """What is left of a document of some format beside its Bill."""

    format: str
    """Id of the format."""
    residue: Residue = NOTHING_LEFT
    envelope: dict[str, Any] | None = None
    """The envelope, with null where the document stood."""
    inside: str | None = None
    """The member of the envelope in which the document stood."""

    @classmethod
    def of(cls, origin: Format, opened: Opened, residue: Residue) -> Leftover:
        """What is left of a document that was read."""
        envelope = opened.envelope
        if not isinstance(envelope, dict) or not opened.at:
            return cls(origin.id, residue)
        inside = str(opened.at[0])
        return cls(origin.id, residue, {**envelope, inside: None}, inside)

    def __bool__(self) -> bool:
        return bool(self.residue) or self.envelope is not None

    def around(self, document: Tree) -> Tree:
        """The document in its envelope, where there was one.

        >>> envelope = {"document": None, "issueTo": None}
        >>> Leftover("x", envelope=envelope, inside="document").around({"a": 1})
        {'document': {'a': 1}, 'issueTo': None}
        """
        if self.envelope is None or self.inside is None:
            return document
        return {**self.envelope, self.inside: document}


def carried(target: Format, tree: dict[str, Any], bill: Bill, left: Leftover) -> None:
    """Puts into the tree's extension member what the tree does not say of the Bill and its source.

    The target must have one.
    """
    member = str(target.mapping.carry)
    understood = target.mapping.parse(tree).bill
    patch: list[dict[str, Any]] = []
    _differ(to_canonical(understood) if understood else {}, to_canonical(bill), (), patch)
    if patch or left:
        tree[member] = {
            "version": VERSION,
            "bill": patch,
            "source": left.format,
            "kept": [{"at": list(at), "value": value} for at, value in left.residue.kept],
            "spelt": [{"at": list(at), "value": value} for at, value in left.residue.spelt],
            "omitted": [list(at) for at in left.residue.omitted],
            "orders": [{"at": list(at), "value": list(o)} for at, o in left.residue.orders],
            "envelope": left.envelope,
            "inside": left.inside,
        }


def _differ(old: Any, new: Any, at: Path, patch: list[dict[str, Any]]) -> None:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**new, **old}:
            _differ(old.get(name, _NOTHING), new.get(name, _NOTHING), (*at, name), patch)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            _differ(one, other, (*at, index), patch)
    elif new is _NOTHING:
        patch.append({"at": pointer(at)})
    elif old != new:
        patch.append({"at": pointer(at), "value": new})


def uncarried(origin: Format, document: Tree) -> tuple[dict[str, Any], Tree]:
    """The extension of a document, empty where it carries none, and the document without it.

    Raises `Refused` where the extension is not one of ours.
    """
    member = origin.mapping.carry
    if member is None or not isinstance(document, dict) or member not in document:
        return {}, document
    extension = document[member]
    rest = {name: value for name, value in document.items() if name != member}
    if not isinstance(extension, dict) or extension.keys() != _MEMBERS:
        raise _unreadable(member)
    if extension["version"] != VERSION:
        raise _unreadable(member)
    return extension, rest


def restored(origin: Format, bill: Bill, document: Tree, extension: dict[str, Any]) -> Bill:
    """The whole Bill: what the document says, with the carried patch.

    Raises `Refused` where the patch cannot be read, or the Bill that it makes would be said in
    other words than those of the document.
    """
    member = str(origin.mapping.carry)
    said = to_canonical(bill)
    try:
        for step in extension["bill"]:
            _apply(said, step)
        whole = from_canonical(said)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError, UsageError) as problem:
        raise _unreadable(member) from problem
    residue = origin.mapping.parse(document).residue
    if origin.mapping.emit(whole, residue).tree != document:
        raise Refused(Report((fault("PARSE-028", wire=f"/{member}"),)))
    return whole


def _apply(said: Any, step: dict[str, Any]) -> None:
    *way, last = _field(step["at"])
    for one in way:
        said = said[one]
    if "value" in step:
        said[last] = step["value"]
    else:
        del said[last]


def _field(at: str) -> Path:
    """The place in the Bill that a pointer names; names of the Bill are never numbers.

    >>> _field("/notify_parties/0/reference")
    ('notify_parties', 0, 'reference')
    """
    if not at.startswith("/"):
        raise ValueError
    return tuple(int(step) if step.isdecimal() else step for step in at[1:].split("/"))


def leftover_in(member: str, extension: dict[str, Any]) -> Leftover:
    """What an extension carries of its source beside the Bill.

    Raises `Refused` where it cannot be read.
    """
    try:
        residue = Residue(
            tuple((_path(one["at"]), one["value"]) for one in extension["kept"]),
            tuple((_path(one["at"]), one["value"]) for one in extension["spelt"]),
            tuple(_path(one) for one in extension["omitted"]),
            tuple((_path(one["at"]), _order(one["value"])) for one in extension["orders"]),
        )
        envelope = _envelope(extension["envelope"], extension["inside"])
        return Leftover(str(extension["source"]), residue, *envelope)
    except (KeyError, TypeError, ValueError) as problem:
        raise _unreadable(member) from problem


def _envelope(envelope: Tree, inside: Tree) -> tuple[dict[str, Any] | None, str | None]:
    if envelope is None and inside is None:
        return None, None
    if not isinstance(envelope, dict) or not isinstance(inside, str) or inside not in envelope:
        raise ValueError
    return envelope, inside


def contradictions(
    target: Format, bill: Bill, left: Leftover, emitted: Emitted, member: str
) -> Iterator[Fault]:
    """A fault where what a document carried would make the target say more than its own Bill.

    Carried residue may add words that no Bill holds. It must not bring, change or take away what
    the target's readers understand, and its envelope must be one in which they find the document.
    """
    if emitted.homeless:
        yield fault("PARSE-028", wire=f"/{member}")
        return
    if left.residue:
        plain = target.mapping.parse(target.emit(bill).tree).bill
        if target.mapping.parse(emitted.tree).bill != plain:
            yield fault("PARSE-028", wire=f"/{member}")
    if not _is_found(target, left, emitted.tree):
        yield fault("PARSE-029", wire=f"/{member}/envelope")


def _is_found(target: Format, left: Leftover, tree: Tree) -> bool:
    """Whether readers of the target find the document in the envelope that it would go out in."""
    if target.wire.syntax != "json":
        return left.envelope is None  # only JSON documents stand in an envelope of members
    opened = target.opens(left.around(tree))
    return opened is not None and opened.document is tree


def _path(said: Any) -> Path:
    """A place in a document. Nothing is read from deeper, so nothing carried stands deeper."""
    if not isinstance(said, list) or not 0 < len(said) <= Limits().depth:
        raise ValueError
    if not all(type(step) in {str, int} for step in said):
        raise ValueError
    return tuple(said)


def _order(said: list[Any]) -> tuple[int, ...]:
    if sorted(said) != list(range(len(said))):
        raise ValueError
    return tuple(said)


def trace_of(member: str, extension: dict[str, Any]) -> list[tuple[Path, Path | None]]:
    """Which leaves of an extension became which fields of the Bill."""
    patched = {
        (member, "bill", index, "value", *below): (*_field(step["at"]), *below)
        for index, step in enumerate(extension["bill"])
        if "value" in step
        for below, _ in leaves_below(step["value"], ())
    }
    frame = [place for place, _ in leaves_below(extension, (member,))]
    outside = {"kept", "spelt", "omitted", "orders", "envelope", "inside"}
    return [(place, patched.get(place)) for place in frame if place[1] not in outside]


def _unreadable(member: str) -> Refused:
    return Refused(Report((fault("PARSE-029", wire=f"/{member}"),)))
