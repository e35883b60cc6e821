"""Interchanges made to exhaust a reader are refused before they can."""

import json
import os
import subprocess
import sys

import pytest

pytest.importorskip("resource", reason="the peak of memory cannot be asked for here")

CPU_SECONDS = 2
GROWTH = 256 * 1024 * 1024
UNB = b"UNB+UNOC:3+A+B+261120:0900+1'"
UNH = b"UNH+1+IFTMCS:D:00B:UN'BGM+705'"

HOSTILE = {
    "a hundred megabytes": ("UNB + b\"LOC+9'\" * 16_000_000", "READ-001"),
    "100,000 repeats": ("UNB + UNH + b\"LOC+9'\" * 100_000 + UNT(100_003)", "READ-050"),
    "100,000 repeats in a group": ("UNB + UNH + b\"GID+1'\" + b\"MEA+AAE'\" * 100_000 + UNT(100_004)", "READ-050"),
    "100,000 unknown segments": ("UNB + UNH + b\"XYZ+1'\" * 100_000 + UNT(100_003)", "READ-048"),
    "100,000 faulty segments": ("UNB + UNH + b\"EQD+CN+++++++++++1'\" * 100_000 + UNT(100_003)", "READ-052"),
    "100,000 empty segments": ("UNB + UNH + b\"'\" * 100_000 + UNT(100_003)", "READ-037"),
    "three million segments": ("UNB + b\"LOC'\" * 2_400_000", "READ-055"),
    "ten million terminators": ("UNB + b\"'\" * 9_900_000", "READ-055"),
    "ten million elements": ("UNB + UNH + b'FTX' + b'+' * 9_900_000 + b\"'\"", "READ-056"),
    "ten million components": ("UNB + UNH + b'FTX+' + b':' * 9_900_000 + b\"'\"", "READ-056"),
    "one immense text": ("UNB + UNH + b'FTX+' + b'A' * 9_900_000 + b\"'\"", "READ-010"),
    "ten million release characters": ("UNB + b'?' * 9_900_000 + b\"'\"", "READ-010"),
    "five million released separators": ("UNB + b'?+' * 4_950_000 + b\"'\"", "READ-010"),
    "five million released terminators": ("UNB + b\"?'\" * 4_950_000", "READ-036"),
    "ten million line breaks": ("UNB + b'\\n' * 9_900_000 + b'UNZ'", "READ-036"),
    "ten million letters": ("b'A' * 9_900_000", "READ-030"),
    "ten million strangers": ("UNB + UNH + b\"FTX+\\x01'\" * 100_000 + UNT(100_003)", "READ-035"),
    "messages without end": ("UNB + b\"UNH+1+IFTMCS:D:00B:UN'\" * 100_000 + b\"UNZ+100000+1'\"", "READ-047"),
    "groups without end": ("UNB + b\"UNG+A+B+C+261120:0900+1+UN+D:00B'\" * 100_000 + b\"UNZ+1+1'\"", "READ-039"),
}  # fmt: skip

SCRIPT = """
import json, resource, sys, time
from fairlead.errors import Refused
from fairlead.formats.schema.directory import Directory
from fairlead.resources import find
from fairlead.syntax.edifact import grouped, read

UNB, UNH = {unb!r}, {unh!r}
def UNT(count):
    return b"UNT+%d+1'UNZ+1+1'" % count

def peak():
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024

table = Directory.load(find("schemas", "unece", "iftmcs-d00b")).table
data = {data}
before, started = peak(), time.process_time()
try:
    grouped(read(data).messages[0], table)
    codes = []
except Refused as refusal:
    codes = [fault.code for fault in refusal.report]
print(json.dumps([codes, time.process_time() - started, peak() - before]))
"""


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_interchange_is_refused_in_little_time_and_memory(data, code):
    """In a process of its own, so that nothing else is measured. Typically 0.2 s and 60 MB."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(unb=UNB, unh=UNH, data=data)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    codes, cpu_seconds, growth = json.loads(done.stdout)
    assert set(codes) == {code}
    assert len(codes) <= 100
    assert cpu_seconds < CPU_SECONDS
    assert growth < GROWTH
