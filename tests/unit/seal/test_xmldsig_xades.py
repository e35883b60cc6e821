"""XAdES-B: signed properties stand in the signature, and are covered by a second reference."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from fairlead.seal import Reason, Rejected, Undetermined, Verified
from fairlead.seal.xmldsig.profile import INCLUSIVE, SHA256, SIGNED_PROPERTIES
from tests.unit.seal.xml_seal import (
    DS,
    SHA1,
    SHIP,
    by_hand,
    canonical,
    certificate,
    der,
    reference,
    signer,
    trust,
    verdict,
)  # fmt: skip
from tests.unit.seal.xml_seal import ENVELOPED as OUT
from tests.unit.seal.xml_seal import EXCLUSIVE as EXC

XADES = "http://uri.etsi.org/01903/v1.3.2#"
X509 = "<ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data>"
OWN = f"<ds:KeyInfo>{X509.format(der(certificate('ES256', 'quay')))}</ds:KeyInfo>"
TIME = "<x:SigningTime>2026-11-25T08:00:00Z</x:SigningTime>"
FORMAT = (
    "<x:SignedDataObjectProperties>"
    '<x:DataObjectFormat ObjectReference="#{0}"><x:MimeType>text/xml</x:MimeType></x:DataObjectFormat>'
    "</x:SignedDataObjectProperties>"
)
POLICY = "<x:SignaturePolicyIdentifier><x:SignaturePolicyImplied/></x:SignaturePolicyIdentifier>"
ROLE = "<x:SignerRoleV2><x:ClaimedRoles/></x:SignerRoleV2>"
COMMITMENT = "<x:CommitmentTypeIndication><x:CommitmentTypeId/></x:CommitmentTypeIndication>"


def certified(kid="quay", digest=SHA256, version="V2"):
    """The certificate of the signer, by its digest."""
    data = certificate("ES256", kid).public_bytes(Encoding.DER)
    value = base64.b64encode(hashlib.sha256(data).digest()).decode()
    return (
        f'<x:SigningCertificate{version}><x:Cert><x:CertDigest><ds:DigestMethod Algorithm="{digest}"/>'
        f"<ds:DigestValue>{value}</ds:DigestValue></x:CertDigest></x:Cert></x:SigningCertificate{version}>"
    )


FORMATTED = FORMAT.format("doc")


def properties(own=None, data=FORMATTED, id="p"):  # noqa: A002 - as XML calls it
    own = TIME + certified() if own is None else own
    named = f' Id="{id}"' if id else ""
    return (
        f'<x:SignedProperties xmlns:x="{XADES}"{named}><x:SignedSignatureProperties>'
        f"{own}</x:SignedSignatureProperties>{data}</x:SignedProperties>"
    )


def digested(inside):
    """The digest of properties by exclusive canonicalisation, where the signature declares `ds`."""
    whole = f'<ds:Signature xmlns:ds="{DS}">{inside}</ds:Signature>'
    element = etree.fromstring(whole)[0]
    form = etree.tostring(element, method="c14n", exclusive=True)
    return base64.b64encode(hashlib.sha256(form).digest()).decode()


def holding(inside, *, target="#s", after=""):
    return (
        f'<ds:Object><x:QualifyingProperties xmlns:x="{XADES}" Target="{target}">{inside}{after}'
        "</x:QualifyingProperties></ds:Object>"
    )


def second(inside, *, uri="#p", kind=SIGNED_PROPERTIES, transforms=(EXC,)):
    named = f' Type="{kind}"' if kind else ""
    return reference(SHIP, uri=f'URI="{uri}"{named}', transforms=transforms, value=digested(inside))


DOCUMENT = reference(SHIP, uri='Id="doc" URI=""')


def made(inside=None, *, info=None, object=None, key_info=OWN, data=SHIP, **how):  # noqa: A002
    """A document with a signature of XAdES, any part of which may be another."""
    inside = properties() if inside is None else inside
    info = DOCUMENT + second(inside) if info is None else info
    after = holding(inside) if object is None else object
    return by_hand(data, info=info, after=after, key_info=key_info, attributes=' Id="s"', **how)


def found(data, keys=None):
    judged = verdict(data, keys)
    return type(judged), getattr(judged, "step", None), getattr(judged, "reason", None)


OPEN = (Undetermined, 2, Reason.UNSUPPORTED)
STRUCTURE = (Rejected, 2, Reason.STRUCTURE)
CERTIFICATE = (Rejected, 3, Reason.CERTIFICATE)
DIGEST = (Rejected, 6, Reason.DIGEST)


# --- what is verified ---------------------------------------------------------------------------


@pytest.mark.parametrize("version", ("", "V2"))
def test_a_signature_with_signed_properties_is_verified(version):
    inside = properties(TIME + certified(version=version))
    judged = verdict(made(inside))
    assert isinstance(judged, Verified), judged
    assert judged.content == canonical(SHIP)


def test_the_references_stand_in_any_order():
    inside = properties()
    judged = verdict(made(info=second(inside) + DOCUMENT))
    assert isinstance(judged, Verified)
    assert judged.content == canonical(SHIP)


def test_the_certificate_that_is_signed_is_found_among_others():
    chain = X509.format(der(certificate("ES256", "root"))) + X509.format(
        der(certificate("ES256", "quay"))
    )
    assert isinstance(verdict(made(key_info=f"<ds:KeyInfo>{chain}</ds:KeyInfo>")), Verified)


def test_the_time_that_is_signed_is_not_the_time_of_the_verification():
    later = properties(TIME.replace("2026", "2099") + certified())
    assert isinstance(verdict(made(later)), Verified)


# --- what is refused ----------------------------------------------------------------------------

IN_DOCUMENT = properties().replace("xmlns:x=", f'xmlns:ds="{DS}" xmlns:x=')
ELSEWHERE = {
    "another element of that Id": made(data=SHIP.replace(b"tall", b'Id="p" tall')),
    "another of that Id in capitals": made(data=SHIP.replace(b"tall", b'ID="p" tall')),
    "another of that id": made(data=SHIP.replace(b"tall", b'id="p" tall')),
    "another of that xml:id": made(data=SHIP.replace(b"tall", b'xml:id="p" tall')),
    "another in the signature": made(key_info=OWN.replace("<ds:KeyInfo", '<ds:KeyInfo Id="p"')),
    "no element of that Id": made(properties(id="q")),
    "no Id at all": made(properties(id="")),
    "an Id that is empty": made(info=DOCUMENT + second(properties(), uri="#")),
    "an element of the document": made(
        properties(id="q"), data=SHIP.replace(b"tall", b'Id="p" tall')
    ),
    "properties in the document": made(
        properties(id="q"), data=SHIP.replace(b"main", IN_DOCUMENT.encode())
    ),
    "properties in the KeyInfo": made(
        properties(id="q"),
        key_info=OWN.replace("</ds:KeyInfo>", f"{holding(properties())}</ds:KeyInfo>"),
    ),
    "properties in something else of the object": made(
        object=f"<ds:Object><s:Mast>{properties()}</s:Mast></ds:Object>"
    ),
    "the object around the properties": made(
        properties(id="q"), object=holding(properties(id="q")).replace("<ds:Object", '<ds:Object Id="p"')
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_is_covered_is_the_one_element_of_its_id_in_the_signature(data):
    assert found(data) == STRUCTURE


def test_a_change_of_the_properties_is_found():
    assert found(made().replace(b"08:00", b"09:00")) == DIGEST
    assert found(made().replace(b"main", b"mizzen")) == DIGEST


def test_another_certificate_of_the_signer_than_is_signed_is_refused():
    """It could say another name, or be for another use, with the same key."""
    assert found(made(properties(certified("mallory")))) == CERTIFICATE
    stranger = OWN.replace(der(certificate("ES256", "quay")), der(certificate("ES256", "mallory")))
    assert found(made(key_info=stranger)) == CERTIFICATE


def test_a_certificate_that_is_signed_brings_no_trust():
    theirs = OWN.replace(der(certificate("ES256", "quay")), der(certificate("ES256", "mallory")))
    data = made(
        properties(certified("mallory")), key_info=theirs, sign=signer("ES256", "mallory")._sign
    )
    assert found(data) == (Undetermined, 3, Reason.UNKNOWN_KEY)


def test_the_key_is_that_of_the_certificate_that_is_signed():
    """The trusted one stands there too, and signs nothing."""
    chain = X509.format(der(certificate("ES256", "quay"))) + X509.format(
        der(certificate("ES256", "mallory"))
    )
    data = made(
        properties(certified("mallory")),
        key_info=f"<ds:KeyInfo>{chain}</ds:KeyInfo>",
        sign=signer("ES256", "mallory")._sign,
    )
    assert found(data, trust()) == (Undetermined, 3, Reason.UNKNOWN_KEY)


def test_a_digest_by_sha_1_of_properties_is_refused():
    weak = second(properties()).replace(SHA256, SHA1)
    assert found(made(info=DOCUMENT + weak)) == (Rejected, 5, Reason.ALGORITHM)


# --- what stays open ----------------------------------------------------------------------------

TIMESTAMP = "<x:UnsignedProperties><x:UnsignedSignatureProperties/></x:UnsignedProperties>"
UNREAD = {
    "a policy": made(properties(TIME + certified() + POLICY)),
    "a role": made(properties(TIME + certified() + ROLE)),
    "no certificate": made(properties(TIME)),
    "a commitment": made(
        properties(data=f"<x:SignedDataObjectProperties>{COMMITMENT}</x:SignedDataObjectProperties>")
    ),
    "a format of something else": made(properties(data=FORMAT.format("else"))),
    "properties of another signature": made(object=holding(properties(), target="#else")),
    "a timestamp that is not signed": made(object=holding(properties(), after=TIMESTAMP)),
    "a certificate that is not there": made(key_info="<ds:KeyInfo><ds:KeyName>quay</ds:KeyName></ds:KeyInfo>"),
    "a certificate by SHA-1": made(properties(certified(digest=SHA1))),
    "an object beside": made(object=holding(properties()) + "<ds:Object>aside</ds:Object>"),
    "properties that nothing covers": made(info=DOCUMENT),
    "properties of no type": made(info=DOCUMENT + second(properties(), kind="")),
    "properties of another type": made(info=DOCUMENT + second(properties(), kind=f"{DS}Manifest")),
    "properties elsewhere": made(info=DOCUMENT + second(properties(), uri="http://example.com/#p")),
    "properties with another transform": made(info=DOCUMENT + second(properties(), transforms=(OUT, EXC))),
    "properties by XPointer": made(
        info=DOCUMENT + second(properties(), uri="#xpointer(id('p'))")
    ),
    "properties twice": made(info=DOCUMENT + second(properties()) * 2),
    "properties alone": made(info=second(properties())),
    "another version of XAdES": made(
        object=holding(properties()).replace("v1.3.2", "v1.4.1"), info=DOCUMENT
    ),
    "inclusively, below xml:lang": made(
        data=SHIP.replace(b"<s:Ship", b"<s:Ship xml:lang='nl'"),
        info=DOCUMENT + second(properties(), transforms=(INCLUSIVE,)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", UNREAD.values(), ids=UNREAD)
def test_what_is_not_read_of_the_properties_stays_open(data):
    assert found(data) == OPEN


@pytest.mark.parametrize(
    "name", ("a policy", "a role", "a timestamp that is not signed", "an object beside")
)
def test_a_document_that_was_changed_is_refused_whatever_is_not_read(name):
    assert found(UNREAD[name].replace(b"main", b"mizzen")) == DIGEST
