"""Verifying a statement that came alone: its signature, and that it is what it is signed for.

What it speaks of (a document, an entry before it, whom the bill belongs to) did not come with it,
so none of that is compared, and the verdict says so.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from fairlead.errors import Refused
from fairlead.gateway.vouch.openebl import pack_in
from fairlead.gateway.vouch.statements.dcsa import READ
from fairlead.seal.jws import LARGE, Signed, read_compact
from fairlead.seal.marks import refuse_others
from fairlead.seal.trust import TrustList, aware, list_in
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.verify import STEPS as SIGNED
from fairlead.seal.verify import attached, hold
from fairlead.syntax import xml
from fairlead.syntax.json import Limits
from fairlead.syntax.json import read as read_json

__all__ = ["DCSA_STEPS", "STEPS", "verify_alone"]

STEPS: Final = (*SIGNED, "what was signed is what its purpose says, and nothing else")
DCSA_STEPS: Final = (*STEPS, "every checksum in it is that of what it speaks of")

_OTHER_SYNTAX: Final = re.compile(rb"UN[AB]|\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*\Z")
"""EDIFACT, or a JWS that others made, which is verified apart."""


def verify_alone(
    token: bytes,
    trust: TrustList,
    purpose: Purpose,
    *,
    at: datetime,
    content: bytes | None = None,
) -> Verdict[bytes]:
    """Whether a compact JWS is vouched for and is a statement for its purpose; hands it out.

    Receipts have a verification of their own, `verify_receipt`.
    `content` is what a detached signature stands beside (RFC 7515 appendix F).

    1. It is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name, or fits where it names none.
    4. The key and the header are for this purpose, and the key was valid at the time (`at`).
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    7. What was signed is what its purpose says, and nothing else.

    Of a statement of DCSA there is an eighth step, that every checksum in it is that of what it
    speaks of. It is not asked here.
    """
    aware(at)
    course = _course(purpose)

    def walk() -> tuple[bytes, Voucher]:
        whole = token if content is None else attached(token, content)
        signed = read_compact(course, whole, LARGE)
        by = hold(course, signed, trust, purpose, at)
        course.at = 7
        _judged(signed, purpose, at)
        return signed.payload, by

    return course.through(walk)


def _course(purpose: Purpose) -> Course:
    course = Course(purpose.value, DCSA_STEPS if purpose in READ else STEPS)
    course.skip(*range(len(STEPS) + 1, len(course.steps) + 1))
    return course


def _judged(signed: Signed, purpose: Purpose, at: datetime) -> None:
    """Halts where what was signed is not what its purpose says."""
    if purpose is Purpose.DOCUMENT:
        _document(signed.payload)
    elif purpose is Purpose.TRUST_LIST:
        list_in(signed.payload).in_force(at)
    elif purpose is Purpose.PACK:
        pack_in(signed.payload)
    else:
        READ[purpose](signed.payload)


def _document(payload: bytes) -> None:
    """Halts where a payload is no document in any syntax, or is another statement."""
    if _OTHER_SYNTAX.match(payload):
        return
    try:
        if payload.lstrip().startswith(b"<"):
            xml.Document.of(payload, xml.Limits(size=LARGE.payload))
            return
        tree: Any = read_json(payload, Limits(size=LARGE.payload))
    except Refused as refused:
        raise Halt(Reason.CONTENT, "what was signed is no document") from refused
    refuse_others(tree, Purpose.DOCUMENT)
