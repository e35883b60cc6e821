"""The report in each of its forms, and the order in which it goes to its stream."""

import json
from xml.etree import ElementTree as ET

import pytest

from fairlead import check, convert
from fairlead.rules import RULEBOOK
from tests.cli.calls import BROKEN, UNRULY, call, story


def report(form, *words, stdin, stream="err"):
    """The report of one call, in one form."""
    return getattr(call(*words, "--report", form, stdin=stdin), stream)


class TestJson:
    def test_a_check_says_what_the_library_says(self):
        said = json.loads(report("json", "check", "-", stdin=UNRULY, stream="said"))
        [document] = said["documents"]
        assert document["faults"] == check(UNRULY).as_json()
        assert (document["done"], document["verb"]) == (False, "check")

    def test_a_conversion_tells_the_fate_of_every_leaf(self):
        said = json.loads(report("json", "convert", "-", "--to", "un-json", stdin=story("reefer")))
        [document] = said["documents"]
        made = convert(story("reefer"), "un-json")
        ledger = document["ledger"]
        assert document["faults"] == made.report.as_json()
        assert ledger["total"] == len(ledger["leaves"]) == made.ledger.total
        assert {fate: ledger[fate] for fate in made.ledger.counts} == made.ledger.counts
        assert ledger["mapped"] + ledger["kept"] + ledger["lost"] == ledger["total"]

    def test_a_refusal_has_no_ledger(self):
        said = json.loads(report("json", "convert", "-", "--to", "un-json", stdin=BROKEN))
        [document] = said["documents"]
        assert (document["done"], document["ledger"], document["source"]) == (False, None, None)
        assert [one["code"] for one in document["faults"]] == ["PARSE-006"]

    def test_several_documents_are_one_report(self, tmp_path):
        names = ("straight-bill", "reefer")
        paths = [tmp_path / f"{name}.json" for name in names]
        for path, name in zip(paths, names, strict=True):
            path.write_bytes(story(name))
        said = json.loads(call("check", *paths, "--report", "json").out)
        assert [one["document"] for one in said["documents"]] == [str(path) for path in paths]


class TestJunit:
    def test_a_rule_that_is_kept_is_a_case_that_passes(self):
        text = report("junit", "check", "-", stdin=story("reefer"), stream="said")
        [suite] = ET.fromstring(text)  # noqa: S314 - our own report
        assert [case.get("name") for case in suite] == [rule.code for rule in RULEBOOK]
        assert suite.get("tests") == str(len(RULEBOOK))
        assert suite.get("failures") == "0"

    def test_a_rule_that_is_broken_is_a_failure(self):
        text = report("junit", "check", "-", stdin=UNRULY, stream="said")
        [suite] = ET.fromstring(text)  # noqa: S314 - our own report
        failed = {case.get("name") for case in suite if case.find("failure") is not None}
        assert failed == {one.code for one in check(UNRULY).errors}
        assert suite.get("failures") == str(len(failed))

    def test_a_refusal_is_a_failure_of_its_code(self):
        text = report("junit", "convert", "-", "--to", "un-json", stdin=BROKEN)
        [suite] = ET.fromstring(text)  # noqa: S314 - our own report
        assert [case.get("name") for case in suite] == ["PARSE-006"]
        assert suite[0].find("failure").get("type") == "PARSE-006"


class TestSarif:
    def test_it_names_its_version_and_schema(self):
        said = json.loads(report("sarif", "check", "-", stdin=story("reefer"), stream="said"))
        assert said["version"] == "2.1.0"
        assert "sarif-schema-2.1.0" in said["$schema"]
        assert said["runs"][0]["invocations"] == [{"executionSuccessful": True}]

    def test_every_result_points_at_its_rule(self):
        said = json.loads(report("sarif", "check", "-", stdin=UNRULY, stream="said"))
        [run] = said["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert len(run["results"]) == len(check(UNRULY))
        assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [
            one["ruleId"] for one in run["results"]
        ]
        assert run["invocations"] == [{"executionSuccessful": False}]

    def test_severities_become_levels(self):
        said = json.loads(report("sarif", "convert", "-", "--to", "un-json", stdin=story("reefer")))
        assert {one["level"] for one in said["runs"][0]["results"]} <= {"error", "warning", "note"}
        assert "warning" in {one["level"] for one in said["runs"][0]["results"]}


class TestText:
    def test_code_places_and_clause_are_said(self):
        said = report("text", "check", "-", stdin=BROKEN, stream="said")
        wanted = ("PARSE-006", "/transportDocumentTypeCode", "DCSA transport document 3.0.4")
        assert [one for one in wanted if one not in said] == []

    def test_every_leaf_is_counted(self):
        said = report("text", "convert", "-", "--to", "un-json", stdin=story("reefer"))
        counts = convert(story("reefer"), "un-json").ledger.counts
        assert f"{sum(counts.values())} leaves: " in said
        assert ", ".join(f"{count} {fate}" for fate, count in counts.items()) in said

    def test_like_places_are_folded(self):
        seals = [{"number": "FL-1", "source": "NONE"}] * 50
        tree = json.loads(story("reefer"))
        tree["utilizedTransportEquipments"][0]["seals"] = seals
        said = report("text", "check", "-", stdin=json.dumps(tree).encode(), stream="said")
        assert "/utilizedTransportEquipments/*/seals/*/source" in said
        assert said.count("/source") == 1


@pytest.mark.parametrize("form", ("text", "json", "junit", "sarif"))
def test_a_form_is_the_same_every_time(form):
    first = report(form, "check", "-", stdin=UNRULY, stream="said")
    assert report(form, "check", "-", stdin=UNRULY, stream="said") == first
