"""Documents made to exhaust a reader are refused before they can."""

import json
import os
import subprocess
import sys

import pytest

pytest.importorskip("resource", reason="the peak of memory cannot be asked for here")

CPU_SECONDS = 2
GROWTH = 256 * 1024 * 1024

HOSTILE = {
    "a hundred megabytes": ("b'[' + b'0,' * 50_000_000 + b'0]'", "READ-001"),
    "a hundred thousand lists": ("b'[' * 100_000 + b']' * 100_000", "READ-008"),
    "a hundred thousand objects": ("""b'{"a":' * 100_000""", "READ-008"),
    "five thousand digits": ("b'1' * 5_000", "READ-009"),
    "ten million digits": ("b'1' * 10_000_000", "READ-009"),
    "ten million decimals": ("b'0.' + b'1' * 9_999_998", "READ-009"),
    "an immense exponent": ("b'[1e999999999, 1e-999999999]'", "READ-009"),
    "many long integers": ("b'[' + b','.join([b'1' * 4_000] * 2_490) + b']'", "READ-009"),
    "200,000 members": (
        """b'{' + b','.join(b'"k%d":%d' % (i, i) for i in range(200_000)) + b'}'""",
        "READ-011",
    ),
    "200,000 objects": ("""b'[' + b'{"a":1},' * 200_000 + b'0]'""", "READ-011"),
    "three million empty lists": ("b'[' + b'[],' * 3_300_000 + b'[]]'", "READ-011"),
    "ten million commas": ("b'[' + b',' * 9_999_990 + b']'", "READ-011"),
    "one immense text": ("""b'["' + b',' * 9_999_990 + b'"]'""", "READ-010"),
    "a text of quotes without end": (r"""b'"' + b'\\"' * 4_999_990""", "READ-010"),
    "ten million quotes": ("""b'"' * 10_000_000""", "READ-004"),
    "ten million closing brackets": ("b']' * 10_000_000", "READ-004"),
    "ten million letters": ("b'a' * 10_000_000", "READ-004"),
    "ten million blanks": ("b' ' * 10_000_000", "READ-012"),
    "the last of many members twice": (
        """b'{' + b','.join(b'"k%d":1e5' % i for i in range(149_900)) + b',"k7":0}'""",
        "READ-005",
    ),
    "half a pair behind many pairs": (
        r"""b'{"a":' * 63 + b'[' + b'"\\ud83d\\ude00",' * 149_000 + b'"\\ud800"]' + b'}' * 63""",
        "READ-007",
    ),
}

SCRIPT = """
import json, resource, sys, time
from fairlead.errors import Refused
from fairlead.syntax.json import read

def peak():
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024

document = {document}
before, started = peak(), time.process_time()
try:
    read(document)
    codes = []
except Refused as refusal:
    codes = [fault.code for fault in refusal.report]
print(json.dumps([codes, time.process_time() - started, peak() - before]))
"""


@pytest.mark.parametrize(("document", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused_in_little_time_and_memory(document, code):
    """In a process of its own, so that nothing else is measured. Typically 0.1 s and 20 MB."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(document=document)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    codes, cpu_seconds, growth = json.loads(done.stdout)
    assert codes == [code]
    assert cpu_seconds < CPU_SECONDS
    assert growth < GROWTH
