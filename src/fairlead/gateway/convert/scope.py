"""How far a check looked: what was understood of a document, what was not, and what was not read.

A rule speaks of the Bill alone. What a document says beside its Bill could say anything, so a
check names it, and its verdict says how much of it there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from fairlead.bill import Bill, Part
from fairlead.faults import Fault, Report, Scope, fault
from fairlead.formats import Opened
from fairlead.gateway.convert.source import Source
from fairlead.lens import Path, leaves_below
from fairlead.rules import Profile, asked
from fairlead.rules import check as check_rules

NAMED: Final = 40
"""How many things that were not understood are named; the others are counted."""


def checked(source: Source, profile: Profile) -> Report:
    """What is to be said about a document that was understood."""
    status = source.opened.status
    critical, strange = _not_understood(source)
    aside = tuple(_not_looked_at(source))
    notes = (*_critical(source, critical), *_strange(source, strange), *aside)
    wordless = not _says_anything(source.bill)
    scope = Scope(
        profile.name,
        () if wordless else asked(profile, expected_status=status),
        len(critical) + len(strange),
        len(aside) + _named_already(source.opened),
    )
    if wordless:
        found: tuple[Fault, ...] = (fault("PARSE-033", wire=""),)
    else:
        found = check_rules(source.bill, profile, expected_status=status)
    return Report((*source.opened.faults, *source.placed((*found, *notes))), scope)


def _says_anything(bill: Bill) -> bool:
    """Whether a document says anything of a bill in words, beside what a registry records."""
    if bill.transport_document_reference:
        return True
    words = msgspec.structs.replace(bill, registry_record=None)
    return any(not isinstance(leaf, Part | tuple) for _, leaf in leaves_below(words, ()))


# --- what was not understood --------------------------------------------------------------------


def _not_understood(source: Source) -> tuple[dict[Path, str], list[Path]]:
    """What of a document no mapping reads: the critical, each with why it is, and the rest.

    What was read all the same, as a total is that agrees with its parts, was understood. Where
    part of something is critical, the rest of it is not named once more.
    """
    residue, mapping = source.residue, source.format.mapping
    if not residue.kept:
        return {}, []
    critical = {one.at: one.because for one in source.critical_in(residue)}
    strange: list[Path] = []
    for above, kept in residue.kept:
        said = [place for place, leaf in leaves_below(kept, above) if mapping.says(leaf)]
        left = [place for place in said if place not in source.read]
        if not any(place[:end] in critical for place in left for end in range(len(place) + 1)):
            strange += [above] if left and left == said else left
    return critical, strange


def _critical(source: Source, critical: dict[Path, str]) -> Iterator[Fault]:
    """An error for everything critical that was not understood."""
    wire, document = source.format.wire, source.opened.document
    for place, because in critical.items():
        says = f"{wire.unread(document, place)}; it is critical to the title: {because}"
        yield fault("PARSE-031", wire=source.opened.place(place), says=says)


def _strange(source: Source, strange: list[Path]) -> Iterator[Fault]:
    """A note for each thing that was not understood, and one for those that are not named."""
    wire, document = source.format.wire, source.opened.document
    for place in strange[:NAMED]:
        says = wire.unread(document, place)
        yield fault("PARSE-030", wire=source.opened.place(place), says=says)
    if len(strange) > NAMED:
        more = len(strange) - NAMED
        things = "thing was" if more == 1 else "things were"
        yield fault("PARSE-030", wire="", says=f"{more} more {things} not understood")


# --- what was not looked at ---------------------------------------------------------------------


def _not_looked_at(source: Source) -> Iterator[Fault]:
    """A note for each thing beside the bill: a file in a registry's record, members around it."""
    record = source.bill.registry_record
    if record is not None and record.file is not None:
        says = "a file stands here, and nobody looked into it"
        yield fault("PARSE-032", bill="registry_record.file", says=says)
    opened = source.opened
    if opened.at and isinstance(opened.envelope, dict):
        for name in opened.envelope:
            if name != opened.at[0]:
                yield fault("PARSE-032", wire=opened.beside((name,)))
    if source.extension and source.unread:
        says = "words of another format are carried here, and were not looked at"
        yield fault("PARSE-032", wire=f"/{source.member}", says=says)


def _named_already(opened: Opened) -> int:
    """How many things that were not looked at are named: signatures, or segments set aside."""
    signatures = sum(one.code == "SEAL-001" for one in opened.faults)
    if signatures or opened.at or not isinstance(opened.envelope, dict):
        return signatures
    return len(opened.envelope)
