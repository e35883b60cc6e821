"""A fact that a message says twice: alike, it is said; otherwise the message is refused.

Whatever else stands beside a repeated fact is named as lost, or refused where it is critical.
"""

import json

import pytest

from fairlead import Refused, convert
from tests.conftest import ROOT

BILL = ROOT.joinpath("examples", "to-order-two-containers", "bill.dcsa.json").read_bytes()
STRAIGHT = json.loads(ROOT.joinpath("examples", "straight-bill", "bill.dcsa.json").read_bytes())
MESSAGE = convert(BILL, "iftmcs").output.decode()


def with_more(after, *more):
    """The message with more segments behind the first that begins so, and its number of them."""
    lines = MESSAGE.split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith(after)) + 1
    lines[at:at] = [f"{segment}'" for segment in more]
    first = next(index for index, line in enumerate(lines) if line.startswith("UNH"))
    last = next(index for index, line in enumerate(lines) if line.startswith("UNT"))
    lines[last] = f"UNT+{last - first + 1}+1'"
    return "\n".join(lines).encode(), at - first + 1


def segment(tag):
    """The first segment of the message that begins so."""
    return next(line for line in MESSAGE.split("\n") if line.startswith(tag)).removesuffix("'")


NUMBER = segment("BGM").split("+")[2]
ALIKE = {
    "a weight": ("MEA+AAE+G", segment("MEA+AAE+G")),
    "a weight by another code": ("MEA+AAE+G", segment("MEA+AAE+G").replace("AAE+G", "WT+G")),
    "the number of the bill": ("RFF+BN", f"RFF+BM:{NUMBER}"),
    "the day on board": ("LOC+9", segment("DTM+342")),
    "a port, at the head": ("LOC+91", segment("LOC+9+")),
    "a count of originals": ("DOC+706", segment("DOC+706")),
    "a total of packages": ("FTX+AAI", "CNT+11:24", "CNT+8:24"),
    "a total of originals": ("FTX+AAI", "CNT+33:1"),
    "a total of containers": ("FTX+AAI", "CNT+16:2", "CNT+56:2"),
    "a total of seals": ("FTX+AAI", "CNT+61:3"),
    "a total twice": ("FTX+AAI", "CNT+16:2", "CNT+16:2"),
}


@pytest.mark.parametrize("case", ALIKE.values(), ids=ALIKE)
def test_a_fact_that_is_said_again_alike_refuses_nothing(case):
    data, _ = with_more(*case)
    assert convert(data, "un-json").output == convert(MESSAGE.encode(), "un-json").output


OTHERWISE = {
    "a weight": ("MEA+AAE+G", "MEA+WT+G+KGM:1", "PARSE-021"),
    "the number of the bill": ("RFF+BN", "RFF+BM:OTHER-1", "PARSE-021"),
    "the day on board": ("LOC+9", "DTM+342:20200101:102", "EMIT-023"),
    "a port, at the head": ("LOC+91", "LOC+9+NOOSL:139:6", "PARSE-021"),
    "a count of originals": ("DOC+706", "DOC+706++++7", "EMIT-023"),
    "a total of packages": ("FTX+AAI", "CNT+8:25", "PARSE-022"),
    "a total of originals": ("FTX+AAI", "CNT+33:7", "PARSE-022"),
    "a total of containers": ("FTX+AAI", "CNT+56:3", "PARSE-022"),
    "a total of seals": ("FTX+AAI", "CNT+61:9", "PARSE-022"),
}


@pytest.mark.parametrize(("after", "more", "code"), OTHERWISE.values(), ids=OTHERWISE)
def test_a_fact_that_is_said_again_otherwise_is_refused(after, more, code):
    data, _ = with_more(after, more)
    with pytest.raises(Refused) as refused:
        convert(data, "un-json")
    assert code in {one.code for one in refused.value.report.errors}


def test_what_stands_beside_a_repeated_number_is_not_lost_with_it():
    data, number = with_more("RFF+BN", f"RFF+BM:{NUMBER}:1:7", "DTM+42:20250409:102")
    with pytest.raises(Refused) as refused:
        convert(data, "un-json")
    told = {(one.code, one.at.wire) for one in refused.value.report}
    assert told == {
        ("EMIT-023", f"segment {number} RFF"), ("EMIT-023", f"segment {number + 1} DTM"),
    }  # fmt: skip


def test_what_stands_beside_a_repeated_weight_is_named():
    again = segment("MEA+AAE+G").replace("AAE+G", "WT+G") + "+XX"
    data, number = with_more("MEA+AAE+G", again)
    lost = {one.at.wire for one in convert(data, "un-json").losses}
    assert f"segment {number} MEA 7383" in lost


def test_a_port_on_the_way_is_named_where_the_first_and_the_last_are_said():
    leg = ("TDT+20+77+1+++++:::Other Ship", "LOC+9+SGSIN:139:6", "LOC+11+AUMEL:139:6")
    data, number = with_more("DTM+132", *leg)
    made = convert(data, "un-json")
    ports = (made.bill.port_of_loading, made.bill.port_of_discharge)
    assert [one.un_location_code for one in ports] == [segment("LOC+9+")[6:11], "AUMEL"]
    assert f"segment {number + 1} LOC 3227" in {one.at.wire for one in made.losses}


@pytest.mark.parametrize(
    "more", (("TDT+10++3", "LOC+88+BEGNE:139:6"), ("TDT+30++3", "LOC+7+INPNQ:139:6"))
)
def test_a_place_of_receipt_or_delivery_is_critical_below_any_stage(more):
    data, number = with_more("DTM+132", *more)
    with pytest.raises(Refused) as refused:
        convert(data, "un-json")
    told = [one.at.wire for one in refused.value.report if one.code == "EMIT-023"]
    assert told == [f"segment {number + 1} LOC"]


def test_a_carrier_without_a_code_is_not_lost_with_its_name():
    said = json.loads(convert(json.dumps(STRAIGHT).encode(), "un-json").output)
    said["specifiedConsignment"][0]["carrier"] = {"name": [{"content": "Fair Lines"}]}
    with pytest.raises(Refused) as refused:
        convert(json.dumps(said).encode(), "un-xml")
    [one] = refused.value.report.errors
    assert one.at.wire == "/specifiedConsignment/0/carrier/name/0"


@pytest.mark.parametrize("status", ("SURRENDERED_FOR_DELIVERY", "VOIDED", "GONE"))
def test_what_is_no_longer_in_force_becomes_no_live_bill(status):
    with pytest.raises(Refused) as refused:
        convert(json.dumps({**STRAIGHT, "transportDocumentStatus": status}).encode(), "un-json")
    [one] = refused.value.report.errors
    assert (one.code, one.at.wire) == ("EMIT-023", "/transportDocumentStatus")


MISSPELT = ("endorse", "consigneee")


@pytest.mark.parametrize("name", MISSPELT)
def test_a_critical_member_that_is_misspelt_is_refused(name):
    parties = {**STRAIGHT["documentParties"], name: {"partyName": "Somebody"}}
    with pytest.raises(Refused) as refused:
        convert(json.dumps({**STRAIGHT, "documentParties": parties}).encode(), "un-json")
    [one] = refused.value.report.errors
    assert (one.code, one.at.wire) == ("EMIT-023", f"/documentParties/{name}")


def test_a_member_of_a_name_of_its_own_is_a_named_loss():
    made = convert(json.dumps({**STRAIGHT, "xLoyaltyCard": "7"}).encode(), "un-json")
    assert "/xLoyaltyCard" in {one.at.wire for one in made.losses}
