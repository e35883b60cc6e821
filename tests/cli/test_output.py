"""`--output` writes all of it or nothing; standard output that goes nowhere is no crash."""

import os
import stat
import subprocess
import sys
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


LOOPS = (
    (*CONVERT, "--output", "loop"),
    (*CONVERT, "--output", "loop/out.json"),
    (*CONVERT, "--output", "x" * 300),
    (*CONVERT, "--each", "--output", "loop"),
    (*CONVERT, "--each", "--output", "loop/bills"),
    ("convert", "loop", "--to", "un-json"),
    ("check", "loop"),
    ("check", "x" * 300),
    ("detect", "loop"),
    ("verify", "reefer.json", "--extract", "loop"),
    ("keys", "new", "loop"),
    ("mappings", "coverage", "--vectors", "loop"),
)


@pytest.mark.parametrize("words", LOOPS, ids=lambda words: " ".join(words)[:60])
def test_links_that_lead_in_a_circle_lead_nowhere(fairlead, place, words):
    place.joinpath("loop").symlink_to("pool")
    place.joinpath("pool").symlink_to("loop")
    said = fairlead(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("fairlead: error: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "onto"),
    (
        (("convert", "-", "--to", "un-json", "--output", "reefer.json"), "< reefer.json"),
        (("convert", "-", "--to", "un-json", "--output", "link.json"), "< reefer.json"),
        (("convert", "-", "--to", "un-json"), "< reefer.json >> reefer.json"),
        (("convert", "reefer.json", "--to", "un-json"), ">> reefer.json"),
        (("convert", "reefer.json", "--to", "un-json", "--output", "-"), ">> link.json"),
        (("seal", "-", "--key", "file:key.pem", "--output", "reefer.json"), "< reefer.json"),
        (("seal", "reefer.json", "--key", "file:key.pem"), ">> reefer.json"),
        (("verify", "-", "--extract", "reefer.json"), "< reefer.json"),
        (("trust", "sign", "-", "--key", "file:key.pem", "-o", "reefer.json"), "< reefer.json"),
        (("trust", "sign", "reefer.json", "--key", "file:key.pem"), ">> reefer.json"),
        (("issue", "-", "--key", "file:key.pem", "--issue-to", "sea-waybill.json", "-o",
          "reefer.json"), "< reefer.json"),
        (("issue", "reefer.json", "--key", "file:key.pem", "--issue-to", "sea-waybill.json"),
         ">> reefer.json"),
    ),
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)  # fmt: skip
def test_what_is_read_is_not_written_over_by_any_other_name(fairlead, place, words, onto):
    place.joinpath("link.json").symlink_to("reefer.json")
    fairlead("keys", "new", "key.pem")
    before = place.joinpath("reefer.json").read_bytes()
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {onto}', "sh", COMMAND, *words],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env={}, check=False, cwd=place,
    )  # fmt: skip
    assert b"an original stays as it is" in done.stderr
    assert done.returncode == 2
    assert place.joinpath("reefer.json").read_bytes() == before


def interrupted(place, at, words):
    """How a command ends that Control-C meets when it calls a function for the first time."""
    code = (
        "import os, signal, sys\n"
        "class Finger:\n"
        "    def __init__(self, calls):\n"
        "        self.calls = calls\n"
        "    def __call__(self, *given, **named):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        return self.calls(*given, **named)\n"
        f"holder, name = {at}\n"
        "setattr(holder, name, Finger(getattr(holder, name)))\n"
        "from fairlead.cli.entry import main\n"
        f"sys.argv = ['fairlead', *{words!r}]\n"
        "sys.exit(main())\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code], env={}, capture_output=True, check=False, cwd=place
    )


WRITING = (*CONVERT, "--output", "old.json")


@pytest.mark.parametrize("at", ("os, 'fsync'", "os, 'open'", "os, 'fdopen'", "os, 'chmod'"))
def test_an_interrupt_while_it_is_written_leaves_nothing(place, at):
    place.joinpath("old.json").write_text("old", "utf-8")
    before = listing(place)
    done = interrupted(place, at, WRITING)
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
    assert listing(place) == before


def test_an_interrupt_while_a_key_is_written_leaves_none(place):
    before = listing(place)
    done = interrupted(place, "os, 'fdopen'", ("keys", "new", "key.pem"))
    assert (done.returncode, listing(place)) == (130, before)


IMPORTED = (
    "fairlead.cli.defect", "fairlead.cli.app", "click", "fairlead.cli.verbs.convert", "msgspec",
    "fairlead.gateway", "lxml.etree", "jsonschema_rs", "fairlead.rules.check", "decimal",
)  # fmt: skip


@pytest.mark.parametrize("module", IMPORTED)
def test_an_interrupt_while_it_is_still_starting_is_quiet(place, module):
    code = (
        "import os, signal, sys\n"
        "class Finger:\n"
        "    def find_spec(self, name, *rest):\n"
        f"        if name == {module!r}:\n"
        "            sys.meta_path.remove(self)\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finger())\n"
        "from fairlead.cli.entry import main\n"
        "sys.argv = ['fairlead', 'convert', 'reefer.json', '--to', 'un-xml', '-o', 'out.xml']\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={}, capture_output=True, check=False, cwd=place
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b"")
    assert not place.joinpath("out.xml").exists()


@pytest.mark.parametrize("most", ("999999999999", "99999999999999999999999999"))
@pytest.mark.parametrize(
    "words",
    (
        ("convert", "reefer.json", "--to", "un-json", "--report", "none"),
        ("check", "reefer.json"),
        ("detect", "reefer.json"),
        ("seal", "reefer.json", "--key", "file:key.pem", "--report", "none"),
    ),
    ids=lambda words: words[0],
)
def test_a_limit_beyond_any_memory_is_a_limit(fairlead, words, most):
    fairlead("keys", "new", "key.pem")
    said = fairlead(*words, "--max-bytes", most)
    assert said.code == 0
    assert said.out.startswith(fairlead(*words).out[:40])


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
