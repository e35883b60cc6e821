"""The few exceptions of Fairlead; public functions raise nothing else.

```
FairleadError            anything Fairlead raises on purpose
├── Refused              a document was refused; `.report` says why, fault by fault
├── MappingError         a mapping, schema or code list is wrong (found when it is loaded)
├── UsageError           the caller asked for something that makes no sense
└── Unreachable          something outside could not be asked
```

What is wrong with a *document* is never an exception of its own: it is a
[`Fault`][fairlead.faults.Fault] in the report that `Refused` carries.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fairlead.faults import Report


class FairleadError(Exception):
    """Everything Fairlead raises on purpose."""


class Refused(FairleadError):
    """A document was refused.

    >>> from fairlead.faults import Report, fault
    >>> str(Refused(Report((fault("READ-001", wire=""),))))
    'READ-001 the input is larger than the limit'
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        first = next(iter(report.errors), None)
        more = len(report.errors) - 1
        text = f"{first.code} {first.says}" if first else "refused"
        super().__init__(text if more <= 0 else f"{text} (and {more} more)")

    def __reduce__(self) -> tuple[type[Refused], tuple[Report]]:
        """It is made anew of its report where it is copied, or goes to another process."""
        return type(self), (self.report,)


class MappingError(FairleadError):
    """A mapping, schema or code list is wrong; nothing is converted until it is mended."""

    theirs: bool = False
    """Whether it is one that somebody else wrote, and no defect of Fairlead."""

    @classmethod
    def of_theirs(cls, says: str) -> MappingError:
        """That a format is wrong that Fairlead does not bring along.

        >>> MappingError.of_theirs("there is no format in formats/").theirs
        True
        """
        problem = cls(says)
        problem.theirs = True
        return problem


class UsageError(FairleadError):
    """The call itself makes no sense: an unknown format name, an option that does not exist."""


class Unreachable(FairleadError):
    """Something outside could not be asked, so nothing can be said about it."""


_ALIKE: Final = (3, 5)
_NEARLY: Final = (1, 2)
_SHORT: Final = 3
"""How like two names are, as a part of 1, one of which is meant by the other; in short ones a
letter weighs more."""


_LONGEST: Final = 100
"""A longer name is none that was misspelt, and would take long to compare."""


def nearest(name: str, known: Collection[str], alike: tuple[int, int] = _ALIKE) -> str | None:
    """The name that is most like another; None where none is so much alike, as a part of 1.

    >>> nearest("sealNo", ["sealNumber", "source"]), nearest("sealNo", ["sealNumber"], (5, 6))
    ('sealNumber', None)
    """
    if len(name) > _LONGEST:
        return None
    # They are slow to import, and few processes meet a name that is misspelt.
    from difflib import SequenceMatcher
    from fractions import Fraction

    matcher = SequenceMatcher(b=name)

    def measured(measure: Callable[[], Any], one: str) -> tuple[Any, str]:
        matcher.set_seq1(one)
        return measure(), one

    best: tuple[Any, str] = (Fraction(*alike), "")
    # What is quickly measured is never less than what is truly so: few are measured twice.
    for most, one in sorted((measured(matcher.quick_ratio, one) for one in known), reverse=True):
        if most < best[0]:
            break
        best = max(best, measured(matcher.ratio, one))
    return best[1] or None


def likely(name: str, known: Collection[str]) -> str:
    """What is added to the sentence about a name that means nothing: the one that was likely meant.

    >>> likely("strickt", ["strict", "ctk"]), likely("", ["strict"])
    ('; did you mean strict?', '')
    """
    near = nearest(name, known, _ALIKE if len(name) > _SHORT else _NEARLY)
    return f"; did you mean {near}?" if near is not None else ""
