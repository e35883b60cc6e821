"""Every breach of a schema, said in one sentence each.

The walk through the schema is that of [`strict`][fairlead.formats.schema.strict], a second
opinion to the fast engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from jsonschema import ValidationError
from referencing.exceptions import Unresolvable

from fairlead.errors import MappingError
from fairlead.faults import MOST, Fault, fault
from fairlead.formats.schema.file import Node
from fairlead.formats.schema.strict import walker
from fairlead.syntax.tree import pointer

__all__ = ["Explainer"]

_CODES: Final = {
    "required": "001",
    "type": "002",
    "pattern": "003",
    "minLength": "004",
    "maxLength": "004",
    "minimum": "005",
    "maximum": "005",
    "exclusiveMinimum": "005",
    "exclusiveMaximum": "005",
    "multipleOf": "005",
    "enum": "006",
    "const": "006",
    "format": "007",
    "minItems": "008",
    "maxItems": "008",
    "uniqueItems": "008",
    "oneOf": "009",
    "anyOf": "009",
    "minProperties": "009",
    "maxProperties": "009",
    "additionalProperties": "010",
}
"""Keyword to the number of the code, after `PARSE-` or `EMIT-`; any other has the number 012."""

_TYPES: Final = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}
_FORMATS: Final = {
    "date": "a date, YYYY-MM-DD, is expected",
    "date-time": "an instant with its offset (RFC 3339) is expected",
    "time": "a time with its offset (RFC 3339) is expected",
    "duration": "a duration (ISO 8601) is expected",
    "uri": "an absolute URI is expected",
}
_SENTENCES: Final[dict[str, str]] = {
    "required": "the member is required and missing",
    "additionalProperties": "no member of this name is expected here",
    "minimum": "at least {} is expected",
    "maximum": "at most {} is expected",
    "exclusiveMinimum": "more than {} is expected",
    "exclusiveMaximum": "less than {} is expected",
    "multipleOf": "a multiple of {} is expected",
    "pattern": "a text that matches {} is expected",
    "const": "exactly {} is expected",
    "uniqueItems": "each entry is expected once",
}
_COUNTED: Final = {
    "minLength": ("at least", "character"),
    "maxLength": ("at most", "character"),
    "minItems": ("at least", "entry"),
    "maxItems": ("at most", "entry"),
    "minProperties": ("at least", "member"),
    "maxProperties": ("at most", "member"),
}
_PLURALS: Final = {"character": "characters", "entry": "entries", "member": "members"}
_SHOWN: Final = 12
"""How many values of an enumeration a sentence names."""


class Explainer:
    """Names the breaches of one schema; built once, it may be asked from several threads.

    >>> explainer = Explainer("ship", {"properties": {"flag": {"enum": ["DK", "NL"]}}})
    >>> [fault.says for fault in explainer.breaches({"flag": "XX"}, "EMIT")]
    ['one of DK, NL is expected']
    """

    def __init__(self, name: str, document: Node) -> None:
        self._name = name
        self._validator = walker(document)

    def breaches(self, tree: Any, side: str) -> tuple[Fault, ...]:
        """The leaf breaches, in the order of the schema, none twice; at most so many are named.

        Raises `MappingError` where a reference leads out of the schema.
        """
        try:
            return self._found(tree, side)
        except Unresolvable as why:
            raise MappingError(f"the schema {self._name} is wrong: {why}") from why

    def _found(self, tree: Any, side: str) -> tuple[Fault, ...]:
        found = (leaf for error in self._validator.iter_errors(tree) for leaf in _leaves(error))
        faults = tuple(dict.fromkeys(self._fault(error, side) for error in islice(found, MOST)))
        if next(found, None) is None:
            return faults
        return (*faults, fault(f"{side}-011", wire="", law=self._name))

    def _fault(self, error: ValidationError, side: str) -> Fault:
        keyword = str(error.validator)
        number = _CODES.get(keyword, "012")
        value = error.instance if isinstance(error.instance, str | int | Decimal) else None
        return fault(
            f"{side}-{number}",
            wire=pointer(error.absolute_path),
            says=_says(keyword, error) if keyword in _CODES else None,
            law=self._name,
            value=value,
        )


def _says(keyword: str, error: ValidationError) -> str:
    """What was expected, never what was found."""
    limit: Any = error.validator_value
    if keyword in _COUNTED:
        most, what = _COUNTED[keyword]
        counted, verb = (what, "is") if limit == 1 else (_PLURALS[what], "are")
        return f"{most} {limit} {counted} {verb} expected"
    if keyword == "type":
        types = [limit] if isinstance(limit, str) else limit
        return f"{' or '.join(_TYPES[one] for one in types)} is expected"
    if keyword == "format":
        return _FORMATS.get(limit, f"a text of the format {limit} is expected")
    if keyword == "enum":
        named = ", ".join(_named(one) for one in limit[:_SHOWN])
        more = f" or {len(limit) - _SHOWN} others" if len(limit) > _SHOWN else ""
        return f"one of {named}{more} is expected"
    if keyword in ("oneOf", "anyOf"):
        return _says_alternatives(keyword, error)
    return _SENTENCES[keyword].format(limit)


def _named(value: object) -> str:
    """A value of a schema as a sentence shows it."""
    if value is None:
        return "null"
    return "an empty text" if value == "" else str(value)


def _says_alternatives(keyword: str, error: ValidationError) -> str:
    if not error.context:
        return "more than one of the alternatives fits, exactly one is expected"
    count = "exactly" if keyword == "oneOf" else "at least"
    wants = dict.fromkeys(_want(one) for one in error.context)
    return f"{count} one of these is expected: {'; '.join(wants)}"


def _want(error: ValidationError) -> str:
    """What one alternative lacks, in few words."""
    if error.validator == "required":
        return f"the member {error.path[-1]}"
    says = _says(str(error.validator), error)
    want = says.removesuffix(" is expected").removesuffix(" are expected")
    want = want.removesuffix(",")
    return f"{want} in {error.path[-1]}" if error.relative_path else want


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """The error itself or, where one alternative was plainly meant, the errors inside it."""
    meant = _meant(error) if error.context else None
    if meant is None:
        yield error
        return
    for inner in meant:
        yield from _leaves(inner)


def _meant(error: ValidationError) -> list[ValidationError] | None:
    """The errors of the one alternative that was meant, if only one can have been.

    An alternative was not meant if the value is of another type, or a member that makes the
    alternative is missing: its errors then stand at the very place, not below it.
    """
    ways: dict[int, list[ValidationError]] = {}
    for inner in error.context:
        ways.setdefault(int(inner.relative_schema_path[0]), []).append(inner)
    typed = [way for way in ways.values() if not any(_at_once(one, "type") for one in way)]
    if len(typed) == 1:
        return typed[0]
    shaped = [way for way in typed if not any(_at_once(one, "required") for one in way)]
    return shaped[0] if len(shaped) == 1 else None


def _at_once(error: ValidationError, keyword: str) -> bool:
    """Whether a keyword is broken at the place of the alternatives itself."""
    depth = 1 if keyword == "required" else 0
    return error.validator == keyword and len(error.relative_path) == depth
