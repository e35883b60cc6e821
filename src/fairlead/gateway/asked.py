"""What a conversion was asked for, so that a receipt can say it and anyone can ask it again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from fairlead.errors import UsageError
from fairlead.formats import InterchangeHeader
from fairlead.formats.interchange import NOBODY
from fairlead.rules import PROFILES, STRICT, Profile

__all__ = ["NOTHING", "Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of a conversion, as they were given."""

    data: bytes | None = field(default=None, repr=False)
    """The source, where it was given as bytes."""
    to: str = ""
    source: str | None = None
    supplement: Mapping[str, Any] | None = field(default=None, repr=False)
    carry: bool = False
    strict: bool = False
    allow: Collection[str] = ()
    profile: Profile = STRICT
    message: int | None = None
    header: InterchangeHeader = NOBODY

    def as_json(self) -> dict[str, Any]:
        """What was asked, but for the source and the supplement; only what is not the default.

        >>> Asked(to="un-json", carry=True).as_json()
        {'to': 'un-json', 'carry': True}
        """
        said: dict[str, Any] = {
            "to": self.to,
            "from": self.source,
            "carry": self.carry or None,
            "strict": self.strict or None,
            "allow": sorted(self.allow) or None,
            "profile": self.profile.name if self.profile is not STRICT else None,
            "message": self.message,
            "interchange": _header_json(self.header) or None,
        }
        return {name: value for name, value in said.items() if value is not None}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Asked:
        """What a receipt says was asked. Raises `UsageError` for what nobody can ask.

        >>> Asked.from_json({"to": "un-json", "carry": True}).carry
        True
        """
        try:
            if not said.keys() <= _MEMBERS:
                raise UsageError("the receipt asks for what this version does not know")
            return cls(
                None, said["to"], said.get("from"), None, bool(said.get("carry")),
                bool(said.get("strict")), tuple(said.get("allow", ())),
                PROFILES[said.get("profile", STRICT.name)], said.get("message"),
                _header_of(said.get("interchange", {})),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise UsageError("the receipt asks for what this version does not know") from problem


_MEMBERS: Final = {
    "to", "from", "carry", "strict", "allow", "profile", "message", "interchange",
}  # fmt: skip
NOTHING: Final = Asked()
"""Nothing that is known."""


def _header_json(header: InterchangeHeader) -> dict[str, str]:
    said = {name: getattr(header, name) for name in InterchangeHeader.__slots__}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in said.items()
        if value is not None
    }


def _header_of(said: Mapping[str, str]) -> InterchangeHeader:
    if not said:
        return NOBODY
    fields: dict[str, Any] = {**said}
    if "prepared" in fields:
        fields["prepared"] = datetime.fromisoformat(fields["prepared"])
    return InterchangeHeader(**fields)
