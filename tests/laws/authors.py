"""Documents of every format, written by chance and valid by construction, in telling texts.

An `Author` needs a schema and something with the methods of `random.Random`; the same seed gives
the same document.
"""

import functools
import random
from decimal import Decimal

from fairlead.formats import named
from fairlead.resources import find
from fairlead.syntax import json as json_syntax
from fairlead.syntax.json import Numeral
from tests.conformance.xml_documents import Grower

TEXTS = (
    "A", "Aarhus", "Kaien 4117", "x  y", "Zażółć gęślą jaźń", "日本郵船", "Ærø", "😀 cargo",
    "a\u00a0b", "a\tb", "TO ORDER", "0012", "a/b~c", "'quoted' \"twice\"", "back\\slash", "null",
    "Floor 3", "PO Box 7", "HS 090111",
)  # fmt: skip
LOOSE = ("", " ", " edge ", "two\nlines", "\u2028")
"""Texts that only a place without a pattern holds."""
PATTERNS = {
    r"^\S+$": ("SCAC", "HLC", "x", "Ærø"),
    r"^[A-Z]{2}[A-Z2-9]{3}$": ("DKAAR", "DEBRV", "NLRTM", "US2AB"),
    r"^[A-Z]{2}$": ("DK", "DE", "NL", "XX"),
    r"^[A-Z]{3}$": ("EUR", "USD", "DKK"),
    r"^[0-9](\.[0-9])?$": ("9", "2.1", "4.3"),
    r"^\d{4}$": ("3082", "0004"),
    r"^\d{2}[0-9A-Z]{2}[NEWSR]$": ("2301W", "24AAE"),
    r"^.+@\S+$": ("desk@example.org", "ü@example.org", "a b@x"),
    r"^\d{6,10}$": ("293499", "0101210010"),
    r"^\d{6,12}$": ("293499", "010121001012"),
    r"^[A-Z0-9]{2}$": ("4G", "BX"),
    r"^[A-Z0-9]{1,5}$": ("3A1", "BX"),
    r"^[0-3][0-9A-Z]{3}$": ("1A2B", "0AAA"),
    r"^([0-9a-f]{128})?$": ("", "0123456789abcdef" * 8),
    r"^([+-]?(0?|[1-9][0-9]*)(\.?\d+))$": (
        "1", "12000.50", "0", "1.0", "05", ".5", "+7", "-18.0", "400", "2", "11974.838568",
    ),
}  # fmt: skip
FORMATS = {
    "date": ("2026-02-28", "2024-02-29", "1999-12-31"),
    "date-time": ("2026-02-28T10:00:00Z", "2026-02-28T00:00:00Z", "2026-02-28T10:00:00.250+02:00"),
}
NUMBERS = (
    *map(Decimal, ("12000.50", "1.0", "0.001", "20.0", "99.99", "100.0", "-18.0", "0.0")),
    *map(Numeral, ("1e2", "1E1", "2.5e1", "1.20e1")),
    *(1, 7, 42, 12000, 0, -18, 10**30),
)
INTEGERS = (0, 1, 2, 3, 40, 2147483647, Decimal("3.0"), Numeral("1e2"))
UNKNOWN = ("x-own", "own", "a/b~c", "Ünbekannt", "", "value2")
ANYTHING = (
    "text", "", 1, True, None, Numeral("1e2"), Decimal("1.50"), [], {}, [1, [None]],
    {"a": {"b": []}}, [{"a": 1}, {}], 10**25,
)  # fmt: skip
CONTAINERS = ("MSKU1234565", "HLXU1234567", "CSQU3054383", "TGHU7654321", "SEGU1111119")
WIDTHS = {"HSCodes": 10, "chargeName": 50, "contractQuotationReference": 35}
TWINS = {
    "extendedContractQuotationReference": "contractQuotationReference",
    "extendedChargeName": "chargeName",
    "extendedHSCodes": "HSCodes",
    "extendedNationalCommodityCodes": "nationalCommodityCodes",
}


def own(tree):
    """A tree of its own, numbers as they are."""
    if isinstance(tree, dict):
        return {name: own(value) for name, value in tree.items()}
    return [own(value) for value in tree] if isinstance(tree, list) else tree


