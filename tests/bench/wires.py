"""What the other wires cost: a bill to XML and to EDIFACT, an interchange read, an XML verdict.

The primitives of a conversion are those of a hurried team: orjson, the verdict of the source's
schema, the mapping by hand, then lxml that builds, judges and writes, or pydifact that writes.
"""

import warnings

from lxml import etree
from pydifact.segmentcollection import Interchange
from pydifact.serializer import Serializer

from fairlead import convert
from fairlead.formats import named
from fairlead.formats.schema.xsd import XmlSchema
from fairlead.resources import find
from fairlead.syntax.xml import Document
from tests.bench import edifact, xsd
from tests.bench.contest import contest, ratio
from tests.unit.syntax.interchanges import bill as long_message
from tests.unit.syntax.interchanges import enveloped

FIRST = ("orjson.loads", "source schema", "hand mapping")
"""The primitives that every conversion begins with."""


def taken(element):
    """An element of lxml as plain nested data."""
    children = [taken(child) for child in element]
    return element.tag, dict(element.attrib), element.text, children


def built(shape):
    """An element of lxml from plain nested data, as one would build it by hand."""
    name, attributes, text, children = shape
    element = etree.Element(name, attributes)
    element.text = text
    element.extend([built(child) for child in children])
    return element


def xml_steps(small):
    """Building, judging and writing a bill in UN/CEFACT XML."""
    root = etree.fromstring(convert(small, "un-xml").output)
    shape, document = taken(root), Document(root, b"")
    schema = named("un-xml").wire.schema
    assert schema.permits(document)
    return {
        "lxml builds": lambda: built(shape),
        "lxml judges": lambda: schema.permits(document),
        "lxml writes": lambda: etree.tostring(root, xml_declaration=True, encoding="UTF-8"),
    }


def edifact_steps(small):
    """Writing the segments of a bill."""
    warnings.simplefilter("ignore")  # pydifact says of each segment that it has no directory
    text = convert(small, "iftmcs").output.decode()
    messages = Interchange.from_str(text).get_messages()
    segments = [segment for message in messages for segment in message.segments]
    serializer = Serializer()
    return {"pydifact writes": lambda: serializer.serialize(segments)}


def conversions(documents, rounds):
    """The times of both conversions and of their primitives."""
    return contest(
        {
            **{name: documents.primitives()[name] for name in FIRST},
            **xml_steps(documents.small),
            **edifact_steps(documents.small),
            "to un-xml": lambda: convert(documents.small, "un-xml"),
            "to iftmcs": lambda: convert(documents.small, "iftmcs"),
        },
        rounds,
    )


def wire_figures(documents, rounds):
    """Every figure of the other wires, and the times behind them."""
    times = conversions(documents, rounds)
    xml = [*FIRST, "lxml builds", "lxml judges", "lxml writes"]
    yield "small DCSA -> un-xml, over its primitives", ratio(times, ["to un-xml"], xml), 6, 6, False
    written = [*FIRST, "pydifact writes"]
    over = ratio(times, ["to iftmcs"], written)
    yield "small DCSA -> iftmcs, over its primitives", over, 6, 6, False
    reading = contest(edifact.contestants(enveloped(long_message(edifact.ITEMS))), rounds)
    faster = ratio(reading, ["pydifact"], ["fairlead"])
    yield "pydifact's parse of 5 kB, over our reading", faster, 10, 10, True
    for parts in xsd.FOLDERS:
        over = xsd.ratio(XmlSchema.load(find("schemas", *parts)))
        yield f"xmlschema over our verdict, {parts[0]}", over, 50, 50, True
    return times
