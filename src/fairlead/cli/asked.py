"""What was asked for by name, looked up; a name that means nothing gets the likely guess."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fairlead.errors import UsageError

if TYPE_CHECKING:
    from fairlead.rules import Profile
    from fairlead.syntax.json import Limits


def profile(name: str) -> Profile:
    """The profile of that name. Raises `UsageError` where there is none."""
    from fairlead.rules import PROFILES

    if name not in PROFILES:
        raise UsageError(f"there is no profile {name!r}{_known(name, PROFILES)}")
    return PROFILES[name]


def capabilities(names: Iterable[str]) -> tuple[str, ...]:
    """Names of capabilities. Raises `UsageError` for one that does not exist."""
    from fairlead.formats import Capability

    wanted = tuple(names)
    known = [one.value for one in Capability]
    for name in wanted:
        if name not in known:
            raise UsageError(f"there is no capability {name!r}{_known(name, known)}")
    return wanted


def limits(most: int) -> Limits:
    """The limits of the reader, with a size that was asked for."""
    from fairlead.syntax.json import Limits

    return Limits(size=most)


def indented(output: bytes) -> bytes:
    """A result for people to read, ending with its line."""
    from fairlead.syntax import json as json_syntax

    limit = json_syntax.Limits(size=max(len(output), 1))
    return json_syntax.write(json_syntax.read(output, limit), indent=2) + b"\n"


def _known(name: str, names: Iterable[str]) -> str:
    known = list(names)
    near = difflib.get_close_matches(name, known, 1)
    guess = f"; did you mean {near[0]}?" if near else ""
    return f" (known: {', '.join(known)}){guess}"
