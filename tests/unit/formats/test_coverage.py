"""What golden examples touch of a mapping."""

from types import SimpleNamespace

import pytest

from fairlead.formats.coverage import coverage_of
from fairlead.formats.golden import Golden
from tests.language.examples import example


@pytest.mark.parametrize(
    ("code", "row"),
    (
        ("30", "container-yard+container-yard = 30"),
        ("26", "store-door+ = 26"),
    ),
)
def test_a_code_of_a_pair_is_touched_by_its_document(code, row):
    mapping = example("pair").mapping()
    document = {"haulage": code}
    golden = Golden("one", "both", document, mapping.parse(document).bill)
    found = coverage_of(SimpleNamespace(id="pair", mapping=mapping), [golden])
    assert f"haulage {row}" not in found.untouched_codes
    assert len(found.untouched_codes) == 2


def test_a_row_that_is_not_touched_is_named_with_the_field_that_it_says():
    mapping = example("part").mapping()
    found = coverage_of(SimpleNamespace(id="part", mapping=mapping), [])
    assert "address.city (shipper.address.city) at /shipper/city" in found.untouched_rows
