"""Each form of the mapping language on the smallest mapping that says all its words, both ways."""

import pytest

from fairlead.bill import from_canonical, to_canonical
from fairlead.lens.form import FORMS
from fairlead.lens.language.file import TABLES, edition_of, head_of
from fairlead.lens.language.lenses import LENSES, lens_named
from fairlead.lens.language.lines import NOWHERE
from fairlead.lens.language.mistakes import words_of
from tests.language.examples import HERE, LISTS, code_list, example

PAGES = sorted(page.stem for page in HERE.glob("*.md"))
WHOLE = [page for page in PAGES if example(page).bill is not None]
REFUSED = {"guess"}
"""The word that no example says: a mapping with a row that is a guess is refused."""
EVERY_PAGE = pytest.mark.parametrize("page", WHOLE)


@EVERY_PAGE
def test_the_tree_is_read_as_the_page_says(page):
    one = example(page)
    parsed = one.mapping().parse(one.wire)
    assert (parsed.faults, to_canonical(parsed.bill)) == ((), one.bill)


@EVERY_PAGE
def test_the_bill_is_written_as_the_page_says(page):
    one = example(page)
    emitted = one.mapping().emit(from_canonical(one.bill))
    assert emitted.tree == one.wire


def test_the_code_list_of_a_pair_is_the_one_that_its_example_names():
    assert code_list("pair") == LISTS["haulage"]


def test_a_key_of_a_pair_may_say_one_field_alone():
    mapping = example("pair").mapping()
    parsed = mapping.parse({"haulage": "26"})
    assert to_canonical(parsed.bill) == {"receipt_type_at_origin": "store-door"}
    assert mapping.emit(parsed.bill).tree == {"haulage": "26"}


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WHOLE])
def test_a_table_alone_loads(page):
    said = example(page).said
    if "wire" in said.get("mapping", ()):
        head_of(said, NOWHERE)
        edition_of(said, NOWHERE)
    else:
        example(page).mapping()


@pytest.mark.parametrize("form", FORMS)
def test_the_page_of_a_form_uses_every_word_of_it(form):
    assert set(words_of(FORMS[form])) - REFUSED <= words_in(example(form).said)


@pytest.mark.parametrize("table", TABLES)
def test_every_word_stands_in_some_page(table):
    said = set().union(*(words_in(example(page).said) for page in PAGES))
    assert set(words_of(table)) - REFUSED <= said


def test_every_page_shows_a_form_or_a_table():
    assert set(PAGES) <= {*FORMS, *(table.__name__ for table in TABLES)}


@pytest.mark.parametrize("spelling", LENSES)
def test_a_value_lens_writes_its_examples_and_reads_them_again(spelling):
    lens = lens_named(spelling)
    for text in lens.writes:
        said = text if lens.parse is None else lens.parse(text)
        assert (text if lens.emit is None else lens.emit(said)) in lens.writes


def words_in(said):
    """Every key that stands anywhere in a document."""
    if isinstance(said, list):
        return set().union(*map(words_in, said))
    if not isinstance(said, dict):
        return set()
    return set(said).union(*map(words_in, said.values()))
