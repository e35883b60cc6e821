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
            if not all(_fits(value, *_MEMBERS[name]) for name, value in said.items()):
                raise UsageError(_UNKNOWN)
            return cls(
                None, said["to"], said.get("from"), None, said.get("carry", False),
                said.get("strict", False), tuple(said.get("allow", ())),
                PROFILES[said.get("profile", STRICT.name)], said.get("message"),
                _header_of(said.get("interchange", {})),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise UsageError(_UNKNOWN) from problem


def _fits(value: Any, kind: type, inner: type | None = None) -> bool:
    """Whether a value is exactly of a kind, and what it holds of another."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return type(value) is kind and all(type(one) is inner for one in held)


_UNKNOWN: Final = "the receipt asks for what this version does not know"
_MEMBERS: Final[Mapping[str, tuple[type, ...]]] = {
    "to": (str,), "from": (str,), "carry": (bool,), "strict": (bool,), "allow": (list, str),
    "profile": (str,), "message": (int,), "interchange": (dict, str),
}  # fmt: skip
"""What a receipt says was asked, each of its kind; there is no other member."""
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
