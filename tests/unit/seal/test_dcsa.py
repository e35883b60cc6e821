"""DCSA: what a carrier vouches for at issuance, and what platforms vouch for when a bill moves."""

import base64
import json
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.gateway.vouch.checksums import checksum
from fairlead.gateway.vouch.dcsa import verify_chain, verify_envelope
from fairlead.gateway.vouch.issuance import verify_issuance
from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified
from fairlead.syntax import json as json_syntax
from tests.conftest import drawn_of
from tests.growth import SPARE, overgrowth
from tests.unit.seal.envelopes import (
    BOLT,
    CARRIER,
    DOCUMENT,
    ISSUE_TO,
    PDF,
    QUAY,
    TRUST,
    WAVE,
    chain,
    entry,
    envelope,
    issuance,
    manifest,
    picture,
    request,
    sha256,
    signed,
    transaction,
)
from tests.unit.seal.makers import AT, DAY, header_of, made, trusting
from tests.unit.seal.verdicts import halted, heard

OTHER = "0" * 64


def issued(tree, trust=TRUST):
    return heard(verify_issuance(tree, trust, at=AT))


def sent(tree, trust=TRUST):
    return heard(verify_envelope(tree, trust, at=AT))


def linked(entries, trust=TRUST, **more):
    return heard(verify_chain(entries, trust, at=AT, **more))


# --- issuance -----------------------------------------------------------------------------------


def test_what_a_carrier_issues_is_verified():
    verdict = issued(request())
    assert isinstance(verdict, Verified)
    assert (verdict.by.platform, verdict.by.kid) == ("CARR", "carrier-1")
    assert verdict.content.document == checksum(DOCUMENT)


def test_what_a_carrier_issues_with_a_visualisation_is_verified():
    token = issuance(eBLVisualisationByCarrierChecksum=sha256(PDF))
    verdict = issued(request(token, **picture()))
    assert isinstance(verdict, Verified)
    assert verdict.content.visualisation == sha256(PDF)


def test_the_checksum_of_a_visualisation_may_stand_under_its_name_before_2024_09():
    token = issuance(eBLVisualisationByCarrier=sha256(PDF))
    assert issued(request(token, **picture())).content.visualisation == sha256(PDF)


@pytest.mark.parametrize(
    ("members", "step"),
    (
        ({"documentChecksum": OTHER}, 8),
        ({"documentChecksum": checksum(ISSUE_TO)}, 8),
        ({"issueToChecksum": OTHER}, 9),
        ({"issueToChecksum": checksum(DOCUMENT)}, 9),
        ({"eBLVisualisationByCarrierChecksum": OTHER}, 10),
    ),
)
def test_a_checksum_of_something_else_is_found(members, step):
    more = picture() if step == 10 else {}
    assert halted(issued(request(issuance(**members), **more)), Reason.DIGEST, step)


def test_a_document_that_was_changed_after_it_was_signed_is_found():
    changed = {**DOCUMENT, "weight": {"value": 1232, "unit": "KGM"}}
    assert halted(issued(request(document=changed)), Reason.DIGEST, 8)


def test_a_party_that_was_changed_after_it_was_signed_is_found():
    changed = {**ISSUE_TO, "sendToPlatform": "WAVE"}
    assert halted(issued(request(issueTo=changed)), Reason.DIGEST, 9)


def test_a_visualisation_that_nobody_vouched_for_is_found():
    assert halted(issued(request(**picture())), Reason.DIGEST, 10)


def test_a_visualisation_that_is_vouched_for_and_absent_is_found():
    token = issuance(eBLVisualisationByCarrierChecksum=sha256(PDF))
    assert halted(issued(request(token)), Reason.DIGEST, 10)


def spelt(data):
    return base64.b64encode(data).decode()


