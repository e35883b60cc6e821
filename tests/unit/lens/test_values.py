"""Each value lens: what it reads, what it refuses to read, and that it writes back what it read."""

import datetime as dt
from decimal import Decimal

import pytest

from fairlead.errors import MappingError
from fairlead.lens.codes import CodeList, CodeRow
from fairlead.lens.values import value_lens
from fairlead.syntax.json import Numeral

TERMS = CodeList(
    "terms",
    (
        CodeRow("prepaid", "P", "=", "x"),
        CodeRow("prepaid", "PP", "<", "x"),
        CodeRow("elsewhere", "P2", ">", "x"),
    ),
)
GROUPS = CodeList("groups", (CodeRow("1", "I", "=", "x"), CodeRow("2", "II", "=", "x")))
UTC = dt.UTC
EAST = dt.timezone(dt.timedelta(hours=2))
READS = (
    ("date", "2024-02-29", dt.date(2024, 2, 29)),
    ("date_time", "2026-03-04T05:06:07Z", dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)),
    ("date_time", "2026-03-04T05:06:07.25+02:00", dt.datetime(2026, 3, 4, 5, 6, 7, 250000, EAST)),
    ("date_at_midnight", "2026-03-04T00:00:00Z", dt.date(2026, 3, 4)),
    ("date_in_any_form", "2026-03-04", dt.date(2026, 3, 4)),
    ("decimal_text", "12000.50", Decimal("12000.50")),
    ("decimal_text", "0.0000001", Decimal("0.0000001")),
    ("integer_text", "400", 400),
    ("integer", 400, 400),
    ("decimal", Decimal("1.0"), Decimal("1.0")),
    ("prefixed('HS ')", "HS 293499", "293499"),
    ("code(terms)", "P", "prepaid"),
    ("code(groups, integer)", "II", 2),
)
OTHERWISE = (
    ("date_at_midnight", "2026-03-04T23:30:00-05:00", dt.date(2026, 3, 4)),
    ("date_in_any_form", "2026-03-04T10:00:00Z", dt.date(2026, 3, 4)),
    ("decimal_text", "+7", 7),
    ("decimal_text", ".5", Decimal("0.5")),
    ("integer_text", "3.0", 3),
    ("integer", Numeral("1e2"), 100),
    ("prefixed('TO ORDER OF ')", "To order of X", "X"),
    ("code(terms)", "PP", "prepaid"),
)
"""Read as the same thing, though we would write it otherwise."""
STRANGE = (
    ("date", "2026-02-30"),
    ("date", "2026-2-3"),
    ("date", "2026-02-03T00:00:00Z"),
    ("date", "٢٠٢٦-02-03"),
    ("date_time", "2026-03-04T05:06:07"),
    ("date_time", "2026-03-04"),
    ("date_at_midnight", "2026-03-04"),
    ("decimal_text", "1e3"),
    ("decimal_text", "1,000"),
    ("decimal_text", "5."),
    ("decimal_text", "NaN"),
    ("decimal_text", 5),
    ("integer_text", "2.5"),
    ("integer", Decimal("2.5")),
    ("integer", True),
    ("prefixed('HS ')", "293499"),
    ("code(terms)", "p"),
    ("code(terms)", "P2"),
    ("code(groups, integer)", "2"),
)


def lens(spelling):
    return value_lens(spelling, {"terms": TERMS, "groups": GROUPS})


@pytest.mark.parametrize(("spelling", "wire", "value"), READS + OTHERWISE)
def test_a_lens_reads_a_value(spelling, wire, value):
    assert lens(spelling).parse(wire) == value


@pytest.mark.parametrize(("spelling", "wire", "value"), READS)
def test_a_lens_writes_back_what_it_read(spelling, wire, value):
    emit = lens(spelling).emit
    assert str(value if emit is None else emit(value)) == str(wire)


@pytest.mark.parametrize(("spelling", "wire", "value"), OTHERWISE)
def test_a_lens_reads_what_it_writes(spelling, wire, value):
    one = lens(spelling)
    again = value if one.emit is None else one.emit(value)
    assert one.parse(again) == value
    assert not one.injective


@pytest.mark.parametrize(("spelling", "wire"), STRANGE)
def test_a_lens_says_that_it_cannot_read(spelling, wire):
    assert lens(spelling).parse(wire) is None


def test_a_key_without_a_code_is_not_written():
    assert lens("code(terms)").emit("collect") is None


def test_a_code_for_writing_alone_is_written():
    assert lens("code(terms)").emit("elsewhere") == "P2"


@pytest.mark.parametrize("spelling", ("txt", "text(x)", "code(nowhere)", "prefixed('')", ""))
def test_a_lens_that_does_not_exist_is_a_wrong_mapping(spelling):
    with pytest.raises(MappingError, match="there is no"):
        lens(spelling)


@pytest.mark.parametrize(
    ("rows", "says"),
    (
        ([("a", "1", "="), ("a", "2", "=")], "canon"),
        ([("a", "1", "="), ("b", "1", "=")], "wire"),
        ([("a", "1", "="), ("b", "1", "<")], "wire"),
        ([("a", "1", "~")], "is no relation"),
    ),
)
def test_a_code_list_is_never_read_in_two_ways(rows, says):
    with pytest.raises(MappingError, match=says):
        CodeList("list", tuple(CodeRow(*row, "x") for row in rows))


@pytest.mark.parametrize("key", ("II", "1.0", "01", "", "1+2"))
def test_the_keys_of_whole_numbers_are_whole_numbers(key):
    odd = CodeList("groups", (CodeRow(key, "II", "=", "x"),))
    with pytest.raises(MappingError, match="which is no whole number"):
        value_lens("code(groups, integer)", {"groups": odd})
