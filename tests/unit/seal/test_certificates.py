"""Certificates lead to a configured root, at an explicit time, by the rules of RFC 5280, or not."""

import base64
import datetime as dt

import pytest
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, NameOID

from fairlead.gateway.vouch.openebl import STEPS
from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified
from fairlead.seal.certificates import LONGEST, is_root, led_to_root, name_of, read_x5c
from fairlead.seal.verdict import Course, Voucher
from tests.unit.seal.authorities import (
    ISSUES,
    SIGNS,
    YEAR,
    Holder,
    between,
    certificate,
    der,
    leaf,
    named,
    root,
)
from tests.unit.seal.makers import AT, DAY, MAKE, Maker, made
from tests.unit.seal.verdicts import heard

SECOND = dt.timedelta(seconds=1)


def followed(*chain, roots=None, at=AT, purpose=Purpose.PACK):
    """The verdict on certificates, from the leaf upwards."""
    course = Course("Open eBL pack", STEPS)
    trusted = [root().root()] if roots is None else roots

    def walk():
        found = led_to_root(tuple(one.certificate for one in chain), trusted, purpose, at)
        return name_of(chain[0].certificate), Voucher(found.platform, "", purpose)

    return heard(course.through(walk))


def test_certificates_lead_to_the_root_that_issued_the_last():
    verdict = followed(leaf(), between())
    assert isinstance(verdict, Verified)
    assert (verdict.content, verdict.by.platform) == ("did:openebl:carrier", "BOLT")


def test_the_root_may_stand_among_them():
    assert isinstance(followed(leaf(), between(), root()), Verified)


def test_a_leaf_may_be_issued_by_the_root_itself():
    assert isinstance(followed(certificate("Leaf", root(), uses=SIGNS)), Verified)


def test_a_leaf_without_any_extension_may_sign_as_in_the_field():
    assert isinstance(followed(certificate("Leaf", root())), Verified)


def test_a_configured_root_need_not_say_that_it_may_issue():
    old = certificate("Old root")
    signer = certificate("Leaf", old)
    assert isinstance(followed(signer, roots=[old.root()]), Verified)
    assert isinstance(followed(signer, old, roots=[old.root()]), Verified)


# --- when ---------------------------------------------------------------------------------------


def valid(since=AT - YEAR, until=AT + YEAR):
    return {"since": since, "until": until}


EXPIRED, EARLY = valid(until=AT - SECOND), valid(since=AT + SECOND)


def chain_of(root_time=None, between_time=None, leaf_time=None):
    top = certificate("Top", ca=True, uses=ISSUES, **(root_time or {}))
    middle = certificate("Middle", top, ca=True, uses=ISSUES, **(between_time or {}))
    signer = certificate("Leaf", middle, uses=SIGNS, **(leaf_time or {}))
    return [signer, middle], [top.root()]


@pytest.mark.parametrize("which", ("root_time", "between_time", "leaf_time"))
@pytest.mark.parametrize(
    ("time", "reason"),
    ((EXPIRED, Reason.KEY_EXPIRED), (EARLY, Reason.KEY_NOT_YET_VALID)),
    ids=("expired", "early"),
)
def test_every_certificate_is_valid_at_the_time(which, time, reason):
    chain, roots = chain_of(**{which: time})
    verdict = followed(*chain, roots=roots)
    assert isinstance(verdict, Rejected)
    assert verdict.reason is reason


@pytest.mark.parametrize(
    ("since", "until", "reason"),
    (
        (AT, AT, None),
        (AT + SECOND, AT + YEAR, Reason.KEY_NOT_YET_VALID),
        (AT - YEAR, AT - SECOND, Reason.KEY_EXPIRED),
    ),
)
def test_a_certificate_is_valid_from_its_first_second_to_its_last(since, until, reason):
    verdict = followed(certificate("Leaf", root(), since=since, until=until))
    assert (None if isinstance(verdict, Verified) else verdict.reason) == reason


def test_what_expired_since_is_verified_as_of_then():
    chain, roots = chain_of(leaf_time=EXPIRED)
    assert isinstance(followed(*chain, roots=roots, at=AT - YEAR / 2), Verified)


# --- by whom ------------------------------------------------------------------------------------


