"""Canaries: private keys, passphrases and PINs appear in no text of ours."""

import base64
import copy
import dataclasses
import logging
import os
import pickle
import subprocess
import sys
import traceback
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

import fairlead
from fairlead.errors import FairleadError, UsageError
from fairlead.seal import open_signer
from fairlead.seal.signer.file import new_key
from tests.tokens import PIN
from tests.unit.seal.sealing import STATEMENTS

PHRASE = "phrase-canary-5519"
WRONG = "wrong-canary-5519"
OURS = Path(fairlead.__file__).parent
KEYS = {
    "rsa": rsa.generate_private_key(65537, 2048),
    "p256": ec.generate_private_key(ec.SECP256R1()),
    "p384": ec.generate_private_key(ec.SECP384R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
}


def pem(key, phrase=None):
    lock = BestAvailableEncryption(phrase.encode()) if phrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def canaries(key):
    """Everything by which the private half of a key would be recognised."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        numbers = [key.private_bytes_raw()]
    elif isinstance(key, rsa.RSAPrivateKey):
        said = key.private_numbers()
        numbers = [one.to_bytes((one.bit_length() + 7) // 8) for one in (said.d, said.p, said.q)]
    else:
        numbers = [key.private_numbers().private_value.to_bytes((key.key_size + 7) // 8)]
    yield from (line for line in pem(key).decode().splitlines()[1:-1] if len(line) > 20)
    for number in numbers:
        yield number.hex()
        yield str(int.from_bytes(number))
        yield base64.urlsafe_b64encode(number).rstrip(b"=").decode()
        yield base64.b64encode(number).decode()
        yield repr(number)[2:-1]


def leaked(shown, *secrets):
    """The secrets that a text holds, in whatever case."""
    return [one for one in secrets if one.lower() in shown.lower()]


def reachable(thing):
    """A thing and all that its members and closures lead to, short of modules and builtins."""
    seen, ahead = {}, [thing]
    while ahead:
        one = ahead.pop()
        if id(one) in seen or isinstance(one, (ModuleType, type)):
            continue
        seen[id(one)] = one
        if isinstance(one, dict):
            ahead += [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple, set, frozenset)):
            ahead += one
        names = [*getattr(one, "__dict__", ()), *getattr(type(one), "__slots__", ())]
        ahead += [getattr(one, name, None) for name in names]
        ahead += [cell.cell_contents for cell in getattr(one, "__closure__", None) or ()]
        ahead += [getattr(one, "__self__", None), getattr(one, "__wrapped__", None)]
    return list(seen.values())


def shown(thing):
    """Every text that a thing gives of itself."""
    return "\n".join(text for one in reachable(thing) for text in (repr(one), str(one)))


def told(problem):
    """What a log shows of an exception: the chain, with the variables of our frames."""
    texts, one = [], problem
    while one is not None:
        texts += [repr(one), str(one), repr(one.args), repr(vars(one))]
        whole = traceback.TracebackException.from_exception(one, capture_locals=True)
        ours = [frame for frame in whole.stack if OURS in Path(frame.filename).parents]
        assert ours or one is not problem
        texts += [repr(frame.locals) for frame in ours]
        texts.append("".join(traceback.format_exception(one)))
        one = one.__cause__ or one.__context__
    return "\n".join(texts)


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("phrase", (None, PHRASE), ids=("plain", "encrypted"))
def test_a_signer_shows_nothing_of_its_private_key(tmp_path, kind, phrase):
    path = tmp_path / "key.pem"
    path.write_bytes(pem(KEYS[kind], phrase))
    signer = open_signer(f"file:{path}", lambda _: phrase)
    assert leaked(shown(signer), PHRASE, *canaries(KEYS[kind])) == []
    assert leaked(f"{signer} {signer!r} {signer.key!r}", "-----BEGIN", '"d"') == []
    sealed = b"".join(signer.seal(one) for one in STATEMENTS).decode()
    assert leaked(sealed, PHRASE, *canaries(KEYS[kind])) == []
    assert set(signer.key.jwk).isdisjoint({"d", "p", "q", "dp", "dq", "qi", "k"})


def test_the_canaries_would_be_seen(tmp_path):
    """The search finds what is there: a key in a closure, in a member, and in a frame."""

    @dataclasses.dataclass
    class Loose:
        held: object

    def closed():
        return PHRASE, key

    key = pem(KEYS["p256"]).decode()
    assert leaked(shown(Loose([closed])), PHRASE) == []
    held = PHRASE
    assert leaked(shown(Loose([lambda: held])), PHRASE) == [PHRASE]
    lines = list(canaries(KEYS["p256"]))
    assert leaked(shown(Loose({"key": key})), *lines)[0] == lines[0]


def test_a_signer_is_not_copied_into_a_file(tmp_path):
    path = tmp_path / "key.pem"
    path.write_bytes(pem(KEYS["p256"]))
    signer = open_signer(f"file:{path}")
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        pickle.dumps(signer)
    assert leaked(shown(copy.copy(signer)), *canaries(KEYS["p256"])) == []


def corrupt(data):
    """A PEM whose base64 was cut and in which a canary stands."""
    lines = data.splitlines()
    return b"\n".join([lines[0], b"Y2FuYXJ5LWluLXRoZS1maWxl", *lines[2:]])


CASES = {
    "no passphrase": (lambda: pem(KEYS["rsa"], PHRASE), None),
    "wrong passphrase": (lambda: pem(KEYS["rsa"], PHRASE), WRONG),
    "passphrase that is no text": (lambda: pem(KEYS["rsa"], PHRASE), WRONG + "\udcff"),
    "corrupt": (lambda: corrupt(pem(KEYS["p256"])), PHRASE),
    "corrupt and encrypted": (lambda: corrupt(pem(KEYS["p256"], PHRASE)), PHRASE),
    "cut": (lambda: pem(KEYS["p256"])[:-80], PHRASE),
    "text": (lambda: b"password = Y2FuYXJ5LWluLXRoZS1maWxl", PHRASE),
    "secp256k1": (lambda: pem(ec.generate_private_key(ec.SECP256K1())), PHRASE),
    "large": (lambda: b"Y2FuYXJ5LWluLXRoZS1maWxl" * 10_000, PHRASE),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_raised_shows_nothing_of_a_file(tmp_path, caplog, capfd, case):
    caplog.set_level(logging.DEBUG)
    make, phrase = CASES[case]
    path = tmp_path / "key.pem"
    data = make()
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        open_signer(f"file:{path}", lambda _: phrase)
    logging.getLogger("tests").error("it failed", exc_info=caught.value)
    said = told(caught.value) + caplog.text + "".join(capfd.readouterr())
    body = [one for one in data.decode().splitlines() if len(one) > 20 and one[0] != "-"]
    assert body
    secrets = [PHRASE, WRONG, *(line[:60] for line in body)]
    assert leaked(said, *secrets) == []


def test_what_is_raised_of_an_unreadable_file_names_the_file_only(tmp_path):
    with pytest.raises(UsageError) as caught:
        open_signer(f"file:{tmp_path}/none.pem", lambda _: PHRASE)
    assert leaked(told(caught.value), PHRASE) == []


@pytest.mark.parametrize(
    ("phrase", "says"),
    ((WRONG + "\udcff", "a text in UTF-8"), (WRONG * 61, "at most 1023 bytes")),
    ids=("no text", "too long"),
)
def test_a_passphrase_that_locks_nothing_is_misuse_and_not_shown(phrase, says):
    with pytest.raises(UsageError, match=says) as caught:
        new_key("ES256", phrase)
    assert leaked(told(caught.value), WRONG) == []


def test_the_longest_passphrase_locks_a_key():
    assert new_key("ES256", "a" * 1023)[0].startswith(b"-----BEGIN ENCRYPTED")


@pytest.mark.parametrize(
    "uri",
    (
        f"file:key.pem?passphrase={PHRASE}",
        f"file:key.pem?pin-value={PHRASE}&passphrase={PHRASE}",
        f"file:key.pem?colour={PHRASE}",
        f"file:key.pem?{PHRASE}",
        f"file:key.pem?alg={PHRASE}",
        f"file:key.pem?kid=a&kid={PHRASE}",
        f"pkcs11:token=quay?pin-value={PHRASE}",
        f"pkcs11:token=quay;pin-value={PHRASE}",
        f"pkcs11:token=quay;pin-source={PHRASE}",
        f"pkcs11:token=quay;type={PHRASE}?module-path=/x",
        f"pkcs11:{PHRASE}",
        f"https://quay:{PHRASE}@quay.example/key.pem",
        f"{PHRASE}",
    ),
)
def test_a_uri_is_not_quoted(uri):
    with pytest.raises(UsageError) as caught:
        open_signer(uri)
    problem = caught.value
    assert leaked("".join(traceback.format_exception(problem)) + repr(problem), PHRASE) == []


@pytest.mark.parametrize("pin", (PIN, WRONG, WRONG + "\udcff", None))
@pytest.mark.parametrize("label", ("quay", "lent", "twin", "elsewhere"))
def test_a_token_shows_nothing_of_its_pin(softhsm, caplog, capfd, label, pin):
    caplog.set_level(logging.DEBUG)
    try:
        said = shown(open_signer(softhsm.uri(label, object="p256"), lambda _: pin))
    except FairleadError as problem:
        logging.getLogger("tests").exception("it failed")
        said = told(problem)
    said += caplog.text + "".join(capfd.readouterr())
    assert leaked(said, PIN, WRONG) == []


def test_what_the_room_keeps_shows_nothing_of_a_pin(softhsm):
    from fairlead.seal.signer import token

    open_signer(softhsm.key("ES256"), lambda _: PIN)
    assert token._LOGINS
    assert leaked(shown(token._LOGINS) + shown(vars(token)), PIN) == []


# --- the command line -----------------------------------------------------------------------------

BILL = "examples/straight-bill/bill.dcsa.json"
COMMANDS = (
    (0, "keys show {key}"),
    (0, "keys public {key}"),
    (0, "keys public {key} --form jwk"),
    (0, "keys new {new}"),
    (2, "keys new {file}"),
    (2, "keys show {key}?passphrase={phrase}"),
    (2, "keys show {key}?pin-value={phrase}&passphrase={phrase}"),
    (2, "keys show {corrupt}"),
    (2, "keys show {locked}"),
    (2, "keys show file:none.pem"),
    (0, "convert {bill} --to un-json --key {key} --receipt {receipt} --seal-unverified"),
    (2, "convert {bill} --to un-json --key {locked} --receipt {receipt} --seal-unverified"),
)
"""What is run with secrets in the environment, and how it ends. A verb that takes a key belongs
here."""


@pytest.fixture
def places(tmp_path):
    """Files with canaries, by the names that the commands give them."""
    broken = corrupt(pem(KEYS["p256"]))
    for name, data in (
        ("key", pem(KEYS["p256"], PHRASE)), ("locked", pem(KEYS["p256"], WRONG)),
        ("corrupt", broken),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
    return {
        "key": f"file:{tmp_path}/key", "locked": f"file:{tmp_path}/locked",
        "corrupt": f"file:{tmp_path}/corrupt", "file": tmp_path / "key", "new": tmp_path / "new",
        "receipt": tmp_path / "receipt", "phrase": PHRASE, "bill": BILL,
    }  # fmt: skip


def run(root, command):
    """How a command ends that finds secrets in its environment, and all that it prints."""
    environment = {**os.environ, "FAIRLEAD_PIN": PIN, "FAIRLEAD_PASSPHRASE": PHRASE}
    done = subprocess.run(
        [Path(sys.executable).with_name("fairlead"), *command],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("ends", "command"), COMMANDS)
def test_the_command_line_shows_no_secret(root, places, ends, command):
    code, said = run(root, [part.format(**places) for part in command.split()])
    assert code == ends, said
    assert leaked(said, PHRASE, WRONG, "Y2FuYXJ5", *canaries(KEYS["p256"])) == []
    if places["new"].exists():
        key = places["new"].read_text()
        assert key.startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
        assert leaked(said, *key.splitlines()[1:-1]) == []


@pytest.mark.parametrize("label", ("quay", "lent"))
def test_the_command_line_shows_no_pin(root, softhsm, label):
    code, said = run(root, ["keys", "show", softhsm.uri(label, object="p256")])
    assert code == 0, said
    assert leaked(said, PIN) == []
