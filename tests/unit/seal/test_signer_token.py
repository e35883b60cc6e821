"""Keys in a real token (SoftHSM 2): every algorithm signs what verifies, and every refusal."""

import builtins
import hashlib
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from fairlead.errors import Unreachable, UsageError
from fairlead.seal import Rejected, Verified, open_signer, verify_jws
from fairlead.seal.algorithm import Algorithm
from fairlead.seal.statement import IssuanceManifest, Pack
from tests.tokens import KEYS, LENT, PIN, QUAY
from tests.unit.seal.sealing import AT, SINCE, STATEMENTS, UNTIL, trusting
from tests.unit.seal.verdicts import refusing

FINDING = (
    "what a URI may name here, each once: token, manufacturer, model, serial, object, id, type"
)
WRONG = "pin-wrong-canary-77"


def opened(uri, pin=PIN):
    return open_signer(uri, lambda _: pin)


def refused(kind, uri, pin=PIN):
    """What `open_signer` says when it refuses, and that neither PIN is in its traceback."""
    with refusing(kind) as caught:
        opened(uri, pin)
    shown = "".join(traceback.format_exception(caught.value))
    assert PIN not in shown
    assert WRONG not in shown
    return str(caught.value)


@pytest.fixture
def certificate(softhsm, tmp_path):
    """The path of a certificate of the key of a public object, which another key signed."""
    from pkcs11 import Attribute, ObjectClass

    def write(identity):
        opened(softhsm.key("ES256"))  # it is a session of ours that looks
        session = softhsm.library().get_token(token_label=QUAY).open()
        wanted = {Attribute.CLASS: ObjectClass.PUBLIC_KEY, Attribute.ID: identity}
        [public] = session.get_objects(wanted)
        point = public[Attribute.EC_POINT][2:]
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        session.close()
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "quay")])
        made = (x509.CertificateBuilder(name, name, key, 1, SINCE, UNTIL + timedelta(days=1))).sign(
            ec.generate_private_key(ec.SECP256R1()), hashes.SHA256()
        )
        path = tmp_path / "chain.pem"
        path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        return path

    return write


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("algorithm", Algorithm)
def test_what_a_token_signs_verifies(softhsm, algorithm, statement):
    signer = opened(softhsm.key(algorithm))
    sealed = signer.seal(statement)
    verdict = verify_jws(sealed, trusting(signer), statement.purpose, at=AT, read=bytes)
    assert isinstance(verdict, Verified), verdict
    assert verdict.content == statement.payload()
    assert signer.key.algorithm == algorithm
    assert signer.kid == signer.key.thumbprint


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_flipped_bit_is_found(softhsm, algorithm):
    signer = opened(softhsm.key(algorithm))
    sealed = bytearray(signer.seal(STATEMENTS[0]))
    sealed[-10] = ord("A") if sealed[-10] != ord("A") else ord("B")
    verdict = verify_jws(bytes(sealed), trusting(signer), STATEMENTS[0].purpose, at=AT, read=bytes)
    assert isinstance(verdict, Rejected)


def test_an_rsa_key_signs_by_ps256_unless_it_is_told_otherwise(softhsm):
    assert opened(softhsm.uri(object="rsa")).key.algorithm == "PS256"


def test_the_two_names_of_ed25519_are_one(softhsm):
    signer = opened(softhsm.uri(object="ed25519-by-oid"))
    verdict = verify_jws(
        signer.seal(STATEMENTS[0]), trusting(signer), STATEMENTS[0].purpose, at=AT, read=bytes
    )
    assert isinstance(verdict, Verified)
    assert signer.key.algorithm == "EdDSA"


def test_eddsa_is_the_same_twice(softhsm):
    signer = opened(softhsm.key("EdDSA"))
    assert signer.seal(STATEMENTS[0]) == signer.seal(STATEMENTS[0])


@pytest.mark.parametrize(("label", "identity"), sorted(set(KEYS.values())))
def test_a_key_is_found_by_its_label_its_id_or_both(softhsm, label, identity):
    by_id = "".join(f"%{byte:02x}" for byte in identity)
    found = [
        opened(softhsm.uri(object=label)),
        opened(softhsm.uri(id=by_id)),
        opened(softhsm.uri(object=label, id=by_id, type="private")),
    ]
    assert len({one.kid for one in found}) == 1