PADDED = PDF + b"\xff"
CONTENTS = {
    "the same": (spelt(PADDED), None),
    "another file": (spelt(PDF), Reason.DIGEST),
    "the checksum of its text": (PADDED.hex(), Reason.DIGEST),
    "without padding": (spelt(PADDED).rstrip("="), Reason.MALFORMED),
    "with more padding": (spelt(PADDED) + "====", Reason.MALFORMED),
    "in lines": (spelt(PADDED)[:8] + "\n" + spelt(PADDED)[8:], Reason.MALFORMED),
    "with a blank behind it": (spelt(PADDED) + " ", Reason.MALFORMED),
    "in base64url": (base64.urlsafe_b64encode(b"\xff" * 6).decode(), Reason.MALFORMED),
    "a letter beyond ASCII": ("é", Reason.MALFORMED),
    "not a text": (7, Reason.MALFORMED),
}


@pytest.mark.parametrize(("content", "reason"), CONTENTS.values(), ids=CONTENTS)
def test_a_visualisation_is_compared_by_its_decoded_bytes(content, reason):
    token = issuance(eBLVisualisationByCarrierChecksum=sha256(PADDED))
    verdict = issued(request(token, **picture(content)))
    assert isinstance(verdict, Verified) if reason is None else halted(verdict, reason, 10)


@pytest.mark.parametrize("visual", ("", [], {}, {"name": "bill.pdf"}, 7))
def test_a_visualisation_without_content_is_malformed(visual):
    token = issuance(eBLVisualisationByCarrierChecksum=sha256(PDF))
    tree = request(token, eBLVisualisationByCarrier=visual)
    assert halted(issued(tree), Reason.MALFORMED, 10)


@pytest.mark.parametrize("number", ("1231.10", "1231.1", "12311e-1", "1.2311E3", "1231.1000000"))
def test_another_spelling_of_a_number_has_the_same_checksum(number):
    tree = json_syntax.read(b'{"weight": %b}' % number.encode())
    assert checksum(tree) == checksum(json_syntax.read(b'{"weight":1231.1}'))
    token = issuance(documentChecksum=checksum(tree))
    assert isinstance(issued(request(token, document=tree)), Verified)


@pytest.mark.parametrize(
    "number", ("1231.1000000000001", "9007199254740993", "12345678901234567890")
)
def test_a_number_that_a_double_does_not_keep_is_not_taken_for_its_neighbour(number):
    tree = json_syntax.read(b'{"weight": %b}' % number.encode())
    neighbour = json_syntax.read(b'{"weight": 1231.1}')
    token = issuance(documentChecksum=checksum(neighbour))
    assert isinstance(issued(request(token, document=tree)), Rejected)


def test_a_number_beyond_a_double_has_no_checksum():
    tree = json_syntax.read(b'{"weight": 9007199254740993}')
    assert halted(issued(request(document=tree)), Reason.CONTENT, 8)


@pytest.mark.parametrize("name", ("document", "issueTo", "issuanceManifestSignedContent"))
@pytest.mark.parametrize("value", (..., None, 7, []))
def test_a_request_that_lacks_something_is_malformed(name, value):
    assert halted(issued(request(**{name: value})), Reason.MALFORMED, 1)


@pytest.mark.parametrize("tree", (None, [], "x", 7, True))
def test_what_is_no_request_is_malformed(tree):
    assert halted(issued(tree), Reason.MALFORMED, 1)


@pytest.mark.parametrize("said", ({"document": ...}, {"document": {}}))
def test_a_signed_checksum_of_nothing_makes_no_document(said):
    token = issuance(documentChecksum=checksum(None))
    assert isinstance(issued(request(token, **said)), Rejected)


NO_MANIFESTS = {
    "no document": {"documentChecksum": ...},
    "no issueTo": {"issueToChecksum": ...},
    "a checksum in capitals": {"documentChecksum": checksum(DOCUMENT).upper()},
    "a checksum cut": {"documentChecksum": checksum(DOCUMENT)[:-1]},
    "a checksum and a newline": {"documentChecksum": checksum(DOCUMENT) + "\n"},
    "a checksum in base64": {"documentChecksum": spelt(bytes(32))},
    "a checksum that is a number": {"documentChecksum": 7},
    "a visualisation null": {"eBLVisualisationByCarrierChecksum": None},
    "a visualisation that is no checksum": {"eBLVisualisationByCarrierChecksum": "bill.pdf"},
    "an old visualisation that is an object": {"eBLVisualisationByCarrier": {}},
}