class Author:
    """Writes documents that a schema allows.

    `told` says a member better than its schema alone would: functions of the author and the
    member's schema, by the member's name. `foreign` is how often a member stands that no schema
    knows, `prefix` how its name begins.
    """

    def __init__(self, schema, chance, density, told, *, foreign=0.02, prefix=""):
        self.schema = schema
        self.chance = chance
        self.density = density
        self.told = told
        self.foreign = foreign
        self.prefix = prefix

    def document(self):
        return self.object(self.schema, 0)

    def resolved(self, schema):
        if "$ref" not in schema:
            return schema
        inner = self.schema["$defs"][schema["$ref"].rpartition("/")[2]]
        return {**self.resolved(inner), **{key: schema[key] for key in schema if key != "$ref"}}

    def value(self, schema, name, depth):
        if schema is True:
            return own(self.chance.choice(ANYTHING))
        if name in self.told:
            return self.told[name](self, schema)
        schema = self.resolved(schema)
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        kinds = schema.get("type", "object")
        kind = kinds if isinstance(kinds, str) else self.kind(kinds, name)
        if kind == "object":
            return self.object(schema, depth)
        if kind == "array":
            return self.array(schema, name, depth)
        return getattr(self, kind)(schema)

    def kind(self, kinds, name):
        """An object rather than a link to one; null now and then, but never as an entry."""
        if "null" in kinds and not name.endswith("[]") and self.chance.random() < 0.2:
            return "null"
        return next(kind for kind in ("object", *kinds) if kind in kinds and kind != "null")

    def object(self, schema, depth):
        schema = self.resolved(schema)
        ways = schema.get("oneOf", schema.get("anyOf", ()))
        properties = dict(schema.get("properties", {}))
        for way in ways:
            properties |= way.get("properties", {})
        chosen = set(self.chance.choice(ways)["required"]) if ways else set()
        required = {*schema.get("required", ()), *chosen}
        every = {name for way in ways for name in way["required"]}
        barred = every - required if "oneOf" in schema else set()
        density = self.density / (1 + depth / 4)
        written = {
            name: self.value(inner, name, depth + 1)
            for name, inner in properties.items()
            if inner is not False
            and name not in barred
            and (name in required or self.chance.random() < density)
        }
        for new, old in TWINS.items():
            self.twins(written, old, new, required)
        return self.strange(written)

    def strange(self, written):
        """Members that nobody knows, anywhere among the others."""
        while self.chance.random() < self.foreign:
            name = self.prefix + self.chance.choice(UNKNOWN)
            members = list(written.items())
            place = self.chance.randint(0, len(members))
            members.insert(place, (name, own(self.chance.choice(ANYTHING))))
            written = dict(members)
        return written

    def twins(self, written, old, new, required):
        """A deprecated member agrees with its successor: equal to it, or its beginning."""
        if new not in written:
            return
        if not written[new]:
            del written[new]
        elif old in required or (old in written and self.chance.random() < 0.7):
            written[old] = _begun(written[new], WIDTHS.get(old, 0))
        else:
            written.pop(old, None)

    def array(self, schema, name, depth):
        least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
        count = self.chance.choice((least, least + 1, least + 1, least + 2))
        count = min(count, most) if depth < 8 else least
        return [self.value(schema["items"], f"{name}[]", depth + 1) for _ in range(count)]

    def string(self, schema):
        most, least = schema.get("maxLength", 10**6), schema.get("minLength", 0)
        form = schema.get("format", schema.get("then", {}).get("format"))
        pattern = schema.get("pattern")
        pool = PATTERNS.get(pattern) or FORMATS.get(form) or TEXTS
        if pattern is None and form is None and self.chance.random() < 0.1:
            pool = LOOSE
        fit = [text for text in pool if least <= len(text) <= most] or ["A"]
        if pool is TEXTS and least < 2 <= most <= 500 and self.chance.random() < 0.05:
            return "x" * most
        return self.chance.choice(fit)

    def number(self, schema):
        return self.bounded(NUMBERS, schema)

    def integer(self, schema):
        return self.bounded(INTEGERS, schema)

    def bounded(self, pool, schema):
        least, most = schema.get("minimum", -(10**40)), schema.get("maximum", 10**40)
        above = schema.get("exclusiveMinimum", -(10**40))
        return self.chance.choice([one for one in pool if least <= one <= most and one > above])

    def boolean(self, _):
        return self.chance.random() < 0.5

    def null(self, _):
        return None


