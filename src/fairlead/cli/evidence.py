"""Evidence of time as a command asks for it: at which address, and where it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fairlead.cli import options, streams, writing
from fairlead.cli.reading import STDIN
from fairlead.errors import UsageError

ENDING: Final = ".tsr"
"""How the name of a file of evidence ends (RFC 3161 section 3.2)."""


def _look_at(url: str) -> None:
    """Raises `UsageError` for what is no address of an authority."""
    from fairlead.client.authority import look_at

    look_at(url)


an_authority = options.looked_at(_look_at)


def place_beside(url: str | None, output: str | None, sources: tuple[str, ...]) -> Path | None:
    """Where evidence stands beside a result; None where nobody asked for it.

    Raises `UsageError` where it cannot stand there.
    """
    if url is None:
        return None
    if output is None or output == STDIN:
        raise UsageError("name the file to write with --output")
    return writing.place_for(f"{output}{ENDING}", sources)


def asked_of(url: str, beside: bytes, name: str) -> bytes:
    """The answer of an authority that is asked over the network, which is told before.

    Raises `UsageError` for what is no address of one, `Unreachable` where it gives no evidence.
    """
    from fairlead.client import ask

    streams.tell(
        f"fairlead: note: asking {url} for evidence of time; it gets a digest of {name!r}, and "
        "nothing else"
    )
    return ask(url, beside)
