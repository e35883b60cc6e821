"""What we sign in XML is verified, byte for byte and key for key."""

import base64
import logging
import re

import pytest
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.verifier import SignatureConfiguration, XMLVerifier

from fairlead.errors import Refused
from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified
from fairlead.seal.statement import Document
from fairlead.seal.xmldsig import STEPS, taken_out, verify_xml
from fairlead.seal.xmldsig.profile import METHODS, SHA256, SHA384
from fairlead.syntax.xml import PARSER
from tests.unit.seal.verdicts import refusing
from tests.unit.seal.xml_seal import (
    DAY,
    DS,
    EXAMPLES,
    NOW,
    SHIP,
    XML,
    bill,
    by_hand,
    canonical,
    certificate,
    der,
    listed,
    put,
    sealed,
    signer,
    trust,
    trusted,
    verdict,
)  # fmt: skip

SIGNATURE = re.compile(rb"<ds:Signature .*</ds:Signature>", re.DOTALL)
every_algorithm = pytest.mark.parametrize("algorithm", METHODS)


def seal(algorithm="ES256", data=SHIP, media_type=XML, **asked):
    return signer(algorithm, **asked).seal_xml(Document(data, media_type))


def test_a_signature_can_be_taken_out_again():
    assert taken_out(seal()) == SHIP
    assert taken_out(SHIP) == SHIP


def refused(data, keys=None, **asked):
    """The step and the reason of a verdict that is not `Verified`."""
    found = verdict(data, keys, **asked)
    assert isinstance(found, Rejected | Undetermined), found
    return type(found), found.step, found.reason


def test_the_steps_are_told_where_they_are_taken():
    told = re.sub(r" \([^)]*\)", "", " ".join(str(verify_xml.__doc__).split()))
    for number, step in enumerate(STEPS, 1):
        assert f" {number}. {step[0].upper()}{step[1:]}. " in told


@every_algorithm
def test_what_is_signed_is_verified(algorithm):
    found = verdict(seal(algorithm), trust(algorithm))
    assert isinstance(found, Verified)
    assert found.content == canonical(SHIP)
    assert (found.by.platform, found.by.kid, found.by.purpose) == (
        "QUAY", "quay", Purpose.DOCUMENT,
    )  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_bill_that_is_signed_is_verified(name):
    found = verdict(sealed(name))
    assert isinstance(found, Verified)
    assert found.content == canonical(bill(name))


@pytest.mark.parametrize(
    "data",
    (
        SHIP,
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\r\n<a> \r\n <b/>\t</a >\n\n",
        b"<a>]]&gt; text only &#13;</a>",
        b'<a xmlns="urn:a"><b xmlns="">&lt;/c&gt;</b><![CDATA[</a>]]>\n</a>',
        f'<ds:a xmlns:ds="urn:not-{DS}"><ds:b/></ds:a>'.encode(),
        b'<a xml:lang="nl" xml:space="preserve" b="&#10;&#9;&quot;">\xc3\xa9</a>',
    ),
)
def test_without_the_signature_every_byte_is_as_it_was(data):
    made = seal(data=data)
    assert SIGNATURE.sub(b"", made) == data
    assert made.startswith(data[: data.rindex(b"</")])
    assert isinstance(verdict(made), Verified)


@pytest.mark.parametrize("algorithm", ("ES256", "ES384", "RS256"))
def test_the_same_document_gives_the_same_bytes(algorithm):
    assert seal(algorithm) == seal(algorithm)


def test_the_certificate_stands_beside_the_name_and_is_of_no_account():
    """It has expired long ago; what counts is the validity of the key in the trust list."""
    made = seal(certified=True)
    assert der(certificate("ES256", "quay")).encode() in made
    assert isinstance(verdict(made), Verified)


@every_algorithm
def test_the_digest_is_as_strong_as_the_key(algorithm):
    assert (b"more#sha384" in seal(algorithm)) is (algorithm == "ES384")
    assert (b"xmlenc#sha256" in seal(algorithm)) is (algorithm != "ES384")


