"""Text in lines of bounded width: split at blanks, and joined to the same text again."""

from __future__ import annotations

from typing import Any

__all__ = ["join_lines", "split_lines"]


def split_lines(text: str, width: int, most: int | None = None) -> list[str] | None:
    """The lines of a text, cut at a blank which joining puts back; None where it has no such lines.

    >>> split_lines("Fernhall Import and Export Company", 20)
    ['Fernhall Import and', 'Export Company']
    >>> split_lines("Unbreakable", 5) is None
    True
    """
    lines: list[str] = []
    start = 0
    while len(text) - start > width:
        cut = _cut(text, start, width)
        if cut <= start or len(lines) == most:
            return None
        lines.append(text[start:cut])
        start = cut + 1
    lines.append(text[start:])
    fits = all(lines) and (most is None or len(lines) <= most)
    return lines if fits else None


def _cut(text: str, start: int, width: int) -> int:
    """The last blank at which a line ends that neither it nor the next begins or ends with one.

    It is -1 where the line that begins at `start` has none.
    """
    cut = text.rfind(" ", start + 1, start + width + 1)
    while cut > start and (text[cut - 1] == " " or text[cut + 1 : cut + 2] in {" ", ""}):
        cut = text.rfind(" ", start + 1, cut)
    return cut


def join_lines(lines: Any) -> str | None:
    """The text that lines say, or None where they are none.

    >>> join_lines(["Fernhall Import and", "Export Company"])
    'Fernhall Import and Export Company'
    """
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return None
    return " ".join(lines) or None