@pytest.mark.parametrize("members", NO_MANIFESTS.values(), ids=NO_MANIFESTS)
def test_what_is_no_manifest_is_none_whoever_signed_it(members):
    assert halted(issued(request(issuance(**members))), Reason.CONTENT, 7)


@pytest.mark.parametrize("payload", (b"", b"null", b"[]", b'"x"', b"{", b'{"a":1,"a":2}', b"\xff"))
def test_what_is_no_object_is_no_manifest(payload):
    assert halted(issued(request(signed(CARRIER, payload))), Reason.CONTENT, 7)


def test_a_platform_issues_nothing():
    assert halted(issued(request(issuance(QUAY))), Reason.PURPOSE, 4)


def test_a_manifest_of_a_stranger_is_of_an_unknown_key():
    token = issuance(made("ES256", "stranger"))
    assert halted(issued(request(token)), Reason.UNKNOWN_KEY, 3, Undetermined)


def test_a_carrier_that_names_no_key_is_found_by_its_algorithm():
    carrier = made("PS256", "carrier-2")
    token = issuance(carrier, header_of(carrier, kid=None))
    trust = trusting(carrier.trusted("CARR", {Purpose.ISSUANCE}))
    assert issued(request(token), trust).by.kid == "carrier-2"


# --- envelopes ----------------------------------------------------------------------------------


def test_an_envelope_is_verified_from_issuance_to_the_last_transfer():
    entries = chain("QUAY", "WAVE", "BOLT", "QUAY")
    verdict = sent(envelope(entries))
    assert isinstance(verdict, Verified)
    assert [one.platform for one in verdict.content.entries] == ["QUAY", "WAVE", "BOLT", "QUAY"]
    assert verdict.content.issuance.document == checksum(DOCUMENT)
    assert verdict.content.manifest.last_entry == sha256(entries[-1])
    assert (verdict.by.platform, verdict.by.purpose) == ("QUAY", Purpose.ENVELOPE)


def test_an_envelope_of_one_entry_is_verified():
    verdict = sent(envelope(chain("QUAY")))
    assert isinstance(verdict, Verified)
    assert verdict.content.entries[0].control_tracking_registry == "https://ctr.example/v1"


def test_the_documents_that_a_manifest_lists_are_handed_on():
    listed = {
        "name": "bill.pdf",
        "size": 25,
        "mediaType": "application/pdf",
        "documentChecksum": OTHER,
    }
    entries = chain("QUAY")
    token = manifest(entries[-1], eBLVisualisationByCarrier=listed, supportingDocuments=[listed])
    verdict = sent(envelope(entries, envelopeManifestSignedContent=token))
    assert verdict.content.manifest.visualisation == listed
    assert verdict.content.manifest.supporting == (listed,)


@pytest.mark.parametrize(
    "members",
    (
        {"supportingDocuments": 7}, {"supportingDocuments": "x"}, {"supportingDocuments": {}},
        {"supportingDocuments": [7]}, {"supportingDocuments": [None]},
        {"eBLVisualisationByCarrier": 7}, {"eBLVisualisationByCarrier": []},
        {"transportDocumentChecksum": ...}, {"transportDocumentChecksum": None},
        {"lastEnvelopeTransferChainEntrySignedContentChecksum": ...},
        {"lastEnvelopeTransferChainEntrySignedContentChecksum": 7},
    ),
)  # fmt: skip
def test_what_is_no_envelope_manifest_is_none_whoever_signed_it(members):
    entries = chain("QUAY")
    tree = envelope(entries, envelopeManifestSignedContent=manifest(entries[-1], **members))
    assert halted(sent(tree), Reason.CONTENT, 7)


@pytest.mark.parametrize(
    "name", ("transportDocument", "envelopeManifestSignedContent", "envelopeTransferChain")
)
@pytest.mark.parametrize("value", (..., None, 7))
def test_an_envelope_that_lacks_something_is_malformed(name, value):
    assert halted(sent(envelope(chain("QUAY"), **{name: value})), Reason.MALFORMED, 1)


@pytest.mark.parametrize("tree", (None, [], "x", 7))
def test_what_is_no_envelope_is_malformed(tree):
    assert halted(sent(tree), Reason.MALFORMED, 1)


