"""Anyone can repeat a conversion by its receipt; whatever was changed is found at its step."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead import InterchangeHeader, Refused, convert
from fairlead.faults import Report, fault
from fairlead.gateway.vouch.repeat import verify_conversion
from fairlead.gateway.vouch.sealing import seal_conversion
from fairlead.gateway.vouch.statements.pack import actor_of
from fairlead.rules import PROFILES
from fairlead.seal import Reason, Rejected, Signer, Undetermined, Verified
from fairlead.syntax import json as json_syntax
from tests.conftest import drawn_of
from tests.unit.gateway.receipts import (
    BILL,
    DOCUMENT,
    LATER,
    STORIES,
    TARGETS,
    TRUST,
    bill_of,
    converted,
    forged,
    receipted,
    repeated,
    requested,
    said_in,
    supplement,
)
from tests.unit.seal import packs
from tests.unit.seal.authorities import between, root
from tests.unit.seal.envelopes import CARRIER, checksum, issuance
from tests.unit.seal.makers import AT, DAY, b64, compact, header_of, made, trusting
from tests.unit.seal.verdicts import halted, heard

OTHER_VERSION = (Reason.OTHER_VERSION, 11, Undetermined)
FOUND = (Reason.NOT_REPEATED, 12)


# --- what is so ---------------------------------------------------------------------------------


def test_a_conversion_is_repeated():
    verdict = repeated(receipted())
    assert isinstance(verdict, Verified)
    assert verdict.content == said_in(receipted())


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("target", TARGETS)
def test_every_example_is_repeated_in_every_format_that_can_say_it(story, target):
    given = supplement() if story == "open-ebl-pack" else None
    try:
        conversion = convert(bill_of(story), target, supplement=given)
    except Refused:
        return
    receipt = receipted(conversion, unverified=True)
    verdict = repeated(receipt, bill_of(story), conversion.output, supplement=given)
    assert isinstance(verdict, Verified)


ASKED = {
    "carry": {"carry": True},
    "allow": {"allow": ("endorsement", "sea-waybill")},
    "a profile": {"profile": PROFILES["ctk"]},
    "a source": {"source": "dcsa"},
    "strict": {"strict": True},
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_a_conversion_is_repeated_as_it_was_asked_for(asked):
    try:
        conversion = convert(BILL, "un-json", **asked)
    except Refused as refused:
        pytest.fail(f"this example should pass: {refused}")
    assert isinstance(repeated(receipted(conversion), output=conversion.output), Verified)


HEADER = InterchangeHeader(
    "QUAYSIDE", "HARBOUR", sender_qualifier="ZZZ", prepared=AT.replace(tzinfo=None),
    control_reference="REF-1",
)  # fmt: skip


def test_an_interchange_is_repeated_with_its_header():
    conversion = convert(BILL, "iftmcs", header=HEADER)
    receipt = receipted(conversion)
    said = said_in(receipt)["credentialSubject"]["asked"]["interchange"]
    assert (said["sender"], said["prepared"]) == ("QUAYSIDE", "2026-06-01T12:00:00")
    assert isinstance(repeated(receipt, output=conversion.output), Verified)


def test_a_message_of_an_interchange_is_repeated():
    wire = convert(BILL, "iftmcs").output
    conversion = convert(wire, "un-json", message=1)
    receipt = receipted(conversion)
    assert isinstance(repeated(receipt, wire, conversion.output), Verified)


def test_a_receipt_is_repeated_later_and_not_before_it_was_made():
    receipt = receipted()
    assert halted(repeated(receipt, at=AT - DAY / 2), Reason.CONTENT, 7)
    assert halted(repeated(receipt, at=LATER), Reason.KEY_EXPIRED, 4)


# --- source, output, supplement -----------------------------------------------------------------


def test_where_nobody_is_trusted_that_is_the_reason():
    verdict = verify_conversion(receipted(), BILL, converted().output, None, at=AT)
    assert halted(verdict, Reason.NO_TRUST, 3, Undetermined)


def test_another_source_is_found():
    assert halted(repeated(receipted(), bill_of("reefer")), Reason.DIGEST, 8)


def test_a_source_of_the_same_meaning_and_other_bytes_is_found():
    assert halted(repeated(receipted(), BILL + b"\n"), Reason.DIGEST, 8)


def test_another_output_is_found():
    other = convert(bill_of("reefer"), "un-json").output
    assert halted(repeated(receipted(), output=other), Reason.DIGEST, 9)


@pytest.mark.parametrize("change", (b"", b"\n", b" "))
def test_an_output_with_anything_more_or_less_is_found(change):
    output = converted().output + change if change else converted().output[:-1]
    assert halted(repeated(receipted(), output=output), Reason.DIGEST, 9)


def test_source_and_output_swapped_are_found():
    verdict = repeated(receipted(), converted().output, BILL)
    assert halted(verdict, Reason.DIGEST, 8)


def test_a_source_that_says_something_else_is_found_though_the_receipt_is_made_to_fit():
    """A dishonest platform signs digests of a source that its output was not made of."""
    changed = BILL.replace(b"Bombas do Vale", b"Bombas do Monte", 1)
    assert changed != BILL
    honest = said_in(receipted(convert(changed, "un-json")))["credentialSubject"]

    def lie(said):
        said["source"], said["bill"] = honest["source"], honest["bill"]

    assert halted(repeated(forged(lie), changed), Reason.NOT_REPEATED, 11)


def supplemented():
    return convert(bill_of("open-ebl-pack"), "dcsa", supplement=supplement())


def with_supplement(given, receipt=None):
    conversion = supplemented()
    receipt = receipted(conversion) if receipt is None else receipt
    return repeated(receipt, bill_of("open-ebl-pack"), conversion.output, supplement=given)


def test_a_conversion_with_a_supplement_is_repeated_with_it():
    assert isinstance(with_supplement(supplement()), Verified)


def test_without_the_supplement_it_is_not_known():
    assert halted(with_supplement(None), Reason.NOT_COMPARED, 10, Undetermined)


def test_another_supplement_is_found():
    changed = copy.deepcopy(dict(supplement()))
    changed["issuing_party"]["address"]["city"] = "Elsewhere"
    assert halted(with_supplement(changed), Reason.DIGEST, 10)


def test_a_supplement_where_none_was_used_is_found():
    assert halted(repeated(receipted(), supplement=supplement()), Reason.DIGEST, 10)


@pytest.mark.parametrize("odd", ({"no_such_field": 1}, {"issuing_party": 7}, 7, [1], "x"))
def test_what_is_no_supplement_is_no_supplement(odd):
    assert halted(with_supplement(odd), Reason.CONTENT, 10)


# --- each member, changed and signed again ------------------------------------------------------


def put(*way, value):
    """A change of one member; the last step is its name."""

    def change(said):
        for step in way[:-1]:
            said = said[step]
        if value is ...:
            del said[way[-1]]
        else:
            said[way[-1]] = value

    return change


OTHER = "0" * 64
NONE = (Reason.CONTENT, 7)
LIED = (Reason.DIGEST, 14)
CLAIM = {
    "verdict": "verified", "what": "DCSA issuance manifest",
    "by": {"platform": "CARR", "kid": "carrier-1", "purpose": "issuance-manifest"},
}  # fmt: skip
MEMBERS = {
    "source, its digest": (put("source", "sha256", value=OTHER), Reason.DIGEST, 8),
    "source, its media type": (put("source", "media_type", value="text/plain"), *FOUND),
    "source, its format": (put("source", "format", value="openebl.pack.1"), *FOUND),
    "source, absent": (put("source", value=...), *NONE),
    "source, a text": (put("source", value="x"), *NONE),
    "bill": (put("bill", "sha256", value=OTHER), *FOUND),
    "bill, absent": (put("bill", value=...), *NONE),
    "output, its digest": (put("output", "sha256", value=OTHER), Reason.DIGEST, 9),
    "output, its media type": (put("output", "media_type", value="text/plain"), *FOUND),
    "output, its format": (put("output", "format", value="openebl.pack.1"), *FOUND),
    "output, absent": (put("output", value=...), *NONE),
    "asked, another target": (put("asked", "to", value="dcsa"), Reason.NOT_REPEATED, 11),
    "asked, an unknown target": (put("asked", "to", value="morse"), *OTHER_VERSION),
    "asked, no target": (put("asked", "to", value=...), *NONE),
    "asked, another source": (put("asked", "from", value="openebl"), Reason.NOT_REPEATED, 11),
    "asked, to carry": (put("asked", "carry", value=True), Reason.NOT_REPEATED, 11),
    "asked, to carry maybe": (put("asked", "carry", value="no"), *NONE),
    "asked, to allow a text": (put("asked", "allow", value="endorsement"), *NONE),
    "asked, an unknown profile": (put("asked", "profile", value="lax"), *OTHER_VERSION),
    "asked, a header": (
        put("asked", "interchange", value={"sender": "QUAYSIDE"}), *OTHER_VERSION),
    "asked, a message": (put("asked", "message", value=1), *OTHER_VERSION),
    "asked, something new": (put("asked", "translate", value=True), *NONE),
    "asked, absent": (put("asked", value=...), *NONE),
    "asked, a list": (put("asked", value=[]), *NONE),
    "ledger": (put("ledger", "lost", value=0), *FOUND),
    "ledger, absent": (put("ledger", value=...), *NONE),
    "losses, none": (put("losses", value={}), *FOUND),
    "losses, one less": (lambda said: said["losses"]["LOSS-001"].pop(), *FOUND),
    "losses, one twice": (lambda said: said["losses"]["LOSS-001"].append("shipper"), *FOUND),
    "losses, turned round": (lambda said: said["losses"]["LOSS-001"].reverse(), *FOUND),
    "losses, another code": (
        lambda said: said["losses"].update({"LOSS-002": said["losses"].pop("LOSS-001")}), *FOUND),
    "losses, another place": (put("losses", "LOSS-001", 0, value="shipper"), *FOUND),
    "supplement": (
        put("supplement", value={"sha256": OTHER}), Reason.NOT_COMPARED, 10, Undetermined),
    "signatures, of none that there is": (
        lambda said: said["signatures"].append(CLAIM), Reason.CONTENT, 13),
    "signatures, no list": (put("signatures", value="none"), *NONE),
    "made_with, a mapping": (put("made_with", "mappings", 0, "sha256", value=OTHER), *LIED),
    "made_with, a schema": (put("made_with", "schemas", 0, "sha256", value=OTHER), *LIED),
    "made_with, a schema of another name": (
        put("made_with", "schemas", 0, "id", value="dcsa/x"), *LIED),
    "made_with, the rulebook": (put("made_with", "rulebook", "sha256", value=OTHER), *LIED),
    "made_with, the mapping of another format": (
        put("made_with", "mappings", 0, "id", value="openebl.pack.1"), Reason.CONTENT, 14),
    "made_with, a mapping less": (
        lambda said: said["made_with"]["mappings"].pop(), Reason.CONTENT, 14),
    "made_with, absent": (put("made_with", value=...), *NONE),
    "made_with, something new": (put("made_with", "compiler", value="x"), *NONE),
    "fairlead, another version": (
        put("fairlead", value="0.0.9"), Reason.OTHER_VERSION, 14, Undetermined),
    "fairlead, absent": (put("fairlead", value=...), *NONE),
}  # fmt: skip


@pytest.mark.parametrize("name", MEMBERS)
def test_a_member_that_was_changed_and_signed_again_is_found_at_its_step(name):
    change, reason, step, *kind = MEMBERS[name]
    assert halted(repeated(forged(change)), reason, step, *kind)


@pytest.mark.parametrize(
    ("name", "value"), (("strict", True), ("allow", ["endorsement"]), ("profile", "ctk"))
)
def test_asked_for_otherwise_with_the_same_result_it_is_the_same_proof(name, value):
    """Nobody but the signer knows which of two wishes led to one result; either proves it."""
    assert isinstance(repeated(forged(put("asked", name, value=value))), Verified)


def test_every_member_is_changed_here():
    compared = {name.partition(",")[0] for name in MEMBERS} - {"supplement"}
    assert said_in(receipted())["credentialSubject"].keys() == compared


@pytest.mark.parametrize("name", MEMBERS)
def test_what_is_rejected_is_rejected_whomever_one_trusts(name):
    """A digest that does not fit needs no key."""
    change, reason, step, *kind = MEMBERS[name]
    lying = forged(change)
    for trust in (None, trusting(made("ES256", "stranger"))):
        verdict = heard(verify_conversion(lying, BILL, converted().output, trust, at=AT))
        if kind:
            assert isinstance(verdict, Undetermined)
        else:
            assert halted(verdict, reason, step)


def test_one_changed_letter_of_a_receipt_and_it_is_rejected():
    receipt = bytearray(receipted())
    receipt[200] ^= 1
    assert isinstance(repeated(bytes(receipt)), Rejected)


# --- other versions -----------------------------------------------------------------------------


def other_mapping(said):
    said["made_with"]["mappings"][0]["sha256"] = OTHER


def earlier(said):
    """A version of before, with a mapping of its own."""
    said["fairlead"] = "0.0.9"
    other_mapping(said)


def test_where_the_output_is_the_same_what_an_earlier_version_was_is_the_word_of_the_sealer():
    verdict = repeated(forged(earlier))
    assert halted(verdict, Reason.OTHER_VERSION, 14, Undetermined)
    assert verdict.says.endswith("it is the word of whoever signed the receipt")


def test_where_the_output_differs_an_earlier_version_leaves_it_open():
    def change(said):
        earlier(said)
        said["asked"]["carry"] = True

    assert halted(repeated(forged(change)), *OTHER_VERSION)


def test_where_the_account_differs_an_earlier_version_leaves_it_open():
    def change(said):
        earlier(said)
        said["losses"].clear()

    assert halted(repeated(forged(change)), Reason.OTHER_VERSION, 12, Undetermined)


def test_this_version_has_one_mapping_and_no_other():
    """Naming another one is no way to leave an output open that differs."""

    def change(said):
        other_mapping(said)
        said["losses"].clear()

    assert halted(repeated(forged(change)), Reason.DIGEST, 12)


@pytest.mark.parametrize("change", (earlier, put("fairlead", value="0.0.9")))
def test_where_the_repetition_is_refused_another_version_leaves_it_open(monkeypatch, change):
    """A rule that was added since accuses nobody."""

    def refuse(*_, **__):
        raise Refused(Report((fault("EMIT-001", wire=""),)))

    monkeypatch.setattr("fairlead.gateway.vouch.repeat.convert", refuse)
    assert halted(repeated(receipted()), Reason.NOT_REPEATED, 11)
    assert halted(repeated(forged(change)), *OTHER_VERSION)
    odd = forged(put("source", "format", value="morse"))
    assert halted(repeated(odd), *OTHER_VERSION)


def test_where_the_output_differs_another_version_leaves_it_open():
    def change(said):
        said["fairlead"] = "0.0.9"
        said["asked"]["carry"] = True

    assert halted(repeated(forged(change)), *OTHER_VERSION)


# --- a sealed output ----------------------------------------------------------------------------


def test_a_sealed_output_is_opened():
    sealed = seal_conversion(converted(), made().signer, at=AT)
    assert sealed.document() != converted().output
    assert isinstance(repeated(sealed.receipt, output=sealed.document()), Verified)


def test_a_sealed_output_of_something_else_is_found():
    other = seal_conversion(convert(bill_of("reefer"), "un-json"), made().signer, at=AT)
    assert halted(repeated(receipted(), output=other.document()), Reason.DIGEST, 9)


def test_nothing_hides_in_what_looks_like_the_seal_of_an_output():
    conversion = convert(BILL, "un-xml")
    sealed = seal_conversion(conversion, made().signer, at=AT)
    assert isinstance(repeated(sealed.receipt, output=sealed.document()), Verified)
    head, end, tail = conversion.output.rpartition(b"</")
    space = b'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
    evil = b"<ds:Signature %b><ds:SignedInfo/>Evil Ltd</ds:Signature>" % space
    for hidden in (evil, evil.replace(b"<ds:SignedInfo/>", b"<ds:SignedInfo></ds:SignedInfo>")):
        output = head + hidden + end + tail
        assert halted(repeated(sealed.receipt, output=output), Reason.DIGEST, 9)


def test_an_interchange_stays_as_it_is_beside_its_signature():
    conversion = convert(BILL, "iftmcs")
    sealed = seal_conversion(conversion, made().signer, at=AT)
    assert b".." in sealed.document()
    assert isinstance(repeated(sealed.receipt, output=conversion.output), Verified)


def test_a_sealed_pack_is_opened():
    source = bill_of("open-ebl-pack")
    holder = packs.holder(actor_of(json.loads(source)))
    chain = (holder.certificate, between().certificate)
    signer = Signer(holder.maker.kid, holder.maker.key, holder.maker.sign, chain)
    conversion = convert(source, "openebl")
    sealed = seal_conversion(conversion, signer, at=AT)
    assert json.loads(sealed.document()).keys() == {"protected", "payload", "signature"}
    trust = trusting(holder.maker, roots=(root().root(),))
    pair = (sealed.receipt, source, sealed.document())
    assert isinstance(verify_conversion(*pair, trust, at=AT), Verified)
    unknown = verify_conversion(*pair, trusting(holder.maker), at=AT)
    assert halted(unknown, Reason.UNKNOWN_KEY, 9, Undetermined)


def test_a_seal_that_nobody_made_is_no_seal_of_an_output():
    """What is in it is what came out, but what stands around it is somebody's."""
    header = b64(b'{"alg":"none","typ":"document+jws","note":"EVIL"}')
    around = b"%b.%b." % (header, b64(converted().output))
    assert halted(repeated(receipted(), output=around), Reason.HEADER, 9)


