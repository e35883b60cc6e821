"""A document made to exhaust a reader, read in a process of its own: nothing else is measured."""

import json
import os
import random
import subprocess
import sys

import pytest

from tests.conftest import drawn_of

__all__ = ["drawn", "growth_apart", "read_apart"]

_DOCUMENT = """
import json, resource, sys
from functools import partial
from fairlead.errors import Refused
{reader}

def document(n):
    return {document}

def codes(data):
    try:
        take(data)
    except Refused as refusal:
        return [fault.code for fault in refusal.report]
    return []
"""
_ONCE = """
def peak():
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024

data = document({n})
before = peak()
said = codes(data)
print(json.dumps([said, peak() - before]))
"""
_GROWTH = """
from tests.growth import overgrowth
print(overgrowth(lambda n: partial(codes, document(n)), {n}))
"""


def drawn(family, sample):
    """A few of the documents of a family, by name; in the long form all of them."""
    names = random.Random("hostile").sample(list(family), drawn_of(sample, len(family)))
    return [pytest.param(*family[one], id=one) for one in names]


def read_apart(reader, document, n=0):
    """The codes of the refusal of a document, and the bytes of memory that reading it took.

    `reader` is Python that defines `take(data)`, and `document` an expression of `n`.
    """
    return json.loads(_run(_DOCUMENT + _ONCE, reader, document, n))


def growth_apart(reader, document, n):
    """The overgrowth of the time of a refusal, from documents of the size `n` on."""
    return float(_run(_DOCUMENT + _GROWTH, reader, document, n))


def _run(script, reader, document, n):
    """What a script prints."""
    done = subprocess.run(
        [sys.executable, "-c", script.format(reader=reader, document=document, n=n)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    return done.stdout
