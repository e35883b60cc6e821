"""An algorithm that is not supported leaves it open; what is malformed is rejected; neither raises."""

import base64
import json
import random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from fairlead.errors import UsageError
from fairlead.gateway.vouch.anchors import Anchors, Seen, public_key
from fairlead.gateway.vouch.openebl import verify_pack
from fairlead.gateway.vouch.verify import verify
from fairlead.seal import Reason, Rejected, Undetermined, Verified, verify_jws
from fairlead.seal.algorithm import UnsupportedKey
from fairlead.seal.statement import Document, TrustListDocument
from fairlead.seal.trust import TrustedRoot, read_trust_list
from fairlead.seal.verdict import Purpose
from tests.unit.seal import packs, xml_seal
from tests.unit.seal.authorities import ISSUES, SIGNS, Holder, between, certificate, der, leaf, root
from tests.unit.seal.makers import AT, compact, header_of, made
from tests.unit.seal.test_certificates import followed, signed_by
from tests.unit.seal.test_trust import key, listed
from tests.unit.seal.unsupported import (
    ECDSA,
    KEYS,
    MALFORMED_EXTENSIONS,
    P256,
    SM2,
    SM3,
    in_sm2,
    pem_of,
    sm2_root,
    with_extension,
)
from tests.unit.seal.verdicts import halted, heard

TOKEN = compact(made(), b"{}", header_of(made(), kid=made().key.thumbprint))
SHIP = xml_seal.signer().seal_xml(Document(xml_seal.SHIP, xml_seal.XML))
PACK = packs.sealed(packs.pack(1, packs.ISSUER, packs.created(weight=7)), packs.ISSUER)


def trusted(*files):
    return Anchors.of(files).alone()


def on_token(trust):
    return heard(verify_jws(TOKEN, trust, Purpose.TRANSFER, at=AT, read=bytes))


def on_pack(trust, tree=PACK):
    return heard(verify_pack(tree, trust, at=AT))


# --- keys that are configured -------------------------------------------------------------------


@pytest.mark.parametrize("name", KEYS)
def test_what_a_key_of_another_algorithm_vouches_for_stays_open(name):
    trust = trusted(KEYS[name]())
    assert halted(on_token(trust), Reason.UNSUPPORTED, 3, Undetermined)
    assert halted(on_pack(trust), Reason.UNSUPPORTED, 3, Undetermined)


@pytest.mark.parametrize("name", KEYS)
def test_a_key_of_another_algorithm_takes_nothing_from_one_beside_it(name):
    trust = trusted(KEYS[name](), made().key.pem())
    assert isinstance(on_token(trust), Verified)


@pytest.mark.parametrize("name", KEYS)
def test_a_trust_list_that_such_a_key_may_have_signed_stays_open(name):
    data = made("ES256", "registrar").signer.seal(TrustListDocument(listed()))
    for files in ((KEYS[name](),), (KEYS[name](), made().key.pem())):
        found = Anchors.of(files).list(data, at=AT, seen=lambda *_: Seen())
        assert halted(found, Reason.UNSUPPORTED, 3, Undetermined)


def test_a_trust_list_that_another_key_signed_is_judged_by_that_key():
    data = made("ES256", "registrar").signer.seal(TrustListDocument(listed()))
    anchors = Anchors.of((KEYS["Ed448"](), made("ES256", "registrar").key.pem()))
    assert isinstance(anchors.list(data, at=AT, seen=lambda *_: Seen()), Verified)
    found = anchors.list(data, at=AT, seen=lambda *_: Seen(99))
    assert halted(found, Reason.LIST_ROLLED_BACK, 5)


@pytest.mark.parametrize("name", KEYS)
def test_no_such_key_is_one_of_ours(name):
    with pytest.raises(UnsupportedKey):
        public_key(KEYS[name]())


# --- certificates that lead to a root -----------------------------------------------------------


def loaded(data, maker=None):
    return Holder(maker or made(), x509.load_der_x509_certificate(data))


