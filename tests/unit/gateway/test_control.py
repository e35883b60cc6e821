"""Who has a bill by what was signed: statements become histories, by which control is judged."""

import json
from datetime import UTC, datetime

import pytest

from fairlead.gateway.vouch.dcsa_history import events_of_links, party_of, terms_of
from fairlead.gateway.vouch.verify import verify
from fairlead.seal import Purpose
from fairlead.title.history import Act, Code, Kind, Party, Role
from tests.unit.seal import packs
from tests.unit.seal.envelopes import (
    CARRIER,
    DOCUMENT,
    PLATFORMS,
    checksum,
    entry,
    envelope,
    issuance,
    manifest,
    sha256,
)
from tests.unit.seal.makers import AT, trusting

LINE = ("NMFTA", "FLDL")


def party(name, platform, **members):
    codes = [{"codeListProvider": "ZZZ", "partyCode": name}]
    return {"partyName": name, "eblPlatform": platform, "identifyingCodes": codes, **members}


def bill(**members):
    return {
        **DOCUMENT, "isToOrder": True, "carrierCodeListProvider": "NMFTA", "carrierCode": "FLDL",
        "documentParties": {"shipper": {}, "issuingParty": party("line", "QUAY")}, **members,
    }  # fmt: skip


def bound(*carriers):
    """A list that binds the key of the carrier to carriers."""
    key = CARRIER.trusted("CARR", {Purpose.ISSUANCE})
    issuing = type(key)(
        key.platform, key.kid, key.key, key.purposes, key.since, key.until, frozenset(carriers)
    )
    moving = {Purpose.TRANSFER, Purpose.ENVELOPE}
    return trusting(issuing, *(one.trusted(code, moving) for code, one in PLATFORMS.items()))


def act(code, actor, recipient=None, when="2026-06-01T08:00:00.000Z", **members):
    said = {"actionCode": code, "actor": party(*actor), "actionDateTime": when, **members}
    return said if recipient is None else {**said, "recipient": party(*recipient)}


ISSUED = act("ISSUE", ("line", "QUAY"), ("shipper", "WAVE"))
MOVED = act("TRANSFER", ("shipper", "WAVE"), ("bank", "BOLT"))


def sent(*entries, document=None, beside=None, trust=None, at=AT, peer=None, shown=..., **issued):
    """What is said of control of an envelope whose entries are lists of transactions."""
    document = bill() if document is None else document
    tokens = []
    for number, (platform, transactions) in enumerate(entries):
        stated = issuance(documentChecksum=checksum(document), **issued) if number == 0 else ...
        tokens.append(entry(
            tokens[-1] if tokens else None, platform=platform, transactions=transactions,
            transportDocumentChecksum=checksum(document), issuanceManifestSignedContent=stated,
            controlTrackingRegistry=...,
        ))  # fmt: skip
    sender = PLATFORMS[entries[-1][0]]
    by = manifest(tokens[-1], sender, transportDocumentChecksum=checksum(document),
                  eBLVisualisationByCarrier=shown)  # fmt: skip
    tree = envelope(tokens, transportDocument=document, envelopeManifestSignedContent=by)
    data = json.dumps({**tree, **(beside or {})}).encode()
    return verify(data, trust or bound(LINE), at=at, peer=peer).control


def test_a_bill_is_where_its_history_ends():
    held = sent(("QUAY", [ISSUED]), ("WAVE", [MOVED]))
    assert (held.kind, held.holder) == ("verified", "BOLT")
    assert held.says.startswith("BOLT has the bill, which NMFTA FLDL issued; ")


def test_names_before_november_2025_are_read_as_the_current_ones():
    old = {"action": "TRNS", "timestamp": 1780300800000,
           "actor": MOVED["actor"], "recipient": MOVED["recipient"]}  # fmt: skip
    assert sent(("QUAY", [ISSUED]), ("WAVE", [old])).holder == "BOLT"


