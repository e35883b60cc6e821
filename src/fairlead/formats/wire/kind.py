"""What every wire can do."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, Protocol

from fairlead.faults import Fault
from fairlead.formats.interchange import InterchangeHeader
from fairlead.formats.opened import Opened
from fairlead.formats.schema.leaf import Leaf
from fairlead.syntax.tree import Steps, Tree

Around = Callable[[Tree], Tree]
"""Puts a document into the envelope that it goes out in."""


class Wire(Hashable, Protocol):
    """A syntax with its schema."""

    @property
    def folder(self) -> str | Path:
        """Where its schema is: below `schemas/`, or a folder of somebody else."""
        ...

    @property
    def syntax(self) -> str:
        """Name of the syntax: `json`, `xml` or `edifact`."""
        ...

    @property
    def media_type(self) -> str:
        """Media type of the bytes."""
        ...

    @property
    def places(self) -> Mapping[str, Leaf]:
        """Every place of the schema by its path, objects and lists included."""
        ...

    def names(self, content: Any) -> bool:
        """Whether what the syntax read says by itself that it is of this wire, or cannot say."""
        ...

    def opens(self, opened: Opened) -> Opened:
        """The document without what its syntax lets stand in it beside what it says."""
        ...

    def ready(self) -> None:
        """Makes now what judges its documents. Raises `MappingError` if the schema is wrong."""
        ...

    def leaves(self) -> list[Leaf]:
        """Every place of the schema where a value can stand, in its order."""
        ...

    def judged(self, opened: Opened) -> Opened:
        """The document as a tree that the schema permits. Raises `Refused` with every breach."""
        ...

    def restated(self, data: bytes) -> bytes:
        """A document of another edition, named as one of this; any other as it is."""
        ...

    def breaches(self, tree: Tree) -> tuple[Fault, ...]:
        """Every breach of the schema by a tree that is to be written."""
        ...

    def unread(self, tree: Tree, place: Steps) -> str:
        """Why something in a document, which no mapping reads, was not understood."""
        ...

    def shown(self, tree: Tree) -> Callable[[str], str]:
        """How its syntax says the places of a tree that is to be written."""
        ...

    def written(self, tree: Tree, around: Around, header: InterchangeHeader) -> bytes:
        """The bytes of a tree, in the envelope that it goes out in.

        `header` is what an interchange states; a syntax without interchanges does not ask it.
        Raises `Refused` with every breach of the schema.
        """
        ...
