"""Our schema of what is signed in DCSA's messages says what DCSA's publications say."""

import pytest

from tests.conformance.test_schema_issuance import facts, ours, published

PINT = ("dcsa", "EBL_PINT_v3.0.0.yaml")


@pytest.fixture(scope="module")
def stated():
    return ours("dcsa", "signed-statements-3")


@pytest.fixture(scope="module")
def pint():
    return published(*PINT, cases=1)


def test_every_fact_of_every_statement_is_the_published_one(stated, pint):
    parts = stated["$defs"]
    assert {name: facts(node, {}) for name, node in parts.items()} == {
        name: facts(pint[name], {}) for name in parts
    }


def test_the_issuance_manifest_is_the_same_in_both_publications(stated):
    issuance = published("dcsa", "EBL_ISS_v3.0.4.yaml", cases=1)["IssuanceManifest"]
    assert facts(stated["$defs"]["IssuanceManifest"], {}) == facts(issuance, {})


def test_every_part_that_a_statement_refers_to_is_there(stated):
    parts = stated["$defs"]
    assert {name for name in parts if f"#/$defs/{name}'" in str(stated)} == parts.keys()


def test_no_statement_forbids_members_that_it_does_not_name(stated):
    assert "additionalProperties" not in str(stated["$defs"])


def test_the_names_of_before_are_none_of_the_current_ones(stated):
    from fairlead.gateway.vouch.statements.dcsa_names import EARLIER

    for name, earlier in EARLIER.items():
        assert earlier.keys().isdisjoint(stated["$defs"][name]["properties"])
