"""What a receipt says, in words for people: when, who, from what to what, and what was lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from fairlead.cli.escape import bounded, plain

if TYPE_CHECKING:
    from fairlead.gateway.vouch.statements.ours import Credential

__all__ = ["in_words"]

HERE: Final = "configured"
"""What a verdict calls a key that was named on the spot: that names nobody."""
OF_THE_SIGNATURE: Final = 7
"""The steps of a verification that speak of the receipt itself, and of nothing that it says."""


def in_words(said: Credential, verdict: Any) -> Iterator[str]:
    """The lines that tell what a receipt says, before any verdict on it, and what was compared.

    What a stranger wrote in it is shown without control characters.
    """
    subject = said.subject
    yield f"On {bounded(said.made)} a document was converted"
    yield f"from {bounded(subject.source.format)} to {bounded(subject.output.format)}."
    yield f"Who says so: {_who(said, verdict)}."
    lost, total = subject.ledger.get("lost", 0), sum(subject.ledger.values())
    yield f"Of {total} fields of the source {_COUNTS.get(lost, f'{lost} were')} lost."
    yield _signatures(subject.signatures)
    left = _not_compared(verdict)
    yield "Not compared:" if left else "All of this was compared."
    yield from (f"  - {one}" for one in left)


_COUNTS: Final = {0: "none was", 1: "1 was"}


def _who(said: Credential, verdict: Any) -> str:
    """Who says so: as the verdict names them, else by the key that the receipt names."""
    by = getattr(verdict, "by", None) or getattr(verdict, "signed", None)
    if by is None:
        return f"nobody who is verified; it names the key {bounded(said.issuer.rpartition(':')[2])}"
    if by.platform == HERE:
        return f"whoever has the key {plain(by.kid)}, which is trusted here without a name"
    return f"{plain(by.platform)}, by its key {plain(by.kid)}"


def _signatures(told: tuple[Any, ...]) -> str:
    """What it tells of the signatures of its source."""
    if not told:
        return "The source came with no signature."
    kinds = ", ".join(one.__struct_config__.tag for one in told)
    which = "The signature" if len(told) == 1 else f"The {len(told)} signatures"
    return f"{which} of the source, as whoever says so found: {kinds}."


def _not_compared(verdict: Any) -> list[str]:
    """What was not found to be so, nor not to be so, of what the receipt says."""
    from fairlead.gateway.vouch.evidence import EVIDENCE

    told = list(zip(verdict.results, verdict.steps, strict=True))[OF_THE_SIGNATURE:]
    told = [(result, says) for result, says in told if says != EVIDENCE]
    left = [says for result, says in told if result.value in {"open", "not checked"}]
    if len(told) == 1 and left:
        return ["the source and the output, so that nothing of this is proven without them"]
    return left
