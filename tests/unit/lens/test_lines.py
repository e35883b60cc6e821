"""Texts are cut into lines, and their breaks are taken out, in one pass."""

from functools import partial

import pytest

from fairlead.lens.lines import split_lines
from fairlead.lens.session import Writing
from tests.growth import SPARE, overgrowth


def test_a_text_of_more_lines_than_there_may_be_has_none():
    assert split_lines("a b c d", 1, 3) is None
    assert split_lines("a b c", 1, 3) == ["a", "b", "c"]


@pytest.mark.parametrize(("text", "said"), (("a  \n b", "a b"), ("a   b", "a   b"), ("\na ", "a")))
def test_a_break_goes_with_the_blanks_around_it(text, said):
    assert Writing().unbroken((), "name", text) == said


def test_blanks_without_a_break_are_looked_at_once():
    texts = {n: "a" + " " * n + "a" for n in (10_000, 20_000, 40_000)}
    assert overgrowth(lambda n: partial(Writing().unbroken, (), "name", texts[n]), 10_000) < SPARE


def test_a_long_text_is_cut_without_copying_what_is_left_of_it():
    texts = {n: "word " * n for n in (200_000, 400_000, 800_000)}
    assert overgrowth(lambda n: partial(split_lines, texts[n], 35), 200_000) < SPARE
