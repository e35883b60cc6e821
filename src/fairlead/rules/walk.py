"""The way through a Bill for a profile: compiled at set-up for those of ours, else when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairlead.compiled import CompiledForm, run
from fairlead.compiled.digest import digest_of_rooms
from fairlead.once import once_within
from fairlead.resources import find
from fairlead.rules.book import RULEBOOK
from fairlead.rules.profiles import PROFILES, Profile
from fairlead.rules.rule import Facts, Found, Rule, name_of
from fairlead.rules.wording import plain

if TYPE_CHECKING:
    from fairlead.rules.plan import Whole

__all__ = ["Broken", "Standing", "precompile", "walk"]

Standing = tuple[Any, "Standing | None", str, int | None]
"""A part, and how it was reached: from where, by which field, as which of several."""

Broken = tuple[Rule, Standing, str, Found]
"""A rule, the part that breaks it, the field that was watched, and what was found."""

Walk = Callable[[Any, Standing, Facts, list[Broken]], None]
"""Looks at a part and at all that lies below it, and adds what is broken to a list."""


@once_within(16)
def walk(profile: Profile) -> Walk:
    """The way through a Bill for a profile."""
    if PROFILES.get(profile.name) is profile:
        form = _form(profile.name)
        code = form.module(lambda: _source(profile, form.digest))
    else:
        code = run(_source(profile), "the rules of a profile")
    vars(code).update(_called(profile))
    made: Walk = code.walk
    return made


def precompile() -> list[Path]:
    """Makes the compiled form for each profile of ours where it is not current; gives the files.

    Raises `OSError` where nothing can be written.
    """
    forms = [(profile, _form(profile.name)) for profile in PROFILES.values()]
    files = [form.write(partial(_source, profile, form.digest)) for profile, form in forms]
    return [file for file in files if file is not None]


def _form(name: str) -> CompiledForm:
    file = find("mappings") / f"compiled-rules-{name}.py"
    return CompiledForm(f"the rules of {name}", file, digest_of_rooms("rules", "bill").hexdigest())


def _source(profile: Profile, digest: str = "") -> str:
    from fairlead.rules.source import source_of  # not needed where it is compiled

    return source_of(profile, digest)


def _called(profile: Profile) -> dict[str, Any]:
    """What the functions of a profile call, by the names that they have for it."""
    called: dict[str, Any] = {"misread": misread}
    for rule in RULEBOOK:
        called[name_of(rule)] = rule
        for index, look in enumerate(profile.looks(rule)):
            called[f"{name_of(rule)}_{index}"] = look.finds
    return called


def misread(here: Standing, name: str, looks: tuple[Whole, ...], facts: Facts) -> Iterator[Broken]:
    """The rules that the characters of a text break, or those of its lines."""
    part = here[0]
    value = getattr(part, name)
    single = isinstance(value, str)
    for index, text in enumerate((value,) if single else value):
        if not plain(text):
            place = name if single else f"{name}[{index}]"
            for rule, finds in looks:
                if finds(text, part, facts):
                    yield rule, here, place, [(place, text)]
