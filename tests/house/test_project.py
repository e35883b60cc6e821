"""The project around the code: what is locked, what is packaged, what is generated."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import fairlead
from tests.conftest import ROOT

TOP = {
    ".ci", ".editorconfig", ".gitattributes", ".gitignore", ".taplo.toml", "CHANGELOG.md",
    "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "SECURITY.md", "docs", "examples",
    "hatch_build.py", "mappings", "pyproject.toml", "requirements.lock", "schemas", "src", "tests",
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


def test_nobody_is_told_to_install_the_package_of_a_stranger():
    """The name on PyPI is not ours: the distribution is `fairlead-ebl`, with its extras."""
    pages = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile")]
    pages += [*ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"), *ROOT.glob(".ci/*")]
    pages += [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("tests/**/*.txt")]
    stranger = re.compile(r"\b(?:install|add|uvx)\b[^`\n/]*\bfairlead\b(?!-ebl)|\bfairlead\[[a-z]")
    wrong = [
        f"{page.relative_to(ROOT)}: {found[0]}"
        for page in pages
        if page.is_file() and page != Path(__file__)
        for found in stranger.finditer(page.read_text("utf-8"))
    ]
    assert wrong == []
    assert PROJECT["project"]["name"] == "fairlead-ebl"


@pytest.mark.parametrize("page", ("README.md", "docs/sealing.md"))
def test_whoever_installs_is_warned_of_the_package_of_a_stranger(page):
    said = " ".join((ROOT / page).read_text("utf-8").split())
    assert re.search(r"package `fairlead` on PyPI is somebody else's", said)


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
