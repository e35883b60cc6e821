"""No place has two owners, whichever words of the language they use."""

import shutil

import pytest

from fairlead.errors import MappingError
from fairlead.lens.checks.owners import owned_twice
from fairlead.lens.folder import read_grammar
from tests.conftest import ROOT

BRACKENPORT = ROOT / "examples" / "your-platform" / "brackenport"
MAPPINGS = sorted(file.parent for file in (ROOT / "mappings").glob("*/*/mapping.toml"))


@pytest.fixture
def told(tmp_path):
    """What is said of a mapping that says more: text behind a line of it, or at its end."""

    def owned(more, after=None):
        folder = tmp_path / "brackenport"
        shutil.copytree(BRACKENPORT, folder)
        file = folder / "mapping.toml"
        text = file.read_text("utf-8")
        if after is None:
            text += more
        else:
            assert after in text
            text = text.replace(after, f"{after}\n{more}", 1)
        file.write_text(text, "utf-8")
        grammar = read_grammar(folder)
        return [grammar.sources.told(way, says, word=False) for way, says in owned_twice(grammar)]

    return owned


@pytest.mark.parametrize("folder", (BRACKENPORT, *MAPPINGS), ids=lambda folder: folder.name)
def test_a_mapping_of_ours_has_one_owner_for_each_place(folder):
    assert list(owned_twice(read_grammar(folder))) == []


TWICE = {
    "a row and a constant": (
        '\n[constant]\nbillNumber = "x"\n',
        None,
        "[constant.billNumber] /billNumber has another owner: [bind.transport_document_reference]",
    ),
    "a row of a part and a constant": (
        '\n[constant]\n"shipper/address/city" = "x"\n',
        None,
        "/shipper/address/city has another owner: [part.address.bind.city]",
    ),
    "a row of a part and a row of the whole": (
        'terms_and_conditions = { at = "shipper/name", as = "text(70)" }',
        "[bind]",
        "[part.party.bind.party_name] /shipper/name has another owner: [bind.terms_and_conditions]",
    ),
    "a row and a total": (
        'originals = { of = "count(notify_parties)", as = "integer_text" }',
        "[total]",
        "[total.originals] /originals has another owner: [bind.number_of_originals]",
    ),
    "a total and a constant": (
        "\n[constant]\npackagesTotal = 3\n",
        None,
        "[total.packagesTotal] /packagesTotal has another owner: [constant.packagesTotal]",
    ),
    "a row and a text that is written": (
        '\n[written]\nfreight = "P"\n',
        None,
        "[written.freight] /freight has another owner: [bind.freight_payment_terms]",
    ),
    "a row and what travels": (
        '\n[carry]\nat = "billNumber"\n',
        None,
        "[carry.at] /billNumber has another owner: [bind.transport_document_reference]",
    ),
    "what a way asks for and a constant": (
        '\n[constant]\n"consignee/name" = "x"\n',
        None,
        "/consignee/name has another owner: [either[0]]",
    ),
    "a row and one of the ways": (
        'terms_and_conditions = { at = "consignee/address/city", as = "text(35)" }',
        "[bind]",
        "/consignee/address/city has another owner: ",
    ),
    "an object and a value": (
        'terms_and_conditions = { at = "shipper", as = "text(70)" }',
        "[bind]",
        "has another owner: ",
    ),
    "two entries of a list by its first": (
        '\n[constant]\n"extra[0]" = "x"\n"extra[1]" = "y"\n',
        None,
        '[constant."extra[1]"] /extra/[] has another owner: [constant."extra[0]"]',
    ),
}


@pytest.mark.parametrize(("more", "after", "says"), TWICE.values(), ids=TWICE)
def test_a_place_with_two_owners_is_told_with_both(told, more, after, says):
    lines = told(more, after)
    assert any(says in line for line in lines), lines
    assert all(line.startswith("your-platform/") or "mapping.toml:" in line for line in lines)


def test_it_is_refused_where_the_mapping_is_loaded(tmp_path):
    from fairlead.formats.found import beside_others

    folder = tmp_path / "brackenport"
    shutil.copytree(BRACKENPORT, folder)
    with folder.joinpath("mapping.toml").open("a", encoding="utf-8") as file:
        file.write('\n[constant]\nbillNumber = "x"\n')
    with pytest.raises(MappingError, match=r"mapping\.toml:\d+: \[constant.billNumber\] /billNum"):
        _ = beside_others(folder).mapping.code


def test_entries_that_no_other_row_has_are_the_list(told):
    """Rows of the first entry and of the others share a list."""
    more = '\n[constant]\n"extra[0]/code" = "x"\n"extra[2nd]/code" = "y"\n"extra[a=1]/code" = "z"\n'
    assert told(more) == []


ELECTRONIC = """
[[either]]
says = "electronic"
when = { is_electronic = true }
where = { "carrier/scac/medium" = { is = "E" } }
"""


def test_a_way_within_what_a_row_reads_is_refused_with_what_to_write(told):
    lines = told(ELECTRONIC)
    assert any(
        "[either[4]] /carrier/scac stands in what a row outside of the ways reads; give that row a "
        "part, and write the ways within it" in line
        for line in lines
    ), lines
