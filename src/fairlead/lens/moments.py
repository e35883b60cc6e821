"""Days and instants as wires spell them: in ISO 8601, or by a code of the form beside them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

Half: TypeAlias = Callable[[Any], Any]

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


def day_in(forms: Mapping[str, str]) -> tuple[Half, Half]:
    """Reads and writes a day by its text and the code of its form, as stated there.

    It is never shifted to another zone. `forms` are the forms by code; the first is written.

    >>> parse, emit = day_in({"102": "CCYYMMDD", "203": "CCYYMMDDHHMM"})
    >>> emit(parse(("202603042359", "203")))
    ('20260304', '102')
    """
    known = {code: re.compile(_pattern_of(form)) for code, form in forms.items()}
    code = next(iter(forms))

    def parse(said: Any) -> dt.date | None:
        text, form = said
        if not isinstance(text, str) or form not in known or not known[form].fullmatch(text):
            return None
        clock = text[8:12]
        timed = clock.isdigit()
        found = day(f"{text[:4]}-{text[4:6]}-{text[6:8]}")
        return found if not timed or _clock(clock) is not None else None

    return parse, lambda date: (date.isoformat().replace("-", ""), code)


def instant_in(forms: Mapping[str, str]) -> tuple[Half, Half]:
    """Reads and writes an instant, to the minute, by its text and the code of its form.

    A form without an offset says no instant. The rows that use it write it elsewhere to the second.

    >>> parse, emit = instant_in({"205": "CCYYMMDDHHMMZHHMM"})
    >>> emit(parse(("202603042359+0800", "205")))
    ('202603042359+0800', '205')
    """
    read_day, _ = day_in(forms)
    code = next(iter(forms))

    def parse(said: Any) -> dt.datetime | None:
        if read_day(said) is None or not forms[said[1]].endswith("ZHHMM"):
            return None
        text = said[0]
        date, clock, offset = f"{text[:4]}-{text[4:6]}-{text[6:8]}", text[8:12], text[-5:]
        return instant(f"{date}T{clock[:2]}:{clock[2:]}:00{offset[:3]}:{offset[3:]}")

    return parse, lambda moment: (moment.strftime("%Y%m%d%H%M%z"), code)


def _clock(text: str) -> dt.time | None:
    try:
        return dt.time(int(text[:2]), int(text[2:]))
    except ValueError:
        return None


FORM: Final = r"CCYYMMDD(?:HHMM(?:SS)?)?(?:ZHHMM)?"
"""How a form of a day or an instant is spelt, as UNTDID 2379 does."""


def _pattern_of(form: str) -> str:
    """What matches a text of a form."""
    for part, digits in _PARTS.items():
        form = form.replace(part, digits)
    return form


_PARTS: Final = {
    "CCYYMMDD": "[0-9]{8}", "ZHHMM": "[+-][0-9]{4}", "HHMM": "[0-9]{4}", "SS": "[0-5][0-9]",
}  # fmt: skip
