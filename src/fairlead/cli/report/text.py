"""The report for people: what is said, where, then the ledger, the verdict, and what to do next."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TextIO

from fairlead.cli.escape import bounded, plain
from fairlead.cli.report.account import Account
from fairlead.cli.report.advice import advice, verdict
from fairlead.cli.report.fold import Group, Line, grouped
from fairlead.cli.streams import painted, width_of

PLACES = 40
"""Lines of places below one sentence."""

_VALUE = 200
_INDENT = " " * 6


def write(account: Account, stream: TextIO, *, reveal: bool, named: bool = False) -> str:
    """The report on one document, for a stream and its width; headed by its name, if `named`."""
    width = width_of(stream)
    lines: list[str] = []
    if named and account.report:
        lines.append(painted(account.shown_name, "strong", stream))
    for group in grouped(account.report):
        lines += _head(group, stream, width)
        lines += _places(group, width, reveal=reveal)
    if lines:
        lines.append("")
    if account.ledger is not None:
        lines.append(_ledger(account))
    colour = "done" if account.done else "error"
    lines.append(painted(verdict(account), colour, stream))
    for block in advice(account, reveal=reveal):
        lines += _wrapped(block, width)
    return "\n".join(lines)


def _head(group: Group, stream: TextIO, width: int) -> Iterator[str]:
    """Severity, code, sentence, clause."""
    severity = painted(f"{group.severity.value:<5}", group.severity.value, stream)
    said = plain(group.says) + (f" [{plain(group.law)}]" if group.law else "")
    first, *more = textwrap.wrap(said, max(width - 17, 30), break_long_words=False)
    yield f"{severity} {painted(f'{group.code:<9}', 'strong', stream)}  {first}"
    for line in more:
        yield f"{'':17}{line}"


def _places(group: Group, width: int, *, reveal: bool) -> Iterator[str]:
    """The places of a group, in the Bill and on the wire."""
    lines = group.lines(folded=not reveal)
    shown = lines[:PLACES]
    room = (width - len(_INDENT)) // 2
    left = max((len(line.where[0]) for line in shown if len(line.where[0]) <= room), default=0)
    for line in shown:
        yield from _place(line, left, width)
        if reveal and line.value is not None:
            yield f'{_INDENT}  says "{bounded(line.value, _VALUE)}"'
    if len(lines) > len(shown):
        more = sum(line.count for line in lines[PLACES:])
        yield f"{_INDENT}and {more} more: --report json names them all"


def _place(line: Line, left: int, width: int) -> Iterator[str]:
    """One place: on the wire beside in the Bill where there is room, else below."""
    bill, wire = line.where
    count = _count(line)
    if not (bill and wire):
        if bill or wire:
            yield f"{_INDENT}{bill or wire}{count}"
    elif len(bill) <= left and len(_INDENT) + left + 2 + len(wire) + len(count) <= width:
        yield f"{_INDENT}{bill:<{left}}  {wire}{count}"
    else:
        yield f"{_INDENT}{bill}{count}"
        yield f"{_INDENT}  {wire}"


def _count(line: Line) -> str:
    return f"  ({line.count} places)" if line.count > 1 else ""


def _ledger(account: Account) -> str:
    """`102 leaves: 85 mapped, 0 kept, 17 lost`."""
    assert account.ledger is not None  # noqa: S101 - asked by the caller
    counts = ", ".join(f"{count} {fate}" for fate, count in account.ledger.counts.items())
    return f"{account.ledger.total} leaves: {counts}"


def _wrapped(block: str, width: int) -> list[str]:
    """A sentence broken to the width; what is set in lines already stays as it is."""
    if "\n" in block:
        return block.split("\n")
    return textwrap.wrap(block, max(width, 30), break_long_words=False, break_on_hyphens=False)