@pytest.mark.parametrize("digest", ("xmlenc#sha256", "xmldsig-more#sha384", "xmlenc#sha512"))
def test_every_digest_of_sha_2_is_taken(digest):
    made = by_hand(digest=f"http://www.w3.org/2001/04/{digest}")
    assert isinstance(verdict(made), Verified)


def test_blanks_in_and_around_a_signature_are_no_matter():
    spaced = by_hand(SHIP.replace(b"</s:Ship>", b" \t\n</s:Ship>"))
    for name in (b"SignatureValue", b"KeyInfo", b"KeyName"):
        spaced = spaced.replace(b"<ds:" + name, b"\n\t<ds:" + name)
    begins = spaced.index(b"<ds:SignatureValue>") + len(b"<ds:SignatureValue>")
    spaced = spaced[:begins] + b"\n " + spaced[begins : begins + 40] + b"\n" + spaced[begins + 40 :]
    assert isinstance(verdict(spaced), Verified)


@pytest.mark.parametrize("prefix", ("dsig:", ""))
def test_a_signature_may_have_any_prefix(prefix):
    assert isinstance(verdict(by_hand(prefix=prefix)), Verified)


def test_a_signature_without_a_name_is_of_the_key_that_fits():
    nameless = by_hand(key_info="")
    others = [trusted(signer("ES256", kid=name)) for name in ("a", "b")]
    found = verdict(nameless, listed(*others, *trust().keys.values()))
    assert isinstance(found, Verified)
    assert found.by.kid == "quay"
    assert refused(nameless, listed(*others)) == (Rejected, 6, Reason.SIGNATURE)
    many = [trusted(signer("ES256", kid=name)) for name in "abcde"]
    assert refused(nameless, listed(*many)) == (Undetermined, 3, Reason.KEY_NOT_NAMED)
    assert refused(nameless, trust("RS256")) == (Undetermined, 3, Reason.UNKNOWN_KEY)


def test_the_key_is_that_of_the_name_and_of_no_other():
    assert refused(seal(), trust("ES384")) == (Rejected, 5, Reason.ALGORITHM)
    other = listed(trusted(signer("ES256", kid="other")))
    assert refused(seal(), other) == (Undetermined, 3, Reason.UNKNOWN_KEY)
    assert refused(seal(), listed()) == (Undetermined, 3, Reason.UNKNOWN_KEY)
    assert refused(seal(), platform="PIER") == (Undetermined, 3, Reason.UNKNOWN_KEY)
    assert isinstance(verdict(seal(), platform="QUAY"), Verified)
    posing = trusted(signer("ES256", kid="other"))
    posing = type(posing)("QUAY", "quay", posing.key, *_rest(posing))
    assert refused(seal(), listed(posing)) == (Rejected, 6, Reason.SIGNATURE)


def _rest(key):
    return key.purposes, key.since, key.until


def test_a_key_of_eddsa_has_no_signature_in_xml():
    with refusing(match="not made by EdDSA"):
        seal("EdDSA")
    assert refused(seal(), trust("EdDSA")) == (Rejected, 5, Reason.ALGORITHM)


def test_the_key_is_for_documents_and_valid_at_the_time():
    made = seal()
    elsewhere = listed(trusted(signer(), purposes=(Purpose.RECEIPT,)))
    assert refused(made, elsewhere) == (Rejected, 4, Reason.PURPOSE)
    assert refused(made, at=NOW + 2 * DAY) == (Rejected, 4, Reason.KEY_EXPIRED)
    assert refused(made, at=NOW - 2 * DAY) == (Rejected, 4, Reason.KEY_NOT_YET_VALID)
    for at in (NOW + DAY, NOW - DAY):
        assert isinstance(verdict(made, at=at), Verified)


