"""Days and instants as wires spell them: in ISO 8601, and in the forms of UNTDID 2379."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

_DAY_LENGTH: Final = len("CCYY-MM-DD")
MIDNIGHT: Final = "T00:00:00Z"
_SHORTEST_INSTANT: Final = len("2026-01-01T00:00:00Z")


def day(text: Any) -> dt.date | None:
    """A day as `CCYY-MM-DD`; None for anything else."""
    if not isinstance(text, str) or len(text) != _DAY_LENGTH or text[7] != "-":
        return None  # a week, or a day without hyphens
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def instant(text: Any) -> dt.datetime | None:
    """An instant; one without an offset is no instant."""
    if not isinstance(text, str) or len(text) < _SHORTEST_INSTANT:
        return None
    try:
        moment = dt.datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment


def instant_text(moment: dt.datetime) -> str:
    """An instant as ISO 8601 has it, in UTC with a `Z`."""
    text = moment.isoformat()
    if moment.microsecond:
        text = text[:19] + text[19:26].rstrip("0") + text[26:]
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def day_of_instant(text: Any) -> dt.date | None:
    """The day that stands in an instant, as stated there; never shifted to another zone."""
    return day(text[:10]) if instant(text) is not None else None


def day_in_any_form(said: Any) -> dt.date | None:
    """A day as plain text, or as `{content, format: "CCYY-MM-DD"}` (UNTDID 2379, JSON)."""
    if isinstance(said, dict):
        return day(said.get("content")) if said.get("format") == "CCYY-MM-DD" else None
    return day(said) or day_of_instant(said)


def day_by_format(said: Any) -> dt.date | None:
    """A day by its text and the code of its form, as stated there; never shifted to another zone.

    UNTDID 2379: 102 is CCYYMMDD, 203 CCYYMMDDHHMM, 204 has seconds besides, 205 an offset.
    """
    text, form = said
    if not isinstance(text, str) or form not in _FORMS or not _FORMS[form].match(text):
        return None
    said_day = day(f"{text[:4]}-{text[4:6]}-{text[6:8]}")
    return said_day if form == "102" or _clock(text[8:12]) is not None else None


def _clock(text: str) -> dt.time | None:
    try:
        return dt.time(int(text[:2]), int(text[2:]))
    except ValueError:
        return None


def instant_by_format(said: Any) -> dt.datetime | None:
    """An instant by its text and the code of its form; only 205 has the offset that one needs."""
    text, form = said
    if form != "205" or day_by_format(said) is None:
        return None
    date, clock, offset = f"{text[:4]}-{text[4:6]}-{text[6:8]}", text[8:12], text[12:]
    return instant(f"{date}T{clock[:2]}:{clock[2:]}:00{offset[:3]}:{offset[3:]}")


def instant_in_form(moment: dt.datetime) -> tuple[str, str]:
    """An instant as 205, to the minute; the rows that use it write it elsewhere to the second."""
    return moment.strftime("%Y%m%d%H%M%z"), "205"


_FORMS: Final = {
    "102": re.compile(r"[0-9]{8}\Z"),
    "203": re.compile(r"[0-9]{12}\Z"),
    "204": re.compile(r"[0-9]{12}[0-5][0-9]\Z"),
    "205": re.compile(r"[0-9]{12}[+-][0-9]{4}\Z"),
}
