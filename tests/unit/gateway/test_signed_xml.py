"""A signed XML document is read for what it says; its signature is named, and never given back."""

import re

import pytest

from fairlead import check, convert
from fairlead.errors import Refused
from fairlead.formats.wire import read
from fairlead.gateway.convert.account import Fate
from tests.unit.seal.wrapping_attacks import PATTERNS, PLACEMENTS, attack
from tests.unit.seal.xml_seal import DS, EXAMPLES, bill, put, sealed, verdict

every_format = pytest.mark.parametrize("name", EXAMPLES)
ROOTS = {"un-xml": "/rsm:MaritimeBillOfLading", "efti": "/consignment"}
LEAVES = (
    "ds:SignedInfo/ds:CanonicalizationMethod/@Algorithm",
    "ds:SignedInfo/ds:SignatureMethod/@Algorithm",
    "ds:SignedInfo/ds:Reference/@URI",
    "ds:SignedInfo/ds:Reference/ds:Transforms/ds:Transform[1]/@Algorithm",
    "ds:SignedInfo/ds:Reference/ds:Transforms/ds:Transform[2]/@Algorithm",
    "ds:SignedInfo/ds:Reference/ds:DigestMethod/@Algorithm",
    "ds:SignedInfo/ds:Reference/ds:DigestValue",
    "ds:SignatureValue",
    "ds:KeyInfo/ds:KeyName",
)


def places(name):
    """The leaves of the signature in the report of a format."""
    return [f"{ROOTS[name]}/ds:Signature/{leaf}" for leaf in LEAVES]


@every_format
def test_it_says_what_it_says_without_its_signature(name):
    signed, plain = convert(sealed(name), "iftmcs"), convert(bill(name), "iftmcs")
    assert signed.output == plain.output
    assert signed.bill == plain.bill


@every_format
@pytest.mark.parametrize("target", ("iftmcs", "same"))
def test_the_signature_is_named_and_every_leaf_of_it_is_lost(name, target):
    made = convert(sealed(name), name if target == "same" else target)
    plain = convert(bill(name), name if target == "same" else target)
    (note,) = [one for one in made.report if one.code == "SEAL-001"]
    assert str(note.at) == f"{ROOTS[name]}/ds:Signature line 2"
    lost = [one.at.wire for one in made.losses if "ds:Signature" in str(one.at.wire)]
    assert lost == places(name)
    assert made.ledger.of(Fate.UNACCOUNTED) == ()
    assert made.ledger.total == plain.ledger.total + len(LEAVES)
    assert set(places(name)) <= set(made.ledger.of(Fate.LOST))
    assert len(made.losses) == len(plain.losses) + len(LEAVES)


@every_format
def test_what_was_read_may_be_converted_again(name):
    raw = read(sealed(name))
    reports = [convert(raw, "iftmcs", source=name).report for _ in range(2)]
    assert reports[0] == reports[1]
    assert "SEAL-001" in {one.code for one in check(raw)}


@every_format
def test_other_faults_stand_where_they_stand_in_the_document(name):
    whole = re.sub(b"><(?!/)", b">\n<", sealed(name))
    plain = re.sub(b"><(?!/)", b">\n<", bill(name))
    found = [one for one in check(whole) if one.code != "SEAL-001"]
    assert found == list(check(plain))


@every_format
def test_a_loss_is_refused_where_losses_are(name):
    with pytest.raises(Refused) as caught:
        convert(sealed(name), name, on_loss="refuse")
    assert "EMIT-032" in {one.code for one in caught.value.report}


@every_format
def test_with_its_own_prefix_it_is_called_by_ours(name):
    other = sealed(name).replace(b"<ds:", b"<sig:").replace(b"</ds:", b"</sig:")
    other = other.replace(b"xmlns:ds", b"xmlns:sig")
    assert convert(other, "iftmcs").report == convert(sealed(name), "iftmcs").report


def misplaced(name):
    """The bill with its signature elsewhere."""
    data = sealed(name)
    begins, ends = data.index(b"<ds:Signature "), data.index(b"</ds:Signature>") + 15
    signature, plain = data[begins:ends], data[:begins] + data[ends:]
    first = plain.index(b">", plain.index(b"?>") + 2) + 1
    last = plain.rindex(b"</", 0, plain.rindex(b"</"))
    yield plain[:first] + signature + plain[first:]
    yield plain[:last] + signature + plain[last:]
    yield put(data, signature)
    yield data.replace(b"</ds:Signature>", b"</ds:Signature>aside")
    yield put(data, f'<x:Object xmlns:x="{DS}"/>'.encode())
    yield put(plain, f'<x:Object xmlns:x="{DS}"/>'.encode())


@every_format
def test_anywhere_else_it_is_a_breach(name):
    cases = list(misplaced(name))
    assert len(set(cases)) == 6
    for data in cases:
        with pytest.raises(Refused) as caught:
            convert(data, "iftmcs", source=name)
        assert {one.code for one in caught.value.report} == {"READ-066"}


@every_format
@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.__name__)
def test_a_wrapped_one_is_refused_or_said_to_be_unverified(name, pattern, placement):
    try:
        made = convert(attack(sealed(name), pattern, placement), "iftmcs", source=name)
    except Refused:
        return
    assert "SEAL-001" in {one.code for one in made.report}
    hidden = [one.at.wire for one in made.losses if "ds:Signature" in str(one.at.wire)]
    assert len(hidden) > len(LEAVES)  # what hides in the signature is named leaf by leaf


@every_format
def test_what_was_verified_can_be_converted_and_is_not_signed_any_more(name):
    content = verdict(sealed(name)).content
    made = convert(content, "iftmcs")
    assert made.output == convert(bill(name), "iftmcs").output
    assert "SEAL-001" not in {one.code for one in made.report}
