"""A defect of Fairlead, told to people in two lines; a traceback could quote the document."""

from __future__ import annotations

import sys
from types import TracebackType

from fairlead.cli.exits import INTERRUPTED, UNDETERMINED

_FRAMES = 3


def speak_instead_of_a_traceback() -> None:
    """Let whatever nobody expected end the program with a sentence, and with the fitting code."""
    sys.excepthook = _tell


def _tell(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """Names what happened and where in our source; what it says of the document stays unsaid."""
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    where: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        where.append(f"{code.co_filename.rpartition('fairlead/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    print(
        "fairlead: error: this is a defect of Fairlead, not of your document. Please report the\n"
        f"next line; it quotes nothing of the document.\n{kind.__name__} at "
        + " < ".join(reversed(where[-_FRAMES:])),
        file=sys.stderr,
    )
    sys.exit(UNDETERMINED)
