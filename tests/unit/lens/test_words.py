"""Each word of the mapping language, on the smallest mapping that says it, both ways."""

import datetime as dt
from decimal import Decimal

import pytest

from fairlead.bill import Bill, IdentifyingCode, Location, Party, VesselVoyage, from_canonical
from fairlead.errors import MappingError
from fairlead.lens import Mapping, bill_path
from fairlead.lens.codes import CodeList, CodeRow
from fairlead.lens.grammar import build_grammar

HEAD = {"wire": "test.1", "canon": "Bill", "version": "1"}
ROLES = CodeList("role", (CodeRow("DDS", "DDS", "=", "x"),))
GROUPS = CodeList(
    "group",
    tuple(CodeRow(*one, "x") for one in (("1", "I", "="), ("2", "II", "="), ("3", "II", ">"))),
)
PARTY = {"canon": "Party", "bind": {"party_name": {"at": "name", "as": "text"}}}
DAY = "day_in(102=CCYYMMDD, 203=CCYYMMDDHHMM, 205=CCYYMMDDHHMMZHHMM)"
JOINT = {"day": {"first": "content", "second": "@format", "as": DAY}}
LOCATION = {
    "canon": "Location",
    "bind": {
        "un_location_code": {"at": "id{@agency=6}/content", "as": "text"},
        "location_name": {"at": "name", "as": "text"},
    },
}


def mapping(bind, head=(), **tables):
    """A mapping of a few rows; nothing is verified against a schema."""
    said = {"mapping": {**HEAD, **dict(head)}, "bind": bind, **tables}
    return Mapping.of(build_grammar(said, {"role": ROLES, "group": GROUPS}, {}))


def there_and_back(words, bill):
    """The tree that says a Bill, which must be read as it was meant and written as it stood."""
    tree = words.emit(bill).tree
    parsed = words.parse(tree)
    assert parsed.bill == bill
    assert words.emit(parsed.bill, parsed.residue).tree == tree
    return tree


def rewritten(words, tree):
    """The tree after reading and writing it."""
    parsed = words.parse(tree)
    assert parsed.faults == ()
    return words.emit(parsed.bill, parsed.residue).tree


def lost(words, bill):
    return {bill_path(place) for place, _, _ in words.emit(bill).writing.leaves()}


ON_BOARD = {
    "shipped_on_board_date": {
        "at": "shipped[0]/string",
        "joint": "day",
        "when": {"is_shipped_on_board_type": True},
        "or": {"at": "shipped[0]/instant", "as": "date_at_midnight"},
    }
}
DAY = dt.date(2026, 3, 4)


class TestAJointValue:
    words = mapping(ON_BOARD, joint=JOINT)

    def test_stands_with_the_code_of_its_form(self):
        bill = Bill(shipped_on_board_date=DAY, is_shipped_on_board_type=True)
        assert there_and_back(self.words, bill) == {
            "shipped": [{"string": {"content": "20260304", "@format": "102"}}]
        }

    def test_states_the_facts_of_its_row_in_either_place(self):
        for one in (
            {"string": {"content": "202603042359", "@format": "203"}},
            {"instant": "2026-03-04T00:00:00Z"},
        ):
            bill = self.words.parse({"shipped": [one]}).bill
            assert (bill.shipped_on_board_date, bill.is_shipped_on_board_type) == (DAY, True)

    @pytest.mark.parametrize(
        "entries",
        (
            [{"instant": "2026-03-04T00:00:00Z"}],
            [{"instant": "2026-03-04T10:30:00+02:00"}],
            [{"instant": "2026-03-04T00:00:00Z"}, {"instant": "2026-03-05T00:00:00Z"}],
            [{"string": {"content": "202603041000+0100", "@format": "205"}}],
        ),
    )
    def test_comes_back_as_it_was_written(self, entries):
        assert rewritten(self.words, {"shipped": entries}) == {"shipped": entries}

    def test_is_lost_where_its_facts_do_not_hold(self):
        bill = Bill(shipped_on_board_date=DAY, is_shipped_on_board_type=False)
        assert "shipped_on_board_date" in lost(self.words, bill)

    @pytest.mark.parametrize(
        ("text", "form"),
        (
            ("20260230", "102"),
            ("20260304", "203"),
            ("202603042460", "203"),
            ("202603041000", "205"),
            ("2026", "602"),
            ("٢٠٢٦٠٣٠٤", "102"),
        ),
    )
    def test_that_is_no_day_is_a_fault(self, text, form):
        tree = {"shipped": [{"string": {"content": text, "@format": form}}]}
        assert [one.code for one in self.words.parse(tree).faults] == ["PARSE-025"]


