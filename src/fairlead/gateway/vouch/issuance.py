"""DCSA: what a carrier signs when it issues, compared with the request that it stands in (ISS).

The document itself is never signed: its checksum is. The names before 2025-11 are read as the
current ones.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from fairlead.gateway.vouch.checksums import member, sha256_of, stated_of
from fairlead.gateway.vouch.statements.dcsa import issuance_in
from fairlead.gateway.vouch.statements.facts import Read
from fairlead.seal.jws import JwsLimits, Signed, read_compact
from fairlead.seal.statement import IssuanceManifest
from fairlead.seal.trust import TrustList, aware
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.verify import STEPS as SIGNED
from fairlead.seal.verify import hold, hold_or_open

__all__ = ["ISSUANCE_STEPS", "issued", "noted", "read_small", "verify_issuance"]

_SMALL: Final = JwsLimits(payload=65_536)

Said = TypeVar("Said")

ISSUANCE_STEPS: Final = (
    *SIGNED,
    "what was signed is an issuance manifest",
    "documentChecksum is that of the document",
    "issueToChecksum is that of issueTo",
    "the checksum of the carrier's visualisation is there if and only if it is, and is that of it",
)


def verify_issuance(request: Any, trust: TrustList, *, at: datetime) -> Verdict[IssuanceManifest]:
    """Whether a carrier vouched for an issuance request (ISS 3.0.4, IssuanceRequest).

    1. It is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name, or fits where it names none.
    4. The key and the header are for this purpose, and the key was valid at the time.
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    7. What was signed is an issuance manifest.
    8. `documentChecksum` is that of the document.
    9. `issueToChecksum` is that of `issueTo`.
    10. The checksum of the carrier's visualisation is there if and only if it is, and is that of
        it (of the decoded bytes).

    A checksum that does not fit rejects, whomever one trusts.
    """
    aware(at)
    course = Course("DCSA issuance manifest", ISSUANCE_STEPS)

    def walk() -> tuple[IssuanceManifest, Voucher]:
        token = member(request, "issuanceManifestSignedContent")
        document, issue_to = (member(request, name, dict) for name in ("document", "issueTo"))
        manifest, by = _opened(course, token, trust, at)
        course.at = 8
        _same(manifest.document, document, "the document")
        course.at = 9
        _same(manifest.issue_to, issue_to, "issueTo")
        course.at = 10
        _visualised(manifest, request.get("eBLVisualisationByCarrier"))
        course.settle()
        return manifest, cast("Voucher", by)

    return course.through(walk)


def _opened(
    course: Course, token: str, trust: TrustList, at: datetime
) -> tuple[IssuanceManifest, Voucher | None]:
    """The manifest of a request; a key that is not known is left open, as digests need none."""
    signed = read_small(course, token)
    by = hold_or_open(course, signed, trust, Purpose.ISSUANCE, at)
    course.at = 7
    return noted(course, "", issuance_in(signed.payload)), by


def noted(course: Course, where: str, read: Read[Said]) -> Said:
    """What was read; members of it that no publication names are noted."""
    course.note(where, read.unnamed)
    return read.said


def issued(
    course: Course, token: str, trust: TrustList, at: datetime
) -> tuple[IssuanceManifest, Voucher]:
    """The issuance manifest, and who vouched for it; steps 1 to 7."""
    signed = read_small(course, token)
    by = hold(course, signed, trust, Purpose.ISSUANCE, at)
    course.at = 7
    return noted(course, "issuance manifest: ", issuance_in(signed.payload)), by


def read_small(course: Course, token: Any) -> Signed:
    """A JWS that stands in a message of DCSA; halts where it is none."""
    course.at = 1
    if not isinstance(token, str) or not token.isascii():
        raise Halt(Reason.MALFORMED, "it is no compact JWS")
    return read_compact(course, token.encode(), _SMALL)


def _same(stated: str, tree: Any, what: str) -> None:
    if stated_of(tree) != stated:
        raise Halt(Reason.DIGEST, f"the checksum is not that of {what}")


def _visualised(manifest: IssuanceManifest, visualisation: Any) -> None:
    """Halts where the visualisation is not what the carrier vouched for."""
    if (visualisation is None) != (manifest.visualisation is None):
        raise Halt(Reason.DIGEST, "a visualisation is there and not vouched for, or the reverse")
    if visualisation is None:
        return
    content = member(visualisation, "content")
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Halt(Reason.MALFORMED, "the visualisation is not base64") from problem
    if sha256_of(data) != manifest.visualisation:
        raise Halt(Reason.DIGEST, "the checksum is not that of the visualisation")
