"""A number that is too long to be read again is seen before it leaves, wherever it stands."""

import pytest

from fairlead.formats.wire.reading import surely_readable
from fairlead.syntax.json import Limits


def within(digits, count, blanks):
    said = b'{"a":' + b" " * blanks + b"1" * count + b"}"
    return surely_readable("json", said, Limits(digits=digits))


@pytest.mark.parametrize("digits", (20, 21, 24, 25, 100, 103))
@pytest.mark.parametrize("blanks", range(7))
def test_one_digit_too_many_is_seen_at_every_place(digits, blanks):
    assert within(digits, digits, blanks)
    assert not within(digits, digits + 1, blanks)