def test_another_document_than_the_entries_state_is_found():
    tree = envelope(chain("QUAY", "WAVE"), WAVE, transportDocument={**DOCUMENT, "note": "more"})
    assert halted(sent(tree), Reason.DIGEST, 11)


def test_a_document_that_no_checksum_can_be_made_of_is_found():
    tree = envelope(chain("QUAY"), transportDocument={"weight": 9007199254740993})
    assert halted(sent(tree), Reason.CONTENT, 11)


def test_another_document_than_the_manifest_states_is_found():
    entries = chain("QUAY")
    token = manifest(entries[-1], transportDocumentChecksum=OTHER)
    tree = envelope(entries, envelopeManifestSignedContent=token)
    assert halted(sent(tree), Reason.DIGEST, 11)


def test_the_manifest_of_another_envelope_is_found():
    token = manifest(chain("QUAY", "WAVE")[-1])
    tree = envelope(chain("QUAY"), envelopeManifestSignedContent=token)
    assert halted(sent(tree), Reason.DIGEST, 12)


def test_a_manifest_by_another_platform_than_the_last_entry_is_found():
    assert halted(sent(envelope(chain("QUAY", "WAVE"), QUAY)), Reason.SIGNER, 12)
    assert isinstance(sent(envelope(chain("QUAY", "WAVE"), WAVE)), Verified)


def test_an_envelope_cut_short_does_not_fit_its_manifest():
    entries = chain("QUAY", "WAVE", "QUAY")
    tree = envelope(entries)
    tree["envelopeTransferChain"] = entries[:1]
    assert halted(sent(tree), Reason.DIGEST, 12)


# --- chains -------------------------------------------------------------------------------------

FIVE = chain("QUAY", "WAVE", "BOLT", "WAVE", "QUAY")
FORKED = [*FIVE[:2], entry(FIVE[1], platform="BOLT", action="SIGN")]


def test_a_chain_is_verified_without_its_envelope():
    verdict = linked(FIVE, document=checksum(DOCUMENT))
    assert isinstance(verdict, Verified)
    assert verdict.content.manifest is None
    assert [one.previous for one in verdict.content.entries] == [None, *map(sha256, FIVE[:-1])]


def edited():
    """Every chain that one edit makes of five entries, but for the one that cuts its end."""
    places = range(len(FIVE))
    made_of = {f"{place} lost": FIVE[:place] + FIVE[place + 1 :] for place in places[:-1]}
    made_of |= {f"{place} twice": FIVE[: place + 1] + FIVE[place:] for place in places}
    for one, other in [(one, other) for one in places for other in places if one < other]:
        swapped = list(FIVE)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        made_of[f"{one} and {other} swapped"] = swapped
    for place in places[1:]:
        made_of[f"{place} of a fork"] = [*FIVE[:place], FORKED[2], *FIVE[place + 1 :]]
    made_of["turned round"] = FIVE[::-1]
    made_of["a first entry behind the last"] = [*FIVE, FIVE[0]]
    return made_of


@pytest.mark.parametrize("name", edited())
def test_a_chain_with_an_entry_lost_doubled_or_moved_is_broken(name):
    assert halted(linked(edited()[name]), Reason.CHAIN, 9)


def test_a_chain_cut_at_its_end_is_a_chain_which_only_the_envelope_tells_apart():
    assert isinstance(linked(FIVE[:3]), Verified)


@pytest.mark.parametrize("place", range(5))
def test_an_entry_that_another_platform_signs_again_is_found(place):
    """A trusted key, the same payload: the name in the payload is not that of the key."""
    resigned = list(FIVE)
    payload = base64.urlsafe_b64decode(resigned[place].split(".")[1] + "==")
    platform = json.loads(payload)["eblPlatform"]
    resigned[place] = signed(WAVE if platform != "WAVE" else BOLT, payload)
    assert halted(linked(resigned), Reason.SIGNER, 8)


