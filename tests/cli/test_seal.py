"""`fairlead seal`, and what is converted out of a seal and into one."""

import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from fairlead.cli.exits import DONE, MISUSE, NOT_VERIFIED, UNDETERMINED
from tests.unit.seal.authorities import certificate
from tests.unit.seal.makers import AT, made

TRUSTING = ("--root", "quay.public.pem")


@pytest.fixture
def keyed(place, fairlead):
    """The command, where a key and its public half are."""
    fairlead("keys", "new", "quay.pem")
    (place / "quay.public.pem").write_text(fairlead("keys", "public", "file:quay.pem").out)
    return fairlead


def sealed(command, name, output, *more):
    return command("seal", name, "--key", "file:quay.pem", "-o", output, *more)


def test_a_document_comes_out_of_its_seal_as_it_went_in(place, keyed):
    said = sealed(keyed, "reefer.json", "reefer.jws")
    assert (said.code, said.err) == (
        DONE,
        "reefer.json: sealed as it is, written to reefer.jws\n",
    )
    again = keyed("verify", "reefer.jws", *TRUSTING, "--extract", "again.json")
    assert again.code == DONE
    assert (place / "again.json").read_bytes() == (place / "reefer.json").read_bytes()


def test_what_is_not_verified_is_not_extracted(place, keyed):
    sealed(keyed, "reefer.json", "reefer.jws")
    assert keyed("verify", "reefer.jws", "--extract", "again.json").code == UNDETERMINED
    assert not (place / "again.json").exists()


def test_xml_has_its_signature_inside(place, keyed):
    keyed("convert", "reefer.json", "--to", "un-xml", "-o", "reefer.xml")
    assert sealed(keyed, "reefer.xml", "sealed.xml").code == DONE
    assert b"<ds:Signature " in (place / "sealed.xml").read_bytes()
    assert keyed("verify", "sealed.xml", *TRUSTING).code == DONE


def test_an_interchange_has_its_signature_beside_it(place, keyed):
    keyed("convert", "straight-bill.json", "--to", "iftmcs", "-o", "bill.edi")
    assert sealed(keyed, "bill.edi", "bill.edi.jws").code == DONE
    beside = ("--content", "bill.edi")
    assert keyed("verify", "bill.edi.jws", *TRUSTING, *beside).code == DONE
    assert keyed("verify", "bill.edi.jws", *TRUSTING).code == UNDETERMINED


def test_what_others_signed_goes_inside_to_the_byte(place, keyed):
    keyed("convert", "reefer.json", "--to", "un-xml", "-o", "reefer.xml")
    sealed(keyed, "reefer.xml", "sealed.xml")
    assert sealed(keyed, "sealed.xml", "twice.jws", *TRUSTING).code == DONE
    keyed("verify", "twice.jws", *TRUSTING, "--extract", "once.xml")
    assert (place / "once.xml").read_bytes() == (place / "sealed.xml").read_bytes()


def test_what_is_signed_by_nobody_that_is_trusted_is_not_sealed(place, keyed):
    keyed("convert", "reefer.json", "--to", "un-xml", "-o", "reefer.xml")
    sealed(keyed, "reefer.xml", "sealed.xml")
    said = sealed(keyed, "sealed.xml", "twice.jws")
    assert (said.code, (place / "twice.jws").exists()) == (UNDETERMINED, False)
    assert "--trust and --root say whose signatures are good." in said.err


def test_what_was_changed_after_it_was_signed_is_not_sealed(place, keyed):
    keyed("convert", "reefer.json", "--to", "un-xml", "-o", "reefer.xml")
    sealed(keyed, "reefer.xml", "sealed.xml")
    forged = (place / "sealed.xml").read_bytes().replace(b"<ds:DigestValue>", b"<ds:DigestValue>A")
    (place / "forged.xml").write_bytes(forged)
    assert sealed(keyed, "forged.xml", "twice.jws", *TRUSTING).code == NOT_VERIFIED


def test_what_is_no_document_is_not_sealed(place, keyed):
    (place / "letter.json").write_text('{"dear": "sir"}')
    said = sealed(keyed, "letter.json", "letter.jws")
    assert (said.code, (place / "letter.jws").exists()) == (1, False)