def _begun(value, width):
    """The beginning of a value, as its deprecated twin holds it."""
    if isinstance(value, str):
        return value[:width].strip()
    if isinstance(value, list):
        return [_begun(one, width) for one in value]
    said = {name: value[name] for name in ("type", "countryCode") if name in value}
    return {**said, "values": [one[:10] for one in value["values"]]}


@functools.cache
def schema_of(folder):
    return json_syntax.read(find("schemas", *folder.split("/"), "schema.json").read_bytes())


def one_of(*values):
    """A member that says one of these."""
    return lambda author, _: own(author.chance.choice(values))


def _numbered(author, schema, member, least):
    """Containers, each of a number of its own."""
    numbers = list(CONTAINERS)
    author.chance.shuffle(numbers)
    found = []
    for number in numbers[: author.chance.randint(least, 3)]:
        one = author.object(schema["items"], 3)
        if member == "id":
            one["id"] = {"content": number}
        else:
            one["equipment"] = {**(one.get("equipment") or {}), "equipmentReference": number}
        found.append(one)
    return found


# DCSA -------------------------------------------------------------------------------------------

DCSA = {
    "transportDocumentReference": one_of("FLBL-1", "日本-Ä", "0012"),
    "equipmentReference": one_of(*CONTAINERS),
    "cargoMovementTypeAtOrigin": one_of("FCL", "LCL", "FCL", "BB"),
    "cargoMovementTypeAtDestination": one_of("FCL", "LCL", "FCL"),
    "preCarriageBy": one_of("RAIL", "TRUCK", "VESSEL", "mule"),
    "utilizedTransportEquipments": lambda a, schema: _numbered(a, schema, "equipment", 1),
}


def dcsa_document(chance, density=None):
    """A transport document that DCSA's schema allows."""
    density = density or chance.choice((0.05, 0.2, 0.4, 0.8))
    return Author(schema_of("dcsa/transport-document-3"), chance, density, DCSA).document()


def plausible(document):
    """The document as a carrier might issue it: one kind of bill, one receiver."""
    parties = document["documentParties"]
    document["transportDocumentTypeCode"] = "BOL"
    if document["isToOrder"]:
        parties.pop("consignee", None)
    else:
        parties.pop("endorsee", None)
        parties.setdefault("consignee", {"partyName": "Acme Ltd", "identifyingCodes": []})
    if "shippedOnBoardDate" in document:
        document["isShippedOnBoardType"] = True
    return document


# Open eBL ---------------------------------------------------------------------------------------

HISTORIES = (
    ("bill_of_lading",),
    ("bill_of_lading", "transfer"),
    ("bill_of_lading", "transfer", "amendment_request", "bill_of_lading", "surrender"),
)


def _events(author, schema):
    kinds = author.resolved(schema["items"])["properties"]
    made = []
    for name in author.chance.choice(HISTORIES):
        event = author.object(kinds[name], 1)
        if name == "bill_of_lading":
            event |= {
                "bill_of_lading_v3": author.object({"$ref": "#/$defs/TransportDocument"}, 2),
                "doc_type": author.chance.choice(("MasterBillOfLading", "HouseBillOfLading")),
                "created_by": "did:openebl:issuer",
                "created_at": "2026-02-28T10:00:00Z",
            }
        made.append({name: event})
    return made


PACK = {
    "id": one_of("pack-1", "f3ed4137"),
    "current_owner": one_of("did:openebl:issuer"),
    "metadata": one_of(None, {}, {"requester": "user"}),
    "file": one_of(None, {}, {"name": "a.pdf", "file_type": "application/pdf", "content": "dGU="}),
    "events": _events,
    "utilizedTransportEquipments": lambda a, schema: _numbered(a, schema, "equipment", 0),
    "equipmentReference": one_of(*CONTAINERS),
}


