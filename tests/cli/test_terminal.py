"""What people see on a terminal: colour unless they decline it, and a prompt on its own line."""

import os
import subprocess

import pytest

from tests.cli.conftest import COMMAND

pty = pytest.importorskip("pty")


@pytest.fixture
def terminal(place):
    """The command with a terminal as its standard output."""

    def command(*words, **env):
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [COMMAND, *words], stdout=theirs, stderr=subprocess.DEVNULL, env=env, cwd=place
        ) as process:
            os.close(theirs)
            said = b""
            while part := _read(ours):
                said += part
            process.wait(timeout=60)
        os.close(ours)
        return said.decode("utf-8").replace("\r\n", "\n")

    return command


def _read(ours):
    try:
        return os.read(ours, 65536)
    except OSError:  # how Linux says that the other side has gone
        return b""


def test_a_report_is_coloured_unless_declined(terminal):
    assert "\x1b[3" in terminal("check", "supplement.json", TERM="xterm")
    assert "\x1b" not in terminal("check", "supplement.json", TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in terminal("check", "supplement.json", TERM="dumb")


@pytest.mark.parametrize("width", (60, 100))
def test_a_table_keeps_to_the_width(terminal, width):
    said = terminal("formats", TERM="xterm", NO_COLOR="1", COLUMNS=str(width))
    assert "uncefact.bill-of-lading.d23b" in said
    assert max(map(len, said.splitlines())) <= width


def test_a_result_ends_its_line_on_a_terminal(terminal):
    words = ("convert", "reefer.json", "--to", "un-json", "--report", "none")
    assert terminal(*words, TERM="xterm").endswith("}\n")