@pytest.mark.parametrize("verb", ("check", "detect"))
def test_a_document_is_read_out_of_its_seal(keyed, verb):
    sealed(keyed, "reefer.json", "reefer.jws")
    assert keyed(verb, "reefer.jws").code == DONE


def test_a_receipt_tells_of_the_seal_that_the_source_came_in(place, keyed):
    sealed(keyed, "reefer.json", "reefer.jws")
    key = ("--key", "file:quay.pem", "--receipt", "reefer.receipt")
    keyed("convert", "reefer.jws", "--to", "un-json", "-o", "out.json", *key, *TRUSTING)
    of = ("--source", "reefer.jws", "--output", "out.json", "--json")
    said = keyed("verify", "reefer.receipt", *TRUSTING, *of)
    assert json.loads(said.out)["signature"]["verdict"] == "verified"


def test_a_signature_that_was_verified_is_not_called_unverified(place, keyed):
    sealed(keyed, "reefer.json", "reefer.jws")
    key = ("--key", "file:quay.pem", "--receipt", "r", "-o", "out.json")
    convert = ("convert", "reefer.jws", "--to", "un-json", *key)
    unverified = "the signature was not verified"
    assert unverified not in sealed(keyed, "reefer.jws", "twice.jws", *TRUSTING).err
    assert unverified not in keyed(*convert, *TRUSTING).err
    assert unverified in keyed(*convert, "--seal-unverified").err
    assert unverified in keyed("convert", "reefer.jws", "--to", "un-json").err


@pytest.mark.parametrize("target", ("un-json", "un-xml"))
def test_a_sealed_output_is_what_its_receipt_speaks_of(keyed, target):
    key = ("--key", "file:quay.pem", "--receipt", "out.receipt", "--sealed")
    keyed("convert", "straight-bill.json", "--to", target, "-o", "out", *key)
    pair = ("--source", "straight-bill.json", "--output", "out")
    assert keyed("verify", "out", *TRUSTING).code == DONE
    assert keyed("verify", "out.receipt", *TRUSTING, *pair).code == DONE


def test_a_pack_is_sealed_as_open_ebl_signs(place, keyed):
    maker = made("ES256", "carrier")
    private = maker.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (place / "carrier.pem").write_bytes(private)
    own = certificate("did:web:lines.example.org", key=maker).certificate
    (place / "chain.pem").write_bytes(own.public_bytes(Encoding.PEM))
    (place / "carrier.public.pem").write_bytes(maker.key.pem())
    key = ("--key", "file:carrier.pem?x5c=chain.pem", "--receipt", "out.receipt", "--sealed")
    at = ("--at", f"{AT:%Y-%m-%dT%H:%M:%SZ}")
    keyed("convert", "open-ebl-pack.json", "--to", "openebl", "-o", "out", *key, *at)
    assert json.loads((place / "out").read_bytes()).keys() == {"protected", "payload", "signature"}
    pair = ("--source", "open-ebl-pack.json", "--output", "out")
    trusted = ("--root", "carrier.public.pem", "--root", "chain.pem")
    said = keyed("verify", "out.receipt", *trusted, *pair, *at)
    assert said.code == DONE, said.out


def test_a_pack_is_not_sealed_by_another_than_who_did_what_it_says(place, keyed):
    maker = made("ES256", "carrier")
    private = maker.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (place / "carrier.pem").write_bytes(private)
    other = certificate("did:web:thief.example.org", key=maker).certificate
    (place / "chain.pem").write_bytes(other.public_bytes(Encoding.PEM))
    key = ("--key", "file:carrier.pem?x5c=chain.pem", "--sealed")
    said = keyed("convert", "open-ebl-pack.json", "--to", "openebl", "-o", "out", *key)
    assert (said.code, (place / "out").exists()) == (MISUSE, False)
    assert "signed by who did what its last event says" in said.err


@pytest.mark.parametrize(
    ("words", "says"),
    (
        (("--receipt", "r"), "--receipt and --sealed need our key; name it with --key"),
        (("--key", "file:quay.pem"), "--key signs a receipt or the result; ask for"),
        (("--key", "file:quay.pem", "--sealed", "--pretty"), "leave --pretty out"),
        (("--key", "file:quay.pem", "--sealed", "--each"), "--each makes no receipts"),
        (("--key", "file:none.pem", "--sealed"), "there is no file 'none.pem'"),
        (("--key", "https://quay", "--sealed"), "a key is named as file:PATH"),
    ),
)
def test_a_seal_that_makes_no_sense_is_misuse(keyed, words, says):
    said = keyed("convert", "reefer.json", "--to", "un-json", "-o", "out", *words)
    assert said.code == MISUSE
    assert says in said.err


