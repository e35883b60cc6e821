"""The verdict on a document in one line, and what its reader may do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from fairlead.cli.escape import plain
from fairlead.cli.report.account import Account

if TYPE_CHECKING:
    from fairlead.formats import Format

_CRITICAL: Final = (
    "What is critical to the title is never left out: no option makes this conversion, so choose "
    "another target."
)

_WRITING: Final = frozenset(("EMIT-020", "EMIT-021", "EMIT-022", "EMIT-023"))
"""Codes for which the mapping of the target may be what is wrong."""

_UNUSUAL: Final = "Ask whoever made the document to state this in the usual form of the format."

_IN_A_FILE: Final = (
    "A bill in a file, such as a PDF, cannot be checked: ask its issuer for the bill in words."
)

REMEDIES: Final = {
    "READ-001": "--max-bytes raises the limit.",
    "READ-022": "--message N chooses one; convert --each --output FOLDER converts them all.",
    "PARSE-031": _UNUSUAL,
    "EMIT-022": _CRITICAL,
    "EMIT-023": _CRITICAL,
    "EMIT-031": "A supplement says what the source does not: take out of it what the source says.",
    "SEAL-003": "--trust and --root say whose signatures are good.",
    "SEAL-006": "Take it out, or have whoever knows what it means sign it.",
    "SEAL-007": (
        "Take these members out; a pack of Open eBL is sealed by convert --to openebl --sealed."
    ),
    "SEAL-004": "What was issued is transferred, surrendered or amended where it is held.",
    "EMIT-032": "With --on-loss report a rendition is made, and every loss is named.",
}
"""Code to what helps."""


def verdict(account: Account) -> str:
    """How it ended, in one line."""
    if account.verb in {"convert", "issue"}:
        return _on_conversion(account)
    return _on_seal(account) if account.verb == "seal" else _on_check(account)


def advice(account: Account, *, reveal: bool) -> Iterator[str]:
    """What to do next: sentences, and blocks that are set in lines already."""
    if account.done and account.verb == "convert":
        yield from _after(account)
    elif not account.done:
        yield from _instead(account)
        if not reveal and any(one.value is not None for one in account.report.errors):
            yield "--reveal shows the values in question."


def _on_conversion(account: Account) -> str:
    if not account.done or account.source is None or account.target is None:
        said = f"refused for {_counted(len(account.report.errors), 'error')}; nothing was written"
        return f"{account.shown_name}: {said}" if account.verb == "issue" else said
    where = f", written to {account.output}" if account.output else ""
    if account.verb == "issue":
        return f"ready to be issued by {account.target.alias}{where}; {_fate(account)}"
    return (
        f"converted from {account.source.alias} to {account.target.alias}{where}; {_fate(account)}"
    )


def _fate(account: Account) -> str:
    """What became of the leaves."""
    if account.verb == "issue" and account.ledger is None:
        return "the document goes in as it is"
    lost = len(account.report.losses)
    return f"{_counted(lost, 'loss')} named above" if lost else "nothing is lost"


def _on_seal(account: Account) -> str:
    if not account.done:
        return f"{account.shown_name}: not sealed; nothing was written"
    where = f", written to {account.output}" if account.output else ""
    return f"{account.shown_name}: sealed as it is{where}"


def _on_check(account: Account) -> str:
    name, errors = account.shown_name, len(account.report.errors)
    if account.verb == "detect":
        return f"{name}: not recognised"
    if account.profile is None:
        return f"{name}: refused for {_counted(errors, 'error')}, before any rule was asked"
    return f"{name}: {_scope(account)}"


def _scope(account: Account) -> str:
    """How far a check looked, and what it found."""
    scope, report = account.report.scope, account.report
    if scope is None or not scope.asked:
        return "no bill in words: nothing was checked"
    places = [one.code for one in report.errors if one.code.startswith("RULE-")]
    broken = set(places)
    noted = {one.code for one in report if one.code.startswith("RULE-")} - broken
    rules = f"{_counted(len(scope.asked), 'rule')} asked (profile {scope.profile}): "
    rules += (
        f"{len(broken)} broken in {_counted(len(places), 'place')}" if broken else "none broken"
    )
    if noted:
        rules += f", {len(noted)} noted"
    left = "everything was understood"
    if scope.not_understood:
        left = _things(scope.not_understood, "not understood")
        critical = sum(one.code == "PARSE-031" for one in report)
        whose = "and it is" if scope.not_understood == 1 else f"{critical} of them"
        left += f", {whose} critical to the title" if critical else ""
    aside = [_things(scope.not_looked_at, "not looked at")] if scope.not_looked_at else []
    return "; ".join((rules, left, *aside))


def _things(number: int, how: str) -> str:
    return f"{_counted(number, 'thing')} {'was' if number == 1 else 'were'} {how}"


def _after(account: Account) -> Iterator[str]:
    if account.report.errors:
        broken = len({one.code for one in account.report.errors})
        yield f"The bill breaks {_counted(broken, 'rule')}; with --strict it would be refused."
    if any(one.code == "EMIT-036" for one in account.report):
        yield "--sender, --recipient, --prepared and --reference say what UNB is to state."
    if account.report.losses and account.target is not None:
        refuse = "--on-loss refuse refuses instead of losing."
        if account.carry:
            yield f"What is lost stands around the bill and cannot be carried; {refuse}"
        elif _carries(account.target):
            yield f"--carry sends it along, in an extension member of the target; {refuse}"
        else:
            yield f"{account.target.alias} has no extension member to carry it; {refuse}"


def _instead(account: Account) -> Iterator[str]:
    from fairlead.cli.report.skeleton import skeleton

    codes = {one.code for one in account.report.errors}
    missing = [one.at.bill for one in account.report if one.code == "EMIT-020" and one.at.bill]
    # What the Bill cannot hold no supplement mends, and no other target.
    unheld = [one for one in account.report if one.code == "EMIT-023" and one.at.bill is None]
    if unheld:
        yield _UNUSUAL
        codes -= {"EMIT-023"}
    elif missing:
        yield (
            "Say in a supplement what the target needs and the source does not say, and "
            f"{account.verb} with --supplement FILE. To be filled in:"
        )
        yield skeleton(missing) + "\n"
    yield from dict.fromkeys(remedy for code, remedy in REMEDIES.items() if code in codes)
    for one in account.report:
        if one.code == "EMIT-033":
            lacks = one.says.rpartition("(capability: ")[2].rstrip(")")
            yield f"--allow {lacks} converts without it, and what is not said stays on the report."
    if "PARSE-033" in codes and any(one.code == "PARSE-032" for one in account.report):
        yield _IN_A_FILE
    yield from _of_mappings(account, codes, unread=bool(unheld))
    if codes & {"READ-020", "READ-021"}:
        yield f"Name its format with --from ({_aliases()})."
    if any(code.startswith("PARSE-") for code in codes - REMEDIES.keys() - {"PARSE-033"}):
        yield "The document does not keep to its own format: whoever made it has to mend it."
    if account.verb == "convert" and codes and all(code.startswith("RULE-") for code in codes):
        yield "Without --strict the bill is converted all the same, with these findings."


def _of_mappings(account: Account, codes: set[str], *, unread: bool) -> Iterator[str]:
    """That a mapping may be what is wrong, where it is one of the user's own."""
    from fairlead.formats.found import at_hand

    target = account.target
    if target is not None and not target.ours and codes & _WRITING:
        yield (
            f"The mapping of {target.alias} is not Fairlead's: perhaps it lacks a row or a code. "
            f"It stands in {plain(target.home)}."
        )
    theirs = [one for one in at_hand() if not one.ours]
    if theirs and (unread or any(code.startswith("PARSE-") for code in codes)):
        names = " or ".join(one.alias for one in theirs)
        yield (
            f"If this is a document of {names}, its mapping may be what is wrong: "
            "`fairlead formats check FOLDER` looks at it."
        )


def _carries(target: Format) -> bool:
    from fairlead.formats import Capability

    return Capability.EXTENSION in target.capabilities


def _aliases() -> str:
    from fairlead.formats import FORMATS

    return ", ".join(one.alias for one in FORMATS)


def _counted(number: int, what: str) -> str:
    """The number and the word for so many.

    >>> _counted(1, "loss"), _counted(2, "loss"), _counted(2, "error")
    ('1 loss', '2 losses', '2 errors')
    """
    several = f"{what}es" if what.endswith("s") else f"{what}s"
    return f"{number} {what if number == 1 else several}"
