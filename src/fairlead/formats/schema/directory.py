"""What a message may hold: the directory that UNH names, asked as a schema is asked.

A [`Directory`][fairlead.formats.schema.directory.Directory] is to the tree of an EDIFACT message
what a [`Schema`][fairlead.formats.schema.Schema] is to a JSON tree. It judges duties, repeats,
lengths, the kinds of characters, and codes. A code beside which 1131 or 3055 names another list
is not judged by the directory's own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairlead.errors import MappingError
from fairlead.faults import fault
from fairlead.formats.schema.facts import Facts, load
from fairlead.formats.schema.judge import Judge
from fairlead.formats.schema.leaf import Leaf
from fairlead.formats.schema.leaves import leaves_of
from fairlead.formats.schema.verdict import verdict_of
from fairlead.once import once_property

if TYPE_CHECKING:
    from fairlead.faults import Fault
    from fairlead.formats.schema import Side
    from fairlead.syntax.edifact.table import Table

__all__ = ["Directory"]


class Directory:
    """One message in one directory.

    >>> from fairlead.resources import find
    >>> directory = Directory.load(find("schemas", "unece", "iftmcs-d00b"))
    >>> directory.name, directory.places["/TDT/[]/LOC/[]/C517/3225"].max_length
    ('UN/EDIFACT IFTMCS D.00B', 25)
    """

    def __init__(self, facts: Facts) -> None:
        self.facts: Final = facts
        self.name: Final = facts.name

    @classmethod
    def load(cls, folder: Path) -> Directory:
        """The directory in a folder of `schemas/unece/`.

        Raises `MappingError` if its files cannot be read, or say what cannot be.
        """
        return cls(load(folder))

    @property
    def table(self) -> Table:
        """The table by which segments are grouped."""
        return self.facts.table

    def permits(self, tree: object) -> bool:
        """Whether the tree obeys the directory. The tree is not changed.

        >>> from fairlead.resources import find
        >>> Directory.load(find("schemas", "unece", "iftmcs-d00b")).permits({"BGM": {}})
        False
        """
        return self._verdict(tree)

    def breaches(self, tree: object, side: Side) -> tuple[Fault, ...]:
        """Every breach in the order of the document, as `PARSE-001..010` or `EMIT-001..010`.

        A fault stands at the path of members, entries counted from 1, and its law names the
        directory and the element.

        >>> from fairlead.resources import find
        >>> directory = Directory.load(find("schemas", "unece", "iftmcs-d00b"))
        >>> header = {"0065": "IFTMCS", "0052": "D", "0054": "00B", "0051": "UN"}
        >>> tree = {"UNH": {"0062": "1", "S009": header}, "BGM": {}, "LOC": [{"C517": {}}]}
        >>> for one in directory.breaches(tree, "PARSE"):
        ...     print(one.code, one.at, "-", one.says)
        PARSE-001 LOC[1]/3227 - the element is required and missing
        PARSE-004 LOC[1]/C517 - at least one component is expected
        """
        permitted = self.permits(tree)
        found = self._judge.breaches(tree, side)
        if permitted and found:
            raise MappingError(f"{self.name}: the verdict permits what the judge explains")
        return found if permitted or found else (fault(f"{side}-012", wire="", law=self.name),)

    def leaves(self) -> list[Leaf]:
        """Every place where a value can stand, in the order of the directory."""
        return [place for place in self.places.values() if not place.inner]

    def ready(self) -> None:
        """Makes the verdict and the judge now."""
        _ = self.places, self._verdict, self._judge

    @once_property
    def places(self) -> dict[str, Leaf]:
        """Every place by its path, objects and lists (`inner`) included."""
        return {leaf.path: leaf for leaf in leaves_of(self.facts)}

    @once_property
    def _judge(self) -> Judge:
        return Judge(self.facts)

    @once_property
    def _verdict(self) -> Callable[[object], bool]:
        return verdict_of(self.facts)
