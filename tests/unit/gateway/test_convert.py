"""What a caller may ask of a conversion, and what it never does."""

import pytest

from fairlead import Refused, UsageError, check, check_each, convert, convert_each
from fairlead.formats import named
from fairlead.gateway import understand
from fairlead.rules import CTK, STRICT
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import leaves
from tests.conftest import ROOT
from tests.laws.documents import Drawn
from tests.laws.test_laws import RECORD

STRAIGHT = {
    "exchangedDocument": {
        "id": {"content": "FLBL-7"},
        "typeCode": {"content": "706"},
        "originalIssuedQuantity": {"content": "3"},
    },
    "specifiedConsignment": [{"consignee": {"name": [{"content": "Busan Furniture Co"}]}}],
}


def straight(**consignment):
    return json_syntax.write(
        {
            **STRAIGHT,
            "specifiedConsignment": [{**STRAIGHT["specifiedConsignment"][0], **consignment}],
        }
    )


def codes(refused):
    return {one.code for one in refused.value.report}


def drawn(wanted, *, plain=True):
    """The first drawn document that meets a wish."""
    for seed in range(400):
        tree = Drawn(seed, plain=plain).document()
        if wanted(tree):
            return tree
    message = "no drawn document meets the wish"
    raise AssertionError(message)


def is_bill(tree):
    return tree["transportDocumentTypeCode"] == "BOL"


def is_sea_waybill(tree):
    return tree["transportDocumentTypeCode"] == "SWB"


def is_endorsed(tree):
    return is_bill(tree) and tree["isToOrder"] and "endorsee" in tree["documentParties"]


def is_straight(tree):
    parties = tree["documentParties"]
    return is_bill(tree) and not tree["isToOrder"] and "endorsee" not in parties


def test_a_sea_waybill_is_no_bill_of_lading():
    with pytest.raises(Refused) as refused:
        convert(json_syntax.write(drawn(is_sea_waybill)), "un-json")
    assert "EMIT-022" in codes(refused)


def test_an_endorsed_bill_does_not_go_where_endorsements_are_unknown():
    data = json_syntax.write(drawn(is_endorsed))
    with pytest.raises(Refused) as refused:
        convert(data, "openebl", supplement=RECORD)
    assert "EMIT-033" in codes(refused)
    assert "endorsement" in str(refused.value)


def test_the_caller_may_allow_a_lacking_capability():
    tree = drawn(lambda tree: is_endorsed(tree) and "feedbacks" not in tree)
    with pytest.raises(Refused) as refused:
        convert(json_syntax.write(tree), "openebl", supplement=RECORD)
    if codes(refused) == {"EMIT-033"}:
        assert convert(json_syntax.write(tree), "openebl", supplement=RECORD, allow=["endorsement"])


def test_losses_may_be_refused():
    data = json_syntax.write(drawn(is_straight))
    with pytest.raises(Refused) as refused:
        convert(data, "un-json", on_loss="refuse")
    assert "EMIT-032" in codes(refused)


def test_an_earlier_version_gets_no_member_that_came_later():
    later = {leaf.path for leaf in named("dcsa").wire.leaves() if leaf.since == "3.0.4"}
    written = 0
    for seed in range(60):
        try:
            made = convert(json_syntax.write(Drawn(seed, plain=True).document()), "dcsa@3.0.0")
        except Refused:
            continue
        places = {
            "".join("/[]" if isinstance(step, int) else f"/{step}" for step in way)
            for way, _ in leaves(json_syntax.read(made.output))
        }
        assert places & later == set()
        written += 1
    assert written > 10


ASKING = {
    "convert": lambda data, profile: convert(data, "un-json", profile=profile).report,
    "convert_each": lambda data, profile: (
        next(iter(convert_each(data, "un-json", profile=profile))).report
    ),
    "check": lambda data, profile: check(data, profile=profile),
    "check_each": lambda data, profile: next(iter(check_each(data, profile=profile))),
}
every_asking = pytest.mark.parametrize("ask", ASKING.values(), ids=ASKING)


@every_asking
def test_a_profile_goes_by_its_name_too(ask):
    data = (ROOT / "examples" / "reefer" / "bill.dcsa.json").read_bytes()
    assert ask(data, "ctk") == ask(data, CTK)
    assert ask(data, "strict") == ask(data, STRICT)


@every_asking
@pytest.mark.parametrize("profile", ("nosuch", "", None, 7))
def test_a_profile_that_nobody_knows_is_misuse(ask, profile):
    with pytest.raises(UsageError, match=r"there is no profile .* \(known: strict, ctk\)"):
        ask(b"{}", profile)


REEFER = (ROOT / "examples" / "reefer" / "bill.dcsa.json").read_bytes()
ODD = (
    {"to": 7}, {"to": None}, {"to": b"dcsa"}, {"to": ""}, {"to": "dcsa@"}, {"to": "dcsa:"},
    {"source": 7}, {"source": b"dcsa"}, {"source": ""}, {"source": "iftmcs:nobody"},
    {"supplement": []}, {"supplement": 7}, {"on_loss": None}, {"allow": None}, {"allow": "carry"},
    {"allow": ["endorsment"]},
    {"limits": None}, {"limits": 7}, {"message": "1"}, {"message": 1.5}, {"message": True},
    {"header": "QUAYSIDE"}, {"header": {}}, {"data": "text"}, {"data": None}, {"profile": []},
)  # fmt: skip


@pytest.mark.parametrize("said", ODD, ids=str)
def test_an_argument_of_another_kind_is_misuse(said):
    with pytest.raises(UsageError):
        convert(**{"data": REEFER, "to": "iftmcs", **said})


