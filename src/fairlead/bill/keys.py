"""The keys of the Bill: words of the trade, whatever number or letter a wire uses for them."""

from enum import StrEnum


class Key(StrEnum):
    """A word of the Bill's own; it is its text, and is looked up as fast as one."""

    __hash__ = str.__hash__


class DocumentType(Key):
    """What kind of transport document this is (UNTDID 1001)."""

    BILL_OF_LADING = "bill-of-lading"
    """A document of title."""
    COPY_OF_BILL_OF_LADING = "copy-of-bill-of-lading"
    """What says of itself that it is a copy of one (UNTDID 1001 707); it gives no title."""
    SEA_WAYBILL = "sea-waybill"
    """A receipt and contract, never a title."""


class DocumentPurpose(Key):
    """What sending this document is meant to do (UNTDID 1225)."""

    CANCELLATION = "cancellation"
    REPLACE = "replace"
    ORIGINAL = "original"


class BillKind(Key):
    """Who issued the bill: a carrier or a forwarder."""

    MASTER = "master"
    HOUSE = "house"


class PaymentTerms(Key):
    """When freight and fees are paid (UNTDID 4237)."""

    PREPAID = "prepaid"
    COLLECT = "collect"


class HandlingType(Key):
    """Where the carrier takes over or hands over the goods (UNTDID 4065)."""

    CONTAINER_YARD = "container-yard"
    STORE_DOOR = "store-door"
    CONTAINER_FREIGHT_STATION = "container-freight-station"


class CarrierCodeList(Key):
    """Who keeps the list that a carrier code is from."""

    SMDG = "smdg"
    """Liner codes of the Ship Message Design Group."""
    NMFTA = "nmfta"
    """Standard Carrier Alpha Codes."""


class FacilityCodeList(Key):
    """Who keeps the list that a facility code is from."""

    BIC = "bic"
    """Bureau International des Containers."""
    SMDG = "smdg"
    """Terminal codes of the Ship Message Design Group."""


class SealSource(Key):
    """Who put a seal on a container (UNTDID 9303)."""

    CARRIER = "carrier"
    SHIPPER = "shipper"
    CUSTOMS = "customs"
    VETERINARY = "veterinary"
    TERMINAL_OPERATOR = "terminal-operator"
    CONSOLIDATOR = "consolidator"
    UNKNOWN = "unknown"


class Unit(Key):
    """Units of measure, by the names of UN/ECE Recommendation 20."""

    KILOGRAM = "kilogram"
    POUND = "pound"
    GRAM = "gram"
    OUNCE = "ounce"
    TONNE = "tonne"
    CUBIC_METRE = "cubic-metre"
    CUBIC_FOOT = "cubic-foot"
    CUBIC_CENTIMETRE = "cubic-centimetre"
    CUBIC_MILLIMETRE = "cubic-millimetre"
    LITRE = "litre"
    CELSIUS = "degree-celsius"
    FAHRENHEIT = "degree-fahrenheit"
    CUBIC_METRE_PER_HOUR = "cubic-metre-per-hour"
    CUBIC_FOOT_PER_HOUR = "cubic-foot-per-hour"
    LITRE_PER_SECOND = "litre-per-second"
    CUBIC_FOOT_PER_MINUTE = "cubic-foot-per-minute"
