"""A JOSE library of others, `jose` on Node, verifies what we sign and signs what we verify.

`make peers` installs it; without it, or without Node, these tests are skipped and counted.
"""

import json
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from fairlead.seal import (
    Algorithm,
    PublicKey,
    Purpose,
    TrustedKey,
    TrustList,
    Verified,
    open_signer,
    verify_jws,
)
from fairlead.seal.statement import Document, IssuanceManifest, Pack, Receipt, TrustListDocument
from fairlead.seal.verdict import OF_STATEMENTS
from fairlead.seal.verify import type_of
from tests.conftest import ROOT, uninstalled
from tests.tokens import PIN
from tests.unit.seal.sealing import AT, SINCE, STATEMENTS, UNTIL

HERE = ROOT / "tests" / "peers" / "jose"
FOLDER = ROOT / "build" / "peers" / "jose"
NODE = shutil.which("node")
SIGNED = [
    one for one in STATEMENTS if isinstance(one, (IssuanceManifest, Receipt, TrustListDocument))
]
PAYLOADS = (bytes(range(256)), b"")


def here():
    """Whether Node is there, and the package in the version that is locked."""
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]["jose"]
    installed = FOLDER / "node_modules" / "jose" / "package.json"
    return (
        NODE is not None
        and installed.is_file()
        and json.loads(installed.read_text("utf-8"))["version"] == wanted
    )


pytestmark = pytest.mark.skipif(not here(), reason=uninstalled("the npm package jose"))


def peer(*arguments):
    """What the peer prints, and what it says where it refuses."""
    command = [NODE, HERE / "peer.mjs", FOLDER, *arguments]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode == 0) == (done.stderr == b"")
    return done.stdout, done.stderr.decode().strip()


@pytest.fixture(scope="session")
def signers(tmp_path_factory):
    """A signer of a key in a file for each algorithm."""
    folder = tmp_path_factory.mktemp("keys")
    keys = {
        "PS256": rsa.generate_private_key(65537, 2048),
        "ES256": ec.generate_private_key(ec.SECP256R1()),
        "ES384": ec.generate_private_key(ec.SECP384R1()),
        "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    }
    keys["RS256"] = keys["PS256"]
    made = {}
    for algorithm, key in keys.items():
        path = folder / f"{algorithm}.pem"
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        made[algorithm] = open_signer(f"file:{path}?alg={algorithm}")
    return made


@pytest.fixture(params=("file", "token"))
def signer_of(request, signers):
    """What gives the signer of an algorithm, by a key in a file and by one in a token."""
    if request.param == "file":
        return signers.__getitem__
    token = request.getfixturevalue("softhsm")
    return lambda algorithm: open_signer(token.key(algorithm), lambda _: PIN)


@pytest.fixture
def handed(tmp_path):
    """Writes a public key and what was signed; gives their paths."""

    def write(signer, sealed):
        key, token = tmp_path / "key.jwk", tmp_path / "token"
        key.write_text(json.dumps({**signer.key.jwk, "alg": signer.key.algorithm}))
        token.write_bytes(sealed)
        return key, token

    return write


@pytest.mark.parametrize("statement", SIGNED, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("algorithm", Algorithm)
def test_the_peer_verifies_what_we_sign(signer_of, handed, algorithm, statement):
    signer = signer_of(algorithm)
    verb = "receipt" if isinstance(statement, Receipt) else "verify"
    said, refused = peer(verb, *handed(signer, signer.seal(statement)))
    assert refused == ""
    assert said == statement.payload()


@pytest.mark.parametrize("algorithm", Algorithm)
def test_the_peer_verifies_any_bytes(signers, handed, algorithm):
    for payload in PAYLOADS:
        sealed = signers[algorithm].seal(Document(payload, "application/octet-stream"))
        assert peer("verify", *handed(signers[algorithm], sealed)) == (payload, "")


@pytest.mark.parametrize("algorithm", Algorithm)
def test_the_peer_verifies_a_pack(signers, handed, algorithm):
    pack = Pack({"id": "1", "version": "1", "events": [], "current_owner": "QUAY"})
    sealed = signers[algorithm].seal_pack(pack)
    assert peer("verify", *handed(signers[algorithm], sealed)) == (pack.payload(), "")


@pytest.mark.parametrize("algorithm", Algorithm)
def test_the_peer_refuses_what_was_changed(signers, handed, algorithm):
    header, _, signature = signers[algorithm].seal(SIGNED[0]).split(b".")
    changed = b"%b.%b.%b" % (header, b"e30", signature)
    says = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"
    assert peer("verify", *handed(signers[algorithm], changed)) == (b"", says)


def test_the_peer_refuses_another_type_as_a_receipt(signers, handed):
    signer = signers["ES256"]
    said, refused = peer("receipt", *handed(signer, signer.seal(SIGNED[0])))
    assert (said, refused) == (b"", "ERR_JWT_CLAIM_VALIDATION_FAILED")


@pytest.mark.parametrize("algorithm", Algorithm)
def test_we_verify_what_the_peer_signs(tmp_path, algorithm):
    for number, payload in enumerate(PAYLOADS):
        path = tmp_path / str(number)
        path.write_bytes(payload)
        said, refused = peer("sign", algorithm, type_of(Purpose.DOCUMENT), path)
        assert refused == ""
        made = json.loads(said)
        key = PublicKey.from_jwk(made["jwk"])
        assert (key.algorithm, key.thumbprint) == (algorithm, made["kid"])
        held = TrustedKey("PEER", made["kid"], key, OF_STATEMENTS, SINCE, UNTIL)
        trust = TrustList("quayside", 1, SINCE, UNTIL, {made["kid"]: held})
        verdict = verify_jws(made["jws"].encode(), trust, Purpose.DOCUMENT, at=AT, read=bytes)
        assert isinstance(verdict, Verified), verdict
        assert verdict.content == payload
