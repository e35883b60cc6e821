"""Characters that deceive: none goes unflagged, and honest names are left alone."""

# ruff: noqa: RUF001 - characters that look like others are what is tested

import json
import unicodedata

import pytest

from fairlead.bill import Address, Bill, ConsignmentItem, Party
from fairlead.rules import MUST_SAY, check
from tests.conftest import shared

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
UNSEEN = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u180b", "\u2800", "\u3164", "\ufe0f", "\uffa0"}


def named(text):
    """The codes of what is found in the name of a party."""
    bill = Bill(shipper=Party(party_name=text, address=Address()))
    return {one.code for one in check(bill)} - MUST_SAY


def described(text):
    """The codes of what is found in a line about the goods."""
    item = ConsignmentItem(description_of_goods=("400 boxes", text))
    return {one.code for one in check(Bill(consignment_items=(item,)))} - MUST_SAY


def test_every_format_character_is_flagged_in_names_and_in_prose():
    signs = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
    formats = {sign for sign in signs if unicodedata.category(sign) == "Cf"} | UNSEEN
    reordering = {sign for sign in signs if unicodedata.bidirectional(sign) in BIDI}
    for sign in formats:
        wanted = "RULE-150" if sign in reordering else "RULE-151"
        assert wanted in named(f"North{sign}light"), ascii(sign)
        assert wanted in described(f"400{sign}boxes"), ascii(sign)


@pytest.mark.parametrize("where", (named, described))
def test_no_naughty_string_goes_unflagged_or_brings_the_check_down(where):
    texts = json.loads(shared("corpora", "naughty-strings", "blns.json").read_text("utf-8"))
    hidden = [text for text in texts if any(unicodedata.category(sign) == "Cf" for sign in text)]
    unflagged = [text for text in hidden if not where(text) & {"RULE-150", "RULE-151"}]
    assert [where(text) for text in texts]  # whatever it is, it is checked
    assert (len(texts), len(hidden) > 0, unflagged) == (515, True, [])


@pytest.mark.parametrize(
    "text",
    (
        "A.P. Møller – Mærsk A/S", "Größe & Söhne GmbH", "ООО Цапля", "北京 Northlight",
        "株式会社カタカナー ABC", "삼성 SDS", "شركة النقل", "Ελληνική ΑΕ", "İstanbul Taşımacılık",
        "Nguyễn Văn Đức", "हिन्दी कंपनी", "חברה", "© Northlight", "Łódź",
    ),
)  # fmt: skip
def test_an_honest_name_is_left_alone(text):
    assert named(text) == set()


@pytest.mark.parametrize("sign", ("е", "Ѕ", "ο", "ɑ", "ƙ", "Ꭺ", "ꓐ", "⊤", "ᴄ", "𝐀", "ａ", "Ⅰ", "٣"))
def test_a_letter_that_looks_like_another_is_flagged(sign):
    assert named(f"Northlight {sign} Traders") & {"RULE-152", "RULE-153", "RULE-154"}


def test_nothing_is_normalised_in_prose():
    assert described("5 m³, № 7, ½ full, Ｎ") == set()
