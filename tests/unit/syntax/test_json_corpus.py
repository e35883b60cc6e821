"""JSONTestSuite, whole: what must be refused, what must be read, and what is left to us."""

import pytest

from fairlead.errors import Refused
from fairlead.syntax.json import read, write
from tests.conftest import shared_files

TWICE = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}
"""RFC 8259 allows a member twice and says readers will differ. That is why we refuse it."""

LEFT_TO_US = {
    "i_number_double_huge_neg_exp.json": None,
    "i_number_huge_exp.json": "READ-009",
    "i_number_neg_int_huge_exp.json": "READ-009",
    "i_number_pos_double_huge_exp.json": "READ-009",
    "i_number_real_neg_overflow.json": "READ-009",
    "i_number_real_pos_overflow.json": "READ-009",
    "i_number_real_underflow.json": "READ-009",
    "i_number_too_big_neg_int.json": None,
    "i_number_too_big_pos_int.json": None,
    "i_number_very_big_negative_int.json": None,
    "i_object_key_lone_2nd_surrogate.json": "READ-007",
    "i_string_1st_surrogate_but_2nd_missing.json": "READ-007",
    "i_string_1st_valid_surrogate_2nd_invalid.json": "READ-007",
    "i_string_UTF-16LE_with_BOM.json": "READ-002",
    "i_string_UTF-8_invalid_sequence.json": "READ-002",
    "i_string_UTF8_surrogate_U+D800.json": "READ-002",
    "i_string_incomplete_surrogate_and_escape_valid.json": "READ-007",
    "i_string_incomplete_surrogate_pair.json": "READ-007",
    "i_string_incomplete_surrogates_escape_valid.json": "READ-007",
    "i_string_invalid_lonely_surrogate.json": "READ-007",
    "i_string_invalid_surrogate.json": "READ-007",
    "i_string_invalid_utf-8.json": "READ-002",
    "i_string_inverted_surrogates_U+1D11E.json": "READ-007",
    "i_string_iso_latin_1.json": "READ-002",
    "i_string_lone_second_surrogate.json": "READ-007",
    "i_string_lone_utf8_continuation_byte.json": "READ-002",
    "i_string_not_in_unicode_range.json": "READ-002",
    "i_string_overlong_sequence_2_bytes.json": "READ-002",
    "i_string_overlong_sequence_6_bytes.json": "READ-002",
    "i_string_overlong_sequence_6_bytes_null.json": "READ-002",
    "i_string_truncated-utf-8.json": "READ-002",
    "i_string_utf16BE_no_BOM.json": "READ-002",
    "i_string_utf16LE_no_BOM.json": "READ-002",
    "i_structure_500_nested_arrays.json": "READ-008",
    "i_structure_UTF-8_BOM_empty_object.json": "READ-003",
}
"""The standard leaves these open; the fault they are refused for, or None where they are read."""


def suite(kind, cases):
    """The files of one kind, as parameters."""
    return shared_files("corpora", f"jsontestsuite/test_parsing/{kind}_*.json", cases=cases)


def verdict(path):
    """The code that a file is refused for, or None; what is read is also written and read again."""
    try:
        tree = read(path.read_bytes())
    except Refused as refusal:
        (fault,) = refusal.report
        return fault.code
    assert write(read(write(tree))) == write(tree)
    return None


@pytest.mark.parametrize("path", suite("n", 188))
def test_what_is_not_json_is_refused(path):
    assert verdict(path) is not None


@pytest.mark.parametrize("path", suite("y", 95))
def test_what_is_json_is_read_unless_a_member_stands_twice(path):
    assert verdict(path) == ("READ-005" if path.name in TWICE else None)


@pytest.mark.parametrize("path", suite("i", 35))
def test_what_the_standard_leaves_open_is_decided(path):
    assert verdict(path) == LEFT_TO_US[path.name]
