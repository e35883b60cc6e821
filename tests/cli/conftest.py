"""A newcomer at the command line: an empty folder, an example bill, and what the command says."""

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fairlead.cli.app import run
from tests.conftest import ROOT

VERDICTS = Draft202012Validator(
    json.loads((ROOT / "schemas" / "fairlead" / "verdicts-1" / "schema.json").read_bytes())
)
"""What every output of `verify --json` in these tests keeps to."""
COMMAND = Path(sys.executable).with_name("fairlead")


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def faults(self):
        """The faults of its JSON report, on whichever stream that is."""
        return [fault for one in self.documents for fault in one["faults"]]

    @property
    def documents(self):
        """The documents of its JSON report."""
        return json.loads(self.out if self.out.startswith('{\n  "fairlead"') else self.err)[
            "documents"
        ]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder that holds the bills of the stories, and nothing else; we stand in it."""
    for bill in sorted((ROOT / "examples").glob("*/*.*.json")):
        shutil.copy(bill, tmp_path / f"{bill.parent.name}.json")
    shutil.copy(ROOT / "examples" / "open-ebl-pack" / "supplement.json", tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def fairlead(place, capfdbinary, monkeypatch):
    """The command, run in this process."""

    def command(*words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capfdbinary.readouterr()
        code = run([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        if words[:1] == ("verify",) and "--json" in words and out:
            VERDICTS.validate(json.loads(out))
        return Said(code, out.decode(), err.decode())

    return command


@pytest.fixture
def program(place):
    """The command as it was installed, in an environment that holds nothing."""

    def command(*words, stdin=b"", env=None, encoding="utf-8"):
        done = subprocess.run(
            [COMMAND, *map(os.fspath, words)],
            env=env or {}, input=stdin, capture_output=True, check=False, timeout=60, cwd=place,
        )  # fmt: skip
        return Said(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return command
