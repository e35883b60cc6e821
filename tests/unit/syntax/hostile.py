"""A document made to exhaust a reader, read in a process of its own: nothing else is measured."""

import json
import os
import subprocess
import sys

__all__ = ["read_apart"]

_SCRIPT = """
import json, resource, sys
from functools import partial
from fairlead.errors import Refused
from tests.growth import overgrowth
{reader}

def peak():
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024

def document(n):
    return {document}

def codes(data):
    try:
        take(data)
    except Refused as refusal:
        return [fault.code for fault in refusal.report]
    return []

data = document({n})
before = peak()
said = codes(data)
memory = peak() - before
excess = overgrowth(lambda n: partial(codes, document(n)), {n} // {share})
print(json.dumps([said, memory, excess]))
"""


def read_apart(reader, document, n, share=4):
    """The codes of the refusal, the bytes of memory that it took, and the overgrowth of its time.

    `reader` is Python that defines `take(data)`, and `document` an expression of `n`. How the time
    grows is measured from the `share`-th part of `n` on.
    """
    script = _SCRIPT.format(reader=reader, document=document, n=n, share=share)
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)
