"""No engine opens a connection, whatever a schema or a document names."""

import socket
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from fairlead import FairleadError, MappingError, Refused, check, convert, verify
from fairlead.formats.schema import Schema
from fairlead.formats.schema.breach import Explainer
from fairlead.formats.schema.xsd import XmlSchema
from fairlead.formats.schema.xsd.profile import Profile
from fairlead.resources import find
from fairlead.seal import Verified
from fairlead.seal.jws import to_base64url
from fairlead.syntax.json import write
from fairlead.syntax.xml import Document
from tests.conftest import ROOT
from tests.unit.schemas.canary import Canary

REFERENCES = (
    "http://{}/outside.json", "https://{}/outside.json", "//{}/outside.json", "outside.json",
    "http://{}/outside.json#/$defs/a",
)  # fmt: skip
EFTI = (ROOT / "tests/vectors/efti/straight_bill_with_full_parties/wire.xml").read_text("utf-8")
UN_XML = (ROOT / "tests/vectors/un-xml/cancelled_to_order_blank_by_rail/wire.xml").read_text(
    "utf-8"
)
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


@pytest.fixture
def canary():
    """A server that nobody may come to."""
    one = Canary()
    yield one
    assert one.count() == 0
    one.socket.close()


def test_the_canary_hears_who_comes():
    one = Canary()
    socket.create_connection(one.socket.getsockname()).close()
    assert one.count() == 1
    one.socket.close()


def schemas(to):
    """Schemas with a reference that leads out of them, by each word that leads anywhere."""
    return (
        {"properties": {"a": {"$ref": to}}},
        {"properties": {"a": {"$dynamicRef": to}}},
        {"$defs": {"a": {"$ref": to}}, "properties": {"a": {"$ref": "#/$defs/a"}}},
        {"$id": "http://{}/home.json", "properties": {"a": {"$ref": to}}},
    )


@pytest.mark.parametrize("to", REFERENCES)
@pytest.mark.parametrize("number", range(4))
def test_a_reference_out_of_a_json_schema_is_a_mistake_in_it(canary, to, number):
    said = schemas(to.format(canary.at))[number]
    if "$id" in said:
        said["$id"] = said["$id"].format(canary.at)
    with pytest.raises(MappingError):
        Schema("remote", said).permits({"a": 1})
    with pytest.raises(MappingError):
        Schema("remote", said).breaches({"a": 1}, "PARSE")
    with pytest.raises(MappingError):
        Schema("remote", said).ready()


@pytest.mark.parametrize("to", REFERENCES)
@pytest.mark.parametrize("number", range(4))
def test_neither_does_the_engine_that_explains_follow_it(canary, to, number):
    said = schemas(to.format(canary.at))[number]
    with pytest.raises(MappingError, match="is wrong"):
        Explainer("remote", said).breaches({"a": 1}, "PARSE")


def test_the_dialect_of_a_schema_is_not_asked_for(canary):
    said = {"$schema": f"http://{canary.at}/dialect", "properties": {"a": {"maxLength": 1}}}
    schema = Schema("remote", said)
    with suppress(MappingError):
        assert schema.permits({"a": "b"})
        assert len(schema.breaches({"a": "bb"}, "PARSE")) == 1


def test_a_json_document_that_names_a_schema_is_judged_by_ours(canary):
    there = f"http://{canary.at}/x.json"
    for data in (
        b'{"$schema":"%s","transportDocumentReference":"A"}',
        b'{"$ref":"%s","transportDocumentReference":"A"}',
        b'{"@context":"%s","exchangedDocument":{"id":{"content":"A"}}}',
    ):
        with suppress(Refused):
            convert(data.replace(b"%s", there.encode()), "un-json")


HOSTILE_ROOTS = (
    f'{XSI} xsi:schemaLocation="urn:x http://CANARY/x.xsd"',
    f'{XSI} xsi:noNamespaceSchemaLocation="http://CANARY/x.xsd"',
    f'{XSI} xsi:schemaLocation="SPACE http://CANARY/x.xsd"',
    'xml:base="http://CANARY/"',
    'xmlns:y="http://CANARY/y"',
)
HOSTILE_HEADS = (
    '<!DOCTYPE a SYSTEM "http://CANARY/a.dtd">',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "http://CANARY/e">]>',
    '<!DOCTYPE a [<!ENTITY % e SYSTEM "http://CANARY/e"> %e;]>',
    '<!DOCTYPE a PUBLIC "-//x//y" "http://CANARY/a.dtd">',
    '<?xml-stylesheet href="http://CANARY/s.xsl" type="text/xsl"?>',
    '<?xml-model href="http://CANARY/s.rng"?>',
)
HOSTILE_BODIES = (
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://CANARY/i"/>',
    (
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>'
        '<Reference URI="http://CANARY/r"/></SignedInfo><KeyInfo>'
        '<RetrievalMethod URI="http://CANARY/k"/></KeyInfo></Signature>'
    ),
)


