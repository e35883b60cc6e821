"""What sealing costs: a conversion with its seal and receipt, one JWS, a long chain, a signed XML.

The primitives are those that any such product must pay: the steps of a conversion, digests, base64,
the canonical form of the bill by orjson, and the signature itself by cryptography.
"""

import base64
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import orjson
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from fairlead import convert
from fairlead.bill import to_canonical
from fairlead.gateway.vouch.sealing import seal_conversion
from fairlead.seal import Purpose, TrustedKey, TrustList, Verified, verify_jws
from fairlead.seal.algorithm import PublicKey
from fairlead.seal.dcsa import verify_chain
from fairlead.seal.signer import Signer
from fairlead.seal.signer.file import signing
from fairlead.seal.statement import Document, IssuanceManifest, TransferChainEntry
from tests.bench.contest import contest, ratio

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
        trusted = TrustedKey("QUAY", key.thumbprint, key, frozenset(Purpose), AT, AT)
        self.trust = TrustList("bench", 1, AT, AT, {key.thumbprint: trusted})


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def places(node, way=""):
    """The places of all leaves, as a hurried team would name them in a receipt."""
    inside = node.items() if isinstance(node, dict) else enumerate(node)
    for step, below in inside:
        if isinstance(below, dict | list) and below:
            yield from places(below, f"{way}/{step}")
        else:
            yield f"{way}/{step}"


def steps_of(documents, parties, made, receipt):
    """What a conversion with its seal and its receipt is made of, in its order."""
    output, bill = made.output, to_canonical(made.bill)
    subject = orjson.loads(base64.urlsafe_b64decode(receipt.split(b".")[1] + b"=="))
    said = orjson.dumps(subject)

    def signature(message):
        return decode_dss_signature(parties.private.sign(message, HOW))

    return {
        **documents.primitives(),
        "places of leaves": lambda: list(places(documents.plain)),
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

    def in_sequence():
        for step in steps.values():
            step()

    return {"sealed whole": all_of_it, "in sequence": in_sequence, **steps}


def one_jws(parties):
    """Verifying a JWS of 5 kB, and the primitive beneath it."""
    token = parties.signer.seal(Document(b"x" * 5_000, "application/json"))
    message = token.rpartition(b".")[0]
    der = parties.private.sign(message, HOW)
    assert isinstance(verify_jws(token, parties.trust, Purpose.DOCUMENT, at=AT), Verified)
    return {
        "verify a JWS": lambda: verify_jws(token, parties.trust, Purpose.DOCUMENT, at=AT),
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


def sealing_figures(documents, rounds):
    """Every figure of sealing, and the times behind them."""
    parties = Parties()
    runs = whole(documents, parties)
    steps = [name for name in runs if name not in {"sealed whole", "in sequence"}]
    times = contest({**runs, **one_jws(parties), **chain(parties)}, rounds)
    over = ratio(times, ["sealed whole"], ["in sequence"])
    yield "small sealed, with receipt, over primitives", over, 4, 2.5, False
    alone = ratio(times, ["sealed whole"], steps)
    yield "  (each primitive in a loop of its own)", alone, 4, 2.5, False
    over = ratio(times, ["verify a JWS"], ["cryptography verifies"])
    yield "verifying a JWS of 5 kB, over its primitive", over, 1.5, 1.2, False
    yield "a chain of 100, over one JWS", ratio(times, ["chain"], ["verify a JWS"]), 100, 60, False
    return times


def main():
    folder = Path(os.environ["FAIRLEAD_SAMPLES"]) / "performance"
    from tests.bench.__main__ import Documents

    for name, reached, bar, *_ in sealing_figures(Documents(folder), 9):
        print(f"{name:<44} {reached:>9.2f} {bar:>7}")


if __name__ == "__main__":
    main()
