"""What nobody names is not signed, nor a document that is a statement of another kind."""

import json

import pytest

from fairlead import Refused, convert
from fairlead.errors import UsageError
from fairlead.gateway.vouch.sealing import seal_conversion, seal_document
from fairlead.seal import Signer, Verified, verify_jws
from fairlead.seal.jws import base64url
from fairlead.seal.marks import CLAIMS, MARKS
from fairlead.seal.statement import Document, Pack
from fairlead.seal.verdict import Purpose
from tests.unit.gateway.receipts import BILL, DOCUMENT, TRUST, bill_of, requested
from tests.unit.seal import packs
from tests.unit.seal.authorities import between, certificate, named
from tests.unit.seal.makers import AT, MAKE, made

SUM = "0" * 64
MANIFEST = {"documentChecksum": SUM, "issueToChecksum": SUM}
PLAIN = json.loads(BILL)


def data_of(tree):
    return json.dumps(tree).encode()


def codes(call):
    """The codes and places of the faults that something is refused for."""
    with pytest.raises(Refused) as refused:
        call()
    return {(one.code, one.at.wire) for one in refused.value.report.errors}


def sealing(tree, maker=None, **how):
    return lambda: seal_document(data_of(tree), (maker or made()).signer, at=AT, **how)


def sealing_output(tree, to="dcsa", **how):
    made_of = convert(data_of(tree), to, **how)
    return lambda: seal_conversion(made_of, made().signer, at=AT, unverified=True).document()


@pytest.mark.parametrize("algorithm", MAKE)
@pytest.mark.parametrize("detached", (False, True))
def test_a_bill_that_is_a_manifest_too_is_not_sealed_with_any_key(algorithm, detached):
    tree = {"document": PLAIN, **MANIFEST}
    found = codes(sealing(tree, made(algorithm), detached=detached))
    assert found == {("SEAL-007", "/documentChecksum"), ("SEAL-007", "/issueToChecksum")}


@pytest.mark.parametrize("name", sorted(CLAIMS | {n for n, m in MARKS.items() if m == set()}))
def test_no_mark_of_another_statement_is_sealed(name):
    assert codes(sealing({**PLAIN, name: "x"})) == {("SEAL-007", f"/{name}")}
    assert codes(sealing({"document": PLAIN, name: "x"})) == {("SEAL-007", f"/{name}")}


@pytest.mark.parametrize(
    "name", sorted(name for name, may in MARKS.items() if Purpose.DOCUMENT not in may)
)
def test_no_mark_of_a_statement_is_signed_as_a_document_or_in_a_pack(name):
    for spelt in (f'"{name}"', f'"\\u{ord(name[0]):04x}{name[1:]}"'):
        with pytest.raises(UsageError):
            Document(b'{"a":1,%b:"x"}' % spelt.encode(), "application/json")
    if Purpose.PACK not in MARKS[name]:
        with pytest.raises(UsageError):
            Pack({**packs.pack(1, packs.ISSUER, packs.created()), name: "x"})


def test_a_document_that_only_others_would_read_is_not_signed_with_marks_in_it():
    """A reader that takes a name twice would find the manifest in it."""
    with pytest.raises(UsageError):
        Document(b'{"a":1,"a":2,"documentChecksum":"x"}', "application/json")


@pytest.mark.parametrize("odd", (b'{"documentChecksum":"x",}', b'{"document\\u0043hecksum":1,}'))
def test_what_is_no_strict_json_is_not_signed_with_anything_like_a_mark_in_it(odd):
    """Others may read what is no strict JSON, and whatever they find in it."""
    with pytest.raises(UsageError):
        Document(odd, "application/json")
    assert Document(b'{"cargo":1,}', "application/json").payload()


def test_a_mark_below_the_first_members_is_no_mark():
    assert Document(b'{"a":{"documentChecksum":"x"}}', "application/json").payload()


STRANGE = {
    "a member of the bill": ({**PLAIN, "note": "x"}, "/note"),
    "a member of a party": (
        {**PLAIN, "documentParties": {
            **PLAIN["documentParties"],
            "shipper": {**PLAIN["documentParties"]["shipper"], "creditLimit": {"value": 1}}}},
        "/documentParties/shipper/creditLimit/value"),
    "a member around a bill": ({"document": PLAIN, "note": "x"}, "/note"),
    "a member of issueTo": (
        {"document": PLAIN, "issueTo": {"partyName": "Kessel", "note": "x"}}, "/issueTo/note"),
    "a second document": (
        {"transportDocument": PLAIN, "document": {"odd": 1}}, "/document/odd"),
    "a member in a list around a bill": (
        {"transportDocument": PLAIN, "envelopeTransferChain": [{"note": "x"}]},
        "/envelopeTransferChain/0/note"),
}  # fmt: skip


@pytest.mark.parametrize(("tree", "place"), STRANGE.values(), ids=STRANGE)
def test_what_no_schema_names_is_not_sealed_at_any_level(tree, place):
    assert codes(sealing(tree)) == {("SEAL-006", place)}


@pytest.mark.parametrize(("tree", "place"), STRANGE.values(), ids=STRANGE)
def test_what_no_schema_names_is_not_sealed_by_a_conversion_either(tree, place):
    assert codes(sealing_output(tree)) == {("SEAL-006", place)}


@pytest.mark.parametrize(("tree", "place"), STRANGE.values(), ids=STRANGE)
def test_what_is_left_out_is_not_signed_and_so_not_refused(tree, place):
    sealed = sealing_output(tree, "un-json")()
    assert place.rpartition("/")[2].encode() not in base64url(sealed.split(b".")[1])