VOYAGE = {"canon": "VesselVoyage", "bind": {"role": {"at": "role", "as": "text"}}}


class TestAListOfOne:
    words = mapping(
        {"vessel_voyages": {"at": "voyage", "use": "voyage", "most": 1}}, part={"voyage": VOYAGE}
    )

    def test_is_an_object(self):
        bill = Bill(vessel_voyages=(VesselVoyage(role="first"),))
        assert there_and_back(self.words, bill) == {"voyage": {"role": "first"}}

    def test_that_says_nothing_is_an_empty_object(self):
        assert there_and_back(self.words, Bill(vessel_voyages=(VesselVoyage(),))) == {"voyage": {}}

    def test_loses_its_further_entries(self):
        two = (VesselVoyage(role="first"), VesselVoyage(role="second"))
        assert lost(self.words, Bill(vessel_voyages=two)) == {"vessel_voyages[1].role"}

    def test_loses_that_it_is_empty(self):
        assert lost(self.words, Bill(vessel_voyages=())) == {"vessel_voyages"}

    def test_may_stand_in_the_object_of_the_whole(self):
        words = mapping(
            {"vessel_voyages": {"at": ".", "use": "voyage", "most": 1}}, part={"voyage": VOYAGE}
        )
        bill = Bill(vessel_voyages=(VesselVoyage(role="first"),))
        assert there_and_back(words, bill) == {"role": "first"}
        assert lost(words, Bill(vessel_voyages=(VesselVoyage(),))) == {"vessel_voyages[0]"}

    def test_may_be_a_value(self):
        words = mapping({"carrier_clauses": {"at": "clause", "as": "text", "most": 1}})
        assert there_and_back(words, Bill(carrier_clauses=("a",))) == {"clause": "a"}
        assert lost(words, Bill(carrier_clauses=("a", "b"))) == {"carrier_clauses[1]"}


class TestAWireWithoutEmptyLists:
    words = mapping(
        {
            "carrier_clauses": {"each": "clauses", "as": "text"},
            "notify_parties": {"each": "parties", "use": "party"},
        },
        head={"empty_lists": False},
        part={"party": PARTY},
    )

    @pytest.mark.parametrize("field", ("carrier_clauses", "notify_parties"))
    def test_loses_a_list_that_is_empty(self, field):
        bill = from_canonical({field: []})
        assert self.words.emit(bill).tree == {}
        assert lost(self.words, bill) == {field}


class TestATextInLines:
    words = mapping({"terms_and_conditions": {"at": "terms", "as": "lines(9)"}})

    @pytest.mark.parametrize(
        ("text", "lines"),
        (
            ("said", ["said"]),
            ("said to contain", ["said to", "contain"]),
            ("123456789", ["123456789"]),
            ("123456789 1", ["123456789", "1"]),
            ("a\nb c d e f", ["a\nb c d e", "f"]),
        ),
    )
    def test_is_cut_at_blanks_and_put_together(self, text, lines):
        assert there_and_back(self.words, Bill(terms_and_conditions=text)) == {"terms": lines}

    def test_comes_back_as_another_hand_cut_it(self):
        tree = {"terms": ["said", "to", "contain"]}
        assert self.words.parse(tree).bill.terms_and_conditions == "said to contain"
        assert rewritten(self.words, tree) == tree

    @pytest.mark.parametrize("text", ("1234567890", " two  blanks "))
    def test_that_no_blank_between_words_cuts_is_refused(self, text):
        made = self.words.emit(Bill(terms_and_conditions=text))
        assert [one.code for one in made.writing.faults] == ["EMIT-021"]
        assert made.tree == {}


