"""Patterns and formats in Python alone say what jsonschema-rs says."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairlead.errors import MappingError
from fairlead.formats.schema.ecma import Pattern
from fairlead.formats.schema.engine import matcher
from fairlead.formats.schema.text_formats import format_of
from tests.conftest import drawn_of
from tests.growth import SPARE, overgrowth

ATOMS = st.sampled_from([
    "a", "b", "0", "-", ".", "]", "}", " ", "é", "[ab]", "[^a]", "[a-c]", "[-a]", "[a-]", r"[^\d]",
    r"[\s-]", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", r"\n", r"\.", r"\-", "^", "$", r"\u0041",
    r"\x41", r"\u{1F600}", r"[\]]", "[[:a]", r"\/", r"[^\W_]", "[.*]", "[a-z-9]",
])  # fmt: skip
TIMES = st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "{2,3}?", "{0}"])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("({0[0]}|{0[1]})".format),
        st.tuples(inner, TIMES).map("(?:{0[0]}){0[1]}".format),
        inner.map("(?<name>{})".format),
    ),
    max_leaves=8,
)
TEXTS = st.text(st.sampled_from("ab0-.]}_ \n\r\u2028\x85\u0663é\u00a0A/😀"), max_size=8)


@settings(max_examples=drawn_of(300, 3000))
@given(PATTERNS, TEXTS)
@example("^a$", "a\n")
@example(r"^\d$", "\u0663")
@example("(a*)*b", "aaab")
def test_a_pattern_is_found_where_the_other_engine_finds_it(pattern, text):
    try:
        found = matcher("pattern", pattern)(text)
    except (ValueError, MappingError):
        with pytest.raises(MappingError):
            Pattern(pattern)
    else:
        assert Pattern(pattern).found_in(text) is found


NEITHER = (
    "(", ")", "[", "[]", "[^]", "*", "a**", "a{2,1}", "a{", "{", "[b-a]", r"\e", r"\1", r"[a-\d]",
    "(?=a)", "(?!a)", "(?<=a)", r"(a)\1", r"\bword", r"\p{Lu}", r"\ud800", r"\u{110000}", "^*",
    "(?i)a", "a{0,9999}", "\\", "(((){9999}){9999}){9999}",
)  # fmt: skip


@pytest.mark.parametrize("pattern", NEITHER)
def test_a_pattern_that_is_not_understood_is_a_mistake_in_the_schema(pattern):
    with pytest.raises(MappingError, match="jsonschema-rs"):
        Pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    (
        (r"^\S(?:.*\S)?$", "x{}"), (r"^.+@\S+$", "@@@{}"), ("(a*)*b", "aaa{}"),
        ("(a|aa)+$", "a{}b"),
        (r"^([+-]?(0?|[1-9][0-9]*)(\.?\d+))$", "1111{}x"),
    ),
)  # fmt: skip
def test_a_pattern_costs_in_proportion_to_the_text(pattern, text):
    def work(size):
        long = text.format(" " * size if text == "x{}" else text[0] * size)
        return lambda: Pattern(pattern).found_in(long)

    assert overgrowth(work, 20_000) < SPARE


STATED = {
    "date": ("2026-02-28", "2024-02-29", "1900-02-29", "0000-02-29", "2026-13-01", "2026-2-28"),
    "time": (
        "10:00:00Z", "23:59:60Z", "08:59:60+09:00", "10:00:60Z", "10:00:00.125-00:00",
        "10:00:00+10:60", "10:00Z", "10:00:00",
    ),
    "date-time": (
        "2026-02-28T10:00:00Z", "1998-12-31T15:59:60.123-08:00", "2026-02-28t10:00:00z",
        "2026-02-28 10:00:00Z", "2026-02-29T10:00:00Z",
    ),
    "duration": ("P1D", "P1Y2M3DT4H5M6S", "P1W", "PT1M", "P1Y1D", "PT1.5S", "P1DT", "P", "P1W1D"),
    "uri": (
        "http://a/b?c#d", "urn:x:y", "mailto:x@y", "a:", "http://[::1]:80/", "http://[v1.a]/",
        "http://u:p@h", "//a/b", "http://a b", "http://[1::2::3]", "http://a/%zz", "http://a@b@c",
        "http:///x", "did:web:x",
    ),
    "iri": (
        "http://\u00fc/b?c#d", "urn:\u00df:y", "mailto:\u0416@y", "http://[::1]:80/\uffef",
        "//a/\u00e9", "http://\u00fc:p@h?\ue000", "http://a/\ue000", "http://a/\U0001f6a2",
        "http://a/\U000e0fff", "http://a#\U000f0000", "http://a/\ufdd0", "http://a/\x9f",
        "http://a/\xa0", "http://[\u00fc]",
    ),
    "iri-reference": (
        "", "\u00fc", "/\u00fc/y", "//\u00fc:8/x", "?\ue000", "#\u00e9", "a:b", "\u00e9:b",
        "./\u00e9:b", "//[::1]/", "http://\u00fc", "a/b:c", ":", "\ue000",
    ),
}  # fmt: skip
SPELLINGS = "0123456789-:.+TZtzPYMDWHS/?#[]@%abv \n\u0662é"


@pytest.mark.parametrize("name", STATED)
def test_a_format_is_asserted_as_the_other_engine_asserts_it(name):
    chance, asked, ours = random.Random(3339), matcher("format", name), format_of(name)
    for number in range(drawn_of(3_000, 100_000)):
        text = chance.choice(STATED[name])
        for _ in range(number % 4):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(SPELLINGS) * chance.randrange(2) + text[at + 1 :]
        assert ours(text) is asked(text), text


def test_another_format_is_asked_of_jsonschema():
    assert not format_of("ipv4")("1.2.3")
    assert format_of("a format of one's own")("1.2.3")
