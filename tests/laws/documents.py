"""Documents that nobody wrote: drawn from a schema, valid by construction, with telling texts."""

import random
import string
from decimal import Decimal

from fairlead.resources import find
from fairlead.syntax import json as json_syntax
from fairlead.syntax.json import Numeral

PATTERNS = {
    r"^\d{4}$": lambda draw: f"{draw.randrange(10_000):04}",
    r"^\d{6,10}$": lambda draw: str(draw.randrange(10**5, 10**10)).zfill(6),
    r"^\d{6,12}$": lambda draw: str(draw.randrange(10**5, 10**12)).zfill(6),
    r"^[A-Z]{2}$": lambda draw: draw.choice(("NO", "KR", "BR", "ZA")),
    r"^[A-Z]{3}$": lambda draw: draw.choice(("NOK", "KRW", "BRL", "ZAR")),
    r"^[A-Z0-9]{2}$": lambda draw: draw.choice(("CT", "4G", "PX")),
    r"^[A-Z0-9]{1,5}$": lambda draw: draw.choice(("1A2", "4G", "6HA1")),
    r"^[A-Z]{2}[A-Z2-9]{3}$": lambda draw: draw.choice(("NOBGO", "KRPUS", "BRSSZ", "ZADUR")),
    r"^[0-3][0-9A-Z]{3}$": lambda draw: draw.choice(("0001", "2ABC", "3Z9Z")),
    r"^\d{2}[0-9A-Z]{2}[NEWSR]$": lambda draw: draw.choice(("2401W", "26A7N")),
    r"^[0-9](\.[0-9])?$": lambda draw: draw.choice(("3", "6.1", "8")),
    r"^.+@\S+$": lambda draw: f"desk{draw.randrange(1000)}@quay.example.org",
    r"^\S+$": lambda draw: "".join(draw.choices(string.ascii_uppercase, k=draw.randint(1, 4))),
}
LETTERS = string.ascii_letters + string.digits + 'æøå ßé-,./"\\漢'


class Drawn:
    """Draws documents that a schema permits. The same seed draws the same document."""

    def __init__(self, seed, *, plain=False):
        self.draw = random.Random(seed)
        self.plain = plain
        self.chance = self.draw.choice((0.1, 0.35, 0.8))
        path = find("schemas", "dcsa", "transport-document-3", "schema.json")
        self.schema = json_syntax.read(path.read_bytes())

    def document(self):
        """A transport document."""
        said = self.value(self.schema, 0)
        return said if self.draw.random() < 0.2 else self.coherent(said)

    def coherent(self, said):
        """The document as a bill that a carrier might issue: one kind of bill, one receiver."""
        parties = said["documentParties"]
        said["transportDocumentTypeCode"] = "BOL"
        if said["isToOrder"]:
            parties.pop("consignee", None)
        else:
            parties.pop("endorsee", None)
            consignee = {"$ref": "#/$defs/Consignee"}
            parties.setdefault("consignee", self.value(consignee, 5))
        if "shippedOnBoardDate" in said:
            said["isShippedOnBoardType"] = True
        return said

    def value(self, schema, depth):
        schema = self.resolved(schema)
        if "enum" in schema:
            return self.draw.choice(schema["enum"])
        kind = schema.get("type", "object")
        return getattr(self, f"a_{kind}")(schema, depth)

    def resolved(self, schema):
        """A schema with its references followed, and one of its alternatives taken."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self.resolved(
                {**self.schema["$defs"][name], **{k: v for k, v in schema.items() if k != "$ref"}}
            )
        for word in ("oneOf", "anyOf"):
            if word in schema:
                one = self.resolved(self.draw.choice(schema[word]))
                rest = {key: value for key, value in schema.items() if key != word}
                return {
                    **rest,
                    "properties": {**rest.get("properties", {}), **one.get("properties", {})},
                    "required": [*rest.get("required", []), *one.get("required", [])],
                }
        return schema

    def a_object(self, schema, depth):
        required = set(schema.get("required", ()))
        said = {
            name: self.value(inner, depth + 1)
            for name, inner in schema.get("properties", {}).items()
            if name in required or (depth < 9 and self.draw.random() < self.chance)
        }
        if not self.plain and self.draw.random() < 0.05:
            said[f"x{self.draw.randrange(99)}"] = self.draw.choice(
                (1, "aside", {"deep": [None, {}]}, [])
            )
        return self.agreeing(said)

    def agreeing(self, said):
        """Deprecated members that say the beginning of what their successors say."""
        for old, new in (
            ("HSCodes", "extendedHSCodes"),
            ("chargeName", "extendedChargeName"),
            ("contractQuotationReference", "extendedContractQuotationReference"),
        ):
            if old in said and new in said:
                said[new] = said[old]
        if "nationalCommodityCodes" in said and "extendedNationalCommodityCodes" in said:
            del said["nationalCommodityCodes"]
        return said

    def a_array(self, schema, depth):
        least = schema.get("minItems", 0)
        most = min(schema.get("maxItems", 3), least + 2)
        count = self.draw.randint(least, max(least, most)) if depth < 9 else least
        return [self.value(schema["items"], depth + 1) for _ in range(count)]

    def a_string(self, schema, _depth):
        if schema.get("format") == "date":
            year, month, day = (self.draw.randint(*ends) for ends in ((20, 29), (1, 9), (10, 28)))
            return f"20{year}-0{month}-{day}"
        if schema.get("format") == "date-time":
            return (
                f"2026-0{self.draw.randint(1, 9)}-11T0{self.draw.randint(0, 9)}:30:00"
                + self.draw.choice(("Z", "+08:00", ".25Z", "+00:00"))
            )
        if schema.get("pattern") in PATTERNS:
            return PATTERNS[schema["pattern"]](self.draw)[: schema.get("maxLength", 99)]
        most = min(schema.get("maxLength", 40), 60)
        return "".join(self.draw.choices(LETTERS, k=self.draw.randint(1, most))).strip() or "x"

    def a_boolean(self, _schema, _depth):
        return self.draw.random() < 0.5

    def a_integer(self, schema, _depth):
        return self.draw.randint(schema.get("minimum", 0), min(schema.get("maximum", 900), 900))

    def a_number(self, schema, _depth):
        if schema.get("maximum") is not None:
            return self.draw.choice((0, 21, Decimal("55.50"), 100))
        choices = [1, 400, Decimal("12000.50"), Decimal("1.0"), Decimal("0.125")]
        return self.draw.choice(
            choices if self.plain else [*choices, Numeral("1e2"), Numeral("2.5E1")]
        )
