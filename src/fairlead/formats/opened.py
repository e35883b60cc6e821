"""A document as it was found in what was read."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from fairlead.faults import Fault
from fairlead.syntax.tree import Steps, Tree, leaves, pointer


def as_it_is(place: str) -> str:
    """A place of a tree as a JSON pointer says it."""
    return place


@functools.lru_cache(maxsize=32_768)
def _kept(steps: Steps) -> str:
    """A way as `pointer` says it: the documents of a format have leaves at the same few places."""
    said = pointer(steps)
    if len(said) > _SHORT:
        raise _OfItsOwn
    return said


def _pointer(steps: Steps) -> str:
    try:
        return _kept(steps)
    except _OfItsOwn:
        return pointer(steps)


class _OfItsOwn(Exception):
    """A way that is too long to be one of a format, and is not kept for the next document."""


_SHORT: Final = 200
"""Characters of a way that is kept."""


class Told(Struct, frozen=True):
    """How a syntax says places, worked out for each of them."""

    places: Mapping[Any, str]
    otherwise: Callable[[Any], str]
    """What is said of a place that nobody foresaw."""

    def __call__(self, place: Any) -> str:
        """How the syntax says the place."""
        said = self.places.get(place)
        return self.otherwise(place) if said is None else said


class Opened(Struct, frozen=True):
    """A document as it was found: alone, in an envelope, or as the payload of a signature."""

    document: Any
    """The document that the mapping reads: what its syntax made of it, a tree once it is judged."""
    at: Steps = ()
    """Where in the input it stands."""
    envelope: Tree = None
    """The whole input, where the document stands inside it."""
    faults: tuple[Fault, ...] = ()
    """What is worth saying about the wrapping."""
    status: str | None = None
    """The status that the envelope asks of its document, where it asks for one."""
    where: Callable[[str], str] = as_it_is
    """How the syntax says a place of the tree, given as a JSON pointer into the input."""

    beside: Callable[[Steps], str] = pointer
    """How the syntax says a place of the envelope."""

    def place(self, steps: Steps) -> str:
        """How the syntax says a place of the document.

        >>> Opened({"a": 1}, ("document",)).place(("a",))
        '/document/a'
        """
        return self.where(_pointer(self.at + steps))

    def wrapping(self) -> list[Steps]:
        """The leaves of the envelope that are not the document inside it.

        >>> Opened({"a": 1}, ("document",), {"document": {"a": 1}, "issueTo": "x"}).wrapping()
        [('issueTo',)]
        """
        if self.envelope is None:
            return []
        inside = self.at or ("payload",)
        return [place for place, _ in leaves(self.envelope) if place[: len(inside)] != inside]

    def __reduce__(self) -> tuple[type[Opened], tuple[Any, ...]]:
        """What goes to another process takes its places along, and leaves what it was read from."""
        where, beside = self.where, self.beside
        if where is not as_it_is and not isinstance(where, Told):
            inside = (pointer(self.at + steps) for steps in _every(self.document))
            where = Told({place: where(place) for place in inside}, as_it_is)
        if beside is not pointer and not isinstance(beside, Told):
            beside = Told(
                {steps: beside(steps) for steps, _ in leaves(self.envelope) if steps}, pointer
            )
        around = (self.at, self.envelope, self.faults, self.status)
        return Opened, (self.document, *around, where, beside)


def _every(tree: Tree) -> Iterator[Steps]:
    """The steps to everything in a tree, to the tree itself and to what holds something too."""
    told: set[Steps] = set()
    for steps, _ in leaves(tree):
        for end in range(len(steps) + 1):
            if steps[:end] not in told:
                told.add(steps[:end])
                yield steps[:end]


def alone(document: Any) -> Opened | None:
    """A document that comes without an envelope."""
    return Opened(document)
