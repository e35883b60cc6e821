"""What is critical to the title, lost from a Bill."""

from decimal import Decimal

import pytest

from fairlead.bill import (
    Bill,
    CargoItem,
    City,
    ConsignmentItem,
    DangerousGoods,
    Location,
    OuterPackaging,
    Quantity,
    Unit,
)
from fairlead.lens.critical import CRITICAL, critical_losses

GOODS = ("consignment_items", 0, "cargo_items", 0, "outer_packaging", "dangerous_goods")


def kilograms(number):
    return Quantity(value=Decimal(number), unit=Unit.KILOGRAM)


def holding(*substances, weight=None):
    packages = OuterPackaging(dangerous_goods=substances)
    item = CargoItem(outer_packaging=packages, cargo_gross_weight=weight)
    return Bill(consignment_items=(ConsignmentItem(cargo_items=(item,)),))


def places(lost, bill):
    return [place for place, _, _ in critical_losses(lost, bill)]


def test_each_critical_field_has_a_reason():
    assert all(CRITICAL.values())


@pytest.mark.parametrize("name", ("document_purpose", "transport_document_sub_reference"))
def test_a_field_of_the_list_is_not_lost(name):
    assert places([((), name, "x", "LOSS-001")], Bill()) == [(name,)]


def test_that_a_document_is_an_original_may_be_left_unsaid():
    bill = Bill(document_purpose="original")
    assert places([((), "document_purpose", "original", "LOSS-001")], bill) == []


def test_a_fact_that_is_said_together_with_others_is_not_lost():
    assert places([((), "number_of_originals_with_charges", 1, "LOSS-006")], Bill()) == []


def test_a_port_keeps_its_code():
    bill = Bill(port_of_loading=Location(un_location_code="DEHAM", location_name="Hamburg"))
    lost = [(("port_of_loading",), "un_location_code", "DEHAM", "LOSS-001")]
    assert places(lost, bill) == [("port_of_loading", "un_location_code")]


def test_the_name_of_a_port_with_a_code_may_be_lost():
    bill = Bill(port_of_loading=Location(un_location_code="DEHAM", location_name="Hamburg"))
    assert places([(("port_of_loading",), "location_name", "Hamburg", "LOSS-001")], bill) == []


def test_a_port_without_a_code_keeps_a_name():
    bill = Bill(port_of_loading=Location(location_name="Altona", city=City(city="Hamburg")))
    name = (("port_of_loading",), "location_name", "Altona", "LOSS-001")
    city = (("port_of_loading",), "city", City(city="Hamburg"), "LOSS-001")
    assert places([name], bill) == []
    assert places([name, city], bill) == [
        ("port_of_loading", "location_name"), ("port_of_loading", "city", "city")
    ]  # fmt: skip


def test_a_port_that_says_nothing_is_not_lost():
    bill = Bill(port_of_loading=Location())
    assert places([((), "port_of_loading", Location(), "LOSS-001")], bill) == []


@pytest.mark.parametrize(
    "name", ("un_number", "imo_class", "packing_group", "proper_shipping_name")
)
def test_which_dangerous_goods_they_are_is_not_lost(name):
    bill = holding(DangerousGoods())
    assert places([((*GOODS, 0), name, "x", "LOSS-001")], bill) == [(*GOODS, 0, name)]


def test_the_quantity_of_a_substance_is_not_lost():
    weight = kilograms(5)
    lost = [((*GOODS, 0), "net_weight", weight, "LOSS-001")]
    assert len(places(lost, holding(DangerousGoods(net_weight=weight)))) == 2


def test_one_form_of_the_quantity_says_it():
    bill = holding(DangerousGoods(net_weight=kilograms(5), gross_weight=kilograms(6)))
    assert places([((*GOODS, 0), "net_weight", kilograms(5), "LOSS-001")], bill) == []


def test_a_substance_alone_in_its_packages_weighs_what_they_weigh():
    one = DangerousGoods(gross_weight=kilograms(6))
    lost = [((*GOODS, 0), "gross_weight", kilograms(6), "LOSS-001")]
    assert places(lost, holding(one, weight=kilograms(6))) == []
    assert len(places(lost, holding(one, weight=kilograms(7)))) == 2
    assert len(places(lost, holding(one, one, weight=kilograms(6)))) == 2


def test_the_weight_of_a_container_is_no_quantity_of_a_substance():
    lost = [(("utilized_transport_equipments", 0), "gross_weight", kilograms(6), "LOSS-001")]
    assert places(lost, Bill()) == []
