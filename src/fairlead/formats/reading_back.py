"""Reading an output back: which leaves of a Bill it neither says nor reports, by what stands there.

An emission notes what it wrote, and nothing is read back before an output leaves. That the notes
are true is a law, and this is what they are held against.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import astuple

from fairlead.bill import Bill, Part
from fairlead.formats.format import Format
from fairlead.lens import Emitted, Path, bill_path, leaves_below
from fairlead.lens.totals import total_of

__all__ = ["unaccounted"]


def unaccounted(bill: Bill, emitted: Emitted, target: Format) -> list[Path]:
    """The leaves of a Bill that an output neither says nor reports as lost.

    >>> from fairlead.formats import named
    >>> from fairlead.lens.session import Writing
    >>> unaccounted(Bill(to_order=True), Emitted({}, Writing()), named("un-json"))
    [('to_order',)]
    """
    understood = target.mapping.parse(emitted.tree).bill or Bill()
    if bill == understood:
        return []
    reported = _Reported(emitted)
    return [
        leaf
        for leaf in _differing(bill, understood, (), reported)
        if not reported.has(leaf) and not _implied(bill, understood, leaf, target)
    ]


def _implied(bill: Bill, understood: Bill, leaf: Path, target: Format) -> bool:
    """Whether a total is said by its parts."""
    parts = [
        row.sum_of
        for _, row in target.mapping.grammar.rows()
        if row.form.name == "implied" and row.names == leaf
    ]
    said = [total_of(getattr(understood, name) for name in names) for names in parts]
    return getattr(bill, str(leaf[0])) in said


class _Reported:
    """What an emission says of itself that the output does not say, or says otherwise."""

    def __init__(self, emitted: Emitted) -> None:
        lost = emitted.writing.lost
        self.places: set[Path] = {(*bp, name) for bp, name, _, _ in lost}
        self.together = {bp for bp, _, _, code in lost if code == "LOSS-006"}
        self.noted = {one.at.bill for one in emitted.writing.faults if one.at.bill is not None}

    def has(self, leaf: Path) -> bool:
        """Whether a leaf, or what it is a part of, is reported."""
        ways = [leaf[:end] for end in range(len(leaf), 0, -1)]
        if any(way in self.places for way in ways):
            return True
        return bool(self.noted) and any(bill_path(way) in self.noted for way in ways)

    def says_along(self, one: Any, other: Any, at: Path) -> bool:
        """Whether a text is said together with a neighbour that is reported as not said apart."""
        texts = isinstance(one, str) and isinstance(other, str)
        return texts and one in other and at[:-1] in self.together


def _differing(one: Any, other: Any, at: Path, reported: _Reported) -> list[Path]:
    """The leaves of a part, a list or a value that the other does not say alike."""
    if not isinstance(one, Part | tuple):
        return [] if reported.says_along(one, other, at) else [at]
    pairs: Iterable[tuple[Any, Any, Any]]
    if isinstance(one, Part) and isinstance(other, Part):
        pairs = zip(one.__struct_fields__, astuple(one), astuple(other), strict=True)
    elif isinstance(one, tuple) and isinstance(other, tuple):
        pairs = _paired(one, other, at, reported)
    else:
        # A part or a list that is empty says nothing that could be lost.
        below = leaves_below(one, at)
        return [leaf for leaf, value in below if not isinstance(value, Part | tuple)]
    return [
        leaf
        for step, said, there in pairs
        if said is not None and not (said == there and said.__class__ is there.__class__)
        if (way := (*at, step)) not in reported.places
        for leaf in _differing(said, there, way, reported)
    ]


def _paired(
    one: tuple[Any, ...], other: tuple[Any, ...], at: Path, reported: _Reported
) -> Iterable[tuple[int, Any, Any]]:
    """The entries of a list with those of the other; entries that are lost whole stand in none."""
    indexes = list(range(len(one)))
    if len(one) != len(other):
        indexes = [index for index in indexes if not _gone(one[index], (*at, index), reported)]
    stands = [*other, *([None] * len(one))]
    return [(index, one[index], there) for index, there in zip(indexes, stands, strict=False)]


def _gone(entry: Any, at: Path, reported: _Reported) -> bool:
    return all(reported.has(leaf) for leaf, _ in leaves_below(entry, at))
