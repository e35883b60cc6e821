"""What ends work on a document without a report, and a defect of Fairlead among that.

A defect is told to people in a few lines that may be sent on: a traceback could quote the document.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Final, Self, TypeVar

from fairlead import __version__
from fairlead.cli import streams
from fairlead.cli.escape import plain
from fairlead.cli.exits import DEFECT, DONE, INTERRUPTED, MISUSE, REFUSED, UNDETERMINED
from fairlead.errors import FairleadError, MappingError, Refused, UsageError

_FRAMES: Final = 3
_HEAVIEST: Final = (DEFECT, MISUSE, UNDETERMINED, REFUSED, DONE)
"""Exit codes by what they say: the first of these that any document got is that of the call."""

Outcome = TypeVar("Outcome")


def speak_instead_of_a_traceback() -> None:
    """Let whatever nobody expected end the program with a sentence, and with the fitting code."""
    sys.excepthook = _tell


def _tell(kind: type[BaseException], problem: BaseException, _: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    sys.exit(ended_by(problem))


def ended_by(problem: BaseException) -> int:
    """Says on standard error what ended the work, and gives the exit code for it."""
    ours = isinstance(problem, MappingError) and not problem.theirs
    if ours or not isinstance(problem, FairleadError):
        _report(problem)
        return DEFECT
    head, *mistakes = str(problem).split("\n")
    streams.complain(head)
    for line in mistakes:
        streams.tell(plain(line))
    if isinstance(problem, MappingError | UsageError):
        return MISUSE
    return REFUSED if isinstance(problem, Refused) else getattr(problem, "code", UNDETERMINED)


def _report(problem: BaseException) -> None:
    """What to report of a defect: what happened where in our source, the version, the command.

    What the problem says of itself may quote the document and stays unsaid; so do the names of
    files and the values of options.
    """
    import platform  # it is slow to import, and there should be nothing to report

    where: list[str] = []
    trace = problem.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        where.append(f"{code.co_filename.rpartition('fairlead/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    happened = f"{type(problem).__name__} at {' < '.join(reversed(where[-_FRAMES:]))}"
    streams.tell(
        "fairlead: error: this is a defect of Fairlead, not of your document. Please report the\n"
        "next three lines; they quote nothing of the document.\n"
        f"what happened: {happened}\n"
        f"version: fairlead {__version__}, Python {platform.python_version()}, {sys.platform}\n"
        f"command: {_command(sys.argv[1:])}"
    )


def _command(words: list[str]) -> str:
    """The command without what was named in it.

    >>> _command(["check", "secret.json", "--report=json"])
    'fairlead check ... --report'
    """
    said = [word.partition("=")[0] if word.startswith("--") else "..." for word in words[1:]]
    apart = [word for at, word in enumerate(said) if said[at - 1 : at] != [word]]
    return " ".join(("fairlead", *words[:1], *apart))


class Apart:
    """Documents that are worked on one after the other, none of which costs another its report.

    What ends the work on one of them is told at once; the next goes on, and the exit code says it.
    """

    def __init__(self) -> None:
        self._codes: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, problem: BaseException | None, __: TracebackType | None
    ) -> bool:
        if not isinstance(problem, Exception):
            return False
        self._codes.append(ended_by(problem))
        return True

    def numbered(self, outcomes: Iterable[Outcome]) -> Iterator[tuple[int, Outcome]]:
        """The outcomes with their numbers, from 1; what ends one of them costs no other its own.

        They must come from what goes on after an exception, as `map` does.
        """
        rest, end = iter(outcomes), object()
        number, made = 0, object()
        while made is not end:
            number += 1
            done = False
            with self:
                made = next(rest, end)
                done = made is not end
            if done:
                yield number, made  # type: ignore[misc]

    def code(self, *codes: int) -> int:
        """The exit code of the call, `codes` being those of the documents that have a report."""
        every = {*self._codes, *codes}
        return next((code for code in _HEAVIEST if code in every), max(every, default=DONE))
