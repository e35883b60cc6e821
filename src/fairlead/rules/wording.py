"""Rules on the characters of names and texts: what a reader cannot see, or takes for another.

A bill keeps its texts as they are written; these rules only point. Nothing is normalised and no
two names are ever called alike. A text of ASCII characters
without controls satisfies every rule here, so those are not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from fairlead.bill import (
    Address,
    Bill,
    ConsignmentItem,
    DangerousGoods,
    IdentifyingCode,
    Location,
    OuterPackaging,
    Part,
    Party,
    PartyContactDetail,
    PlatformProvider,
    Seal,
    Signatory,
    TaxLegalReference,
    UtilizedTransportEquipment,
    VesselVoyage,
)
from fairlead.rules.rule import ERROR, NOTE, Facts, Found, Look, Rule, Wording

NAMES: Final[dict[type[Part], tuple[str, ...]]] = {
    Bill: (
        "transport_document_reference",
        "transport_document_sub_reference",
        "carrier_code",
        "displayed_name_for_place_of_receipt",
        "displayed_name_for_port_of_load",
        "displayed_name_for_port_of_discharge",
        "displayed_name_for_place_of_delivery",
    ),
    Party: ("party_name",),
    IdentifyingCode: ("party_code",),
    TaxLegalReference: ("value",),
    PartyContactDetail: ("name", "email"),
    PlatformProvider: ("id", "name"),
    Signatory: ("name",),
    Address: ("city",),
    Location: ("location_name", "facility_name"),
    VesselVoyage: ("vessel_name", "carrier_export_voyage_number"),
    ConsignmentItem: ("carrier_booking_reference",),
    UtilizedTransportEquipment: ("equipment_reference",),
    Seal: ("number",),
}
"""The fields that tell who, what or where."""

PROSE: Final[dict[type[Part], tuple[str, ...]]] = {
    Bill: (
        "displayed_shipped_on_board_received_for_shipment",
        "terms_and_conditions",
        "carrier_clauses",
        "summary_description",
        "carrier_provided_information",
    ),
    Party: ("address_lines", "displayed_address"),
    Address: ("street",),
    Location: ("address_lines", "free_text"),
    ConsignmentItem: ("description_of_goods", "shipping_marks"),
    UtilizedTransportEquipment: ("shipping_marks",),
    OuterPackaging: ("description",),
    DangerousGoods: ("proper_shipping_name", "technical_name"),
}
"""The fields that are read."""

_REORDERING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates (UAX #9): what follows is shown in another order."""

_UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Controls, format characters (Cf) but for those above, what is ignored by default, and blanks."""

_WRITTEN_TOGETHER: Final = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)
"""Scripts that one language mixes (UTS #39, highly restrictive)."""

_LOOKS_LATIN: Final = frozenset("АВЕЅІЈКМНОРСТУХѴԌԚԜаеѕіјорсухԁһԛԝѵӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχϲϳ")
"""Cyrillic and Greek letters that look like Latin ones."""

_RARELY_LATIN: Final = re.compile(
    "[\u0180-\u019f\u01a2-\u01ae\u01b1-\u01c3\u0250-\u02af\u1d00-\u1dbf\u1e9c-\u1e9f\u1efa-\u1eff"
    "\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]"
)
"""Letters of phonetics, of scholars and of few alphabets, many of which look like common ones."""

_SYMBOLS: Final = re.compile(
    "[\u2100-\u2120\u2123-\u214f\u2200-\u23ff\u2460-\u24ff\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]"
)
"""Signs of mathematics, and letters in rings and the like: many of them look like letters."""


_LONGEST: Final = 10_000
"""How many characters of a name are looked at one by one. Nobody reads a longer one to its end."""


def plain(text: str) -> bool:
    r"""Whether a text surely holds nothing that a rule of this page could find.

    >>> plain("Acme Ltd"), plain("Acme\x1b[31m"), plain("Größe")
    (True, False, False)
    """
    return text.isascii() and text.isprintable()


def _reorders(text: str, _: Part, _facts: Facts) -> Found:
    return _REORDERING.search(text) is not None


def _hides(text: str, _: Part, _facts: Facts) -> Found:
    return _UNSEEN.search(text) is not None


def _varies(text: str, _: Part, _facts: Facts) -> Found:
    return not unicodedata.is_normalized("NFKC", text[:_LONGEST])


def _mixes(text: str, _: Part, _facts: Facts) -> Found:
    scripts = _scripts(text[:_LONGEST])
    return len(scripts) > 1 and not any(scripts <= together for together in _WRITTEN_TOGETHER)


def _resembles(text: str, _: Part, _facts: Facts) -> Found:
    text = text[:_LONGEST]
    letters = [sign for sign in text if sign.isalpha()]
    disguised = len(letters) > 0 and _LOOKS_LATIN.issuperset(letters)
    return disguised or _RARELY_LATIN.search(text) is not None or _SYMBOLS.search(text) is not None


def _scripts(text: str) -> set[str]:
    """The scripts of the letters, marks and digits of a text.

    >>> sorted(_scripts("Mærsk"))
    ['LATIN']
    """
    return {_script(sign) for sign in text if unicodedata.category(sign)[0] in "LMN"} - {""}


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    """The script of a sign by the first word of its Unicode name; "" for one that all scripts use.

    Python knows no script property. The name says the same, once variants are taken for what they
    vary, but for a few signs that are named for their use.

    >>> _script("д"), _script("語"), _script("٣"), _script("3")
    ('CYRILLIC', 'CJK', 'ARABIC', '')
    """
    plain = unicodedata.normalize("NFKC", sign)[:1]
    if plain.isascii():
        return "LATIN" if plain.isalpha() else ""
    name = unicodedata.name(plain, "").removeprefix("EXTENDED ")
    first = re.split("[ -]", name)[0]
    return {"COMBINING": "", "IDEOGRAPHIC": "CJK"}.get(first, first)


RULES: Final = (
    Rule(
        "RULE-150",
        "a text holds characters that show what follows in another order",
        "Unicode UAX #9, UTR #36",
        ERROR,
        (Look(Wording.NAME, None, _reorders), Look(Wording.PROSE, None, _reorders)),
    ),
    Rule(
        "RULE-151",
        "a text holds characters that cannot be seen",
        "Unicode UTS #39, UTR #36",
        NOTE,
        (Look(Wording.NAME, None, _hides), Look(Wording.PROSE, None, _hides)),
    ),
    Rule(
        "RULE-152",
        "a name or number holds variants of characters, such as full-width ones",
        "Unicode UAX #15 (NFKC)",
        NOTE,
        (Look(Wording.NAME, None, _varies),),
    ),
    Rule(
        "RULE-153",
        "a name or number mixes scripts that no language mixes",
        "Unicode UTS #39, mixed scripts",
        NOTE,
        (Look(Wording.NAME, None, _mixes),),
    ),
    Rule(
        "RULE-154",
        "a name or number is written in signs that are easily taken for Latin letters",
        "Unicode UTS #39, confusables",
        NOTE,
        (Look(Wording.NAME, None, _resembles),),
    ),
)
"""The rules of this page of the book."""
