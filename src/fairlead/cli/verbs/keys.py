"""`fairlead keys`: keys to sign with."""

from __future__ import annotations

import json
import os

import click

from fairlead.cli import sealing, streams, writing
from fairlead.cli.exits import DONE
from fairlead.errors import Unreachable, UsageError

KINDS = ("ES256", "ES384", "EdDSA", "PS256", "RS256")


@click.group(name="keys")
def command() -> None:
    """Make keys to sign with, and show their public halves.

    A key is named by a URI: file:quay.pem, or pkcs11:token=quay;object=issuing on a hardware token.
    Its passphrase or PIN comes from FAIRLEAD_PASSPHRASE or FAIRLEAD_PIN, else it is asked for at a
    terminal; it never stands in the URI.

    \b
    Examples:
      A new key, and its public half for those who shall trust it:
        fairlead keys new quay.pem
        fairlead keys public file:quay.pem > quay.public.pem
    """  # noqa: D301 - the \b is click's


@command.command(name="new")
@click.argument("file")
@click.option("--alg", "algorithm", type=click.Choice(KINDS), default="ES256", show_default=True,
              help="The algorithm that the key is for.")  # fmt: skip
def new(file: str, algorithm: str) -> int:
    """Make a key in FILE: PKCS#8 in PEM, encrypted where there is a passphrase.

    A file that is there already is left as it is. Only its owner may read the new one.

    \b
    Examples:
      By elliptic curve, encrypted:
        FAIRLEAD_PASSPHRASE=... fairlead keys new quay.pem
      RSA, which every DCSA platform reads:
        fairlead keys new quay.pem --alg PS256
    """  # noqa: D301 - the \b is click's
    from fairlead.seal.signer.file import new_key

    writing.place_for(file, ())
    pem, key = new_key(algorithm, sealing.new_passphrase())
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{file!r} is there already; a key is never written over") from None
    except OSError as problem:
        raise Unreachable(f"{file!r} could not be written: {problem.strerror}") from problem
    whole = False
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(pem)
        whole = True
    finally:
        if not whole:
            os.unlink(file)  # noqa: PTH108 - the name as it was typed
    streams.say(f"{file}: {key.algorithm}, kid {key.thumbprint}")
    if key.algorithm == "RS256":  # an RSA key does not say which of its two it is for
        streams.tell(f"fairlead: note: name it as 'file:{file}?alg=RS256'; else it signs by PS256")
    if b"ENCRYPTED" not in pem:
        streams.tell(
            f"fairlead: note: {file!r} is not encrypted; FAIRLEAD_PASSPHRASE would do that"
        )
    return DONE


@command.command(name="show")
@click.argument("uri")
def show(uri: str) -> int:
    """Say what the key at URI is: its algorithm, its name, and its thumbprint.

    \b
    Examples:
      In a file:
        fairlead keys show file:quay.pem
      On a token:
        fairlead keys show "pkcs11:token=quay;object=issuing?module-path=/usr/lib/token.so"
    """  # noqa: D301 - the \b is click's
    signer = sealing.signer_of(uri)
    streams.say(f"algorithm   {signer.key.algorithm}")
    streams.say(f"kid         {signer.kid}")
    streams.say(f"thumbprint  {signer.key.thumbprint}")
    for number, one in enumerate(signer.certificates, 1):
        streams.say(f"x5c {number}       {one.subject.rfc4514_string()}")
    return DONE


@command.command(name="public")
@click.argument("uri")
@click.option("--form", type=click.Choice(("pem", "jwk")), default="pem", show_default=True,
              help="PEM for --root, JWK for a trust list.")  # fmt: skip
def public(uri: str, form: str) -> int:
    """Print the public half of the key at URI.

    \b
    Examples:
      For whoever verifies by this key alone:
        fairlead keys public file:quay.pem > quay.public.pem
      For a trust list:
        fairlead keys public file:quay.pem --form jwk
    """  # noqa: D301 - the \b is click's
    signer = sealing.signer_of(uri)
    if form == "pem":
        streams.say(signer.key.pem().decode().rstrip())
    else:
        members = {**signer.key.jwk, "alg": signer.key.algorithm, "kid": signer.kid, "use": "sig"}
        streams.say(json.dumps(members, indent=2))
    return DONE