def hostile(text):
    """An XML document that names the canary in every way there is, one way at a time."""
    declaration, head, root, body = parts(text)
    for more in HOSTILE_ROOTS:
        yield f"{declaration}{head}{root} {more}{body}"
    for more in HOSTILE_HEADS:
        yield f"{declaration}{more}{head}{root}{body}"
    for more in HOSTILE_BODIES:
        start, end, rest = body.rpartition("</")
        yield f"{declaration}{head}{root}{start}{more}{end}{rest}"
        first, close, inner = body.partition(">")
        yield f"{declaration}{head}{root}{first}{close}{more}{inner}"


def parts(text):
    """Declaration, what stands before the root, the beginning of its tag, and the rest."""
    declaration, _, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    at = rest.index("<")
    end = next(place for place in range(at, len(rest)) if rest[place] in " >\n")
    return (declaration + "?>" if declaration else ""), rest[:at], rest[at:end], rest[end:]


@pytest.mark.parametrize("text", (EFTI, UN_XML), ids=("efti", "un-xml"))
def test_no_xml_document_makes_a_reader_connect(canary, text):
    for one in hostile(text):
        data = one.replace("CANARY", canary.at).replace("SPACE", "urn:un").encode()
        for ask in (convert, check):
            with suppress(Refused):
                ask(data, *(("un-json",) if ask is convert else ()))


@pytest.mark.parametrize(
    "parts", (("eu", "efti-consignment-0.8"), ("uncefact", "bill-of-lading-xml"))
)
def test_neither_engine_of_an_xml_schema_asks_where_a_document_says_that_it_lies(canary, parts):
    schema = XmlSchema.load(find("schemas", *parts))
    names = schema.naming.names
    space = names.spaces[names.root.partition(":")[0] if ":" in names.root else ""]
    for where in ("schemaLocation", "noNamespaceSchemaLocation"):
        at = f"http://{canary.at}/x.xsd"
        said = f"{space} {at} urn:x {at}" if where == "schemaLocation" else at
        tag = names.root.rpartition(":")[2]
        text = f'<r:{tag} xmlns:r="{space}" {XSI} xsi:{where}="{said}"><r:odd/></r:{tag}>'
        document = Document.of(text.encode())
        assert not schema.permits(document)
        with suppress(FairleadError):
            schema.breaches(document, "PARSE")


@pytest.mark.parametrize(
    "word", ("include", "redefine", 'import namespace="urn:x"', 'import namespace="urn:y"')
)
def test_an_xml_schema_that_lies_elsewhere_is_a_mistake(canary, tmp_path, word):
    text = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x" '
        f'xmlns="urn:x"><xs:{word} schemaLocation="http://{canary.at}/x.xsd"/>'
        '<xs:element name="Ship" type="xs:string"/></xs:schema>'
    )
    path = tmp_path / "ship.xsd"
    path.write_text(text, "utf-8")
    profile = tmp_path / "profile.toml"
    profile.write_text('title = "t"\nroot = "Ship"\n[namespaces]\n"" = "urn:x"\n', "utf-8")
    with pytest.raises(MappingError):
        XmlSchema(path, Profile.load(profile)).ready()


@pytest.mark.parametrize("name", ("jku", "x5u", "jwk", "x5c"))
def test_no_header_of_a_signature_makes_the_verifier_connect(canary, name):
    header = {"alg": "ES256", "kid": "a", "typ": "JOSE", name: f"http://{canary.at}/keys"}
    token = b".".join(to_base64url(one) for one in (write(header), b"{}", b"x" * 64))
    verdict = verify(token, None, at=datetime(2026, 11, 30, tzinfo=UTC)).signature
    assert not isinstance(verdict, Verified)