@pytest.mark.parametrize(
    "change",
    (
        lambda said: said.update(note="paid in full"),
        lambda said: said.pop("fairlead"),
        lambda said: said.update(signatures="none"),
        lambda said: said.update(signatures=[{"verdict": "verified"}]),
        lambda said: said.update(signatures=["verified"]),
    ),
    ids=("more", "less", "no list", "no signer", "no verdict"),
)
def test_a_receipt_says_what_a_conversion_says_and_no_more(change):
    assert halted(repeated(forged(change)), Reason.CONTENT, 7)


def test_a_receipt_tells_of_the_signature_of_its_source():
    source = requested()
    made_of = convert(source, "un-json")
    receipt = receipted(made_of, unverified=True)
    pair = (source, made_of.output)
    assert isinstance(repeated(receipt, *pair), Verified)
    silent = forged(lambda said: said.update(signatures=[]), receipt)
    assert halted(repeated(silent, *pair), Reason.CONTENT, 13)


# --- what it tells of signatures ----------------------------------------------------------------

UNHELD = requested(document={**DOCUMENT, "transportDocumentReference": "FLDL-9999"})
STRANGE = requested(issuanceManifestSignedContent=issuance(
    made("ES256", "stranger"), documentChecksum=checksum(DOCUMENT)))  # fmt: skip
