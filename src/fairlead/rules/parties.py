"""Rules on the parties: who must be there, how they are identified, and in which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from fairlead.bill import Bill, IdentifyingCode, OtherParty, Party, TaxLegalReference
from fairlead.rules.rule import ERROR, NOTE, Facts, Found, Look, Rule

_LINES_ON_SCREEN: Final = 6
_LINES_ON_PAPER: Final = 2

_FUNCTIONS: Final = ("SCO", "DDR", "DDS", "COW", "COX", "CS", "MF", "WH")
_PERSONS: Final = ("LEGAL_PERSON", "NATURAL_PERSON", "ASSOCIATION_OF_PERSONS")


# --- who must be there --------------------------------------------------------------------------


def nobody_to_notify(_said: object, bill: Bill, _: Facts) -> Found:
    """A bill to order lists no notify party, as the conformance kit asks it."""
    return bill.to_order and not bill.notify_parties and [("notify_parties", None)]


def _really_nobody_to_notify(_said: object, bill: Bill, facts: Facts) -> Found:
    """As the text has it: the consignee or endorsee may be the one who is notified."""
    for party in (bill.endorsee, bill.consignee):
        if party is not None and party.is_notify_party:
            return None
    return nobody_to_notify(_said, bill, facts)


def _wrong_party_for_its_kind(_said: object, bill: Bill, _: Facts) -> Found:
    if bill.to_order:
        return bill.consignee is not None and [("consignee", None)]
    missing = [("consignee", None)] if bill.consignee is None else []
    forbidden = [("endorsee", None)] if bill.endorsee is not None else []
    return missing + forbidden


def _notified_twice(_said: object, party: Party, facts: Facts) -> Found:
    """Likeness of names proves nothing, so the codes of the two are compared."""
    first = next(iter(facts.bill.notify_parties or ()), None)
    if not party.is_notify_party or first is None or not party.identifying_codes:
        return None
    return first.identifying_codes == party.identifying_codes


# --- how they are identified and addressed ------------------------------------------------------


def _nowhere_to_be_found(party: Party, _: Party, _facts: Facts) -> Found:
    return party.address is None and not party.identifying_codes


def no_known_provider(provider: str, _: IdentifyingCode, facts: Facts) -> Found:
    """The keeper of a party's code is not in the edition's list."""
    return provider not in facts.edition.code_list_providers


def _no_known_platform(platform: str, _: Party, facts: Facts) -> Found:
    return platform not in facts.edition.ebl_platforms


def no_kind_of_person(kind: str, _: Party, _facts: Facts) -> Found:
    """The kind of person is none of the three that customs know."""
    return kind not in _PERSONS


def _too_many_lines(lines: Sequence[str], _: Party, facts: Facts) -> Found:
    # A document that does not say whether it is electronic is taken as electronic.
    return len(lines) > _LINES_ON_SCREEN and facts.bill.is_electronic is not False


def _too_many_lines_for_paper(lines: Sequence[str], _: Party, facts: Facts) -> Found:
    return len(lines) > _LINES_ON_PAPER and facts.bill.is_electronic is False


def _registered_twice(registered: Sequence[TaxLegalReference], _: Party, _facts: Facts) -> Found:
    if len(registered) <= 1:
        return None
    seen: set[tuple[str | None, str | None]] = set()
    again: list[tuple[str, object]] = []
    for index, one in enumerate(registered):
        key = (one.country_code, one.type)
        if key in seen:
            again.append((f"tax_legal_references[{index}]", one.type))
        seen.add(key)
    return again


# --- in which role ------------------------------------------------------------------------------


def _no_known_function(function: str, _: OtherParty, _facts: Facts) -> Found:
    return function not in _FUNCTIONS


def _function_twice(parties: Sequence[OtherParty], _: Bill, _facts: Facts) -> Found:
    if len(parties) <= 1:
        return None
    often = Counter(one.party_function for one in parties if one.party_function is not None)
    return [
        (f"other_parties[{index}].party_function", one.party_function)
        for index, one in enumerate(parties)
        if one.party_function is not None and often[one.party_function] > 1
    ]


RULES: Final = (
    Rule(
        "RULE-009",
        "a party has neither an address in parts nor an identifying code",
        "DCSA TD check 9; EBL 3.0.4 Shipper.identifyingCodes",
        ERROR,
        (Look(Party, None, _nowhere_to_be_found),),
    ),
    Rule(
        "RULE-017",
        "the keeper of a party's code is not in the list of keepers",
        "DCSA TD check 17; EBL 3.0.4 codeListProvider",
        ERROR,
        (Look(IdentifyingCode, "code_list_provider", no_known_provider),),
    ),
    Rule(
        "RULE-033",
        "an electronic document shows an address in more than six lines",
        "DCSA TD check 33; EBL 3.0.4 displayedAddress",
        ERROR,
        (Look(Party, "displayed_address", _too_many_lines),),
    ),
    Rule(
        "RULE-038",
        "a bill to order names nobody to notify",
        "DCSA TD check 38; EBL 3.0.4 notifyParties",
        ERROR,
        (Look(Bill, "to_order", _really_nobody_to_notify),),
    ),
    Rule(
        "RULE-039",
        "a party states two registrations of one type in one country",
        "DCSA TD check 39; EBL 3.0.4 taxLegalReferences",
        ERROR,
        (Look(Party, "tax_legal_references", _registered_twice),),
    ),
    Rule(
        "RULE-040",
        "the function of another party is none that is known",
        "DCSA TD check 40; EBL 3.0.4 partyFunction",
        ERROR,
        (Look(OtherParty, "party_function", _no_known_function),),
    ),
    Rule(
        "RULE-041",
        "the kind of person is none of those that customs know",
        "DCSA TD check 41; EBL 3.0.4 typeOfPerson",
        ERROR,
        (Look(Party, "type_of_person", no_kind_of_person),),
    ),
    Rule(
        "RULE-042",
        "two other parties have one function",
        "DCSA TD check 42; EBL 3.0.4 OtherDocumentParty",
        ERROR,
        (Look(Bill, "other_parties", _function_twice),),
    ),
    Rule(
        "RULE-043",
        "a bill to order names an endorsee or nobody, any other document its consignee alone",
        "DCSA TD check 43; EBL 3.0.4 Consignee, Endorsee",
        ERROR,
        (Look(Bill, "to_order", _wrong_party_for_its_kind),),
    ),
    Rule(
        "RULE-111",
        "the platform of a party is none that is known",
        "EBL 3.0.4 eblPlatform",
        ERROR,
        (Look(Party, "ebl_platform", _no_known_platform),),
    ),
    Rule(
        "RULE-112",
        "a document on paper shows an address in more than two lines",
        "EBL 3.0.4 displayedAddress; a carrier may allow more",
        NOTE,
        (Look(Party, "displayed_address", _too_many_lines_for_paper),),
    ),
    Rule(
        "RULE-113",
        "the party that counts as first notify party is listed as notify party too",
        "EBL 3.0.4 isNotifyParty, notifyParties",
        NOTE,
        (Look(Party, "is_notify_party", _notified_twice, ("consignee", "endorsee")),),
    ),
)
"""The rules of this page of the book."""
