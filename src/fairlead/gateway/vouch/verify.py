"""Verifying whatever it is: what is signed about it is found out, and each signature verified."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from fairlead.errors import Refused
from fairlead.formats.kinds import ENVELOPE, ISSUANCE, PACK, Kind, kinds_of, several_documents
from fairlead.formats.wire.ofd import is_ofd
from fairlead.formats.wire.reading import syntax_of
from fairlead.gateway.vouch.alone import verify_alone, verify_digest
from fairlead.gateway.vouch.control import (
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_COMPARED,
    control_of_envelope,
    control_of_pack,
)
from fairlead.gateway.vouch.dcsa import verify_envelope
from fairlead.gateway.vouch.evidence import dated, signed_in
from fairlead.gateway.vouch.issuance import verify_issuance
from fairlead.gateway.vouch.openebl import verify_pack
from fairlead.gateway.vouch.pack_history import in_line
from fairlead.gateway.vouch.receipt_alone import verify_receipt
from fairlead.gateway.vouch.statements.pack import OpenEblPack
from fairlead.gateway.vouch.statements.table import purpose_by_members
from fairlead.gateway.vouch.verdicts import Verdicts
from fairlead.seal.jws import base64url
from fairlead.seal.trust import TrustList
from fairlead.seal.verdict import (
    Halt,
    Purpose,
    Reason,
    Rejected,
    Undetermined,
    Verdict,
    Verified,
    in_full,
)
from fairlead.seal.verify import is_silent, stated_purpose
from fairlead.syntax.json import LIMITS, Limits
from fairlead.syntax.json import read as read_json
from fairlead.title import Peer, peer_of

__all__ = ["is_receipt", "trusting_nobody", "unreadable", "unsealed", "verify"]

_COMPACT: Final = re.compile(rb"\s*([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]*)\s*")
_NOTHING: Final = "null"
"""Stands for what was given and says nothing; it is like nothing that is compared with it."""
NOBODY_TRUSTED: Final = TrustList(
    "nobody", 1, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
)
_OVER: Final = "READ-001"
NOTHING_KNOWN: Final = ("a signature is found",)
COMPARED: Final = "everything that was given beside it was compared with it"
"""The last step, where something was given that is of no use."""


def verify(
    data: bytes,
    trust: TrustList | None,
    *,
    at: datetime,
    parents: Sequence[bytes] = (),
    twin: bytes | None = None,
    content: bytes | None = None,
    limits: Limits = LIMITS,
    signatures_only: bool = False,
    peer: str | None = None,
    evidence: bytes | None = None,
) -> Verdicts:
    """The verdicts on what is signed: a receipt, a manifest, an envelope, a pack, a document.

    There are two: on its signatures, and on control, which says who has the bill by its history
    ([`Verdicts`][fairlead.gateway.vouch.verdicts.Verdicts]). With `signatures_only` control is not
    asked about, and a receipt is not undetermined for want of the documents that it speaks of
    ([`verify_conversion`][fairlead.verify_conversion] compares them). A rejection goes before what
    is undetermined.

    `parents` are versions before that a pack names, in any order; without all of them control is
    undetermined. `twin` is a plain copy to compare with a pack, `content` what a detached signature
    stands beside. What is given and is of no use for what the data is leaves the verdict open, as
    it was not compared. `peer` names a program of `fairlead.title.PEERS` whose histories fail named
    checks; these are left out, and control is never verified under it.

    `evidence` is the answer of an authority for time (RFC 3161) that stands beside the data; that
    in the header of a flattened JWS is looked at too. What is proven to have been there at a time
    is verified by the keys that were valid then. Evidence that does not hold rejects.

    Nothing is raised for what is wrong with the data: that is a verdict. Raises `UsageError` for a
    peer that nobody knows.
    """
    times = dated(data, evidence, trust or NOBODY_TRUSTED, at=at)
    left_out = None if peer is None else peer_of(peer)
    beside = Beside(tuple(parents), twin, content, left_out)
    known = None if trust is None else times.proven(trust)
    found = _in_time(signed_in(data), known, at, beside, limits, signatures_only=signatures_only)
    return Verdicts(times.joined(found.signature), found.control, times)


def _in_time(
    data: bytes,
    trust: TrustList | None,
    at: datetime,
    beside: Beside,
    limits: Limits,
    *,
    signatures_only: bool,
) -> Verdicts:
    """The verdicts, where whom to trust is known as of the time that is proven."""
    try:
        found = _verify(data, trust or NOBODY_TRUSTED, at, beside, limits)
    except Refused as refused:
        return Verdicts(unreadable(refused), NOT_APPLICABLE)
    verdict, control = found.signature, found.control
    if signatures_only and control.verdict is not None:
        control = NOT_ASKED
    if trust is None:
        return Verdicts(trusting_nobody(verdict), control)
    if isinstance(verdict, Verified):
        verdict = _all_compared(verdict, beside)
    return Verdicts(verdict if signatures_only else in_full(verdict), control)


class Beside(NamedTuple):
    """What was given beside the data, and by whose habits its history is judged."""

    parents: tuple[bytes, ...]
    twin: bytes | None
    content: bytes | None
    peer: Peer | None


def unreadable(refused: Refused) -> Rejected:
    """The verdict on what cannot even be read."""
    first = next(iter(refused.report.errors))
    reason = Reason.TOO_LARGE if first.code == _OVER else Reason.MALFORMED
    return Rejected("document", NOTHING_KNOWN, 1, reason, first.says)


def _all_compared(verdict: Verified[Any], beside: Beside) -> Verdict[Any]:
    """The verdict, if whatever was given beside the data was compared with it."""
    is_pack, is_jws = isinstance(verdict.content, OpenEblPack), verdict.what in set(Purpose)
    of_a_pack = bool(beside.parents) or beside.twin is not None
    if (is_pack or not of_a_pack) and (is_jws or beside.content is None):
        return verdict
    says = "what was given beside it is of no use for what it is, and was not compared"
    steps, unasked = (*verdict.steps, COMPARED), verdict.unasked
    reason = Reason.NOT_COMPARED
    return Undetermined(verdict.what, steps, len(steps), reason, says, unasked=unasked)


def trusting_nobody(verdict: Verdict[Any]) -> Verdict[Any]:
    """A verdict where nobody is trusted: that no key is known has its own reason then."""
    if not isinstance(verdict, Undetermined) or verdict.reason is not Reason.UNKNOWN_KEY:
        return verdict
    says = "no trust list was given, so no key is known"
    return replace(verdict, reason=Reason.NO_TRUST, says=says)


def _verify(
    data: bytes, trust: TrustList, at: datetime, beside: Beside, limits: Limits
) -> Verdicts:
    if _COMPACT.fullmatch(data):
        return _compact(data.strip(), trust, at, beside.content)
    if is_ofd(data):
        return _nothing_known(Reason.UNSUPPORTED, "the seals of an OFD file are not read here")
    if syntax_of(data) == "xml":
        from fairlead.seal.xmldsig import verify_xml

        return Verdicts(verify_xml(data, trust, at=at), NOT_APPLICABLE)
    if syntax_of(data) == "json":
        return _in_json(read_json(data, limits), trust, at, beside, limits)
    return _unsigned()


def _read_beside(data: bytes, limits: Limits) -> Any:
    """What was given to be compared; a file that says null was given, too."""
    tree = read_json(data, limits)
    return _NOTHING if tree is None else tree


def _in_json(tree: Any, trust: TrustList, at: datetime, beside: Beside, limits: Limits) -> Verdicts:
    kinds = kinds_of(tree)
    given = [_read_beside(one, limits) for one in beside.parents]
    twin = None if beside.twin is None else _read_beside(beside.twin, limits)
    if not kinds:
        return _unsigned()
    if PACK in kinds:
        pack = verify_pack(tree, trust, at=at, parents=in_line(tree, given), twin=twin)
        return Verdicts(pack, control_of_pack(pack, at=at, peer=beside.peer))
    if len(kinds) > 1 or several_documents(tree):
        says = "it holds several documents, of which only one can be the signed one"
        verdict = Rejected("document", NOTHING_KNOWN, 1, Reason.MALFORMED, says)
        return Verdicts(verdict, NOT_APPLICABLE)
    return _VERIFIED[kinds[0]](tree, trust, at, beside.peer)


def _envelope(tree: Any, trust: TrustList, at: datetime, peer: Peer | None) -> Verdicts:
    chain = verify_envelope(tree, trust, at=at)
    return Verdicts(chain, control_of_envelope(chain, tree, trust, at=at, peer=peer))


def _issuance(tree: Any, trust: TrustList, at: datetime, _: Peer | None) -> Verdicts:
    return Verdicts(verify_issuance(tree, trust, at=at), NOT_APPLICABLE)


_VERIFIED: Final[Mapping[Kind, Callable[..., Verdicts]]] = {
    ENVELOPE: _envelope,
    ISSUANCE: _issuance,
}
"""What verifies a message of each kind, where nothing is compared with it."""


def _unsigned() -> Verdicts:
    return _nothing_known(Reason.NOT_SIGNED, "there is no signature that is known here")


def _nothing_known(reason: Reason, says: str) -> Verdicts:
    """That nothing could be found out of a document."""
    return Verdicts(Undetermined("document", NOTHING_KNOWN, 1, reason, says), NOT_APPLICABLE)


def is_receipt(data: bytes) -> bool:
    """Whether something calls itself a receipt; nothing of it is verified."""
    found = _COMPACT.fullmatch(data)
    return found is not None and _purpose(found) is Purpose.RECEIPT


def _compact(data: bytes, trust: TrustList, at: datetime, content: bytes | None) -> Verdicts:
    found = _COMPACT.fullmatch(data)
    purpose = None if found is None else _purpose(found)
    if purpose is Purpose.RECEIPT:
        return Verdicts(verify_receipt(data, trust, at=at), NOT_APPLICABLE)
    if purpose is None:
        if found is None or "alg" not in _object(found[1]):
            return _unsigned()
        says = "what this signature is for is not known"
        verdict = Undetermined("JWS", NOTHING_KNOWN, 1, Reason.PURPOSE, says)
        return Verdicts(verdict, NOT_APPLICABLE)
    if purpose is Purpose.DIGEST:
        return Verdicts(verify_digest(data, trust, at=at, content=content), NOT_APPLICABLE)
    control = NOT_COMPARED if purpose in _PARTS_OF_A_HISTORY else NOT_APPLICABLE
    if content is None and b".." in data:
        says = "the signature stands beside what it signs; give that too"
        verdict = Undetermined("JWS", NOTHING_KNOWN, 1, Reason.NOT_COMPARED, says)
        return Verdicts(verdict, control)
    return Verdicts(verify_alone(data, trust, purpose, at=at, content=content), control)


_PARTS_OF_A_HISTORY: Final = frozenset((Purpose.TRANSFER, Purpose.PACK))


def _purpose(found: re.Match[bytes]) -> Purpose | None:
    """What a JWS says that it is for, by its header; where that is silent, by all its members."""
    header = _object(found[1])
    stated = stated_purpose(header)
    if stated is not None:
        return stated
    payload = _object(found[2])
    return purpose_by_members(payload) if is_silent(header, payload) else None


def _object(part: bytes) -> Mapping[str, Any]:
    try:
        said = read_json(base64url(part))
    except (Halt, Refused):
        return {}
    return said if isinstance(said, dict) else {}


def unsealed(data: bytes) -> bytes:
    """The document in what we seal, or the data itself where it is not sealed; not verified.

    Halts where the payload of what is sealed cannot be read.
    """
    found = _COMPACT.fullmatch(data)
    if found is not None and _purpose(found) is Purpose.DOCUMENT:
        return base64url(found[2])
    if syntax_of(data) == "xml":
        from fairlead.seal.xmldsig import taken_out

        return taken_out(data)
    flattened = _flattened(data)
    return data if flattened is None else base64url(flattened["payload"].encode())


def _flattened(data: bytes) -> Mapping[str, str] | None:
    """The flattened JWS that a sealed pack of Open eBL is; None where it is something else."""
    if not data.startswith(b'{"p'):  # a large document is not read for this
        return None
    try:
        tree: Any = read_json(data)
    except Refused:
        return None
    alike = isinstance(tree, dict) and tree.keys() == PACK.members
    return tree if alike and all(isinstance(part, str) for part in tree.values()) else None
