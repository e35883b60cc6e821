"""What a trust list is refused for, though it is well formed: when it is signed, and when it is read."""

import pytest

from fairlead.errors import UsageError
from fairlead.seal import Reason, Verified
from fairlead.seal.statement import TrustListDocument
from tests.unit.seal.makers import AT, DAY, made
from tests.unit.seal.test_trust import key, listed, rooted, text, verdict_on
from tests.unit.seal.verdicts import halted, refusing

OTHER = key(kid="quay-2", jwk=dict(made("ES256", "other").key.jwk))
AGAIN = key(kid="bolt-1")
LINE = {"carrierCodeListProvider": "NMFTA", "carrierCode": "FLD\u041b"}


def two(first, second):
    """A list of two platforms with a key each."""
    return listed(platforms=[{"code": "QUAY", "keys": [first]}, {"code": "BOLT", "keys": [second]}])


ODD = {
    "no platform": (listed(platforms=[]), "holds no key"),
    "a platform without a key": (listed(platforms=[{"code": "QUAY"}]), "holds no key"),
    "expired when it is issued": (listed(expires=text(AT - DAY)), "expires no later"),
    "expired before it is issued": (listed(expires=text(AT - 2 * DAY)), "expires no later"),
    "a key until before from": (
        listed(key(**{"from": text(AT), "until": text(AT - DAY)})), "valid until no later"),
    "a key for no time": (listed(key(**{"from": text(AT), "until": text(AT)})), "valid until"),
    "one key of two platforms": (two(key(), AGAIN), "two platforms"),
    "a Cyrillic letter in a code": (
        listed(platforms=[{"code": "QU\u0410Y", "keys": [key()]}]), "letters of two scripts"),
    "a Greek letter in the code of roots": (
        listed(platforms=[{"code": "\u0392OLT", "roots": [rooted()]}]), "letters of two scripts"),
    "a full-width letter in a code": (
        listed(platforms=[{"code": "QUA\uff39", "keys": [key()]}]), "letters of two scripts"),
    "a Cyrillic letter in a carrier": (
        listed(key(purposes=["issuance-manifest"], carriers=[LINE])), "letters of two scripts"),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_list_is_not_signed(name):
    tree, says = ODD[name]
    with refusing(UsageError, match=says):
        TrustListDocument(tree).payload()


@pytest.mark.parametrize("name", ODD)
def test_an_odd_list_that_somebody_signed_is_not_believed(name):
    tree, says = ODD[name]
    verdict = verdict_on(tree)
    assert halted(verdict, Reason.CONTENT, 4)
    assert says in verdict.says


EVEN = {
    "two platforms": two(key(), OTHER),
    "one key by two names": listed(key(), key(kid="quay-0")),
    "a code in one script of another language": listed(
        platforms=[{"code": "\u041f\u041e\u0420\u0422", "keys": [key()]}]),
    "digits and signs": listed(platforms=[{"code": "QUAY-1", "keys": [key()]}]),
    "a key that ended before the list was issued": listed(
        key(**{"from": text(AT - 9 * DAY), "until": text(AT - 8 * DAY)})),
}  # fmt: skip


@pytest.mark.parametrize("name", EVEN)
def test_what_only_looks_odd_is_signed_and_believed(name):
    assert TrustListDocument(EVEN[name]).list.name == "quayside"
    assert isinstance(verdict_on(EVEN[name]), Verified)
