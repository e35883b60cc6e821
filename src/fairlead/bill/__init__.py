"""What a bill of lading says, in the words of the trade and of no wire format.

[`Bill`][fairlead.bill.Bill] is frozen. Everything in it is optional, because a draft, a skeleton
or another platform's subset is still a bill that must be read, checked and reported on; what a
bill *must* say is a matter of rules and of the target format.

Names are those of the DCSA Information Model and UN/CEFACT in snake_case. Numbers are `Decimal`
from the source text. `None` means "not said", an empty tuple means "said to be none".
"""

from fairlead.bill.canonical import canonical_bytes, from_canonical, to_canonical
from fairlead.bill.document import Bill, Charge, Feedback, RegistryFile, RegistryRecord, Signatory
from fairlead.bill.equipment import ActiveReeferSettings, Seal, UtilizedTransportEquipment
from fairlead.bill.goods import (
    CargoItem,
    ConsignmentItem,
    CustomsReference,
    License,
    NationalCommodityCode,
    OuterPackaging,
    Reference,
)
from fairlead.bill.hazard import (
    DangerousGoods,
    EmergencyContactDetails,
    InnerPackaging,
    Limits,
)
from fairlead.bill.keys import (
    BillKind,
    CarrierCodeList,
    DocumentPurpose,
    DocumentType,
    FacilityCodeList,
    HandlingType,
    PaymentTerms,
    SealSource,
    Unit,
)
from fairlead.bill.parties import (
    Address,
    IdentifyingCode,
    OtherParty,
    Party,
    PartyContactDetail,
    PlatformProvider,
    TaxLegalReference,
)
from fairlead.bill.places import City, Facility, GeoCoordinate, Location, VesselVoyage
from fairlead.bill.values import Part, Quantity

__all__ = [
    "ActiveReeferSettings",
    "Address",
    "Bill",
    "BillKind",
    "CargoItem",
    "CarrierCodeList",
    "Charge",
    "City",
    "ConsignmentItem",
    "CustomsReference",
    "DangerousGoods",
    "DocumentPurpose",
    "DocumentType",
    "EmergencyContactDetails",
    "Facility",
    "FacilityCodeList",
    "Feedback",
    "GeoCoordinate",
    "HandlingType",
    "IdentifyingCode",
    "InnerPackaging",
    "License",
    "Limits",
    "Location",
    "NationalCommodityCode",
    "OtherParty",
    "OuterPackaging",
    "Part",
    "Party",
    "PartyContactDetail",
    "PaymentTerms",
    "PlatformProvider",
    "Quantity",
    "Reference",
    "RegistryFile",
    "RegistryRecord",
    "Seal",
    "SealSource",
    "Signatory",
    "TaxLegalReference",
    "Unit",
    "UtilizedTransportEquipment",
    "VesselVoyage",
    "canonical_bytes",
    "from_canonical",
    "to_canonical",
]
