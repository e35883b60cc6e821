"""What no XML signature may be is refused, at the step that finds it; what is not read stays open.

Nearly all of these hold by their arithmetic: they are signed by the trusted key, in another form.
None of them is ever verified.
"""

import base64
import hashlib
import hmac
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from fairlead.seal import Reason, Rejected, Undetermined
from fairlead.syntax.xml import Limits
from tests.unit.seal.xml_seal import (
    DS,
    EXAMPLES,
    KEY_INFO,
    SHA1,
    SHIP,
    by_hand,
    certificate,
    der,
    put,
    reference,
    sealed,
    signature,
    signer,
    trust,
    verdict,
)  # fmt: skip
from tests.unit.seal.xml_seal import ENVELOPED as OUT
from tests.unit.seal.xml_seal import EXCLUSIVE as EXC

MORE = "http://www.w3.org/2001/04/xmldsig-more#"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
PREFIXES = (
    f'<ds:Transform Algorithm="{EXC}"><InclusiveNamespaces xmlns="{EXC}" PrefixList="s"/>'
    "</ds:Transform>"
)
XSLT = (
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">'
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:template match="/"><xsl:copy-of select="document(\'{url}a\')"/></xsl:template>'
    "</xsl:stylesheet></ds:Transform>"
)
XPATH = (
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">'
    "<ds:XPath>not(ancestor-or-self::s:Mast)</ds:XPath></ds:Transform>"
)
FILTER = (
    '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">'
    '<f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//s:Mast'
    "</f:XPath></ds:Transform>"
)
OTHER = certificate("ES256", "mallory")
X509 = "<ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data>"
NAMED = "<ds:KeyName>quay</ds:KeyName>"
POINT = base64.b64encode(b"\4" + b"\1" * 64).decode()
EC_KEY = (
    '<ds:KeyValue><e:ECKeyValue xmlns:e="http://www.w3.org/2009/xmldsig11#">'
    f'<e:NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"/><e:PublicKey>{POINT}</e:PublicKey>'
    "</e:ECKeyValue></ds:KeyValue>"
)
DER_KEY = (
    '<e:DEREncodedKeyValue xmlns:e="http://www.w3.org/2009/xmldsig11#">'
    f"{base64.b64encode(signer('ES256', kid='mallory').key.der).decode()}</e:DEREncodedKeyValue>"
)
MANIFEST = '<ds:Object><ds:Manifest Id="m">%s</ds:Manifest></ds:Object>'


def known(inside):
    """A KeyInfo that holds some markup."""
    return f"<ds:KeyInfo>{inside}</ds:KeyInfo>"


def keyed(message):
    """An HMAC with the public key for its secret."""
    return hmac.digest(trust().keys["quay"].key.der, message, hashlib.sha256)


STRUCTURE = (2, Reason.STRUCTURE)
ALGORITHM = (5, Reason.ALGORITHM)
CERTIFICATE = (3, Reason.CERTIFICATE)
MALFORMED = (2, Reason.MALFORMED)
OPEN = (2, Reason.UNSUPPORTED)
STRANGER = (3, Reason.UNKNOWN_KEY)

