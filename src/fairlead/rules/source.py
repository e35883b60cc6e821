"""The way through a Bill as Python source, for one profile.

A bill says few of the fields that rules look at. Written out, passing over a field costs a third of
what a loop over fields costs. The functions do what this says of a part: every look at the part
itself, then, field by field, the looks at what it says, those at its characters, and the way on.
"""

from __future__ import annotations

from fairlead.rules.plan import Stop, Watched, Whole, plan
from fairlead.rules.profiles import Profile
from fairlead.rules.rule import name_of

__all__ = ["source_of"]


def source_of(profile: Profile, digest: str = "") -> str:
    """A module whose function `walk` is the way through a Bill for a profile.

    It names the rules and what looks for breaches of them, and imports neither.
    """
    writer = _Writer(profile)
    name = writer.stop(plan(profile))
    head = (
        "# Made by `fairlead mappings compile` of the rulebook; do not edit.",
        f"DIGEST = {digest!r}",
    )
    return "\n".join((*head, *writer.lines, f"walk = {name}", ""))


class _Writer:
    """The lines of the functions for a profile."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.lines: list[str] = []
        self.written: dict[Stop, str] = {}
        """The functions by their stops: a party is looked at in many places, and mostly alike."""

    def finds(self, one: Whole) -> str:
        """The name of what looks: that of its rule, and which of the looks of the rule it is."""
        rule, finds = one
        looks = [look.finds for look in self.profile.looks(rule)]
        return f"{name_of(rule)}_{looks.index(finds)}"

    def stop(self, stop: Stop) -> str:
        """Writes the function of a stop once, after those of the stops below; gives its name."""
        if stop in self.written:
            return self.written[stop]
        name = self.written[stop] = f"stop{len(self.written)}"
        body = [["pass"], *(self.look(one, "part", '""') for one in stop.whole)]
        body += [self.field(one) for one in stop.watched]
        self.lines.append(f"def {name}(part, here, facts, broken):")
        self.lines += [f"    {line}" for lines in body for line in lines]
        return name

    def look(self, one: Whole, value: str, field: str) -> list[str]:
        """The lines of one look at a value."""
        return [
            f"found = {self.finds(one)}({value}, part, facts)",
            f"if found: broken.append(({name_of(one[0])}, here, {field}, found))",
        ]

    def field(self, watched: Watched) -> list[str]:
        """The lines of one field."""
        name, looks, letters, below, several = watched
        lines = [line for one in looks for line in self.look(one, "value", repr(name))]
        if letters:
            looks_at = ", ".join(f"({name_of(one[0])}, {self.finds(one)})" for one in letters)
            lines += [
                'text = value if value.__class__ is str else "".join(value)',
                "if not (text.isascii() and text.isprintable()):",
                f"    broken += misread(here, {name!r}, ({looks_at},), facts)",
            ]
        if below is not None and several:
            onward = f"{self.stop(below)}(one, (one, here, {name!r}, index), facts, broken)"
            lines += ["for index, one in enumerate(value):", f"    {onward}"]
        elif below is not None:
            lines.append(f"{self.stop(below)}(value, (value, here, {name!r}, None), facts, broken)")
        return [f"value = part.{name}", "if value is not None:", *(f"    {one}" for one in lines)]