def test_an_unknown_root_leaves_it_open():
    verdict = followed(leaf(), between(), roots=[])
    assert isinstance(verdict, Undetermined)
    assert verdict.reason is Reason.UNKNOWN_KEY


def test_another_root_of_the_same_name_is_unknown():
    other = certificate("Root", ca=True, key=made("ES256", "impostor"))
    assert isinstance(followed(leaf(), between(), roots=[other.root()]), Undetermined)


def test_a_root_that_the_header_brings_along_is_not_trusted_for_that():
    theirs = certificate("Theirs", ca=True, key=made("ES256", "impostor"))
    verdict = followed(certificate("Leaf", theirs), theirs)
    assert isinstance(verdict, Undetermined)
    assert verdict.reason is Reason.UNKNOWN_KEY


def test_the_right_root_is_found_among_others():
    others = [certificate(f"Other {number}", ca=True).root() for number in range(3)]
    assert isinstance(followed(leaf(), between(), roots=[*others, root().root()]), Verified)


def test_a_root_that_is_trusted_for_something_else_vouches_for_no_pack():
    verdict = followed(leaf(), between(), roots=[root().root(purposes=[Purpose.RECEIPT])])
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.PURPOSE


def test_a_root_that_only_issues_signs_nothing_itself():
    verdict = followed(root())
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.PURPOSE


def test_a_root_that_says_nothing_of_its_use_may_sign_itself():
    alone = certificate("Alone")
    assert isinstance(followed(alone, roots=[alone.root()]), Verified)


def test_a_certificate_that_issued_itself_is_no_root_for_that():
    assert isinstance(followed(certificate("Self")), Undetermined)


# --- broken chains ------------------------------------------------------------------------------


def broken():
    """Certificates that a root seems to stand behind, and does not."""
    other = made("ES256", "impostor")
    weak = rsa.generate_private_key(65537, 1024)  # noqa: S505 - it is refused
    constraints = x509.NameConstraints([x509.DNSName("quay.example")], None)
    policy = x509.UnrecognizedExtension(ExtensionOID.POLICY_CONSTRAINTS, b"\x30\x03\x80\x01\x00")
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\x05\x00")

    def below(middle):
        return [certificate("Leaf", middle, uses=SIGNS), middle]

    plain = certificate("Plain", root())
    weak_one = certificate("Weak", root(), key=Maker("w", made("RS256").key, None, weak), ca=True)
    narrow = certificate("Narrow", root(), ca=True, path=0, uses=ISSUES)
    under_narrow = certificate("Under", narrow, ca=True, uses=ISSUES)
    return {
        "the order turned round": [between(), leaf()],
        "one left out": [certificate("Leaf", under_narrow), narrow],
        "a link by another key": [
            certificate("Leaf", Holder(other, between().certificate)), between()],
        "a link by another name": [
            certificate("Leaf", between(), issuer_name=named("Elsewhere")), between()],
        "the leaf twice": [leaf(), leaf(), between()],
        "between without constraints": below(plain),
        "between that is no CA": below(certificate("Not", root(), ca=False)),
        "between that may not sign certificates": below(
            certificate("Not", root(), ca=True, uses=SIGNS)),
        "a leaf that issues": [certificate("Leaf", leaf()), leaf(), between()],
        "a path longer than allowed": [*below(under_narrow), narrow],
        "an unknown critical extension of the leaf": [
            certificate("Leaf", root(), more=[(unknown, True)])],
        "an unknown critical extension between": below(
            certificate("Odd", root(), ca=True, more=[(unknown, True)])),
        "name constraints, critical": below(
            certificate("Odd", root(), ca=True, more=[(constraints, True)])),
        "name constraints, not critical": below(
            certificate("Odd", root(), ca=True, more=[(constraints, False)])),
        "policy constraints, not critical": below(
            certificate("Odd", root(), ca=True, more=[(policy, False)])),
        "an RSA key of 1,024 bits between": below(
            Holder(Maker("w", made("RS256").key, None, weak), weak_one.certificate)),
    }  # fmt: skip


@pytest.mark.parametrize("name", broken())
def test_certificates_that_do_not_follow_on_each_other_are_rejected(name):
    verdict = followed(*broken()[name])
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.CERTIFICATE