@every_algorithm
def test_a_change_of_any_part_is_found(algorithm):
    made, keys = seal(algorithm), trust(algorithm)
    changed = made.replace(b"main", b"mizzen")
    assert refused(changed, keys) == (Rejected, 6, Reason.DIGEST)
    value = re.search(rb"SignatureValue>(.)", made)
    other = b"A" if value[1] != b"A" else b"B"
    changed = made[: value.start(1)] + other + made[value.end(1) :]
    assert refused(changed, keys) == (Rejected, 6, Reason.SIGNATURE)


def test_every_byte_counts():
    """One bit flipped anywhere: refused, or a name of no account to what was signed."""
    made = seal()
    wanted = verdict(made).content
    for at in range(len(made)):
        for bit in (1, 32):
            flipped = made[:at] + bytes((made[at] ^ bit,)) + made[at + 1 :]
            found = verify_xml(flipped, trust(), at=NOW)
            if isinstance(found, Verified):
                assert found.content == wanted


@pytest.mark.parametrize("length", (0, 10, 63, 65, 200))
def test_a_signature_of_another_length_does_not_hold(length):
    value = base64.b64encode(b"\1" * length).decode()
    expected = (Rejected, 6, Reason.SIGNATURE) if length else (Rejected, 2, Reason.MALFORMED)
    assert refused(by_hand(value=value)) == expected


@pytest.mark.parametrize(
    ("document", "why"),
    (
        (Document(SHIP, "application/json"), "is XML"),
        (Document(SHIP, "application/xmlish"), "is XML"),
        (Document(b"<a/>", XML), "no end tag"),
        (Document(b" <a  /> ", "application/x+xml"), "no end tag"),
        (Document(put(SHIP, f'<x:Any xmlns:x="{DS}"/>'.encode()), XML), "signed already"),
        (Document(b'<a xmlns="../a"></a>', XML), "no canonical form"),
        (Document(b"<a>" + b'<b xmlns="urn:a"/>' * 64 + b"</a>", XML), "more namespaces"),
    ),
)
def test_what_cannot_be_signed_is_said(document, why):
    with refusing(match=why):
        signer().seal_xml(document)


def test_a_signed_document_is_not_signed_again():
    with refusing(match="signed already"):
        seal(data=seal())


@pytest.mark.parametrize("kid", ("", "a\nb", "a\0b", "k" * 257))
def test_a_key_has_a_name_that_can_be_read(kid):
    made = signer()
    with refusing(match="name of the key"):
        type(made)(kid, made.key, made._sign).seal_xml(Document(SHIP, XML))


def test_a_name_may_be_one_letter():
    made = signer(kid="q")
    assert verdict(seal(kid="q"), listed(trusted(made))).by.kid == "q"


def test_a_name_of_any_letters_is_read_as_it_was_written():
    made = signer(kid="quai <&> \u00e9\U0001f6a2 ".ljust(256, "k"))
    assert len(made.kid) == 256
    data = made.seal_xml(Document(SHIP, XML))
    assert verdict(data, listed(trusted(made))).by.kid == made.kid


@pytest.mark.parametrize(
    ("data", "code"),
    (
        (b"<a>", "READ-004"),
        (b"<!DOCTYPE a><a></a>", "READ-060"),
        (b"<a><!-- aside --><b/></a>", "READ-064"),
        (b"<a></a><?aside?>", "READ-064"),
    ),
)
def test_what_could_not_be_verified_is_not_signed(data, code):
    with pytest.raises(Refused) as caught:
        seal(data=data)
    assert [one.code for one in caught.value.report] == [code]


def test_as_many_namespaces_as_are_allowed_can_be_signed():
    data = b"<a>" + b'<b xmlns="urn:a"/>' * 63 + b"</a>"
    assert isinstance(verdict(seal(data=data)), Verified)


