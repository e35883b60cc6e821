"""Value lenses: what a text, number or code on a wire is in the Bill, and back.

A value lens knows nothing of places. It is two partial functions; `None` means "I cannot say
this". A lens is *injective* when emitting what it parsed always gives back what stood there;
where it is not, the mapping keeps the spelling of the source in the residue.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from fairlead.errors import MappingError
from fairlead.lens.codes import CodeList
from fairlead.lens.lines import join_lines, split_lines
from fairlead.lens.moments import (
    FORM,
    MIDNIGHT,
    Half,
    day,
    day_in,
    day_in_any_form,
    day_of_instant,
    instant,
    instant_in,
    instant_text,
)


@dataclass(frozen=True)
class ValueLens:
    """One value lens with its two directions; `parse` or `emit` of None means "as it is"."""

    name: str
    """How the row spells it, for example `text(35)`."""
    width: int | None = None
    """Most characters that the wire holds."""
    parse: Half | None = None
    emit: Half | None = None
    injective: bool = True
    codes: CodeList | None = None
    open: bool = False
    """Whether a value that the lens does not know stays in the residue instead of a fault."""
    partial: bool = False
    """Whether there are values that it cannot write."""
    line: int | None = None
    """For a text in several entries: most characters of each."""
    begins: str = ""
    """How every text that it reads begins, case folded; empty where that cannot be said."""
    kind: str = "text"
    """What stands on the wire: `text`, `number`, `integer`, `boolean`, `lines` (a list of texts),
    `joint` (two members), `quantity` (a number and its unit), `any`."""
    halves: tuple[tuple[str, ValueLens], ...] = ()
    """For a quantity: its number and its unit, each by member and lens."""
    coded: bool = False
    """Whether what stands on the wire is a code."""
    gives: str = "text"
    """What it is in the Bill: `text`, `key`, `date`, `instant`, `decimal`, `integer`, `boolean`."""
    writes: tuple[Any, ...] = ()
    """Examples of all the kinds of texts that it writes; none where it writes any text."""
    key: Callable[[str], Any] = str
    """What the key of a row of its code list is in the Bill."""
    also: tuple[str, ...] = ()
    """Other types than that of its `kind` that it reads, as JSON names them."""

    @property
    def takes(self) -> tuple[str, ...]:
        """The types, as JSON names them, of what it reads and writes at one place."""
        return (_TYPES.get(self.kind, "string"), *self.also)


_TYPES: Final = {"number": "number", "integer": "integer", "boolean": "boolean"}


def _plain(number: Decimal) -> str:
    text = str(number)
    return format(number, "f") if "E" in text else text


def _number(text: Any) -> Decimal | None:
    """A number in decimal text; XML lets blanks stand around it."""
    return Decimal(text.strip()) if isinstance(text, str) and _DECIMAL.match(text) else None


_DECIMAL = re.compile(r"[ \t\r\n]*[+-]?(\d+(\.\d+)?|\.\d+)[ \t\r\n]*\Z", re.ASCII)


def _digits(spelling: str, least: int) -> ValueLens:
    """A number in decimal text of a fixed length: so many digits at least, zeros in front."""

    def emit(number: Decimal) -> str:
        text = _plain(abs(number))
        sign = "-" if number.is_signed() else ""
        return sign + "0" * (least - len(text.replace(".", ""))) + text

    writes = ("7".rjust(least, "0"),)
    return ValueLens(
        spelling, parse=_number, emit=emit, injective=False, gives="decimal", writes=writes
    )


def _count(text: Any) -> int | None:
    number = _number(text)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _integer(number: Any) -> int | None:
    if type(number) is int:
        return number
    whole = isinstance(number, Decimal) and number == number.to_integral_value()
    return int(number) if whole else None


def _decimal(number: Any) -> Decimal | int | None:
    """A JSON number as it is; one that was spelt with an exponent is spelt out."""
    if type(number) is int or type(number) is Decimal:
        return number
    return Decimal(format(number, "f")) if isinstance(number, Decimal) else None


def _prefixed(prefix: str, width: int | None) -> ValueLens:
    fold = prefix.casefold()

    def parse(text: Any) -> str | None:
        if not isinstance(text, str) or not text.casefold().startswith(fold):
            return None
        return text[len(prefix) :] or None

    return ValueLens(
        f"prefixed({prefix!r})",
        width,
        parse,
        lambda text: prefix + text if text else None,
        injective=False,
        open=True,
        partial=True,
        begins=fold,
    )


def _fitting(spelling: str, width: int) -> ValueLens:
    """A text that is said whole or not at all: what is too long is lost, and never cut."""
    return ValueLens(
        spelling,
        width,
        emit=lambda text: text if len(text) <= width else None,
        partial=True,
    )


def _truth(text: Any) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text)


def _squeezed(spelling: str, one: str, other: str) -> ValueLens:
    """Two pieces with a blank between them in the Bill, for which the wire has no room."""
    together, apart = re.compile(f"({one})({other})"), re.compile(f"({one}) ({other})")

    def parse(text: Any) -> str | None:
        found = together.fullmatch(text) if isinstance(text, str) else None
        return f"{found[1]} {found[2]}" if found else None

    def emit(text: str) -> str | None:
        found = apart.fullmatch(text)
        return found[1] + found[2] if found else None

    return ValueLens(spelling, None, parse, emit, open=True, partial=True)


def _by_form(spelling: str, gives: str, said: str) -> ValueLens:
    """A day or an instant beside the code of its form."""
    forms = dict(one.strip().split("=") for one in said.split(","))
    parse, emit = (day_in if gives == "date" else instant_in)(forms)
    moment = dt.datetime(2026, 1, 31, 8, 15, tzinfo=dt.UTC)
    writes = (emit(moment.date() if gives == "date" else moment),)
    return ValueLens(spelling, None, parse, emit, kind="joint", gives=gives, writes=writes)


_SIMPLE: Final[dict[str, ValueLens]] = {
    "boolean": ValueLens("boolean", kind="boolean", gives="boolean"),
    "integer": ValueLens(
        "integer", parse=_integer, injective=False, kind="integer", gives="integer"
    ),
    "decimal": ValueLens(
        "decimal", parse=_decimal, injective=False, kind="number", gives="decimal"
    ),
    "decimal_text": ValueLens(
        "decimal_text",
        parse=_number,
        emit=_plain,
        injective=False,
        gives="decimal",
        writes=("12000", "0.5"),
    ),
    "integer_text": ValueLens(
        "integer_text",
        parse=_count,
        emit=str,
        injective=False,
        gives="integer",
        writes=("3",),
    ),
    "boolean_text": ValueLens(
        "boolean_text",
        parse=_truth,
        emit=lambda truth: "true" if truth else "false",
        injective=False,
        gives="boolean",
        writes=("true", "false"),
    ),
    "date": ValueLens(
        "date", parse=day, emit=dt.date.isoformat, gives="date", writes=("2026-01-31",)
    ),
    "date_time": ValueLens(
        "date_time",
        parse=instant,
        emit=instant_text,
        injective=False,
        gives="instant",
        writes=("2026-01-31T08:15:00Z", "2026-01-31T08:15:00+01:00"),
    ),
    "date_at_midnight": ValueLens(
        "date_at_midnight",
        parse=day_of_instant,
        emit=lambda date: date.isoformat() + MIDNIGHT,
        injective=False,
        gives="date",
        writes=("2026-01-31T00:00:00Z",),
    ),
    "date_in_any_form": ValueLens(
        "date_in_any_form",
        parse=day_in_any_form,
        emit=dt.date.isoformat,
        injective=False,
        kind="any",
        gives="date",
        writes=("2026-01-31",),
        also=("object",),
    ),
}


def _lines(spelling: str, width: int, most: int | None, head: str) -> ValueLens:
    """Text in lines; with a head, the first line is that and does not belong to the text."""

    def parse(lines: Any) -> str | None:
        text = join_lines(lines)
        if not head or text is None:
            return text
        begins = text.casefold().startswith(f"{head} ".casefold())
        return text[len(head) + 1 :] or None if begins else None

    def emit(text: str) -> list[str] | None:
        lines = split_lines(text, width, None if most is None else most - bool(head))
        return [head, *lines] if head and lines else lines

    return ValueLens(
        spelling, None, parse, emit, injective=False, partial=True, line=width, kind="lines"
    )


_CODE = re.compile(r"code\((\w+)(?:, *(open|integer))?\)\Z")


def _either(spelling: str, yes: str, no: str) -> ValueLens:
    truths = {yes: True, no: False}
    return ValueLens(
        spelling,
        None,
        truths.get,
        lambda truth: yes if truth else no,
        coded=True,
        gives="boolean",
        writes=(yes, no),
    )


def _width(text: str | None) -> int | None:
    return int(text) if text else None


_SIGNS: Final = r"(?:[A-Za-z0-9-]|\[(?:[A-Za-z0-9]-[A-Za-z0-9])+\])+"
"""Signs that stand there as they are, and ranges of them: nothing that could take long to match."""

_FORMS: Final = rf"\w+={FORM}(?:, *\w+={FORM})*"
_SPELT: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], ValueLens]], ...]] = (
    (re.compile(r"text(?:\(([0-9]{1,9})\))?\Z"), lambda m: ValueLens(m[0], _width(m[1]))),
    (re.compile(r"text\(([0-9]{1,9}), *or lost\)\Z"), lambda m: _fitting(m[0], int(m[1]))),
    (
        re.compile(r"lines\((?:'([^']+)', *)?([0-9]{1,9})(?:, *([0-9]{1,9}))?\)\Z"),
        lambda m: _lines(m[0], int(m[2]), _width(m[3]), m[1] or ""),
    ),
    (re.compile(r"either\((\w+), *(\w+)\)\Z"), lambda m: _either(m[0], m[1], m[2])),
    (re.compile(r"digits\(([0-9]{1,9})\)\Z"), lambda m: _digits(m[0], int(m[1]))),
    (
        re.compile(r"integer_text\(([0-9]{1,9})\)\Z"),
        lambda m: replace(_SIMPLE["integer_text"], name=m[0], width=int(m[1])),
    ),
    (
        re.compile(r"prefixed\('([^']+)'(?:, *([0-9]{1,9}))?\)\Z"),
        lambda m: _prefixed(m[1], _width(m[2])),
    ),
    (
        re.compile(rf"squeezed\('({_SIGNS})', *'({_SIGNS})'\)\Z"),
        lambda m: _squeezed(m[0], m[1], m[2]),
    ),
    (re.compile(rf"day_in\(({_FORMS})\)\Z"), lambda m: _by_form(m[0], "date", m[1])),
    (re.compile(rf"instant_in\(({_FORMS})\)\Z"), lambda m: _by_form(m[0], "instant", m[1])),
)
"""What has something in brackets, and how it is made."""


def as_it_is(value: Any) -> Any:
    """A value that stands on the wire as it stands in the Bill."""
    return value


def is_blank(value: Any) -> bool:
    """Whether nothing stands there, or a text that says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def value_lens(spelling: str, lists: dict[str, CodeList]) -> ValueLens:
    """The lens that a row spells. Raises `MappingError` where there is none.

    >>> value_lens("text(35)", {}).width
    35
    >>> lens = value_lens("decimal_text", {})
    >>> lens.emit(lens.parse("12000.50"))
    '12000.50'
    """
    if spelling in _SIMPLE:
        return _SIMPLE[spelling]
    if found := _CODE.match(spelling):
        if found[1] not in lists:
            raise MappingError(f"there is no code list {found[1]}")
        if found[2] == "integer":
            return _counted(spelling, lists[found[1]])
        return _code(spelling, lists[found[1]], is_open=found[2] == "open")
    for pattern, make in _SPELT:
        if found := pattern.match(spelling):
            return make(found)
    raise MappingError(f"there is no value lens {spelling!r}")


def _code(spelling: str, codes: CodeList, *, is_open: bool) -> ValueLens:
    reading = {row.wire: row.canon for row in codes.reading}
    writing = {row.canon: row.wire for row in codes.writing}
    return ValueLens(
        spelling,
        parse=reading.get,
        emit=writing.get,
        injective=codes.injective,
        codes=codes,
        coded=True,
        open=is_open,
        gives="key",
        writes=tuple(writing.values()),
    )


def _counted(spelling: str, codes: CodeList) -> ValueLens:
    """A whole number by its code: the keys of the list are numbers. Raises where one is not."""
    odd = [row.canon for row in codes if not _WHOLE.fullmatch(row.canon)]
    if odd:
        raise MappingError(f"{spelling} has the key {odd[0]!r}, which is no whole number")
    lens = _code(spelling, codes, is_open=False)
    reading = {row.wire: int(row.canon) for row in codes.reading}
    writing = {int(row.canon): row.wire for row in codes.writing}
    return replace(lens, parse=reading.get, emit=writing.get, gives="integer", key=int)


_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]*")
"""A whole number that is spelt in one way only."""