def pack(chance, density=None):
    """An Open eBL pack: a current bill, events around it, zero values where nothing is said."""
    density = density or chance.choice((0.2, 0.5, 0.8))
    return Author(schema_of("openebl/pack-1"), chance, density, PACK).document()


# UN/CEFACT --------------------------------------------------------------------------------------

CONSIGNEES = (
    "Acme Ltd", "TO ORDER", "To Order", "TO ORDER OF Acme Ltd", "to order of Zażółć",
    "TO THE ORDER OF ACME", "ACME LTD OR ORDER", "TO BEARER", "Orderly Goods Ltd",
)  # fmt: skip


def _wholes(author, _):
    """A count in one of the ways to write it."""
    return {"content": author.chance.choice(("1", "3", "03", "+3", "3.0", "0", "400"))}


def _goods(author, schema):
    """Goods, numbered or not; parts of one number say the same of their item."""
    found, numbers = [], []
    for number in range(1, author.chance.randint(0, 3) + 1):
        item = author.object(schema["items"], 3)
        item.pop("sequenceNumeric", None)
        for _ in range(author.chance.choice((1, 1, 2))):
            weight = author.chance.choice(("12.50", "1200", "+7"))
            found.append(own(item) | {"grossWeight": [{"content": weight, "unitCode": "KGM"}]})
            numbers.append(str(number))
    if author.chance.random() < 0.7:
        for number, one in zip(numbers, found, strict=True):
            one["sequenceNumeric"] = {"content": number}
    return found


def _consignee(author, schema):
    made = author.object(schema, 3)
    if author.chance.random() < 0.9:
        made["name"] = [{"content": author.chance.choice(CONSIGNEES)}]
    return made


UN = {
    "originalIssuedQuantity": _wholes,
    "copyIssuedQuantity": _wholes,
    "itemQuantity": _wholes,
    "sequenceNumeric": _wholes,
    "includedConsignmentItem": _goods,
    "utilizedLogisticsTransportEquipment": lambda a, schema: _numbered(a, schema, "id", 0),
    "consignee": _consignee,
    "shippedOnboardDateTime": one_of(
        ["2026-02-28"], ["2026-02-28T00:00:00Z"],
        [{"content": "2026-02-28", "format": "CCYY-MM-DD"}],
    ),
}  # fmt: skip


def un_bill(chance, density=None):
    """A UN/CEFACT maritime bill of lading that is valid, and mostly says what a bill says."""
    density = density or chance.choice((0.1, 0.3, 0.6, 0.9))
    schema = schema_of("uncefact/bill-of-lading-d23b")
    made = Author(schema, chance, density, UN, foreign=0.01, prefix="x-").document()
    made.setdefault("exchangedDocument", {}).update(
        id={"content": "FLBL-1"}, typeCode={"content": "706"}
    )
    for consignment in made.get("specifiedConsignment", ()):
        _totals(consignment, chance)
    return made


def _totals(consignment, chance):
    """Totals that are right, or none."""
    for name in ("packageQuantity", "transportEquipmentQuantity"):
        consignment.pop(name, None)
    containers = consignment.get("utilizedLogisticsTransportEquipment")
    if containers and chance.random() < 0.5:
        count = chance.choice(("{}", "0{}", "+{}", "{}.0")).format(len(containers))
        consignment["transportEquipmentQuantity"] = [{"content": count}]


# XML --------------------------------------------------------------------------------------------
# Grown from the schema's shape, then made to say what a bill says: one number, one receiver.

UN_XML = ("rsm:ExchangedDocument", "rsm:SpecifiedSupplyChainConsignment")


