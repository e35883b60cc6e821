"""Signers by URI: the scheme picks who holds the key."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, TypeAlias
from urllib.parse import unquote

from fairlead.errors import UsageError
from fairlead.seal.jws import is_kid
from fairlead.seal.signer.signer import Signer

Secret: TypeAlias = Callable[[str], str | None]
"""Asked for a passphrase or a PIN, with the words to ask in; None where nobody knows it."""

PASSPHRASE: Final = "FAIRLEAD_PASSPHRASE"  # noqa: S105 - the name of a variable, no secret
PIN: Final = "FAIRLEAD_PIN"

_SECRETS: Final = frozenset(("passphrase", "password", "pin", "pin-value"))


def open_signer(uri: str, secret: Secret | None = None) -> Signer:
    """The signer of a URI.

    `file:keys/quay.pem` is a PKCS#8 key in PEM. Its passphrase comes from `secret`, else from the
    environment (`FAIRLEAD_PASSPHRASE`).

    `pkcs11:token=quay;object=issuing;id=%01?module-path=/usr/lib/softhsm/libsofthsm2.so` is a key
    in a token (RFC 7512), which needs `fairlead-ebl[pkcs11]`. Its PIN comes from `secret`, else
    from the environment (`FAIRLEAD_PIN`). The session with the token lasts as long as the process.

    After the question mark may stand `kid=NAME` for another name than the thumbprint of the key,
    `alg=RS256` for another algorithm than PS256 of an RSA key, and `x5c=chain.pem` for its
    certificates. A secret never stands in a URI.

    Raises `UsageError` for a URI, a key or a secret that does not serve, `Unreachable` where the
    file cannot be read, or the token or its module is not there.

    >>> open_signer("file:keys/quay.pem?passphrase=...")
    Traceback (most recent call last):
    fairlead.errors.UsageError: a secret does not stand in a URI, where others may read it
    """
    where, options = read_uri(uri)
    if isinstance(where, str):
        from fairlead.seal.signer.file import open_file

        return open_file(where, options, secret or _from_environment(PASSPHRASE))
    from fairlead.seal.signer.token import open_token

    return open_token(where, options, secret or _from_environment(PIN))


def read_uri(uri: str) -> tuple[str | dict[str, str], dict[str, str]]:
    """Where the key of a URI is, and what else the URI says; nothing is opened.

    The place is the path of a file, or what a key in a token is found by. Raises `UsageError` as
    [`open_signer`][fairlead.seal.signer.uri.open_signer] does for a URI that means nothing.

    >>> read_uri("file:keys/quay.pem?kid=quay-1")
    ('keys/quay.pem', {'kid': 'quay-1'})
    """
    scheme, _, rest = uri.partition(":")
    path, _, query = rest.partition("?")
    if "#" in rest:
        raise UsageError("a URI of a key has no part after #; in a name it is written %23")
    match scheme.lower():
        case "file":
            options = named(query, "&", "kid", "alg", "x5c")
            return decoded(path.removeprefix("//")), _decoded(options)
        case "pkcs11":
            from fairlead.seal.signer.token import FINDING

            options = named(query, "&", "module-path", "kid", "alg", "x5c")
            return named(path, ";", *FINDING), _decoded(options)
    raise UsageError("a key is named as file:PATH or pkcs11:token=...;object=...?module-path=...")


def named(text: str, separator: str, *known: str) -> dict[str, str]:
    """The values by their names, as they are written.

    Raises `UsageError` for a name that means nothing, and for a secret, and quotes neither.

    >>> named("token=quay;id=%01", ";", "token", "id")
    {'token': 'quay', 'id': '%01'}
    """
    parts = [one.partition("=") for one in text.split(separator)] if text else []
    names = [name for name, _, _ in parts]
    if _SECRETS & set(names):
        raise UsageError("a secret does not stand in a URI, where others may read it")
    if "pin-source" in names:
        raise UsageError(f"pin-source is not supported; the PIN is asked for, or {PIN} holds it")
    if not all(name and value for name, _, value in parts):
        raise UsageError(f"the parts of a URI of a key, between {separator}, are name=value")
    if len(set(names)) != len(names) or not set(names) <= set(known):
        raise UsageError(f"what a URI may name here, each once: {', '.join(known)}")
    return {name: value for name, _, value in parts}


def decoded(text: str) -> str:
    """The text that is written with percent signs. Raises `UsageError` where it is no UTF-8.

    >>> decoded("a%20quay+")
    'a quay+'
    """
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError as problem:
        raise UsageError("what a URI writes with % is UTF-8") from problem


def _decoded(options: dict[str, str]) -> dict[str, str]:
    """The options as they are meant. Raises `UsageError` for a name that no verifier would read."""
    said = {name: decoded(value) for name, value in options.items()}
    if "kid" in said and not is_kid(said["kid"]):
        raise UsageError("the name of a key (kid) is a printable text of at most 256 characters")
    return said


def _from_environment(variable: str) -> Secret:
    """A secret that stands in the environment."""
    return lambda _: os.environ.get(variable)
