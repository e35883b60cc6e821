"""A request to issue by DCSA: what goes in untouched, what is vouched for, and what is refused."""

import base64
import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest
from msgspec import structs

from fairlead import Refused, UsageError, convert
from fairlead.faults import fault
from fairlead.gateway import understand
from fairlead.gateway.issue.dcsa import Visualisation, issue, judged_issue_to, judged_replacements
from fairlead.gateway.issue.issuable import _refuse_issued
from fairlead.gateway.vouch.anchors import Anchors
from fairlead.gateway.vouch.verify import verify
from fairlead.rules import CTK
from fairlead.seal import Rejected, Verified, open_signer
from tests.conftest import ROOT
from tests.unit.gateway.issuers import DAY, PARTY, PDF, lay

STRAIGHT = (ROOT / "examples" / "straight-bill" / "bill.dcsa.json").read_text("utf-8")
SHOWN = Visualisation("bill.pdf", PDF)


@pytest.fixture
def signer(tmp_path):
    return open_signer(lay(tmp_path))


@pytest.fixture
def trust(tmp_path, signer):
    return Anchors.of([tmp_path.joinpath("public.pem").read_bytes()]).alone()


@pytest.fixture
def issued(signer):
    """What comes of a bill, as a tree of texts: numbers as they are spelt."""

    def made(data=STRAIGHT, issue_to=PARTY, **terms):
        request = issue(data.encode(), issue_to, signer, **terms).request
        return json.loads(request, parse_float=str, parse_int=str)

    return made


def changed(**members):
    """The straight bill, saying something else."""
    return json.dumps(json.loads(STRAIGHT) | members)


def faults(refused):
    return [(one.code, one.at.wire) for one in refused.value.report.errors]


class TestWhatIsMade:
    def test_what_comes_out_is_verified(self, signer, trust):
        made = issue(STRAIGHT.encode(), PARTY, signer, visualisation=SHOWN)
        assert isinstance(verify(made.request, trust, at=DAY).signature, Verified)

    @pytest.mark.parametrize("member", ("document", "issueTo", "eBLVisualisationByCarrier"))
    def test_a_change_of_anything_that_is_vouched_for_is_rejected(self, signer, trust, member):
        tree = json.loads(issue(STRAIGHT.encode(), PARTY, signer, visualisation=SHOWN).request)
        tree[member]["partyName"] = tree[member]["content"] = "QQ=="
        assert isinstance(verify(json.dumps(tree).encode(), trust, at=DAY).signature, Rejected)

    def test_the_document_goes_in_to_the_last_digit(self, issued):
        assert issued()["document"] == json.loads(STRAIGHT, parse_float=str, parse_int=str)

    def test_members_that_nobody_knows_go_in_too(self, issued):
        assert issued(changed(houseNote={"a": [1, None]}))["document"]["houseNote"] == {
            "a": ["1", None]
        }

    def test_the_visualisation_is_vouched_for_by_its_bytes_not_by_its_base64(self, issued):
        made = issued(visualisation=SHOWN)
        payload = made["issuanceManifestSignedContent"].split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(payload + "=="))
        assert said["eBLVisualisationByCarrierChecksum"] == hashlib.sha256(PDF).hexdigest()
        assert made["eBLVisualisationByCarrier"] == {
            "name": "bill.pdf",
            "content": base64.b64encode(PDF).decode(),
            "contentType": "application/pdf",
        }

    def test_without_a_visualisation_nothing_is_said_of_one(self, issued):
        assert issued().keys() == {"document", "issueTo", "issuanceManifestSignedContent"}

    def test_bills_that_are_replaced_stand_beside_what_is_signed(self, issued):
        replaced = {"oldTransportDocumentReferences": [{"transportDocumentReference": "FLDL-1"}]}
        assert issued(replacements=replaced)["transportDocumentReplacements"] == replaced

    def test_a_deterministic_key_gives_the_same_bytes_again(self, signer):
        assert (
            issue(STRAIGHT.encode(), PARTY, signer).request
            == issue(STRAIGHT.encode(), PARTY, signer).request
        )

    def test_another_format_is_converted(self, signer, trust):
        carried = convert(STRAIGHT.encode(), "un-json", carry=True).output
        made = issue(carried, PARTY, signer)
        assert not made.bill.as_it_is
        assert isinstance(verify(made.request, trust, at=DAY).signature, Verified)

    def test_what_another_format_leaves_out_is_asked_for(self, signer):
        with pytest.raises(Refused) as refused:
            issue(convert(STRAIGHT.encode(), "un-json").output, PARTY, signer)
        missing = [one.at.bill for one in refused.value.report if one.code == "EMIT-020"]
        assert "transport_document_status" in missing

    def test_what_another_format_says_and_dcsa_does_not_is_reported(self, signer):
        carried = json.loads(convert(STRAIGHT.encode(), "un-json", carry=True).output)
        carried["exchangedDocument"]["purposeCode"] = [{"content": "9"}]
        made = issue(json.dumps(carried).encode(), PARTY, signer)
        assert [one.at.wire for one in made.report.losses] == [
            "/exchangedDocument/purposeCode/0/content"
        ]

    def test_a_supplement_says_what_the_bill_leaves_out(self, issued):
        made = issued(supplement={"service_contract_reference": "SC-1"})
        assert made["document"]["serviceContractReference"] == "SC-1"

    def test_a_sea_waybill_is_issued_for_the_publication_names_it(self, signer, trust):
        waybill = (ROOT / "examples" / "sea-waybill" / "bill.dcsa.json").read_bytes()
        assert isinstance(
            verify(issue(waybill, PARTY, signer).request, trust, at=DAY).signature, Verified
        )


