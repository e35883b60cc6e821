"""What a receipt tells of itself, compared with what is here."""

import copy

import pytest

from fairlead import __version__
from fairlead.formats import named
from fairlead.formats.found import format_in
from fairlead.gateway.vouch.dcsa_history import party_of
from fairlead.gateway.vouch.provenance import made_with
from fairlead.gateway.vouch.receipt_alone import Receipt
from fairlead.gateway.vouch.told import is_of_here
from fairlead.seal import Reason
from fairlead.seal.verdict import Course, Halt
from fairlead.title.history import Party
from tests.conftest import ROOT
from tests.unit.seal.makers import AT

STRANGER = format_in(ROOT / "examples" / "your-platform" / "brackenport")
DCSA = named("dcsa")


def telling(source, target):
    """What a receipt of this version tells, with another digest of the mapping of its source."""
    stated = copy.deepcopy(dict(made_with(source, target)))
    stated["mappings"][0]["sha256"] = "0" * 64
    return {"made_with": stated, "fairlead": __version__}


def test_the_mapping_of_a_stranger_may_be_another_in_the_same_version():
    """Its folder is not ours, so that nobody is accused of another edition of it."""
    assert is_of_here(telling(STRANGER, DCSA), STRANGER, DCSA) is False


def test_a_mapping_of_ours_is_the_same_in_the_same_version():
    with pytest.raises(Halt) as halt:
        is_of_here(telling(DCSA, DCSA), DCSA, DCSA)
    assert halt.value.reason is Reason.DIGEST


def test_a_receipt_for_which_nobody_vouches_has_no_voucher():
    receipt = Receipt(None, {}, AT, None)
    with pytest.raises(Halt) as halt:
        receipt.vouched(Course("a receipt", ()))
    assert halt.value.unknown


@pytest.mark.parametrize("odd", ("FLDL", None, 7, ["FLDL"]))
def test_a_party_with_a_code_that_is_none_is_known_by_none_of_its_codes(odd):
    code = {"codeListProvider": "ZZZ", "partyCode": "quayside"}
    assert party_of({"partyName": "Quayside", "identifyingCodes": [code, odd]}) == Party()
