"""Tables: drawn by rich on a terminal, a line a row for whatever else reads them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from fairlead.cli import streams
from fairlead.cli.escape import plain


def draw(columns: Sequence[str], rows: Iterable[Sequence[str]], *, fixed: int = 1) -> None:
    """Print a table on standard output; on a terminal its first `fixed` columns stay whole."""
    cells = [[plain(cell) for cell in row] for row in rows]
    if streams.is_terminal(sys.stdout):
        streams.say(_on_terminal(columns, cells, fixed))
    else:
        streams.say(_in_lines([columns, *cells]))


def _in_lines(rows: Sequence[Sequence[str]]) -> str:
    """The rows, a line each, in columns that are as wide as they must be.

    >>> print(_in_lines([("alias", "id"), ("a", "b")]))
    alias  id
    a      b
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def _on_terminal(columns: Sequence[str], rows: Iterable[Sequence[str]], fixed: int) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, column in enumerate(columns):
        table.add_column(column, no_wrap=index < fixed, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(
        file=sys.stdout,
        width=streams.width_of(sys.stdout),
        color_system="auto" if streams.is_coloured(sys.stdout) else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as drawn:
        console.print(table)
    return "\n".join(line.rstrip() for line in drawn.get().splitlines())
