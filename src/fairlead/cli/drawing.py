"""Tables for people, drawn by rich, which is imported when one is drawn."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from fairlead.cli import streams
from fairlead.cli.escape import plain


def draw(columns: Sequence[str], rows: Iterable[Sequence[str]], *, fixed: int = 1) -> None:
    """Print a table on standard output; its first `fixed` columns are never broken."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = sys.stdout
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, column in enumerate(columns):
        table.add_column(column, no_wrap=index < fixed, overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    console = Console(
        file=out,
        width=streams.width_of(out),
        no_color=not streams.is_coloured(out),
        force_terminal=streams.is_terminal(out),
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as drawn:
        console.print(table)
    streams.say("\n".join(line.rstrip() for line in drawn.get().splitlines()))
