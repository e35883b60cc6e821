"""Documents made to exhaust a reader are refused before they can."""

import pytest

from tests.growth import SPARE
from tests.unit.syntax.hostile import drawn, growth_apart, read_apart

pytest.importorskip("resource", reason="the peak of memory cannot be asked for here")

MEMORY = 256 * 1024 * 1024

HOSTILE = {
    "a hundred megabytes": ("b'[' + b'0,' * n + b'0]'", 50_000_000, "READ-001"),
    "a hundred thousand lists": ("b'[' * n + b']' * n", 100_000, "READ-008"),
    "a hundred thousand objects": ("""b'{"a":' * n""", 100_000, "READ-008"),
    "five thousand digits": ("b'1' * n", 5_000, "READ-009"),
    "ten million digits": ("b'1' * n", 10_000_000, "READ-009"),
    "ten million decimals": ("b'0.' + b'1' * n", 9_999_996, "READ-009"),
    "immense exponents": ("b'[' + b'1e999999999,1e-999999999,' * n + b'0]'", 40_000, "READ-009"),
    "many long integers": ("b'[' + b','.join([b'1' * 4_000] * n) + b']'", 2_488, "READ-009"),
    "800,000 members": (
        """b'{' + b','.join(b'"%x":7' % i for i in range(n)) + b'}'""",
        800_000,
        "READ-011",
    ),
    "800,000 objects": ("""b'[' + b'{"a":1},' * n + b'0]'""", 800_000, "READ-011"),
    "three million empty lists": ("b'[' + b'[],' * n + b'[]]'", 3_300_000, "READ-011"),
    "ten million commas": ("b'[' + b',' * n + b']'", 9_999_988, "READ-011"),
    "one immense text": ("""b'["' + b',' * n + b'"]'""", 9_999_988, "READ-010"),
    "a text of quotes without end": (r"""b'"' + b'\\"' * n""", 4_999_988, "READ-010"),
    "ten million quotes": ("""b'"' * (8_000_000 + n)""", 2_000_000, "READ-004"),
    "ten million closing brackets": ("b']' * n", 10_000_000, "READ-004"),
    "ten million letters": ("b'a' * n", 10_000_000, "READ-004"),
    "ten million blanks": ("b' ' * n", 10_000_000, "READ-012"),
    "the last of many members twice": (
        """b'{' + b','.join(b'"k%d":1e5' % i for i in range(n)) + b',"k7":0}'""",
        149_900,
        "READ-005",
    ),
    "half a pair behind many pairs": (
        r"""b'{"a":' * 63 + b'[' + b'"\\ud83d\\ude00",' * n + b'"\\ud800"]' + b'}' * 63""",
        149_000,
        "READ-007",
    ),
}

FULL = {
    "900,000 numbers": ("b'[' + b','.join([b'1234567890'] * 900_000) + b']'",),
    "900,000 texts": ("""b'[' + b','.join(b'"%08x"' % i for i in range(900_000)) + b']'""",),
    "700,000 members": ("""b'{' + b','.join(b'"k%07d":77' % i for i in range(700_000)) + b'}'""",),
    "470,000 objects in as many": (
        """b'[' + b','.join(b'{"abcdefg%06d":{}}' % i for i in range(470_000)) + b']'""",
    ),
    "450,000 lists in as many": ("b'[' + b','.join([b'[[' + b' ' * 17 + b']]'] * 450_000) + b']'",),
}
"""As much as ten million bytes may hold."""

READER = "from fairlead.syntax.json import read as take"


@pytest.mark.parametrize(("document", "n", "code"), drawn(HOSTILE, 10))
def test_a_hostile_document_is_refused_in_little_memory(document, n, code):
    """In a process of its own, so that nothing else is measured."""
    codes, memory = read_apart(READER, document, n)
    assert codes == [code]
    assert memory < MEMORY


@pytest.mark.parametrize(("document", "n", "code"), drawn(HOSTILE, 6))
def test_a_hostile_document_is_refused_in_time_in_proportion(document, n, code):
    del code  # of the whole
    assert growth_apart(READER, document, n // 4) < SPARE


@pytest.mark.parametrize("document", drawn(FULL, 2))
def test_as_many_values_as_the_bytes_allow_take_little_memory(document):
    codes, memory = read_apart(READER, document)
    assert codes == []
    assert memory < MEMORY
