"""The account of one document: what was asked, what was found, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fairlead.cli.escape import place, plain
from fairlead.cli.exits import DEFECT, DONE, NOT_VERIFIED, REFUSED, UNDETERMINED
from fairlead.faults import Fault, Report

if TYPE_CHECKING:
    from fairlead.formats import Format
    from fairlead.gateway import Ledger


@dataclass(frozen=True)
class Account:
    """What came of one document."""

    name: str
    """The file, as it was named."""
    verb: str
    """What was asked: `convert`, `issue`, `check`, `show` or `detect`."""
    report: Report
    """What was found."""
    done: bool
    """Whether what was asked for was done: False where the document was refused."""
    source: Format | None = None
    target: Format | None = None
    ledger: Ledger | None = None
    carry: bool = False
    profile: str | None = None
    """The rules that were asked; None where the document did not get as far as that."""
    output: str | None = None
    """The file that was written."""
    message: int | None = None
    """Which message of an interchange it was, where one of several was meant."""

    @property
    def shown_name(self) -> str:
        """The name of the document, safe to show, and which message of it."""
        name = "standard input" if self.name == "-" else plain(self.name)
        return name if self.message is None else f"{name} message {self.message}"


def of_each(accounts: Sequence[Account]) -> Sequence[Account]:
    """The accounts of all messages of one input; the only one there is needs no number.

    >>> [one.message for one in of_each([Account("a", "check", Report(), done=True, message=1)])]
    [None]
    """
    return accounts if len(accounts) > 1 else [replace(one, message=None) for one in accounts]


def ended(accounts: Iterable[Account]) -> int:
    """The exit code of a verb that made something of documents, or refused to.

    What was not made for a defect of ours is no refusal. Where nothing was checked, nothing is
    known; a refusal of another document goes before that. What was not made for the sake of a
    signature that is not good, or of which nothing is known,
    ends as a verification does.
    """
    refused = [account for account in accounts if not account.done]
    codes = {one.code for account in refused for one in account.report.errors}
    if "LOSS-010" in codes:
        return DEFECT
    if codes & {"SEAL-002", "SEAL-009"}:
        return NOT_VERIFIED
    if "SEAL-003" in codes or codes == {"PARSE-033"}:
        return UNDETERMINED
    return REFUSED if refused else DONE


def scope_of(account: Account) -> dict[str, int] | None:
    """How far a check looked, as members; None where the report is of something else."""
    scope = account.report.scope
    if scope is None:
        return None
    return {
        "rules_asked": len(scope.asked),
        "not_understood": scope.not_understood,
        "not_looked_at": scope.not_looked_at,
    }


def spoken(one: Fault, *, reveal: bool) -> dict[str, Any]:
    """A fault as JSON members, whose names of strangers are safe to show."""
    said = one.as_json(reveal=reveal)
    wire = said["at"]["wire"]
    said["at"]["wire"] = wire if wire is None else place(wire)
    if "value" in said:
        said["value"] = plain(said["value"])
    return said