def test_a_token_is_found_by_all_that_it_says(softhsm):
    token = softhsm.library().get_token(token_label=QUAY)
    said = {
        "manufacturer": token.manufacturer_id.replace(" ", "%20"),
        "model": token.model.replace(" ", "%20"),
        "serial": token.serial.decode().strip(),
    }
    assert opened(softhsm.uri(object="rsa", **said)).key.algorithm == "PS256"
    assert refused(Unreachable, softhsm.uri(object="rsa", **{**said, "serial": "0"})) == (
        "there is no such token"
    )


def test_a_key_without_an_id_has_its_public_key_by_its_label(softhsm):
    assert opened(softhsm.uri(object="no-id")).key.algorithm == "ES256"


def test_a_name_of_ours_stands_in_the_header(softhsm):
    assert opened(softhsm.key("ES256", "kid=quay+1%20a")).kid == "quay+1 a"


def test_the_key_of_a_certificate_serves_where_the_token_has_none(softhsm, certificate):
    path = certificate(b"\x3f")
    signer = opened(softhsm.uri(object="lone", query=f"x5c={path}"))
    verdict = verify_jws(
        signer.seal(STATEMENTS[0]), trusting(signer), STATEMENTS[0].purpose, at=AT, read=bytes
    )
    assert isinstance(verdict, Verified)
    assert len(signer.certificates) == 1


def test_a_pack_is_signed_with_the_certificates(softhsm, certificate):
    signer = opened(softhsm.key("ES256", f"x5c={certificate(KEYS['ES256'][1])}"))
    pack = Pack({"id": "1", "version": "1", "events": [], "current_owner": "QUAY"})
    assert signer.seal_pack(pack)[:13] == b'{"protected":'


def test_a_certificate_of_another_key_is_refused(softhsm, certificate):
    path = certificate(b"\x3f")
    assert refused(UsageError, softhsm.key("ES256", f"x5c={path}")) == (
        f"the first certificate in {str(path)!r} is not that of the key"
    )


@pytest.mark.parametrize("query", ("", "alg=ES256"))
def test_a_private_key_alone_is_refused(softhsm, query):
    assert refused(UsageError, softhsm.uri(object="lone", query=query)) == (
        "the token has no public key beside the private one, and there is no x5c="
    )


def test_a_public_key_of_another_private_one_is_found_out(softhsm, certificate):
    says = "the public key is not that of the private key in the token"
    assert refused(UsageError, softhsm.uri(object="crossed")) == says
    path = certificate(KEYS["ES256"][1])
    assert refused(UsageError, softhsm.uri(object="lone", query=f"x5c={path}")) == says


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attributes", "says"),
    (
        ({"object": "none"}, "the token has no such private key"),
        ({"object": "rsa", "id": "%02"}, "the token has no such private key"),
        ({"object": "several"}, "several private keys are meant; object= and id= tell them apart"),
        ({}, "several private keys are meant; object= and id= tell them apart"),
        ({"object": "doubled"}, "the token has several public keys for this private one"),
        ({"object": "short"}, "an RSA key has at least 2048 bits"),
        ({"object": "p521"}, "a key is RSA, on P-256, on P-384 or Ed25519"),
        ({"object": "rsa", "type": "public"}, "a key that signs is of type=private"),
        ({"object": "%ff"}, "what a URI writes with % is UTF-8"),
        ({"object": ""}, "the parts of a URI of a key, between ;, are name=value"),
    ),
)
def test_a_key_that_does_not_serve(softhsm, attributes, says):
    assert refused(UsageError, softhsm.uri(**attributes)) == says


@pytest.mark.parametrize(
    ("key", "algorithm", "says"),
    (
        ("rsa", "ES256", "this is no key for ES256"),
        ("p256", "ES384", "this is no key for ES384"),
        ("p384", "ES256", "this is no key for ES256"),
        ("ed25519", "PS256", "this is no key for PS256"),
        ("p256", "HS256", "a signer signs by one of: PS256, RS256, ES256, ES384, EdDSA"),
    ),
)
def test_an_algorithm_that_is_not_of_the_key(softhsm, key, algorithm, says):
    assert refused(UsageError, softhsm.uri(object=key, query=f"alg={algorithm}")) == says


