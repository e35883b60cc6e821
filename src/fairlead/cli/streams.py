"""The three streams of a command: who reads them, how wide they are, and what if nobody reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final, TextIO

from fairlead.cli.escape import bounded
from fairlead.errors import Unreachable

WIDTH: Final = 100
"""Columns where no terminal says how many it has."""

_LONGEST: Final = 2000
"""Characters of a sentence; one that names what it dislikes might go on for ever."""

COLOURS: Final = {"error": 31, "loss": 33, "note": 36, "done": 32, "faint": 2, "strong": 1}
"""What is drawn in which colour, on a terminal (SGR parameters)."""


def prepare() -> None:
    """Let no locale make a crash of a character that it cannot say, nor a stream that is closed.

    What is told where nobody listens is lost; a result that has no way out is a failure.
    """
    for name, mode in (("stdin", "r"), ("stdout", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it stays open
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(text: str, stream: TextIO | None = None) -> None:
    """Print lines on standard output, or on the stream that is given."""
    _deliver(stream or sys.stdout, text + "\n")


def tell(text: str) -> None:
    """Print lines on standard error."""
    say(text, sys.stderr)


def complain(sentence: str) -> None:
    """Print the one sentence that a mistake in the call gets."""
    tell(f"fairlead: error: {bounded(sentence, _LONGEST)}")


def hand_over(data: bytes) -> None:
    """Write the result to standard output: its bytes, and for a terminal a line end."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        _deliver(sys.stdout, data.decode("utf-8"))
    else:
        _deliver(buffer, data)
    if is_terminal(sys.stdout):
        say("")


def close() -> None:
    """Send on what is still waiting."""
    _deliver(sys.stdout, "")
    _deliver(sys.stderr, "")


def _deliver(stream: Any, what: str | bytes) -> None:
    """Write, and flush; a reader that has gone is no mistake of ours."""
    try:
        if what:
            stream.write(what)
        stream.flush()
    except OSError as problem:
        # Whatever is still in the buffer goes nowhere, quietly, when Python ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        if not isinstance(problem, BrokenPipeError):
            why = problem.strerror or "standard output is closed"
            raise Unreachable(f"the result could not be written: {why}") from problem


def is_terminal(stream: Any) -> bool:
    """Whether people are looking."""
    return bool(stream.isatty())


def is_coloured(stream: Any) -> bool:
    """Whether colour is wanted there (https://no-color.org)."""
    dumb = os.environ.get("TERM") == "dumb"
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and not dumb


def painted(text: str, colour: str, stream: Any) -> str:
    """The text in one of our colours, where the stream shows any."""
    return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if is_coloured(stream) else text


def width_of(stream: Any) -> int:
    """Columns of a stream: what the environment says, else its terminal, else a fixed number."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    if is_terminal(stream):
        try:
            return os.get_terminal_size(stream.fileno()).columns or WIDTH
        except OSError:
            return WIDTH
    return WIDTH
