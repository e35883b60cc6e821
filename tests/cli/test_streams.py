"""The streams: who has gone, who cannot say a letter, and what if Fairlead itself is wrong."""

import os
import subprocess

import pytest

from fairlead.cli import defect
from tests.cli.calls import COMMAND, changed, spawn, story


def unread(*words, stdin, closed):
    """The exit code and the other stream of a process, one of whose streams nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {closed: writer}
    with subprocess.Popen([COMMAND, *words], env={}, stdin=subprocess.PIPE, **streams) as process:
        os.close(writer)
        out, err = process.communicate(stdin, timeout=60)
    return process.returncode, (out or b"") + (err or b"")


@pytest.mark.parametrize(
    "words",
    (
        ("rules",),
        ("formats",),
        ("mappings", "show", "dcsa"),
        ("check", "-", "--report", "junit"),
        ("convert", "-", "--to", "un-json", "--report", "none"),
    ),
    ids=" ".join,
)
def test_a_reader_that_has_gone_is_no_mistake(words):
    assert unread(*words, stdin=story("reefer"), closed="stdout") == (0, b"")


def test_a_report_that_nobody_reads_is_none_either():
    code, out = unread("convert", "-", "--to", "dcsa", stdin=story("reefer"), closed="stderr")
    assert code == 0
    assert out == spawn("convert", "-", "--to", "dcsa", stdin=story("reefer"), place="/").out


def test_a_locale_that_knows_few_letters_is_no_crash(tmp_path):
    wire = changed(Ж="Ж")
    done = subprocess.run(
        [COMMAND, "convert", "-", "--to", "un-json"], input=wire, cwd=tmp_path, check=False,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"\\u0416" in done.stderr


def test_a_width_is_kept(tmp_path):
    done = spawn("check", "-", stdin=changed(issueDate="x"), place=tmp_path)
    assert max(map(len, done.said.splitlines())) <= 100


def test_a_defect_is_told_without_the_document(capsys):
    try:
        raise ValueError("Kanarienvogel")  # noqa: TRY301 - a defect is what is tested
    except ValueError as problem:
        with pytest.raises(SystemExit) as ended:
            defect._tell(type(problem), problem, problem.__traceback__)
    told = capsys.readouterr().err
    assert ended.value.code == 4
    assert "ValueError" in told
    assert "Kanarienvogel" not in told
