"""A profile: what documents are called, beside the schema that says what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairlead.errors import MappingError
from fairlead.resources import toml_in
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
        try:
            said = toml_in(path)
            names = Names(said["root"], said["namespaces"])
            accepted = tuple(_accepted(one, names) for one in said.get("accepted", ()))
            strange = said.keys() - {"title", "root", "namespaces", "accepted"}
            names.tag(names.root)
        except (OSError, ValueError, KeyError) as why:
            raise MappingError(f"the profile {path} cannot be read: {why}") from why
        if strange:
            raise MappingError(f"the profile {path} says {sorted(strange)}, which means nothing")
        return cls(said["title"], names, accepted)


def _accepted(said: dict[str, Any], names: Names) -> Names:
    """One set that is understood; its root is called as ours unless it says otherwise."""
    found = Names(said.get("root", names.root), said["namespaces"])
    if found.spaces.keys() - names.spaces.keys() or said.keys() - {"why", "root", "namespaces"}:
        raise ValueError("an accepted set has a prefix or a word that the profile does not know")
    found.tag(found.root)
    return found
