"""A mapping with other names for the members of its wire: the same message in another syntax."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["renamed", "renamed_place"]

_STEP: Final = re.compile(
    r"(?P<name>[^/\[\]{}]+)(?P<rest>(?:\[[^\]]*\])?(?:\{[^}]*\})?)(?P<end>/|$)"
)
_TESTS: Final = re.compile(r"(?P<open>[\[{])(?P<inside>[^\]}]*)(?P<close>[\]}])")
_PLACES: Final = ("at", "each", "item", "number", "unit", "first", "second", "after", "by")
"""Words whose text is a place."""
_MEMBERS: Final = ("beside", "member")
"""Words whose text is a member."""
_KEYED: Final = ("constant", "written", "total", "where", "beside")
"""Tables whose keys are places."""


def renamed(said: Any, names: Mapping[str, str]) -> Any:
    """What a mapping says, with other names for members wherever it names a place.

    A name is that of a member, or of a member with the selector behind it, which goes first.

    >>> row = {"at": "party[role=CN]/name[0]/content", "as": "text"}
    >>> renamed({"bind": {"a": row}}, {"party": "Party", "role": "Role", "name[0]": "Name"})
    {'bind': {'a': {'at': 'Party[Role=CN]/Name/content', 'as': 'text'}}}
    """
    if isinstance(said, list):
        return [renamed(one, names) for one in said]
    if not isinstance(said, dict):
        return said
    return {word: _word(word, value, names) for word, value in said.items()}


def _word(word: str, value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        if word in _PLACES:
            return " ".join(renamed_place(one, names) for one in value.split(" "))
        return names.get(value, value) if word in _MEMBERS else value
    if word in _KEYED and isinstance(value, dict):
        return {renamed_place(at, names): renamed(inner, names) for at, inner in value.items()}
    return renamed(value, names)


def renamed_place(place: str, names: Mapping[str, str]) -> str:
    """A place with other names for its members.

    >>> renamed_place("id[schemeId=6]/x", {"id": "ID", "schemeId": "@schemeID"})
    'ID[@schemeID=6]/x'
    """
    return _STEP.sub(lambda step: _step(step, names), place)


def _step(step: re.Match[str], names: Mapping[str, str]) -> str:
    whole = step["name"] + step["rest"]
    if whole in names:
        return names[whole] + step["end"]
    rest = _TESTS.sub(lambda found: _tests(found, names), step["rest"])
    return names.get(step["name"], step["name"]) + rest + step["end"]


def _tests(found: re.Match[str], names: Mapping[str, str]) -> str:
    """A selector or a guard, with other names in its tests."""
    if "=" not in found["inside"]:
        return found[0]
    head, colon, rest = found["inside"].rpartition(": ")
    tests = (one.partition("=") for one in rest.split("&"))
    inside = "&".join(f"{_way(path, names)}={text}" for path, _, text in tests)
    beside = f"{names.get(head, head)}{colon}" if colon else ""
    return f"{found['open']}{beside}{inside}{found['close']}"


def _way(path: str, names: Mapping[str, str]) -> str:
    """The way of a test, with the blanks around it."""
    return "/".join(_padded(step, names) for step in path.split("/"))


def _padded(step: str, names: Mapping[str, str]) -> str:
    return (
        step.replace(step.strip(), names.get(step.strip(), step.strip())) if step.strip() else step
    )
