"""Each form of the mapping language on the smallest mapping that says all its words, both ways."""

import pytest

from fairlead.bill import from_canonical, to_canonical
from fairlead.lens.form import FORMS
from fairlead.lens.language.mistakes import words_of
from tests.language.examples import HERE, example

EVERY_FORM = pytest.mark.parametrize("form", FORMS)


@EVERY_FORM
def test_the_tree_is_read_as_the_page_says(form):
    one = example(form)
    parsed = one.mapping().parse(one.wire)
    assert (parsed.faults, to_canonical(parsed.bill)) == ((), one.bill)


@EVERY_FORM
def test_the_bill_is_written_as_the_page_says(form):
    one = example(form)
    emitted = one.mapping().emit(from_canonical(one.bill))
    assert emitted.tree == one.wire


@EVERY_FORM
def test_the_page_uses_every_word_of_its_form(form):
    assert set(words_of(FORMS[form])) <= words_in(example(form).said)


def test_there_is_no_page_without_a_form():
    assert {page.stem for page in HERE.glob("*.md")} == set(FORMS)


def words_in(said):
    """Every key that stands anywhere in a document."""
    if isinstance(said, list):
        return set().union(*map(words_in, said))
    if not isinstance(said, dict):
        return set()
    return set(said).union(*map(words_in, said.values()))
