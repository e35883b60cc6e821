"""A request to issue by Open eBL, and its signed pack: what each says, and what is refused."""

import base64
import datetime as dt
import json

import pytest

from fairlead import Refused, UsageError, convert
from fairlead.gateway.issue.dcsa import Visualisation
from fairlead.gateway.issue.openebl import issue_pack, judged_parties
from fairlead.gateway.vouch.anchors import Anchors
from fairlead.gateway.vouch.openebl import verify_pack
from fairlead.seal import Rejected, Verified, open_signer
from tests.conftest import ROOT
from tests.unit.gateway.issuers import DAY, ISSUER, PARTIES, PDF, lay
from tests.unit.seal.verdicts import heard

EXAMPLES = ROOT / "examples"
STRAIGHT = (EXAMPLES / "straight-bill" / "bill.dcsa.json").read_text("utf-8")
TO_ORDER = (EXAMPLES / "to-order-two-containers" / "bill.dcsa.json").read_text("utf-8")
WAYBILL = (EXAMPLES / "sea-waybill" / "bill.dcsa.json").read_text("utf-8")
NEW = "00000000-0000-4000-8000-00000000000f"
TOLD = ["did:openebl:notify-a"]


@pytest.fixture
def issued(tmp_path):
    """What comes of a bill."""

    def made(data=STRAIGHT, parties=PARTIES, uri=None, at=DAY, content=PDF, **terms):
        signer = open_signer(uri or lay(tmp_path))
        shown = Visualisation("bill.pdf", content)
        return issue_pack(
            data.encode(), parties, signer, visualisation=shown, at=at, identity=NEW, **terms
        )

    return made


@pytest.fixture
def trust(tmp_path):
    lay(tmp_path)
    return Anchors.of([tmp_path.joinpath("root.pem").read_bytes()]).alone()


def read(pack):
    payload = json.loads(pack)["payload"]
    return json.loads(base64.urlsafe_b64decode(payload + "=="))


def changed(text, **members):
    return json.dumps(json.loads(text) | members)


def faults(refused):
    return [(one.code, one.at.bill) for one in refused.value.report.errors]


class TestThePack:
    @pytest.mark.parametrize("algorithm", ("ES256", "PS256"))
    def test_it_is_verified_back_to_the_root(self, issued, trust, tmp_path, algorithm):
        made = issued(uri=lay(tmp_path, algorithm=algorithm))
        verdict = heard(verify_pack(json.loads(made.pack), trust, at=DAY))
        assert isinstance(verdict, Verified)
        assert verdict.by.kid == ISSUER

    def test_one_other_owner_is_rejected(self, issued, trust):
        signed = json.loads(issued().pack)
        tree = read(issued().pack) | {"current_owner": "did:openebl:thief"}
        payload = base64.urlsafe_b64encode(json.dumps(tree).encode()).decode().rstrip("=")
        assert isinstance(
            heard(verify_pack(signed | {"payload": payload}, trust, at=DAY)), Rejected
        )

    def test_it_is_version_one_with_no_parent(self, issued):
        pack = read(issued().pack)
        assert (pack["id"], pack["version"], pack["parent_hash"]) == (PARTIES["id"], 1, "")

    def test_it_is_issued_and_given_to_the_shipper(self, issued):
        pack = read(issued().pack)
        bill, given = (next(iter(one.items())) for one in pack["events"])
        assert bill[0] == "bill_of_lading"
        assert (bill[1]["created_by"], bill[1]["created_at"]) == (ISSUER, "2026-11-25T08:00:00Z")
        assert given == ("transfer", {
            "transfer_by": ISSUER,
            "transfer_to": PARTIES["shipper"],
            "transfer_at": "2026-11-25T08:00:00Z",
        })  # fmt: skip
        assert pack["current_owner"] == PARTIES["shipper"]

    def test_the_dids_stand_first_and_what_the_bill_says_of_parties_stays(self, issued):
        document = read(issued().pack)["events"][0]["bill_of_lading"]["bill_of_lading_v3"]
        parties = document["documentParties"]
        codes = {
            role: [one["partyCode"] for one in parties[role]["identifyingCodes"]]
            for role in ("shipper", "consignee", "issuingParty")
        }
        assert codes == {
            "shipper": [PARTIES["shipper"], "KES-1"],
            "consignee": [PARTIES["consignee"], "BDV-7"],
            "issuingParty": [ISSUER, "FLA-1"],
        }
        assert parties["shipper"]["partyName"] == "Kessel Pumps B.V."
        [agent] = parties["other"]
        assert agent["partyFunction"] == "DDS"
        assert agent["party"]["identifyingCodes"][0]["partyCode"] == PARTIES["release_agent"]

    def test_an_id_that_nobody_states_is_the_caller_s(self, issued):
        parties = {name: value for name, value in PARTIES.items() if name != "id"}
        assert read(issued(parties=parties).pack)["id"] == NEW

    def test_the_same_again_is_the_same_bytes(self, issued, tmp_path):
        uri = lay(tmp_path)
        one, other = issued(uri=uri), issued(uri=uri)
        assert (one.request, one.pack) == (other.request, other.pack)

    def test_a_time_is_said_in_utc_to_the_second(self, issued):
        at = dt.datetime(2026, 11, 25, 9, 0, 0, 5, dt.timezone(dt.timedelta(hours=1)))
        issue = read(issued(at=at).pack)["events"][0]["bill_of_lading"]
        assert issue["created_at"] == issue["file"]["created_date"] == "2026-11-25T08:00:00Z"

    def test_note_and_metadata_stand_where_open_ebl_keeps_them(self, issued):
        pack = read(issued(parties=PARTIES | {"note": "n", "metadata": {"a": 1}}).pack)
        issue, given = pack["events"]
        assert issue["bill_of_lading"]["note"] == "n"
        assert issue["bill_of_lading"]["metadata"] == given["transfer"]["metadata"] == {"a": 1}


