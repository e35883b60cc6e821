"""Kinds of messages: how a document is found in what comes in.

The folder of a format names an opener of this list. The list is closed: a folder is data, and
what it names is code of ours, or of a wheel that was installed for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from fairlead.formats.opened import Opened, alone
from fairlead.formats.wrapping import open_dcsa, open_pack

__all__ = ["OPENERS", "PLAIN", "Opener"]


@dataclass(frozen=True, slots=True)
class Opener:
    """How a document is found in what comes in."""

    name: str
    """How `format.toml` names it."""
    opens: Callable[[Any], Opened | None]
    """The document in what its syntax read; None where there is none."""


PLAIN: Final = Opener("plain", alone)
"""What comes in is the document itself; in XML, but for its signature."""

OPENERS: Final[Mapping[str, Opener]] = MappingProxyType(
    {
        one.name: one
        for one in (PLAIN, Opener("dcsa-envelope", open_dcsa), Opener("openebl-pack", open_pack))
    }
)
"""Every opener, by its name."""