DENIAL = {
    "verdict": "rejected", "what": "DCSA issuance manifest", "step": 8, "reason": "digest",
    "says": "the checksum is not that of the document",
}  # fmt: skip
LACK = {**DENIAL, "verdict": "undetermined", "step": 3, "reason": "unknown-key"}


def told(source, *claims):
    """The verdict on a receipt that tells this of the signatures of its source."""
    made_of = convert(source, "un-json")
    receipt = receipted(made_of, unverified=True)
    lying = forged(lambda said: said.update(signatures=list(claims)), receipt)
    return repeated(lying, source, made_of.output)


def test_a_receipt_that_claims_a_signature_that_does_not_hold_is_rejected():
    assert halted(told(UNHELD, CLAIM), Reason.CONTENT, 13)
    assert isinstance(told(UNHELD, DENIAL), Verified)


def test_a_receipt_that_claims_a_signature_whose_bytes_were_changed_is_rejected():
    """Whoever knows no key finds it open; whoever knows the key finds that it was changed."""
    token = json_syntax.read(requested())["issuanceManifestSignedContent"]
    head, _, seal = token.rpartition(".")
    changed = f"{head}.{'B' if seal[0] == 'A' else 'A'}{seal[1:]}"
    source = requested(issuanceManifestSignedContent=changed)
    assert halted(told(source, CLAIM), Reason.CONTENT, 13)