PARTS = {
    "canonical by nobody's rule": ({"c14n": "urn:example:c14n"}, OPEN),
    "a transform by XSLT": ({"transforms": (OUT, XSLT, EXC)}, OPEN),
    "XSLT for the canonical form": ({"transforms": (OUT, XSLT)}, OPEN),
    "a transform by XPath": ({"transforms": (OUT, XPATH, EXC)}, OPEN),
    "XPath for the enveloped one": ({"transforms": (XPATH, EXC)}, OPEN),
    "an XPath filter": ({"transforms": (FILTER, EXC)}, OPEN),
    "a transform from base64": ({"transforms": (f"{DS}base64", EXC)}, OPEN),
    "a list of prefixes": ({"transforms": (OUT, PREFIXES)}, OPEN),
    "the canonical form alone": ({"transforms": (EXC,)}, OPEN),
    "the canonical form twice": ({"transforms": (EXC, EXC)}, OPEN),
    "the transforms turned round": ({"transforms": (EXC, OUT)}, OPEN),
    "a transform too many": ({"transforms": (OUT, EXC, EXC)}, OPEN),
    "no transform": ({"transforms": ()}, STRUCTURE),
    "a reference over HTTP": ({"uri": 'URI="{url}bill"'}, OPEN),
    "a reference to a file": ({"uri": 'URI="file:///etc/passwd"'}, OPEN),
    "a reference by XPointer": ({"uri": 'URI="#xpointer(/)"'}, OPEN),
    "a reference by XPointer and Id": ({"uri": "URI=\"#xpointer(id('a'))\""}, OPEN),
    "a reference to an Id": ({"uri": 'URI="#a"'}, OPEN),
    "a reference to nothing said": ({"uri": ""}, OPEN),
    "a reference of a type": ({"uri": f'URI="" Type="{DS}Manifest"'}, OPEN),
    "no reference": ({"info": ""}, STRUCTURE),
    "two references": ({"info": reference(SHIP) * 2}, OPEN),
    "a reference to a part, too": (
        {"info": reference(SHIP) + reference(SHIP, uri='URI="#a"')}, OPEN,
    ),
    "an object": ({"after": "<ds:Object>aside</ds:Object>"}, OPEN),
    "a manifest": ({"after": MANIFEST % reference(SHIP, uri='URI="{url}"')}, OPEN),
    "a manifest without digests": (
        {"after": MANIFEST % '<ds:Reference URI="{url}"/>'}, (6, Reason.STRUCTURE),
    ),
    "an attribute of the signature": ({"attributes": ' Type="bill"'}, STRUCTURE),
    "a second KeyInfo": ({"after": KEY_INFO}, STRUCTURE),
    "a second value": ({"after": "<ds:SignatureValue>AAAA</ds:SignatureValue>"}, STRUCTURE),
    "a text in the signature": ({"after": "aside"}, STRUCTURE),
    "a text in SignatureMethod": ({"inside": "aside"}, STRUCTURE),
    "a text before a name": ({"key_info": known(f"aside{NAMED}")}, STRUCTURE),
    "a blank that is none of XML": ({"key_info": known(f"\u00a0{NAMED}")}, STRUCTURE),
    "a truncated HMAC": (
        {"method": f"{MORE}hmac-sha256", "inside": "<ds:HMACOutputLength>8</ds:HMACOutputLength>"},
        STRUCTURE,
    ),
    "an Id of the signature": ({"key_info": '<ds:KeyInfo Id="k"/>'}, STRUCTURE),
    "an empty KeyInfo": ({"key_info": known("")}, STRUCTURE),
    "two names": ({"key_info": known(NAMED * 2)}, OPEN),
    "an empty name": ({"key_info": known("<ds:KeyName/>")}, OPEN),
    "a long name": ({"key_info": known(f"<ds:KeyName>{'k' * 257}</ds:KeyName>")}, OPEN),
    "a name in two lines": ({"key_info": known("<ds:KeyName>quay\n</ds:KeyName>")}, OPEN),
    "a name of no namespace": ({"key_info": known('<KeyName xmlns="">quay</KeyName>')}, OPEN),
    "a name of another namespace": ({"key_info": known("<s:KeyName>quay</s:KeyName>")}, OPEN),
    "the value of a key": ({"key_info": known(NAMED + EC_KEY)}, CERTIFICATE),
    "the value of a key alone": ({"key_info": known(EC_KEY)}, CERTIFICATE),
    "a key in DER": ({"key_info": known(DER_KEY)}, STRANGER),
    "a key to be fetched": (
        {"key_info": known(f'{NAMED}<ds:RetrievalMethod URI="{{url}}key"/>')}, OPEN,
    ),
    "a certificate by its issuer": (
        {"key_info": known(f"{NAMED}<ds:X509Data><ds:X509IssuerSerial/></ds:X509Data>")}, STRUCTURE,
    ),
    "a certificate before the name": (
        {"key_info": known(X509.format(der(OTHER)) + NAMED)}, CERTIFICATE,
    ),
    "two certificates": ({"key_info": known(X509.format(der(OTHER)) * 2)}, STRANGER),
    "a certificate of another key": (
        {"key_info": known(NAMED + X509.format(der(OTHER)))}, CERTIFICATE,
    ),
    "a certificate of another key alone": (
        {"key_info": known(X509.format(der(OTHER)))}, STRANGER,
    ),
    "a certificate that is none": ({"key_info": known(NAMED + X509.format("AAAA"))}, CERTIFICATE),
    "a certificate that is no base64": ({"key_info": known(X509.format("-"))}, MALFORMED),
    "an HMAC with the public key": ({"method": f"{MORE}hmac-sha256", "sign": keyed}, ALGORITHM),
    "an HMAC by SHA-1": ({"method": f"{DS}hmac-sha1", "sign": keyed}, ALGORITHM),
    "ECDSA by SHA-1": ({"method": f"{MORE}ecdsa-sha1"}, ALGORITHM),
    "RSA by SHA-1": ({"method": f"{DS}rsa-sha1"}, ALGORITHM),
    "the algorithm of another key": ({"method": f"{MORE}rsa-sha256"}, ALGORITHM),
    "an algorithm of nobody": ({"method": "none"}, ALGORITHM),
    "a digest by SHA-1": ({"digest": SHA1}, ALGORITHM),
    "a digest by MD5": ({"digest": f"{MORE}md5"}, ALGORITHM),
    "a digest by SHA-3": ({"digest": "http://www.w3.org/2007/05/xmldsig-more#sha3-256"}, (5, Reason.UNSUPPORTED)),
    "another digest": ({"value": "A" * 43 + "="}, (6, Reason.SIGNATURE)),
    "no digest": ({"info": reference(SHIP, value="")}, MALFORMED),
    "a digest that is no base64": ({"info": reference(SHIP, value="&#xe9;===")}, MALFORMED),
    "a digest with other last bits": ({"info": reference(SHIP, value="AB==")}, MALFORMED),
    "a digest of other content": (
        {"info": reference(SHIP.replace(b"main", b"mizzen"))}, (6, Reason.DIGEST),
    ),
    "a digest that is too short": ({"info": reference(SHIP, value="AAAA")}, (6, Reason.DIGEST)),
    "no signature value": ({"value": ""}, MALFORMED),
    "a signature value that is no base64": ({"value": "****"}, MALFORMED),
}  # fmt: skip


