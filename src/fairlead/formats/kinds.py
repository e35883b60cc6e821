"""Kinds of messages: by what each is known, where its document stands, and how that is sealed.

What stands around a document is never dropped in silence: it is kept beside the document, given
back when the same format is written, and named as lost otherwise. No signature is verified here;
whoever verifies, seals or looks at a message asks this table what it is.

The folder of a format names an opener of a closed list: a folder is data, and what it names is code
of ours, or of a wheel that was installed for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from fairlead.faults import fault
from fairlead.formats.opened import Opened, alone
from fairlead.formats.wire.reading import payload_of
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import Tree

__all__ = [
    "ENVELOPE", "ISSUANCE", "KINDS", "OPENERS", "PACK", "PLAIN",
    "Kind", "Opener", "Seal", "kinds_of", "may_be_signed", "several_documents",
]  # fmt: skip


class Seal(StrEnum):
    """How a document is sealed."""

    AROUND = "around"
    """It is the payload of a compact JWS."""
    BESIDE = "beside"
    """A detached JWS stands beside it."""
    INSIDE = "inside"
    """An XML signature stands in it."""
    PACK = "pack"
    """It is the payload of a flattened JWS, by whoever did what its last event says."""


BY_SYNTAX: Final[Mapping[str, Seal]] = MappingProxyType(
    {"json": Seal.AROUND, "xml": Seal.INSIDE, "edifact": Seal.BESIDE}
)
"""How a document is sealed of which its opener says nothing."""


class Kind(Struct, frozen=True):
    """A kind of message in JSON that somebody signed."""

    name: str
    members: frozenset[str]
    """By which members it is known; all of them stand there."""
    holds: str
    """The member that holds its document."""


PACK: Final = Kind("pack", frozenset(("protected", "payload", "signature")), "payload")
"""A pack of Open eBL: a flattened JWS (RFC 7515, 7.2.2)."""
ENVELOPE: Final = Kind(
    "envelope", frozenset(("envelopeManifestSignedContent",)), "transportDocument"
)
"""An envelope of DCSA's PINT."""
ISSUANCE: Final = Kind(
    "issuance request", frozenset(("issuanceManifestSignedContent",)), "document"
)
"""A request to issue, of DCSA's ISS."""
KINDS: Final = (PACK, ENVELOPE, ISSUANCE)
"""Every kind, the one first that a message is taken for."""

_ENVELOPES: Final = (ENVELOPE, ISSUANCE)
_DOCUMENT: Final = "transportDocumentReference"
"""The member by which a tree is known to be a DCSA document itself."""
_ISSUED: Final = "ISSUED"
"""What PINT and ISS ask of the document inside (DCSA TD check 2)."""


def kinds_of(tree: Any) -> tuple[Kind, ...]:
    """The kinds that a message is known as; a pack is no other.

    An envelope beside whose entries the issuance manifest stands is one without being a request.

    >>> [one.name for one in kinds_of({"issuanceManifestSignedContent": "e30.e30.e30"})]
    ['issuance request']
    """
    if not isinstance(tree, dict):
        return ()
    known = tuple(one for one in KINDS if one.members <= tree.keys())
    if known[:1] == (PACK,) or (ENVELOPE in known and ISSUANCE.holds not in tree):
        return known[:1]
    return known


def several_documents(tree: Mapping[str, Any]) -> bool:
    """Whether a message of DCSA holds several documents, of which one only can be signed."""
    places = {_DOCUMENT, *(one.holds for one in _ENVELOPES)}
    return len(places & tree.keys()) > 1


def may_be_signed(opened: Opened) -> bool:
    """Whether something stands around a document, or in it, that a signature may be."""
    return opened.envelope is not None or any(
        one in _ENVELOPES for one in kinds_of(opened.document)
    )


class Opener(Struct, frozen=True):
    """How a document is found in what comes in, and how it is sealed."""

    name: str
    """How `format.toml` names it."""
    opens: Callable[[Any], Opened | None]
    """The document in what its syntax read; None where there is none."""
    seal: Seal | None = None
    """How the document is sealed; as its syntax has it where this says nothing."""


def _open_dcsa(tree: Tree) -> Opened | None:
    """The transport document of a bare document, a PINT envelope or an issuance request.

    >>> _open_dcsa({"document": {"transportDocumentReference": "FLBL-0001"}}).at
    ('document',)
    """
    if not isinstance(tree, dict):
        return None
    if _DOCUMENT not in tree:
        for kind in _ENVELOPES:
            if isinstance(tree.get(kind.holds), dict):
                return Opened(tree[kind.holds], (kind.holds,), tree, status=_ISSUED)
    return Opened(tree)


def _open_pack(tree: Tree) -> Opened | None:
    """The pack of a bare payload, or of a flattened JWS whose signature is not verified here.

    Raises `Refused` where the payload of a JWS cannot be read.
    """
    if not isinstance(tree, dict):
        return None
    text = tree.get(PACK.holds)
    if PACK not in kinds_of(tree) or not isinstance(text, str):
        return Opened(tree)
    payload = json_syntax.read(payload_of(text, f"/{PACK.holds}"))
    return Opened(payload, (), tree, (fault("SEAL-001", wire="/signature"),))


PLAIN: Final = Opener("plain", alone)
"""What comes in is the document itself; in XML, but for its signature."""

OPENERS: Final[Mapping[str, Opener]] = MappingProxyType(
    {
        one.name: one
        for one in (
            PLAIN,
            Opener("dcsa-envelope", _open_dcsa),
            Opener("openebl-pack", _open_pack, Seal.PACK),
        )
    }
)
"""Every opener, by its name."""
