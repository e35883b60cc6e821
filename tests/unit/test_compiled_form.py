"""Python that is made of something else: taken where it is current, else made in memory."""

import logging
import os

import pytest

from fairlead.compiled import CompiledForm
from fairlead.compiled.digest import headed

MADE = "DIGEST = 'today'\nanswer = 42\n"
LINE = (
    "fairlead: the answer had no current compiled-answer.py and was compiled in memory, for this "
    "process only; `fairlead mappings compile` makes the file"
)


@pytest.fixture
def form(tmp_path, monkeypatch):
    """What is made of the answer, of which there is no file yet."""
    monkeypatch.delenv("FAIRLEAD_CACHE", raising=False)
    return CompiledForm("the answer", tmp_path / "compiled-answer.py", "today")


def refuse():
    """What makes nothing."""
    raise AssertionError


def test_without_a_file_it_is_made_in_memory_and_a_line_says_so(form, caplog):
    with caplog.at_level(logging.WARNING):
        assert form.module(lambda: MADE).answer == 42
    assert caplog.messages == [LINE]
    assert not form.file.exists()


def test_a_file_with_the_digest_of_today_is_taken_without_a_word(form, caplog):
    assert form.write(lambda: MADE) == form.file
    assert form.module(refuse).answer == 42
    assert caplog.messages == []


def test_a_file_with_another_digest_is_made_again(form):
    form.file.write_text(headed("yesterday", "DIGEST = 'yesterday'\nanswer = 41\n"), "utf-8")
    assert form.module(lambda: MADE).answer == 42
    assert form.write(lambda: MADE) == form.file


@pytest.mark.parametrize(
    "spoil",
    (
        lambda text: text.replace("42", "41"),
        lambda text: text[:-2] + "(",
        lambda text: text.encode()[:-1] + b"\xff",
        lambda text: text.partition("\n")[2],
    ),
    ids=("changed", "broken", "no text", "without its head"),
)
def test_a_file_that_was_changed_since_it_was_written_is_made_again(form, caplog, spoil):
    form.write(lambda: MADE)
    spoilt = spoil(form.file.read_text("utf-8"))
    form.file.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())
    os.utime(form.file, (1, 1))
    with caplog.at_level(logging.WARNING):
        assert form.module(lambda: MADE).answer == 42
    assert caplog.messages == [LINE]
    assert form.write(lambda: MADE) == form.file
    assert form.module(refuse).answer == 42


def test_a_file_that_is_current_is_left_as_it_is(form):
    form.write(lambda: MADE)
    assert form.write(refuse) is None


def outside(form, caplog):
    """The line about what is made of something that stands outside Fairlead."""
    with caplog.at_level(logging.WARNING):
        form.module(lambda: MADE, beside=False)
    [line] = caplog.messages
    return line.partition("compiled in memory")[2]


def test_what_is_kept_in_the_cache_is_not_advised_to_be_kept_there(form, caplog, monkeypatch):
    folder = form.file.parent / "cache"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("FAIRLEAD_CACHE", str(folder))
    assert outside(form, caplog) == ", and is kept in the folder of FAIRLEAD_CACHE"


def test_where_no_cache_is_named_the_line_says_that_one_would_keep_it(form, caplog):
    said = ", for this process only; it is kept where FAIRLEAD_CACHE names a folder"
    assert outside(form, caplog) == said