@pytest.mark.parametrize(
    "each", (check_each, lambda data, **more: convert_each(data, "dcsa", **more))
)
@pytest.mark.parametrize("said", ({"data": "text"}, {"data": None}, {"limits": 7}), ids=str)
def test_so_it_is_for_every_message(each, said):
    with pytest.raises(UsageError):
        list(each(**{"data": REEFER, **said}))


def test_the_mapping_of_an_earlier_version_is_made_once():
    assert named("dcsa@3.0.3").mapping is named("dcsa@3.0.3").mapping
    assert named("dcsa@3.0.3").mapping is not named("dcsa").mapping


def test_a_version_that_nobody_knows_is_misuse():
    with pytest.raises(UsageError, match=r"known: 3\.0\.4, 3\.0\.3"):
        convert(straight(), "dcsa@2.9")


def test_a_supplement_fills_what_is_not_said():
    made = convert(straight(), "un-json", supplement={"terms_and_conditions": "as agreed"})
    assert made.bill.terms_and_conditions == "as agreed"
    assert [(one.code, one.at.bill) for one in made.added] == [("EMIT-030", "terms_and_conditions")]


def test_a_supplement_never_changes_what_is_said():
    with pytest.raises(Refused) as refused:
        convert(straight(), "un-json", supplement={"consignee": {"party_name": "Somebody Else"}})
    assert codes(refused) == {"EMIT-031"}


def test_a_supplement_must_be_canonical():
    with pytest.raises(UsageError, match="consigne"):
        convert(straight(), "un-json", supplement={"consigne": {}})


def test_the_number_of_originals_is_not_divided_by_guess():
    with pytest.raises(Refused) as refused:
        convert(straight(), "dcsa")
    places = {one.at.bill for one in refused.value.report if one.code == "EMIT-023"}
    assert "number_of_originals" in places


def test_a_stated_division_of_the_originals_is_enough():
    split = {"number_of_originals_without_charges": 3}
    with pytest.raises(Refused) as refused:
        convert(straight(), "dcsa", supplement=split)
    assert "number_of_originals" not in {one.at.bill for one in refused.value.report}


@pytest.mark.parametrize(
    ("name", "to_order", "endorsee"),
    (
        ("TO ORDER", True, None),
        ("To Order", True, None),
        ("TO ORDER OF Nordbank", True, "Nordbank"),
        ("to order of Nordbank", True, "Nordbank"),
        ("Nordbank or order", None, None),
        ("TO THE ORDER OF Nordbank", None, None),
        ("TO BEARER", None, None),
        ("ORDER", None, None),
        ("Busan Furniture Co", False, None),
        ("Money Orderly Ltd", False, None),
    ),
)
def test_the_consignee_says_whether_a_bill_is_to_order(name, to_order, endorsee):
    bill = understand(straight(consignee={"name": [{"content": name}]})).bill
    assert bill.to_order is to_order
    assert (bill.endorsee.party_name if bill.endorsee else None) == endorsee


def test_a_straight_consignee_who_sounds_like_an_order_is_refused():
    tree = drawn(is_straight)
    tree["documentParties"]["consignee"]["partyName"] = "To Order Traders"
    with pytest.raises(Refused) as refused:
        convert(json_syntax.write(tree), "un-json")
    assert "EMIT-023" in codes(refused)


def test_an_unknown_order_is_never_written_as_false():
    data = straight(consignee={"name": [{"content": "Nordbank or order"}]})
    with pytest.raises(Refused) as refused:
        convert(data, "dcsa")
    assert ("EMIT-020", "to_order") in {(one.code, one.at.bill) for one in refused.value.report}


class TestCarriedWords:
    """What travels in the extension may add, and never contradict."""

    def carried(self):
        return json_syntax.read(
            convert(json_syntax.write(self.drawn()), "un-json", carry=True).output
        )

    def drawn(self):
        """A straight bill that is in force, for none other becomes a bill without a status."""
        return {**drawn(is_straight), "transportDocumentStatus": "ISSUED"}

    def test_they_come_back(self):
        assert convert(json_syntax.write(self.carried()), "dcsa").ledger.counts["lost"] == 0

    def test_they_stay_where_they_are(self):
        data = json_syntax.write(self.carried())
        assert convert(data, "un-json").output == data

    def test_they_do_not_change_the_visible_words(self):
        tree = self.carried()
        tree["x-fairlead"]["bill"].append({"at": "/consignee/party_name", "value": "Thief Ltd"})
        with pytest.raises(Refused) as refused:
            convert(json_syntax.write(tree), "dcsa")
        assert codes(refused) == {"PARSE-028"}

    def test_visible_words_do_not_change_below_them(self):
        tree = self.carried()
        tree["exchangedDocument"]["id"]["content"] = "FLBL-OTHER"
        again = understand(json_syntax.write(tree)).bill
        assert again.transport_document_reference == "FLBL-OTHER"

    @pytest.mark.parametrize(
        "word",
        (None, [], {"version": 2}, {"version": 1}, {"version": 1, "bill": [{"at": "nowhere"}]}),
        ids=str,
    )
    def test_what_cannot_be_read_is_refused(self, word):
        tree = self.carried()
        tree["x-fairlead"] = word
        with pytest.raises(Refused) as refused:
            convert(json_syntax.write(tree), "dcsa")
        assert codes(refused) == {"PARSE-029"}

    def test_only_formats_with_an_extension_carry(self):
        with pytest.raises(UsageError, match="no extension member"):
            convert(straight(), "dcsa", carry=True, supplement=None)
