"""The character sets of ISO 9735: which bytes UNB's syntax identifier stands for.

| identifier | character set      | identifier | character set |
|------------|--------------------|------------|---------------|
| UNOA       | capitals of ISO 646 | UNOH      | ISO 8859-4    |
| UNOB       | ISO 646, level B   | UNOI       | ISO 8859-6    |
| UNOC       | ISO 8859-1         | UNOJ       | ISO 8859-8    |
| UNOD       | ISO 8859-2         | UNOK       | ISO 8859-9    |
| UNOE       | ISO 8859-5         | UNOW       | UTF-8         |
| UNOF       | ISO 8859-7         | UNOX       | ISO 2022: refused |
| UNOG       | ISO 8859-3         | UNOY       | UTF-8         |

UNOX switches sets by escape sequences, and what it means depends on sets that were agreed
elsewhere: it is refused. UNOY says ISO 10646-1 without saying in which octets; UTF-8 is read, as
in UNOW, and what is not UTF-8 is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from fairlead.syntax.edifact.limits import refused

__all__ = [
    "NAMES",
    "ORDER",
    "VERSION_4",
    "codec",
    "first_stranger",
    "is_utf_8_in_disguise",
    "says",
    "smallest",
]

_CODECS: Final = {
    "UNOA": "iso8859-1",
    "UNOB": "iso8859-1",
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOW": "utf-8",
    "UNOY": "utf-8",
}
"""UNOA and UNOB are read as ISO 8859-1, so that a stranger among them has a place."""

NAMES: Final = frozenset(_CODECS)
"""The syntax identifiers that can be read and written."""

ORDER: Final = (
    "UNOB", "UNOC", "UNOD", "UNOE", "UNOF", "UNOG", "UNOH", "UNOI", "UNOJ", "UNOK", "UNOY",
)  # fmt: skip
"""In which order a set is chosen for writing. UNOA has no lower case, and is never chosen."""

VERSION_4: Final = frozenset(("UNOG", "UNOH", "UNOI", "UNOJ", "UNOK", "UNOW", "UNOX", "UNOY"))
"""Sets that came with version 4 of the syntax."""

_CONTROLS: Final = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff"
_LEVEL_A: Final = r"A-Z0-9 .,()/='+:?!\"%&*;<>\-"
_STRANGERS: Final = {
    "UNOA": re.compile(f"[^{_LEVEL_A}]"),
    "UNOB": re.compile(f"[^{_LEVEL_A}a-z]"),
}
_CONTROL: Final = re.compile(f"[{_CONTROLS}]")


def codec(name: str) -> str:
    """The name of Python's codec for a syntax identifier.

    Raises `Refused` for one that is unknown, or that cannot be read safely.

    >>> codec("UNOF")
    'iso8859-7'
    """
    found = _CODECS.get(name)
    if found is None:
        raise refused("READ-032", "UNB element 1 S001/0001")
    return found


def first_stranger(name: str, text: str, service: str = "") -> tuple[int, str] | None:
    r"""Where the first character is that may not stand in a text, and the code of its fault.

    That is a control character or, in UNOA and UNOB, a character outside their repertoire.
    `service` names characters that separate in this interchange, whatever they are.

    >>> first_stranger("UNOA", "KIEL"), first_stranger("UNOA", "Kiel")
    (None, (1, 'READ-033'))
    >>> first_stranger("UNOC", "Kiel\t")
    (4, 'READ-035')
    """
    for pattern, code in ((_CONTROL, "READ-035"), (_STRANGERS.get(name), "READ-033")):
        found = None if pattern is None else pattern.search(text)
        while found is not None and found[0] in service:
            found = pattern.search(text, found.end()) if pattern else None
        if found is not None:
            return found.start(), code
    return None


def is_utf_8_in_disguise(name: str, text: str) -> bool:
    """Whether a text that was read as Latin letters is plainly UTF-8.

    Asked of UNOC and UNOK alone: there, an accented capital that is followed by a sign such as ¥
    or ¶ throughout is no language's spelling, so that every such pair is one letter in UTF-8.

    >>> is_utf_8_in_disguise("UNOC", "pÃ¥ felg"), is_utf_8_in_disguise("UNOC", "på felg")
    (True, False)
    """
    if text.isascii() or name not in {"UNOC", "UNOK"}:
        return False
    try:
        text.encode(_CODECS[name]).decode("utf-8")
    except UnicodeError:
        return False
    return True


def smallest(texts: Iterable[str]) -> str:
    """The first character set in `ORDER` that can say all texts; UNOY says anything.

    >>> smallest(["KIEL"]), smallest(["Łódź"]), smallest(["Ærø", "Łódź"])
    ('UNOB', 'UNOD', 'UNOY')
    """
    whole = "".join(texts)
    for name in ORDER[:-1]:
        if says(name, whole):
            return name
    return ORDER[-1]


def says(name: str, text: str) -> bool:
    """Whether a character set has every character of a text.

    >>> says("UNOE", "Киев"), says("UNOC", "Киев")
    (True, False)
    """
    try:
        text.encode(_CODECS[name])
    except UnicodeError:
        return False
    return name not in _STRANGERS or _STRANGERS[name].search(text) is None
