"""The forms that a row can have: for each, its words, their types, and an example.

Which form a row has is told from its key and its words; the union below holds every form.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Final, TypeAlias

from pydantic import Discriminator, Tag

from fairlead.lens.form.lists import Single, Spilt, Values
from fairlead.lens.form.parts import Edge, OnePart, Parts, Pieces, Same, Shares
from fairlead.lens.form.quantity import Implied, Joint, Measured
from fairlead.lens.form.row import KEY, Keyed, RowTable
from fairlead.lens.form.several import Guided, Joined, Pair
from fairlead.lens.form.value import Hoisted, Lifted, Value

__all__ = ["FORMS", "AnyRow", "Keyed", "RowTable", "form_of"]

FORMS: Final[dict[str, type[RowTable]]] = {
    "value": Value, "hoisted": Hoisted, "lifted": Lifted, "pair": Pair, "joined": Joined,
    "guided": Guided, "measure": Measured, "joint": Joint, "implied": Implied, "values": Values,
    "spilt": Spilt, "single": Single, "part": OnePart, "same": Same, "parts": Parts,
    "shares": Shares,
}  # fmt: skip
"""Every form by the name that its rows are told by."""


def form_of(key: str, words: Collection[str]) -> str:
    """The form of a row, by its key and its words.

    >>> form_of("issue_date", {"at", "as"}), form_of("seals", {"each", "use"})
    ('value', 'parts')
    >>> form_of("street + street_number", {"at", "as", "join"}), form_of("a @ b", {"at"})
    ('joined', 'measure')
    """
    field = key.rpartition(" > ")[2]
    by_key = next((form for sign, form in _SIGNS if sign in field), "value")
    by_word = next((form for word, form in _MARKS if word in words), None)
    if field.startswith("^"):
        return "lifted"
    if field == ".":
        return "same"
    if by_word in {"implied", "measure", "joint", "shares"}:
        return by_word
    if "use" in words:
        return "parts" if "each" in words else "single" if "most" in words else "part"
    if "each" in words:
        return "spilt" if "one" in words else "values"
    if by_key == "value" and "most" in words:
        return "single"
    return "joined" if by_key == "pair" and "join" in words else by_key


_SIGNS: Final = ((" @ ", "measure"), (" + ?", "guided"), (" + ", "pair"), (".", "hoisted"))
_MARKS: Final = (
    ("implied_by", "implied"), ("measure", "measure"), ("joint", "joint"), ("alone", "shares"),
    ("summary", "shares"), ("split_by", "shares"),
)  # fmt: skip


def _told(row: Any) -> str | None:
    """The form of what stands where a row should stand; None where it is no table."""
    if isinstance(row, RowTable):
        return next(name for name, form in FORMS.items() if isinstance(row, form))
    return form_of(row[KEY], row.keys()) if isinstance(row, dict) and KEY in row else None


AnyRow: TypeAlias = Annotated[
    Annotated[Value, Tag("value")]
    | Annotated[Hoisted, Tag("hoisted")]
    | Annotated[Lifted, Tag("lifted")]
    | Annotated[Pair, Tag("pair")]
    | Annotated[Joined, Tag("joined")]
    | Annotated[Guided, Tag("guided")]
    | Annotated[Measured, Tag("measure")]
    | Annotated[Joint, Tag("joint")]
    | Annotated[Implied, Tag("implied")]
    | Annotated[Values, Tag("values")]
    | Annotated[Spilt, Tag("spilt")]
    | Annotated[Single, Tag("single")]
    | Annotated[OnePart, Tag("part")]
    | Annotated[Same, Tag("same")]
    | Annotated[Parts, Tag("parts")]
    | Annotated[Shares, Tag("shares")],
    Discriminator(_told),
]
"""A row of any form."""

for _table in (Edge, Pieces, Parts, Value, Values):
    _table.model_rebuild(
        _types_namespace={"AnyRow": AnyRow, "Value": Value, "Values": Values, "Parts": Parts}
    )
