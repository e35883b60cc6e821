"""Making what conversions need before the first document comes."""

from __future__ import annotations

from fairlead.bill import Bill
from fairlead.bill.canonical import struct_of_bill
from fairlead.formats import FORMATS, named
from fairlead.lens import Writing, unsaid
from fairlead.rules import PROFILES
from fairlead.rules.lists import countries, currencies, edition, packages
from fairlead.rules.walk import walk

__all__ = ["ready"]


def ready(*formats: str) -> None:
    """Make now what is else made at the first conversion: mappings, schema engines and lists.

    A server calls it before it takes requests, so that none of them waits. It need not be called:
    whatever is lacking is made when it is needed, once, however many threads ask for it.

    Args:
        formats: ids or aliases, as `convert` takes them; every format where none is named.

    Raises:
        UsageError: an unknown format or version.
        MappingError: a mapping or schema is wrong.

    >>> import fairlead
    >>> fairlead.ready("dcsa", "un-json")
    """
    for one in [named(name) for name in formats] or FORMATS:
        one.ready()
    struct_of_bill()
    unsaid(Bill(), Writing())
    _ = countries(), currencies(), packages()
    for profile in PROFILES.values():
        walk(profile)
        edition(profile.edition)