class TestATextThatFitsOrIsLost:
    words = mapping({"terms_and_conditions": {"at": "terms", "as": "text(5, or lost)"}})

    def test_is_whole_or_named(self):
        assert there_and_back(self.words, Bill(terms_and_conditions="12345")) == {"terms": "12345"}
        assert lost(self.words, Bill(terms_and_conditions="123456")) == {"terms_and_conditions"}

    def test_shuts_the_part_that_it_opens(self):
        codes = {
            "canon": "IdentifyingCode",
            "bind": {
                "party_code": {"at": "content", "as": "text(2, or lost)", "gate": True},
                "code_list_provider": {"at": "@keeper", "as": "text"},
            },
        }
        party = {"canon": "Party", "bind": {
            "identifying_codes": {"at": "id", "use": "code", "most": 1}}}  # fmt: skip
        words = mapping(
            {"shipper": {"at": "shipper", "use": "party"}}, part={"party": party, "code": codes}
        )
        code = IdentifyingCode(party_code="123", code_list_provider="x")
        bill = Bill(shipper=Party(identifying_codes=(code,)))
        assert words.emit(bill).tree == {}
        assert lost(words, bill) == {
            "shipper.identifying_codes[0].party_code",
            "shipper.identifying_codes[0].code_list_provider",
        }


class TestAFencedObject:
    words = mapping({"place_of_receipt": {"at": "place", "use": "location"}},
                    part={"location": LOCATION})  # fmt: skip

    def test_is_built_with_its_qualifier(self):
        bill = Bill(place_of_receipt=Location(un_location_code="NOOSL"))
        tree = {"place": {"id": {"content": "NOOSL", "@agency": "6"}}}
        assert there_and_back(self.words, bill) == tree

    def test_is_not_built_where_there_is_nothing_to_say_in_it(self):
        bill = Bill(place_of_receipt=Location(location_name="Oslo"))
        assert there_and_back(self.words, bill) == {"place": {"name": "Oslo"}}

    def test_of_another_qualifier_stays_beside(self):
        tree = {"place": {"id": {"content": "5790000000000", "@agency": "9"}, "name": "Oslo"}}
        assert self.words.parse(tree).bill.place_of_receipt == Location(location_name="Oslo")
        assert rewritten(self.words, tree) == tree


class TestEntriesOfOneKind:
    words = mapping(
        {
            "notify_parties": {"each": "parties[roles/*=NI|N1]", "use": "party"},
            "other_parties": {"each": "parties", "use": "other"},
        },
        part={
            "party": PARTY,
            "other": {
                "canon": "OtherParty",
                "bind": {
                    "party_function": {"at": "roles[0]", "as": "code(role, open)", "gate": True},
                    "party": {"at": ".", "use": "party"},
                },
            },
        },
    )
    bill = from_canonical(
        {
            "notify_parties": [{"party_name": "a"}, {"party_name": "b"}],
            "other_parties": [{"party": {"party_name": "c"}, "party_function": "DDS"}],
        }
    )

    def test_are_told_apart_by_the_first_entry_of_a_list(self):
        assert there_and_back(self.words, self.bill) == {
            "parties": [
                {"name": "a", "roles": ["NI"]},
                {"name": "b", "roles": ["NI"]},
                {"roles": ["DDS"], "name": "c"},
            ]
        }

    def test_keep_their_order_spelling_and_what_nobody_understood(self):
        tree = {
            "parties": [
                {"name": "x", "roles": ["own"]},
                {"name": "c", "roles": ["DDS"]},
                {"name": "a", "roles": ["N1", "CN"]},
                {"name": "b", "roles": ["NI"]},
            ]
        }
        assert self.words.parse(tree).bill == self.bill
        assert rewritten(self.words, tree) == tree