def test_what_a_root_says_of_the_path_below_it_holds():
    narrow = certificate("Narrow root", ca=True, path=0, uses=ISSUES)
    middle = certificate("Middle", narrow, ca=True, uses=ISSUES)
    signer = certificate("Leaf", middle)
    for chain in ([signer, middle], [signer, middle, narrow]):
        verdict = followed(*chain, roots=[narrow.root()])
        assert isinstance(verdict, Rejected)
        assert verdict.reason is Reason.CERTIFICATE
    assert isinstance(followed(certificate("Leaf", narrow), roots=[narrow.root()]), Verified)


@pytest.mark.parametrize("told", ({"ca": False}, {"ca": True, "uses": SIGNS}))
def test_a_configured_root_that_says_that_it_may_not_issue_does_not(told):
    odd = certificate("Odd root", **told)
    verdict = followed(certificate("Leaf", odd), roots=[odd.root()])
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.CERTIFICATE


@pytest.mark.parametrize(
    ("uses", "may"),
    (
        ({"digital_signature": True}, True),
        ({"content_commitment": True}, True),
        ({"key_encipherment": True}, False),
        ({"key_agreement": True}, False),
        (ISSUES, False),
    ),
)
def test_a_leaf_signs_if_its_usage_allows_it(uses, may):
    verdict = followed(certificate("Leaf", root(), uses=uses))
    assert isinstance(verdict, Verified) == may
    assert may or verdict.reason is Reason.PURPOSE


DOCUMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
BEFORE = x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")
SERVERS, ANY = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE


@pytest.mark.parametrize("critical", (True, False))
@pytest.mark.parametrize("where", ("leaf", "between"))
@pytest.mark.parametrize(
    ("usages", "may"),
    (((DOCUMENTS,), True), ((BEFORE,), True), ((ANY,), True), ((SERVERS, DOCUMENTS), True),
     ((SERVERS,), False), ((ExtendedKeyUsageOID.CODE_SIGNING,), False)),
)  # fmt: skip
def test_an_extended_usage_lets_a_key_sign_documents_all_along_the_path(
    usages, may, where, critical
):
    more = [(x509.ExtendedKeyUsage(usages), critical)]
    here, there = (more, ()) if where == "leaf" else ((), more)
    middle = certificate("Extended", root(), ca=True, uses=ISSUES, more=there)
    verdict = followed(certificate("Leaf", middle, uses=SIGNS, more=here), middle)
    assert isinstance(verdict, Verified) == may
    assert may or verdict.reason is Reason.PURPOSE


def test_two_that_issued_each_other_lead_nowhere_and_end():
    one = certificate("One", ca=True, key=made("ES256", "one"))
    two = certificate("Two", one, ca=True, key=made("ES256", "two"))
    crossed = certificate("One", two, ca=True, key=made("ES256", "one"))
    signer = certificate("Leaf", crossed)
    verdict = followed(signer, crossed, two, crossed, two)
    assert isinstance(verdict, Undetermined)
    assert verdict.reason is Reason.UNKNOWN_KEY


def test_sha_1_cannot_be_made_here_so_its_refusal_is_shown_on_what_the_library_says_of_it(
    monkeypatch,
):
    """cryptography signs no certificate with SHA-1 any more; the look at the digest is ours."""
    with pytest.raises(UnsupportedAlgorithm, match="sha1"):
        certificate("Leaf", root(), digest=hashes.SHA1())  # noqa: S303 - it is refused
    monkeypatch.setattr("fairlead.seal.certificates._WEAK", (hashes.SHA256,))
    assert followed(leaf(), between()).reason is Reason.CERTIFICATE


@pytest.mark.parametrize("algorithm", MAKE)
def test_roots_and_leaves_may_be_of_any_of_our_algorithms(algorithm):
    top = certificate("Top", ca=True, key=made(algorithm, "top"))
    signer = certificate("Leaf", top, key=made(algorithm, "leaf"))
    assert isinstance(followed(signer, roots=[top.root()]), Verified)


# --- what cannot be read ------------------------------------------------------------------------

P256 = bytes.fromhex("06082a8648ce3d030107")
KEY_USAGE, EXTENDED = b"\x06\x03\x55\x1d\x0f", b"\x06\x03\x55\x1d\x25"


