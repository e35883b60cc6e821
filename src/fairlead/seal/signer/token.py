"""Keys in tokens: PKCS#11, found by an RFC 7512 URI; the private key never leaves the token.

A process logs in to a token once (PKCS #11 knows no other way): its session stays open as long as
the process does, and is shared by all signers of that token. A second signer has to know the PIN
all the same. Modules need not bear two threads at once, so one call is made at a time. A process
that was forked opens its signers anew.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_to_bytes

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from fairlead.errors import FairleadError, Unreachable, UsageError
from fairlead.seal.algorithm import OTHER_KIND, Algorithm, PublicKey, asked_algorithm
from fairlead.seal.signer.reading import certified, chain_of, read_chain
from fairlead.seal.signer.signer import Signer
from fairlead.seal.verdict import Halt

if TYPE_CHECKING:
    import pkcs11

FINDING: Final = ("token", "manufacturer", "model", "serial", "object", "id", "type")
"""The attributes of RFC 7512 by which a key is found."""

_SAID: Final = {
    "token": "label", "manufacturer": "manufacturer_id", "model": "model", "serial": "serial",
}  # fmt: skip
"""What a token says of itself, by the attribute of RFC 7512."""

_GATE: Final = threading.RLock()
"""Held during every call into a module."""

_PROBE: Final = b"Fairlead asks whether this key belongs to its public key; this is no statement"
"""Signed once when a signer is opened. It cannot be a JWS, whose message starts with `eyJ`."""

_CURVES: Final[Mapping[bytes, Any]] = {
    bytes.fromhex("06082a8648ce3d030107"): ec.SECP256R1(),
    bytes.fromhex("06052b81040022"): ec.SECP384R1(),
}
"""By the name of the curve in CKA_EC_PARAMS, which is an object identifier in DER."""

_ED25519: Final = (bytes.fromhex("06032b6570"), b"\x13\x0cedwards25519")
"""Its name in CKA_EC_PARAMS: an object identifier (RFC 8410) or a printable string (PKCS #11)."""

_OCTETS: Final = 4
"""The tag of an octet string in DER."""


@dataclass(frozen=True, slots=True)
class _Login:
    session: pkcs11.Session
    mark: bytes = field(repr=False)
    """What the PIN is known again by; of no use outside this process."""


_LOGINS: Final[dict[tuple[str, bytes, int], _Login]] = {}
"""The sessions of this process, by module, serial number and slot."""

_SALT: Final = secrets.token_bytes(32)


def open_token(
    path: Mapping[str, str], options: Mapping[str, str], secret: Callable[[str], str | None]
) -> Signer:
    """The signer of a key in a token. Raises `UsageError` or `Unreachable`."""
    asked = asked_algorithm(options)
    if path.get("type", "private") != "private":
        raise UsageError("a key that signs is of type=private")
    module = options.get("module-path")
    if module is None or not module.startswith("/"):
        raise UsageError("module-path= says which library speaks to the token, by its full path")
    token = _token(module, path)
    session = _entered(module, token, secret)
    if isinstance(session, FairleadError):
        raise session
    with _asking(token):
        private = _private(session, path)
        native = _public(session, private)
    if native is None and "x5c" in options:
        native = certified(read_chain(options["x5c"]))
    if native is None:
        raise UsageError("the token has no public key beside the private one, and there is no x5c=")
    key = PublicKey.from_native(native, asked)
    sign = _signing(token, private, key.algorithm)
    _belong(sign, key)
    chain = chain_of(options["x5c"], key) if "x5c" in options else ()
    return Signer(options.get("kid", key.thumbprint), key, sign, chain)


# --- the token ------------------------------------------------------------------------------------


def _library() -> Any:
    """python-pkcs11. Raises `UsageError` where it is not installed."""
    try:
        import pkcs11
    except ImportError as problem:
        says = "a key in a token needs python-pkcs11: install fairlead-ebl[pkcs11]"
        raise UsageError(says) from problem
    return pkcs11


def _token(module: str, path: Mapping[str, str]) -> pkcs11.Token:
    """The one token that is meant. Raises `Unreachable` where it is not there."""
    from fairlead.seal.signer.uri import decoded

    p11 = _library()
    wanted = {_SAID[name]: decoded(path[name]) for name in _SAID.keys() & path.keys()}
    try:
        with _GATE:
            # One library has one name here, or it would be started twice.
            library = p11.lib(str(Path(module).resolve()))
            tokens = list(library.get_tokens(token_flags=p11.TokenFlag.TOKEN_INITIALIZED))
    except p11.PKCS11Error:
        raise Unreachable(f"{module!r} is no PKCS #11 module, or cannot be started") from None
    found: list[pkcs11.Token] = [
        one for one in tokens if all(_text(getattr(one, of)) == wanted[of] for of in wanted)
    ]
    if not found:
        raise Unreachable("there is no such token")
    if len(found) > 1:
        raise UsageError("several tokens are meant; token= and serial= tell them apart")
    return found[0]


def _text(value: str | bytes) -> str:
    """What a token says of itself; its serial number comes as bytes."""
    return value if isinstance(value, str) else value.decode(errors="replace").strip()


@contextmanager
def _asking(token: pkcs11.Token) -> Iterator[None]:
    """Calls into a module, one at a time; raises `Unreachable` where they fail."""
    p11 = _library()
    lost = (
        p11.SessionHandleInvalid, p11.SessionClosed, p11.UserNotLoggedIn, p11.KeyHandleInvalid,
        p11.ObjectHandleInvalid, p11.DeviceRemoved, p11.TokenNotPresent,
    )  # fmt: skip
    with _GATE:
        try:
            yield
        except p11.PKCS11Error as problem:
            if isinstance(problem, lost):  # whoever opens a signer next logs in anew
                for place in [one for one in _LOGINS if _LOGINS[one].session.token == token]:
                    del _LOGINS[place]
            says = f"the token {token.label!r} failed: {type(problem).__name__}"
            raise Unreachable(says) from None


def _entered(
    module: str, token: pkcs11.Token, secret: Callable[[str], str | None]
) -> pkcs11.Session | FairleadError:
    """The session of this process with the token, or the exception that says why there is none.

    Nothing is raised from here, where the PIN is at hand: a traceback that shows the variables of
    its frames does not show it.
    """
    p11 = _library()
    pin = secret(f"PIN of the token {token.label!r}")
    if not pin:
        return UsageError(f"nobody gave the PIN of the token {token.label!r}")
    wrong = UsageError(f"the PIN of the token {token.label!r} is wrong")
    mark = hashlib.blake2b(pin.encode(errors="surrogatepass"), key=_SALT).digest()
    place = (str(Path(module).resolve()), token.serial, token.slot.slot_id)
    with _GATE:
        known = _LOGINS.get(place)
        if known is not None:
            return known.session if hmac.compare_digest(known.mark, mark) else wrong
        try:
            session: pkcs11.Session = token.open(user_pin=pin)
        except p11.UserAlreadyLoggedIn:
            return _joined(token)
        except (p11.PinIncorrect, p11.PinInvalid, p11.PinLenRange, UnicodeEncodeError):
            return wrong
        except (p11.PinExpired, p11.PinLocked, p11.UserPinNotInitialized) as problem:
            return UsageError(f"the token {token.label!r} takes no PIN: {type(problem).__name__}")
        except p11.PKCS11Error as problem:
            return Unreachable(f"the token {token.label!r} failed: {type(problem).__name__}")
        _LOGINS[place] = _Login(session, mark)
        return session


def _joined(token: pkcs11.Token) -> pkcs11.Session | FairleadError:
    """A session with a token that another part of this process, which knew the PIN, logged in to.

    Whether our PIN is right cannot be asked: a token that is open to a process is open to all of
    it.
    """
    p11 = _library()
    try:
        session: pkcs11.Session = token.open()
    except p11.PKCS11Error as problem:
        return Unreachable(f"the token {token.label!r} failed: {type(problem).__name__}")
    return session


# --- the key --------------------------------------------------------------------------------------


def _private(session: pkcs11.Session, path: Mapping[str, str]) -> Any:
    """The one private key that is meant. Raises `UsageError` where there is none, or several."""
    from pkcs11 import Attribute, ObjectClass

    from fairlead.seal.signer.uri import decoded

    wanted: dict[Attribute, Any] = {Attribute.CLASS: ObjectClass.PRIVATE_KEY}
    if "object" in path:
        wanted[Attribute.LABEL] = decoded(path["object"])
    if "id" in path:
        wanted[Attribute.ID] = unquote_to_bytes(path["id"])
    found = list(session.get_objects(wanted))
    if not found:
        raise UsageError("the token has no such private key")
    if len(found) > 1:
        raise UsageError("several private keys are meant; object= and id= tell them apart")
    return found[0]


def _public(session: pkcs11.Session, private: Any) -> Any:
    """The public key beside a private one, as cryptography has it; None where there is none."""
    from pkcs11 import Attribute, ObjectClass

    by = Attribute.ID if private.id else Attribute.LABEL
    wanted = {
        Attribute.CLASS: ObjectClass.PUBLIC_KEY,
        Attribute.KEY_TYPE: private.key_type,
        by: private[by],
    }
    found = list(session.get_objects(wanted))
    if len(found) > 1:
        raise UsageError("the token has several public keys for this private one")
    return _native(found[0]) if found else None


def _native(public: Any) -> Any:
    """A public key of a token, as cryptography has it. Raises `UsageError` for another kind."""
    from pkcs11 import Attribute, KeyType

    try:
        if public.key_type == KeyType.RSA:
            modulus, exponent = public[Attribute.MODULUS], public[Attribute.PUBLIC_EXPONENT]
            numbers = rsa.RSAPublicNumbers(int.from_bytes(exponent), int.from_bytes(modulus))
            return numbers.public_key()
        if public.key_type not in {KeyType.EC, KeyType.EC_EDWARDS}:
            raise UsageError(OTHER_KIND)
        name, point = public[Attribute.EC_PARAMS], public[Attribute.EC_POINT]
        if name in _ED25519:
            return ed25519.Ed25519PublicKey.from_public_bytes(_point(point, 32))
        if name not in _CURVES:
            raise UsageError(OTHER_KIND)
        curve = _CURVES[name]
        size = 1 + 2 * ((curve.key_size + 7) // 8)
        return ec.EllipticCurvePublicKey.from_encoded_point(curve, _point(point, size))
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise UsageError("the public key in the token cannot be used") from problem


def _point(point: bytes, size: int) -> bytes:
    """A point of a curve, which some tokens wrap in an octet string and others do not.

    >>> _point(bytes([4, 2, 7, 8]), 2) == _point(bytes([7, 8]), 2)
    True
    """
    wrapped = len(point) == size + 2 and point[:2] == bytes([_OCTETS, size])
    return point[2:] if wrapped else point


# --- signing --------------------------------------------------------------------------------------


def _signing(token: pkcs11.Token, private: Any, algorithm: str) -> Callable[[bytes], bytes]:
    """What signs with a key in a token. Raises `UsageError` for what the token cannot do."""
    from pkcs11 import MGF, Mechanism

    mechanism, options = {
        Algorithm.PS256: (Mechanism.SHA256_RSA_PKCS_PSS, (Mechanism.SHA256, MGF.SHA256, 32)),
        Algorithm.RS256: (Mechanism.SHA256_RSA_PKCS, None),
        Algorithm.ES256: (Mechanism.ECDSA, None),
        Algorithm.ES384: (Mechanism.ECDSA, None),
        Algorithm.EDDSA: (Mechanism.EDDSA, None),
    }[Algorithm(algorithm)]
    with _asking(token):
        known = token.slot.get_mechanisms()
    if mechanism not in known:
        raise UsageError(f"the token {token.label!r} does not sign by {algorithm}")
    digest = {Algorithm.ES256: hashlib.sha256, Algorithm.ES384: hashlib.sha384}.get(
        Algorithm(algorithm)
    )

    def sign(message: bytes) -> bytes:
        data = message if digest is None else digest(message).digest()
        with _asking(token):
            made: bytes = private.sign(data, mechanism=mechanism, mechanism_param=options)
            return made

    return sign


def _belong(sign: Callable[[bytes], bytes], key: PublicKey) -> None:
    """Raises `UsageError` where what is signed does not hold by the public key."""
    try:
        key.hold(sign(_PROBE), _PROBE)
    except Halt as problem:
        raise UsageError("the public key is not that of the private key in the token") from problem