def test_a_receipt_that_rightly_denies_a_signature_and_claims_control_is_rejected():
    claim = {**DENIAL, "control": {"verdict": "verified"}}
    assert halted(told(UNHELD, claim), Reason.CONTENT, 13)


def test_a_receipt_that_denies_a_signature_that_holds_is_rejected():
    assert halted(told(requested(), DENIAL), Reason.CONTENT, 13)
    assert isinstance(told(requested(), CLAIM), Verified)


def test_a_receipt_that_tells_of_another_signature_than_there_is_is_rejected():
    other = {**CLAIM, "what": "signed XML document"}
    assert halted(told(requested(), other), Reason.CONTENT, 13)


@pytest.mark.parametrize("claim", (CLAIM, DENIAL))
def test_what_is_claimed_of_a_signer_who_is_not_known_here_is_left_open(claim):
    """Others trust others: nobody is accused, and nothing is called proven."""
    assert halted(told(STRANGE, claim), Reason.NOT_COMPARED, 13, Undetermined)


def test_who_trusted_less_is_not_accused_of_it():
    expired = {**DENIAL, "step": 4, "reason": "key-expired"}
    assert halted(told(requested(), expired), Reason.NOT_COMPARED, 13, Undetermined)


@pytest.mark.parametrize("source", (STRANGE, requested()))
def test_a_receipt_that_claims_nothing_of_a_signature_is_repeated(source):
    assert isinstance(told(source, LACK), Verified)