@pytest.mark.parametrize(("tree", "place"), STRANGE.values(), ids=STRANGE)
def test_what_is_carried_is_not_signed(tree, place):
    assert place
    assert codes(sealing_output(tree, "un-json", carry=True)) == {("SEAL-006", "/x-fairlead")}


@pytest.mark.parametrize(("tree", "place"), STRANGE.values(), ids=STRANGE)
def test_what_was_carried_back_is_not_signed(tree, place):
    there = convert(data_of(tree), "un-json", carry=True).output
    assert codes(sealing_output(json.loads(there))) == {("SEAL-006", place)}
    assert codes(sealing(json.loads(there))) == {("SEAL-006", "/x-fairlead")}


def test_a_refusal_that_names_much_names_no_more_than_fifty_places():
    tree = {**PLAIN, **{f"note {number}": number for number in range(200)}}
    assert len(codes(sealing(tree))) == 50


@pytest.mark.parametrize("story", ("straight-bill", "reefer", "to-order-two-containers"))
@pytest.mark.parametrize("to", ("dcsa", "un-json", "un-xml"))
def test_what_is_named_by_a_schema_is_sealed(story, to):
    made_of = convert(bill_of(story), to, carry=to == "un-json")
    assert seal_conversion(made_of, made().signer, at=AT).document()
    assert seal_document(made_of.output, made().signer, at=AT)


def test_a_request_that_a_carrier_signed_is_sealed():
    sealed, _ = seal_document(requested(), made().signer, at=AT, trust=TRUST)
    assert isinstance(verify_jws(sealed, TRUST, Purpose.DOCUMENT, at=AT, read=bytes), Verified)


def test_a_pack_is_no_document_and_is_sealed_as_a_pack_only():
    data = bill_of("open-ebl-pack")
    assert {code for code, _ in codes(sealing(json.loads(data)))} == {"SEAL-007"}


def owner():
    """The signer of the example pack."""
    from fairlead.gateway.vouch.statements.pack import actor_of
    from fairlead.seal import Signer

    holder = packs.holder(actor_of(json.loads(bill_of("open-ebl-pack"))))
    chain = (holder.certificate, between().certificate)
    return Signer(holder.maker.kid, holder.maker.key, holder.maker.sign, chain)


def sealing_pack(**members):
    tree = {**json.loads(bill_of("open-ebl-pack")), **members}
    return seal_conversion(convert(data_of(tree), "openebl"), owner(), at=AT).document


NAMELESS = {
    "no certificate": (lambda: (), "a pack is signed with a certificate"),
    "a certificate of two names": (
        lambda: (holder_of("did:openebl:a", "did:openebl:b"),), "exactly one name"),
    "the certificate of another": (
        lambda: (holder_of("did:openebl:somebody"),), "the certificate is another's"),
}  # fmt: skip


def holder_of(*names):
    """A certificate with those common names, of the key that signs here."""
    return certificate(names[0], key=made(), names=named(*names)).certificate


@pytest.mark.parametrize(("chain", "says"), NAMELESS.values(), ids=NAMELESS)
def test_a_pack_is_signed_by_whom_a_certificate_names_as_its_actor(chain, says):
    one = made()
    signer = Signer(one.kid, one.key, one.sign, chain())
    done = seal_conversion(convert(bill_of("open-ebl-pack"), "openebl"), signer, at=AT)
    with pytest.raises(UsageError, match=says):
        done.document()


def test_what_is_carried_of_a_format_that_is_not_known_here_is_not_signed():
    tree = {"document": PLAIN, "note": "x"}
    there = json.loads(convert(data_of(tree), "un-json", carry=True).output)
    there["x-fairlead"]["source"] = "morse.code.1"
    assert ("SEAL-006", "/x-fairlead") in codes(sealing(there))


def test_a_pack_with_a_member_that_no_schema_names_is_not_sealed():
    assert sealing_pack()()
    assert codes(sealing_pack(documentChecksum=SUM)) == {("SEAL-006", "/documentChecksum")}


def test_what_a_pack_may_hold_freely_is_sealed():
    tree = json.loads(bill_of("open-ebl-pack"))
    tree["events"][0]["bill_of_lading"]["metadata"] = {"own": {"deep": 1}}
    made_of = convert(data_of(tree), "openebl")
    assert seal_conversion(made_of, owner(), at=AT).document()


def test_the_document_of_the_examples_is_the_one_that_is_read():
    assert DOCUMENT["transportDocumentReference"] == PLAIN["transportDocumentReference"]


COPY = b"""UNB+UNOA:3+A+B+261130:0900+1'UNH+1+IFTMCS:D:00B:UN'BGM+707+FLBL-7+9'
NAD+CZ+++SHIPPER LTD'NAD+CN+++CONSIGNEE LTD'UNT+5+1'UNZ+1+1'"""


def test_a_copy_of_a_bill_is_not_sealed():
    asked = lambda: seal_document(COPY, made().signer, at=AT)  # noqa: E731
    assert codes(asked) == {("SEAL-008", "segment 2 BGM C002/1001")}


def test_a_bill_made_of_a_copy_is_not_sealed():
    made_of = convert(COPY, "un-json")
    asked = seal_conversion(made_of, made().signer, at=AT).document
    assert codes(asked) == {("SEAL-008", "segment 2 BGM C002/1001")}


def test_a_copy_is_converted_and_named():
    lost = [one.at.bill for one in convert(COPY, "un-json").losses]
    assert lost == ["transport_document_type"]