class TestTheRequest:
    def test_it_says_what_the_bill_says_and_what_the_file_says(self, issued):
        beside = {name: PARTIES[name] for name in PARTIES.keys() - {"id", "created_by"}}
        assert json.loads(issued().request) == beside | {
            "file": {
                "name": "bill.pdf",
                "type": "application/pdf",
                "content": base64.b64encode(PDF).decode(),
            },
            "bl_number": "FLDL-2025-0001",
            "to_order": False,
            "pol": {"locationName": "Rotterdam", "UNLocationCode": "NLRTM"},
            "pod": {"locationName": "Santos", "UNLocationCode": "BRSSZ"},
            "eta": "2025-03-29",
            "draft": False,
        }

    def test_the_report_names_no_leaf_of_what_the_issue_itself_records(self, issued):
        assert [str(one.at.bill) for one in issued().report] == []


class TestWhatIsNotIssued:
    @pytest.fixture
    def refused(self, issued):
        def refuse(data=STRAIGHT, parties=PARTIES, **terms):
            with pytest.raises(Refused) as refused:
                issued(data, parties, **terms)
            return faults(refused)

        return refuse

    def test_a_draft(self, refused):
        draft = changed(STRAIGHT, transportDocumentStatus="DRAFT")
        assert refused(draft) == [("RULE-002", "transport_document_status")]

    def test_a_waybill_for_open_ebl_has_no_kind_for_it(self, refused):
        assert ("EMIT-022", "transport_document_type") in refused(WAYBILL)

    def test_a_port_without_name_or_code(self, refused):
        tree = json.loads(STRAIGHT)
        del tree["transports"]["portOfLoading"]["locationName"]
        assert refused(json.dumps(tree)) == [("EMIT-020", "port_of_loading.location_name")]

    def test_a_bill_that_does_not_say_whether_it_is_to_order(self, refused):
        un = json.loads(convert(STRAIGHT.encode(), "un-json").output)
        del un["specifiedConsignment"][0]["consignee"]
        for name in ("id", "originalIssuedQuantity"):
            del un["exchangedDocument"][name]
        said = refused(json.dumps(un))
        wanted = [("EMIT-020", name) for name in ("transport_document_reference", "to_order")]
        assert set(wanted) <= set(said)

    def test_a_bill_to_order_without_an_endorsee_in_the_file(self, refused):
        said = refused(TO_ORDER, PARTIES | {"notify_parties": TOLD}, allow=("endorsement",))
        assert said == [("EMIT-037", "to_order")]

    def test_an_endorsement_until_it_is_allowed(self, refused, issued):
        parties = PARTIES | {"endorsee": "did:openebl:bank", "notify_parties": TOLD}
        assert refused(TO_ORDER, parties) == [("EMIT-033", "endorsee")]
        made = issued(TO_ORDER, parties, allow=("endorsement",))
        said = read(made.pack)["events"][0]["bill_of_lading"]["bill_of_lading_v3"]
        endorsee = said["documentParties"]["endorsee"]
        assert endorsee["partyName"] == "Harbour Trade Bank"
        assert endorsee["identifyingCodes"][0]["partyCode"] == "did:openebl:bank"

    def test_a_bill_in_blank_until_that_is_allowed(self, refused, issued):
        tree = json.loads(TO_ORDER)
        del tree["documentParties"]["endorsee"]
        blank = json.dumps(tree)
        parties = PARTIES | {"endorsee": "did:openebl:bank", "notify_parties": TOLD}
        assert refused(blank, parties) == [("EMIT-033", "endorsee")]
        assert issued(blank, parties, allow=("endorsement",)).pack

    @pytest.mark.parametrize("told", ([], TOLD))
    def test_dids_of_others_than_the_bill_has_notified(self, refused, told):
        bill, parties = (STRAIGHT, PARTIES | {"notify_parties": told}) if told else (
            TO_ORDER, PARTIES | {"endorsee": "did:openebl:bank"}
        )  # fmt: skip
        said = refused(bill, parties, allow=("endorsement",))
        assert said == [("EMIT-037", "notify_parties")]

    def test_a_did_that_differs_from_the_bill_s_own(self, refused):
        tree = json.loads(STRAIGHT)
        code = {"codeListProvider": "OEBL", "codeListName": "DID", "partyCode": "did:openebl:x"}
        tree["documentParties"]["shipper"]["identifyingCodes"].append(code)
        said = refused(json.dumps(tree))
        assert ("EMIT-037", "shipper.identifying_codes[1]") in said

    def test_a_file_with_which_no_receiver_would_read_the_pack(self, refused):
        assert refused(content=PDF.ljust(4_500_000)) == [("EMIT-035", None)]

    def test_a_record_of_the_registry_in_the_supplement(self, issued):
        with pytest.raises(UsageError, match="comes from --issue-to"):
            issued(supplement={"registry_record": {"id": "x"}})