def test_a_root_of_sm2_leaves_it_open():
    odd = loaded(sm2_root())
    signer = certificate("Leaf", root())
    assert halted(followed(signer, roots=[odd.root()]), Reason.UNSUPPORTED, 1, Undetermined)


def test_a_root_of_sm2_takes_nothing_from_one_beside_it():
    odd = loaded(sm2_root())
    assert isinstance(followed(leaf(), between(), roots=[odd.root(), root().root()]), Verified)


def test_a_chain_of_sm2_leaves_it_open():
    chain = [loaded(in_sm2(der(one))) for one in (leaf(), between())]
    assert halted(followed(*chain), Reason.UNSUPPORTED, 1, Undetermined)


def test_a_leaf_of_sm2_below_a_root_that_is_known_leaves_it_open():
    body = certificate("Leaf", root()).certificate.tbs_certificate_bytes.replace(P256, SM2)
    odd = Holder(made(), signed_by(root().maker, body))
    assert halted(followed(odd), Reason.UNSUPPORTED, 1, Undetermined)


def test_a_root_whose_own_signature_is_by_sm2_leaves_it_open():
    odd = loaded(der(root()).replace(ECDSA, SM3), root().maker)
    verdict = followed(certificate("Leaf", root(), uses=SIGNS), roots=[odd.root()])
    assert halted(verdict, Reason.UNSUPPORTED, 1, Undetermined)


@pytest.mark.parametrize("name", MALFORMED_EXTENSIONS)
def test_an_extension_that_is_malformed_is_rejected(name):
    odd = with_extension(*MALFORMED_EXTENSIONS[name])
    signer = certificate("Leaf", odd, uses=SIGNS)
    for chain in ([signer], [signer, odd], [odd]):
        assert halted(followed(*chain, roots=[odd.root()]), Reason.CERTIFICATE, 1)


@pytest.mark.parametrize("name", MALFORMED_EXTENSIONS)
def test_an_extension_that_is_malformed_is_rejected_where_it_is_a_root_by_hand(name):
    odd = with_extension(*MALFORMED_EXTENSIONS[name])
    signer = certificate(packs.ISSUER, odd, uses=SIGNS)
    header = {"alg": "ES256", "x5c": packs.x5c(signer)}
    pack = packs.sealed(packs.pack(1, packs.ISSUER, packs.created(weight=7)), signer, header)
    found = on_pack(trusted(pem_of(der(odd))), pack)
    assert halted(found, Reason.CERTIFICATE, 3)


# --- trust lists and XML ------------------------------------------------------------------------


def test_a_trust_list_that_names_a_key_of_sm2_for_es256_is_none():
    text = base64.b64encode(sm2_root()).decode()
    one = {name: said for name, said in key().items() if name != "jwk"} | {"x509": text}
    token = made().signer.seal(Told(listed(one)))
    assert halted(heard(read_trust_list(token, made().key, at=AT)), Reason.CONTENT, 4)


def test_a_trust_list_whose_root_has_a_name_that_cannot_be_read_is_none():
    odd = der(root()).replace(b"Root", b"R\xff\xfet")
    roots = [{"x509": base64.b64encode(odd).decode(), "purposes": ["openebl-pack"]}]
    token = made().signer.seal(Told({**listed(), "platforms": [{"code": "BOLT", "roots": roots}]}))
    assert halted(heard(read_trust_list(token, made().key, at=AT)), Reason.CONTENT, 4)


class Told(TrustListDocument):
    """A list that is signed whatever it says, as an attacker does."""

    def payload(self):
        return json.dumps(self.tree).encode()


def test_a_certificate_of_sm2_in_a_signature_is_not_that_of_the_key():
    data = signed_beside(in_sm2(der(leaf())))
    verdict = heard(verify(data, xml_seal.trust(), at=xml_seal.NOW).signature)
    assert halted(verdict, Reason.CERTIFICATE, 3)


