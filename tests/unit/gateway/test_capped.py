"""How many faults of one document are named: a thousand, and one more that says so."""

import pytest

from fairlead import check, convert
from fairlead.errors import Refused
from fairlead.faults import MOST
from fairlead.formats import named
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT

BILL = json_syntax.read((ROOT / "examples" / "straight-bill" / "bill.dcsa.json").read_bytes())
MANY = MOST + 200
EFTI = (
    '<consignment xmlns="http://efti.eu/v1/consignment/common"><transportContractDocument>'
    "<id>INV-1</id><typeCode>706</typeCode></transportContractDocument>{}</consignment>"
)


def with_equipment(**odd):
    """The bill with many containers that are odd."""
    (one,) = BILL["utilizedTransportEquipments"]
    return json_syntax.write({**BILL, "utilizedTransportEquipments": [{**one, **odd}] * MANY})


def many_items():
    """The bill with many items, each of which the target wants to know more of."""
    said = json_syntax.read(convert(json_syntax.write(BILL), "un-json").output)
    (consignment,) = said["specifiedConsignment"]
    consignment["includedConsignmentItem"] *= MANY
    consignment["packageQuantity"] = {"content": str(24 * MANY)}
    return json_syntax.write(said)


def codes(work, *asked):
    """The codes by which something is refused."""
    with pytest.raises(Refused) as caught:
        work(*asked)
    return [one.code for one in caught.value.report]


REFUSED = {
    "a JSON schema": (check, with_equipment(isShipperOwned="x"), "PARSE-002", "PARSE-011"),
    "an XSD": (
        check, EFTI.format("<usedTransportEquipment a='1'/>" * MANY).encode(), "PARSE-010",
        "PARSE-011",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("work", "data", "code", "last"), REFUSED.values(), ids=REFUSED)
def test_so_many_breaches_of_a_schema_are_named_and_no_more(work, data, code, last):
    said = codes(work, data)
    assert (len(said), said[0], said[-1]) == (MOST + 1, code, last)


def test_so_many_breaches_of_a_directory_are_named_and_no_more():
    tree = {"LOC": [{"C517": {}}] * 99, "GID": [{"MEA": [{}] * 9}] * 999}
    said = [one.code for one in named("iftmcs").wire.schema.breaches(tree, "PARSE")]
    assert (len(said), said[-1]) == (MOST + 1, "PARSE-011")


def test_so_many_faults_of_a_mapping_are_named_and_no_more():
    item = {"grossWeight": [{"content": "x", "unitCode": "KGM"}]}
    parsed = named("un-json").mapping.parse(
        {"specifiedConsignment": [{"includedConsignmentItem": [item] * MANY}]}
    )
    said = [one.code for one in parsed.faults]
    assert (len(said), said[-1]) == (MOST + 1, "PARSE-011")


def test_so_much_that_a_target_needs_is_named_and_no_more():
    said = codes(convert, many_items(), "dcsa")
    assert (len(said), said[-1]) == (MOST + 1, "EMIT-011")