def with_extension_twice(issuer):
    """A certificate that states its key usage twice, which no builder makes: made by its bytes."""
    extended = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    holder = certificate("Twice", issuer, ca=True, uses=ISSUES, more=[(extended, False)])
    body = holder.certificate.tbs_certificate_bytes.replace(EXTENDED, KEY_USAGE)
    assert body.count(KEY_USAGE) == 2
    return Holder(holder.maker, signed_by((issuer or holder).maker, body))


def signed_by(maker, body):
    """A certificate of a body, signed by ECDSA with SHA-256."""
    signature = maker.private.sign(body, ec.ECDSA(hashes.SHA256()))
    how = bytes.fromhex("300a06082a8648ce3d040302")
    bits = b"\x03" + bytes((len(signature) + 1,)) + b"\0" + signature
    whole = body + how + bits
    data = b"\x30\x82" + len(whole).to_bytes(2, "big") + whole
    return x509.load_der_x509_certificate(data)


def test_an_extension_twice_is_a_verdict_and_no_exception():
    odd = with_extension_twice(root())
    verdict = followed(certificate("Leaf", odd), odd)
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.CERTIFICATE


def test_a_key_on_a_curve_that_is_not_known_is_a_verdict_and_no_exception():
    body = certificate("Leaf", root()).certificate.tbs_certificate_bytes
    assert body.count(P256) == 1
    odd = Holder(made(), signed_by(root().maker, body.replace(P256, P256[:-1] + b"\x63")))
    verdict = followed(odd)
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.CERTIFICATE


def test_a_name_that_is_not_unicode_is_a_verdict_and_no_exception():
    body = certificate("Leaf", root()).certificate.tbs_certificate_bytes
    odd = Holder(made(), signed_by(root().maker, body.replace(b"Leaf", b"L\xff\xfef")))
    verdict = followed(odd)
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.CERTIFICATE


def test_a_stranger_who_states_an_extension_twice_leads_to_no_root():
    odd = with_extension_twice(None)
    assert isinstance(followed(certificate("Leaf", odd), odd), Undetermined)


# --- x5c ----------------------------------------------------------------------------------------


def x5c(texts):
    course = Course("Open eBL pack", STEPS)
    return heard(course.through(lambda: (read_x5c(texts), Voucher("", "", Purpose.PACK))))


def test_x5c_is_read_in_base64_and_as_packs_in_the_field_spell_it():
    data = der(leaf())
    for spelt in (
        base64.b64encode(data),
        base64.urlsafe_b64encode(data),
        base64.urlsafe_b64encode(data).rstrip(b"="),
    ):
        assert x5c([spelt.decode()]).content == (leaf().certificate,)


def test_x5c_holds_five_certificates_at_most():
    text = base64.b64encode(der(leaf())).decode()
    assert isinstance(x5c([text] * LONGEST), Verified)
    assert x5c([text] * (LONGEST + 1)).reason is Reason.CERTIFICATE


TEXT = base64.b64encode(b"\x30\x03\x02\x01\x01").decode()
NO_X5C = {
    "absent": None, "empty": [], "a text": TEXT, "an object": {"0": TEXT}, "a number in it": [7],
    "null in it": [None], "a list in it": [[TEXT]], "no certificate": [TEXT], "nothing": [""],
    "one letter": ["A"], "not base64": ["?"], "a letter beyond ASCII": ["é"], "half a pair": ["\ud800"],
    "PEM": ["-----BEGIN CERTIFICATE-----"], "12 kB and more": ["A" * 16_388],
}  # fmt: skip


@pytest.mark.parametrize("texts", NO_X5C.values(), ids=NO_X5C)
def test_what_is_no_x5c_is_rejected(texts):
    verdict = x5c(texts)
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.CERTIFICATE


def test_a_certificate_cut_or_followed_by_something_is_none():
    data = der(leaf())
    for odd in (data[:-1], data + b"\0"):
        assert isinstance(x5c([base64.b64encode(odd).decode()]), Rejected)


def test_a_serial_number_that_is_not_positive_is_refused_without_a_warning():
    signed = between().certificate.tbs_certificate_bytes
    length = signed[9]
    for serial in (b"\x00" * length, b"\xff" * length):
        odd = der(between()).replace(signed[8 : 10 + length], b"\x02" + bytes((length,)) + serial)
        assert signed[8] == 2
        assert x5c([base64.b64encode(odd).decode()]).reason is Reason.CERTIFICATE


