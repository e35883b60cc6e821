"""OpenSSL as a time-stamping authority, and as whoever verifies evidence of time."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from fairlead.seal import Verified
from fairlead.seal.evidence import answers, verify_evidence
from tests.authority import WHEN, authority
from tests.unit.seal.test_evidence import LETTER, believing

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")

YEAR = timedelta(days=365)
CONFIGURATION = """
[authority]
serial = serial
signer_cert = leaf.pem
certs = leaf.pem
signer_key = leaf.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1, millisecs:500
clock_precision_digits = 3
ess_cert_id_alg = sha256
"""


def openssl(*words, at):
    return subprocess.run(("openssl", *words), cwd=at, capture_output=True, text=True, check=False)  # noqa: S607


def test_openssl_verifies_evidence_of_the_authority_of_our_tests(tmp_path):
    (tmp_path / "letter").write_bytes(LETTER)
    (tmp_path / "letter.tsr").write_bytes(authority().stamp(LETTER))
    (tmp_path / "root.pem").write_bytes(authority().pem)
    said = openssl(
        "ts", "-verify", "-data", "letter", "-in", "letter.tsr", "-CAfile", "root.pem",
        "-attime", str(int(WHEN.timestamp())), at=tmp_path,
    )  # fmt: skip
    assert said.stdout.strip() == "Verification: OK", said.stderr


def test_evidence_of_openssl_is_verified(tmp_path):
    theirs = authority("openssl", until=datetime(2099, 1, 1, tzinfo=UTC))
    request = TimestampRequestBuilder().data(LETTER).hash_algorithm(HashAlgorithm.SHA256).build()
    key = theirs.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for name, data in (
        ("ts.cnf", CONFIGURATION.encode()), ("serial", b"01"), ("leaf.key", key),
        ("leaf.pem", theirs.leaf.public_bytes(Encoding.PEM)), ("letter.tsq", request.as_bytes()),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
    said = openssl(
        "ts", "-reply", "-queryfile", "letter.tsq", "-out", "letter.tsr", "-config", "ts.cnf",
        "-section", "authority", at=tmp_path,
    )  # fmt: skip
    answer = (tmp_path / "letter.tsr").read_bytes() if said.returncode == 0 else said.stderr
    answers(answer, LETTER, request.nonce)
    later = datetime(2098, 1, 1, tzinfo=UTC)
    verdict = verify_evidence(answer, LETTER, believing(theirs), at=later)
    assert isinstance(verdict, Verified)
    within = verdict.content.latest - verdict.content.stated
    assert within == timedelta(seconds=2, milliseconds=500)
