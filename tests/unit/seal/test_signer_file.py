"""Keys in files: every kind that is taken signs what verifies, and every refusal."""

import base64
import json
import os
import threading
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from fairlead.errors import Unreachable, UsageError
from fairlead.seal import Rejected, Verified, open_signer, verify_jws
from fairlead.seal.algorithm import Algorithm, PublicKey
from fairlead.seal.signer.file import new_key, signing
from fairlead.seal.signer.reading import certified
from fairlead.seal.statement import Pack
from tests.unit.seal.sealing import AT, SINCE, STATEMENTS, UNTIL, trusting
from tests.unit.seal.verdicts import refusing

PHRASE = "a phrase of several words"
OTHER_KIND = "a key is RSA, on P-256, on P-384 or Ed25519"
SHORT = "an RSA key has at least 2048 bits"

MADE = {
    "rsa": rsa.generate_private_key(65537, 2048),
    "p256": ec.generate_private_key(ec.SECP256R1()),
    "p384": ec.generate_private_key(ec.SECP384R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
}
OTHER = ec.generate_private_key(ec.SECP256R1())
TAKEN = (
    ("rsa", None, "PS256"), ("rsa", "PS256", "PS256"), ("rsa", "RS256", "RS256"),
    ("p256", None, "ES256"), ("p384", None, "ES384"), ("ed25519", None, "EdDSA"),
)  # fmt: skip


def pem(key, phrase=None):
    lock = serialization.BestAvailableEncryption(phrase.encode()) if phrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


@pytest.fixture
def keyed(tmp_path):
    """Writes a key, or bytes, to a file; gives its URI."""

    def write(key, query="", phrase=None, name="key.pem"):
        path = tmp_path / name
        path.write_bytes(key if isinstance(key, bytes) else pem(key, phrase))
        return f"file:{path}{query and '?' + query}"

    return write


def refused(uri, kind=UsageError, secret=None):
    with refusing(kind) as caught:
        open_signer(uri, secret)
    return str(caught.value)


def certificate(key, signed_by=None):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "quay")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, SINCE, UNTIL + timedelta(1))
    made = made.sign(signed_by or MADE["p256"], hashes.SHA256())
    return made.public_bytes(Encoding.PEM)


# --- what is taken --------------------------------------------------------------------------------


@pytest.mark.parametrize("phrase", (None, PHRASE), ids=("plain", "encrypted"))
@pytest.mark.parametrize(("kind", "asked", "algorithm"), TAKEN)
def test_what_a_file_signs_verifies(keyed, kind, asked, algorithm, phrase):
    uri = keyed(MADE[kind], f"alg={asked}" if asked else "", phrase)
    signer = open_signer(uri, lambda _: PHRASE)
    assert signer.key.algorithm == algorithm
    assert signer.kid == signer.key.thumbprint
    for statement in STATEMENTS:
        sealed = signer.seal(statement)
        verdict = verify_jws(sealed, trusting(signer), statement.purpose, at=AT, read=bytes)
        assert isinstance(verdict, Verified), verdict
        assert verdict.content == statement.payload()
        header, _, signature = sealed.split(b".")
        assert signer.seal_detached(statement).split(b".")[:2] == [header, b""]
        changed = b"%b.%b.%b" % (header, b"e30", signature)
        verdict = verify_jws(changed, trusting(signer), statement.purpose, at=AT, read=bytes)
        assert isinstance(verdict, Rejected)


@pytest.mark.parametrize("kind", ("p256", "p384", "ed25519"))
def test_the_same_key_signs_the_same(keyed, kind):
    one, two = open_signer(keyed(MADE[kind])), open_signer(keyed(MADE[kind]))
    assert one.seal(STATEMENTS[0]) == two.seal(STATEMENTS[0])


def test_pss_does_not_sign_the_same(keyed):
    signer = open_signer(keyed(MADE["rsa"]))
    assert signer.seal(STATEMENTS[0]) != signer.seal(STATEMENTS[0])


def test_pkcs1_signs_the_same(keyed):
    signer = open_signer(keyed(MADE["rsa"], "alg=RS256"))
    assert signer.seal(STATEMENTS[0]) == signer.seal(STATEMENTS[0])