def test_a_row_that_needs_another_is_lost_without_it():
    words = mapping(
        {
            "carrier_code": {"at": "id/content", "as": "text"},
            "service_contract_reference": {
                "at": "id/@keeper", "as": "text", "when": {"carrier_code": "present"},
            },
        }
    )  # fmt: skip
    bill = Bill(service_contract_reference="x")
    assert (words.emit(bill).tree, lost(words, bill)) == ({}, {"service_contract_reference"})
    both = Bill(carrier_code="QSL", service_contract_reference="x")
    assert there_and_back(words, both) == {"id": {"content": "QSL", "@keeper": "x"}}


class TestASecondPlace:
    words = mapping(
        {
            "number_of_originals": {
                "at": "originals",
                "as": "integer_text",
                "or": {"at": "count", "as": "integer_text"},
            }
        }
    )

    def test_is_read_and_given_back_where_the_first_is_silent(self):
        assert self.words.parse({"count": "03"}).bill.number_of_originals == 3
        assert rewritten(self.words, {"count": "03"}) == {"count": "03"}

    def test_may_agree_and_must_not_contradict(self):
        assert rewritten(self.words, {"originals": "3", "count": "3"})["count"] == "3"
        faults = self.words.parse({"originals": "3", "count": "4"}).faults
        assert [one.code for one in faults] == ["PARSE-021"]


def test_a_quantity_without_the_unit_that_its_wire_demands_is_not_read():
    tree = {"value": {"content": "7", "@unit": "own"}}
    for needs, said in ((["number"], Decimal(7)), (["number", "unit"], None)):
        measure = {
            "amount": {"number": "content", "unit": "@unit", "as": "decimal_text",
                       "unit_as": "code(role, open)", "needs": needs},
        }  # fmt: skip
        words = mapping(
            {"declared_value @ declared_value_currency": {"at": "value", "measure": "amount"}},
            measure=measure,
        )
        assert words.parse(tree).bill.declared_value == said
        assert rewritten(words, tree) == tree


def test_a_part_in_the_object_of_the_whole_names_what_it_does_not_say():
    words = mapping({"signatory > name": {"at": "signer", "as": "text"}})
    bill = from_canonical({"signatory": {"name": "a", "statement": "signed"}})
    assert words.emit(bill).tree == {"signer": "a"}
    assert "signatory.statement" in lost(words, bill)


def test_a_value_for_every_entry_stays_beside_where_there_is_none():
    words = mapping(
        {
            "vessel_voyages.role": {"at": "role", "as": "text"},
            "vessel_voyages": {"each": "voyages", "use": "voyage"},
        },
        part={"voyage": {"canon": "VesselVoyage", "bind": {}}},
    )
    for tree in ({"role": "x"}, {"role": "x", "voyages": [{}, {}]}):
        assert rewritten(words, tree) == tree


def test_an_entry_that_bears_a_qualifier_alone_stays_whole():
    words = mapping({"carrier_code": {"at": "ids[@keeper=306]/content", "as": "text"}})
    tree = {"ids": [{"@keeper": "306", "own": "x"}, {"@keeper": "306", "content": "QSL"}]}
    assert words.parse(tree).bill.carrier_code == "QSL"
    assert rewritten(words, tree) == tree


def test_a_further_entry_never_takes_the_place_of_the_first():
    words = mapping(
        {
            "carrier_code": {"at": "ids[0]", "as": "text"},
            "carrier_clauses": {"each": "ids", "as": "text"},
        }
    )
    assert there_and_back(words, Bill(carrier_code="a", carrier_clauses=("b",)))
    bill = Bill(carrier_clauses=("b",))
    assert (words.emit(bill).tree, lost(words, bill)) == ({}, {"carrier_clauses[0]"})


