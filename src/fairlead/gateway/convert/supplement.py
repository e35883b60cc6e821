"""A supplement: what the target needs and the source does not say, from whoever knows it.

A supplement is canonical JSON of a Bill, as little of it as is needed. It fills what is not
said; it never changes what is. A list that is said is said whole: a supplement fills gaps in its
entries and adds none. Who may have the cargo is one statement of several fields, and so is the
number of originals: where the source makes it, a supplement does not complete it to another.
Entries of a list are met by their key where the Bill has one, else by their position.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fairlead.bill import Bill, from_canonical, to_canonical
from fairlead.errors import Refused, UsageError
from fairlead.faults import Fault, Report, fault
from fairlead.lens import Path, bill_path

KEYS: Final = {"utilized_transport_equipments": "equipment_reference"}
"""Lists whose entries are met by a key."""


def supplemented(
    bill: Bill, supplement: Mapping[str, Any] | None
) -> tuple[Bill, tuple[Fault, ...]]:
    """The Bill with what the supplement adds, and a note for each leaf that it added.

    Raises `Refused` where the supplement says otherwise than the source, and `UsageError` where it
    is no canonical JSON of a Bill.

    >>> bill, notes = supplemented(Bill(to_order=True), {"terms_and_conditions": "as agreed"})
    >>> bill.terms_and_conditions, notes[0].at.bill
    ('as agreed', 'terms_and_conditions')
    """
    if supplement is None:
        return bill, ()
    if not isinstance(supplement, Mapping):
        raise UsageError("a supplement is an object with members of a Bill")
    more = to_canonical(from_canonical(dict(supplement)))
    said = to_canonical(bill)
    added: list[Path] = []
    contrary: list[Path] = []
    _fill(said, more, (), added, contrary)
    contrary += _restated(bill, from_canonical(said))
    if contrary:
        raise Refused(Report(tuple(fault("EMIT-031", bill=bill_path(at)) for at in contrary)))
    notes = tuple(fault("EMIT-030", bill=bill_path(at)) for at in added)
    return from_canonical(said), notes


def _fill(said: Any, more: Any, at: Path, added: list[Path], contrary: list[Path]) -> None:
    if isinstance(said, dict) and isinstance(more, dict):
        for name, value in more.items():
            if name in said:
                _fill(said[name], value, (*at, name), added, contrary)
            else:
                said[name] = value
                _note(value, (*at, name), added)
    elif isinstance(said, list) and isinstance(more, list):
        _fill_list(said, more, at, added, contrary)
    elif said != more:
        contrary.append(at)


def _fill_list(
    said: list[Any], more: list[Any], at: Path, added: list[Path], contrary: list[Path]
) -> None:
    key = KEYS.get(str(at[-1]))
    for index, value in enumerate(more):
        place = index
        if key is not None:
            places = [i for i, one in enumerate(said) if one.get(key) == value.get(key)]
            place = places[0] if places else len(said)
        if place < len(said):
            _fill(said[place], value, (*at, place), added, contrary)
        else:
            contrary.append((*at, place))


def _restated(before: Bill, after: Bill) -> list[Path]:
    """The fields by which a supplement says otherwise what the source had said by other fields."""
    found: list[Path] = []
    receivers = ("consignee", "endorsee")
    named = any(getattr(before, name) is not None for name in receivers)
    if named or before.to_order:
        new = [name for name in receivers if getattr(before, name) is None]
        found += [(name,) for name in new if getattr(after, name) is not None]
    for stated in ("originals", "copies"):
        said, now = _total(before, stated), _total(after, stated)
        if said is not None and now != said:
            found.append((f"number_of_{stated}",))
    return found


def _total(bill: Bill, of: str) -> int | None:
    """How many originals or copies there are, by their sum where they are divided."""
    parts = (
        getattr(bill, f"number_of_{of}_with_charges"),
        getattr(bill, f"number_of_{of}_without_charges"),
    )
    stated = [part for part in parts if part is not None]
    whole: int | None = getattr(bill, f"number_of_{of}")
    return sum(stated) if stated else whole


def _note(value: Any, at: Path, added: list[Path]) -> None:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    if not inner:
        added.append(at)
    for step, one in inner:
        _note(one, (*at, step), added)