def test_a_token_that_does_not_sign_by_an_algorithm(softhsm, monkeypatch):
    from pkcs11 import Mechanism

    from fairlead.seal.signer import token

    class Poor:
        label = "poor"
        slot = type("Slot", (), {"get_mechanisms": lambda _: {Mechanism.ECDSA}})()

    with refusing(match="^the token 'poor' does not sign by EdDSA$"):
        token._signing(Poor(), None, "EdDSA")


def test_a_token_that_does_not_say_how_it_signs_is_unreachable(softhsm):
    import pkcs11

    from fairlead.seal.signer import token

    class Slot:
        def get_mechanisms(self):
            raise pkcs11.DeviceError

    mute = type("Mute", (), {"label": "mute", "slot": Slot()})()
    with refusing(Unreachable, match="^the token 'mute' failed: DeviceError$"):
        token._signing(mute, None, "ES256")


def test_several_tokens_of_one_name(softhsm):
    says = "several tokens are meant; token= and serial= tell them apart"
    assert refused(UsageError, softhsm.uri("twin", object="rsa")) == says
    assert refused(UsageError, softhsm.uri("", object="rsa")) == says


def test_a_token_that_is_not_there(softhsm):
    assert refused(Unreachable, softhsm.uri("elsewhere", object="rsa")) == "there is no such token"


@pytest.mark.parametrize("module", ("/nowhere/p11.so", "/", "/etc/hostname", "/bin/sh"))
def test_a_module_that_is_none(module):
    says = refused(Unreachable, f"pkcs11:token=quay?module-path={module}")
    assert says == f"{module!r} is no PKCS #11 module, or cannot be started"


@pytest.mark.parametrize(
    ("uri", "says"),
    (
        (
            "pkcs11:token=quay;object=rsa",
            "module-path= says which library speaks to the token, by its full path",
        ),
        (
            "pkcs11:token=quay?module-path=p11.so",
            "module-path= says which library speaks to the token, by its full path",
        ),
        (
            f"pkcs11:token=quay?pin-value={PIN}",
            "a secret does not stand in a URI, where others may read it",
        ),
        (
            f"pkcs11:token=quay;pin-value={PIN};x=1?module-path=/x",
            "a secret does not stand in a URI, where others may read it",
        ),
        (
            f"pkcs11:token=quay?pin-source=file:{PIN}",
            "pin-source is not supported; the PIN is asked for, or FAIRLEAD_PIN holds it",
        ),
        (
            "pkcs11:token=quay;slot-id=1?module-path=/x",
            FINDING,
        ),
        (
            "pkcs11:token=quay;token=quay?module-path=/x",
            FINDING,
        ),
        (
            "pkcs11:token=quay?module-name=softhsm2",
            "what a URI may name here, each once: module-path, kid, alg, x5c",
        ),
        (
            "pkcs11:token=quay?kid=a&kid=a",
            "what a URI may name here, each once: module-path, kid, alg, x5c",
        ),
        (
            "pkcs11:token=quay?module-path",
            "the parts of a URI of a key, between &, are name=value",
        ),
        ("pkcs11:quay", "the parts of a URI of a key, between ;, are name=value"),
        (
            "pkcs11:token=quay#rsa?module-path=/x",
            "a URI of a key has no part after #; in a name it is written %23",
        ),
    ),
)
def test_a_uri_that_is_none(uri, says):
    assert refused(UsageError, uri) == says


