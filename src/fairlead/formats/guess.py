"""Guesses of rows: where a place of a schema and a field of the Bill agree in name and type.

Names are compared by their words, so that `billNumber`, `bill_number` and `Bill-No` are one. Beside
a field's own name the names count that the trade uses for it and for nothing else. Where two places
have equally good names for a field, neither is guessed. An object that is called like a part of the
Bill is looked into; one that is called otherwise is only a group of members.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

from fairlead.bill import Part, Quantity
from fairlead.formats.schema.leaf import Leaf
from fairlead.lens.fields import field_names, field_type
from fairlead.once import once

__all__ = ["Guessed", "GuessedPart", "guessed", "words_in"]

_MEMBER: Final = re.compile(r"[^/\[\]{}=&]+")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_. ]+")
_DEEPEST: Final = 8
"""So many steps below the root are looked at; a schema may stand inside itself."""

_SHORT: Final[Mapping[str, str]] = {
    "no": "number", "nr": "number", "num": "number", "ref": "reference", "bl": "bill",
    "bol": "bill", "tel": "phone", "telephone": "phone", "mail": "email",
}  # fmt: skip
"""Short words and the word that they stand for."""

_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "Bill": {
        "transport_document_reference": "bill number, bill reference, bill of lading number, bill "
        "of lading reference, transport document number",
        "transport_document_type": "bill type, document type",
        "issue_date": "date of issue, issued, issued on, date issued",
        "place_of_issue": "issued at, issue place, issuing place",
        "number_of_originals": "originals, original count, number of original bills",
        "number_of_copies": "copies, copy count",
        "shipped_on_board_date": "on board date, on board, shipped on board, laden on board date",
        "received_for_shipment_date": "received for shipment",
        "terms_and_conditions": "terms, conditions of carriage",
        "carrier_clauses": "clauses",
        "service_contract_reference": "service contract number, service contract",
        "planned_departure_date": "etd, departure date, estimated departure date",
        "planned_arrival_date": "eta, arrival date, estimated arrival date",
        "carrier_code": "scac, carrier scac",
        "declared_value_currency": "declared currency",
        "port_of_loading": "load port, loading port, pol",
        "port_of_discharge": "discharge port, port of unloading",
        "place_of_receipt": "receipt place",
        "place_of_delivery": "delivery place",
        "vessel_voyages": "vessel voyage, voyages, vessel, vessels",
        "shipper": "consignor",
        "notify_parties": "notify party, notify, notified parties, notified party",
        "freight_forwarder": "forwarder",
        "consignment_items": "consignment item",
        "utilized_transport_equipments": "containers, equipments, transport equipments",
    },
    "Party": {
        "party_name": "name",
        "address_lines": "address text",
        "party_contact_details": "contact details, contacts, contact",
    },
    "Location": {
        "location_name": "name",
        "un_location_code": "un locode, unlocode, locode",
    },
    "PartyContactDetail": {
        "name": "person, contact name, contact person",
        "phone": "phone number",
        "email": "email address, e email",
    },
    "VesselVoyage": {
        "vessel_name": "name, ship name",
        "vessel_imo_number": "imo number, imo, vessel imo",
        "carrier_export_voyage_number": "voyage number, voyage, export voyage number",
    },
    "UtilizedTransportEquipment": {
        "equipment_reference": "container number, equipment number, number",
        "iso_equipment_code": "iso code, iso type, container type, equipment type",
        "is_shipper_owned": "shipper owned, owned by shipper",
    },
    "Seal": {"number": "seal number"},
    "ConsignmentItem": {
        "description_of_goods": "goods description, description",
        "hs_codes": "hs, hs code",
        "shipping_marks": "marks, marks and numbers, shipping mark",
        "carrier_booking_reference": "booking number, booking reference",
    },
    "CargoItem": {"equipment_reference": "container number"},
    "DangerousGoods": {
        "un_number": "un",
        "proper_shipping_name": "shipping name",
        "imo_class": "hazard class, imdg class, class",
    },
    "Address": {
        "post_code": "postal code, zip code, zip",
        "country_code": "country",
        "city": "city name",
        "street": "street name",
    },
}
"""What the trade calls a field, beside its own name: phrases between commas, in full words."""


@dataclass
class GuessedPart:
    """A part of the Bill, or the Bill, of which rows were guessed."""

    model: str
    rows: dict[str, str] = field(default_factory=dict)
    """The key of each row, and its words in TOML."""

    @property
    def unsaid(self) -> list[str]:
        """The fields that no row says, as `[impossible]` names them."""
        said = {key.partition(" > ")[0] for key in self.rows}
        left = [name for name in field_names(self.model) if name not in said]
        for outer in dict.fromkeys(key.partition(" > ")[0] for key in self.rows if " > " in key):
            kind, _ = field_type(self.model, outer)
            inner = (f"{outer} > {name}" for name in field_names(kind.__name__))
            left += [key for key in inner if key not in self.rows]
        return left


@dataclass
class Guessed:
    """What was guessed of a schema."""

    whole: GuessedPart
    parts: dict[str, GuessedPart]
    read: set[str]
    """The places that a row reads."""

    @property
    def keys(self) -> list[str]:
        """The key of each row; of a row of a part, behind the name of the part."""
        inner = [f"{name}.{key}" for name, part in self.parts.items() for key in part.rows]
        return [*self.whole.rows, *inner]


def guessed(places: Mapping[str, Leaf]) -> Guessed:
    """The rows that can be guessed of the places of a schema.

    >>> from fairlead.formats import named
    >>> found = guessed(named("dcsa").wire.places)
    >>> found.whole.rows["shipped_on_board_date"], found.parts["seal"].rows["number"]
    ('at = "shippedOnBoardDate", as = "date"', 'at = "number", as = "text(15)", need = true')
    """
    return _Guesses(places).whole()


def words_in(name: str) -> str:
    """The words of a name, in small letters, short ones in full.

    >>> words_in("billNo"), words_in("Bill-Number"), words_in("UNLocationCode")
    ('bill number', 'bill number', 'un location code')
    """
    words = [part.lower() for part in _HUMP.split(name.strip("@")) if part]
    return " ".join(_SHORT.get(word, word) for word in words)


@once
def _fields_by_name(model: str) -> dict[str, tuple[str, bool]]:
    """The field of a model that each name means, and whether the name is the field's own."""
    own = {words_in(name): (name, True) for name in field_names(model)}
    trade = {
        phrase.strip(): (name, False)
        for name, phrases in _NAMES.get(model, {}).items()
        for phrase in phrases.split(",")
    }
    return {**trade, **own}


