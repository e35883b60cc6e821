"""What `format` asserts of a text, in Python alone, for where jsonschema-rs is not installed.

The formats that schemas of documents use are here: dates, times and durations of RFC 3339, and
the URI of RFC 3986; and the IRI of RFC 3987, for which jsonschema needs a library that takes a
second to import. Every other format is asked of jsonschema.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Callable
from typing import Final

from fairlead.errors import MappingError
from fairlead.formats.schema.ecma import Pattern

__all__ = ["format_of"]

_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)
_DAYS: Final = r"(?:[0-9]+D|[0-9]+M(?:[0-9]+D)?|[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?)"
_HOURS_AND_LESS: Final = r"T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)"
_DURATION: Final = re.compile(f"P(?:[0-9]+W|{_DAYS}(?:{_HOURS_AND_LESS})?|{_HOURS_AND_LESS})")
_SCHEME: Final = r"[A-Za-z][A-Za-z0-9+.\-]*:"
_LETTERS: Final = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U000e1000-\U000efffd" + "".join(
    f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0xE0000, 0x10000)
)
"""Characters beyond ASCII of RFC 3987, `ucschar`."""
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""Characters that may stand in a query only, `iprivate`."""


def _reference(scheme: str, letters: str = "", private: str = "") -> re.Pattern[str]:
    """The pattern of RFC 3986, or with more letters of RFC 3987, that begins with a scheme."""
    plain = rf"[A-Za-z0-9\-._~!$&'()*+,;=:{letters}]|%[0-9A-Fa-f]{{2}}"
    return re.compile(
        rf"""{scheme}
        (?://(?:(?:{plain})*@)?
             (?:\[(?:(?P<v6>[0-9A-Fa-f:.]+)|[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+)\]
               |(?:[A-Za-z0-9\-._~!$&'()*+,;={letters}]|%[0-9A-Fa-f]{{2}})*)
             (?::[0-9]*)?(?=[/?\#]|\Z)
        |(?!//))
        (?:{plain}|[@/])*
        (?:\?(?:{plain}|[@/?{private}])*)?
        (?:\#(?:{plain}|[@/?])*)?""",
        re.VERBOSE,
    )


_CYCLE: Final = 400
"""Years after which the Gregorian calendar repeats."""
_MINUTE: Final = 60
_HOURS: Final = 24


def format_of(name: str) -> Callable[[str], bool]:
    """Whether a text is of a format; every text is of one that nobody knows.

    >>> format_of("date")("2026-02-29"), format_of("own")("2026-02-29")
    (False, True)
    """
    return _FORMATS.get(name) or _asked(name)


def _asked(name: str) -> Callable[[str], bool]:
    from jsonschema import Draft202012Validator

    return lambda text: Draft202012Validator.FORMAT_CHECKER.conforms(text, name)


def _is_date(text: str) -> bool:
    """RFC 3339 `full-date`: a day of the Gregorian calendar, from the year 0 on."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    try:
        dt.date(_CYCLE + year % _CYCLE, month, day)  # as Python knows no year 0
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    """RFC 3339 `full-time`; a second 60 only where it is midnight in UTC."""
    found = _TIME.fullmatch(text)
    if found is None:
        return False
    hour, minute, second = map(int, found.group(1, 2, 3))
    ahead, behind = int(found[5] or 0), int(found[6] or 0)
    if hour >= _HOURS or minute >= _MINUTE or ahead >= _HOURS or behind >= _MINUTE:
        return False
    offset = (ahead * _MINUTE + behind) * (-1 if found[4] == "-" else 1)
    in_utc = (hour * _MINUTE + minute - offset) % (_HOURS * _MINUTE)
    return second < _MINUTE or (second == _MINUTE and in_utc == _HOURS * _MINUTE - 1)


def _is_instant(text: str) -> bool:
    """RFC 3339 `date-time`."""
    return text[10:11] in ("T", "t") and _is_date(text[:10]) and _is_time(text[11:])


def _is_duration(text: str) -> bool:
    """RFC 3339, appendix A: whole numbers, no unit left out between two others."""
    return _DURATION.fullmatch(text) is not None


def _is(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a text is a URI or an IRI, or a reference to one, by the pattern of its kind."""

    def fits(text: str) -> bool:
        found = pattern.fullmatch(text)
        if found is None or found["v6"] is None:
            return found is not None
        try:
            ipaddress.IPv6Address(found["v6"])
        except ValueError:
            return False
        return True

    return fits


def _is_pattern(text: str) -> bool:
    """A pattern of ECMA 262, as far as it is understood without jsonschema-rs."""
    try:
        Pattern(text)
    except MappingError:
        return False
    return True


_FORMATS: Final[dict[str, Callable[[str], bool]]] = {
    "date": _is_date,
    "time": _is_time,
    "date-time": _is_instant,
    "duration": _is_duration,
    "uri": _is(_reference(_SCHEME)),
    "iri": _is(_reference(_SCHEME, _LETTERS, _PRIVATE)),
    "iri-reference": _is(_reference(rf"(?:{_SCHEME}|(?![^/?\#]*:))", _LETTERS, _PRIVATE)),
    "regex": _is_pattern,
}
