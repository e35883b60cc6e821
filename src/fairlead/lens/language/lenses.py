"""The value lenses, as people spell them: what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairlead.lens.codes import CodeList, CodeRow
from fairlead.lens.values import ValueLens, value_lens

__all__ = ["LENSES", "lens_named"]

LENSES: Final[Mapping[str, str]] = {
    "text": "any text",
    "text(35)": "a text of at most 35 characters; a longer one is refused, never cut",
    "text(35, or lost)": "a text; one that is longer than 35 characters is lost, and reported",
    "prefixed('PO Box ')": "a text behind fixed words, in any case; other texts stay as residue",
    "prefixed('PO Box ', 35)": "the same, of at most 35 characters with those words",
    "lines(35)": "a text in lines of at most 35 characters, folded at blanks and joined again",
    "lines(35, 5)": "the same, in at most 5 lines",
    "lines('TO ORDER OF', 35, 5)": "the same, behind a first line of fixed words",
    "code(list)": "a key of the Bill by its code in `list.csv`; an unknown code is a fault",
    "code(list, open)": "the same, where a code that the list lacks is no fault: it does not "
    "reach the Bill, stays as residue, and is refused where a class says that it is critical",
    "code(list, integer)": "a whole number of the Bill by its code: the keys of `list.csv` are "
    "numbers, as in the row `2,II,=,...` for a packing group",
    "boolean": "`true` or `false`",
    "boolean_text": "`true` or `false`, as a text",
    "either(1, 2)": "true or false, as one of two codes",
    "integer": "a whole number",
    "integer_text": "a whole number, as a text",
    "integer_text(8)": "the same, of at most 8 digits",
    "decimal": "a decimal number, exactly as it is spelt",
    "decimal_text": "a decimal number, as a text",
    "digits(3)": "a decimal number as a text of at least 3 digits, with zeros in front",
    "date": "a day as `CCYY-MM-DD`",
    "date_time": "an instant of ISO 8601, with its offset",
    "date_at_midnight": "a day, spelt as an instant at midnight in UTC",
    "date_in_any_form": "a day, also where it stands as an instant or beside the code of its form",
    "day_in(102=CCYYMMDD, 203=CCYYMMDDHHMM)": "a day in a joint, by the code of its form; the "
    "first form is written",
    "instant_in(205=CCYYMMDDHHMMZHHMM)": "an instant in a joint, to the minute, by the code of its "
    "form",
    "squeezed('F-[A-Z]', 'S-[A-Z]')": "two pieces, with a blank between them in the Bill alone",
}
"""Each spelling, with numbers and words as examples, and what it is for."""

_SOME: Final = CodeList("list", (CodeRow("prepaid", "PP", "=", "an example"),))
_NUMBERS: Final = CodeList("list", (CodeRow("2", "II", "=", "an example"),))


def lens_named(spelling: str) -> ValueLens:
    """The lens that a spelling above means; the code list is an example.

    >>> lens_named("text(35)").width, lens_named("code(list)").writes
    (35, ('PP',))
    """
    return value_lens(spelling, {"list": _NUMBERS if "integer)" in spelling else _SOME})