class TestWhatIsNotIssued:
    def test_a_draft(self, issued):
        with pytest.raises(Refused) as refused:
            issued(changed(transportDocumentStatus="DRAFT"))
        assert faults(refused) == [("RULE-002", "/transportDocumentStatus")]

    def test_a_bill_that_breaks_a_rule(self, issued):
        with pytest.raises(Refused) as refused:
            issued(changed(numberOfOriginalsWithoutCharges=3))
        assert [code for code, _ in faults(refused)] == ["RULE-004"]

    def test_a_bill_on_paper(self, issued):
        with pytest.raises(Refused) as refused:
            issued(changed(isElectronic=False))
        assert ("SEAL-005", "/isElectronic") in faults(refused)

    @pytest.mark.parametrize("member", ("document", "transportDocument"))
    def test_a_bill_in_an_envelope_was_issued_already(self, issued, member):
        with pytest.raises(Refused) as refused:
            issued(json.dumps({member: json.loads(STRAIGHT)}))
        assert faults(refused) == [("SEAL-004", f"/{member}")]

    def test_an_envelope_that_was_carried_was_issued_already(self, issued):
        envelope = json.dumps({"document": json.loads(STRAIGHT), "issueTo": PARTY})
        carried = convert(envelope.encode(), "un-json", carry=True).output.decode()
        with pytest.raises(Refused) as refused:
            issued(carried)
        assert [code for code, _ in faults(refused)] == ["SEAL-004"]

    def test_a_bill_that_others_signed(self):
        signed = understand(STRAIGHT.encode())
        note = fault("SEAL-001", wire="/signature")
        signed = replace(signed, opened=structs.replace(signed.opened, faults=(note,)))
        with pytest.raises(Refused) as refused:
            _refuse_issued(signed)
        assert faults(refused) == [("SEAL-003", "/signature")]

    def test_a_bill_of_a_registry_was_issued_already(self, issued):
        pack = (ROOT / "examples" / "open-ebl-pack" / "pack.openebl.json").read_text("utf-8")
        with pytest.raises(Refused) as refused:
            issued(pack)
        assert [code for code, _ in faults(refused)] == ["SEAL-004"]

    def test_a_number_that_has_no_canonical_form(self, issued):
        with pytest.raises(Refused) as refused:
            issued(STRAIGHT.replace("4320.000", "4320.00000000000000001"))
        [(code, place)] = faults(refused)
        assert (code, place) == (
            "READ-013", "/consignmentItems/0/cargoItems/0/cargoGrossWeight/value"
        )  # fmt: skip

    def test_a_number_that_has_none_is_named_in_the_document_that_was_given(self, issued):
        carried = convert(STRAIGHT.encode(), "un-json", carry=True).output.decode()
        with pytest.raises(Refused) as refused:
            issued(carried.replace("4320.000", "4320.00000000000000001"))
        [one] = refused.value.report
        assert (one.code, one.at.bill) == (
            "READ-013", "consignment_items[0].cargo_items[0].cargo_gross_weight.value"
        )  # fmt: skip
        assert one.at.wire.startswith("/specifiedConsignment/")

    def test_by_a_key_whose_certificate_has_run_out(self, issued):
        with pytest.raises(UsageError, match="not valid at the time"):
            issued(at=dt.datetime(2028, 1, 1, tzinfo=dt.UTC))


