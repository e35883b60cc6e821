"""What a version of an Open eBL pack says: its events, and who did each of them.

The names and types of its members are those of the published pack. The bill in it is a document,
which is judged by its own schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fairlead.errors import Refused, UsageError
from fairlead.gateway.vouch.statements.facts import Read, definitions, unnamed
from fairlead.once import once
from fairlead.seal.marks import refuse_others
from fairlead.seal.verdict import Halt, Purpose, Reason
from fairlead.syntax.json import read as read_json

__all__ = ["OpenEblPack", "actor_of", "done_in", "pack_in"]

_ACTORS: Final = {
    "bill_of_lading": "created_by",
    "transfer": "transfer_by",
    "return": "return_by",
    "surrender": "surrender_by",
    "amendment_request": "request_by",
    "print_to_paper": "print_by",
    "accomplish": "accomplish_by",
    "delete": "delete_by",
}
"""Who does what an event says."""


@dataclass(frozen=True, slots=True)
class OpenEblPack:
    """A verified version of a pack."""

    payload: bytes = field(repr=False)
    """What was signed."""
    id: str
    version: int
    current_owner: str
    parent_hash: str
    events: tuple[tuple[str, str], ...]
    """What was done, and by whom, oldest first; only the last is vouched for by this signature."""
    signer: str = ""
    """Who signed it, by the name in the certificate."""
    tree: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was signed, as it was read."""
    parents: tuple[OpenEblPack, ...] = field(default=(), repr=False)
    """The versions before it that were given and verified, oldest first."""


@once
def _definitions() -> Mapping[str, Any]:
    """What the publication names in a pack; the bill in it is passed over."""
    defs = definitions("openebl", "pack-1")
    return {**defs, "TransportDocument": {"type": ["object", "null"]}}


def pack_in(payload: bytes) -> Read[OpenEblPack]:
    """The pack that was signed; halts where it is none."""
    try:
        tree: Any = read_json(payload)
        events = tuple(done_in(one)[:2] for one in tree["events"])
        texts = [tree[name] for name in ("id", "current_owner", "parent_hash")]
        version = tree["version"]
    except (Refused, KeyError, TypeError) as problem:
        raise Halt(Reason.CONTENT, "what was signed is no pack") from problem
    refuse_others(tree, Purpose.PACK)
    if not events or not all(isinstance(one, str) for one in texts):
        raise Halt(Reason.CONTENT, "what was signed is no pack")
    if type(version) is not int or version < 1:
        raise Halt(Reason.CONTENT, "the version of a pack is a whole number from 1")
    defs = _definitions()
    odd = unnamed(tree, defs[""], defs)
    identity, owner, parent = texts
    return Read(OpenEblPack(payload, identity, version, owner, parent, events, tree=tree), odd)


def done_in(event: Any) -> tuple[str, str, Mapping[str, Any]]:
    """What an event says was done, by whom, and all that it says of that; halts where it does not.

    >>> done_in({"delete": {"delete_by": "did:openebl:quay"}, "note": 1})[:2]
    ('delete', 'did:openebl:quay')
    """
    known = [name for name in event if name in _ACTORS] if isinstance(event, dict) else []
    if len(known) != 1:
        raise Halt(Reason.CONTENT, "an event says exactly one thing")
    [kind] = known
    said = event[kind]
    actor = said.get(_ACTORS[kind]) if isinstance(said, dict) else None
    if not isinstance(actor, str) or not actor:
        raise Halt(Reason.CONTENT, "an event does not say who did it")
    return kind, actor, said


def actor_of(tree: Any) -> str:
    """Who did what the last event of a pack says; whoever signs it must be that.

    Raises `UsageError` where it does not say so.

    >>> actor_of({"events": [{"delete": {"delete_by": "did:openebl:quay"}}]})
    'did:openebl:quay'
    """
    try:
        return done_in(tree["events"][-1])[1]
    except (Halt, KeyError, IndexError, TypeError) as problem:
        raise UsageError("the pack does not say who did what its last event says") from problem