@pytest.mark.parametrize("count", (10**40, -1, 253_370_764_800_000))
def test_a_count_of_milliseconds_that_is_no_time_is_not_stated(count):
    old = {**ISSUED, "timestamp": count}
    del old["actionDateTime"]
    assert sent(("QUAY", [old])).reason == "time-not-stated"


@pytest.mark.parametrize(
    "when", ("yesterday", "2026-06-31T08:00:00Z", "2026-06-01", "2026-06-01T08:00:00", "")
)
def test_a_time_that_is_none_is_not_stated(when):
    held = sent(("QUAY", [{**ISSUED, "actionDateTime": when}]))
    assert (held.kind, held.reason) == ("rejected", "time-not-stated")


def test_a_time_may_have_more_digits_than_a_clock():
    odd = {**ISSUED, "actionDateTime": "2026-06-01T08:00:00.123456789Z"}
    assert sent(("QUAY", [odd])).holder == "WAVE"


@pytest.mark.parametrize(
    "members",
    ({"identifyingCodes": []}, {"identifyingCodes": [{"codeListProvider": "ZZZ"}]},
     {"identifyingCodes": [{"codeListProvider": "ZZZ", "partyCode": "1"}, {}]}),
)  # fmt: skip
def test_a_party_that_lacks_something_is_incomplete(members):
    held = sent(("QUAY", [{**ISSUED, "recipient": {**ISSUED["recipient"], **members}}]))
    assert held.reason == "party-incomplete"


OF_ANOTHER_TYPE = (
    {"recipient": "shipper"}, {"recipient": ["shipper"]}, {"recipient": None},
    {"recipient": {**ISSUED["recipient"], "partyName": 7}},
    {"recipient": {**ISSUED["recipient"], "eblPlatform": None}},
    {"recipient": {**ISSUED["recipient"], "identifyingCodes": {}}},
    {"recipient": {**ISSUED["recipient"], "identifyingCodes": ["shipper"]}},
    {"actionDateTime": None}, {"actionDateTime": 7}, {"timestamp": True}, {"comments": []},
)  # fmt: skip


@pytest.mark.parametrize("members", OF_ANOTHER_TYPE)
def test_a_published_name_of_another_type_is_no_entry(members):
    """So nothing is said of control: whoever signed that signed no entry."""
    assert sent(("QUAY", [{**ISSUED, **members}])).reason == "signature-not-verified"


def test_a_platform_that_was_renamed_is_the_same():
    assert party_of(party("1", "ESSD")).platform == "IDT"


def test_a_party_may_act_for_another():
    said = party("1", "QUAY", representedParty={"identifyingCodes": [
        {"codeListProvider": "GLEIF", "partyCode": "2", "codeListName": "LEI"}]})  # fmt: skip
    assert party_of(said) == Party(
        frozenset((Code("ZZZ", "1"),)), "QUAY", frozenset((Code("GLEIF", "2"),))
    )


# --- what stands around it ------------------------------------------------------------------------


def test_another_carrier_may_not_issue():
    held = sent(("QUAY", [ISSUED]), trust=bound(("NMFTA", "OTHR")))
    assert (held.kind, held.reason) == ("rejected", "another-carrier")


def test_the_same_code_of_another_list_is_another_carrier():
    held = sent(("QUAY", [ISSUED]), trust=bound(("SMDG", "FLDL")))
    assert held.reason == "another-carrier"


def test_a_key_that_names_no_carrier_leaves_it_open():
    held = sent(("QUAY", [ISSUED]), trust=bound())
    assert (held.kind, held.reason, held.holder) == ("undetermined", "carrier-not-bound", None)


@pytest.mark.parametrize(
    ("carriers", "sender", "reason"),
    (("a", "a", None), ("a", "b", "another-visualisation"), (None, "b", "another-visualisation"),
     ("a", None, "visualisation-absent")),
)  # fmt: skip
def test_the_visualisation_is_the_carriers(carriers, sender, reason):
    issued = {} if carriers is None else {"eBLVisualisationByCarrierChecksum": sha256(carriers)}
    shown = ... if sender is None else {"name": "x", "documentChecksum": sha256(sender)}
    assert sent(("QUAY", [ISSUED]), shown=shown, **issued).reason == reason


