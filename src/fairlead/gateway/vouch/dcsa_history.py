"""The history of a bill in DCSA's words: transactions of a chain as events, for the room title.

Names and codes of before November 2025 were read as the current ones. What a party lacks is left
out of it, and judged where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from fairlead.gateway.vouch.dcsa import Chain
from fairlead.gateway.vouch.moments import moment_in
from fairlead.seal.trust import TrustList
from fairlead.title.history import (
    Act,
    Code,
    Entry,
    Event,
    Facts,
    History,
    Party,
    Role,
    Terms,
    kind_of,
)
from fairlead.title.state import ANSWERS

__all__ = [
    "ACTS", "ISSUANCES", "LINKS", "SURRENDERS", "events_of_links", "history_of_chain", "party_of",
    "platform", "terms_of",
]  # fmt: skip

ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "ISSUE": Act.ISSUE,
        "TRANSFER": Act.TRANSFER,
        "ENDORSE": Act.ENDORSE,
        "ENDORSE_TO_ORDER": Act.ENDORSE_TO_ORDER,
        "BLANK_ENDORSE": Act.BLANK_ENDORSE,
        "SIGN": Act.SIGN,
        "SURRENDER_FOR_DELIVERY": Act.SURRENDER_FOR_DELIVERY,
        "SURRENDER_FOR_AMENDMENT": Act.SURRENDER_FOR_AMENDMENT,
        "SACC": Act.ACCEPT,
        "SREJ": Act.REJECT,
    }
)
"""Action codes of PINT 3.0.0."""

LINKS: Final[Mapping[str, Act]] = MappingProxyType(
    {code: act for code, act in ACTS.items() if act not in ANSWERS} | {"SURRENDERED": Act.ACCEPT}
)
"""Action codes of an endorsement chain (END and SUR 3.0.4), which knows no rejection."""

SURRENDERS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "SREQ": Act.SURRENDER_FOR_DELIVERY,
        "AREQ": Act.SURRENDER_FOR_AMENDMENT,
        "SURR": Act.ACCEPT,
        "SREJ": Act.REJECT,
    }
)
"""Codes of surrender requests and of their answers (SUR 3.0.4)."""

ISSUANCES: Final[Mapping[str, Act | None]] = MappingProxyType(
    {"ISSU": Act.ISSUE, "BREQ": None, "REFU": None}
)
"""Codes of answers to issuance requests (ISS 3.0.4); what was not issued did not happen."""

_ROLES: Final = {
    "issuingParty": Role.ISSUER,
    "shipper": Role.SHIPPER,
    "onBehalfOfShipper": Role.FOR_SHIPPER,
    "consignee": Role.CONSIGNEE,
    "onBehalfOfConsignee": Role.FOR_CONSIGNEE,
    "endorsee": Role.ENDORSEE,
    "carriersAgentAtDestination": Role.CARRIERS_AGENT,
}
_NOW: Final = {"ESSD": "IDT"}
"""Codes of platforms that were replaced."""
_PARTS: Final = frozenset(
    (
        "transportDocument", "envelopeManifestSignedContent", "envelopeTransferChain",
        "issuanceManifestSignedContent",
    )
)  # fmt: skip


def history_of_chain(
    chain: Chain, envelope: Mapping[str, Any], trust: TrustList, *, at: datetime
) -> History:
    """What was done with the bill of an envelope whose signatures are verified."""
    document = envelope["transportDocument"]
    entries = tuple(
        Entry(
            number,
            Party(platform=platform(one.platform)),
            events_of_chain(one.transactions, document),
        )
        for number, one in enumerate(chain.entries, 1)
    )
    return History(entries, at, _facts(chain, envelope, trust))


def _facts(chain: Chain, envelope: Mapping[str, Any], trust: TrustList) -> Facts:
    shown = None if chain.manifest is None else chain.manifest.visualisation
    key = trust.keys.get(chain.issued_by.kid)
    return Facts(
        carrier=_carrier(envelope["transportDocument"]),
        carriers=frozenset(Code(*one) for one in (() if key is None else key.carriers)),
        visualisation=chain.issuance.visualisation,
        shown=None if shown is None else str(shown.get("documentChecksum")),
        registry=chain.entries[0].control_tracking_registry is not None,
        keys_named=all(one.named for one in (*chain.signed_by, chain.issued_by)),
        unsigned=tuple(name for name in envelope if name not in _PARTS),
    )


def _carrier(document: Mapping[str, Any]) -> Code | None:
    provider, code = document.get("carrierCodeListProvider"), document.get("carrierCode")
    known = isinstance(provider, str) and isinstance(code, str)
    return Code(str(provider), str(code)) if known else None


def events_of_chain(
    transactions: Iterable[Mapping[str, Any]], document: Mapping[str, Any]
) -> tuple[Event, ...]:
    """What the transactions of an entry say was done, oldest first (PINT 3.0.0, Transaction).

    >>> [one.act.value for one in events_of_chain([{"actionCode": "SIGN"}], {})]
    ['sign']
    """
    return tuple(_event(one, document) for one in transactions)


def events_of_links(
    links: Iterable[Mapping[str, Any]], document: Mapping[str, Any]
) -> tuple[Event, ...]:
    """What an endorsement chain says was done, oldest first (END and SUR 3.0.4).

    Examples of END have the newest link first. Nobody signs a link, so it is anybody's word.

    >>> [one.act.value for one in events_of_links([{"actionCode": "SIGN"}], {})]
    ['sign']
    """
    made = tuple(_event(one, document, LINKS) for one in links)
    newest_first = len(made) > 1 and made[-1].act is Act.ISSUE
    return made[::-1] if newest_first else made


def _event(
    said: Mapping[str, Any], document: Mapping[str, Any], acts: Mapping[str, Act] = ACTS
) -> Event:
    act = acts.get(str(said.get("actionCode")), Act.UNKNOWN)
    recipient, when = said.get("recipient"), said.get("actionDateTime")
    return Event(
        act,
        party_of(said.get("actor")),
        None if recipient is None or _is_no_party(recipient) else party_of(recipient),
        when if isinstance(when, str) else "",
        moment_in(when),
        terms_of(document) if act is Act.ISSUE else None,
    )


def _is_no_party(said: Any) -> bool:
    """Whether this stands for nobody, as SUR 3.0.4 has it where an act has no recipient."""
    return isinstance(said, dict) and said.get("eblPlatform") == said.get("partyName") == "NONE"


def platform(code: Any) -> str:
    """The code of a platform, in its current spelling; empty where it is none.

    >>> platform("ESSD"), platform(7)
    ('IDT', '')
    """
    return _NOW.get(code, code) if isinstance(code, str) else ""


def party_of(said: Any) -> Party:
    """A party, by the codes that a statement gives it; one without a name or a code has none."""
    if not isinstance(said, dict) or not isinstance(said.get("partyName"), str):
        return Party()
    behalf = said.get("representedParty")
    represents = _codes(behalf.get("identifyingCodes")) if isinstance(behalf, dict) else frozenset()
    return Party(
        _codes(said.get("identifyingCodes")), platform(said.get("eblPlatform")), represents
    )


def _codes(said: Any) -> frozenset[Code]:
    """Codes of a party; none of them where one is no code."""
    several = said if isinstance(said, list) else []
    made = [_code(one) for one in several]
    return frozenset(one for one in made if one) if all(made) else frozenset()


def _code(said: Any) -> Code | None:
    if not isinstance(said, dict):
        return None
    provider, value = said.get("codeListProvider"), said.get("partyCode")
    known = isinstance(provider, str) and isinstance(value, str) and provider and value
    return Code(platform(provider), str(value)) if known else None


def terms_of(document: Mapping[str, Any]) -> Terms:
    """What a transport document says about who may have it.

    >>> terms_of({"isToOrder": True}).kind.value
    'blank'
    """
    said = document.get("documentParties")
    named = said if isinstance(said, dict) else {}
    parties = {
        role: Party(_codes(named[name].get("identifyingCodes")))
        for name, role in _ROLES.items()
        if isinstance(named.get(name), dict)
    }
    return Terms(kind_of(document.get("isToOrder"), parties), parties)