@pytest.mark.parametrize("place", range(4))
def test_an_entry_that_its_own_platform_signs_again_breaks_the_chain_behind_it(place):
    resigned = list(FIVE)
    payload = base64.urlsafe_b64decode(resigned[place].split(".")[1] + "==")
    owner = {"QUAY": QUAY, "WAVE": WAVE, "BOLT": BOLT}[json.loads(payload)["eblPlatform"]]
    resigned[place] = signed(owner, payload, header_of(owner, cty="json"))
    assert halted(linked(resigned), Reason.CHAIN, 9)


@pytest.mark.parametrize("place", range(5))
def test_an_entry_of_another_document_is_found(place):
    entries = []
    for number in range(5):
        stated = OTHER if number == place else checksum(DOCUMENT)
        before = entries[-1] if entries else None
        entries.append(entry(before, transportDocumentChecksum=stated))
    reason, step = (Reason.DIGEST, 10 if place == 0 else 11)
    assert halted(linked(entries), reason, step)


def test_a_chain_of_another_document_than_is_known_is_found():
    assert halted(linked(FIVE, document=OTHER), Reason.DIGEST, 11)


def test_an_issuance_manifest_of_another_document_is_a_replay():
    replayed = entry(issuanceManifestSignedContent=issuance(documentChecksum=OTHER))
    assert halted(linked([replayed]), Reason.DIGEST, 10)


def test_an_issuance_manifest_by_a_platform_is_none():
    assert halted(linked([entry(issuanceManifestSignedContent=issuance(QUAY))]), Reason.PURPOSE, 4)


def test_the_first_entry_holds_the_issuance_manifest():
    entries = [entry(issuanceManifestSignedContent=...)]
    assert halted(linked(entries), Reason.CHAIN, 10)


@pytest.mark.parametrize("value", (issuance(), ""))
def test_no_later_entry_holds_an_issuance_manifest(value):
    first = entry()
    entries = [first, entry(first, issuanceManifestSignedContent=value)]
    assert halted(linked(entries), Reason.CHAIN, 10)


def test_no_later_entry_names_a_registry():
    first = entry()
    entries = [first, entry(first, controlTrackingRegistry="https://other.example/v1")]
    assert halted(linked(entries), Reason.CHAIN, 10)


@pytest.mark.parametrize("previous", (OTHER, ""))
def test_the_first_entry_follows_on_none(previous):
    first = entry(previousEnvelopeTransferChainEntrySignedContentChecksum=previous)
    assert halted(linked([first]), Reason.CHAIN, 9)


def test_the_checksum_of_the_entry_before_is_over_its_whole_text():
    first = entry()
    over_payload = sha256(base64.urlsafe_b64decode(first.split(".")[1] + "=="))
    later = entry(first, previousEnvelopeTransferChainEntrySignedContentChecksum=over_payload)
    assert halted(linked([first, later]), Reason.CHAIN, 9)


NO_ENTRIES = {
    "no platform": {"eblPlatform": ...},
    "a platform null": {"eblPlatform": None},
    "a platform that is a list": {"eblPlatform": ["QUAY"]},
    "no document": {"transportDocumentChecksum": ...},
    "no transactions": {"transactions": ...},
    "no transaction": {"transactions": []},
    "transactions in an object": {"transactions": {"0": transaction("ISSUE")}},
    "a transaction that is a text": {"transactions": ["ISSUE"]},
    "a transaction without an action": {"transactions": [transaction(...)]},
    "a transaction whose action is a number": {"transactions": [transaction(7)]},
    "a transaction without an actor": {"transactions": [transaction("ISSUE", actor=...)]},
    "a transaction whose actor is a text": {"transactions": [transaction("ISSUE", actor="QUAY")]},
    "a second transaction that is none": {"transactions": [transaction("ISSUE"), {}]},
    "a manifest that is an object": {"issuanceManifestSignedContent": {}},
    "a registry that is a list": {"controlTrackingRegistry": []},
    "a checksum before that is a number": {
        "previousEnvelopeTransferChainEntrySignedContentChecksum": 7},
}  # fmt: skip


@pytest.mark.parametrize("members", NO_ENTRIES.values(), ids=NO_ENTRIES)
def test_what_is_no_entry_is_none_whoever_signed_it(members):
    assert halted(linked([entry(by=QUAY, **members)]), Reason.CONTENT, 7)