class _Claim(NamedTuple):
    """A row that could be guessed."""

    key: str
    own: bool
    """Whether the place is called as the field is."""
    words: str
    """The words of the row, in TOML."""
    reads: frozenset[str]


class _Guesses:
    def __init__(self, places: Mapping[str, Leaf]) -> None:
        self.places = places
        self.below: dict[str, list[str]] = {}
        for path in places:
            above, _, last = path.rpartition("/")
            if last and _MEMBER.fullmatch(last.strip("@")) and path:
                self.below.setdefault(above, []).append(last)
        self.parts: dict[str, GuessedPart] = {}

    def whole(self) -> Guessed:
        """What is guessed of the whole."""
        part, read = self.part("Bill", "")
        used = " ".join(row for one in (part, *self.parts.values()) for row in one.rows.values())
        parts = {name: one for name, one in self.parts.items() if f'use = "{name}"' in used}
        return Guessed(part, parts, read)

    def part(self, model: str, at: str) -> tuple[GuessedPart, set[str]]:
        """The rows of a part whose members stand at a place, and the places that they read."""
        claims: dict[str, list[_Claim]] = {}
        for claim in self.claims(model, at, at):
            claims.setdefault(claim.key, []).append(claim)
        part = GuessedPart(model)
        read: set[str] = set()
        for key, several in claims.items():
            best = [one for one in several if one.own] or several
            if (len(best) == 1 or best[0].own) and not self.hidden(key, claims):
                part.rows[key] = best[0].words
                read |= best[0].reads
        return part, read

    @staticmethod
    def hidden(key: str, claims: Mapping[str, Any]) -> bool:
        """Whether a part that holds a field is said as a whole."""
        outer, arrow, _ = key.partition(" > ")
        return bool(arrow) and outer in claims

    def claims(self, model: str, top: str, at: str) -> Iterator[_Claim]:
        """Every row that the members at a place could be."""
        if at.count("/") > _DEEPEST:
            return
        for member in self.below.get(at, ()):
            path = f"{at}/{member}"
            if f"{path}/[]" in self.places:
                yield from self.listed(model, top, path)
            elif self.places[path].inner:
                yield from self.object(model, top, path)
            else:
                yield from self.value(model, top, path)

    def object(self, model: str, top: str, path: str) -> Iterator[_Claim]:
        """A part of the Bill; else the members of a group."""
        name, own = self.field(model, path)
        if name is None:
            if model == "Bill":
                yield from self.claims(model, top, path)
            return
        kind, is_list = field_type(model, name)
        found = self.used(kind, path)
        if found is not None:
            part, read = found
            place, need = self.place(top, path), self.need(top, path)
            words = f'at = {place}, use = "{part}"{need}{", most = 1" * is_list}'
            yield _Claim(name, own, words, read)

    def listed(self, model: str, top: str, path: str) -> Iterator[_Claim]:
        """A list of parts, or of texts."""
        name, own = self.field(model, path)
        if name is None or not field_type(model, name)[1]:
            return
        kind, _ = field_type(model, name)
        entry, most = self.places[f"{path}/[]"], self.places[path].max_items
        how, read = f'as = "{_lens(kind, entry)}"', frozenset({entry.path})
        if entry.inner:
            found = self.used(kind, entry.path)
            how, read = ("", read) if found is None else (f'use = "{found[0]}"', found[1])
        elif _lens(kind, entry) is None:
            how = ""
        if how:
            bound = "" if most is None else f", most = {most}"
            words = f"each = {self.place(top, path)}, {how}{self.need(top, path)}{bound}"
            yield _Claim(name, own, words, read)

    def used(self, kind: Any, at: str) -> tuple[str, frozenset[str]] | None:
        """The name of a part and the places that it reads; None where nothing of it is guessed."""
        if not issubclass(kind, Part) or kind is Quantity:
            return None
        part, read = self.part(kind.__name__, at)
        return (self.named(part), frozenset(read)) if part.rows else None

    def value(self, model: str, top: str, path: str) -> Iterator[_Claim]:
        """A value of the part, or of a part in it of which the name tells: `shipperName`."""
        name, own = self.field(model, path)
        keys = [(name, own, model, name)] if name is not None else self.inside(model, path)
        for key, is_own, holder, last in keys:
            kind, is_list = field_type(holder, str(last))
            lens = None if is_list else _lens(kind, self.places[path])
            if lens is not None:
                words = f'at = {self.place(top, path)}, as = "{lens}"{self.need(top, path)}'
                yield _Claim(str(key), is_own, words, frozenset({path}))

    def inside(self, model: str, path: str) -> list[tuple[str, bool, str, str]]:
        """The field of a part of which a name begins with the name of the part."""
        words = words_in(path.rpartition("/")[2])
        for phrase, (outer, _) in _fields_by_name(model).items():
            kind, _ = field_type(model, outer)
            if words.startswith(f"{phrase} ") and issubclass(kind, Part) and kind is not Quantity:
                rest = words.removeprefix(f"{phrase} ")
                inner = _fields_by_name(kind.__name__)
                for said in (rest, words):
                    if said in inner:
                        name, own = inner[said]
                        return [(f"{outer} > {name}", own, kind.__name__, name)]
        return []

    def field(self, model: str, path: str) -> tuple[str | None, bool]:
        """The field that a place is called like, and whether that is the field's own name."""
        return _fields_by_name(model).get(words_in(path.rpartition("/")[2]), (None, False))

    def place(self, top: str, path: str) -> str:
        """A place as a row of a part names it."""
        return f'"{path.removeprefix(top)[1:]}"'

    def need(self, top: str, path: str) -> str:
        """That a row is needed, where its place is required."""
        leaf = self.places[path]
        direct = path.rpartition("/")[0] == top
        return ", need = true" if (leaf.required if direct else leaf.needed) else ""

    def named(self, part: GuessedPart) -> str:
        """The name of a part; parts with the same rows are one."""
        base = words_in(part.model).replace(" ", "_")
        number = 1
        while self.parts.setdefault(name := f"{base}_{number}".removesuffix("_1"), part) != part:
            number += 1
        return name


def _lens(kind: type, leaf: Leaf) -> str | None:
    """The value lens between a type of the Bill and a place; None where there is none at hand."""
    as_text = leaf.types in {(), ("string",)}
    if kind is str and as_text and leaf.enum is None:
        return "text" if leaf.max_length is None else f"text({leaf.max_length})"
    if kind is dt.date and as_text:
        return "date"
    if kind is dt.datetime and as_text:
        return "date_time"
    names: dict[Any, tuple[str, str]] = {
        bool: ("boolean", "boolean"), int: ("integer", "integer"), Decimal: ("decimal", "number"),
    }  # fmt: skip
    if kind not in names:
        return None
    lens, json_type = names[kind]
    if leaf.types == (json_type,):
        return lens
    width = "" if leaf.max_length is None or lens != "integer" else f"({leaf.max_length})"
    return f"{lens}_text{width}" if as_text else None
