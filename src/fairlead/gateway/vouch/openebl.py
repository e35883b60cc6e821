"""Open eBL: who signed which version of a pack, and whether one follows on the other.

A version is a flattened JWS over a pack of events. Its signer's certificate stands in `x5c`, its
`parent_hash` is the SHA-512 of the version before, as minified flattened JWS.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, cast

from fairlead.errors import Refused, UsageError
from fairlead.gateway.vouch.statements.pack import OpenEblPack, pack_in
from fairlead.seal.algorithm import Algorithm, PublicKey
from fairlead.seal.certificates import led_to_root, name_of, read_x5c
from fairlead.seal.jws import FORM, HEADER, LARGE, Signed, read_flattened
from fairlead.seal.trust import TrustList, aware
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.verify import for_purpose
from fairlead.syntax.json import canonical
from fairlead.syntax.json import write as write_json

__all__ = ["hash_of", "says_the_same", "verify_pack"]


STEPS: Final = (
    FORM,
    HEADER,
    "it is for nothing else, and its certificates lead to a root that is trusted for packs",
    "its algorithm is that of the key in the first certificate",
    "the signature holds over the bytes that were received",
    "what was signed is a pack, with exactly one thing said by each event",
    "whoever signed did what the last event says",
    "it follows on its parents, where they are given; a first version has none",
    "a plain copy says the same, where one is given",
)


def hash_of(flattened: Any) -> str:
    """The hash by which the next version names this one.

    >>> hash_of({"protected": "e30", "payload": "e30", "signature": "AA"})[:16]
    '58e03b9f9041202e'
    """
    parts = {name: flattened[name] for name in ("protected", "payload", "signature")}
    return hashlib.sha512(write_json(parts)).hexdigest()


def verify_pack(
    flattened: Any,
    trust: TrustList,
    *,
    at: datetime,
    parents: Sequence[Any] = (),
    twin: Any = None,
) -> Verdict[OpenEblPack]:
    """Whether a version of a pack is vouched for by whoever did what it says.

    1. It is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. It is for nothing else, and its certificates lead to a root that is trusted for packs.
    4. Its algorithm is that of the key in the first certificate.
    5. The signature holds over the bytes that were received.
    6. What was signed is a pack, with exactly one thing said by each event.
    7. Whoever signed did what the last event says.
    8. It follows on its `parents` (each the flattened JWS of a version before, oldest first), where
       they are given; a first version has none. Each parent is vouched for itself.
    9. A plain copy (`twin`) says the same, where one is given.

    It is a verdict on signatures: who may have done what is judged by a history of them. Where who
    signed is not known, all the rest is looked at, and a rejection goes before.
    """
    aware(at)
    course = Course("Open eBL pack", STEPS)

    def walk() -> tuple[OpenEblPack, Voucher]:
        signed = read_flattened(course, flattened, LARGE)
        by = _signed_or_open(course, signed, trust, at)
        course.at = 6
        read = pack_in(signed.payload)
        course.note("", read.unnamed)
        pack = replace(read.said, signer="" if by is None else by.kid)
        course.at = 7
        if by is not None and by.kid != pack.events[-1][1]:
            raise Halt(Reason.SIGNER, "someone else signed than who did what the last event says")
        course.at = 8
        course.skip(*((8,) if not parents and pack.version > 1 else ()))
        try:
            pack = replace(pack, parents=_followed(pack, parents, trust, at))
        except Halt as halt:
            course.leave_open(halt)
        course.at = 9
        if twin is None:
            course.skip(9)
        elif not says_the_same(twin, pack.tree):
            raise Halt(Reason.TWIN, "the plain copy says otherwise than what was signed")
        course.settle()
        return pack, cast("Voucher", by)

    return course.through(walk)


def _signed_or_open(
    course: Course, signed: Signed, trust: TrustList, at: datetime
) -> Voucher | None:
    """Who signed; None where that is not known: what is rejected without it goes before."""
    try:
        return _signed_by(course, signed, trust, at)
    except Halt as halt:
        course.leave_open(halt)
        course.skip(*range(course.at + 1, 6), 7)
        return None


def _signed_by(course: Course, signed: Signed, trust: TrustList, at: datetime) -> Voucher:
    """Who signed, by the certificate that leads to a root; steps 3 to 5."""
    course.at = 3
    for_purpose(signed, Purpose.PACK)
    chain = read_x5c(signed.header.get("x5c"))
    try:
        root = led_to_root(chain, trust.roots, Purpose.PACK, at)
    except Halt as halt:
        raise trust.unknown(halt.says) if halt.reason is Reason.UNKNOWN_KEY else halt from halt
    name = name_of(chain[0])
    course.at = 4
    try:
        key = PublicKey.from_native(chain[0].public_key(), Algorithm(signed.algorithm))
    except (UsageError, ValueError) as problem:
        raise Halt(Reason.ALGORITHM, "the algorithm is not that of the key") from problem
    course.at = 5
    key.hold(signed.signature, signed.message)
    return Voucher(root.platform, name, Purpose.PACK)


def says_the_same(twin: Any, tree: Any) -> bool:
    """Whether two trees say the same; what RFC 8785 cannot keep is like nothing."""
    try:
        return canonical(twin) == canonical(tree)
    except Refused:
        return False


def _followed(
    pack: OpenEblPack, parents: Sequence[Any], trust: TrustList, at: datetime
) -> tuple[OpenEblPack, ...]:
    """The versions before, oldest first; halts where one does not follow on the one before it."""
    later, found = pack, []
    _first_or_later(pack)
    for parent in reversed(parents):
        before = _parent(parent, trust, at)
        if (hash_of(parent), before.id, before.version + 1) != (
            later.parent_hash, later.id, later.version,
        ):  # fmt: skip
            raise Halt(Reason.CHAIN, "the version does not follow on the parent that was given")
        if before.signer != before.events[-1][1]:
            says = "the parent: someone else signed than who did what it says last"
            raise Halt(Reason.SIGNER, says)
        _first_or_later(before)
        found.append(before)
        later = before
    return tuple(reversed(found))


def _first_or_later(pack: OpenEblPack) -> None:
    if (pack.version == 1) != (not pack.parent_hash):
        raise Halt(Reason.CHAIN, "a first version has no parent, and every later one has")


def _parent(parent: Any, trust: TrustList, at: datetime) -> OpenEblPack:
    """The version before; halts where nobody vouches for it."""
    course = Course("", ())
    try:
        signed = read_flattened(course, parent, LARGE)
        by = _signed_by(course, signed, trust, at)
        return replace(pack_in(signed.payload).said, signer=by.kid)
    except Halt as halt:
        reason = Reason.CHAIN if halt.reason is Reason.CONTENT else halt.reason
        raise Halt(reason, f"the parent: {halt.says}", unknown=halt.unknown) from halt