def test_what_stands_beside_an_envelope_is_named_and_not_believed():
    held = sent(("QUAY", [ISSUED]), beside={"holder": "thief", "price 5000 USD": 1})
    assert (held.kind, held.holder) == ("verified", "WAVE")
    unsigned = "; nobody signed what stands beside it: holder, *"
    assert held.says.endswith(unsigned)
    for trust in (bound(), bound(("NMFTA", "OTHR"))):
        held = sent(
            ("QUAY", [ISSUED]), beside={"holder": "thief", "price 5000 USD": 1}, trust=trust
        )
        assert (held.kind != "verified", held.says.endswith(unsigned)) == (True, True)


def test_the_issuance_manifest_may_stand_beside_the_entries_and_says_the_same():
    document = bill()
    again = issuance(documentChecksum=checksum(document))
    beside = {"issuanceManifestSignedContent": again}
    assert sent(("QUAY", [ISSUED]), beside=beside).kind == "verified"
    other = issuance(documentChecksum=checksum(document), issueToChecksum="0" * 64)
    held = sent(("QUAY", [ISSUED]), beside={"issuanceManifestSignedContent": other})
    assert (held.kind, held.reason) == ("undetermined", "signature-not-verified")


def test_a_peer_is_told():
    held = sent(("QUAY", [ISSUED]), ("QUAY", [ISSUED]), peer="ctk-2026-01")
    assert (held.kind, held.reason) == ("undetermined", "not-judged")


def test_what_else_is_open_is_named():
    later = {**ISSUED, "actionDateTime": "2027-06-01T08:00:00Z"}
    held = sent(("QUAY", [later]), trust=bound())
    assert held.says.endswith(" (open too: time-in-the-future)")


def test_a_surrender_that_waits_and_an_end_are_told():
    asked = act("SURRENDER_FOR_DELIVERY", ("shipper", "WAVE"), ("line", "QUAY"))
    held = sent(("QUAY", [ISSUED]), ("WAVE", [asked]))
    assert "; a surrender waits for its answer; " in held.says
    done = act("SACC", ("line", "QUAY"), ("shipper", "WAVE"))
    held = sent(("QUAY", [ISSUED]), ("WAVE", [asked]), ("QUAY", [done]))
    assert (held.holder, "; nothing more may be done with it; " in held.says) == ("QUAY", True)


# --- kinds of bills -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kind"),
    (({"isToOrder": False}, Kind.STRAIGHT), ({"isToOrder": True}, Kind.BLANK),
     ({"isToOrder": True, "documentParties": {"endorsee": {}}}, Kind.TO_ORDER),
     ({}, Kind.UNKNOWN), ({"isToOrder": "false"}, Kind.UNKNOWN), ({"isToOrder": 0}, Kind.UNKNOWN),
     ({"isToOrder": True, "documentParties": {"endorsee": None}}, Kind.BLANK),
     ({"isToOrder": True, "documentParties": "nobody"}, Kind.BLANK)),
)  # fmt: skip
def test_a_bill_says_of_which_kind_it_is(said, kind):
    assert terms_of(said).kind is kind


def test_a_bill_names_its_parties_by_their_codes():
    codes = [{"codeListProvider": "GLEIF", "partyCode": "1", "codeListName": "LEI"}]
    terms = terms_of({"documentParties": {"consignee": {"identifyingCodes": codes}}})
    assert terms.parties == {Role.CONSIGNEE: Party(frozenset((Code("GLEIF", "1"),)))}


# --- endorsement chains ---------------------------------------------------------------------------

NO_PARTY = {"eblPlatform": "NONE", "partyName": "NONE", "identifyingCodes": []}


