"""A publication's own schema, judged by each of the two engines."""

from decimal import Decimal

import jsonschema_rs
from jsonschema import Draft202012Validator, validators


class Official:
    """A schema as its owner publishes it, formats asserted."""

    def __init__(self, document):
        self.fast = jsonschema_rs.Draft202012Validator(document, validate_formats=True)
        checker = Draft202012Validator.FORMAT_CHECKER
        self.slow = _Decimals(document, format_checker=checker)

    def permits(self, tree):
        return self.fast.is_valid(tree)


def breaches(fast, tree):
    """Where the fast engine sees which kind of error."""
    return {
        (tuple(error.instance_path), error.kind.name, *_missing(error))
        for error in fast.iter_errors(tree)
    }


def _missing(error):
    return (error.kind.value,) if error.kind.name == "required" else ()


def places(slow, tree):
    """Where the slow engine sees an error."""
    return {tuple(error.absolute_path) for error in slow.iter_errors(tree)}


def _number(_, value):
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _integer(_, value):
    return _number(_, value) and value == int(value)


_Decimals = validators.extend(
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"number": _number, "integer": _integer}
    ),
)
