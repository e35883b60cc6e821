"""What every test may use: the checkout, the shared folders, and the count of what they lack.

Publications, samples and corpora of others lie outside the project. `FAIRLEAD_SPECS`,
`FAIRLEAD_SAMPLES` and `FAIRLEAD_CORPORA` say where; `make` finds them in `../shared` by itself.
Programs of others (SoftHSM, Node) are used where they are installed. Where one is absent, its tests
are skipped *with the number of cases they stand for*, and the run ends by saying how many those
were.

A law, a mutation or a family of hostile inputs that has many cases draws a sample of them in
`make test`. The long form takes them all: `make long`, which is `FAIRLEAD_LONG=1`. `FAIRLEAD_FUZZ`
says how many inputs the fuzz and the laws draw, whatever the form.
"""

import gc
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
"""The top of the checkout."""

KINDS = ("specs", "samples", "corpora")

_SKIPPED = re.compile(
    r"(?P<cases>\d+) cases? not run: (?P<name>.+?) (?:names no folder|is not installed)"
)

LONG = os.environ.get("FAIRLEAD_LONG", "0") == "1"
"""Whether every case is wanted, and not a sample of them."""


def drawn_of(sample, every):
    """How many cases are drawn: a sample of them, and in the long form every one."""
    return every if LONG else sample


def fuzzed(sample, every, share=1):
    """How many inputs are drawn: what `FAIRLEAD_FUZZ` says, of which this takes a share."""
    return int(os.environ.get("FAIRLEAD_FUZZ", "0")) // share or drawn_of(sample, every)


os.umask(0o022)
"""Files of the tests are writable for their owner alone, whatever the machine has as its habit."""


settings.register_profile(
    "fairlead", deadline=None, print_blob=True, derandomize=True, max_examples=drawn_of(25, 100)
)
settings.load_profile("fairlead")


def folder(kind):
    """The shared folder of that kind, or None where this machine has none."""
    if kind not in KINDS:
        message = f"{kind!r} is none of {', '.join(KINDS)}"
        raise ValueError(message)
    said = os.environ.get(f"FAIRLEAD_{kind.upper()}")
    return Path(said) if said and Path(said).is_dir() else None


def absent(kind, cases):
    """The reason of a skip, in the one form that the summary counts."""
    return f"{cases} case{'s' * (cases != 1)} not run: FAIRLEAD_{kind.upper()} names no folder"


def uninstalled(program, cases=1):
    """The reason of a skip for want of a program, in the one form that the summary counts."""
    return f"{cases} case{'s' * (cases != 1)} not run: {program} is not installed"


def shared(kind, *parts, cases=1):
    """The path of something in a shared folder; skips, counting `cases`, where there is none.

    A folder that is there but lacks the thing asked for is a failure, not a skip.
    """
    root = folder(kind)
    if root is None:
        pytest.skip(absent(kind, cases))
    path = root.joinpath(*parts)
    assert path.exists(), f"{'/'.join(parts)} is not in FAIRLEAD_{kind.upper()}"
    return path


def shared_files(kind, pattern, *, cases):
    """Parameters, one for each file that matches; `cases` is how many there should be.

    Where the folder is absent this is one parameter that skips and counts all of them.

        @pytest.mark.parametrize("path", shared_files("samples", "dcsa/*.json", cases=5))
    """
    root = folder(kind)
    if root is None:
        skip = pytest.mark.skip(reason=absent(kind, cases))
        return [pytest.param(None, id=f"no-{kind}", marks=skip)]
    found = sorted(root.glob(pattern))
    if len(found) < cases:
        message = f"FAIRLEAD_{kind.upper()} holds {len(found)} of {cases} files like {pattern}"
        raise pytest.UsageError(message)
    return [pytest.param(path, id=path.relative_to(root).as_posix()) for path in found]


@pytest.fixture(name="shared", scope="session")
def _shared():
    """The function `shared`, for a test that would rather be handed it."""
    return shared


@pytest.fixture(scope="session")
def root():
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def accepting():
    """Whether expected files are being recorded anew (`make accept`)."""
    return os.environ.get("FAIRLEAD_ACCEPT") == "1"


@pytest.fixture(scope="session")
def softhsm(tmp_path_factory):
    """The tokens of SoftHSM 2, with keys made for this run; see `tests.tokens`."""
    from tests import tokens

    if not tokens.INSTALLED:
        pytest.skip(uninstalled("SoftHSM 2"))
    return tokens.made(tmp_path_factory.mktemp("softhsm"))


def pytest_sessionstart(session):
    """Compile the mappings that were changed; else every process that a test starts says so.

    Where one is wrong the command says that, and the tests that need it fail.
    """
    if not hasattr(session.config, "workerinput"):
        command = (sys.executable, "-m", "fairlead", "mappings", "compile")
        subprocess.run(command, check=False, cwd=ROOT)


def pytest_collection_finish():
    """Look for garbage in what the tests make, and not in the many thousand tests themselves."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter):
    """Say how many cases were not run because a shared folder or a program is absent."""
    totals = {}
    for report in terminalreporter.stats.get("skipped", ()):
        if found := _SKIPPED.search(str(report.longrepr)):
            totals[found["name"]] = totals.get(found["name"], 0) + int(found["cases"])
    if totals:
        lacking = ", ".join(f"{cases} for {name}" for name, cases in sorted(totals.items()))
        terminalreporter.write_line(
            f"cases not run for what is absent: {sum(totals.values())} ({lacking})"
        )
