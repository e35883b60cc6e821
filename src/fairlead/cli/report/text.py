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


def write(account: Account, stream: TextIO, *, reveal: bool) -> str:
    """The report on one document, for a stream and its width."""
    width = width_of(stream)
    lines: list[str] = []
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
    """The places of a group: in the Bill and, beside or below, on the wire."""
    lines = group.lines(folded=not reveal)
    shown = lines[:PLACES]
    left = max((len(line.where[0]) for line in shown), default=0)
    right = max((len(line.where[1]) + len(_count(line)) for line in shown), default=0)
    beside = len(_INDENT) + left + 2 + right <= width
    for line in shown:
        yield from _place(line, left if beside else None, reveal=reveal)
    if len(lines) > len(shown):
        more = sum(line.count for line in lines[PLACES:])
        yield f"{_INDENT}and {more} more: --report json names them all"


def _place(line: Line, left: int | None, *, reveal: bool) -> Iterator[str]:
    bill, wire = line.where
    if bill and wire and left is None:
        yield f"{_INDENT}{bill}{_count(line)}"
        yield f"{_INDENT}  {wire}"
    elif bill or wire:
        yield f"{_INDENT}{bill:<{left or 0}}{'  ' if left and wire else ''}{wire}{_count(line)}"
    if reveal and line.value is not None:
        yield f'{_INDENT}  says "{bounded(line.value, _VALUE)}"'


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
