"""The golden examples touch every row and code of a mapping, and notice a mistake in it.

The long form, every mistake of every mapping, is `make mutate`.
"""

from pathlib import Path

import pytest

from fairlead.formats.mappings import coverage, mutate

HERE = Path(__file__).parent
WHOLE = (
    "dcsa", "efti", "iftmcs", "iftmcs-d24a", "iftmcs-d99b", "openebl", "un-json", "un-xml",
)  # fmt: skip
PLANTED = 60


@pytest.mark.parametrize("alias", WHOLE)
def test_every_row_and_every_code_is_touched(alias):
    found = coverage(alias, HERE)
    assert (found.untouched_rows, found.untouched_codes) == ((), ())


@pytest.mark.parametrize("alias", WHOLE)
def test_a_planted_mistake_is_noticed(alias):
    assert mutate(alias, HERE, limit=PLANTED).survivors == ()
