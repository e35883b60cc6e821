"""The project around the code: what is locked, what is packaged, what is generated."""

import re
import subprocess
import sys
import tomllib

import pytest

import fairlead
from tests.conftest import ROOT

TOP = {
    ".ci", ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "Makefile", "README.md", "SECURITY.md", "docs", "examples", "mappings",
    "pyproject.toml", "requirements.lock", "schemas", "src", "tests",
}  # fmt: skip

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def wanted():
    """Every distribution that pyproject.toml asks for."""
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    return sorted({NAME.match(one)[0].lower() for one in asked})


@pytest.mark.parametrize("name", wanted())
def test_every_dependency_is_locked(name):
    assert re.search(rf"^{re.escape(name)}==", LOCK, re.MULTILINE)


def test_every_locked_distribution_is_pinned_and_hashed():
    entries = [entry for entry in re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE) if entry.strip()]
    loose = [
        entry.splitlines()[0]
        for entry in entries
        if not re.match(r"[a-z0-9._-]+==\S+", entry) or "--hash=sha256:" not in entry
    ]
    assert entries
    assert loose == []


def test_the_lock_names_no_host_and_no_machine():
    assert re.findall(r"https?://\S+|file:\S+|--(?:extra-)?index-url\S*|(?<=\s)/\S+", LOCK) == []


def test_the_top_of_the_repository_is_as_drawn():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert {path.partition("/")[0] for path in listed.stdout.splitlines()} - TOP == set()


def test_generated_files_are_as_generated():
    command = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_version_is_one():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0]
    assert fairlead.__version__ == PROJECT["project"]["version"]
    assert newest in {"Unreleased", fairlead.__version__}


def test_decisions_are_numbered_without_gaps():
    pages = sorted(path.name for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert [name[:4] for name in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]


@pytest.mark.parametrize("section", ("Context", "Decision", "Consequences", "Alternatives refused"))
def test_a_decision_says_why(section):
    pages = (ROOT / "docs" / "adr").glob("*.md")
    assert [page.name for page in pages if f"\n## {section}\n" not in page.read_text("utf-8")] == []
