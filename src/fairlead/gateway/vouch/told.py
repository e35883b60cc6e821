"""What a receipt tells of its source and of itself, compared with what is found on repeating.

Whoever seals trusts others than whoever verifies. So a claim is rejected where it cannot be so
whomever one trusts; where that hangs on whom one trusts, it stays open, as the word of the sealer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fairlead import __version__
from fairlead.formats import Format
from fairlead.gateway.vouch.anchors import HERE
from fairlead.gateway.vouch.provenance import is_ours, made_with
from fairlead.gateway.vouch.verdicts import Verdicts
from fairlead.seal.verdict import Course, Halt, Reason, Rejected, Verdict, Verified, Voucher

__all__ = ["compare_made_with", "compare_signature", "is_of_here"]

_TRUSTING: Final = frozenset(
    (
        Reason.UNKNOWN_KEY, Reason.KEY_NOT_NAMED, Reason.NO_TRUST, Reason.UNSUPPORTED,
        Reason.PURPOSE, Reason.KEY_EXPIRED, Reason.KEY_NOT_YET_VALID,
    )
)  # fmt: skip
"""Reasons that lie with whom a verifier trusts: others trust others, and accuse nobody by that."""
_BOUND: Final = "another-carrier"
"""The check of control that lies with what a trust list says of carriers."""
_OTHERWISE: Final = "the receipt tells otherwise of a signature of its source than is found"
_OF_CONTROL: Final = "the receipt tells otherwise of control of its source than is found"


def compare_signature(
    course: Course, told: Mapping[str, Any], found: Verdicts, by_anybody: Verdicts
) -> None:
    """Halts where a receipt tells otherwise of a signature than is found; it may stay open.

    `by_anybody` is what is found trusting nobody: a rejection by that is one for everybody.
    """
    ours = found.as_told()
    if told == ours:
        return
    if told["what"] != ours["what"]:
        raise Halt(Reason.CONTENT, _OTHERWISE)
    if isinstance(by_anybody.signature, Rejected) and told["verdict"] != "rejected":
        raise Halt(Reason.CONTENT, _OTHERWISE)
    if told["verdict"] == "verified":
        _verified(course, told, ours, found.signature)
    elif told["verdict"] == "rejected":
        _rejected(course, told, ours)
    elif told.get("signatures") != ours.get("signatures"):  # else it claims nothing
        raise Halt(Reason.CONTENT, _OTHERWISE)
    _control(course, told.get("control"), ours.get("control"))


def _verified(
    course: Course, told: Mapping[str, Any], ours: Mapping[str, Any], found: Verdict[Any]
) -> None:
    """A claim that a signature is verified."""
    if isinstance(found, Verified):
        if any(told.get(name) != ours.get(name) for name in ("signatures_only", "beyond")):
            raise Halt(Reason.CONTENT, _OTHERWISE)
        _voucher(course, told["by"], found.by)
    elif isinstance(found, Rejected) and found.reason not in _TRUSTING:
        raise Halt(Reason.CONTENT, _OTHERWISE)
    else:
        _word_of_the_sealer(course, "whether a signature of the source holds")


def _rejected(course: Course, told: Mapping[str, Any], ours: Mapping[str, Any]) -> None:
    """A claim that a signature is rejected."""
    reasons = {told["reason"], ours.get("reason")}
    if ours["verdict"] == "undetermined" or _TRUSTING.intersection(reasons):
        _word_of_the_sealer(course, "whether a signature of the source holds")
    elif any(told[name] != ours.get(name) for name in ("verdict", "step", "reason", "says")):
        raise Halt(Reason.CONTENT, _OTHERWISE)


def _voucher(course: Course, told: Mapping[str, Any], found: Voucher) -> None:
    """Halts where another vouched than a receipt tells; names of platforms hang on the list."""
    named_otherwise = found.named and told["kid"] != found.kid
    if told["purpose"] != found.purpose or named_otherwise:
        raise Halt(Reason.CONTENT, _OTHERWISE)
    if told["platform"] not in {HERE, found.platform} or told["kid"] != found.kid:
        _word_of_the_sealer(course, "who vouched for the source")


def _control(course: Course, told: Any, ours: Any) -> None:
    """Halts where a receipt tells otherwise of control than is found; it may stay open."""
    if told is None and ours is None:
        return
    if told is None or ours is None:
        raise Halt(Reason.CONTENT, _OF_CONTROL)
    claimed, found = told["verdict"], ours["verdict"]
    bound = _BOUND in {told.get("reason"), ours.get("reason")}
    if claimed == "undetermined" and (found != "rejected" or bound):
        return
    if found == "undetermined" or (bound and told != ours):
        _word_of_the_sealer(course, "who has the bill of the source")
    elif told != ours:
        raise Halt(Reason.CONTENT, _OF_CONTROL)


def _word_of_the_sealer(course: Course, what: str) -> None:
    says = f"{what} could not be found out here: it is the word of whoever signed the receipt"
    course.leave_open(Halt(Reason.NOT_COMPARED, says, unknown=True))


def is_of_here(said: Mapping[str, Any], source: Format, target: Format) -> bool:
    """Whether a receipt was made by this version, with the mappings and rules that are here.

    Halts where it names this version, and a digest of something of ours that it does not have, or
    mappings of other formats than it converted.
    """
    stated, here = said["made_with"], made_with(source, target)
    if [one["id"] for one in stated["mappings"]] != [one["id"] for one in here["mappings"]]:
        raise Halt(Reason.CONTENT, "the receipt names the mappings of other formats")
    if said["fairlead"] != __version__:
        return False
    if stated == here:
        return True
    ours = all(is_ours(one) for one in (source, target))
    if ours or stated["rulebook"] != here["rulebook"]:
        says = "a digest of what it was made with is not that of this version, which it names"
        raise Halt(Reason.DIGEST, says)
    return False


def compare_made_with(
    course: Course, said: Mapping[str, Any], source: Format, target: Format
) -> None:
    """Halts where a receipt tells otherwise of what it was made with than is found; or it is open.

    What another version was made with is not known here.
    """
    if not is_of_here(said, source, target):
        says = (
            "that another version made it, or other mappings, could not be found out here: it is "
            "the word of whoever signed the receipt"
        )
        course.leave_open(Halt(Reason.OTHER_VERSION, says, unknown=True))
