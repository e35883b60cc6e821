"""The forms of the report that programs read."""

import json
import xml.etree.ElementTree as ET

import pytest

from fairlead.rules import asked

CONVERT = ("convert", "reefer.json", "--to", "un-json", "--report")
REFUSED = ("convert", "sea-waybill.json", "--to", "un-json", "--report")


def test_json_has_every_fault_and_the_fate_of_every_leaf(fairlead):
    [document] = fairlead(*CONVERT, "json").documents
    ledger = document["ledger"]
    assert document["done"]
    assert (document["source"], document["target"]) == (
        "dcsa.transport-document.3",
        "uncefact.bill-of-lading.d23b",
    )
    assert (
        ledger["total"]
        == len(ledger["leaves"])
        == sum(ledger[fate] for fate in ("mapped", "kept", "lost"))
    )
    assert sum(one["fate"] == "lost" for one in ledger["leaves"]) == ledger["lost"]
    assert set(document["faults"][0]) == {"code", "severity", "at", "says", "law"}


def test_json_of_a_refusal(fairlead):
    said = fairlead(*REFUSED, "json")
    [document] = said.documents
    assert (said.code, document["done"], document["ledger"]) == (1, False, None)
    assert [one["code"] for one in document["faults"]] == ["EMIT-022"]


def test_json_of_several_documents_is_one_object(fairlead):
    said = fairlead("check", "reefer.json", "supplement.json", "--report", "json")
    assert [(one["document"], one["done"]) for one in said.documents] == [
        ("reefer.json", True),
        ("supplement.json", False),
    ]


def test_junit_has_a_case_for_each_rule_and_each_code(fairlead, place):
    bill = place.joinpath("reefer.json").read_text("utf-8")
    place.joinpath("broken.json").write_text(bill.replace("FLDU5200444", "FLDU5200445"), "utf-8")
    said = fairlead("check", "reefer.json", "broken.json", "supplement.json", "--report", "junit")
    suites = ET.fromstring(said.out)  # noqa: S314 - we wrote it
    good, bad, unread = suites.findall("testsuite")
    assert suites.tag == "testsuites"
    assert (good.get("tests"), good.get("failures")) == (str(len(asked())), "0")
    assert [case.get("name") for case in good.findall("testcase")] == [*asked()]
    assert [case.get("name") for case in bad if case.find("failure") is not None] == ["RULE-130"]
    assert [case.get("name") for case in unread] == ["READ-020"]
    assert unread.find("testcase/failure").get("type") == "READ-020"


def test_junit_of_a_conversion_passes_with_its_losses_told(fairlead):
    said = fairlead(*CONVERT, "junit")
    [suite] = ET.fromstring(said.err)  # noqa: S314 - we wrote it
    told = {case.get("name") for case in suite if case.find("system-out") is not None}
    assert suite.get("failures") == "0"
    assert told == {"LOSS-001", "LOSS-006"}


@pytest.mark.parametrize("words", (CONVERT, REFUSED, ("check", "reefer.json", "--report")))
def test_sarif_has_the_shape_of_2_1_0(fairlead, words):
    said = fairlead(*words, "sarif")
    log = json.loads(said.err or said.out)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert run["tool"]["driver"]["name"] == "fairlead"
    assert run["invocations"] == [{"executionSuccessful": said.code == 0}]
    for rule in rules:
        assert set(rule) <= {"id", "shortDescription", "fullDescription", "defaultConfiguration"}
        assert rule["shortDescription"]["text"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        [location] = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].endswith(".json")
        assert all(one["fullyQualifiedName"] for one in location.get("logicalLocations", ()))


def test_sarif_names_a_file_as_a_uri(fairlead, place):
    place.joinpath("a bill#1.json").write_text("{}", "utf-8")
    said = fairlead("check", "a bill#1.json", "--report", "sarif")
    [result] = json.loads(said.out)["runs"][0]["results"]
    [location] = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "a%20bill%231.json"


def test_none_says_nothing(fairlead):
    assert fairlead(*CONVERT, "none").err == ""
    said = fairlead(*REFUSED, "none")
    assert (said.code, said.out, said.err) == (1, "", "")
