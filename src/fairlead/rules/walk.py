"""The way through a Bill as Python, written once for each profile.

A bill says few of the fields that rules look at. Written out, passing over a field costs a third of
what a loop over fields costs. The functions do what this says of a part: every look at the part
itself, then, field by field, the looks at what it says, those at its characters, and the way on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fairlead.once import once_within
from fairlead.rules.plan import Stop, Watched, Whole, plan
from fairlead.rules.profiles import Profile
from fairlead.rules.rule import Facts, Found, Rule
from fairlead.rules.wording import plain

__all__ = ["Broken", "Standing", "walk"]

Standing = tuple[Any, "Standing | None", str, int | None]
"""A part, and how it was reached: from where, by which field, as which of several."""

Broken = tuple[Rule, Standing, str, Found]
"""A rule, the part that breaks it, the field that was watched, and what was found."""

Walk = Callable[[Any, Standing, Facts, list[Broken]], None]
"""Looks at a part and at all that lies below it, and adds what is broken to a list."""


@once_within(16)
def walk(profile: Profile) -> Walk:
    """The way through a Bill for a profile."""
    writer = _Writer()
    name = writer.stop(plan(profile))
    code = compile("\n".join(writer.lines), f"<the rules of {profile.name}>", "exec")
    exec(code, writer.names)
    made: Walk = writer.names[name]
    return made


class _Writer:
    """The lines of the functions, and what they name."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[str, Any] = {"misread": misread}
        self.written: dict[Stop, str] = {}
        """The functions by their stops: a party is looked at in many places, and mostly alike."""

    def named(self, stem: str, value: Any) -> str:
        """A name of its own for a value."""
        name = f"{stem}{len(self.names)}"
        self.names[name] = value
        return name

    def stop(self, stop: Stop) -> str:
        """Writes the function of a stop once, after those of the stops below; gives its name."""
        if stop in self.written:
            return self.written[stop]
        name = self.written[stop] = self.named("stop", None)
        body = [["pass"], *(self.look(one, "part", '""') for one in stop.whole)]
        body += [self.field(one) for one in stop.watched]
        self.lines.append(f"def {name}(part, here, facts, broken):")
        self.lines += [f"    {line}" for lines in body for line in lines]
        return name

    def look(self, one: Whole, value: str, field: str) -> list[str]:
        """The lines of one look at a value."""
        rule, finds = self.named("rule", one[0]), self.named("finds", one[1])
        return [
            f"found = {finds}({value}, part, facts)",
            f"if found: broken.append(({rule}, here, {field}, found))",
        ]

    def field(self, watched: Watched) -> list[str]:
        """The lines of one field."""
        name, looks, letters, below, several = watched
        lines = [line for one in looks for line in self.look(one, "value", repr(name))]
        if letters:
            lines += [
                'text = value if value.__class__ is str else "".join(value)',
                "if not (text.isascii() and text.isprintable()):",
                f"    broken += misread(here, {name!r}, {self.named('letters', letters)}, facts)",
            ]
        if below is not None and several:
            onward = f"{self.stop(below)}(one, (one, here, {name!r}, index), facts, broken)"
            lines += ["for index, one in enumerate(value):", f"    {onward}"]
        elif below is not None:
            lines.append(f"{self.stop(below)}(value, (value, here, {name!r}, None), facts, broken)")
        return [f"value = part.{name}", "if value is not None:", *(f"    {one}" for one in lines)]


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
