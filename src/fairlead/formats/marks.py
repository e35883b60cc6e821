"""Marks: by what a document in JSON is known, beside what its syntax says of it.

An EDIFACT message names itself, and an XML document has a root of its own, so these need no marks.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from fairlead.syntax.tree import Steps

__all__ = ["Marks"]


class Marks(Struct, frozen=True):
    """What must stand in a document, named by the steps to it; where nothing must, any does.

    >>> marks = Marks(has=(("id",),), lists=(("events",),))
    >>> marks.meet({"id": "1", "events": []}), marks.meet({"id": "1"})
    (True, False)
    """

    has: tuple[Steps, ...] = ()
    """Every one of these stands there."""
    lists: tuple[Steps, ...] = ()
    """Every one of these is a list."""
    any: tuple[Steps, ...] = ()
    """At least one of these stands there."""
    texts: tuple[tuple[Steps, str], ...] = ()
    """At each of these stands just this text."""

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.has or self.lists or self.any or self.texts)

    def meet(self, tree: Any) -> bool:
        """Whether a document has the marks."""
        for steps in self.has:
            if _at(tree, steps) is _NOTHING:
                return False
        return (
            all(isinstance(_at(tree, steps), list) for steps in self.lists)
            and all(_at(tree, steps) == text for steps, text in self.texts)
            and (not self.any or any(_at(tree, steps) is not _NOTHING for steps in self.any))
        )

    def exceed(self, other: Marks) -> bool:
        """Whether these ask for all that others ask for, and for more: then they are better marks.

        >>> plain = Marks(has=(("number",),))
        >>> better = Marks(has=(("number",),), texts=((("issuer",), "QUAY"),))
        >>> better.exceed(plain), plain.exceed(better), plain.exceed(plain)
        (True, False, False)
        """
        return other.asked < self.asked

    @property
    def asked(self) -> frozenset[Any]:
        """Each thing that is asked for, with all that has to be there for it: in no order, once.

        A list stands there, and so does a text, and whatever holds them. Where at least one of some
        things is asked for that is there anyway, nothing more is.

        >>> text, list_ = ((("issuer", "name"), "QUAY"),), (("chain",),)
        >>> Marks(texts=text, lists=list_).asked == Marks(
        ...     has=(("issuer",), ("chain",)), lists=list_, texts=text, any=(("chain",), ("x",))
        ... ).asked
        True
        """
        any_, has = set(self.any), {*self.has, *self.lists, *(steps for steps, _ in self.texts)}
        if len(any_) == 1:
            has |= any_
        there = {steps[:end] for steps in has for end in range(1, len(steps) + 1)}
        said: set[Any] = {("has", one) for one in there}
        said |= {("list", one) for one in self.lists} | {("text", one) for one in self.texts}
        return frozenset(
            said | ({("any", frozenset(any_))} if any_ and not any_ & there else set())
        )


_NOTHING: Any = object()
"""What stands where nothing stands."""


def _at(tree: Any, steps: Steps) -> Any:
    for step in steps:
        if not isinstance(tree, dict) or step not in tree:
            return _NOTHING
        tree = tree[step]
    return tree
