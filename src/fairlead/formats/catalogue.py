"""Finding the format that a document or a name means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fairlead.errors import Refused, UsageError, likely
from fairlead.faults import Fault, Report, fault
from fairlead.formats.format import Format
from fairlead.formats.found import FORMATS, at_hand
from fairlead.formats.wire import EdifactWire
from fairlead.formats.wire.reading import Raw
from fairlead.once import once


def named(name: str) -> Format:
    """The format with an id or alias; `dcsa@3.0.0` and `iftmcs@d99b` ask for a version to write.

    `iftmcs:yang-ming` is the format as that carrier writes it, with what its profile tolerates.

    Raises `UsageError` naming the likely guess.

    >>> named("un-json").id
    'uncefact.bill-of-lading.d23b'
    """
    name, carrier = _parted(name)
    if carrier is not None:
        return as_written_by(carrier, named(name))
    # What is installed is looked at only for a name that is not found without that.
    found = _by_name(at_hand(), name) or _by_name(FORMATS, name)
    if found is not None:
        return found
    wanted = name.partition("@")[0]
    names = [name for one in FORMATS for name in (one.alias, one.id)]
    known = ", ".join(one.alias for one in FORMATS)
    raise UsageError(f"there is no format {wanted!r} (known: {known}){likely(wanted, names)}")


def _by_name(formats: Sequence[Format], name: str) -> Format | None:
    """The one of some formats that a name means, at the version that it asks for."""
    wanted, at, version = name.partition("@")
    found = next((one for one in formats if wanted in {one.id, one.alias}), None)
    if found is None:
        return None
    for one in formats:
        if version and one.is_edition_of(found) and one.alias == f"{found.alias}-{version}":
            return one
    return found.at_version(version) if at else found


@once
def as_written_by(carrier: str, one: Format) -> Format:
    """A format with the deviations of a carrier. Raises `UsageError` where there are none."""
    wire = one.wire
    if not isinstance(wire, EdifactWire):
        raise UsageError(f"{one.alias} has no profiles of carriers; iftmcs has")
    theirs = replace(wire, carrier=carrier)
    _ = theirs.tolerances  # read now, as there may be none
    return replace(one, wire=theirs)


def meant(name: str, raw: Raw) -> Format:
    """The format that a name means for what was read: the edition of it that recognises that.

    Raises `UsageError` as [`named`][fairlead.formats.named] does.
    """
    name, carrier = _parted(name)
    one = named(name)
    editions = [other for other in at_hand() if other.is_edition_of(one)]
    if raw.syntax == one.wire.syntax:
        one = next((other for other in editions if other.recognises(raw)), one)
    return one if carrier is None else as_written_by(carrier, one)


def _parted(name: str) -> tuple[str, str | None]:
    """The name of a format, and that of a carrier where one was said."""
    if not isinstance(name, str):
        raise UsageError(f"a format goes by a name, and {name!r} is no text")
    said, colon, carrier = name.partition(":")
    return said, carrier if colon else None


def detect(raw: Raw) -> Format:
    """The one format that recognises what was read. Raises `Refused` where none or several do.

    What cannot say what it is, for something is wrong with it as a whole, is refused for that.

    >>> detect(Raw("json", {"transportDocumentReference": "FLBL-0001"})).alias
    'dcsa'
    """
    found = _recognising(at_hand(), raw) or _recognising(FORMATS, raw)
    if len(found) == 1:
        return found[0]
    raise Refused(Report(raw.faults or (_unsure(found),)))


def _recognising(formats: Sequence[Format], raw: Raw) -> list[Format]:
    """Those of some formats that recognise what was read, but for those whose marks are fewer.

    A format that asks for all the marks of another and for more goes before it.
    """
    found = [one for one in formats if one.recognises(raw)]
    if len(found) < 2:  # noqa: PLR2004 - there is nothing to choose from
        return found
    return [one for one in found if not any(other.marks.exceed(one.marks) for other in found)]


def _unsure(found: list[Format]) -> Fault:
    """That no format recognises it, or that several do, and which."""
    if not found:
        return fault("READ-020", wire="")
    told = ", ".join(one.alias for one in found)
    return fault("READ-021", wire="", says=f"several formats recognise the document: {told}")
