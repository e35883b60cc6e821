"""What the other wires cost: a bill to XML and to EDIFACT, and an XML verdict.

The primitives of a conversion are those of a hurried team: orjson, the verdict of the source's
schema, the mapping by hand, and then texts that are joined. Of XML, lxml reads the text again, for
the verdict of its schema. What builds a tree of lxml or a segment of pydifact piece by piece takes
several times longer, and is no primitive.
"""

import re
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from fairlead import convert
from fairlead.formats import named
from fairlead.formats.schema.xsd import XmlSchema
from fairlead.resources import find
from fairlead.syntax.edifact.tokens import cut
from fairlead.syntax.xml import Document
from tests.bench import xsd
from tests.bench.contest import contest, ratio
from tests.bench.figure import Figure

FIRST = ("orjson.loads", "source schema", "hand mapping")
"""The primitives that every conversion begins with."""
RELEASED = re.compile(r"\?(.)")
UNA = "UNA:+.?*'\n"
COMPONENT, ELEMENT, SEGMENT = "\x1f", "\x1d", "\x1c"
"""Separators that no text holds; EDIFACT's own take their place once texts are released."""
SERVICE = (("?", "??"), ("+", "?+"), (":", "?:"), ("'", "?'"), ("*", "?*"),
           (COMPONENT, ":"), (ELEMENT, "+"), (SEGMENT, "'\n"))  # fmt: skip


def markup(element):
    """An element of lxml as markup and texts in turn."""
    name = f"{element.prefix}:{etree.QName(element).localname}"
    said = "".join(f" {key}={quoteattr(value)}" for key, value in element.attrib.items())
    spaces = element.nsmap.items() if element.getparent() is None else ()
    said += "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces)
    yield from (f"<{name}{said}>", element.text or "")
    for child in element:
        yield from markup(child)
    yield from (f"</{name}>", element.tail or "")


def pieces_of(root):
    """A document as pairs: all markup between two texts, and the text behind it."""
    pieces, before, parts = [], "", list(markup(root))
    for mark, text in zip(parts[::2], parts[1::2], strict=True):
        before += mark
        if text:
            pieces.append((before, text))
            before = ""
    return [*pieces, (before, "")]


def written_xml(pieces):
    """A document by its pieces."""
    return "".join([before + escape(text) for before, text in pieces]).encode()


def written_edifact(segments):
    """An interchange by its segments, each the texts of the components of its elements."""
    text = SEGMENT.join(
        [ELEMENT.join([COMPONENT.join(element) for element in one]) for one in segments]
    )
    for plain, released in SERVICE:
        text = text.replace(plain, released)
    return f"{UNA}{text}'\n".encode()


def xml_steps(small):
    """Writing a bill in UN/CEFACT XML, and judging it."""
    output = convert(small, "un-xml").output
    pieces, schema = pieces_of(etree.fromstring(output)), named("un-xml").wire.schema
    text = written_xml(pieces)
    document = Document(etree.fromstring(text), b"")
    canonical = [etree.tostring(etree.fromstring(one), method="c14n") for one in (text, output)]
    assert canonical[0] == canonical[1]
    assert schema.permits(document)
    return {
        "texts of XML joined": lambda: written_xml(pieces),
        "lxml reads": lambda: etree.fromstring(text),
        "lxml judges": lambda: schema.permits(document),
    }


def edifact_steps(small):
    """Writing the segments of a bill."""
    output = convert(small, "iftmcs").output
    segments = [
        [[RELEASED.sub(r"\1", part) for part in cut(element, ":", "?")] for element in elements]
        for segment in cut(output.decode().removeprefix(UNA), "'", "?")[:-1]
        for elements in [cut(segment.lstrip("\n"), "+", "?")]
    ]
    assert written_edifact(segments) == output
    return {"texts of EDIFACT joined": lambda: written_edifact(segments)}


def wire_figures(documents, rounds, times):
    """Every figure of the other wires; keeps the times."""
    first = {name: documents.primitives()[name] for name in FIRST}
    xml, edifact = xml_steps(documents.small), edifact_steps(documents.small)
    runs = {
        "to un-xml": lambda: convert(documents.small, "un-xml"),
        "to iftmcs": lambda: convert(documents.small, "iftmcs"),
    }
    taken = contest({**first, **xml, **edifact, **runs}, rounds)
    times |= {name: each for name, each in taken.items() if name not in first}
    for alias, steps in (("un-xml", xml), ("iftmcs", edifact)):
        over = ratio(taken, [f"to {alias}"], [*first, *steps])
        yield Figure(f"small DCSA -> {alias}, over its primitives", over, 6, 6)
    for parts in xsd.FOLDERS:
        over = xsd.ratio(XmlSchema.load(find("schemas", *parts)))
        yield Figure(f"xmlschema over our verdict, {parts[0]}", over, 50, 50, more=True)
