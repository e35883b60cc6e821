"""Interchanges made to exhaust a reader are refused before they can."""

import pytest

from tests.growth import SPARE
from tests.unit.syntax.hostile import drawn, growth_apart, read_apart

pytest.importorskip("resource", reason="the peak of memory cannot be asked for here")

MEMORY = 256 * 1024 * 1024
UNB = b"UNB+UNOC:3+A+B+261120:0900+1'"
UNH = b"UNH+1+IFTMCS:D:00B:UN'BGM+705'"

HOSTILE = {
    "a hundred megabytes": ("UNB + b\"LOC+9'\" * n", 16_000_000, "READ-001"),
    "100,000 repeats": ("UNB + UNH + b\"LOC+9'\" * n + UNT(n + 3)", 100_000, "READ-050"),
    "100,000 repeats in a group": ("UNB + UNH + b\"GID+1'\" + b\"MEA+AAE'\" * n + UNT(n + 4)", 100_000, "READ-050"),
    "100,000 unknown segments": ("UNB + UNH + b\"XYZ+1'\" * n + UNT(n + 3)", 100_000, "READ-048"),
    "100,000 faulty segments": ("UNB + UNH + b\"EQD+CN+++++++++++1'\" * n + UNT(n + 3)", 100_000, "READ-052"),
    "100,000 empty segments": ("UNB + UNH + b\"'\" * n + UNT(n + 3)", 100_000, "READ-037"),
    "three million segments": ("UNB + b\"LOC'\" * n", 2_400_000, "READ-055"),
    "ten million terminators": ("UNB + b\"'\" * n", 9_900_000, "READ-055"),
    "ten million elements": ("UNB + UNH + b'FTX' + b'+' * n + b\"'\"", 9_900_000, "READ-056"),
    "ten million components": ("UNB + UNH + b'FTX+' + b':' * n + b\"'\"", 9_900_000, "READ-056"),
    "one immense text": ("UNB + UNH + b'FTX+' + b'A' * n + b\"'\"", 9_900_000, "READ-010"),
    "ten million release characters": ("UNB + b'?' * n + b\"'\"", 9_900_000, "READ-010"),
    "five million released separators": ("UNB + b'?+' * n + b\"'\"", 4_950_000, "READ-010"),
    "five million released terminators": ("UNB + b\"?'\" * n", 4_950_000, "READ-036"),
    "ten million line breaks": ("UNB + b'\\n' * n + b'UNZ'", 9_900_000, "READ-036"),
    "ten million letters": ("b'A' * n", 9_900_000, "READ-030"),
    "ten million strangers": ("UNB + UNH + b\"FTX+\\x01'\" * n + UNT(n + 3)", 100_000, "READ-035"),
    "messages without end": ("UNB + b\"UNH+1+IFTMCS:D:00B:UN'\" * n + b\"UNZ+%d+1'\" % n", 100_000, "READ-047"),
    "groups without end": ("UNB + b\"UNG+A+B+C+261120:0900+1+UN+D:00B'\" * n + b\"UNZ+1+1'\"", 100_000, "READ-039"),
}  # fmt: skip

READER = f"""
from fairlead.formats.schema.directory import Directory
from fairlead.resources import find
from fairlead.syntax.edifact import grouped, read

UNB, UNH = {UNB!r}, {UNH!r}
table = Directory.load(find("schemas", "unece", "iftmcs-d00b")).table

def UNT(count):
    return b"UNT+%d+1'UNZ+1+1'" % count

def take(data):
    grouped(read(data).messages[0], table)
"""


@pytest.mark.parametrize(("document", "n", "code"), drawn(HOSTILE, 10))
def test_a_hostile_interchange_is_refused_in_little_memory(document, n, code):
    """In a process of its own, so that nothing else is measured."""
    codes, memory = read_apart(READER, document, n)
    assert set(codes) == {code}
    assert len(codes) <= 100
    assert memory < MEMORY


@pytest.mark.parametrize(("document", "n", "code"), drawn(HOSTILE, 6))
def test_a_hostile_interchange_is_refused_in_time_in_proportion(document, n, code):
    del code  # of the whole
    assert growth_apart(READER, document, n // 8) < SPARE