def test_without_the_library_it_says_what_to_install(monkeypatch):
    def importing(name, *rest, plain=builtins.__import__, **more):
        if name == "pkcs11":
            raise ImportError(name)
        return plain(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", importing)
    assert refused(UsageError, "pkcs11:token=quay?module-path=/nowhere") == (
        "a key in a token needs python-pkcs11: install fairlead-ebl[pkcs11]"
    )


# --- the PIN --------------------------------------------------------------------------------------


@pytest.fixture
def logged_out(softhsm):
    """A token `lent`, to which nobody in this process has logged in."""
    from fairlead.seal.signer import token

    def leave():
        for place, login in list(token._LOGINS.items()):
            if login.session.token.label == "lent":
                login.session.close()
                del token._LOGINS[place]

    leave()
    yield softhsm
    leave()


@pytest.mark.parametrize("pin", (WRONG, "1", "p" * 300, f"{PIN} ", "\udcff\udcfe"))
def test_a_wrong_pin_is_refused(logged_out, pin):
    uri = logged_out.uri("lent", object="p256")
    assert refused(UsageError, uri, pin) == "the PIN of the token 'lent' is wrong"
    assert opened(uri).key.algorithm == "ES256"
    assert refused(UsageError, uri, pin) == "the PIN of the token 'lent' is wrong"
    assert opened(uri).key.algorithm == "ES256"


@pytest.mark.parametrize("pin", (None, ""))
def test_no_pin_is_refused(logged_out, pin):
    says = "nobody gave the PIN of the token 'lent'"
    assert refused(UsageError, logged_out.uri("lent", object="p256"), pin) == says


def test_the_pin_is_asked_for_in_words(logged_out):
    asked = []
    open_signer(logged_out.uri("lent", object="p256"), lambda words: asked.append(words) or PIN)
    assert asked == ["PIN of the token 'lent'"]


def test_the_pin_comes_from_the_environment(logged_out, monkeypatch):
    uri = logged_out.uri("lent", object="p256")
    monkeypatch.delenv("FAIRLEAD_PIN", raising=False)
    with refusing(match="^nobody gave the PIN"):
        open_signer(uri)
    monkeypatch.setenv("FAIRLEAD_PIN", PIN)
    assert open_signer(uri).key.algorithm == "ES256"


def test_a_login_is_kept_by_its_module_and_known_by_no_digest_of_its_pin_alone(logged_out):
    from fairlead.seal.signer import token

    opened(logged_out.uri("lent", object="p256"))
    lent = logged_out.library().get_token(token_label=LENT)
    place = (str(Path(logged_out.module).resolve()), lent.serial, lent.slot.slot_id)
    assert token._LOGINS[place].mark != hashlib.blake2b(PIN.encode()).digest()


def test_a_token_that_nobody_set_up_is_none(softhsm):
    from fairlead.seal.signer import token

    with refusing(Unreachable, match="^there is no such token$"):
        token._token(softhsm.module, {"token": ""})


def test_a_session_that_is_lost_while_a_key_is_looked_for_is_forgotten(logged_out, monkeypatch):
    import pkcs11

    from fairlead.seal.signer import token

    def lost(session, _):
        session.close()
        raise pkcs11.SessionClosed

    uri = logged_out.uri("lent", object="p256")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(token, "_private", lost)
        assert refused(Unreachable, uri) == "the token 'lent' failed: SessionClosed"
    assert "lent" not in {one.session.token.label for one in token._LOGINS.values()}


def test_a_session_that_another_part_of_the_process_opened_is_joined(logged_out):
    token = logged_out.library().get_token(token_label=LENT)
    with token.open(user_pin=PIN):
        signer = opened(logged_out.uri("lent", object="p256"))
        assert signer.seal(STATEMENTS[0])


def test_a_session_that_was_lost_is_unreachable_and_opened_anew(logged_out):
    from fairlead.seal.signer import token

    uri = logged_out.uri("lent", object="p256")
    signer = opened(uri)
    [login] = [one for one in token._LOGINS.values() if one.session.token.label == "lent"]
    login.session.close()
    with refusing(Unreachable, match="^the token 'lent' failed: SessionHandleInvalid$"):
        signer.seal(STATEMENTS[0])
    assert opened(uri).seal(STATEMENTS[0])


@pytest.mark.parametrize(
    ("raised", "kind", "says"),
    (
        ("PinLocked", UsageError, "the token 'lent' takes no PIN: PinLocked"),
        ("DeviceError", Unreachable, "the token 'lent' failed: DeviceError"),
    ),
)
def test_a_token_that_lets_nobody_in(softhsm, raised, kind, says):
    import pkcs11

    from fairlead.seal.signer import token

    class Sealed:
        label, serial, slot = "lent", b"none", type("Slot", (), {"slot_id": 99})()

        def open(self, user_pin):
            raise getattr(pkcs11, raised)

    made = token._entered(softhsm.module, Sealed(), lambda _: PIN)
    assert (type(made), str(made)) == (kind, says)


def test_a_session_that_cannot_be_joined(softhsm):
    import pkcs11

    from fairlead.seal.signer import token

    class Full:
        label, serial, slot = "lent", b"none", type("Slot", (), {"slot_id": 99})()

        def open(self, user_pin=None):
            raise pkcs11.SessionCount if user_pin is None else pkcs11.UserAlreadyLoggedIn

    made = token._entered(softhsm.module, Full(), lambda _: PIN)
    assert (type(made), str(made)) == (Unreachable, "the token 'lent' failed: SessionCount")


def test_a_failure_that_loses_no_session_keeps_it(softhsm):
    import pkcs11

    from fairlead.seal.signer import token

    opened(softhsm.key("ES256"))
    before = dict(token._LOGINS)
    quay = softhsm.library().get_token(token_label=QUAY)
    with (
        refusing(Unreachable, match="^the token 'quay' failed: DataLenRange$"),
        token._asking(quay),
    ):
        raise pkcs11.DataLenRange
    assert before == token._LOGINS


# --- public keys as tokens write them -------------------------------------------------------------


class Public(dict):
    key_type = property(lambda self: self["type"])


def test_a_serial_number_may_be_bytes_of_any_kind():
    from fairlead.seal.signer import token

    assert [token._text(one) for one in ("a ", b"a ", b"\xff")] == ["a ", "a", "\ufffd"]


def test_a_point_may_stand_without_its_octet_string():
    from pkcs11 import Attribute, KeyType

    from fairlead.seal.signer import token

    made = ec.generate_private_key(ec.SECP256R1()).public_key()
    form = serialization.PublicFormat.UncompressedPoint
    point = made.public_bytes(serialization.Encoding.X962, form)
    name = bytes.fromhex("06082a8648ce3d030107")
    for written in (point, b"\x04\x41" + point):
        public = Public(type=KeyType.EC) | {Attribute.EC_PARAMS: name, Attribute.EC_POINT: written}
        assert token._native(Public(public)) == made


def test_a_point_is_unwrapped_only_where_both_its_tag_and_its_length_say_so():
    from fairlead.seal.signer import token

    for plain in (b"\x04\x41" + bytes(63), b"\x04\x42" + bytes(65), b"\x05\x41" + bytes(65)):
        assert token._point(plain, 65) == plain
    assert token._point(b"\x04\x41" + bytes(65), 65) == bytes(65)


@pytest.mark.parametrize(
    ("kind", "name", "point", "says"),
    (
        ("EC", "06082a8648ce3d030107", b"\4" * 67, "the public key in the token cannot be used"),
        (
            "EC",
            "06082a8648ce3d030107",
            b"\4\x42" + b"\4" * 65,
            "the public key in the token cannot be used",
        ),
        ("EC", "06082a8648ce3d030107", b"", "the public key in the token cannot be used"),
        ("EC_EDWARDS", "06032b6570", b"", "the public key in the token cannot be used"),
        (
            "EC_EDWARDS",
            "06032b6570",
            b"\4\x20" + bytes(31),
            "the public key in the token cannot be used",
        ),
        ("EC_EDWARDS", "06032b656e", b"", "a key is RSA, on P-256, on P-384 or Ed25519"),
        ("DSA", "", b"", "a key is RSA, on P-256, on P-384 or Ed25519"),
    ),
)
def test_a_public_key_that_cannot_be_used(kind, name, point, says):
    from pkcs11 import Attribute, KeyType

    from fairlead.seal.signer import token

    public = Public(type=KeyType[kind])
    public |= {Attribute.EC_PARAMS: bytes.fromhex(name), Attribute.EC_POINT: point}
    with refusing() as caught:
        token._native(Public(public))
    assert str(caught.value) == says


# --- threads --------------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", (("ES256", "ES256"), ("PS256", "EdDSA")))
def test_signing_from_several_threads_does_not_mix_anything_up(softhsm, pair):
    """Each thread has statements of its own; each signature must hold over its own statement."""
    signers = [opened(softhsm.key(one)) for one in pair]
    together = threading.Barrier(4)

    def run(number):
        signer = signers[number % 2]
        together.wait()
        wrong = 0
        for turn in range(40):
            statement = IssuanceManifest(f"{number:032x}{turn:032x}", "1" * 64)
            sealed = signer.seal(statement)
            verdict = verify_jws(sealed, trusting(signer), statement.purpose, at=AT, read=bytes)
            wrong += not isinstance(verdict, Verified) or verdict.content != statement.payload()
        return wrong

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(run, range(4))) == [0, 0, 0, 0]


def test_opening_from_several_threads_logs_in_once(logged_out):
    uri = logged_out.uri("lent", object="p256")
    with ThreadPoolExecutor(4) as pool:
        assert len({one.kid for one in pool.map(opened, [uri] * 8)}) == 1
