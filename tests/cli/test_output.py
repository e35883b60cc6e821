"""`--output` writes all of it or nothing; standard output that goes nowhere is no crash."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from fairlead.cli import writing
from tests.cli.conftest import COMMAND

FULL = Path("/dev/full")
CONVERT = ("convert", "reefer.json", "--to", "un-json", "--report", "none")


def listing(place):
    """Every name in the folder, hidden ones too."""
    return sorted(path.name for path in place.iterdir())


def test_a_file_is_written_whole(fairlead, place):
    said = fairlead(*CONVERT, "--output", "out.json")
    assert (said.code, said.out) == (0, "")
    assert place.joinpath("out.json").read_text("utf-8") == fairlead(*CONVERT).out
    assert not [name for name in listing(place) if name.startswith(".")]


def test_it_gets_the_permissions_of_any_new_file_or_of_the_old_one(fairlead, place):
    fairlead(*CONVERT, "--output", "out.json")
    fresh = place.joinpath("fresh")
    fresh.touch()
    assert place.joinpath("out.json").stat().st_mode == fresh.stat().st_mode
    place.joinpath("out.json").chmod(0o600)
    fairlead(*CONVERT, "--output", "out.json")
    assert stat.S_IMODE(place.joinpath("out.json").stat().st_mode) == 0o600


def test_a_refusal_writes_nothing_and_leaves_what_was_there(fairlead, place):
    place.joinpath("old.json").write_text("old", "utf-8")
    before = listing(place)
    for output in ("old.json", "new.json"):
        said = fairlead("convert", "sea-waybill.json", "--to", "un-json", "--output", output)
        assert said.code == 1
    assert place.joinpath("old.json").read_text("utf-8") == "old"
    assert listing(place) == before


def test_a_disk_that_fails_leaves_the_old_file_and_no_scraps(fairlead, place, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    place.joinpath("old.json").write_text("old", "utf-8")
    before = listing(place)
    monkeypatch.setattr(writing.os, "fsync", full)
    said = fairlead(*CONVERT, "--output", "old.json")
    assert said.code == 4
    assert "could not be written: No space left on device" in said.err
    assert place.joinpath("old.json").read_text("utf-8") == "old"
    assert listing(place) == before


@pytest.mark.parametrize("output", ("reefer.json", "./reefer.json", "link.json"))
def test_an_original_is_never_written_over(fairlead, place, output):
    place.joinpath("link.json").symlink_to("reefer.json")
    before = place.joinpath("reefer.json").read_bytes()
    said = fairlead(*CONVERT, "--output", output)
    assert said.code == 2
    assert "an original stays as it is" in said.err
    assert place.joinpath("reefer.json").read_bytes() == before


@pytest.mark.parametrize(("output", "says"), (("no/out.json", "make it first"), (".", "a folder")))
def test_a_place_that_cannot_be_is_misuse(fairlead, output, says):
    said = fairlead(*CONVERT, "--output", output)
    assert said.code == 2
    assert says in said.err


def test_a_symbolic_link_stays_one(fairlead, place):
    place.joinpath("link.json").symlink_to("out.json")
    fairlead(*CONVERT, "--output", "link.json")
    assert place.joinpath("link.json").is_symlink()
    assert place.joinpath("out.json").is_file()


@pytest.mark.parametrize(
    "words",
    (CONVERT, ("rules",), ("check", "reefer.json"), ("mappings", "show", "dcsa")),
    ids=" ".join,
)
def test_a_reader_that_has_gone_is_no_crash(place, words):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [COMMAND, *words], stdout=writer, stderr=subprocess.PIPE, env={}, check=False, cwd=place
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="no full device here")
def test_a_result_that_cannot_be_delivered_is_said(place):
    with FULL.open("wb") as full:
        done = subprocess.run(
            [COMMAND, *CONVERT], stdout=full, stderr=subprocess.PIPE, env={}, check=False, cwd=place
        )
    assert done.returncode == 4
    assert done.stderr.startswith(b"fairlead: error: the result could not be written")
    assert done.stderr.count(b"\n") == 1


def test_a_locale_that_cannot_say_it_is_no_crash(program, place):
    bill = place.joinpath("reefer.json").read_text("utf-8")
    place.joinpath("reefer.json").write_text(
        bill.replace('"isToOrder"', '"\u8239\u8377": 1, "isToOrder"', 1), "utf-8"
    )
    env = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    words = ("convert", "reefer.json", "--to", "un-json")
    said = program(*words, env=env)
    assert said.code == 0
    assert r"/\u8239\u8377" in said.err
    assert said.out == program(*words, env={"LC_ALL": "C.UTF-8"}).out


def test_a_defect_of_ours_quotes_nothing_and_is_no_refusal(place):
    import sys

    code = (
        "import sys; sys.argv = ['fairlead', 'formats']\n"
        "from fairlead.cli import app, entry\n"
        "def broken(_): raise KeyError('a secret of the bill')\n"
        "app.run = broken\n"
        "sys.exit(entry.main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 5
    assert b"defect of Fairlead" in done.stderr
    assert b"KeyError at" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"secret" not in done.stderr


@pytest.mark.parametrize(("words", "code"), ((CONVERT, 4), ((*CONVERT, "--output", "out.json"), 0)))
def test_a_result_that_has_no_way_out_is_said_to_be_lost(place, words, code):
    """Only a file holds what is written while standard output is closed."""
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&-', "sh", COMMAND, *words],
        stderr=subprocess.PIPE, env={}, check=False, cwd=place,
    )  # fmt: skip
    assert done.returncode == code
    assert (b"standard output is closed" in done.stderr) == bool(code)