def un_xml_bill(chance):
    """A UN/CEFACT bill in XML that is valid, and mostly says what a bill says."""
    tree = Grower(named("un-xml").wire.schema, chance, chance.choice((0.1, 0.3, 0.6))).tree()
    document = tree.setdefault(UN_XML[0], {})
    document.update({"ram:ID": {"content": "FLBL-1"}, "ram:TypeCode": {"content": "706"}})
    for name in ("ram:OriginalIssuedQuantity", "ram:CopyIssuedQuantity"):
        _say(document, name, chance.choice(("1", "3", "03", "0", "400")))
    consignment = tree.get(UN_XML[1], {})
    for name in ("ram:PackageQuantity", "ram:TransportEquipmentQuantity"):
        consignment.pop(name, None)
    _boxes(consignment.get("ram:UtilizedLogisticsTransportEquipment", ()), "ram:ID", chance)
    _receiver(consignment.get("ram:ConsigneeTradeParty"), "ram:Name", chance, content=True)
    for number, item in enumerate(consignment.get("ram:IncludedSupplyChainConsignmentItem", ()), 1):
        item["ram:SequenceNumeric"] = {"content": str(number)}
        for package in item.get("ram:TransportLogisticsPackage", ()):
            _say(package, "ram:ItemQuantity", chance.choice(("1", "40", "7.0")))
        del item.get("ram:TransportLogisticsPackage", [])[1:]
        for goods in item.get("ram:ApplicableTransportDangerousGoods", ()):
            goods["ram:RegulationCode"] = {"content": "IMD"}
    return tree


def efti_consignment(chance):
    """An eFTI consignment that is valid, and mostly says what a bill says."""
    tree = Grower(named("efti").wire.schema, chance, chance.choice((0.1, 0.3, 0.6))).tree()
    contract = tree.setdefault("transportContractDocument", {})
    kind = chance.choice(("706", "705", "710"))
    contract.update({"id": {"content": "FLBL-1"}, "typeCode": kind})
    boxes = tree.get("usedTransportEquipment", ())
    if "transportEquipmentQuantity" in tree and (boxes or chance.random() < 0.5):
        tree["transportEquipmentQuantity"] = [str(len(boxes))]
    _boxes(tree.get("usedTransportEquipment", ()), "id", chance)
    _receiver(tree.get("consignee"), "name", chance, content=False)
    _goods_in_one_part(tree)
    for movement in tree.get("mainCarriageTransportMovement", ()):
        if "modeCode" in movement:
            movement["modeCode"] = "1"
    for party in tree.get("associatedParty", ()):
        if chance.random() < 0.7:
            party["roleCode"] = [chance.choice(("NI", "N1", "DDS", "CS", "own"))]
    for document in tree.get("associatedDocument", ()):
        if chance.random() < 0.7:
            document["referenceTypeCode"] = chance.choice(("SI", "BN", "CT", "PR", "FF", "own"))
    return tree


def _goods_in_one_part(tree):
    """One item and one kind of package, with one count of them."""
    for name in ("includedConsignmentItem", "transportPackage"):
        del tree.get(name, [])[1:]
    for package in tree.get("transportPackage", ()):
        if "itemQuantity" in package and "numberOfPackages" in tree:
            package["itemQuantity"] = tree["numberOfPackages"]


def _say(holder, name, text):
    """A value of an element that stands, as this text."""
    if name in holder:
        holder[name]["content"] = text


def _boxes(containers, name, chance):
    """Containers, each of a number of its own."""
    for number, one in zip(chance.sample(CONTAINERS, len(CONTAINERS)), containers, strict=False):
        one[name] = {"content": number}


def _receiver(party, name, chance, *, content):
    """A consignee of one name, or of none."""
    if party is not None and name in party:
        said = chance.choice(CONSIGNEES)
        party[name] = [{"content": said} if content else said]


# ------------------------------------------------------------------------------------------------

AUTHORS = {
    "dcsa": dcsa_document,
    "openebl": pack,
    "un-json": un_bill,
    "un-xml": un_xml_bill,
    "efti": efti_consignment,
}


def written(alias, tree):
    """The bytes of a drawn tree; it may break the schema, if it is JSON."""
    wire = named(alias).wire
    return json_syntax.write(tree) if wire.syntax == "json" else wire.schema.written(tree).data


def seeded(alias, seed):
    """The document of a format that a seed stands for."""
    return AUTHORS[alias](random.Random(seed))