def test_the_signature_of_edifact_needs_a_file_to_stand_beside(keyed):
    key = ("--key", "file:quay.pem", "--sealed")
    said = keyed("convert", "straight-bill.json", "--to", "iftmcs", *key)
    assert (said.code, said.out) == (MISUSE, "")


KEY = "file:quay.pem?x5c=chain.pem"
EDIFACT = ("straight-bill.json", "--to", "iftmcs", "--sealed", "-o", "bill.edi")
OVER = {
    "a result over the key": ("convert", "reefer.json", "--to", "un-json", "--receipt", "r",
                              "-o", "quay.pem"),
    "a result over the certificates": ("convert", "reefer.json", "--to", "un-json", "--receipt",
                                       "r", "-o", "chain.pem"),
    "a receipt over the key": ("convert", "reefer.json", "--to", "un-json", "--receipt",
                               "quay.pem"),
    "a receipt over the source": ("convert", "reefer.json", "--to", "un-json", "--receipt",
                                  "reefer.json"),
    "a signature over the root": ("convert", *EDIFACT, "--root", "bill.edi.jws"),
    "a sealed document over the key": ("seal", "reefer.json", "-o", "quay.pem"),
    "a list over the key": ("trust", "sign", "list.json", "-o", "./quay.pem"),
}  # fmt: skip


@pytest.mark.parametrize("words", OVER.values(), ids=OVER)
def test_a_key_and_whatever_is_read_is_never_written_over(place, keyed, words):
    own = certificate("did:openebl:carrier").certificate.public_bytes(Encoding.PEM)
    for name, data in {"chain.pem": own, "bill.edi.jws": b"root", "list.json": b"{}"}.items():
        (place / name).write_bytes(data)
    before = {path: path.read_bytes() for path in place.iterdir()}
    said = keyed(*words, "--key", KEY)
    assert (said.code, said.out) == (MISUSE, "")
    assert "is what is read" in said.err
    assert {path: path.read_bytes() for path in place.iterdir()} == before


@pytest.mark.parametrize(
    ("words", "says"),
    (
        (("--receipt", "out"), "the result and its receipt are two"),
        (("--receipt", "./out.jws", "--sealed"), "the result and its receipt are two"),
        (("--receipt", "-"), "standard output is for the result"),
        (("--receipt", "no/receipt"), "there is no folder 'no'"),
    ),
)
def test_a_receipt_stands_in_a_file_of_its_own(place, keyed, words, says):
    before = sorted(place.iterdir())
    key = ("--key", "file:quay.pem")
    said = keyed("convert", "straight-bill.json", "--to", "iftmcs", "-o", "out", *key, *words)
    assert (said.code, sorted(place.iterdir())) == (MISUSE, before)
    assert says in said.err


@pytest.mark.parametrize("over", ("bill.edi", "bill.edi.jws", "quay.public.pem"))
def test_nothing_that_was_verified_is_written_over(place, keyed, over):
    keyed("convert", "straight-bill.json", "--to", "iftmcs", "-o", "bill.edi")
    sealed(keyed, "bill.edi", "bill.edi.jws")
    before = (place / over).read_bytes()
    words = ("--content", "bill.edi", *TRUSTING, "--extract", over)
    assert keyed("verify", "bill.edi.jws", *words).code == MISUSE
    assert (place / over).read_bytes() == before


@pytest.mark.parametrize("there", (True, False))
def test_a_new_key_goes_through_no_link(place, fairlead, there):
    """A link that another put there does not say where a private key goes."""
    target = place / "elsewhere.pem"
    if there:
        target.write_bytes(b"old")
    (place / "new.pem").symlink_to(target)
    said = fairlead("keys", "new", "new.pem")
    assert said.code == MISUSE
    assert "is there already" in said.err
    assert target.read_bytes() == b"old" if there else not target.exists()