def test_a_certificate_of_no_version_in_a_signature_is_rejected():
    odd = der(leaf()).replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x09", 1)
    verdict = heard(verify(signed_beside(odd), xml_seal.trust(), at=xml_seal.NOW).signature)
    assert halted(verdict, Reason.CERTIFICATE, 3)


def signed_beside(certificate):
    """A document that was signed, with a certificate beside the name of the key."""
    text = base64.b64encode(certificate).decode()
    beside = (
        f"</ds:KeyName><ds:X509Data><ds:X509Certificate>{text}</ds:X509Certificate></ds:X509Data>"
    )
    return SHIP.replace(b"</ds:KeyName>", beside.encode())


# --- whatever comes -----------------------------------------------------------------------------

SEEDS = (
    der(root()), der(leaf()), der(with_extension("2.5.29.30", "300ea00c300a8708010203040f000000")),
    der(certificate("Ed", ca=True, uses=ISSUES, key=made("EdDSA", "e"))), sm2_root(),
)  # fmt: skip
TRIED = 1500


def mutants():
    """Certificates with some bytes changed, left out or repeated; always the same ones."""
    chance = random.Random(7)
    for _ in range(TRIED):
        data = bytearray(chance.choice(SEEDS))
        for _ in range(chance.choice((1, 1, 2, 3))):
            at, other = chance.randrange(len(data)), chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[at] ^= 1 << chance.randrange(8)
                case 1:
                    data[at] = chance.choice(b"\0\1\2\3\5\6\x0c\x13\x16\x17\x30\x31\x7f\x80\xff")
                case 2:
                    del data[at : at + chance.choice((1, 2, 4))]
                case _:
                    data[at : at + 4] = data[other : other + 4]
        yield bytes(data)


def by_hand(data):
    """The verdicts by a root that somebody named, unless it is none."""
    try:
        trust = trusted(pem_of(data))
    except UsageError:
        return
    yield on_token(trust)
    yield on_pack(trust)


def by_a_list(data):
    """The verdicts by a list that names a certificate as a root, and as that of a key."""
    text = base64.b64encode(data).decode()
    one = {name: said for name, said in key().items() if name != "jwk"} | {"x509": text}
    roots = [{"x509": text, "purposes": ["openebl-pack"]}]
    for platform in ({"code": "QUAY", "keys": [one]}, {"code": "QUAY", "roots": roots}):
        token = made().signer.seal(Told({**listed(), "platforms": [platform]}))
        found = heard(read_trust_list(token, made().key, at=AT))
        yield found
        if isinstance(found, Verified):
            yield on_pack(found.content)


def by_x5c(data):
    """The verdicts on a chain in which it stands, and on one that it may have issued."""
    texts = [base64.b64encode(one).decode() for one in (data, der(between()))]
    for chain in (texts, [base64.b64encode(der(leaf())).decode(), texts[0]], texts[:1]):
        pack = {**PACK, "protected": header(chain)}
        yield on_pack(packs.TRUST, pack)


def header(chain):
    said = json.dumps({"alg": "ES256", "x5c": chain}).encode()
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()


def beside_a_name(data):
    """The verdict on XML that it stands in."""
    yield heard(verify(signed_beside(data), xml_seal.trust(), at=xml_seal.NOW).signature)


def as_a_root(data):
    """The verdict on a chain where it was loaded as a root."""
    try:
        one = TrustedRoot("BOLT", x509.load_der_x509_certificate(data), frozenset((Purpose.PACK,)))
    except (ValueError, x509.InvalidVersion):
        return
    yield followed(leaf(), between(), roots=[one])
    yield followed(loaded(one.certificate.public_bytes(Encoding.DER)), roots=[one])


@pytest.mark.parametrize("way", (by_hand, by_a_list, by_x5c, beside_a_name, as_a_root))
def test_a_certificate_of_any_bytes_gives_a_verdict(way):
    kinds = Verified | Rejected | Undetermined
    assert all(isinstance(verdict, kinds) for data in mutants() for verdict in way(data))
