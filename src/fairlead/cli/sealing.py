"""Keys, trust and time as a command names them."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import unquote

import click
from msgspec import Struct

from fairlead.cli import asked, options, reading, remembered, streams
from fairlead.cli.exits import NOT_VERIFIED, UNDETERMINED
from fairlead.errors import FairleadError, UsageError

if TYPE_CHECKING:
    from fairlead.seal import Signer, TrustList
    from fairlead.seal.verdict import Rejected, Undetermined

Verb = TypeVar("Verb", bound=Callable[..., Any])

LARGEST: Final = 20_000_000
"""Bytes of the largest file of keys or trust that is read."""


class Distrusted(FairleadError):
    """A trust list that is not to be used; `verdict` says why, `code` how the command ends."""

    def __init__(self, verdict: Rejected | Undetermined) -> None:
        from fairlead.seal.verdict import Rejected

        super().__init__(f"the trust list is not used: {verdict.says}")
        self.verdict = verdict
        self.code = NOT_VERIFIED if isinstance(verdict, Rejected) else UNDETERMINED


class Trusting(Struct, frozen=True):
    """Whom to trust, as it was typed."""

    trust: str | None
    roots: tuple[str, ...]
    at: str | None


def look_at_key(uri: str) -> None:
    """Raises `UsageError` for the URI of a key that means nothing, or whose files are not there."""
    from fairlead.seal.signer.uri import read_uri

    read_uri(uri)
    for name in files_of(uri):
        reading.look_at(name)


a_key = options.looked_at(look_at_key)


the_state = click.option(
    "--state", metavar="PLACE", expose_value=False, callback=remembered.in_folder,
    help="The folder that remembers which versions of trust lists were used, instead of "
    "FAIRLEAD_STATE.",
)  # fmt: skip


def trusting(verb: Verb) -> Verb:
    """The options about whom to trust, and at what time."""
    every = (
        click.option("--trust", metavar="FILE", envvar="FAIRLEAD_TRUST", show_envvar=True,
                     callback=options.a_file,
                     help="The signed list of whom to trust; needs --root."),
        click.option("--root", "roots", multiple=True, metavar="FILE", envvar="FAIRLEAD_ROOT",
                     show_envvar=True, callback=options.a_file,
                     help="What trust starts from: the key that signed the list, a root "
                     "certificate, or a public key to be trusted itself."),
        click.option("--at", metavar="TIME", callback=options.a_moment,
                     help="Verify as of 2026-11-25T08:00:00Z instead of now."),
        the_state,
    )  # fmt: skip
    for option in reversed(every):
        verb = option(verb)
    return verb


def signing(verb: Verb) -> Verb:
    """The options about what we sign."""
    every = (
        click.option("--key", metavar="URI", callback=a_key,
                     help="Our key, for --receipt and --sealed: file:quay.pem, pkcs11:token=..."),
        click.option("--receipt", metavar="FILE", help="Write the signed receipt here."),
        click.option("--sealed", is_flag=True, help="Write the result with our signature."),
        click.option("--seal-unverified", is_flag=True,
                     help="Seal although the signature of FILE, or control by its history, is "
                     "not verified; the receipt says so."),
    )  # fmt: skip
    for option in reversed(every):
        verb = option(verb)
    return verb


def moment(said: str | None) -> dt.datetime:
    """The time that was asked for, else now. Raises `UsageError` for one without an offset."""
    return asked.now() if said is None else asked.moment(said)


def look_at_unused(wish: Trusting) -> None:
    """Look at whom a command was told to trust that has nothing to verify.

    Raises `UsageError` for what is no key. What comes from the environment is not looked at.
    """
    from click.core import ParameterSource

    context = click.get_current_context()
    if context.get_parameter_source("trust") is ParameterSource.COMMANDLINE and not wish.roots:
        raise UsageError("name the key that signed the trust list with --root")
    if context.get_parameter_source("roots") is ParameterSource.COMMANDLINE:
        from fairlead.gateway.vouch.anchors import Anchors

        Anchors.of([reading.read(name, LARGEST) for name in wish.roots])


def trust_of(wish: Trusting) -> TrustList | None:
    """Whom to trust; None where nobody was named.

    Raises `Distrusted` for a list that does not hold, is older than one seen before, or is not
    valid at the time, and `UsageError` for what is no list and no key.
    """
    from fairlead.gateway.vouch.anchors import Anchors

    if wish.trust is not None and not wish.roots:
        raise UsageError("name the key that signed the trust list with --root")
    if not wish.roots:
        return None
    anchors = Anchors.of([reading.read(name, LARGEST) for name in wish.roots])
    if wish.trust is None:
        return anchors.alone()
    data = reading.read(wish.trust, LARGEST)
    return _remembering(anchors, data, moment(wish.at))


def _remembering(anchors: Any, data: bytes, at: dt.datetime) -> TrustList:
    """The list, if it is no older than the newest one that was ever used here."""
    from fairlead.gateway.vouch.anchors import digest_of
    from fairlead.seal import Verified

    verdict = anchors.list(data, at=at, seen=remembered.seen)
    if not isinstance(verdict, Verified):
        raise Distrusted(verdict)
    if remembered.seen(verdict.by.kid, verdict.content.name).version == 0:
        streams.tell(
            f"fairlead: note: no version of the trust list {verdict.content.name!r} was used here "
            "before, so an older one would not be noticed; see fairlead state"
        )
    if verdict.content.issued <= asked.now():  # of one to come, the one before is still good
        name, version = verdict.content.name, verdict.content.version
        remembered.remember(verdict.by.kid, name, version, digest_of(data))
    trust: TrustList = verdict.content
    return trust


def signer_of(uri: str) -> Signer:
    """The signer of a URI, asking for a passphrase or PIN where somebody sits at a terminal."""
    from fairlead.seal import open_signer

    return open_signer(uri, _secret)


def files_of(uri: str | None) -> tuple[str, ...]:
    """The files that the URI of a key names, which nothing may be written over.

    >>> files_of("file:quay.pem?x5c=chain.pem"), files_of("pkcs11:token=quay"), files_of(None)
    (('quay.pem', 'chain.pem'), (), ())
    """
    scheme, _, rest = (uri or "").partition(":")
    path, _, query = rest.partition("?")
    held = [path.removeprefix("//")] if scheme.lower() == "file" else []
    parts = [one.partition("=") for one in query.split("&")]
    held += [value for name, _, value in parts if name == "x5c"]
    return tuple(map(unquote, held))


def _secret(words: str) -> str | None:
    """What is asked for, from the environment, else from whoever sits there."""
    variable = "FAIRLEAD_PIN" if words.startswith("PIN") else "FAIRLEAD_PASSPHRASE"
    known = os.environ.get(variable)
    if known is not None or not streams.is_terminal(sys.stdin):
        return known
    return _typed(f"{words}: ")


def new_passphrase() -> str | None:
    """A passphrase for a new key: of the environment, else typed twice; None where none is."""
    known = os.environ.get("FAIRLEAD_PASSPHRASE")
    if known is not None or not streams.is_terminal(sys.stdin):
        return known
    first = _typed("passphrase for the new key (none: leave empty): ")
    if first and first != _typed("once more: "):
        raise UsageError("the two passphrases differ")
    return first or None


def _typed(words: str) -> str:
    """What somebody types whom we ask for it; nobody sees it."""
    import getpass  # few commands ask for anything

    return getpass.getpass(words, sys.stderr)


def names_of(values: Sequence[Any]) -> str:
    """Values of an enumeration, for people."""
    return ", ".join(str(value) for value in values)
