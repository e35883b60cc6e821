"""Signers by URI: the scheme picks who holds the key."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, TypeAlias
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from fairlead.errors import UsageError
from fairlead.seal.signer.signer import Signer

Secret: TypeAlias = Callable[[str], str | None]
"""Asked for a passphrase or a PIN, with the words to ask in; None where nobody knows it."""

PASSPHRASE: Final = "FAIRLEAD_PASSPHRASE"  # noqa: S105 - the name of a variable, no secret


def open_signer(uri: str, secret: Secret | None = None) -> Signer:
    """The signer of a URI.

    `file:keys/quay.pem`, with `?kid=NAME` for another name than its thumbprint, `&alg=RS256` for
    another algorithm than PS256 of an RSA key, and `&x5c=chain.pem` for its certificates.
    The passphrase comes from `secret`, else from the environment (`FAIRLEAD_PASSPHRASE`), never
    from the URI.

    Raises `UsageError` for a URI, a key or a secret that does not serve, `Unreachable` where the
    file cannot be read.
    """
    parts = urlsplit(uri)
    if parts.scheme == "file":
        from fairlead.seal.signer.file import open_file

        asked = secret or _from_environment(PASSPHRASE)
        return open_file(
            unquote(parts.netloc + parts.path), _options(parts, "kid", "alg", "x5c"), asked
        )
    raise UsageError("a key is named as file:PATH")


def _options(parts: SplitResult, *known: str) -> dict[str, str]:
    """What stands after the question mark. Raises `UsageError` for a name that means nothing."""
    try:
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query), max_num_fields=8)
    except ValueError as problem:
        raise UsageError("what stands after ? of a key is name=value") from problem
    if {"pin-value", "passphrase"} & asked.keys():
        raise UsageError("a secret does not stand in a URI, where others may read it")
    unknown = asked.keys() - set(known)
    if unknown or any(len(values) > 1 for values in asked.values()):
        raise UsageError(f"what may stand after ? of a key, each once: {', '.join(known)}")
    return {name: values[0] for name, values in asked.items()}


def _from_environment(variable: str) -> Secret:
    """A secret that stands in the environment."""
    return lambda _: os.environ.get(variable)
