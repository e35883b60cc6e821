"""Bytes to elements: what is refused before the parser sees it, while it reads, and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from fairlead.errors import Refused
from fairlead.syntax.xml.limits import Limits, place, refused, survey
from fairlead.syntax.xml.names import nodes, where

__all__ = ["PARSER", "elements"]

_MARK: Final = b"\xef\xbb\xbf"
_OTHER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_BLANK: Final = b" \t\r\n"
_DECLARATION: Final = re.compile(rb"<\?xml[ \t\r\n][^?]*+\?>")
_VERSION: Final = re.compile(rb"""version[ \t\r\n]*=[ \t\r\n]*["'](?!1\.0["'])""")
_ENCODING: Final = re.compile(rb"""encoding[ \t\r\n]*=[ \t\r\n]*["'](?!utf-8["'])""", re.IGNORECASE)
_PROLOG: Final = re.compile(rb"(?:[ \t\r\n]++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE\b")
_SAFE: Final = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "collect_ids": False,
    "remove_blank_text": False,
}
PARSER: Final = etree.XMLParser(**_SAFE)  # type: ignore[arg-type]
"""The one parser; whoever else must parse what was read here before, does it with this."""
_DROPPING: Final = etree.XMLParser(**_SAFE, remove_comments=True, remove_pis=True)  # type: ignore[arg-type]
_ASIDES: Final = (etree.Comment, etree.ProcessingInstruction)
_BLANKS: Final = " \t\r\n"
_DEPTH_CODES: Final = {etree.ErrorTypes.ERR_RESOURCE_LIMIT}


def elements(data: bytes, limits: Limits, *, bare: bool = False) -> etree._Element:
    """The root element of a document.

    Raises `Refused` with one `READ-` fault for whatever is no well-formed XML 1.0 in UTF-8 within
    the limits, or has a DOCTYPE.

    Comments and instructions between elements are gone; inside a text they are a fault, because
    they split it, and readers differ over what then is the text. Where a `bare` document is asked
    for, they are a fault wherever they stand. Nothing external is ever fetched: what would name it
    is the DOCTYPE, and XInclude is not processed.

    >>> from fairlead.syntax.xml.limits import LIMITS
    >>> elements(b"<a><!-- aside --><b>7</b></a>", LIMITS)[0].text
    '7'
    """
    if len(data) > limits.size:
        raise refused("READ-001")
    body = data.removeprefix(_MARK)
    _refuse_encoding(body)
    _refuse_doctype(body)
    survey(body, limits)
    root = _parsed(body, PARSER)
    if _holds_asides(root):
        splitting = next(_splitting(root), None)
        if splitting is not None:
            raise refused("READ-064", where(splitting))
        if bare:
            raise refused("READ-064", says="the document holds a comment or an instruction")
        root = _parsed(body, _DROPPING)
    _refuse_outline(root, body, limits)
    return root


def _refuse_encoding(data: bytes) -> None:
    """Refuse what is not UTF-8, or says that it is not."""
    if data.startswith(_OTHER_MARKS) or b"\0" in data[:2]:
        raise refused("READ-002")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise refused("READ-002", f"byte {error.start}") from None
    if not data.strip(_BLANK):
        raise refused("READ-012")
    declaration = _DECLARATION.match(data)
    if declaration and (_ENCODING.search(declaration[0]) or _VERSION.search(declaration[0])):
        raise refused("READ-061", "line 1 column 1")


def _refuse_doctype(data: bytes) -> None:
    """Refuse a DOCTYPE, whatever it holds.

    It may stand only between the prolog and the root; anywhere else its `<` is not well-formed.
    """
    prolog = _PROLOG.match(data)
    end = prolog.end() if prolog else 0
    if _DOCTYPE.match(data, end):
        raise refused("READ-060", place(data, end))


def _parsed(data: bytes, parser: etree.XMLParser) -> etree._Element:
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(error) from None
    except ValueError:
        raise refused("READ-004") from None
    return root


def _not_well_formed(error: Any) -> Refused:
    """The refusal for what the parser found; its own words quote the document, so they stay out."""
    line, column = error.position
    at = f"line {line} column {column}" if line else ""
    if error.code in _DEPTH_CODES:
        return refused("READ-008", at)
    last = error.error_log.last_error
    kind = "" if last is None else last.type_name.removeprefix("ERR_").replace("_", " ").lower()
    return refused("READ-004", at, f"the input is not well-formed: {kind}" if kind else None)


def _holds_asides(root: etree._Element) -> bool:
    """Whether a comment or an instruction stands in the document, or around its root."""
    around = (root.getprevious(), root.getnext())
    return any(one is not None for one in (*around, next(root.iter(*_ASIDES), None)))


def _splitting(root: etree._Element) -> Iterator[etree._Element]:
    """The elements whose text is split by a comment or an instruction, in their order.

    Every child is looked at once. libxml2 would compare what it finds with all that it found.
    """
    for element in root.iter("*"):
        aside = inner = False
        said = [element.text]
        for child in element.iterchildren():
            said.append(child.tail)
            kind: Any = child.tag
            between = kind in _ASIDES
            inner, aside = inner or not between, aside or between
        if aside and not (inner and all(one is None or not one.strip(_BLANKS) for one in said)):
            yield element


@lru_cache(maxsize=64)
def _path(expression: str) -> etree.XPath:
    return etree.XPath(expression)


def _refuse_outline(root: etree._Element, data: bytes, limits: Limits) -> None:
    """Refuse what is deeper, longer or has more attributes than allowed, by its first place."""
    _refuse_first(root, "READ-008", "/*" * (limits.depth + 1))
    _refuse_first(root, "READ-062", f"//@*[{limits.attributes + 1}]/..")
    if len(data) > limits.text:
        _refuse_first(root, "READ-010", f"//*[text()[string-length() > {limits.text}]]")
        _refuse_first(root, "READ-010", f"//*[@*[string-length() > {limits.text}]]")


def _refuse_first(root: etree._Element, code: str, expression: str) -> None:
    if _path(f"boolean({expression})")(root):
        raise refused(code, where(nodes(_path(expression), root)[0]))
