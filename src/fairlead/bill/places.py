"""Places, and the voyages between them."""

from fairlead.bill.keys import FacilityCodeList
from fairlead.bill.parties import Address
from fairlead.bill.values import Part


class City(Part, frozen=True):
    """A place by the name of its city (DCSA City)."""

    city: str | None = None
    """City, town or village."""
    state_region: str | None = None
    """State, region or other country subdivision."""
    country_code: str | None = None
    """Country, ISO 3166-1 alpha-2."""


class Facility(Part, frozen=True):
    """A terminal or depot by its code (DCSA Facility)."""

    facility_code: str | None = None
    """Code of the facility in the list named beside it."""
    facility_code_list_provider: FacilityCodeList | None = None
    """Who keeps that list."""


class GeoCoordinate(Part, frozen=True):
    """A point on earth as written (DCSA GeoCoordinate, WGS 84)."""

    latitude: str | None = None
    """Degrees north, decimal text."""
    longitude: str | None = None
    """Degrees east, decimal text."""


class Location(Part, frozen=True):
    """A place, said in one or several ways that must mean the same place."""

    location_name: str | None = None
    """Name of the place."""
    facility_name: str | None = None
    """Name of the terminal or depot."""
    address: Address | None = None
    """Address in parts."""
    address_lines: tuple[str, ...] | None = None
    """Address in lines that nobody has divided into parts."""
    facility: Facility | None = None
    """Terminal or depot by code."""
    un_location_code: str | None = None
    """UN/LOCODE (UN/ECE Recommendation 16)."""
    geo_coordinate: GeoCoordinate | None = None
    """Point on earth."""
    city: City | None = None
    """The place by its city."""
    country_code: str | None = None
    """Country alone, ISO 3166-1 alpha-2 (DCSA PlaceOfIssue)."""
    free_text: str | None = None
    """Free words for the place (DCSA InvoicePayableAt)."""


class VesselVoyage(Part, frozen=True):
    """One vessel on one voyage of the main carriage (DCSA VesselVoyage)."""

    vessel_name: str | None = None
    """Name of the vessel."""
    vessel_imo_number: str | None = None
    """IMO ship identification number, seven digits."""
    carrier_export_voyage_number: str | None = None
    """The carrier's number for the export voyage."""
    universal_export_voyage_reference: str | None = None
    """The voyage by the industry's universal reference."""
    role: str | None = None
    """Which leg this vessel serves, as DCSA words it."""
