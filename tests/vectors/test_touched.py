"""The golden examples touch every row and code of a mapping, and notice a mistake in it.

A few mistakes are drawn, more in the long form; every mistake of every mapping is `make mutate`.
"""

from pathlib import Path

import pytest

from fairlead import UsageError
from fairlead.formats import FORMATS, named
from fairlead.formats.golden import Golden, read_golden
from fairlead.formats.mappings import coverage, mutate
from fairlead.formats.mutation import mutate as planted
from tests.conftest import drawn_of

HERE = Path(__file__).parent
WHOLE = [one.alias for one in FORMATS]
PLANTED = drawn_of(4, 60)


@pytest.mark.parametrize("alias", WHOLE)
def test_every_row_and_every_code_is_touched(alias):
    found = coverage(alias, HERE)
    assert (found.untouched_rows, found.untouched_codes) == ((), ())


@pytest.mark.parametrize("alias", WHOLE)
def test_every_example_holds_before_a_mistake_is_planted(alias):
    origin = named(alias)
    examples = read_golden(HERE, origin)
    assert [one.name for one in examples if not one.holds(origin.mapping)] == []


def test_an_example_that_never_holds_notices_nothing():
    broken = Golden("broken", "both", {}, None)
    with pytest.raises(UsageError, match="broken"):
        planted(named("iftmcs"), [broken], limit=1)


@pytest.mark.parametrize("alias", WHOLE)
def test_a_planted_mistake_is_noticed(alias):
    assert mutate(alias, HERE, limit=PLANTED).survivors == ()
