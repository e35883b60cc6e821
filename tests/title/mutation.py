"""What a mutation of a history is, and what is expected of it."""

from dataclasses import dataclass

REFUSED, HARMLESS, EITHER = "refused", "harmless", "either"


@dataclass(frozen=True)
class Mutation:
    """An honest history with one thing changed.

    `expected` is REFUSED where nothing but a judgement other than verified is right, HARMLESS where
    the history that comes out is an honest one, and EITHER where that hangs on what follows. Unless
    it is refused, `reason` says why it may stand, and `holder` who holds the bill then.
    """

    name: str
    history: object
    expected: str = REFUSED
    reason: str = ""
    holder: str | None = None
