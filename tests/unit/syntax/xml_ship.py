"""A small shape, and documents of it, for the tests of XML."""

from fairlead.syntax.xml import Member, Names, Naming, Shape

SHIP = "urn:example:ship"
HULL = "urn:example:hull"
OLD = "urn:example:old-hull"


def member(name, shape=Shape(), *, many=False):  # noqa: B008
    prefix, _, local = name.rpartition(":")
    return Member(name, f"{{{ {'s': SHIP, 'h': HULL}[prefix] }}}{local}", shape, many=many)


MAST = Shape((member("h:Name"), member("h:Height", Shape(attributes=("unitCode", "note")))))
SHAPE = Shape(
    (member("s:Flag"), member("s:Mast", MAST, many=True), member("s:Port", Shape(attributes=())))
)
NAMES = Names("s:Ship", {"s": SHIP, "h": HULL})
NAMING = Naming(NAMES, (Names("s:Ship", {"s": SHIP, "h": OLD}),))
TREE = {
    "s:Flag": "NL",
    "s:Mast": [{"h:Name": "main", "h:Height": {"content": "30", "@unitCode": "MTR"}}, {}],
    "s:Port": {"content": "Vlissingen"},
}


def ship(inside="", *, hull=HULL, attributes=""):
    """A document with something inside."""
    return f'<s:Ship xmlns:s="{SHIP}" xmlns:h="{hull}"{attributes}>{inside}</s:Ship>'.encode()
