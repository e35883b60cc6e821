"""What sealing costs: a conversion with its seal and receipt, one JWS, a long chain, a signed XML.

The primitives are those that any such product must pay: the steps of a conversion, digests, base64,
the canonical form of the bill by orjson, and the signature itself by cryptography. None of them is
code of ours but the mapping by hand.
"""

import base64
import hashlib
from datetime import UTC, datetime

import orjson
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from fairlead import convert, seal_conversion
from fairlead.bill import to_canonical
from fairlead.gateway.vouch.dcsa import verify_chain
from fairlead.seal import Purpose, TrustedKey, TrustList, Verified, verify_jws
from fairlead.seal.algorithm import PublicKey
from fairlead.seal.signer import Signer
from fairlead.seal.signer.file import signing
from fairlead.seal.statement import Document, IssuanceManifest, TransferChainEntry
from fairlead.seal.verdict import OF_STATEMENTS
from tests.bench.contest import contest, ratio
from tests.bench.documents import sequence
from tests.bench.figure import Figure

AT = datetime(2026, 11, 25, tzinfo=UTC)
HOW = ec.ECDSA(hashes.SHA256())
ENTRIES = 100


class Parties:
    """A key, its signer, and a list that trusts it for everything."""

    def __init__(self):
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.public = self.private.public_key()
        key = PublicKey.from_native(self.public)
        self.signer = Signer(key.thumbprint, key, signing(self.private, "ES256"))
        trusted = TrustedKey("QUAY", key.thumbprint, key, OF_STATEMENTS, AT, AT)
        self.trust = TrustList("bench", 1, AT, AT, {key.thumbprint: trusted})


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def steps_of(documents, parties, made, receipt):
    """What a conversion with its seal and its receipt is made of, in its order."""
    output, bill = made.output, to_canonical(made.bill)
    subject = orjson.loads(base64.urlsafe_b64decode(receipt.split(b".")[1] + b"=="))
    said = orjson.dumps(subject)

    def signature(message):
        return decode_dss_signature(parties.private.sign(message, HOW))

    return {
        **documents.primitives(),
        "digests": lambda: [hashlib.sha256(one).hexdigest() for one in (documents.small, output)],
        "canonical bill": lambda: hashlib.sha256(orjson.dumps(bill, option=orjson.OPT_SORT_KEYS)),
        "receipt as JSON": lambda: orjson.dumps(subject),
        "base64url": lambda: [base64url(one) for one in (output, said)],
        "two signatures": lambda: [signature(one) for one in (output, said)],
    }


def whole(documents, parties):
    """A conversion with its seal and its receipt, beside what it is made of."""

    def all_of_it():
        done = seal_conversion(convert(documents.small, "un-json"), parties.signer, at=AT)
        return done.made, done.document(), done.receipt

    made, _, receipt = all_of_it()
    steps = steps_of(documents, parties, made, receipt)

    return {"sealed whole": all_of_it, "in sequence": sequence(steps), **steps}


def one_jws(parties):
    """Verifying a JWS of 5 kB, and the primitive beneath it."""
    token = parties.signer.seal(Document(b"x" * 5_000, "application/json"))
    message = token.rpartition(b".")[0]
    der = parties.private.sign(message, HOW)
    assert isinstance(
        verify_jws(token, parties.trust, Purpose.DOCUMENT, at=AT, read=bytes), Verified
    )
    return {
        "verify a JWS": lambda: verify_jws(
            token, parties.trust, Purpose.DOCUMENT, at=AT, read=bytes
        ),
        "cryptography verifies": lambda: parties.public.verify(der, message, HOW),
    }


def chain(parties):
    """A chain of entries, each of which names the one before."""
    document = "0" * 64
    manifest = parties.signer.seal(IssuanceManifest(document, "1" * 64)).decode()
    party = {
        "partyName": "Quayside Lines", "eblPlatform": "QUAY",
        "identifyingCodes": [{"codeListProvider": "ZZZ", "partyCode": "quayside"}],
    }  # fmt: skip
    entries = []
    for number in range(ENTRIES):
        code = "TRANSFER" if number else "ISSUE"
        done = {"actionCode": code, "actor": party, "recipient": party,
                "actionDateTime": "2026-11-25T08:00:00.000Z"}  # fmt: skip
        previous = hashlib.sha256(entries[-1].encode()).hexdigest() if entries else None
        first = None if entries else manifest
        entry = TransferChainEntry("QUAY", document, (done,), previous, first)
        entries.append(parties.signer.seal(entry).decode())
    assert isinstance(verify_chain(entries, parties.trust, at=AT), Verified)
    return {"chain": lambda: verify_chain(entries, parties.trust, at=AT)}


def sealing_figures(documents, rounds, times):
    """Every figure of sealing, by CPU time; keeps the times."""
    parties = Parties()
    runs = whole(documents, parties)
    steps = [name for name in runs if name not in {"sealed whole", "in sequence"}]
    taken = contest({**runs, **one_jws(parties), **chain(parties)}, rounds)
    times |= taken
    over = ratio(taken, ["sealed whole"], ["in sequence"])
    yield Figure("small sealed, with receipt, over primitives", over)
    alone = ratio(taken, ["sealed whole"], steps)
    yield Figure("  (each primitive in a loop of its own)", alone)
    over = ratio(taken, ["verify a JWS"], ["cryptography verifies"])
    yield Figure("verifying a JWS of 5 kB, over its primitive", over, 1.5, 1.2)
    yield Figure("a chain of 100, over one JWS", ratio(taken, ["chain"], ["verify a JWS"]), 100, 60)
