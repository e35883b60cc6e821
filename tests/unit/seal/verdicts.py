"""What verdicts and exceptions say: every sentence of it stands in `sentences.txt`.

The list is data that people read; `tests/house/test_sentences.py` holds it against the source. A
`{}` in a sentence stands for what varies.
"""

import re
from contextlib import contextmanager

import pytest

from fairlead.errors import UsageError
from fairlead.faults.codes import CODES
from fairlead.gateway.vouch import alone, dcsa, issuance, openebl, receipt_alone, repeat
from fairlead.gateway.vouch import verify as gateway
from fairlead.gateway.vouch.evidence import EVIDENCE
from fairlead.seal import Rejected, Verified, evidence, trust, verify, xmldsig
from fairlead.seal.verdict import OF_STATEMENTS
from tests.conftest import ROOT

LIST = ROOT / "tests" / "unit" / "seal" / "sentences.txt"
SENTENCES = frozenset(LIST.read_text("utf-8").splitlines()) if LIST.exists() else frozenset()

LOOKED_AT = frozenset(
    (
        ("DCSA issuance manifest", issuance.ISSUANCE_STEPS),
        ("DCSA transfer chain", dcsa.ENVELOPE_STEPS),
        ("DCSA envelope", dcsa.ENVELOPE_STEPS),
        ("Open eBL pack", openebl.STEPS),
        ("conversion receipt", receipt_alone.STEPS),
        *((purpose.value, alone.steps_for(purpose)) for purpose in OF_STATEMENTS),
        ("trust list", trust.STEPS),
        ("evidence of time", evidence.STEPS),
        ("signed XML document", xmldsig.STEPS),
        ("conversion", repeat.STEPS),
        ("document", gateway.NOTHING_KNOWN),
        ("JWS", gateway.NOTHING_KNOWN),
        *((purpose.value, verify.JWS_STEPS) for purpose in OF_STATEMENTS),
        *((purpose.value, verify.STEPS) for purpose in OF_STATEMENTS),
    )
)
"""What a verdict says that it looked at, with the steps of that."""

USELESS = gateway.COMPARED
"""A last step, where something stood beside it that nothing is compared with."""

_VARYING = tuple(
    re.compile(re.escape(one).replace(r"\{\}", "(.+?)"), re.DOTALL)
    for one in SENTENCES
    if "{}" in one
)
_NAMED = re.compile(r"[0-9]+|[a-z]+|[a-z]+_[a-z]+|[a-z]+[A-Z][A-Za-z]+|the document")
"""What varies in a verdict, but for another sentence: numbers and names of members."""
_FAULT = re.compile(
    rf"[A-Z]+-[0-9]+ .+|({'|'.join(re.escape(says) for _, says in CODES.values())})(: .+)?"
)
"""What a verdict says of a document that was refused."""


def is_said(text):
    """Whether a verdict may say that."""
    if text in SENTENCES or _FAULT.fullmatch(text):
        return True
    fitting = filter(None, (one.fullmatch(text) for one in _VARYING))
    return any(all(_NAMED.fullmatch(one) or is_said(one) for one in m.groups()) for m in fitting)


def is_raised(text):
    """Whether an exception may say that: it may quote names of files and of tokens."""
    return text in SENTENCES or any(one.fullmatch(text) for one in _VARYING)


def heard(verdict):
    """The verdict, which says what it looked at, by which steps, and why it stopped."""
    steps = verdict.steps
    for more in (EVIDENCE, USELESS):
        steps = steps[:-1] if steps[-1] == more else steps
    assert (verdict.what, steps) in LOOKED_AT, verdict.what
    assert isinstance(verdict, Verified) or is_said(str(verdict.says)), verdict.says
    assert len(verdict.results) == len(verdict.steps)
    return verdict


def halted(verdict, reason, step, kind=Rejected):
    """Whether a verification stopped at that step for that reason."""
    heard(verdict)
    return isinstance(verdict, kind) and (verdict.reason, verdict.step) == (reason, step)


@contextmanager
def refusing(kind=UsageError, match="."):
    """As `pytest.raises`; what is raised says a sentence of the list, and nothing around it."""
    with pytest.raises(kind, match=match) as caught:
        yield caught
    assert is_raised(str(caught.value)), str(caught.value)
