"""Issuing by Open eBL: the body of POST /ebl, and version 1 of the pack that its issuer signs.

A bill names its parties as people do, Open eBL by DIDs. Those, and whatever else no bill says,
come from a file of the caller; what the bill does say has no place in that file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, Unpack

from fairlead.bill import Bill, BillKind, DocumentType, Location, Party
from fairlead.errors import Refused, UsageError
from fairlead.faults import Fault, Report, fault
from fairlead.formats.schema import schema_of
from fairlead.gateway.convert.line import understand
from fairlead.gateway.issue.dcsa import Issuance, Visualisation
from fairlead.gateway.issue.issuable import Terms, in_force, issuable, judged, readable
from fairlead.gateway.vouch.vouchable import refuse_unnamed
from fairlead.seal.algorithm import Algorithm
from fairlead.seal.certificates import name_of
from fairlead.seal.signer import Signer
from fairlead.seal.statement import Pack
from fairlead.seal.verdict import Halt
from fairlead.syntax.json import write as write_json

__all__ = ["issue_pack", "judged_parties"]

_PROVIDER: Final = "OEBL"
_LIST: Final = "DID"
"""How Open eBL says that a code of a party is its DID."""
_RELEASE_AGENT: Final = "DDS"
"""In which function the release agent stands among other parties (UNTDID 3035)."""
_KINDS: Final = {"MasterBillOfLading": BillKind.MASTER, "HouseBillOfLading": BillKind.HOUSE}
_ROLES: Final = {"shipper": "shipper", "consignee": "consignee", "endorsee": "endorsee",
                 "issuing_party": "created_by"}  # fmt: skip
"""Party of the bill to the member of the file that holds its DID."""
_ENDORSEMENT: Final = "endorsement"
_LAW: Final = "Open eBL api.yaml, UpdateBillOfLadingRequest"


def issue_pack(
    data: bytes,
    parties: Mapping[str, Any],
    signer: Signer,
    *,
    visualisation: Visualisation,
    at: datetime,
    identity: str,
    **terms: Unpack[Terms],
) -> Issuance:
    """The request by which Open eBL issues a bill, and the pack that says so, signed.

    The pack is issued and given to the shipper, as Open eBL itself does with a bill that is no
    draft. The same input, time and id give the same request and, where the algorithm of the key is
    deterministic, the same pack.

    Args:
        data: the bill, in any format that converts to a pack.
        parties: what no bill says: DIDs, the kind of bill, which key of the platform signs.
        signer: the issuer's key, with its certificates.
        visualisation: the file of the bill, which Open eBL requires.
        at: when it is issued.
        identity: id of the pack where `parties` says none, a UUID.
        **terms: `source`, `supplement`, `allow`, `profile`, `limits`, `message`, as in `convert`.

    Raises:
        Refused: the bill was issued before, is a draft, breaks a rule or cannot be converted; or
            `parties` breaks the schema, or contradicts the bill.
        UsageError: the key has no certificates, is of a kind that Open eBL does not know, or is
            not that of whoever issues.
    """
    judged_parties(parties)
    _refuse_stranger(signer, parties["created_by"])
    in_force(signer, at)
    when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    record = _record(parties, parties.get("id", identity), visualisation, when)
    wants = partial(_objections, parties, terms.get("allow", ()))
    terms["supplement"] = _recorded(terms.get("supplement"), record)
    bill = issuable(data, "openebl", objections=wants, **terms)
    request = _request(bill.made.bill, parties, visualisation)
    pack = _pack(bill.document, parties, when)
    schema = schema_of("openebl/issue-request-1")
    found = () if schema.permits(request) else schema.breaches(request, "EMIT")
    if breaches := (*found, *bill.made.target.breaches(pack)):
        raise Refused(Report(breaches))
    refuse_unnamed(understand(write_json(pack), "openebl"))
    sealed = signer.seal_pack(Pack(pack))
    return Issuance(readable(write_json(request)), bill, readable(sealed))


def judged_parties(tree: Any) -> dict[str, Any]:
    """What an issue to Open eBL says beside the bill, if that is what it may say.

    Raises `Refused` with every breach, at its place in `tree`.

    >>> try:
    ...     judged_parties({"bl_number": "FLBL-1"})
    ... except Refused as refused:
    ...     print(*[one.at.wire for one in refused.report][-2:])
    /release_agent /bl_number
    """
    said: dict[str, Any] = judged(tree, "fairlead/openebl-issue-1")
    return said


def _refuse_stranger(signer: Signer, issuer: str) -> None:
    """Raises `UsageError` for a key by which nobody could verify that the issuer signed."""
    if signer.key.algorithm == Algorithm.EDDSA:
        raise UsageError("keys of Open eBL are RSA or on a curve of NIST; this one is Ed25519")
    if not signer.certificates:
        says = "a pack is verified by the certificates in it, and this key has none"
        raise UsageError(f"{says}; name them: file:key.pem?x5c=chain.pem")
    try:
        name = name_of(signer.certificates[0])
    except Halt as halt:
        raise UsageError(f"{halt.says}, so it cannot be that of created_by") from halt
    if name != issuer:
        raise UsageError(f"the certificate of the key names {name!r}, and created_by {issuer!r}")


def _record(
    parties: Mapping[str, Any], identity: str, visualisation: Visualisation, when: str
) -> dict[str, Any]:
    """What the registry records of the bill, in canonical JSON."""
    record = {
        "id": identity,
        "version": 1,
        "current_owner": parties["shipper"],
        "kind": _KINDS[parties["bl_doc_type"]].value,
        "created_by": parties["created_by"],
        "created_at": when,
        "file": {
            "name": visualisation.name,
            "media_type": visualisation.media_type,
            "content": visualisation.base64,
            "created_at": when,
        },
    }
    return record | ({"note": parties["note"]} if "note" in parties else {})


def _recorded(supplement: Mapping[str, Any] | None, record: dict[str, Any]) -> dict[str, Any]:
    """A supplement with the record. Raises `UsageError` where it has one of its own."""
    if supplement is not None and "registry_record" in supplement:
        raise UsageError("what is recorded of the bill comes from --issue-to, not a supplement")
    return {**(supplement or {}), "registry_record": record}


def _objections(parties: Mapping[str, Any], allow: Collection[str], bill: Bill) -> Iterator[Fault]:
    """A fault for everything that Open eBL wants and bill and file do not say, or say two ways."""
    if bill.transport_document_type == DocumentType.SEA_WAYBILL:
        law = "Open eBL api.yaml, BillOfLadingDocumentType"
        yield fault("EMIT-022", bill="transport_document_type", law=law)
    for name in ("port_of_loading", "port_of_discharge"):
        place: Location = getattr(bill, name) or Location()
        for part in ("location_name", "un_location_code"):
            if getattr(place, part) is None:
                yield fault("EMIT-020", bill=f"{name}.{part}", law=_LAW)
    for name in ("transport_document_reference", "to_order"):
        if getattr(bill, name) is None:
            yield fault("EMIT-020", bill=name, law=_LAW)
    if bill.to_order:
        yield from _to_order(parties, allow, bill)
    told, named = len(parties.get("notify_parties", ())), len(bill.notify_parties or ())
    if told != named:
        says = f"the bill names {named} to be notified, and notify_parties {told}: one DID for each"
        yield fault("EMIT-037", bill="notify_parties", says=says)
    yield from _contradicted(parties, bill)


def _to_order(parties: Mapping[str, Any], allow: Collection[str], bill: Bill) -> Iterator[Fault]:
    """What Open eBL wants of a bill to order."""
    if "endorsee" not in parties:
        says = "Open eBL wants an endorsee of a bill to order; the issue-to file lacks endorsee"
        yield fault("EMIT-037", bill="to_order", says=says, law=_LAW)
    elif bill.endorsee is None and _ENDORSEMENT not in allow:
        says = "Open eBL holds no bill endorsed in blank: it wants an endorsee"
        yield fault("EMIT-033", bill="endorsee", says=f"{says} (capability: {_ENDORSEMENT})")


def _contradicted(parties: Mapping[str, Any], bill: Bill) -> Iterator[Fault]:
    """A fault for each party to whom the bill gives another DID than the file."""
    known: list[tuple[str, Party | None, str | None]] = [
        (role, getattr(bill, role), parties.get(member)) for role, member in _ROLES.items()
    ]
    notified = zip(bill.notify_parties or (), parties.get("notify_parties", ()), strict=False)
    known += [(f"notify_parties[{n}]", party, did) for n, (party, did) in enumerate(notified)]
    for place, party, did in known:
        codes = (party.identifying_codes if party is not None else None) or ()
        for number, one in enumerate(codes):
            ours = one.code_list_provider == _PROVIDER and one.code_list_name == _LIST
            if ours and did is not None and one.party_code != did:
                says = "the issue-to file gives this party another DID"
                yield fault("EMIT-037", bill=f"{place}.identifying_codes[{number}]", says=says)


def _request(
    bill: Bill, parties: Mapping[str, Any], visualisation: Visualisation
) -> dict[str, Any]:
    """The body of the request: what the file says, what the bill says, and the file of the bill."""
    said = {name: value for name, value in parties.items() if name not in {"id", "created_by"}}
    arrival = bill.planned_arrival_date
    return {
        **said,
        "file": {
            "name": visualisation.name,
            "type": visualisation.media_type,
            "content": visualisation.base64,
        },
        "bl_number": bill.transport_document_reference,
        "to_order": bill.to_order,
        "pol": _port(bill.port_of_loading),
        "pod": _port(bill.port_of_discharge),
        **({"eta": arrival.isoformat()} if arrival is not None else {}),
        "draft": False,
    }


def _port(place: Location | None) -> dict[str, Any]:
    where = place or Location()
    return {"locationName": where.location_name, "UNLocationCode": where.un_location_code}


def _pack(tree: Mapping[str, Any], parties: Mapping[str, Any], when: str) -> dict[str, Any]:
    """Version 1: the bill, its parties named by DIDs too, issued and given to the shipper."""
    metadata = {"metadata": parties["metadata"]} if "metadata" in parties else {}
    issued = dict(tree["events"][0]["bill_of_lading"])
    document = dict(issued["bill_of_lading_v3"])
    document["documentParties"] = _named(document.get("documentParties", {}), parties)
    given = {
        "transfer_by": parties["created_by"],
        "transfer_to": parties["shipper"],
        "transfer_at": when,
    }
    return {
        "id": tree["id"],
        "version": 1,
        "parent_hash": "",
        "events": [
            {"bill_of_lading": {**issued, "bill_of_lading_v3": document, **metadata}},
            {"transfer": {**given, **metadata}},
        ],
        "current_owner": parties["shipper"],
    }


def _named(said: Mapping[str, Any], parties: Mapping[str, Any]) -> dict[str, Any]:
    """The parties of the document, each with its DID, which Open eBL reads from the first code.

    A party of whom the bill says nothing (the consignee of a bill to order) is its DID alone, as in
    the packs of Open eBL itself.
    """
    made = dict(said)
    roles = {"shipper": "shipper", "consignee": "consignee", "endorsee": "endorsee",
             "issuingParty": "created_by"}  # fmt: skip
    for role, member in roles.items():
        if member in parties:
            made[role] = _with_did(made.get(role, {}), parties[member])
    if dids := parties.get("notify_parties"):
        pairs = zip(made["notifyParties"], dids, strict=True)
        made["notifyParties"] = [_with_did(party, did) for party, did in pairs]
    agent: dict[str, Any] = {"party": {}, "partyFunction": _RELEASE_AGENT}
    others = list(made.get("other", ()))
    places = [at for at, one in enumerate(others) if one.get("partyFunction") == _RELEASE_AGENT]
    at = places[0] if places else len(others)
    one = others[at] if places else agent
    others[at : at + 1] = [{**one, "party": _with_did(one["party"], parties["release_agent"])}]
    made["other"] = others
    return made


def _with_did(party: Mapping[str, Any], did: str) -> dict[str, Any]:
    """A party with its DID before its other codes.

    >>> _with_did({}, "did:openebl:quay")["identifyingCodes"][0]["partyCode"]
    'did:openebl:quay'
    """
    code = {"codeListProvider": _PROVIDER, "codeListName": _LIST, "partyCode": did}
    others = [one for one in party.get("identifyingCodes", ()) if one != code]
    return {**party, "identifyingCodes": [code, *others]}
