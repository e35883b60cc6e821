"""What the documentation promises is run: every command, every session, every make target."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "examples").rglob("README.md")),
]
PLATFORM = ROOT / "docs" / "your-platform.md"
FENCE = re.compile(r"^```(?P<kind>[a-z]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ALIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    page: Path
    line: int
    kind: str
    body: str

    def __str__(self):
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def blocks(*kinds):
    """The blocks of those kinds, as parameters."""
    return [pytest.param(block, id=str(block)) for page in PAGES for block in _blocks(kinds, page)]


def pages(kind):
    """The pages that hold a block of that kind, as parameters."""
    found = (page for page in PAGES if any(_blocks((kind,), page)))
    return [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in found]


def _blocks(kinds, page):
    text = page.read_text("utf-8")
    for match in FENCE.finditer(text):
        if match["kind"] in kinds:
            line = text.count("\n", 0, match.start()) + 1
            yield Block(page, line, match["kind"], match["body"])


def commands(body):
    """The commands of a console block, each with the output that is shown below it."""
    found = []
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append([line[2:], ""])
        elif line.startswith("> ") and found and not found[-1][1]:
            found[-1][0] += line[2:]
        else:
            found[-1][1] += line
    return found


def run(command, place):
    """What a command prints on both streams, as a reader would see it, and how it ended."""
    bin_folder = os.fspath(Path(sys.executable).parent)
    env = {
        "PATH": os.pathsep.join([bin_folder, os.defpath]),
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "FAIRLEAD_STATE": os.fspath(place / "scratch"),
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],  # noqa: S607 - whichever bash the reader has
        cwd=place, env=env, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.stdout, done.returncode


@pytest.fixture
def place(tmp_path):
    """A folder that holds what the pages use, as a clone has it; it ends as clean as it began."""
    here = tmp_path / "clone"
    made = shutil.ignore_patterns("scratch")
    shutil.copytree(ROOT / "examples", here / "examples", ignore=made)
    shutil.copy(ROOT / ".gitignore", here)
    git(here, "init", "--quiet")
    git(here, "add", ".")
    yield here
    assert git(here, "ls-files", "--others", "--exclude-standard") == ""
    assert git(here, "diff", "--name-only") == ""
    assert [path for path in private_keys(here) if path.parent.name != "scratch"] == []


def git(place, *words):
    """What git says in a folder, whatever the settings of this machine are."""
    env = {"PATH": os.environ.get("PATH", os.defpath), "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", *words]
    done = subprocess.run(command, cwd=place, env=env, text=True, check=True, capture_output=True)
    return done.stdout


def private_keys(place):
    """Every file in a folder that holds a private key."""
    files = [path for path in place.rglob("*") if path.is_file() and ".git" not in path.parts]
    return [path for path in files if b"PRIVATE KEY" in path.read_bytes()]


@pytest.mark.parametrize("page", pages("console"))
def test_the_commands_do_what_the_page_shows(page, place):
    """A page is one session, from its first block to its last; a story runs where it stands."""
    if page.parent.parent.name == "examples":
        place = place / page.parent.relative_to(ROOT)
    exported = []
    for block in _blocks(("console",), page):
        _follow(block, place, exported)


def _follow(block, place, exported):
    """Runs a block; what a command exports holds for all that follow it on the page."""
    ended, checked, said = 0, True, ""
    for command, shown in commands(block.body):
        if command.startswith("export "):
            exported.append(command)
            continue
        if command.strip() == "echo $?":
            said, checked = f"{ended}\n", True
        else:
            assert checked, f"{block}: the command before `{command.strip()}` failed: {said}"
            said, ended = run("".join((*exported, command)), place)
            checked = ended == 0
        if shown.strip():
            same = doctest.OutputChecker().check_output(shown, said, ALIKE)
            assert same, f"{block}: `{command.strip()}` printed:\n{said}"
    assert checked, f"{block}: the last command failed ({ended}):\n{said}"


@pytest.mark.parametrize("block", (*_blocks(("toml", "csv"), PLATFORM),), ids=str)
def test_what_the_page_shows_of_a_format_stands_in_its_folder(block):
    files = (ROOT / "examples" / "your-platform").rglob(f"*.{block.kind}")
    assert any(block.body in path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("block", blocks("pycon"))
def test_a_session_does_what_the_page_shows(block, place, monkeypatch):
    monkeypatch.chdir(place)
    test = doctest.DocTestParser().get_doctest(block.body, {}, str(block), None, block.line)
    said = []
    outcome = doctest.DocTestRunner(optionflags=ALIKE).run(test, out=said.append)
    assert outcome.attempted
    assert outcome.failed == 0, "".join(said)


def test_what_the_pages_say_of_the_path_is_what_make_run_ends_with():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.search(r"^run: .*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1].splitlines()
    activate = "source .venv/bin/activate"
    assert activate in recipe[-1].replace("$(VENV)", ".venv")
    assert f"\n{activate}\n" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("block", blocks("sh"))
def test_a_make_target_that_is_named_exists(block):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", block.body)) - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_says_what_it_is(page):
    fences = re.findall(r"^```(.*)$", page.read_text("utf-8"), re.MULTILINE)
    opened = fences[::2]
    known = {"console", "pycon", "sh", "text", "json", "toml", "csv"}
    assert len(fences) % 2 == 0
    assert set(opened) - known == set()
