"""The way through a Bill, laid out once for each profile, so that a check only walks it.

A [`Stop`][fairlead.rules.plan.Stop] stands for one place of the Bill's model, such as the cargo
items of a consignment item. It holds the looks that apply there, and the stops below. Places that
no rule looks at, nor anything below them, have no stop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from fairlead.bill import Bill, Part
from fairlead.bill.fields import fields_of
from fairlead.rules.book import RULEBOOK
from fairlead.rules.profiles import Profile
from fairlead.rules.rule import Facts, Found, Look, Rule, Wording
from fairlead.rules.wording import NAMES, PROSE

Finds = Callable[[Any, Any, Facts], Found]

Whole = tuple[Rule, Finds]
"""A rule, and how it looks at a part, or at what a field says."""

Watched = tuple[str, tuple[Whole, ...], tuple[Whole, ...], Any, bool]
"""A field: its looks, the looks at its characters, the stop below it, and whether it holds several.

The characters are those of a text, or of each line of one.
"""

Duties = dict[type[Part] | Wording, list[tuple[Rule, Look]]]
"""The looks of every rule, by what they look at."""

_FIELDS: Final = {Wording.NAME: NAMES, Wording.PROSE: PROSE}


class Stop(NamedTuple):
    """What is looked at in one place of the model, and where to go from there."""

    whole: tuple[Whole, ...]
    """Looks at the part itself."""
    watched: tuple[Watched, ...]
    """The fields that matter, in the order of the part."""


def plan(profile: Profile) -> Stop:
    """The way through a Bill for a profile."""
    duties: Duties = defaultdict(list)
    for rule in RULEBOOK:
        for look in profile.looks(rule):
            duties[look.part].append((rule, look))
    return _stop(Bill, "", (), duties) or Stop((), ())


def _stop(
    part: type[Part], path: str, above: tuple[type[Part], ...], duties: Duties
) -> Stop | None:
    """The stop of a place, or None where there is nothing to look at."""
    here = [
        (rule, look)
        for rule, look in duties.get(part, ())
        if not look.within or path in look.within
    ]
    below: dict[str, tuple[Stop, bool]] = {}
    for name, (inner, several) in fields_of(part).items():
        # A part inside its own kind (packages in packages) is not walked into: no rule looks there.
        if issubclass(inner, Part) and inner is not part and inner not in above:
            stop = _stop(inner, f"{path}.{name}" if path else name, (*above, part), duties)
            if stop is not None:
                below[name] = (stop, several)
    texts = _texts(part, duties)
    whole = tuple((rule, look.finds) for rule, look in here if look.field is None)
    fields = (
        (
            name,
            tuple((rule, look.finds) for rule, look in here if look.field == name),
            texts.get(name, ()),
            *below.get(name, (None, False)),
        )
        for name in part.__struct_fields__
    )
    watched = tuple(one for one in fields if one[1] or one[2] or one[3])
    return Stop(whole, watched) if whole or watched else None


def _texts(part: type[Part], duties: Duties) -> dict[str, tuple[Whole, ...]]:
    """The texts of a part whose characters are looked at, with what looks at them."""
    return {
        name: tuple((rule, look.finds) for rule, look in duties.get(wording, ()))
        for wording, fields in _FIELDS.items()
        for name in fields.get(part, ())
    }
