"""What is written can be read again, or is not written."""

import pytest

from fairlead import check, convert
from fairlead.errors import Refused
from fairlead.formats.wire import read
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT

BILL = json_syntax.read((ROOT / "examples" / "straight-bill" / "bill.dcsa.json").read_bytes())


def bill(items):
    """The straight bill with so many cargo items, as bytes."""
    (item,) = BILL["consignmentItems"]
    many = {**item, "cargoItems": item["cargoItems"] * items}
    return json_syntax.write({**BILL, "consignmentItems": [many]})


def refusal(data, to, **asked):
    """How the conversion of a document is refused."""
    with pytest.raises(Refused) as caught:
        convert(data, to, **asked)
    return [(one.code, one.says) for one in caught.value.report]


@pytest.mark.parametrize("to", ("dcsa", "un-json", "un-xml"))
def test_a_bill_of_many_items_is_written_as_it_can_be_read(to):
    output = convert(bill(6_000), to).output
    assert [one.code for one in check(output).errors] == []


def test_what_would_be_larger_than_the_limit_is_not_written():
    data = bill(100)
    assert refusal(data, "un-json", limits=json_syntax.Limits(size=len(data))) == [
        ("EMIT-035", "the document could not be read again: the input is larger than the limit")
    ]


def test_what_would_hold_more_values_than_the_limit_is_not_written():
    limits = json_syntax.Limits(values=2_000, spread=1_000)
    (told,) = refusal(bill(150), "un-json", limits=limits)
    assert told[0] == "EMIT-035"
    assert told[1].endswith("read again: the input holds more values than the limit")


def test_a_number_of_more_digits_than_json_may_hold_is_not_written():
    """Such a number may come from a text, or from a document that was read by other limits."""
    longer = bill(1).replace(b"4320.000", b"4320." + b"0" * 99 + b"1")
    raw = read(longer, json_syntax.Limits(digits=640))
    assert refusal(raw, "dcsa") == [
        (
            "EMIT-035",
            "the document could not be read again: a number has more digits than the limit",
        )
    ]


def test_a_text_longer_than_xml_may_hold_is_not_written():
    said = json_syntax.read(convert(bill(1), "un-json").output)
    said["specifiedConsignment"][0]["consignee"]["name"][0]["content"] = "A" * 1_000_001
    assert refusal(json_syntax.write(said), "un-xml") == [
        ("EMIT-035", "the document could not be read again: a text is longer than the limit")
    ]