class Canary(BaseHTTPRequestHandler):
    """Counts who asks for anything."""

    asked = 0

    def do_GET(self):
        type(self).asked += 1
        self.send_error(404)


@pytest.fixture(scope="module")
def canary():
    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
    assert Canary.asked == 0


def found(data, **asked):
    """The step and the reason of what is not verified; what is not read stays open."""
    made = verdict(data, **asked)
    opened = made.reason in {Reason.UNSUPPORTED, Reason.UNKNOWN_KEY}
    assert isinstance(made, Undetermined if opened else Rejected), made
    return made.step, made.reason


@pytest.mark.parametrize(("parts", "expected"), PARTS.values(), ids=PARTS)
def test_a_signature_with_another_part_is_not_verified(parts, expected, canary):
    parts = {name: _to(canary, part) for name, part in parts.items()}
    assert found(by_hand(**parts)) == expected


def _to(url, part):
    """A part in which `{url}` is the address of the canary."""
    if isinstance(part, tuple):
        return tuple(_to(url, one) for one in part)
    return part.replace("{url}", url) if isinstance(part, str) else part


def test_what_these_are_made_of_holds():
    assert verdict(by_hand()).content.startswith(b"<s:Ship")
    certified = known(NAMED + X509.format(der(certificate("ES256", "quay"))))
    assert verdict(by_hand(key_info=certified)).by.kid == "quay"


def test_a_certificate_may_be_written_in_lines():
    text = der(certificate("ES256", "quay"))
    lines = "\n".join(text[at : at + 64] for at in range(0, len(text), 64))
    data = by_hand(key_info=known(NAMED + X509.format(f"\n{lines}\n")))
    assert verdict(data).by.kid == "quay"