def test_what_anybody_finds_rejected_nobody_could_leave_open():
    """A checksum that does not fit needs no key, so whoever says that it was open hides it."""
    assert halted(told(UNHELD, LACK), Reason.CONTENT, 13)


BY = CLAIM["by"]
LIES = {
    "another key than the signature names": {**CLAIM, "by": {**BY, "kid": "carrier-2"}},
    "another purpose": {**CLAIM, "by": {**BY, "purpose": "document"}},
    "that more was open": {**CLAIM, "signatures_only": True, "beyond": "not-compared"},
    "control of what has none": {**CLAIM, "control": {"verdict": "verified"}},
    "that it was open, and who vouched": {
        **LACK, "signatures": {"verdict": "verified", "by": BY}},
}  # fmt: skip


@pytest.mark.parametrize("claim", LIES.values(), ids=LIES)
def test_a_lie_about_a_signature_that_holds_is_rejected(claim):
    assert halted(told(requested(), claim), Reason.CONTENT, 13)


@pytest.mark.parametrize("name", ("step", "reason", "says"))
def test_a_rejection_for_another_reason_than_is_found_is_rejected(name):
    lie = {"step": 9, "reason": "content", "says": "it is forged by Quayside Ltd"}
    assert halted(told(UNHELD, {**DENIAL, name: lie[name]}), Reason.CONTENT, 13)


