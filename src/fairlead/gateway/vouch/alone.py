"""Verifying a statement that came alone: its signature, and that it is what it is signed for.

What it speaks of (a document, an entry before it, whom the bill belongs to) did not come with it,
so none of that is compared, and the verdict says so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast

from fairlead.gateway.vouch.checksums import sha256_of
from fairlead.gateway.vouch.statements.ours import digest_in
from fairlead.gateway.vouch.statements.table import READERS
from fairlead.seal.jws import LARGE, read_compact
from fairlead.seal.trust import TrustList, aware
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.verify import STEPS as SIGNED
from fairlead.seal.verify import attached, hold, hold_or_open

__all__ = ["STEPS", "steps_for", "verify_alone", "verify_digest"]

STEPS: Final = (*SIGNED, "what was signed is what its purpose says, and nothing else")


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

    Of a statement that speaks of something else there is an eighth step, that it is so, such as
    that every checksum in it is that of what it speaks of. It is not asked here.
    """
    aware(at)
    course = Course(purpose.value, steps_for(purpose))
    course.skip(*range(len(STEPS) + 1, len(course.steps) + 1))

    def walk() -> tuple[bytes, Voucher]:
        whole = token if content is None else attached(token, content)
        signed = read_compact(course, whole, LARGE)
        by = hold(course, signed, trust, purpose, at)
        course.at = 7
        made = READERS[purpose].read(signed.payload)
        course.note("", made.unnamed)
        if purpose is Purpose.TRUST_LIST:
            made.said.in_force(at)
        return signed.payload, by

    return course.through(walk)


def verify_digest(
    token: bytes, trust: TrustList, *, at: datetime, content: bytes | None = None
) -> Verdict[bytes]:
    """Whether the digest of a document is vouched for, and is that of `content`; hands that out.

    The first seven steps are those of `verify_alone`. The eighth is that the digest is that of the
    document, and is open where that is not given. One that does not fit rejects, whomever one
    trusts.
    """
    aware(at)
    beyond = Reason.NOT_COMPARED if content is None else None
    course = Course(Purpose.DIGEST.value, steps_for(Purpose.DIGEST), beyond)

    def walk() -> tuple[bytes, Voucher]:
        signed = read_compact(course, token)
        by = hold_or_open(course, signed, trust, Purpose.DIGEST, at)
        course.at = 7
        stated = digest_in(signed.payload).said
        course.at = 8
        if content is not None and sha256_of(content) != stated.sha256:
            raise Halt(Reason.DIGEST, "the digest is not that of the document")
        course.settle()
        return signed.payload if content is None else content, cast("Voucher", by)

    return course.through(walk)


def steps_for(purpose: Purpose) -> tuple[str, ...]:
    """The steps of a statement alone: where it states what is compared, that is the last one.

    >>> len(steps_for(Purpose.PACK)), len(steps_for(Purpose.ISSUANCE))
    (7, 8)
    """
    compared = READERS[purpose].compared
    return STEPS if compared is None else (*STEPS, compared)
