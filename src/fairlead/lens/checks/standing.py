"""What stands at the places of parts and lists by the schema of the wire: objects, and lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from fairlead.lens.rows import Row

__all__ = ["Standing", "odd_place"]


class Standing(Protocol):
    """What a schema states of one place."""

    @property
    def types(self) -> tuple[str, ...]:
        """The types allowed, as JSON names them; empty where the schema does not say."""
        ...

    @property
    def inner(self) -> bool:
        """Whether it is an object or a list."""
        ...


def odd_place(row: Row, place: str, places: Mapping[str, Standing]) -> str | None:
    """Why a part, or a list, cannot stand at the place of its row; None where it can.

    A place that the schema lacks is not judged here.
    """
    if place not in places:
        return None
    listed = f"{place}/[]" in places
    chosen = place.endswith("/[]")
    if row.form.many and not chosen and not listed:
        return f"{place} is {_named(places[place])} by the schema, and `each` reads a list"
    if row.part is None:
        return None
    if listed and not row.form.many:
        return (
            f"{place} is a list by the schema, and a part stands at one object: read all entries "
            f"with `each`, or one with `{place.rpartition('/')[2]}[0]`"
        )
    entry = f"{place}/[]" if row.form.many and not chosen else place
    if places[entry].inner:
        return None
    return (
        f"{entry} is {_named(places[entry])} by the schema, and a part stands at an object; "
        f"{_remedy(row, place)}"
    )


def _remedy(row: Row, place: str) -> str:
    """What to write where the schema has one value for a part."""
    field, at = row.names[0], place.removesuffix("/[]").rpartition("/")[2]
    if row.form.many:
        return f'`"{field} > FIELD" = {{ at = "{at}[0]", as = ... }}` says the first entry alone'
    return f'write `"{field} > FIELD" = {{ at = "{at}", as = ... }}` for the one field it says'


def _named(stated: Standing) -> str:
    """A kind of place, in words."""
    if stated.inner:
        return "an object"
    if not stated.types:
        return "a value"
    words = {"string": "text", "boolean": "truth value", "null": "null"}
    return " or ".join(
        f"a{'n' * one.startswith('i')} {words.get(one, one)}" for one in stated.types
    )