def test_the_name_of_a_platform_is_the_word_of_whoever_sealed():
    """Whose a key is stands in a list, and others have other lists."""
    elsewhere = {**CLAIM, "by": {**BY, "platform": "MAEU"}}
    assert halted(told(requested(), elsewhere), Reason.NOT_COMPARED, 13, Undetermined)
    nameless = {**CLAIM, "by": {**BY, "platform": "configured"}}
    assert isinstance(told(requested(), nameless), Verified)


def test_a_signature_is_found_as_of_the_time_of_the_receipt():
    """The key of the carrier expires a day after the receipt was made."""
    made_of = convert(requested(), "un-json")
    receipt = receipted(made_of, trust=TRUST)
    keys = (made().trusted(until=LATER), CARRIER.trusted("CARR"))
    verdict = verify_conversion(receipt, requested(), made_of.output, trusting(*keys), at=LATER)
    assert isinstance(heard(verdict), Verified)


def test_another_output_goes_before_a_seal_that_nobody_knows():
    """Step 9 stays open, and step 12 is rejected all the same."""
    sealed = seal_conversion(converted(), made("ES256", "a stranger").signer, at=AT).document()
    lying = forged(put("losses", value={}))
    assert halted(repeated(lying, output=sealed), *FOUND)
    assert halted(repeated(receipted(), output=sealed), Reason.UNKNOWN_KEY, 9, Undetermined)


