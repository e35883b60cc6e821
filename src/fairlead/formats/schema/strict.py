"""The walk of `jsonschema` through a schema: draft 2020-12, with every breach at its place.

It names the breaches where jsonschema-rs gave the verdict, and gives the verdict too where that is
not installed. Whether a text matches a pattern or a format is asked of one and the same
[`matcher`][fairlead.formats.schema.engine.matcher], because libraries read regular expressions and
RFC 3339 differently at the edges (a line feed before `$`, digits that are not ASCII, a leap
second) and a standard means one thing only: ECMA 262, as JSON Schema says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema.protocols import Validator
from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]
from referencing import Registry

from fairlead.errors import MappingError
from fairlead.formats.schema.bundle import bundled
from fairlead.formats.schema.engine import matcher
from fairlead.formats.schema.file import Node

__all__ = ["Strict", "walker"]

_DEEPEST: Final = 255
"""Steps to the deepest value that jsonschema-rs judges."""


class Strict:
    """The verdict of `jsonschema` alone; it may be asked from several threads.

    >>> Strict("ship", {"maxLength": 5}).is_valid("Ariel")
    True
    """

    def __init__(self, name: str, document: Node) -> None:
        found = next(walker(_Strict.META_SCHEMA, REGISTRY).iter_errors(document), None)
        if found is not None:
            raise MappingError(f"the schema {name} is wrong: {found.message}")
        bundled(document)  # for the references that lead nowhere
        for pattern in _patterns(document):
            matcher("pattern", pattern)
        self._walker = walker(document)

    def is_valid(self, tree: Any) -> bool:
        """Whether a tree obeys the schema. Raises `ValueError` for what no reader gives."""
        _look_over(tree)
        try:
            return next(self._walker.iter_errors(tree), None) is None
        except RecursionError as why:
            raise ValueError("the tree is too deep") from why

    def iter_errors(self, tree: Any) -> Iterator[Any]:
        """What is wrong."""
        return self._walker.iter_errors(tree)


def walker(document: Node, registry: Registry[Any] | None = None) -> Validator:
    """What walks through a schema; references lead nowhere but into it and the registry."""
    made: Validator = _Strict(document, registry=Registry() if registry is None else registry)
    return made


def _patterns(node: object) -> Iterator[str]:
    """Every pattern in a schema."""
    todo = [node]
    for one in todo:  # it grows meanwhile
        if isinstance(one, list):
            todo += one
        elif isinstance(one, dict):
            todo += one.values()
            if isinstance(one.get("pattern"), str):
                yield one["pattern"]
            if isinstance(one.get("patternProperties"), dict):
                yield from one["patternProperties"]


def _look_over(tree: object) -> None:
    """Raises `ValueError` for a tree that no reader of ours gives."""
    level = [tree]
    for _ in range(_DEEPEST + 1):
        below: list[object] = []
        for node in level:
            if isinstance(node, str):
                if not node.isascii():
                    node.encode()
            elif isinstance(node, dict):
                below += node
                below += node.values()
            elif isinstance(node, list):
                below += node
            elif not isinstance(node, bool | int | Decimal | None):
                raise ValueError("a value of a kind that JSON does not have")  # noqa: TRY004
        level = below
        if not level:
            return
    raise ValueError("the tree is too deep")


def _is_number(_: object, value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_integer(_: object, value: object) -> bool:
    """5.0 is an integer, as JSON Schema says."""
    if isinstance(value, Decimal):
        return value.is_finite() and value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _fits(value: str, keyword: str, stated: str) -> bool:
    """Whether a text is as a keyword states; half of a character is no text, and never is."""
    try:
        return matcher(keyword, stated)(value)
    except UnicodeEncodeError:
        return False


def _texts(keyword: str) -> Callable[..., Iterator[ValidationError]]:
    """A keyword about texts, asked of the fast engine."""

    def check(_v: Validator, stated: str, value: object, _s: Node) -> Iterator[ValidationError]:
        if isinstance(value, str) and not _fits(value, keyword, stated):
            yield ValidationError(keyword)

    return check


def _required(
    _v: Validator, names: list[str], value: object, _s: Node
) -> Iterator[ValidationError]:
    """Each missing member is an error where it is missing, not somewhere around."""
    if isinstance(value, dict):
        yield from (
            ValidationError("required", path=(name,), instance=None)
            for name in names
            if name not in value
        )


def _properties(
    validator: Any, members: dict[str, Any], value: object, _s: Node
) -> Iterator[ValidationError]:
    """Each member by its own schema; one whose schema is `false` is a member too many."""
    if not isinstance(value, dict):
        return
    for name, schema in members.items():
        if name in value and schema is False:
            yield ValidationError(
                "false", validator="additionalProperties", path=(name,), instance=value[name]
            )
        elif name in value:
            yield from validator.descend(value[name], schema, path=name, schema_path=name)


def _patterned(
    validator: Any, members: dict[str, Any], value: object, _s: Node
) -> Iterator[ValidationError]:
    """Each member by the schemas of all the patterns that its name matches."""
    if not isinstance(value, dict):
        return
    for pattern, schema in members.items():
        for name, inside in value.items():
            if _fits(name, "pattern", pattern):
                yield from validator.descend(inside, schema, path=name, schema_path=pattern)


def _additional(
    validator: Any, allowed: object, value: object, schema: Node
) -> Iterator[ValidationError]:
    """Each further member by the schema for them; where that is `false`, it is one too many."""
    if not isinstance(value, dict):
        return
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", ())
    for name, extra in value.items():
        if name in known or any(_fits(name, "pattern", one) for one in patterns):
            continue
        if allowed is False:
            yield ValidationError("additionalProperties", path=(name,), instance=extra)
        else:
            yield from validator.descend(extra, allowed, path=name)


def _multiple(_v: Validator, of: Any, value: object, _s: Node) -> Iterator[ValidationError]:
    """Exactly, however many digits a number has."""
    if (
        isinstance(value, int | Decimal)
        and _is_number(_v, value)
        and Fraction(value) % Fraction(of)
    ):
        yield ValidationError("multipleOf")


_Strict: Final = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {
        "pattern": _texts("pattern"),
        "format": _texts("format"),
        "multipleOf": _multiple,
        "required": _required,
        "properties": _properties,
        "patternProperties": _patterned,
        "additionalProperties": _additional,
    },
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"number": _is_number, "integer": _is_integer}
    ),
)