def test_a_total_may_be_an_entry_of_a_list():
    words = mapping(
        {"carrier_clauses": {"each": "clauses", "as": "text"}},
        total={"counts[0]": {"of": "count(carrier_clauses)", "as": "integer_text"}},
    )
    tree = there_and_back(words, Bill(carrier_clauses=("a", "b")))
    assert tree == {"clauses": ["a", "b"], "counts": ["2"]}
    assert rewritten(words, {"clauses": ["a"]}) == {"clauses": ["a"]}
    assert rewritten(words, {"counts": ["7"]}) == {"counts": ["7"]}
    faults = words.parse({"clauses": ["a"], "counts": ["7"]}).faults
    assert [one.code for one in faults] == ["PARSE-022"]


def test_an_object_cannot_be_fenced_in_two_ways():
    with pytest.raises(MappingError, match="fenced in two ways"):
        mapping(
            {
                "carrier_code": {"at": "id{@a=1}/content", "as": "text"},
                "terms_and_conditions": {"at": "id{@a=2}/name", "as": "text"},
            }
        )


PAGES = {"number_of_rider_pages": {"at": "pages", "as": "code(group, integer)"}}


def test_a_whole_number_is_said_by_its_code():
    assert there_and_back(mapping(PAGES), Bill(number_of_rider_pages=2)) == {"pages": "II"}


def test_a_whole_number_without_a_code_is_lost_and_one_with_a_wider_code_is_narrowed():
    assert lost(mapping(PAGES), Bill(number_of_rider_pages=9)) == {"number_of_rider_pages"}
    assert lost(mapping(PAGES), Bill(number_of_rider_pages=3)) == {"number_of_rider_pages"}
    assert mapping(PAGES).emit(Bill(number_of_rider_pages=3)).tree == {"pages": "II"}


DAYS = {
    "shipped_on_board_date": {
        "at": "shipped", "as": "date", "when": {"is_shipped_on_board_type": True},
    },
    "received_for_shipment_date": {
        "at": "received", "as": "date", "when": {"is_shipped_on_board_type": False},
    },
}  # fmt: skip


def test_rows_that_state_contradicting_facts_contradict_each_other_on_the_wire():
    words = mapping(DAYS)
    assert words.parse({"received": "2026-03-01"}).bill.is_shipped_on_board_type is False
    parsed = words.parse({"shipped": "2026-03-04", "received": "2026-03-01"})
    assert [(one.code, one.at.wire) for one in parsed.faults] == [("PARSE-021", "/received")]


DIVIDED = {
    "in two ways at once": {"use": "party", "divided": {"number": "n", "texts": 2}},
    "without the part that stands alone": {"use": "party", "divided": {"by": "n", "summary": "x"}},
    "by texts that are parts": {"use": "party", "divided": {"texts": 2}},
    "by numbers of texts": {"as": "text", "divided": {"number": "n"}},
    "by numbers among others": {"each": "x[a=b]", "use": "party", "divided": {"number": "n"}},
    "by a part that is not there": {
        "use": "party", "divided": {"by": "n", "alone": "party", "summary": "partly"},
    },
}  # fmt: skip


@pytest.mark.parametrize("row", DIVIDED.values(), ids=DIVIDED)
def test_a_list_is_not_divided(row):
    row = {"each": "x", **row}
    with pytest.raises(MappingError, match="notify_parties"):
        mapping({"notify_parties": row}, part={"party": PARTY})


def test_what_entries_say_apart_is_said_once_where_all_say_the_same():
    words = mapping(
        {
            "consignment_items.carrier_booking_reference": {"at": "booking", "as": "text"},
            "consignment_items": {"each": "goods", "use": "item"},
        },
        part={
            "item": {
                "canon": "ConsignmentItem",
                "bind": {"carrier_booking_reference": {"at": "refs[kind=BN]/no", "as": "text"}},
            }
        },
    )
    said = [{"carrier_booking_reference": number} for number in ("B-1", "B-2")]
    apart = from_canonical({"consignment_items": said})
    alike = from_canonical({"consignment_items": [said[0], said[0]]})
    assert "booking" not in there_and_back(words, apart)
    assert there_and_back(words, alike)["booking"] == "B-1"
