"""Every breach of an XSD, said in one sentence each.

The walk through the schema is that of `xmlschema`, a second opinion to the fast engine. Its own
sentences quote the document, so ours are made from what it found and not from what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from itertools import islice
from pathlib import Path
from typing import Any, Final

import xmlschema
from xmlschema.validators import (
    XMLSchemaChildrenValidationError,
    XMLSchemaDecodeError,
    XMLSchemaStopValidation,
    XMLSchemaValidationError,
    XsdAtomicBuiltin,
    XsdAttributeGroup,
    XsdElement,
    XsdEnumerationFacets,
    XsdGroup,
    XsdPatternFacets,
)

from fairlead.errors import MappingError
from fairlead.faults import MOST, Fault, fault
from fairlead.syntax.xml import Document, Naming, Places

__all__ = ["Explainer"]

_SHOWN: Final = 12
"""How many values of an enumeration a sentence names."""

_TYPES: Final = {
    "decimal": ("002", "a number in decimal digits is expected"),
    "integer": ("002", "a whole number is expected"),
    "boolean": ("002", "true or false is expected"),
    "dateTime": ("007", "an instant with its offset (ISO 8601) is expected"),
    "date": ("007", "a date, YYYY-MM-DD, is expected"),
    "base64Binary": ("007", "bytes in base64 are expected"),
}
"""Built-in type to the number of the code, after `PARSE-` or `EMIT-`, and what is expected."""

_BOUNDS: Final = {
    "length": ("004", "exactly {} {characters} expected"),
    "minLength": ("004", "at least {} {characters} expected"),
    "maxLength": ("004", "at most {} {characters} expected"),
    "minInclusive": ("005", "at least {} is expected"),
    "maxInclusive": ("005", "at most {} is expected"),
    "minExclusive": ("005", "more than {} is expected"),
    "maxExclusive": ("005", "less than {} is expected"),
    "totalDigits": ("005", "at most {} {digits} expected"),
    "fractionDigits": ("005", "at most {} {digits} expected after the point"),
}
_TAKEN: Final = re.compile(r"_|[^\S \t\r\n]|(?![0-9])\d")
"""What Python takes for a part of a number or for a blank, and XML does not."""
_NEITHER: Final = "\ufffd"
_ATTRIBUTE: Final = re.compile(r"attribute ([^=\s]+)=")
_Found = tuple[str, Any, str, str | None]
"""Number of the code; the element, and what is added to its XPath; sentence."""


class _Errors(list[XMLSchemaValidationError]):
    """The errors of one document, which stop the engine when there are enough of them."""

    def append(self, error: XMLSchemaValidationError) -> None:
        """Notes an error."""
        super().append(error)
        if len(self) > MOST:
            raise XMLSchemaStopValidation


class Explainer:
    """Names the breaches of one schema; it is built when it is first needed.

    >>> from fairlead.formats.schema.xsd import XmlSchema
    >>> from fairlead.resources import find
    >>> schema = XmlSchema.load(find("schemas", "eu", "efti-consignment-0.8"))
    >>> document = schema.written({"usedTransportEquipment": [{"sealQuantity": "123456789"}]})
    >>> [one.says for one in schema.breaches(document, "EMIT")]
    ['at most 8 digits are expected']
    """

    def __init__(self, name: str, path: Path, naming: Naming) -> None:
        self._name = name
        self._naming = naming
        try:
            self._schema = xmlschema.XMLSchema10(
                str(path),
                # Each file that is named was found in the folder before (`Declarations`). The
                # sandbox of the engine is the folder of the file that names another.
                allow="local",
                defuse="always",
            )
        except xmlschema.XMLSchemaException as why:
            raise MappingError(f"the schema {path} is wrong: {why}") from why

    def breaches(self, document: Document, side: str) -> tuple[Fault, ...]:
        """The breaches, none twice, at most so many; what we write has no lines.

        The engine takes every blank and digit of Unicode for one, and an underscore between
        digits for nothing. So where it finds no breach it is asked again, of the document with a
        sign in their place that is none of these.
        """
        found = self._breaches(document, side)
        if found:
            return found
        shown = Document(_shown(document.root), document.data)
        return tuple(one.unquoted() for one in self._breaches(shown, side))

    def _breaches(self, document: Document, side: str) -> tuple[Fault, ...]:
        faults: dict[tuple[str, str, str | None], Fault] = {}
        places = Places(self._naming)
        errors = self._errors(document)
        for error in errors:
            value = error.obj if isinstance(error.obj, str) else None
            for number, element, rest, says in self._found(error, places):
                at = places.where(element, rest, line=side == "PARSE")
                code = f"{side}-{number}"
                one = fault(code, wire=at, says=says, law=self._name, value=value)
                faults.setdefault((code, at, says), one)
        if len(errors) <= MOST:
            return tuple(faults.values())
        return (*islice(faults.values(), MOST), fault(f"{side}-011", wire="", law=self._name))

    def _errors(self, document: Document) -> list[XMLSchemaValidationError]:
        """What the engine finds, in its order; it is stopped where no report would name more."""
        errors = _Errors()
        with suppress(XMLSchemaStopValidation):
            for _ in self._schema.iter_decode(document.root, validation="lax", errors=errors):
                pass
        return errors

    def _found(self, error: XMLSchemaValidationError, places: Places) -> Iterator[_Found]:
        """What one error of the engine comes to."""
        element, validator = error.elem, error.validator
        if element is None:
            return  # it is of no element; the fast engine then says where
        if isinstance(error, XMLSchemaChildrenValidationError):
            yield self._child(error, element, places)
        elif isinstance(validator, XsdAttributeGroup):
            yield from _attributes(validator, element)
        elif isinstance(validator, XsdGroup):
            yield "002", element, "", "elements are expected here, and no text between them"
        elif isinstance(validator, XsdElement) and len(element):
            yield "002", element, "", "a text is expected here, and no elements"
        else:
            attribute = _ATTRIBUTE.match(error.reason or "")
            number, says = self._value(error, validator)
            yield number, element, f"/@{attribute[1]}" if attribute else "", says

    def _value(self, error: XMLSchemaValidationError, validator: Any) -> tuple[str, str | None]:
        """What is wrong with a text or an attribute."""
        if isinstance(validator, XsdEnumerationFacets):
            return "006", _says_listed([str(one) for one in validator.enumeration])
        if isinstance(validator, XsdPatternFacets):
            patterns = " or ".join(validator.regexps)
            return "003", f"a text that matches {patterns} is expected"
        if isinstance(error, XMLSchemaDecodeError) and isinstance(validator, XsdAtomicBuiltin):
            found = _TYPES.get(str(validator.local_name))
        else:
            found = _bound(validator)
        return found or ("012", None)

    def _child(
        self, error: XMLSchemaChildrenValidationError, parent: Any, places: Places
    ) -> _Found:
        """What is wrong with a child: too many, out of order, unknown, or missing."""
        if error.index >= len(parent):
            wanted = [self._naming.names.name(str(one.name)) for one in error.expected or ()]
            return _missing(parent, wanted)
        child = parent[error.index]
        group = error.validator
        known = group.iter_elements() if isinstance(group, XsdGroup) else ()
        declared = next((one for one in known if one.name == child.tag), None)
        if declared is None:
            return "010", child, "", "no element of this name is expected here"
        most = declared.max_occurs
        if most is not None and places.alike(child) > most:
            says = f"at most {most} of these {'is' if most == 1 else 'are'} expected"
            return "008", child, "", says
        return "010", child, "", "the element is expected at another place of the order"


def _shown(root: Any) -> Any:
    """A copy of a document in which nothing passes for a blank or a digit that is none in XML."""
    shown = deepcopy(root)
    for element in shown.iter("*"):
        element.text = element.text and _TAKEN.sub(_NEITHER, element.text)
        element.tail = element.tail and _TAKEN.sub(_NEITHER, element.tail)
        for name, value in element.attrib.items():
            element.set(name, _TAKEN.sub(_NEITHER, value))
    return shown


def _attributes(group: XsdAttributeGroup, element: Any) -> Iterator[_Found]:
    """The attributes that are too many, and those that are missing."""
    for name in element.attrib:
        if name not in group:
            yield "010", element, f"/@{name}", "no attribute of this name is expected here"
    for name, attribute in group.items():
        if name is not None and attribute.use == "required" and name not in element.attrib:
            yield "001", element, f"/@{name}", "the attribute is required and missing"


def _missing(parent: Any, wanted: list[str]) -> _Found:
    if len(wanted) == 1:
        return "001", parent, f"/{wanted[0]}", "the element is required and missing"
    return "009", parent, "", f"exactly one of these is expected: {'; '.join(wanted)}"


def _says_listed(values: list[str]) -> str:
    more = f" or {len(values) - _SHOWN} others" if len(values) > _SHOWN else ""
    return f"one of {', '.join(values[:_SHOWN])}{more} is expected"


def _bound(facet: Any) -> tuple[str, str] | None:
    """What a facet with a limit says."""
    tag = "" if facet.elem is None else str(facet.elem.tag)
    if tag.rpartition("}")[2] not in _BOUNDS:
        return None
    number, sentence = _BOUNDS[tag.rpartition("}")[2]]
    one = facet.value == 1
    words = {
        "characters": "character is" if one else "characters are",
        "digits": "digit is" if one else "digits are",
    }
    return number, sentence.format(facet.value, **words)
