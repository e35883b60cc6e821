"""Genuine signatures of another program are verified, or stay open; none of them is rejected.

`santuario/` holds each form as Apache Santuario signed it. A form that is not read has its sentence.
"""

import re
from datetime import UTC, datetime

import pytest
from cryptography import x509
from lxml import etree

from fairlead.seal import PublicKey, Purpose, Reason, Rejected, TrustedKey, Undetermined, Verified
from fairlead.seal.xmldsig.profile import INCLUSIVE, INCLUSIVE_11, MOST_INCLUSIVE
from tests.conftest import ROOT
from tests.unit.seal.xml_seal import DAY, by_hand, listed, trust, verdict
from tests.unit.seal.xml_seal import ENVELOPED as OUT
from tests.unit.seal.xml_seal import EXCLUSIVE as EXC

FOLDER = ROOT / "tests" / "unit" / "seal" / "santuario"
DOCUMENT = (FOLDER / "document.xml").read_bytes()
WHEN = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
OTHER_KEYS = {
    "exclusive-rs256": "RS256", "exclusive-ps256": "PS256", "exclusive-es384": "ES384",
    "key-value-ec-384": "ES384", "key-value-rsa": "RS256", "rsa-sha-512": "RS256",
}  # fmt: skip
"""The algorithm of the key of a form, where that is not ES256."""
PLACE = "the signature is not the last child of the root, or not the only one"
REACH = "the signature covers something else than the whole document, or by another way"
UNREAD = "the signature holds what is not read here"
KEY = "the signature says something of its key that is not read here"
OPEN = {
    "a-part": REACH,
    "comment-in-document": "the document holds a comment or an instruction",
    "enveloping": PLACE,
    "first-child": PLACE,
    "language-above-inclusive": "what the signature takes over from the document is not read here",
    "management-data": KEY,
    "object-beside": "the signature holds an object that it does not cover",
    "prefix-list": UNREAD,
    "retrieval-method": KEY,
    "sha-3": "the signature has an algorithm or a digest that is not read here",
    "whole-and-part": REACH,
    "whole-by-xpointer": REACH,
    "xpath": UNREAD,
    "xpath-filter": UNREAD,
}
"""The forms that are not read, and why."""
BY_ANOTHER_ALGORITHM = "rsa-sha-512"
"""The list says that its key signs by RS256, and nothing else."""
READ = sorted(
    {one.stem for one in FOLDER.glob("*.xml")} - OPEN.keys() - {"document", BY_ANOTHER_ALGORITHM}
)


def signed(form):
    return (FOLDER / f"{form}.xml").read_bytes()


def trusting(form, kid="quay"):
    """A trust list with the key of a form."""
    algorithm = OTHER_KEYS.get(form, "ES256")
    pem = (FOLDER / f"{algorithm.replace('PS', 'RS')}.crt").read_bytes()
    key = PublicKey.from_native(x509.load_pem_x509_certificate(pem).public_key(), algorithm)
    since, until = WHEN - 100 * DAY, WHEN + 100 * DAY
    return listed(TrustedKey("QUAY", kid, key, frozenset((Purpose.DOCUMENT,)), since, until))


def judged(form, data=None, **how):
    return verdict(data or signed(form), **{"keys": trusting(form), "at": WHEN, **how})


def form_of(data):
    return etree.tostring(etree.fromstring(data), method="c14n")


def test_every_form_has_its_verdict():
    assert len(READ) == 31
    assert len(OPEN) == 14


@pytest.mark.parametrize("form", READ)
def test_a_genuine_signature_is_verified(form):
    found = judged(form)
    assert isinstance(found, Verified), found
    wanted = re.sub(rb' xmlns:u="[^"]*"| xml:lang="nl"', b"", DOCUMENT.strip())
    assert re.sub(rb' xmlns:u="[^"]*"| xml:lang="nl"', b"", found.content) == form_of(wanted)


@pytest.mark.parametrize("form", OPEN)
def test_a_genuine_signature_of_a_form_that_is_not_read_stays_open(form):
    found = judged(form)
    assert isinstance(found, Undetermined), found
    assert (found.reason, found.says) == (Reason.UNSUPPORTED, OPEN[form])


def test_a_key_signs_by_its_one_algorithm():
    found = judged(BY_ANOTHER_ALGORITHM)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.ALGORITHM


@pytest.mark.parametrize("form", READ)
def test_a_change_of_the_document_is_found_in_every_form(form):
    found = judged(form, signed(form).replace(b"main", b"mizzen"))
    assert isinstance(found, Rejected), found
    assert (found.step, found.reason) == (6, Reason.DIGEST)


@pytest.mark.parametrize("form", READ)
def test_a_change_of_what_is_signed_is_found_in_every_form(form):
    data = signed(form).replace(b'<ds:Reference URI=""', b'<ds:Reference Id="x" URI=""')
    data = data.replace(b'<ds:Reference Id="ref"', b'<ds:Reference Id="x"')
    assert data != signed(form)
    assert not isinstance(judged(form, data), Verified)


@pytest.mark.parametrize("form", READ)
def test_a_key_that_nobody_trusts_leaves_it_open_or_rejects(form):
    """Whatever a signature brings along of keys, it is verified by the trust list alone."""
    stranger = trust(OTHER_KEYS.get(form, "ES256"))
    assert not isinstance(judged(form, keys=stranger), Verified)
    empty = judged(form, keys=listed())
    assert isinstance(empty, Undetermined)
    assert empty.reason is Reason.UNKNOWN_KEY


@pytest.mark.parametrize(
    "transforms", ((OUT,), (OUT, INCLUSIVE), (OUT, INCLUSIVE_11), (OUT, f"{EXC}WithComments"))
)
def test_a_namespace_that_is_declared_later_is_found_where_it_was_signed(transforms):
    """Inclusive canonicalisation covers every declaration; the exclusive one those in use."""
    data = by_hand(transforms=transforms, inclusively=EXC not in transforms[-1])
    assert isinstance(verdict(data), Verified)
    found = verdict(data.replace(b"<s:Mast", b"<s:Mast xmlns:t='urn:t'"))
    assert isinstance(found, Verified) is (EXC in transforms[-1])


def test_many_namespaces_are_not_canonicalised_inclusively():
    """Each costs time in every element, so there are fewer than elsewhere."""
    for count, kind in ((MOST_INCLUSIVE - 2, Verified), (MOST_INCLUSIVE - 1, Undetermined)):
        data = b"<a>" + b'<b xmlns="urn:b"/>' * count + b"</a>"
        made = by_hand(data, transforms=(OUT,), inclusively=True)
        assert made.count(b"xmlns") == count + 2
        assert isinstance(verdict(made), kind)