SIGNED = by_hand()
MADE = signature(SHIP)
DIGEST = (6, Reason.DIGEST)
ELSEWHERE = {
    "as the first child": (SHIP.replace(b"> <s:Mast", b">" + MADE + b" <s:Mast"), OPEN),
    "in a child": (SHIP.replace(b"main<", b"main" + MADE + b"<"), OPEN),
    "twice": (put(SIGNED, MADE), OPEN),
    "with another in a child": (SIGNED.replace(b"main<", b"main" + MADE + b"<"), OPEN),
    "before a text": (put(SIGNED, b"aside"), OPEN),
    "before a child": (put(SIGNED, b"<s:Mast/>"), DIGEST),
    "as the root": (MADE, OPEN),
    "with a stray element of its namespace": (
        SIGNED.replace(b"main", f'<x:Object xmlns:x="{DS}"/>'.encode()), DIGEST,
    ),
    "by another name": (
        SIGNED.replace(b"ds:Signature>", b"ds:Signatures>").replace(
            b"<ds:Signature ", b"<ds:Signatures "
        ),
        OPEN,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_signature_stands_at_one_place(data, expected):
    """Elsewhere it stays open, and is rejected where its digest is not of that document."""
    assert found(data) == expected


@pytest.mark.parametrize(
    "data",
    (SHIP, SIGNED.replace(DS.encode() + b'"', b'urn:ds"'), b"<a>&lt;ds:Signature/></a>"),
)
def test_where_there_is_no_signature_nothing_is_found_out(data):
    made = verdict(data)
    assert isinstance(made, Undetermined)
    assert (made.step, made.reason) == (2, Reason.NOT_SIGNED)


ASIDES = {
    "that splits a text": (b"main", b"ma%bin"),
    "in an element": (b"<s:Mast tall", b"%b<s:Mast tall"),
    "before the root": (b"<s:Ship", b"%b<s:Ship"),
    "after the root": (b"</s:Ship>", b"</s:Ship>%b"),
    "before the signature": (b"<ds:Signature ", b"%b<ds:Signature "),
    "after the signature": (b"</ds:Signature>", b"</ds:Signature>%b"),
    "in the signature": (b"<ds:KeyInfo", b"%b<ds:KeyInfo"),
    "in a value": (b"</ds:DigestValue", b"%b</ds:DigestValue"),
    "in the name of the key": (b"quay", b"qu%bay"),
}


@pytest.mark.parametrize("aside", (b"<!-- aside -->", b"<?aside of=it?>"), ids=("comment", "PI"))
@pytest.mark.parametrize(("there", "where"), ASIDES.values(), ids=ASIDES)
def test_with_a_comment_or_an_instruction_anywhere_nothing_is_verified(there, where, aside):
    assert SIGNED.count(there) == 1
    assert found(SIGNED.replace(there, where % aside)) == OPEN


def many(count, each):
    """As many pieces of markup, each with its number."""
    return "".join(each.format(at) for at in range(count)).encode()


TOO_LARGE = (1, Reason.TOO_LARGE)
DOCTYPE = (1, Reason.DOCTYPE)
UNREAD = (1, Reason.MALFORMED)
WHOLES = {
    "a DTD with a default attribute": (
        b'<!DOCTYPE s:Ship [<!ATTLIST s:Mast flag CDATA "NL">]>' + SIGNED, DOCTYPE,
    ),
    "a DTD elsewhere": (b'<!DOCTYPE s:Ship SYSTEM "{url}a.dtd">' + SIGNED, DOCTYPE),
    "an entity": (
        b'<!DOCTYPE s:Ship [<!ENTITY m "main">]>' + SIGNED.replace(b"main", b"&m;"), DOCTYPE,
    ),
    "a file for an entity": (
        b'<!DOCTYPE a [<!ENTITY m SYSTEM "file:///etc/passwd">]>' + SIGNED, DOCTYPE,
    ),
    "a DTD that says what is an Id": (
        b"<!DOCTYPE s:Ship [<!ATTLIST s:Mast tall ID #IMPLIED>]>" + SIGNED, DOCTYPE,
    ),
    "2,000 namespaces": (
        SIGNED.replace(b"<s:Mast", b"<s:Mast " + many(2000, ' xmlns:n{0}="urn:n{0}"')), TOO_LARGE,
    ),
    "2,000 namespaces in as many elements": (
        SIGNED.replace(b"main", many(2000, '<n{0}:a xmlns:n{0}="urn:n{0}"/>')), TOO_LARGE,
    ),
    "one namespace 2,000 times": (
        SIGNED.replace(b"main", many(2000, '<n:a xmlns:n="urn:n"/>')), TOO_LARGE,
    ),
    "2,000 namespaces behind a false quote": (
        SIGNED.replace(
            b"main", b"<a b=' xmlns=\"'" + many(2000, " xmlns:n{0}='urn:{0}'") + b" c='\"'/>"
        ),
        TOO_LARGE,
    ),
    "40,000 attributes": (
        SIGNED.replace(b"<s:Mast", b"<s:Mast" + many(40_000, ' a{}=""')), TOO_LARGE,
    ),
    "40,000 attributes of the signature": (
        SIGNED.replace(b"<ds:KeyInfo", b"<ds:KeyInfo" + many(40_000, ' a{}=""')), TOO_LARGE,
    ),
    "200,000 elements": (SIGNED.replace(b"main", b"<a/>" * 200_000), TOO_LARGE),
    "elements 300 deep": (SIGNED.replace(b"main", b"<a>" * 300 + b"</a>" * 300), TOO_LARGE),
    "a long text": (SIGNED.replace(b"main", b"a" * 1_000_001), TOO_LARGE),
    "eleven million bytes": (SIGNED + b" " * 11_000_000, TOO_LARGE),
    "nothing": (b"", UNREAD),
    "half a document": (SIGNED[:-20], UNREAD),
    "JSON": (b"{}", UNREAD),
    "UTF-16": (SIGNED.decode().encode("utf-16"), UNREAD),
    "a declaration of another character set": (
        b"<?xml version='1.0' encoding='latin-1'?>" + SIGNED, UNREAD,
    ),
    "a prefix that nobody declared": (SIGNED.replace(b"<s:Mast", b"<t:Mast"), UNREAD),
    "a prefix declared anew": (
        SIGNED.replace(b"<s:Mast ", b'<s:Mast xmlns:s="urn:example:other" '), (6, Reason.DIGEST),
    ),
    "another namespace for the root": (
        SIGNED.replace(b"urn:example:ship", b"urn:example:yawl"), (6, Reason.DIGEST),
    ),
    "a default namespace": (
        SIGNED.replace(b"main", b"").replace(b"<s:Mast ", b'<Mast xmlns="urn:example:ship" ')
        .replace(b"</s:Mast>", b"</Mast>"), (6, Reason.DIGEST),
    ),
    "a prefix of the signature declared anew": (
        SIGNED.replace(b"<ds:KeyName", b'<ds:KeyName xmlns:ds="urn:ds"'), OPEN,
    ),
    "a namespace that is relative": (
        SIGNED.replace(b"main", b'<a xmlns="../a"/>'), (6, Reason.MALFORMED),
    ),
    "a base": (SIGNED.replace(b"<s:Mast", b'<s:Mast xml:base="{url}"'), (6, Reason.DIGEST)),
    "a hint": (
        SIGNED.replace(
            b"<s:Mast", b'<s:Mast xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
            b'i:schemaLocation="urn:a {url}a.xsd"',
        ),
        (6, Reason.DIGEST),
    ),
    "an inclusion": (
        SIGNED.replace(
            b"main", b'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{url}"/>'
        ),
        (6, Reason.DIGEST),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), WHOLES.values(), ids=WHOLES)
def test_a_document_of_another_making_is_refused(data, expected, canary):
    assert found(data.replace(b"{url}", canary.encode())) == expected


def test_a_prefix_that_nobody_uses_may_be_declared_and_is_not_handed_on():
    """Exclusive canonicalisation leaves it out: nobody signed it, so nobody gets it."""
    declared = SIGNED.replace(b"<s:Mast", b'<s:Mast xmlns:t="urn:t"')
    assert b"urn:t" not in verdict(declared).content


def test_a_limit_may_be_lower():
    assert found(SIGNED, limits=Limits(size=100)) == TOO_LARGE
    assert found(SIGNED, limits=Limits(namespaces=1)) == TOO_LARGE
    assert verdict(SIGNED, limits=Limits(size=len(SIGNED))).by.kid == "quay"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_bill_with_a_changed_text_is_refused(name):
    data = sealed(name)
    assert b"FLDL-2025" in data
    assert found(data.replace(b"FLDL-2025", b"FLDL-2026")) == (6, Reason.DIGEST)