@pytest.mark.parametrize(("algorithm", "digest"), (("ES256", SHA256), ("ES384", SHA384)))
def test_the_library_is_asked_for_the_one_form_that_was_read(monkeypatch, algorithm, digest):
    """What form.py lets through and what signxml would take are held together twice."""
    asked = []

    def verify(self, root, **how):
        asked.append(how)
        return plain(self, root, **how)

    plain = XMLVerifier.verify
    monkeypatch.setattr(XMLVerifier, "verify", verify)
    assert isinstance(verdict(seal(algorithm), trust(algorithm)), Verified)
    assert asked == [
        {
            "parser": PARSER,
            "expect_config": SignatureConfiguration(
                require_x509=False,
                location="./",
                expect_references=1,
                signature_methods=frozenset((SignatureMethod(METHODS[algorithm]),)),
                digest_algorithms=frozenset((DigestAlgorithm(digest),)),
            ),
        }
    ]


def test_no_log_holds_the_document(caplog):
    caplog.set_level(logging.DEBUG)
    verdict(seal())
    assert "main" not in caplog.text
    assert (logging.getLogger("signxml").level, logging.getLogger().level) == (
        logging.WARNING, logging.DEBUG,
    )  # fmt: skip


# --- taking it out ------------------------------------------------------------------------------

START, END = b"<ds:Signature ", b"</ds:Signature>"
INSIDE = {
    "an element between two of a signature": lambda made: made.replace(
        END, END + b"<Evil/><ds:Signature xmlns:ds='urn:x'>" + END),
    "an element in a signature": lambda made: made.replace(END, b"<Evil/>" + END),
    "a text in a signature": lambda made: made.replace(END, b"evil" + END),
    "an attribute of a signature": lambda made: made.replace(START, START + b"evil='evil' "),
    "a comment in a signature": lambda made: made.replace(END, b"<!--evil-->" + END),
    "a signature of another namespace": lambda made: made.replace(DS.encode(), b"urn:evil"),
    "what only begins like one": lambda made: made.replace(
        START, b"<Evil><![CDATA[" + START + b"]]></Evil><ds:Signature\t"),
    "what follows on it": lambda made: made.replace(END, END + b"<Evil/>"),
    "a text for the value": lambda made: re.sub(b"(SignatureValue>)[^<]+", rb"\1evil!", made),
    "a text for the digest": lambda made: re.sub(b"(DigestValue>)[^<]+", rb"\1evil!", made),
    "a text for a certificate": lambda made: made.replace(
        b"</ds:KeyName>", b"</ds:KeyName><ds:X509Data><ds:X509Certificate>evil!"
        b"</ds:X509Certificate></ds:X509Data>"),
    "a reference to something else": lambda made: made.replace(b'URI=""', b'URI="evil"'),
    "another canonicalisation": lambda made: made.replace(b"xml-exc-c14n#", b"evil", 1),
    "another transform": lambda made: made.replace(b"enveloped-signature", b"evil"),
    "nothing that was signed": lambda made: SIGNATURE.sub(
        b"<ds:Signature xmlns:ds='%b'><ds:SignedInfo></ds:SignedInfo>%b" % (DS.encode(), END), made),
}  # fmt: skip


@every_algorithm
def test_a_signature_of_ours_is_taken_out_to_the_byte(algorithm):
    assert taken_out(seal(algorithm)) == SHIP
    assert taken_out(seal(algorithm) + b"\n") == SHIP + b"\n"


def test_the_signature_that_is_taken_out_is_the_last():
    data = b"<a><![CDATA[" + START + b"]]></a>"
    assert taken_out(seal(data=data)) == data


@pytest.mark.parametrize("change", INSIDE.values(), ids=INSIDE)
def test_nothing_else_is_taken_out_with_it(change):
    """What is left is compared with what was signed, so nothing may hide in what is not left."""
    data = change(seal())
    assert data != seal()
    assert taken_out(data) == data


@pytest.mark.parametrize("part", (START, END, START + b"<ds:SignedInfo>", END + START))
def test_many_beginnings_of_signatures_take_no_time(part):
    data = b"<a>" + part * 100_000 + b"</a>"
    assert taken_out(data) == data