NOT_SEALED = (
    b'{"payload":"A","protected":"A","signature":"A"}',
    b'{"protected":"A","payload":"e30","signature":7}',
    b'{"protected":',
    b"e30.e30.e30",
    b"a.b.c",
    b"..",
    b"",
)


@pytest.mark.parametrize("output", NOT_SEALED)
def test_what_looks_sealed_and_is_not_is_another_output(output):
    assert isinstance(repeated(receipted(), output=output), Rejected)
    assert repeated(receipted(), output=output).step == 9


def test_a_payload_that_cannot_be_read_fails_the_step_of_the_output():
    head = compact(made(), b"{}", header_of(made(), typ="document+jws")).split(b".")[0]
    assert halted(repeated(receipted(), output=head + b".A.A"), Reason.MALFORMED, 9)


# --- whatever comes -----------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.text(max_size=6) | st.just("un-json"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
NAMES = ("to", "from", "carry", "strict", "allow", "profile", "message", "interchange")
HEADERS = st.dictionaries(
    st.sampled_from(("sender", "recipient", "prepared", "control_reference")), ANYTHING
)


@settings(max_examples=drawn_of(50, 200))
@given(
    st.dictionaries(st.sampled_from(NAMES), ANYTHING),
    st.none() | HEADERS,
    st.dictionaries(st.sampled_from(("losses", "ledger", "bill", "made_with", "source")), ANYTHING),
)
def test_whatever_a_receipt_asks_for_gives_a_verdict(asked, header, members):
    def change(said):
        said["asked"].update(asked)
        if header is not None:
            said["asked"].update(to="iftmcs", interchange=header)
        said.update(members)

    assert isinstance(repeated(forged(change)), Verified | Rejected | Undetermined)


@settings(max_examples=drawn_of(25, 100))
@given(ANYTHING)
def test_whatever_a_receipt_says_it_was_asked_gives_a_verdict(asked):
    verdict = repeated(forged(put("asked", value=asked)))
    assert isinstance(verdict, Rejected | Undetermined)


def test_a_source_that_cannot_be_read_is_said_without_its_values():
    broken = BILL.replace(b"{", b'{"Kessel Pumps": 1, "Kessel Pumps": 2, ', 1)

    def change(said):
        from fairlead.gateway.vouch.provenance import sha256

        said["source"]["sha256"] = sha256(broken)

    verdict = repeated(forged(change), broken)
    assert halted(verdict, Reason.NOT_REPEATED, 11)
    assert "Kessel" not in verdict.says


def test_json_is_read_the_same_for_receipts_as_for_bills():
    assert json_syntax.read(json.dumps(said_in(receipted())).encode()) == said_in(receipted())
