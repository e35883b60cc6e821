"""A supplement: what the target needs and the source does not say, from whoever knows it.

A supplement is canonical JSON of a Bill, as little of it as is needed. It fills what is not
said; it never changes what is. Entries of a list are met by their key where the Bill has one,
else by their position.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fairlead.bill import Bill, from_canonical, to_canonical
from fairlead.errors import Refused
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
    more = to_canonical(from_canonical(dict(supplement)))
    said = to_canonical(bill)
    added: list[Path] = []
    contrary: list[Path] = []
    _fill(said, more, (), added, contrary)
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
            said.append(value)
            _note(value, (*at, len(said) - 1), added)


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
