"""The table of formats, and finding the one that a document or a name means."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from fairlead.errors import Refused, UsageError, likely
from fairlead.faults import Report, fault
from fairlead.formats.format import Capability, Format
from fairlead.formats.schema.leaf import Leaf
from fairlead.formats.tolerance import tolerances
from fairlead.formats.wire import EdifactWire, JsonWire, XmlWire
from fairlead.formats.wire.reading import Raw
from fairlead.formats.wrapping import open_dcsa, open_pack
from fairlead.once import once


@once
def _dcsa_envelopes() -> dict[str, Leaf]:
    """The places of a request to issue and of a PINT envelope, beside the document inside."""
    request = dict(JsonWire("dcsa/issuance-request-3").places)
    del request["/document"]
    text = request["/issuanceManifestSignedContent"]
    chain = "/envelopeTransferChain"
    return request | dict.fromkeys(("/envelopeManifestSignedContent", chain, f"{chain}/[]"), text)


def _is_dcsa(tree: Any) -> bool:
    opened = open_dcsa(tree)
    return opened is not None and _is_transport_document(opened.document)


def _is_transport_document(tree: Any) -> bool:
    return isinstance(tree, dict) and "transportDocumentReference" in tree


def _is_uncefact(tree: Any) -> bool:
    return isinstance(tree, dict) and bool(
        {"exchangedDocument", "specifiedConsignment"} & tree.keys()
    )


def _is_pack(tree: Any) -> bool:
    opened = open_pack(tree)
    pack = None if opened is None else opened.document
    return isinstance(pack, dict) and isinstance(pack.get("events"), list) and "id" in pack


_IFTMCS: Final = EdifactWire("unece/iftmcs-d00b")
_IFTMCS_D99B: Final = EdifactWire("unece/iftmcs-d99b")
_IFTMCS_D24A: Final = EdifactWire("unece/iftmcs-d24a")
_EDIFACT: Final = frozenset(
    {
        Capability.SEA_WAYBILL,
        Capability.TO_ORDER_TEXT,
        Capability.ENDORSEMENT,
        Capability.INTERCHANGE,
    }
)
_UN_XML: Final = XmlWire("uncefact/bill-of-lading-xml")
_EFTI: Final = XmlWire("eu/efti-consignment-0.8")

FORMATS: Final[tuple[Format, ...]] = (
    Format(
        id="dcsa.transport-document.3",
        alias="dcsa",
        title="DCSA Transport Document, EBL 3.0",
        folder="dcsa/transport-document-3",
        wire=JsonWire("dcsa/transport-document-3"),
        recognises=_is_dcsa,
        opens=open_dcsa,
        names_around=_dcsa_envelopes,
        versions=("3.0.4", "3.0.3", "3.0.2", "3.0.1", "3.0.0"),
        capabilities=frozenset(
            {
                Capability.SEA_WAYBILL,
                Capability.TO_ORDER_FLAG,
                Capability.ENDORSEMENT,
                Capability.VERSIONS,
                Capability.ENVELOPE,
            }
        ),
    ),
    Format(
        id="uncefact.bill-of-lading.d23b",
        alias="un-json",
        title="UN/CEFACT Maritime Bill of Lading, D23B, JSON",
        folder="uncefact/bill-of-lading-d23b",
        wire=JsonWire("uncefact/bill-of-lading-d23b"),
        recognises=_is_uncefact,
        capabilities=frozenset(
            {Capability.TO_ORDER_TEXT, Capability.ENDORSEMENT, Capability.EXTENSION}
        ),
    ),
    Format(
        id="edifact.iftmcs.d00b",
        alias="iftmcs",
        title="UN/EDIFACT IFTMCS, directory D.00B",
        folder="unece/iftmcs-d00b",
        wire=_IFTMCS,
        recognises=_IFTMCS.names,
        capabilities=_EDIFACT,
    ),
    Format(
        id="edifact.iftmcs.d99b",
        alias="iftmcs-d99b",
        title="UN/EDIFACT IFTMCS, directory D.99B",
        folder="unece/iftmcs-d99b",
        wire=_IFTMCS_D99B,
        recognises=_IFTMCS_D99B.names,
        capabilities=_EDIFACT,
        edition_of="iftmcs",
    ),
    Format(
        id="edifact.iftmcs.d24a",
        alias="iftmcs-d24a",
        title="UN/EDIFACT IFTMCS, directory D.24A, read only",
        folder="unece/iftmcs-d24a",
        wire=_IFTMCS_D24A,
        recognises=_IFTMCS_D24A.names,
        capabilities=_EDIFACT,
        edition_of="iftmcs",
        writes=False,
    ),
    Format(
        id="uncefact.bill-of-lading.xml",
        alias="un-xml",
        title="UN/CEFACT Maritime Bill of Lading, D23B, XML: Fairlead's profile",
        folder="uncefact/bill-of-lading-xml",
        wire=_UN_XML,
        recognises=_UN_XML.calls,
        opens=_UN_XML.opens,
        capabilities=frozenset({Capability.TO_ORDER_TEXT, Capability.ENDORSEMENT}),
    ),
    Format(
        id="openebl.pack.1",
        alias="openebl",
        title="Open eBL bill of lading pack, version 1",
        folder="openebl/pack-1",
        wire=JsonWire("openebl/pack-1"),
        recognises=_is_pack,
        opens=open_pack,
        capabilities=frozenset({Capability.SEA_WAYBILL, Capability.TO_ORDER_FLAG}),
    ),
    Format(
        id="eu.efti.consignment.0.8",
        alias="efti",
        title="eFTI common data set, consignment 0.8: what a bill of lading says",
        folder="eu/efti-consignment-0.8",
        wire=_EFTI,
        recognises=_EFTI.calls,
        opens=_EFTI.opens,
        capabilities=frozenset(
            {Capability.SEA_WAYBILL, Capability.TO_ORDER_TEXT, Capability.ENDORSEMENT}
        ),
    ),
)
"""Every format, in the order in which they are listed."""


def named(name: str) -> Format:
    """The format with an id or alias; `dcsa@3.0.0` and `iftmcs@d99b` ask for a version to write.

    `iftmcs:yang-ming` is the format as that carrier writes it, with what its profile tolerates.

    Raises `UsageError` naming the likely guess.

    >>> named("un-json").id
    'uncefact.bill-of-lading.d23b'
    """
    name, carrier = _parted(name)
    if carrier is not None:
        return as_written_by(carrier, named(name))
    wanted, at, version = name.partition("@")
    for one in FORMATS:
        if version and one.edition_of == wanted and one.alias == f"{wanted}-{version}":
            return one
    for one in FORMATS:
        if wanted in {one.id, one.alias}:
            return one.at_version(version) if at else one
    names = [name for one in FORMATS for name in (one.alias, one.id)]
    known = ", ".join(one.alias for one in FORMATS)
    raise UsageError(f"there is no format {wanted!r} (known: {known}){likely(wanted, names)}")


@once
def as_written_by(carrier: str, one: Format) -> Format:
    """A format with the deviations of a carrier. Raises `UsageError` where there are none."""
    wire = one.wire
    if not isinstance(wire, EdifactWire):
        raise UsageError(f"{one.alias} has no profiles of carriers; iftmcs has")
    tolerances(carrier)
    return replace(one, wire=replace(wire, carrier=carrier))


def meant(name: str, raw: Raw) -> Format:
    """The format that a name means for what was read: the edition of it that recognises that.

    Raises `UsageError` as [`named`][fairlead.formats.named] does.
    """
    name, carrier = _parted(name)
    one = named(name)
    editions = [other for other in FORMATS if other.edition_of == one.alias]
    if raw.syntax == one.wire.syntax:
        one = next((other for other in editions if other.recognises(raw.content)), one)
    return one if carrier is None else as_written_by(carrier, one)


def _parted(name: str) -> tuple[str, str | None]:
    """The name of a format, and that of a carrier where one was said."""
    if not isinstance(name, str):
        raise UsageError(f"a format goes by a name, and {name!r} is no text")
    said, colon, carrier = name.partition(":")
    return said, carrier if colon else None


def detect(raw: Raw) -> Format:
    """The one format that recognises what was read. Raises `Refused` where none or several do.

    What cannot say what it is, for something is wrong with it as a whole, is refused for that.

    >>> detect(Raw("json", {"transportDocumentReference": "FLBL-0001"})).alias
    'dcsa'
    """
    found = [
        one for one in FORMATS if one.wire.syntax == raw.syntax and one.recognises(raw.content)
    ]
    if len(found) == 1:
        return found[0]
    raise Refused(Report(raw.faults or (fault("READ-021" if found else "READ-020", wire=""),)))
