"""Writing Python source: lines, names and the objects that the generated code calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

from fairlead.errors import MappingError
from fairlead.lens.fields import field_names
from fairlead.lens.places import Place
from fairlead.lens.values import ValueLens


class Source:
    """Lines of Python with their indentation, and the constants they name."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 0
        self.constants: dict[str, str] = {}
        self._count = 0
        self._names: dict[str, str] = {}

    def __call__(self, line: str) -> None:
        """Adds a line at the present depth."""
        self.lines.append("    " * self.depth + line)

    @contextmanager
    def block(self, line: str) -> Iterator[None]:
        """A statement with a block below it."""
        self(line)
        self.depth += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self("pass")
        self.depth -= 1

    def fresh(self, stem: str) -> str:
        """A name that nothing else has."""
        self._count += 1
        return f"{stem}{self._count}"

    def constant(self, stem: str, expression: str) -> str:
        """The name of a module constant with this value; the same value has one name."""
        key = f"{stem}={expression}"
        if key not in self._names:
            name = f"{stem}_{len(self._names)}"
            self._names[key] = name
            self.constants[name] = expression
        return self._names[key]

    def half(self, lens: ValueLens, direction: str) -> str:
        """The name of one direction of a value lens."""
        if lens.codes is not None:
            rows = lens.codes.reading if direction == "parse" else lens.codes.writing
            keys = (
                {row.wire: lens.key(row.canon) for row in rows}
                if direction == "parse"
                else {lens.key(row.canon): row.wire for row in rows}
            )
            return self.constant("CODES", f"{keys!r}.get")
        if lens.halves:
            names = tuple(name for name, _ in lens.halves)
            number, unit = (self.half(one, direction) for _, one in lens.halves)
            return self.constant("LENS", f"quantity_{direction}({names!r}, {number}, {unit})")
        if getattr(lens, direction) is None:
            return "as_it_is"
        return self.constant("LENS", f"value_lens({lens.name!r}, {{}}).{direction}")

    def pairs(self, lens: ValueLens, direction: str) -> str:
        """The name of a code list between one code and two keys."""
        codes = lens.codes
        rows: tuple[Any, ...] = ()
        if codes is not None:
            rows = codes.reading if direction == "parse" else codes.writing
        keys: dict[Any, Any] = {}
        for row in rows:
            both = pair_of(row.canon)
            keys[row.wire if direction == "parse" else both] = (
                both if direction == "parse" else row.wire
            )
        return self.constant("PAIRS", f"{keys!r}.get")

    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines) + "\n"


def pair_of(canon: str) -> tuple[str | bool | None, ...]:
    """The two keys of a pair's row in a code list; an empty one is not said.

    >>> pair_of("bill-of-lading+true"), pair_of("+collect")
    (('bill-of-lading', True), (None, 'collect'))
    """
    words: dict[str, str | bool | None] = {"": None, "true": True, "false": False}
    return tuple(words.get(part, part) for part in canon.split("+"))


class Name(str):
    """A step that is a variable of the generated code, not a text."""

    __slots__ = ()


class Where(str):
    """The expression of a path, and how much of it is known before anything is read."""

    __slots__ = ("base", "steps")
    base: str
    """The expression of its beginning, which is known only then."""
    steps: tuple[str | int, ...]
    """The steps that follow."""

    def __new__(cls, expression: str, base: str | None = None, steps: Any = ()) -> Self:
        """The expression; without `base`, all of it is its beginning."""
        made = super().__new__(cls, expression)
        made.base, made.steps = expression if base is None else base, steps
        return made


def where(expression: str) -> Where:
    """The expression of a path; of one that is not known, all of it is its beginning."""
    return expression if isinstance(expression, Where) else Where(expression)


def path(base: str, *steps: Any) -> Where:
    """The expression of a path with more steps.

    >>> path("at", "a", 0)
    "at + ('a', 0,)"
    >>> inner = path(path("at", "a"), Name("i"), "b")
    >>> inner.base, inner.steps
    ("at + ('a',) + (i,)", ('b',))
    """
    begun = where(base)
    if not steps:
        return begun
    text = f"{base} + ({', '.join(_step(step) for step in steps)},)"
    last = max((end for end, step in enumerate(steps, 1) if isinstance(step, Name)), default=0)
    if last:
        return Where(text, str(path(base, *steps[:last])) if steps[last:] else text, steps[last:])
    return Where(text, begun.base, (*begun.steps, *steps))


def field(*steps: Any, part: str = "bp") -> Where:
    """The expression of a place in the Bill: the part around it, and the steps from there.

    >>> inner = field("seals", Name("i"))
    >>> inner, inner.base == inner, field("shipper").steps
    ("(bp, 'seals', i)", True, ('shipper',))
    """
    if not steps:
        return Where(part)
    text = f"({part}, {', '.join(_step(step) for step in steps)})"
    known = not any(isinstance(step, Name) for step in steps)
    return Where(text, part, steps) if known else Where(text)


def _step(step: object) -> str:
    return str(step) if isinstance(step, Name) else repr(step)


def mask(model: str, names: Iterable[str]) -> int:
    """Fields of a part as one number, a bit for each in the order of the model.

    >>> mask("Seal", ["number", "source"])
    3
    """
    known = field_names(model)
    if strange := sorted(set(names) - set(known)):
        raise MappingError(f"{model} has no field {strange[0]!r}")
    return sum(1 << known.index(name) for name in set(names))


_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


def identifier(name: str) -> str:
    """A part's name as part of a function's name: what is no plain letter is spelt by its number.

    >>> identifier("vessel_voyages.first"), identifier("a'); import os")
    ('vessel_voyages_2e_first', 'a_27__29__3b__20_import_20_os')
    """
    return "".join(one if one in _PLAIN else f"_{ord(one):x}_" for one in name)


def frozen(names: Iterable[str]) -> str:
    """The expression of a set of names, in a fixed order.

    >>> frozen(["b", "a"])
    "frozenset(['a', 'b'])"
    """
    return f"frozenset({sorted(names)!r})"


def literal(steps: tuple[str | int, ...], value: str) -> str:
    """The expression of the objects and lists of one around a value.

    >>> literal(("a", 0, "b"), "1")
    "{'a': [{'b': 1}]}"
    """
    for step in reversed(steps):
        value = f"[{value}]" if isinstance(step, int) else f"{{{step!r}: {value}}}"
    return value


def members(place: Place) -> tuple[str, ...]:
    """The members of a place that enters no list."""
    return tuple(step.member for step in place)
