"""Every verb, as somebody calls it who has just installed Fairlead: nothing around, nothing set."""

import json

import pytest

import fairlead
from fairlead.formats import FORMATS
from fairlead.rules import PROFILES, RULEBOOK
from tests.cli.calls import BROKEN, STORIES, UNRULY, call, files, pack, spawn, story


class TestInAnEmptyFolderWithAnEmptyEnvironment:
    @pytest.mark.parametrize(
        ("words", "code"),
        (
            (("--version",), 0),
            (("--help",), 0),
            (("formats",), 0),
            (("rules",), 0),
            (("mappings", "show", "dcsa"), 0),
            (("mappings", "check"), 0),
            (("detect", "-"), 0),
            (("check", "-"), 0),
            (("convert", "-", "--to", "un-json"), 0),
            (("convert", "-", "--to", "openebl"), 1),
            (("convert", "-"), 2),
            (("convert", "-", "--to", "nothing"), 2),
            ((), 2),
            (("mappings", "coverage"), 2),
        ),
    )
    def test_a_verb_ends_as_the_house_says(self, tmp_path, words, code):
        done = spawn(*words, stdin=story("straight-bill"), place=tmp_path)
        assert done.code == code, done.err
        assert "Traceback" not in done.err
        assert files(tmp_path) == []

    def test_a_refusal_and_a_misuse_give_no_result(self, tmp_path):
        refused = spawn("convert", "-", "--to", "dcsa", stdin=BROKEN, place=tmp_path)
        misused = spawn("convert", "-", "--to", "nothing", stdin=BROKEN, place=tmp_path)
        assert (refused.code, refused.out) == (1, b"")
        assert (misused.code, misused.out) == (2, b"")

    def test_nothing_is_coloured_where_nobody_looks(self, tmp_path):
        done = spawn("check", "-", stdin=BROKEN, place=tmp_path)
        assert done.code == 1
        assert b"\x1b" not in done.out


def test_the_version_is_that_of_the_library(tmp_path):
    assert spawn("--version", place=tmp_path).said == f"fairlead {fairlead.__version__}\n"
    assert call("--version").said == f"fairlead {fairlead.__version__}\n"


@pytest.mark.parametrize(
    "words",
    (
        ("convert",),
        ("check",),
        ("detect",),
        ("formats",),
        ("rules",),
        ("mappings",),
        ("mappings", "show"),
        ("mappings", "check"),
        ("mappings", "coverage"),
        ("mappings", "mutate"),
    ),
    ids=" ".join,
)
def test_every_help_shows_examples(words):
    done = call(*words, "--help")
    assert done.code == 0
    assert "Examples:" in done.said
    assert "  fairlead " in done.said


class TestCheck:
    @pytest.mark.parametrize("name", STORIES)
    def test_the_examples_are_clean(self, name):
        assert call("check", "-", stdin=story(name)).code == 0

    def test_a_broken_schema_and_a_broken_rule_are_refused(self):
        assert call("check", "-", stdin=BROKEN).code == 1
        assert call("check", "-", stdin=UNRULY).code == 1

    def test_one_bad_document_among_good_ones_is_enough(self, tmp_path):
        good, bad = tmp_path / "good.json", tmp_path / "bad.json"
        good.write_bytes(story("reefer"))
        bad.write_bytes(BROKEN)
        assert call("check", good, good).code == 0
        done = call("check", good, bad)
        assert done.code == 1
        assert "bad.json" in done.said

    def test_a_profile_weighs_in_its_own_way(self):
        shown = call("rules", "--profile", "ctk").said
        assert {call("check", "-", "--profile", one, stdin=UNRULY).code for one in PROFILES} <= {
            0,
            1,
        }
        assert "RULE-001" in shown

    def test_a_size_limit_refuses(self):
        done = call("check", "-", "--max-bytes", "10", stdin=story("reefer"))
        assert done.code == 1
        assert "READ-001" in done.said


class TestDetect:
    @pytest.mark.parametrize("target", [one.alias for one in FORMATS if one.alias != "openebl"])
    def test_what_was_made_is_recognised(self, target):
        made = call("convert", "-", "--to", target, stdin=story("reefer")).out
        assert call("detect", "-", stdin=made).said.startswith(f"standard input: {target} ")

    def test_a_pack_is_recognised(self):
        assert "openebl" in call("detect", "-", stdin=pack()[0]).said

    def test_json_is_for_programs(self):
        assert call("detect", "-", "--json", stdin=story("reefer")).made == [
            {"document": "standard input", "format": "dcsa.transport-document.3"}
        ]

    def test_what_is_no_bill_is_refused(self):
        done = call("detect", "-", stdin=b"{}")
        assert (done.code, done.said) == (1, "")
        assert "READ-020" in done.err


class TestTheLists:
    def test_formats(self):
        assert [one["id"] for one in call("formats", "--json").made] == [one.id for one in FORMATS]
        assert all(one.alias in call("formats").said for one in FORMATS)

    def test_rules(self):
        codes = [rule.code for rule in RULEBOOK]
        table = call("rules").said
        assert [code for code in codes if code not in table] == []
        assert [
            code for code in codes if code not in json.dumps(call("rules", "--json").made)
        ] == []

    @pytest.mark.parametrize("target", [one.alias for one in FORMATS])
    def test_mappings(self, target):
        done = call("mappings", "show", target)
        assert done.code == 0
        assert "of the schema have a row" in done.said
        assert call("mappings", "check", target).code == 0


class TestAGuess:
    @pytest.mark.parametrize(
        ("words", "guess"),
        (
            (("convert", "-", "--to", "dcas"), "dcsa"),
            (("convert", "-", "--to", "unjson"), "un-json"),
            (("check", "-", "--from", "openbl"), "openebl"),
            (("check", "-", "--profile", "strikt"), "strict"),
            (("check", "-", "--report", "jsn"), "json"),
            (("check", "-", "--revael"), "--reveal"),
            (("convrt", "-"), "convert"),
            (("mappings", "shw"), "show"),
            (("mappings", "show", "dcsaa"), "dcsa"),
            (("convert", "-", "--to", "openebl", "--allow", "endorsment"), "endorsement"),
        ),
    )
    def test_a_name_that_means_nothing_gets_the_likely_one(self, words, guess):
        done = call(*words, stdin=story("straight-bill"))
        assert (done.code, done.out) == (2, b"")
        assert f"did you mean {guess}?" in done.err

    def test_a_file_that_is_not_there_gets_its_neighbour(self, tmp_path):
        (tmp_path / "bill.json").write_bytes(story("reefer"))
        done = call("check", tmp_path / "bil.json")
        assert done.code == 2
        assert "bill.json" in done.err.partition("did you mean")[2]

    def test_a_missing_target_names_the_known_ones(self):
        done = call("convert", "-", stdin=story("reefer"))
        assert done.code == 2
        assert [one.alias for one in FORMATS if one.alias not in done.err] == []

    def test_a_version_that_cannot_be_written_names_those_that_can(self):
        done = call("convert", "-", "--to", "dcsa@9", stdin=story("reefer"))
        assert done.code == 2
        assert "3.0.4" in done.err
