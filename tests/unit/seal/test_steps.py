"""The numbered steps of a docstring are the steps that its verdicts count."""

import re

import pytest

from fairlead.gateway.vouch import dcsa, issuance, openebl, receipt_alone, repeat
from fairlead.seal import trust, verify, xmldsig

VERIFIERS = {
    verify.verify_jws: verify.JWS_STEPS,
    trust.read_trust_list: trust.STEPS,
    issuance.verify_issuance: issuance.ISSUANCE_STEPS,
    dcsa.verify_envelope: dcsa.ENVELOPE_STEPS,
    openebl.verify_pack: openebl.STEPS,
    receipt_alone.verify_receipt: receipt_alone.STEPS,
    xmldsig.verify_xml: xmldsig.STEPS,
    repeat.verify_conversion: repeat.STEPS,
}
SMALL = {"a", "an", "and", "at", "for", "in", "is", "it", "its", "of", "one", "that", "the", "to"}


def told(verifier):
    """The steps that a docstring numbers, by their numbers."""
    text = re.sub(r"\n\n.*", "", verifier.__doc__.split("\n    1. ", 1)[1], flags=re.DOTALL)
    return re.split(r"\n    \d+\. ", text)


def words(text):
    """What a step speaks of, without marks, small words and what stands in brackets."""
    plain = re.sub(r"\([^)]*\)|[`.,;:]", " ", text.lower())
    return {word for word in plain.split() if word not in SMALL}


@pytest.mark.parametrize("verifier", VERIFIERS, ids=lambda one: one.__name__)
def test_a_docstring_numbers_every_step(verifier):
    assert len(told(verifier)) == len(VERIFIERS[verifier])


@pytest.mark.parametrize("verifier", VERIFIERS, ids=lambda one: one.__name__)
def test_a_docstring_says_each_step_as_the_verdict_does(verifier):
    for said, step in zip(told(verifier), VERIFIERS[verifier], strict=True):
        assert len(words(said) & words(step)) >= len(words(step)) / 2, (said, step)