@pytest.mark.parametrize("time", ({"since": AT}, {"until": AT}), ids=("first", "last"))
def test_of_two_roots_of_one_key_the_one_at_its_edge_goes_before_the_expired_one(time):
    old = certificate("Top", ca=True, uses=ISSUES, until=AT - SECOND)
    new = certificate("Top", ca=True, uses=ISSUES, **time)
    signer = certificate("Leaf", new, uses=SIGNS)
    assert isinstance(followed(signer, roots=[old.root(), new.root()]), Verified)


def test_a_root_that_stands_among_them_is_counted_once():
    top = certificate("Narrow top", ca=True, path=1, uses=ISSUES)
    middle = certificate("Narrow middle", top, ca=True, path=0, uses=ISSUES)
    signer = certificate("Leaf", middle, uses=SIGNS)
    assert isinstance(followed(signer, middle, top, roots=[top.root()]), Verified)


def numbered(serial):
    """A certificate whose serial number is one byte, as it is written in a header."""
    by, name = made(), named("Leaf")
    since, until = AT - DAY, AT + DAY
    builder = x509.CertificateBuilder(name, name, by.private.public_key(), 5, since, until)
    data = builder.sign(by.private, hashes.SHA256()).public_bytes(Encoding.DER)
    assert data.count(b"\xa0\x03\x02\x01\x02\x02\x01\x05") == 1
    odd = data.replace(b"\x02\x01\x02\x02\x01\x05", b"\x02\x01\x02\x02\x01%c" % serial)
    return x5c([base64.b64encode(odd).decode()])


def test_a_serial_number_is_one_or_more():
    for serial in (1, 2, 127):
        assert isinstance(numbered(serial), Verified)
    for serial in (0, 128, 255):
        assert numbered(serial).reason is Reason.CERTIFICATE


@pytest.mark.parametrize("behind", (" ", "\n", "=\n", "\0"))
def test_nothing_stands_behind_a_certificate_in_x5c(behind):
    text = base64.b64encode(der(leaf())).decode()
    assert isinstance(x5c([text]), Verified)
    assert x5c([text + behind]).reason is Reason.CERTIFICATE


@pytest.mark.parametrize("inside", ("\n", "=", " "))
@pytest.mark.parametrize("at", (0, 64))
def test_nothing_but_a_certificate_stands_in_x5c(at, inside):
    text = base64.b64encode(der(leaf())).decode()
    assert x5c([text[:at] + inside + text[at:]]).reason is Reason.CERTIFICATE


def test_any_byte_changed_of_what_was_signed_and_a_chain_leads_to_the_root_no_more():
    """Beside it stands only the spelling of the signature, whose unused bits nobody signed."""
    data = der(between())
    start = data.index(between().certificate.tbs_certificate_bytes)
    for place in range(start, start + len(between().certificate.tbs_certificate_bytes)):
        changed = bytearray(data)
        changed[place] ^= 1
        text = base64.b64encode(bytes(changed)).decode()
        course = Course("Open eBL pack", STEPS)

        def walk(text=text):
            chain = (leaf().certificate, *read_x5c([text]))
            found = led_to_root(chain, [root().root()], Purpose.PACK, AT)
            return None, Voucher(found.platform, "", Purpose.PACK)

        assert not isinstance(heard(course.through(walk)), Verified), place


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", ((), ("one", "two")))
def test_a_leaf_without_exactly_one_common_name_names_nobody(names):
    subject = (
        named(*names) if names else x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "DE")])
    )
    verdict = followed(certificate("Leaf", root(), names=subject))
    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.CERTIFICATE


def test_a_root_is_what_issued_itself():
    assert is_root(root().certificate)
    assert not is_root(leaf().certificate)
    assert not is_root(
        certificate("Root", Holder(made("ES256", "x"), root().certificate)).certificate
    )


def test_a_root_that_was_renewed_is_found_beside_the_one_that_expired():
    """Two certificates of one root key stand in a list while it changes over."""
    old = certificate("Root", ca=True, uses=ISSUES, key=root().maker, until=AT - DAY)
    chain = (leaf().certificate, between().certificate)
    roots = (old.root(), root().root())
    assert led_to_root(chain, roots, Purpose.PACK, AT).certificate == root().certificate