class TestToWhom:
    @pytest.mark.parametrize(
        ("change", "places"),
        (
            ({"partyName": " "}, ["/partyName"]),
            ({"partyName": "K" * 71}, ["/partyName"]),
            ({"partyName": 7}, ["/partyName"]),
            ({"partyName": None}, ["/partyName"]),
            ({"sendToPlatform": "BOLER"}, ["/sendToPlatform"]),
            ({"identifyingCodes": []}, ["/identifyingCodes"]),
            ({"identifyingCodes": {}}, ["/identifyingCodes"]),
            ({"identifyingCodes": [{}]}, ["/identifyingCodes/0/codeListProvider",
                                          "/identifyingCodes/0/partyCode"]),
            ({"taxLegalReferences": [{"type": "EORI", "countryCode": "nl", "value": "1"}]},
             ["/taxLegalReferences/0/countryCode"]),
        ),
        ids=str,
    )  # fmt: skip
    def test_a_breach_is_named_at_its_place(self, change, places):
        with pytest.raises(Refused) as refused:
            judged_issue_to(PARTY | change)
        assert [one.at.wire for one in refused.value.report] == places

    def test_every_member_that_is_missing_is_named_at_once(self):
        with pytest.raises(Refused) as refused:
            judged_issue_to({})
        assert [one.at.wire for one in refused.value.report] == [
            "/partyName", "/sendToPlatform", "/identifyingCodes"
        ]  # fmt: skip

    @pytest.mark.parametrize("tree", ([], "BOLE", None, 1))
    def test_what_is_no_object_is_refused(self, tree):
        with pytest.raises(Refused):
            judged_issue_to(tree)

    def test_members_that_the_publication_does_not_name_are_vouched_for_too(self, signer, trust):
        made = issue(STRAIGHT.encode(), PARTY | {"desk": "3"}, signer).request
        assert json.loads(made)["issueTo"]["desk"] == "3"
        assert isinstance(verify(made, trust, at=DAY).signature, Verified)
        assert isinstance(verify(made.replace(b'"3"', b'"4"'), trust, at=DAY).signature, Rejected)

    def test_a_platform_that_nobody_knows_is_refused(self):
        with pytest.raises(Refused) as refused:
            judged_issue_to(PARTY | {"sendToPlatform": "NOBO"})
        assert faults(refused) == [("PARSE-020", "/sendToPlatform")]

    def test_the_platforms_that_the_conformance_kit_plays_are_known_to_its_profile(self):
        kit = PARTY | {"sendToPlatform": "DCSB"}
        assert judged_issue_to(kit, CTK) == kit
        with pytest.raises(Refused):
            judged_issue_to(kit)

    def test_a_provider_of_codes_that_nobody_knows_is_refused(self):
        codes = [PARTY["identifyingCodes"][0], {"codeListProvider": "XX", "partyCode": "1"}]
        with pytest.raises(Refused) as refused:
            judged_issue_to(PARTY | {"identifyingCodes": codes})
        assert faults(refused) == [("PARSE-020", "/identifyingCodes/1/codeListProvider")]

    def test_a_number_that_has_no_canonical_form_is_named_in_the_file(self):
        with pytest.raises(Refused) as refused:
            judged_issue_to(PARTY | {"rank": 2**60 + 1})
        assert faults(refused) == [("READ-013", "/rank")]

    @pytest.mark.parametrize("member", ("partyName", "sendToPlatform", "anything"))
    def test_half_of_a_character_is_refused(self, member):
        with pytest.raises((Refused, UsageError)):
            judged_issue_to(PARTY | {member: "\ud800"})

    def test_a_replaced_bill_needs_its_number(self):
        with pytest.raises(Refused) as refused:
            judged_replacements({"newTransportDocumentReferences": [{}]})
        assert [one.at.wire for one in refused.value.report] == [
            "/newTransportDocumentReferences/0/transportDocumentReference"
        ]


class TestAVisualisation:
    @pytest.mark.parametrize(
        ("content", "kind", "says"),
        (
            (b"", "application/pdf", "is empty"),
            (b"GIF89a", "application/pdf", "is no PDF"),
            (b"GIF89a", "gif", "no media type"),
        ),
    )
    def test_what_cannot_serve_is_refused(self, content, kind, says):
        with pytest.raises(UsageError, match=says):
            Visualisation("bill", content, kind)

    def test_a_name_that_is_too_long_is_named_in_the_request(self, issued):
        with pytest.raises(Refused) as refused:
            issued(visualisation=Visualisation("b" * 101, PDF))
        assert faults(refused) == [("EMIT-004", "/eBLVisualisationByCarrier/name")]

    def test_one_that_no_receiver_would_read_is_refused(self, issued):
        with pytest.raises(Refused) as refused:
            issued(visualisation=Visualisation("bill.pdf", PDF.ljust(6_000_001)))
        assert faults(refused) == [("EMIT-035", "")]

    def test_the_largest_one_is_read_again(self, signer, trust):
        largest = Visualisation("bill.pdf", PDF.ljust(6_000_000))
        made = issue(STRAIGHT.encode(), PARTY, signer, visualisation=largest)
        assert isinstance(verify(made.request, trust, at=DAY).signature, Verified)

    def test_it_does_not_show_its_content(self):
        assert "PDF-" not in repr(SHOWN)


def test_a_copy_is_not_issued(issued):
    message = convert(STRAIGHT.encode(), "iftmcs").output.decode().replace("BGM+706", "BGM+707")
    with pytest.raises(Refused) as refused:
        issued(message)
    assert faults(refused) == [("SEAL-008", "segment 2 BGM C002/1001")]


def test_a_cancellation_is_not_issued(issued):
    said = convert(STRAIGHT.encode(), "iftmcs").output.decode()
    number = said.split("BGM+706+")[1].split("'")[0].removesuffix("+9")
    message = said.replace(f"BGM+706+{number}+9", f"BGM+706+{number}+1")
    more = {"transport_document_status": "ISSUED", "is_electronic": True}
    with pytest.raises(Refused) as refused:
        issued(message, supplement=more)
    assert ("EMIT-023", "segment 2 BGM 1225") in faults(refused)