@pytest.mark.parametrize("payload", (b"", b"null", b"[]", b"{", b"\xff", b'{"a":1,"a":2}'))
@pytest.mark.parametrize("kid", ("quay-1", None))
def test_what_is_no_object_is_no_entry(payload, kid):
    token = signed(QUAY, payload, header_of(QUAY, kid=kid))
    trust = trusting(QUAY.trusted("QUAY"), CARRIER.trusted("CARR"))
    assert halted(linked([token], trust), Reason.CONTENT, 7)


def test_a_signature_is_looked_at_before_what_it_signs():
    """So that a verdict at step 7 means that steps 1 to 6 hold."""
    stranger = made("ES256", "stranger")
    assert halted(linked([signed(stranger, b"no JSON")]), Reason.UNKNOWN_KEY, 3, Undetermined)
    forged = signed(stranger, b"no JSON", header_of(stranger, kid="quay-1"))
    assert halted(linked([forged]), Reason.SIGNATURE, 6)


@pytest.mark.parametrize("token", (None, 7, [], {}, "", "é", "a.b", "\ud800"))
def test_what_is_no_jws_is_no_entry(token):
    assert halted(linked([token]), Reason.MALFORMED, 1)


@pytest.mark.parametrize("entries", ([], None, {}, "x", 7))
def test_what_is_no_list_is_no_chain(entries):
    assert halted(linked(entries), Reason.MALFORMED, 1)


def test_the_verdict_says_which_entry_it_was():
    broken = [*FIVE[:3], FIVE[3] + "A", FIVE[4]]
    verdict = linked(broken)
    assert verdict.says.startswith("entry 4 of 5: ")


def test_an_entry_by_a_key_that_expired_since_is_not_verified_now():
    keys = [
        one.trusted(code, until=AT - DAY / 2) for code, one in (("QUAY", QUAY), ("CARR", CARRIER))
    ]
    assert halted(linked(FIVE[:1], trusting(*keys)), Reason.KEY_EXPIRED, 4)


# --- the names before 2025-11 -------------------------------------------------------------------

OLD_ACTIONS = {
    "ISSU": "ISSUE", "TRNS": "TRANSFER", "ENDO": "ENDORSE", "RESD": "SURRENDER_FOR_DELIVERY",
    "RESA": "SURRENDER_FOR_AMENDMENT", "SACC": "SACC", "SREJ": "SREJ",
}  # fmt: skip


def old(action, **members):
    """A transaction as it was written before 2025-11-14."""
    said = {"actionDateTime": ..., "action": action, "timestamp": 1717228800000, **members}
    return transaction(..., **said)


def read(said):
    verdict = linked([entry(transactions=[said])])
    assert isinstance(verdict, Verified)
    return verdict.content.entries[0].transactions[0]


@pytest.mark.parametrize(("before", "since"), OLD_ACTIONS.items())
def test_an_old_action_is_read_as_the_current_one(before, since):
    said = read(old(before, reason="SWTP"))
    assert (said["actionCode"], said["reasonCode"]) == (since, "SWTP")
    assert said["actionDateTime"] == "2024-06-01T08:00:00.000Z"
    assert not {"action", "timestamp", "reason"} & said.keys()


@pytest.mark.parametrize(
    "since", ("ISSUE", "ENDORSE_TO_ORDER", "BLANK_ENDORSE", "SIGN", "SOMETHING_NEW")
)
def test_a_current_action_is_read_as_it_is(since):
    assert read(transaction(since))["actionCode"] == since


def test_an_old_action_under_the_current_name_is_read_as_the_current_one():
    assert read(transaction("TRNS"))["actionCode"] == "TRANSFER"


def test_old_and_current_names_may_be_mixed():
    said = read(old("TRNS", timestamp=..., actionDateTime="2026-06-01T08:00:00.000Z"))
    assert (said["actionCode"], said["actionDateTime"]) == ("TRANSFER", "2026-06-01T08:00:00.000Z")


def test_where_both_names_stand_the_current_one_counts():
    assert read(transaction("SIGN", action="TRNS"))["actionCode"] == "SIGN"


# --- keys of platforms --------------------------------------------------------------------------