def test_an_endorsement_chain_is_read_from_its_oldest_link():
    links = [act("SURRENDERED", ("line", "QUAY"), recipient=None),
             act("SIGN", ("shipper", "WAVE"), recipient=None) | {"recipient": NO_PARTY},
             ISSUED]  # fmt: skip
    for given in (links, links[::-1]):
        read = events_of_links(given, bill())
        assert [one.act for one in read] == [Act.ISSUE, Act.SIGN, Act.ACCEPT]
        assert [one.recipient is None for one in read] == [False, True, True]


def test_a_link_knows_no_answer_of_an_envelope():
    assert [one.act for one in events_of_links([{"actionCode": "SACC"}], {})] == [Act.UNKNOWN]


# --- packs ----------------------------------------------------------------------------------------

PEOPLE = (packs.ISSUER, packs.SHIPPER, packs.BUYER, packs.BANK)


def of(name):
    return {"identifyingCodes": [{"codeListProvider": "OEBL", "partyCode": name}]}


def made(status="ISSUED", **members):
    """The event that makes a bill between an issuer, a shipper and a consignee."""
    named = {"issuingParty": of(packs.ISSUER), "shipper": of(packs.SHIPPER),
             "consignee": of(packs.BUYER),
             "other": [{"partyFunction": "DDS", "party": of(packs.BANK)}]}  # fmt: skip
    v3 = {"transportDocumentStatus": status, "isToOrder": False, "documentParties": named}
    return {"bill_of_lading": {
        "bill_of_lading_v3": {**v3, **members}, "created_by": packs.ISSUER,
        "created_at": "2026-05-01T08:00:00Z"}}  # fmt: skip


GIVEN = packs.moved("transfer", packs.ISSUER, packs.SHIPPER)
SOLD = packs.moved("transfer", packs.SHIPPER, packs.BUYER)


def history(*versions):
    """Versions of a pack, each its owner, its signer and all of its events."""
    made_of, parent = [], ""
    for number, (owner, by, events) in enumerate(versions, 1):
        made_of.append(packs.sealed(packs.pack(number, owner, *events, parent=parent), by))
        parent = packs.hashed(made_of[-1])
    *before, last = (json.dumps(one).encode() for one in made_of)
    return verify(last, packs.TRUST, at=AT, parents=before).control


FIRST = (packs.SHIPPER, packs.ISSUER, (made(), GIVEN))


def test_a_bill_belongs_to_whom_its_versions_give_it():
    held = history(FIRST, (packs.BUYER, packs.SHIPPER, (made(), GIVEN, SOLD)))
    assert (held.kind, held.holder) == ("verified", packs.BUYER)
    assert held.says == f"{packs.BUYER} has the bill, which {packs.ISSUER} issued"


def test_a_draft_is_replaced_by_what_is_issued():
    draft = (packs.ISSUER, packs.ISSUER, (made("DRAFT"),))
    assert history(draft, FIRST).holder == packs.SHIPPER
    assert history(FIRST, (packs.SHIPPER, packs.ISSUER, (made(note=1), GIVEN))).reason == (
        "history-rewritten"
    )


@pytest.mark.parametrize("to", (None, ""))
def test_a_bill_is_given_to_a_name(to):
    given = packs.moved("transfer", packs.SHIPPER, to)
    held = history(FIRST, (packs.BUYER, packs.SHIPPER, (made(), GIVEN, given)))
    assert (held.kind, held.reason) == ("rejected", "no-recipient")


def test_a_version_adds_something():
    assert history(FIRST, (packs.SHIPPER, packs.ISSUER, (made(), GIVEN))).reason == "nothing-added"


def test_true_is_not_one():
    """What Python calls equal is not what JSON calls the same."""
    one, true = made(note=1), made(note=True)
    held = history(
        (packs.SHIPPER, packs.ISSUER, (one, GIVEN)),
        (packs.BUYER, packs.SHIPPER, (true, GIVEN, SOLD)),
    )
    assert held.reason == "history-rewritten"


