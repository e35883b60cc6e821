"""What somebody meets who has just installed it: an empty folder, an empty environment."""

import importlib
import subprocess
import sys

import pytest

import fairlead as library
from fairlead.cli.app import VERBS
from tests.cli.conftest import COMMAND  # noqa: F401 - named so that a missing command is seen here
from tests.conftest import ROOT


def below(verb):
    """The verbs of a verb."""
    command = importlib.import_module(f"fairlead.cli.verbs.{verb}").command
    return getattr(command, "commands", ())


CALLS = [(), *((verb,) for verb in VERBS), *((verb, one) for verb in VERBS for one in below(verb))]


def test_the_version_is_the_one_of_the_library(program):
    said = program("--version")
    assert (said.code, said.out, said.err) == (0, f"fairlead {library.__version__}\n", "")


def test_the_module_is_the_command(place, program):
    words = ("check", "reefer.json")
    done = subprocess.run(
        [sys.executable, "-I", "-m", "fairlead", *words], capture_output=True, check=False, env={}
    )
    said = program(*words)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (said.code, said.out, b"")


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_help_teaches_by_example(fairlead, words):
    said = fairlead(*words, "--help")
    assert (said.code, said.err) == (0, "")
    assert "Usage: fairlead" in said.out
    examples = [line for line in said.out.splitlines() if line.startswith("    ")]
    invented = [line for line in examples if " fairlead " in f" {line}"]
    assert not words or len(invented) >= 2, said.out


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_the_reference_tells_of_every_verb(words):
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert f"\n## `{' '.join(('fairlead', *words))}`\n" in page


@pytest.mark.parametrize(
    ("words", "begins"),
    (
        (("detect", "reefer.json"), "reefer.json: dcsa ("),
        (("check", "reefer.json"), "reefer.json: 92 rules asked (profile strict): none broken;"),
        (("convert", "reefer.json", "--to", "un-json", "--report", "none"), '{"exchangedDocument"'),
        (("show", "reefer.json"), '{\n  "transport_document_reference": "'),
        (("formats",), "alias        id"),
        (("rules",), "code      severity"),
        (("mappings", "show", "un-json"), "in the Bill"),
        (("mappings", "check", "dcsa"), "dcsa.transport-document.3: "),
    ),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_each_verb_works_in_an_empty_environment(program, words, begins):
    said = program(*words)
    assert (said.code, said.out[: len(begins)], said.err) == (0, begins, "")


def test_a_verb_is_suggested(fairlead):
    said = fairlead("convrt")
    assert said.code == 2
    assert "did you mean convert?" in said.err
    assert said.err.count("\n") == 1


def test_no_verb_at_all_is_misuse(fairlead):
    said = fairlead()
    assert (said.code, said.err) == (2, "fairlead: error: name a verb; see fairlead --help\n")


def test_the_coverage_of_no_folder_says_where_to_look(fairlead):
    said = fairlead("mappings", "coverage")
    assert said.code == 2
    assert "--vectors" in said.err


OF_NO_USE_TO_JSON = {
    "asyncio", "cryptography", "getpass", "http", "lxml", "pydantic", "rich", "signxml", "tomllib",
    "xml", "xmlschema", "fairlead.formats.tolerance", "fairlead.formats.wire.message",
    "fairlead.lens.compile", "fairlead.lens.habits", "fairlead.lens.language",
    "fairlead.rules.plan", "fairlead.rules.source", "fairlead.seal", "fairlead.syntax.edifact",
    "fairlead.syntax.xml",
}  # fmt: skip
"""What a conversion from JSON to JSON must not import: other wires, seals, and what compiles."""


def test_starting_does_not_import_what_is_not_asked_for(program):
    """Answering --version takes nothing of the machinery; a conversion draws no table."""
    ask = "import sys; sys.argv = {}; from fairlead.cli.entry import main; main()"
    for words, absent in (
        (["fairlead", "--version"], {"click", "msgspec", "fairlead.errors", "json"}),
        (
            ["fairlead", "convert", "reefer.json", "--to", "dcsa"],
            {"rich", "jsonschema", "pycountry", "pydantic"},
        ),
        (["fairlead", "convert", "reefer.json", "--to", "un-json"], OF_NO_USE_TO_JSON),
    ):
        code = f"{ask.format(words)}; print(*sys.modules, file=sys.stderr)"
        done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
        assert absent & set(done.stderr.decode().split()) == set(), words
