"""Calls of the command line, as the tests make them: in this process, or as a stranger would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from fairlead.cli.app import run
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
COMMAND = os.fspath(Path(sys.executable).with_name("fairlead"))
STORIES = ("straight-bill", "to-order-two-containers", "reefer", "dangerous-goods", "sea-waybill")


@dataclass(frozen=True)
class Called:
    """What came of one call."""

    code: int
    out: bytes
    err: str

    @property
    def said(self):
        """Standard output as text."""
        return self.out.decode("utf-8")

    @property
    def made(self):
        """Standard output as JSON."""
        return json.loads(self.out)


def call(*words, stdin=b""):
    """Run one command line in this process, with streams of its own."""
    with CliRunner().isolation(input=stdin, color=False) as (out, err, _):
        code = run([os.fspath(word) for word in words])
        return Called(code, out.getvalue(), err.getvalue().decode("utf-8"))


def spawn(*words, stdin=b"", place):
    """Run one command line as a process of its own, in a folder, with an empty environment."""
    command = [COMMAND, *map(os.fspath, words)]
    done = subprocess.run(
        command, input=stdin, cwd=place, env={}, capture_output=True, timeout=60, check=False
    )
    return Called(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def story(name):
    """The bytes of an example."""
    return (EXAMPLES / name / "bill.dcsa.json").read_bytes()


def changed(name="straight-bill", **members):
    """An example with other members at its top; None takes one out."""
    tree = json.loads(story(name)) | members
    return json.dumps({name: value for name, value in tree.items() if value is not None}).encode()


def pack():
    """The bytes of the skeletal pack, and the file that says what it leaves out."""
    folder = EXAMPLES / "open-ebl-pack"
    return (folder / "pack.openebl.json").read_bytes(), folder / "supplement.json"


def files(folder):
    """The names of all that stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


UNRULY = story("straight-bill").replace(b"FLDU3001016", b"FLDU3001017")
"""A bill whose container number has a wrong check digit: it keeps its schema, and breaks a rule."""
BROKEN = changed(transportDocumentTypeCode="NONE")
"""A bill that breaks its schema."""