def keys_of(count, platform="QUAY"):
    return [made("PS256", f"{platform}-{number}") for number in range(count)]


@pytest.mark.parametrize("which", (0, 1))
def test_an_entry_that_names_no_key_is_found_among_the_keys_of_its_platform(which):
    mine = keys_of(2)
    trust = trusting(
        *(one.trusted("QUAY") for one in mine),
        *(one.trusted("WAVE") for one in keys_of(5, "WAVE")),
        CARRIER.trusted("CARR"),
    )
    signer = mine[which]
    nameless = header_of(signer, kid=None)
    first = entry(by=signer, header=nameless)
    tree = envelope([first], envelopeManifestSignedContent=manifest(first, signer, nameless))
    verdict = sent(tree, trust)
    assert isinstance(verdict, Verified)
    assert (verdict.by.platform, verdict.by.kid) == ("QUAY", signer.kid)


def test_an_entry_that_names_no_key_and_another_platform_is_not_verified():
    mine, other = keys_of(1)[0], keys_of(1, "WAVE")[0]
    trust = trusting(mine.trusted("QUAY"), other.trusted("WAVE"), CARRIER.trusted("CARR"))
    token = entry(by=other, header=header_of(other, kid=None), platform="QUAY")
    assert halted(linked([token], trust), Reason.SIGNATURE, 6)


@pytest.mark.parametrize("platform", (["QUAY"], {}, 7, None))
def test_an_entry_that_names_no_key_and_no_platform_either_is_none(platform):
    token = entry(by=QUAY, header=header_of(QUAY, kid=None), eblPlatform=platform)
    assert halted(linked([token], trusting(QUAY.trusted("QUAY"))), Reason.CONTENT, 7)


def test_an_entry_may_be_signed_by_either_key_of_a_platform():
    new = made("ES384", "quay-2")
    trust = trusting(QUAY.trusted("QUAY"), new.trusted("QUAY"), CARRIER.trusted("CARR"))
    first = entry()
    assert isinstance(linked([first, entry(first, by=new)], trust), Verified)


# --- how long -----------------------------------------------------------------------------------


def long(count):
    entries = [entry()]
    while len(entries) < count:
        entries.append(entry(entries[-1]))
    return entries


def test_a_chain_has_a_thousand_entries_at_most():
    entries = long(1_001)
    assert isinstance(linked(entries[:1_000]), Verified)
    assert overgrowth(lambda n: partial(linked, entries[:n]), 250) < SPARE
    assert halted(linked(entries), Reason.MALFORMED, 1)
    assert all(sha256(before) != sha256(after) for before, after in pairwise(entries))


def test_a_manifest_of_more_than_64_kb_is_too_large():
    token = signed(CARRIER, {"note": "x" * 70_000})
    assert halted(issued(request(token)), Reason.TOO_LARGE, 1)


# --- whatever comes -----------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.text(max_size=6) | st.just(OTHER),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
ENTRY_NAMES = (
    "eblPlatform", "transportDocumentChecksum", "transactions", "issuanceManifestSignedContent",
    "controlTrackingRegistry", "previousEnvelopeTransferChainEntrySignedContentChecksum",
)  # fmt: skip


@settings(max_examples=drawn_of(37, 150))
@given(st.dictionaries(st.sampled_from(ENTRY_NAMES), ANYTHING), st.lists(ANYTHING, max_size=2))
def test_whatever_was_signed_as_an_entry_gives_a_verdict(members, transactions):
    told = {"transactions": [transaction("ISSUE"), *transactions], **members}
    assert isinstance(linked([entry(by=QUAY, **told)]), Verified | Rejected | Undetermined)


@settings(max_examples=drawn_of(37, 150))
@given(
    st.dictionaries(st.sampled_from(sorted(envelope(FIVE))), ANYTHING),
    st.dictionaries(st.sampled_from(sorted(request(**picture()))), ANYTHING),
)
def test_whatever_is_sent_gives_a_verdict(parts, asked):
    assert isinstance(sent({**envelope(FIVE), **parts}), Verified) == (not parts)
    assert isinstance(issued({**request(), **asked}), Verified | Rejected | Undetermined)