@pytest.mark.parametrize(
    ("curve", "algorithm", "private", "r", "s"),
    (
        (
            ec.SECP256R1(), "ES256",
            "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        ),
        (
            ec.SECP384R1(), "ES384",
            ("6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
             "96D5724E4C70A825F872C9EA60D2EDF5"),
            ("94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C"
             "81A648152E44ACF96E36DD1E80FABE46"),
            ("99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F"
             "A329C145786E679E7B82C71A38628AC8"),
        ),
    ),
    ids=("A.2.5", "A.2.6"),
)  # fmt: skip
def test_ecdsa_is_that_of_rfc_6979(curve, algorithm, private, r, s):
    """RFC 6979, appendix A.2.5 and A.2.6: the message `sample`, hashed as the curve has it."""
    key = ec.derive_private_key(int(private, 16), curve)
    assert signing(key, algorithm)(b"sample").hex().upper() == r + s


def test_ed25519_is_that_of_rfc_8032():
    """RFC 8032, section 7.1, test 1: the empty message."""
    private = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = ed25519.Ed25519PrivateKey.from_private_bytes(private)
    assert signing(key, "EdDSA")(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_a_signature_of_ecdsa_has_the_size_of_its_curve():
    for kind, algorithm, size in (("p256", "ES256", 64), ("p384", "ES384", 96)):
        sign = signing(MADE[kind], algorithm)
        assert {len(sign(bytes([number]))) for number in range(256)} == {size}


def test_a_name_of_ours_stands_in_the_header(keyed):
    assert open_signer(keyed(MADE["p256"], "kid=quay+1%20a")).kid == "quay+1 a"


def test_a_chain_of_certificates_is_read(keyed, tmp_path):
    chain = tmp_path / "a+chain.pem"
    chain.write_bytes(certificate(MADE["p384"]) + certificate(MADE["p256"]))
    signer = open_signer(keyed(MADE["p384"], f"x5c={chain}"))
    assert len(signer.certificates) == 2
    assert PublicKey.from_native(certified(signer.certificates)) == signer.key


def test_a_chain_is_that_of_an_rsa_key_by_whatever_algorithm(keyed, tmp_path):
    chain = tmp_path / "chain.pem"
    chain.write_bytes(certificate(MADE["rsa"]))
    for algorithm in ("PS256", "RS256"):
        signer = open_signer(keyed(MADE["rsa"], f"alg={algorithm}&x5c={chain}"))
        assert (signer.key.algorithm, len(signer.certificates)) == (algorithm, 1)


def test_a_pack_is_signed_as_its_readers_expect(keyed, tmp_path):
    chain = tmp_path / "chain.pem"
    chain.write_bytes(certificate(MADE["p256"]) + certificate(MADE["p384"]))
    signer = open_signer(keyed(MADE["p256"], f"x5c={chain}"))
    pack = Pack({"id": "1", "version": "1", "events": [], "current_owner": "QUAY"})
    made = json.loads(signer.seal_pack(pack))
    assert list(made) == ["protected", "payload", "signature"]
    plain = {name: base64.urlsafe_b64decode(part + "==") for name, part in made.items()}
    ders = [one.public_bytes(Encoding.DER) for one in signer.certificates]
    x5c = [base64.b64encode(der).decode() for der in ders]
    assert json.loads(plain["protected"]) == {"alg": "ES256", "x5c": x5c}
    assert plain["payload"] == pack.payload()
    signer.key.hold(plain["signature"], f"{made['protected']}.{made['payload']}".encode())


HEADERS = (
    ("issuance-manifest+jws", "json"), ("envelope-manifest+jws", "json"),
    ("transfer-chain-entry+jws", "json"), ("document+jws", "json"), ("vc+jwt", "vc"),
    ("trust-list+jws", "json"),
)  # fmt: skip


@pytest.mark.parametrize(("statement", "header"), tuple(zip(STATEMENTS, HEADERS, strict=True)))
def test_a_header_says_what_was_signed(keyed, statement, header):
    signer = open_signer(keyed(MADE["p256"], "kid=a=b"))
    said = json.loads(base64.urlsafe_b64decode(signer.seal(statement).split(b".")[0] + b"=="))
    typ, cty = header
    assert said == {"alg": "ES256", "kid": "a=b", "typ": typ, "cty": cty}


@pytest.mark.parametrize("phrase", (None, PHRASE), ids=("plain", "encrypted"))
@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_new_key_signs(keyed, algorithm, phrase):
    data, key = new_key(algorithm, phrase)
    assert data.startswith(b"-----BEGIN ENCRYPTED P" if phrase else b"-----BEGIN PRIVATE KEY")
    signer = open_signer(keyed(data, f"alg={algorithm}"), lambda _: phrase)
    assert signer.key == key == PublicKey.from_pem(key.pem(), algorithm)
    assert b"PRIVATE" not in key.pem()


def test_a_path_may_be_written_in_several_ways(keyed, tmp_path, monkeypatch):
    uri = keyed(MADE["p256"], name="key 1#+.pem")
    monkeypatch.chdir(tmp_path)
    written = (
        f"file:{tmp_path}/key%201%23+.pem", f"file://{tmp_path}/key%201%23+.pem",
        "file:key 1%23+.pem", "FILE:key%201%23%2B.pem",
    )  # fmt: skip
    assert uri.endswith("#+.pem")
    assert len({open_signer(one).kid for one in written}) == 1


# --- the passphrase -------------------------------------------------------------------------------


def test_the_passphrase_is_asked_for_in_words(keyed, tmp_path):
    asked = []
    open_signer(keyed(MADE["p256"], phrase=PHRASE), lambda words: asked.append(words) or PHRASE)
    assert asked == [f"passphrase of {str(tmp_path / 'key.pem')!r}"]


def test_no_passphrase_is_asked_for_of_a_plain_key(keyed):
    asked = []
    open_signer(keyed(MADE["p256"]), asked.append)
    assert asked == []


def test_the_passphrase_comes_from_the_environment(keyed, monkeypatch):
    uri = keyed(MADE["p256"], phrase=PHRASE)
    monkeypatch.delenv("FAIRLEAD_PASSPHRASE", raising=False)
    assert refused(uri).endswith("is encrypted, and nobody gave its passphrase")
    monkeypatch.setenv("FAIRLEAD_PASSPHRASE", PHRASE)
    assert open_signer(uri).key.algorithm == "ES256"


def test_who_is_asked_goes_before_the_environment(keyed, monkeypatch):
    monkeypatch.setenv("FAIRLEAD_PASSPHRASE", PHRASE)
    says = refused(keyed(MADE["p256"], phrase=PHRASE), secret=lambda _: None)
    assert says.endswith("is encrypted, and nobody gave its passphrase")


@pytest.mark.parametrize(
    ("phrase", "says"),
    (
        ("another", "holds no private key in PEM, or the passphrase is wrong"),
        ("\udcff", "holds no private key in PEM, or the passphrase is wrong"),
        ("", "is encrypted, and nobody gave its passphrase"),
        (None, "is encrypted, and nobody gave its passphrase"),
    ),
)
def test_a_passphrase_that_does_not_serve(keyed, phrase, says):
    assert refused(keyed(MADE["p256"], phrase=PHRASE), secret=lambda _: phrase).endswith(says)


# --- keys that are refused ------------------------------------------------------------------------


def public_pem(key):
    return key.public_key().public_bytes(
        Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@pytest.mark.parametrize(
    ("make", "says"),
    (
        (lambda: rsa.generate_private_key(65537, 1024), SHORT),  # noqa: S505 - it is refused
        (lambda: rsa.generate_private_key(65537, 2046), SHORT),  # noqa: S505 - as above
        (lambda: ec.generate_private_key(ec.SECP256K1()), OTHER_KIND),
        (lambda: ec.generate_private_key(ec.SECP521R1()), OTHER_KIND),
        (lambda: dsa.generate_private_key(1024), OTHER_KIND),  # noqa: S505 - as above
        (lambda: ed448.Ed448PrivateKey.generate(), OTHER_KIND),
        (lambda: x25519.X25519PrivateKey.generate(), OTHER_KIND),
    ),
    ids=("rsa-1024", "rsa-2046", "secp256k1", "p521", "dsa", "ed448", "x25519"),
)
def test_a_key_of_another_kind(keyed, make, says):
    assert refused(keyed(make())) == says


@pytest.mark.parametrize(
    ("make", "asked", "says"),
    (
        (lambda: MADE["rsa"], "ES256", "this is no key for ES256"),
        (lambda: MADE["p256"], "ES384", "this is no key for ES384"),
        (lambda: MADE["p384"], "ES256", "this is no key for ES256"),
        (lambda: MADE["p256"], "PS256", "this is no key for PS256"),
        (lambda: MADE["ed25519"], "RS256", "this is no key for RS256"),
        (lambda: ec.generate_private_key(ec.SECP256K1()), "ES256", OTHER_KIND),
        (lambda: ec.generate_private_key(ec.SECP521R1()), "ES384", OTHER_KIND),
        (lambda: ed448.Ed448PrivateKey.generate(), "EdDSA", OTHER_KIND),
        (lambda: x25519.X25519PrivateKey.generate(), "EdDSA", OTHER_KIND),
        (
            lambda: MADE["p256"], "none",
            "a signer signs by one of: PS256, RS256, ES256, ES384, EdDSA",
        ),
        (
            lambda: MADE["rsa"], "RS512",
            "a signer signs by one of: PS256, RS256, ES256, ES384, EdDSA",
        ),
    ),
)  # fmt: skip
def test_an_algorithm_that_is_not_of_the_key(keyed, make, asked, says):
    assert refused(keyed(make(), f"alg={asked}")) == says


LOCKED = b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"
NO_KEY = "holds no private key in PEM, or the passphrase is wrong"


@pytest.mark.parametrize(
    ("data", "says"),
    (
        (b"", NO_KEY),
        (b"\0" * 1000, NO_KEY),
        (public_pem(MADE["p256"]), NO_KEY),
        (certificate(MADE["p256"]), NO_KEY),
        (pem(MADE["p256"])[:-60], NO_KEY),
        (pem(MADE["rsa"]).replace(b"M", b"N", 1), NO_KEY),
        (LOCKED, NO_KEY),
        (pem(MADE["p256"]) + b"\n" * 1_048_576, "is too large for a key"),
        (b"A" * 65_537, "is too large for a key"),
        (b"A" * 65_536, NO_KEY),
    ),
    ids=(
        "empty", "zeros", "public", "certificate", "cut", "changed", "no-der", "1-MB", "large",
        "largest",
    ),
)  # fmt: skip
def test_a_file_that_holds_no_key(keyed, tmp_path, data, says):
    assert refused(keyed(data), secret=lambda _: PHRASE) == f"{str(tmp_path / 'key.pem')!r} {says}"


def test_a_key_of_an_algorithm_that_nobody_knows(keyed):
    """PKCS#8 of an object identifier that means nothing (2.999)."""
    der = bytes.fromhex("300e0201003006060488370000040100")
    data = b"-----BEGIN PRIVATE KEY-----\n%b\n-----END PRIVATE KEY-----\n" % base64.b64encode(der)
    assert refused(keyed(data)).endswith("holds a key of a kind that is not known")


def test_a_directory(tmp_path):
    assert refused(f"file:{tmp_path}", Unreachable) == (
        f"{str(tmp_path)!r} could not be read: Is a directory"
    )


def test_a_file_that_is_not_there(tmp_path):
    assert refused(f"file:{tmp_path}/none.pem") == (
        f"there is no file {str(tmp_path / 'none.pem')!r}"
    )


def test_a_name_that_no_file_has():
    assert refused("file:key%00.pem") == "'key\\x00.pem' is no name of a file"


# --- the URI --------------------------------------------------------------------------------------

UNREADABLE = "the name of a key (kid) is a printable text of at most 256 characters"
ONCE = "what a URI may name here, each once: kid, alg, x5c"
SECRET = "a secret does not stand in a URI, where others may read it"
SOURCE = "pin-source is not supported; the PIN is asked for, or FAIRLEAD_PIN holds it"
KINDS = "a key is named as file:PATH or pkcs11:token=...;object=...?module-path=..."


@pytest.mark.parametrize(
    ("query", "says"),
    (
        ("kid=a&kid=b", ONCE),
        ("kid=a&kid=a", ONCE),
        ("kid=%0a", UNREADABLE),
        ("kid=a%1b[31m", UNREADABLE),
        (f"kid={'a' * 257}", UNREADABLE),
        ("colour=red", ONCE),
        ("KID=a", ONCE),
        ("module-path=/x", ONCE),
        ("kid", "the parts of a URI of a key, between &, are name=value"),
        ("kid=", "the parts of a URI of a key, between &, are name=value"),
        ("=a", "the parts of a URI of a key, between &, are name=value"),
        ("kid=a&", "the parts of a URI of a key, between &, are name=value"),
        ("passphrase=canary", SECRET),
        ("password=canary", SECRET),
        ("pin=canary", SECRET),
        ("kid=a&kid=b&pin-value=canary", SECRET),
        ("pin-source=canary", SOURCE),
        ("kid=%ff", "what a URI writes with % is UTF-8"),
        ("kid=a#b", "a URI of a key has no part after #; in a name it is written %23"),
    ),
)  # fmt: skip
def test_what_stands_after_the_question_mark(keyed, query, says):
    assert refused(keyed(MADE["p256"], query)) == says


@pytest.mark.parametrize(
    "uri", ("", "key.pem", "https://quay.example/key", "data:,x", "//[", "fil:x")
)
def test_a_scheme_that_holds_no_key(uri):
    assert refused(uri) == KINDS


def test_a_host_that_is_none_is_a_path():
    assert refused("file://[x/key.pem") == "there is no file '[x/key.pem'"


@pytest.mark.parametrize(
    ("make", "says"),
    (
        (lambda: certificate(MADE["p384"]), "the first certificate in {!r} is not that of the key"),
        (lambda: certificate(MADE["rsa"]), "the first certificate in {!r} is not that of the key"),
        (
            lambda: certificate(OTHER) + certificate(MADE["p256"]),
            "the first certificate in {!r} is not that of the key",
        ),
        (lambda: b"", "{!r} holds no certificates in PEM"),
        (lambda: pem(MADE["p256"]), "{!r} holds no certificates in PEM"),
        (lambda: b"A" * 65_537, "{!r} is too large for a key"),
    ),
    ids=("p384", "rsa", "second", "empty", "key", "large"),
)  # fmt: skip
def test_certificates_of_something_else(keyed, tmp_path, make, says):
    path = tmp_path / "chain.pem"
    path.write_bytes(make())
    assert refused(keyed(MADE["p256"], f"x5c={path}")) == says.format(str(path))


def test_certificates_that_are_not_there(keyed, tmp_path):
    uri = keyed(MADE["p256"], f"x5c={tmp_path}/none.pem")
    assert refused(uri) == f"there is no file {str(tmp_path / 'none.pem')!r}"


def test_a_certificate_of_a_key_that_nobody_knows():
    class Strange:
        def public_key(self):
            raise ValueError

    with refusing(match="^the first certificate holds a key of a kind that is"):
        certified((Strange(),))


@pytest.mark.parametrize("mode", (0o620, 0o602, 0o666))
def test_a_key_file_that_others_can_write_is_refused(keyed, tmp_path, mode):
    uri = keyed(MADE["p256"])
    (tmp_path / "key.pem").chmod(mode)
    with refusing(UsageError, match=r"^others can write '.*key\.pem'; take that away: chmod go-w"):
        open_signer(uri)


@pytest.mark.parametrize("mode", (0o600, 0o644))
def test_a_key_file_that_its_owner_alone_can_write_is_read(keyed, tmp_path, mode):
    uri = keyed(MADE["p256"])
    (tmp_path / "key.pem").chmod(mode)
    assert open_signer(uri).key.algorithm == "ES256"


def test_a_key_is_read_from_a_pipe(tmp_path):
    """A shell hands secrets over in pipes, whose modes say nothing of who made them."""
    fifo = tmp_path / "key.pem"
    os.mkfifo(fifo, 0o622)
    fifo.chmod(0o622)
    writer = threading.Thread(target=lambda: fifo.write_bytes(pem(MADE["p256"])))
    writer.start()
    assert open_signer(f"file:{fifo}").key.algorithm == "ES256"
    writer.join()


def test_a_system_without_owners_has_no_others(keyed, tmp_path, monkeypatch):
    uri = keyed(MADE["p256"])
    (tmp_path / "key.pem").chmod(0o666)
    monkeypatch.setattr("fairlead.seal.signer.reading._POSIX", False)
    assert open_signer(uri).key.algorithm == "ES256"
