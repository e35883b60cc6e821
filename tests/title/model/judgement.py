"""What a model says, how it collects it, and how it compares times."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

VERIFIED, REJECTED, UNDETERMINED = "verified", "rejected", "undetermined"


@dataclass(frozen=True)
class Judgement:
    """Who holds the bill by this history, or why that cannot be said.

    `holder` is the platform in possession (PINT) or the DID of the owner (Open eBL), and is given
    with `verified` alone. `clause` is the clause that decides; one that no publication settles
    begins with "open: ". `entry` counts from 0: the entry, or the version, where it was found.
    """

    verdict: str
    holder: str | None
    clause: str
    entry: int | None = None


class Refused(Exception):
    """A clause is broken: nothing that is left to read can mend it."""

    def __init__(self, clause, entry=None):
        super().__init__(clause)
        self.clause, self.entry = clause, entry


@dataclass
class Findings:
    """What the publications leave open in one history, in the order in which it was met."""

    questions: list[tuple[str, int | None]] = field(default_factory=list)

    def open(self, question, entry=None):
        self.questions.append((question, entry))


def judged(walk, clause):
    """The judgement of a walk over a history: `walk(findings)` gives the holder or refuses.

    A clause that is broken outranks a question that is open, wherever each was met.
    """
    findings = Findings()
    try:
        holder = walk(findings)
    except Refused as refused:
        return Judgement(REJECTED, None, refused.clause, refused.entry)
    if findings.questions:
        question, entry = findings.questions[0]
        return Judgement(UNDETERMINED, None, question, entry)
    return Judgement(VERIFIED, holder, clause, None)


# --- times --------------------------------------------------------------------------------------

# RFC 3339, section 5.6: date and time with an offset, and any number of digits of a second.
_RFC3339 = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))", re.ASCII
)
_MILLISECONDS = re.compile(r"\d{1,15}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(text):
    """Seconds since 1970 of a time as text, or None where it is no time.

    PINT wrote milliseconds since 1970 (`timestamp`) until its snapshot 20251114.
    """
    if _MILLISECONDS.fullmatch(text):
        return Fraction(int(text), 1000)
    found = _RFC3339.fullmatch(text)
    if found is None:
        return None
    date, time, fraction, zulu, sign, hours, minutes = found.groups()
    offset = timedelta(0) if zulu else timedelta(hours=int(hours), minutes=int(minutes))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        whole = datetime.fromisoformat(f"{date}T{time}").replace(tzinfo=zone)
    except ValueError:
        return None
    seconds = Fraction((whole - _EPOCH) // timedelta(seconds=1))
    return seconds + (Fraction(int(fraction), 10 ** len(fraction)) if fraction else 0)
