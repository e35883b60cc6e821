"""A format on trial: bills go out, and what a mapping forgets is found."""

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from fairlead.bill import Bill, Quantity, Reference, UtilizedTransportEquipment
from fairlead.formats import named
from fairlead.formats.found import format_in
from fairlead.formats.required import Required
from fairlead.formats.trial import tried
from fairlead.lens import Mapping
from tests.conftest import LONG, ROOT
from tests.unit.formats.folders import SCHEMA, write

BRACKENPORT = ROOT / "examples" / "your-platform" / "brackenport"

FORGOTTEN = {
    "brackenport": ("issue_date", ("issueDate",)),
    "dcsa": ("issue_date", ("issueDate",)),
    "openebl": (
        "freight_payment_terms",
        ("events", 0, "bill_of_lading", "bill_of_lading_v3", "freightPaymentTermCode"),
    ),
}
"""A field of the Bill that three platforms say, and where each of them says it."""
SOON = [alias for alias in FORGOTTEN if LONG or alias != "dcsa"]
"""The platforms of a short run: to complete a bill of DCSA takes as long as all the others."""


def format_of(alias):
    return format_in(BRACKENPORT) if alias == "brackenport" else named(alias)


def changed(alias, **functions):
    """A format, apart from the one that all others use, whose mapping reads or writes otherwise."""
    one = format_of(alias)
    code = one.mapping.code
    words = {name: getattr(code, name) for name in dir(code) if not name.startswith("__")}
    for name, change in functions.items():
        words[name] = change(words[name])
    mapping = Mapping(Path(), SimpleNamespace(**words), _grammar=one.mapping.grammar)
    return SimpleNamespace(id=one.id, mapping=mapping, emit=mapping.emit, breaches=one.breaches)


def forgets_to_read(field):
    """A mapping that reads all but one field, and does not say so."""

    def change(read):
        def reads(tree, reading):
            said = read(tree, reading)
            said.pop(field, None)
            return said

        return reads

    return change


def forgets_to_write(place):
    """A mapping that notes a member as written, and does not write it."""
    *above, last = place

    def change(write):
        def writes(bill, writing):
            tree = write(bill, writing)
            holder = tree
            for step in above:
                if isinstance(holder, dict) and step not in holder:
                    return tree
                holder = holder[step]
            holder.pop(last, None)
            return tree

        return writes

    return change


@pytest.mark.parametrize("alias", SOON)
def test_a_leaf_that_is_written_and_not_read_again_is_found(alias):
    field, _ = FORGOTTEN[alias]
    trial = tried(changed(alias, read=forgets_to_read(field)), 0)
    assert trial.broken == (f"{field} is neither read back nor reported",)
    assert str(trial).endswith(", 1 are without account")


@pytest.mark.parametrize("alias", SOON)
def test_a_leaf_that_is_noted_as_written_and_is_not_there_is_found(alias):
    field, place = FORGOTTEN[alias]
    trial = tried(changed(alias, write=forgets_to_write(place)), 0)
    assert f"{field} is neither read back nor reported" in trial.broken


@pytest.mark.parametrize("alias", FORGOTTEN)
def test_a_bill_with_nothing_but_what_a_format_requires_goes_out(alias):
    target = format_of(alias)
    bill = Required(target).attempt(Bill()).bill
    assert target.breaches(target.emit(bill).tree) == ()


@pytest.mark.parametrize("alias", SOON)
def test_most_bills_go_out_and_say_most_leaves(alias):
    """A law that always meets a refusal says nothing."""
    trial = tried(format_of(alias), 0)
    assert trial.written + trial.lossy > trial.bills * 0.9
    assert len(trial.untried) < trial.leaves * 0.1


@pytest.fixture
def numbered(tmp_path):
    """A format whose bills have numbers of a shape that nobody guesses."""
    number = {"type": "string", "minLength": 1, "maxLength": 20, "pattern": "^QS-[0-9]{4}$"}
    schema = {**SCHEMA, "properties": {**SCHEMA["properties"], "quayNumber": number}}
    return format_in(write(tmp_path, schema=schema))


def test_a_format_whose_bills_never_go_out_is_amiss(numbered):
    trial = tried(numbered, 3)
    assert (trial.written, trial.broken) == (0, ())
    assert trial.amiss == ("no drawn bill goes out, so that nothing is known of the laws",)
    assert trial.refused[0][0].startswith("EMIT-003 at /quayNumber: ")


def test_the_values_of_examples_go_out(numbered):
    trial = tried(numbered, 0, [Bill(transport_document_reference="QS-0001")])
    assert (trial.untried, trial.amiss) == ((), ())


def test_what_does_not_go_out_is_not_counted_as_written(numbered):
    trial = tried(numbered, 0)
    refused = trial.bills - trial.written - trial.lossy
    assert (trial.written, trial.refused[0][1]) == (0, refused)


def test_a_value_is_drawn_by_the_type_of_its_field_where_another_part_has_a_field_of_its_name():
    weighed = UtilizedTransportEquipment(tare_weight=Quantity(value=Decimal(2200)))
    example = Bill(references=(Reference(value="7"),), utilized_transport_equipments=(weighed,))
    drawn = Required(named("openebl"), (example,))
    way = ("references", 0, "value")
    assert {type(one) for one in drawn.values(way)} == {str}
    assert drawn.values(way)[0] == "7"
