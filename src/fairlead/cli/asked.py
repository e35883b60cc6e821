"""What was asked for by name, looked up; a name that means nothing gets the likely guess."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from fairlead.errors import UsageError, likely

if TYPE_CHECKING:
    from fairlead.formats import InterchangeHeader
    from fairlead.gateway.issue.platforms import Platform
    from fairlead.rules import Profile
    from fairlead.syntax.json import Limits

_PARTY: Final = re.compile(r"((?:\?.|[^?:])+)(?::((?:\?.|[^?:])+))?")
_RELEASED: Final = re.compile(r"\?(.)")
"""A character behind the release character of EDIFACT stands for itself."""


def known_format(name: str) -> None:
    """Raises `UsageError` where no format goes by that name."""
    from fairlead.formats import named

    named(name)


def moment(said: str) -> dt.datetime:
    """A time with its offset. Raises `UsageError` for anything else."""
    from fairlead.seal.trust import instant

    return instant(said)


def media_type(said: str) -> None:
    """Raises `UsageError` where it is none."""
    from fairlead.gateway.issue.dcsa import Visualisation

    Visualisation("bill", b"%PDF-", said)


def platform(name: str) -> Platform:
    """The platform of that name. Raises `UsageError` where there is none."""
    from fairlead.gateway.issue.platforms import platform_named

    return platform_named(name)


def profile(name: str) -> Profile:
    """The profile of that name. Raises `UsageError` where there is none."""
    from fairlead.rules import profile_of

    return profile_of(name)


def capabilities(names: Iterable[str]) -> tuple[str, ...]:
    """Names of capabilities. Raises `UsageError` for one that does not exist."""
    from fairlead.formats import Capability

    wanted = tuple(names)
    known = [one.value for one in Capability]
    for name in wanted:
        if name not in known:
            guess = likely(name, known)
            raise UsageError(f"there is no capability {name!r} (known: {', '.join(known)}){guess}")
    return wanted


def limits(most: int) -> Limits:
    """The limits of the reader, with a size that was asked for."""
    from fairlead.syntax.json import Limits

    return Limits(size=most)


def header(
    sender: str | None, recipient: str | None, prepared: str | None, reference: str | None
) -> InterchangeHeader | None:
    """What an interchange states; None where nothing was said of it.

    Raises `UsageError` for what cannot stand in it.
    """
    if sender is recipient is prepared is reference is None:
        return None
    from fairlead.formats import InterchangeHeader

    whose, qualifier = _party("--sender", sender)
    to_whom, of_whom = _party("--recipient", recipient)
    return InterchangeHeader(
        whose, to_whom, qualifier, of_whom, None if prepared is None else _time(prepared), reference
    )


def _party(option: str, said: str | None) -> tuple[str | None, str | None]:
    """An identification and its qualifier, either None where it was not said.

    >>> _party("--sender", "QUAYSIDE:ZZZ"), _party("--sender", "urn?:quayside")
    (('QUAYSIDE', 'ZZZ'), ('urn:quayside', None))
    """
    if said is None:
        return None, None
    found = _PARTY.fullmatch(said)
    if found is None:
        raise UsageError(f"{option} takes ID or ID:QUALIFIER; a colon of the ID is written ?:")
    name, qualifier = (one and _RELEASED.sub(r"\1", one) for one in found.groups())
    return name, qualifier


def _time(said: str) -> dt.datetime:
    """A time to the minute; the clock is read where that is what was said."""
    if said == "now":
        return now().replace(second=0, microsecond=0, tzinfo=None)
    try:
        return dt.datetime.strptime(said, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - UNB states no zone
    except ValueError:
        takes = "--prepared takes a time such as 2026-11-20T09:00, or now"
        why = ", without a zone, for UNB states none (ISO 9735, S004)" if _has_zone(said) else ""
        raise UsageError(takes + why) from None


def _has_zone(said: str) -> bool:
    """Whether a time states how far it is from UTC.

    >>> _has_zone("2026-11-20T09:00+01:00"), _has_zone("2026-11-20T09:00Z"), _has_zone("2026-11-20")
    (True, True, False)
    """
    try:
        return dt.datetime.fromisoformat(said).tzinfo is not None
    except ValueError:
        return False


def now() -> dt.datetime:
    """The time in UTC, by the clock of this machine."""
    return dt.datetime.now(dt.UTC)


def indented(output: bytes) -> bytes:
    """A result for people to read, ending with its line."""
    from fairlead.syntax import json as json_syntax

    limit = json_syntax.Limits(size=max(len(output), 1))
    return json_syntax.write(json_syntax.read(output, limit), indent=2) + b"\n"
