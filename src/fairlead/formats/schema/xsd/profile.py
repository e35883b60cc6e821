"""A profile: what documents are called, beside the schema that says what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from fairlead.errors import MappingError
from fairlead.resources import name_of, toml_in
from fairlead.syntax.xml import Names

__all__ = ["Profile"]


@dataclass(frozen=True)
class Profile:
    """The root element and the namespaces that are written, and the sets that are understood."""

    title: str
    """What it is, in one line."""
    names: Names
    """What is written."""
    accepted: tuple[Names, ...] = ()
    """What else is understood when it is read."""

    @classmethod
    def load(cls, path: Path) -> Profile:
        """The profile in a file. Raises `MappingError` if it cannot be read or lacks something.

        >>> from fairlead.resources import find
        >>> Profile.load(find("schemas", "eu", "efti-consignment-0.8", "profile.toml")).names.root
        'consignment'
        """
        says = toml_in(path)
        try:
            said = msgspec.convert(says, _Said)
            names = Names(said.root, said.namespaces)
            names.tag(names.root)
            accepted = tuple(_accepted(one, names) for one in said.accepted)
        except KeyError as why:
            raise MappingError(f"{name_of(path)}: there is no namespace {why}") from why
        except ValueError as why:
            raise MappingError(f"{name_of(path)}: {why}") from why
        return cls(said.title, names, accepted)


class _Set(Struct, forbid_unknown_fields=True):
    """One set of names that is understood."""

    namespaces: dict[str, str]
    root: str | None = None
    why: str = ""


class _Said(Struct, forbid_unknown_fields=True):
    """What `profile.toml` says."""

    title: str
    root: str
    namespaces: dict[str, str]
    accepted: list[_Set] = []


def _accepted(said: _Set, names: Names) -> Names:
    """One set that is understood; its root is called as ours unless it says otherwise."""
    found = Names(said.root or names.root, said.namespaces)
    if strange := sorted(found.spaces.keys() - names.spaces.keys()):
        raise ValueError(f"an accepted set has the prefix {strange[0]!r}, which is none of ours")
    found.tag(found.root)
    return found
