"""Shapes: what stands where in a tree, so that it can be read and written without a guess.

A shape says of an element whether it is a text, a text with attributes, or an object; of a child,
whether there can be one or many. It comes from a schema, and knows no standard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fairlead.once import once_property

__all__ = ["Member", "Shape"]


@dataclass(frozen=True)
class Shape:
    """What an element holds.

    | kind                  | in the tree                                     |
    |-----------------------|-------------------------------------------------|
    | plain text            | `"7"`                                           |
    | text with attributes  | `{"content": "7", "@unitCode": "KGM"}`          |
    | object                | `{"ram:ID": "7", "ram:Name": [{...}, {...}]}`   |

    >>> Shape(attributes=("unitCode",)).kind, Shape(members=()).kind, Shape().kind
    ('valued', 'object', 'text')
    """

    members: tuple[Member, ...] | None = None
    """The children of an object, in the order in which they are written; None for a text."""
    attributes: tuple[str, ...] | None = None
    """The attributes that a text may have, perhaps none of them; None for a plain text."""

    @once_property
    def kind(self) -> str:
        """`text`, `valued` or `object`."""
        if self.members is not None:
            return "object"
        return "text" if self.attributes is None else "valued"

    @once_property
    def by_name(self) -> dict[str, Member]:
        """The children by the name they have in the tree."""
        return {one.name: one for one in self.members or ()}

    @once_property
    def by_tag(self) -> dict[str, Member]:
        """The children by their tag, with its URI in braces."""
        return {one.tag: one for one in self.members or ()}

    @once_property
    def rank(self) -> dict[str, int]:
        """Where in the order a child stands."""
        return {one.name: at for at, one in enumerate(self.members or ())}

    @once_property
    def at_names(self) -> dict[str, str]:
        """An attribute by its name on the wire, and its name in the tree."""
        return {name: f"@{name}" for name in self.attributes or ()}

    def ordered(self, names: Iterable[str]) -> list[str]:
        """Names of children in the order in which they are written. `KeyError` for an unknown one.

        >>> shape = Shape((Member("a", "{u}a", Shape()), Member("b", "{u}b", Shape())))
        >>> shape.ordered(["b", "a"])
        ['a', 'b']
        """
        return sorted(names, key=self.rank.__getitem__)


@dataclass(frozen=True)
class Member:
    """One child of an object."""

    name: str
    """Its name in the tree, with its canonical prefix: `ram:ID`."""
    tag: str
    """Its name with the URI in braces."""
    shape: Shape
    """What it holds."""
    many: bool = False
    """Whether it may stand more than once, and so is a list in the tree."""

    @once_property
    def opens(self) -> str:
        """Its start tag without attributes, up to where those would stand."""
        return f"<{self.name}"

    @once_property
    def closes(self) -> str:
        """Its end tag."""
        return f"</{self.name}>"