@pytest.mark.parametrize("when", ("0001-01-01T00:00:00Z", "soon", None))
def test_a_time_that_nobody_gave_is_none(when):
    given = packs.moved("transfer", packs.ISSUER, packs.SHIPPER)
    given["transfer"]["transfer_at"] = when
    assert history((packs.SHIPPER, packs.ISSUER, (made(), given))).kind == "verified"


@pytest.mark.parametrize(
    "members",
    ({"documentParties": None}, {"documentParties": {"shipper": {}}},
     {"documentParties": {"issuingParty": of(packs.ISSUER), "other": "DDS",
                          "shipper": {"identifyingCodes": [7]}}}),
)  # fmt: skip
def test_a_bill_that_names_nobody_leaves_it_open(members):
    held = history((packs.SHIPPER, packs.ISSUER, (made(**members), GIVEN)))
    assert (held.kind, held.reason) == ("undetermined", "role-not-stated")


def test_a_bill_that_is_not_there_leaves_it_open():
    event = {"bill_of_lading": {"created_by": packs.ISSUER, "bill_of_lading_v3": None}}
    assert history((packs.SHIPPER, packs.ISSUER, (event, GIVEN))).reason == "role-not-stated"


@pytest.mark.parametrize(
    "event",
    (
        {"bill_of_lading": {"created_by": packs.ISSUER, "bill_of_lading_v3": "BL-1"}},
        packs.moved("transfer", packs.ISSUER, 7),
        packs.moved("transfer", packs.ISSUER, [packs.BUYER]),
        {"transfer": {**GIVEN["transfer"], "transfer_at": 7}},
    ),
)
def test_a_published_name_of_another_type_is_no_pack(event):
    held = history((packs.SHIPPER, packs.ISSUER, (made(), event)))
    assert held.reason == "signature-not-verified"


def test_the_time_of_a_pack_that_lies_ahead_leaves_it_open():
    ahead = made()
    ahead["bill_of_lading"]["created_at"] = "2031-01-01T00:00:00Z"
    held = history((packs.SHIPPER, packs.ISSUER, (ahead, GIVEN)))
    assert (held.reason, datetime(2031, 1, 1, tzinfo=UTC) > AT) == ("time-in-the-future", True)


GARBAGE = (b"null", b"{}", b"[]", b'{"payload":7}', b'{"payload":"?"}', b'{"payload":"e30"}')


@pytest.mark.parametrize("data", GARBAGE)
def test_a_parent_that_is_none_is_found_not_to_fit(data):
    version = packs.sealed(packs.pack(1, packs.SHIPPER, made(), GIVEN), packs.ISSUER)
    found = verify(json.dumps(version).encode(), packs.TRUST, at=AT, parents=[data])
    assert (found.worst, found.control.reason) == ("rejected", "signature-not-verified")


def test_a_release_agent_is_among_the_other_parties():
    """One without a function, or without an object for a party, is another."""
    others = [7, {"partyFunction": "N1", "party": of(packs.SHIPPER)},
              {"partyFunction": "DDS", "party": of(packs.BANK)}]  # fmt: skip
    event = made()
    event["bill_of_lading"]["bill_of_lading_v3"]["documentParties"]["other"] = others
    given = packs.moved("surrender", packs.BUYER, packs.BANK)
    held = history(
        (packs.SHIPPER, packs.ISSUER, (event, GIVEN)),
        (packs.BUYER, packs.SHIPPER, (event, GIVEN, SOLD)),
        (packs.BANK, packs.BUYER, (event, GIVEN, SOLD, given)),
    )
    assert held.holder == packs.BANK


def test_a_parent_whose_payload_is_no_pack_is_found_not_to_fit():
    odd = packs.sealed(b"[]", packs.ISSUER)
    data = json.dumps(odd).encode()
    found = verify(data, packs.TRUST, at=AT, parents=[data])
    assert (found.worst, found.control.reason) == ("rejected", "signature-not-verified")
