"""The parties of a bill, and how they are named, addressed, reached and identified."""

from fairlead.bill.values import Part


class Address(Part, frozen=True):
    """A postal address in parts (DCSA PartyAddress; UN/CEFACT Trade_ Address)."""

    street: str | None = None
    """Street name."""
    street_number: str | None = None
    """House or building number."""
    floor: str | None = None
    """Floor of the building."""
    post_code: str | None = None
    """Postal code."""
    po_box: str | None = None
    """Number of the post office box."""
    city: str | None = None
    """City, town or village."""
    un_location_code: str | None = None
    """UN/LOCODE of the place."""
    state_region: str | None = None
    """State, region or other country subdivision."""
    country_code: str | None = None
    """Country, ISO 3166-1 alpha-2."""


class IdentifyingCode(Part, frozen=True):
    """A code that identifies a party in somebody's list (DCSA IdentifyingCode)."""

    code_list_provider: str | None = None
    """Who keeps the list, for example GLEIF, or a platform's code."""
    party_code: str | None = None
    """The code itself; never compared by likeness."""
    code_list_name: str | None = None
    """The list, where its keeper has several, for example LEI."""


class TaxLegalReference(Part, frozen=True):
    """A registration of a party for tax or by law (DCSA TaxLegalReference)."""

    type: str | None = None
    """Kind of registration as its country names it, for example EORI or PAN."""
    country_code: str | None = None
    """Country of the registration, ISO 3166-1 alpha-2."""
    value: str | None = None
    """The registered number."""


class PartyContactDetail(Part, frozen=True):
    """A person or desk to reach (DCSA PartyContactDetail)."""

    name: str | None = None
    """Name of the contact."""
    phone: str | None = None
    """Telephone number as written."""
    email: str | None = None
    """Electronic mail address."""


class Party(Part, frozen=True):
    """A party of the bill in any of its roles (DCSA Party and its kin; UN/CEFACT Trade_ Party)."""

    party_name: str | None = None
    """Name of the party; the text is title-critical and is never normalised."""
    ebl_platform: str | None = None
    """Code of the platform on which the party takes the bill."""
    type_of_person: str | None = None
    """Natural person, legal person or association of persons, as customs ask it."""
    address: Address | None = None
    """Address in parts."""
    address_lines: tuple[str, ...] | None = None
    """Address in lines that nobody has divided into parts."""
    displayed_address: tuple[str, ...] | None = None
    """Address lines exactly as they are to be shown on the bill, in order."""
    identifying_codes: tuple[IdentifyingCode, ...] | None = None
    """Codes that identify the party."""
    tax_legal_references: tuple[TaxLegalReference, ...] | None = None
    """Tax and legal registrations."""
    party_contact_details: tuple[PartyContactDetail, ...] | None = None
    """Whom to reach."""
    reference: str | None = None
    """The party's own reference for this carriage."""
    purchase_order_references: tuple[str, ...] | None = None
    """Purchase orders that the party relates to this carriage."""
    is_notify_party: bool | None = None
    """Whether the party is to be notified as the first notify party."""


class OtherParty(Part, frozen=True):
    """A party in a role that has no place of its own (DCSA OtherDocumentParty)."""

    party: Party | None = None
    """Who."""
    party_function: str | None = None
    """In which role, UNTDID 3035 as DCSA lists it, for example SCO or DDS."""


class PlatformProvider(Part, frozen=True):
    """A platform that handles the electronic bill (UN/CEFACT Platform Provider. Trade_ Party)."""

    id: str | None = None
    """Code of the platform."""
    name: str | None = None
    """Name of the platform."""