class TestTheFile:
    @pytest.mark.parametrize(
        ("change", "place"),
        (
            ({"shipper": "kessel"}, "/shipper"),
            ({"shipper": "did:openebl:two words"}, "/shipper"),
            ({"shipper": 1}, "/shipper"),
            ({"id": "1"}, "/id"),
            ({"bl_doc_type": "SeaWaybill"}, "/bl_doc_type"),
            ({"notify_parties": ["did:a:b", "did:a:b"]}, "/notify_parties"),
            ({"notify_parties": ["did:a:1", "did:a:2", "did:a:3", "did:a:4"]}, "/notify_parties"),
            ({"bl_number": "FLDL-2025-0001"}, "/bl_number"),
            ({"draft": True}, "/draft"),
        ),
        ids=str,
    )
    def test_a_breach_is_named_at_its_place(self, change, place):
        with pytest.raises(Refused) as refused:
            judged_parties(PARTIES | change)
        assert [one.at.wire for one in refused.value.report] == [place]


class TestTheKey:
    def test_one_without_certificates_cannot_sign_a_pack(self, issued, tmp_path):
        bare = lay(tmp_path).partition("?")[0]
        with pytest.raises(UsageError, match=r"name them: file:key.pem\?x5c=chain.pem"):
            issued(uri=bare)

    def test_one_of_another_party_is_refused(self, issued, tmp_path):
        with pytest.raises(UsageError, match="names 'did:openebl:other'"):
            issued(uri=lay(tmp_path, "did:openebl:other"))

    def test_one_whose_certificate_names_nobody_is_refused(self, issued, tmp_path):
        with pytest.raises(UsageError, match="cannot be that of created_by"):
            issued(uri=lay(tmp_path, None))

    def test_one_of_a_kind_that_open_ebl_does_not_know_is_refused(self, issued, tmp_path):
        with pytest.raises(UsageError, match="Ed25519"):
            issued(uri=lay(tmp_path, algorithm="EdDSA"))

    def test_one_whose_certificate_has_run_out_is_refused(self, issued):
        with pytest.raises(UsageError, match="not valid at the time"):
            issued(at=dt.datetime(2028, 1, 1, tzinfo=dt.UTC))
