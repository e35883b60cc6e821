"""Our schemas of requests to issue say what DCSA's and Open eBL's publications say."""

import pytest
import yaml

from fairlead.formats.schema import Schema
from fairlead.resources import find
from tests.conftest import shared

NOT_FACTS = {"title", "description", "example", "default"}
SAID_BY_US = {"$defs", "$id", "$schema", "$comment", "title"}


def ours(*folder):
    return Schema.load(find("schemas", *folder, "schema.json")).document


def published(*parts, cases):
    text = shared("specs", *parts, cases=cases).read_text("utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)["components"]["schemas"]


def facts(node, names):
    """A schema of a publication, or of ours, without what is no fact; `names` renames links."""
    if isinstance(node, list):
        return [facts(one, names) for one in node]
    if not isinstance(node, dict):
        return node
    if "allOf" in node and len(node["allOf"]) == 1:
        return facts(node["allOf"][0], names)
    left = NOT_FACTS | SAID_BY_US
    said = {key: facts(value, names) for key, value in node.items() if key not in left}
    if "properties" in node:  # there `title` and the like are names of members
        said["properties"] = {key: facts(one, names) for key, one in node["properties"].items()}
    if said.get("format") == "byte":
        del said["format"]
        said["contentEncoding"] = "base64"
    if "$ref" in said:
        name = said["$ref"].rpartition("/")[2]
        return facts(names[name], names) if name in names else {"$ref": f"#/$defs/{name}"}
    return said


class TestDcsa:
    @pytest.fixture
    def dcsa(self):
        return published("dcsa", "EBL_ISS_v3.0.4.yaml", cases=4)

    def test_every_fact_of_every_definition_is_the_published_one(self, dcsa):
        parts = ours("dcsa", "issuance-request-3")["$defs"]
        assert {name: facts(node, {}) for name, node in parts.items()} == {
            name: facts(dcsa[name], {}) for name in parts
        }

    def test_the_request_itself_is_the_published_one_around_the_document(self, dcsa):
        whole = {"TransportDocument": {"type": "object"}}
        said = facts(dcsa["IssuanceRequest"], whole)
        assert facts(ours("dcsa", "issuance-request-3"), {}) == said

    def test_the_document_inside_is_that_of_the_bill_of_lading_api_but_for_feedbacks(self, dcsa):
        bill = facts(published("dcsa", "EBL_v3.0.4.yaml", cases=1)["TransportDocument"], {})
        del bill["properties"]["feedbacks"]
        assert facts(dcsa["TransportDocument"], {}) == bill

    def test_no_part_forbids_members_that_it_does_not_name(self, dcsa):
        assert "additionalProperties" not in str(dcsa["IssueToParty"])


class TestOpenEbl:
    def test_every_fact_is_the_published_one(self):
        said = published("openebl", "api.yaml", cases=1)
        kinds = {name: said[name] for name in ("BillOfLadingDocumentType", "ApplicationMetaData")}
        base, own = said["UpdateBillOfLadingRequest"]["allOf"]
        assert base["$ref"].endswith("/BaseRequest")
        request = facts(own, kinds)
        metadata = facts(said["BaseRequest"]["properties"], kinds)
        request["properties"] = metadata | request["properties"]
        stated = ours("openebl", "issue-request-1")
        assert facts(stated, {}) == request
        for name, node in stated["$defs"].items():
            assert facts(node, {}) == facts(said[name], {})


def test_what_an_issue_says_beside_the_bill_is_what_open_ebl_asks_and_no_bill_says():
    asked = set(ours("openebl", "issue-request-1")["properties"])
    beside = set(ours("fairlead", "openebl-issue-1")["properties"])
    of_the_bill = {"file", "bl_number", "to_order", "pol", "pod", "eta", "draft"}
    assert beside == asked - of_the_bill | {"id", "created_by"}
