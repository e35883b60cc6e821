"""A mapping that is like another, but for what it says itself: another edition of one wire.

```toml
[mapping]
like = "unece/iftmcs-d00b"          # everything that this one says holds, but for what follows

[width]                             # most characters of an element, wherever it is said
"9308" = 10

[without]                           # rows that fall away, and why
"bind.on_carriage_by" = "there is no such stage"

[names]                             # other names for members, wherever a place names them
"party" = "Party"
"name[0]" = "Name"                  # with its selector, where that differs too

[bind]                              # rows that are said otherwise, in their old place
issue_date = { at = "DTM[2005=95]/2380", as = "date" }
```
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, Final

from fairlead.lens.language.lines import NOWHERE, Sources, raised
from fairlead.lens.renaming import renamed

_ROW: Final = {"at", "each", "implied_by"}
_WIDTH: Final = re.compile(r"((?:text|lines)\((?:'[^']*', *)?)(\d+)")


def alike(model: dict[str, Any], own: dict[str, Any], sources: Sources = NOWHERE) -> dict[str, Any]:
    """What a mapping says that is like another. Raises `MappingError` where a row is not there.

    >>> model = {"bind": {"a": {"at": "x/9308", "as": "text(35)"}, "b": {"at": "y"}}}
    >>> alike(model, {"width": {"9308": 10}, "without": {"bind.b": "it is gone"}})
    {'bind': {'a': {'at': 'x/9308', 'as': 'text(10)'}}, 'impossible': {'b': 'it is gone'}}
    """
    said = renamed(deepcopy(model), own.get("names", {}))
    _refuse_idle(model, said, own, sources)
    for row, why in own.get("without", {}).items():
        _leave_out(said, row, why, sources)
    _set_widths(said, {name: str(width) for name, width in own.get("width", {}).items()})
    if "class" in said or "class" in own:
        both = (said.get("class", []), own.get("class", []))
        said["class"] = [both[mine][number] for mine, number in order_of_classes(*both)]
    spoken = {"without", "width", "names", "class"}
    return _merged(said, {name: table for name, table in own.items() if name not in spoken})


def _refuse_idle(
    model: dict[str, Any], said: dict[str, Any], own: dict[str, Any], sources: Sources
) -> None:
    """Raises `MappingError` where a name is of no member, or a width of no text of the model."""
    texts = _elements(said)
    idle = [
        (("names", name), f"the other mapping has no member {name}")
        for name in own.get("names", {})
        if renamed(model, {name: f"{name} "}) == model
    ]
    idle += [
        (("width", element), f"the other mapping has no text at {element}")
        for element in own.get("width", {})
        if element not in texts
    ]
    if idle:
        raise raised(sources.title, [sources.told(way, says) for way, says in idle])


def _elements(said: Any) -> set[str]:
    """The elements at which rows say a text of a width."""
    if isinstance(said, list):
        return set().union(*map(_elements, said))
    if not isinstance(said, dict):
        return set()
    found = set().union(*map(_elements, said.values()))
    if isinstance(said.get("as"), str) and _WIDTH.search(said["as"]):
        found.add(_element(said))
    return found


def _element(said: dict[str, Any]) -> str:
    """The last member on the way to what a row says."""
    place = said.get("item") or said.get("at") or said.get("each")
    return re.sub(r"[\[{].*", "", place.rpartition("/")[2]) if isinstance(place, str) else ""


def order_of_classes(
    model: list[dict[str, Any]], own: list[dict[str, Any]]
) -> list[tuple[bool, int]]:
    """The classes of both: whether each is of its own, and its number there.

    Those of places that the model has a class of take the place of that; any other goes first.

    >>> order_of_classes([{"at": "a"}, {"at": "b"}], [{"at": "c"}, {"at": "b"}])
    [(True, 0), (False, 0), (True, 1)]
    """
    mine: dict[str, list[int]] = {}
    for number, one in enumerate(own):
        mine.setdefault(one.get("at", ""), []).append(number)
    kept: list[tuple[bool, int]] = []
    for number, one in enumerate(model):
        taken = mine.pop(one.get("at", ""), None)
        kept += [(False, number)] if taken is None else [(True, other) for other in taken]
    return [*((True, number) for numbers in mine.values() for number in numbers), *kept]


def _leave_out(said: dict[str, Any], row: str, why: str, sources: Sources) -> None:
    """Takes away a table of one kind, `block`, or a row: `bind.a`, `part.seal.bind.a`."""
    if row in said and "." not in row:
        del said[row]
        return
    holder, name = said, row
    if row.startswith("part."):
        part, _, name = row.removeprefix("part.").partition(".")
        holder = said.get("part", {}).get(part, {})
    name = name.removeprefix("bind.")
    if name not in holder.get("bind", {}):
        says = sources.told(("without", row), f"there is no row {row} to leave out")
        raise raised(sources.title, [says])
    del holder["bind"][name]
    holder.setdefault("impossible", {})[name] = why


def _set_widths(said: Any, widths: dict[str, str]) -> None:
    """Gives every row that says one of some elements their width."""
    if isinstance(said, list):
        for one in said:
            _set_widths(one, widths)
    if not isinstance(said, dict):
        return
    for inner in said.values():
        _set_widths(inner, widths)
    element = _element(said)
    if isinstance(said.get("as"), str) and element in widths:
        said["as"] = _WIDTH.sub(lambda found: found[1] + widths[element], said["as"])


def _merged(model: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Tables are laid over each other; a row, a list or a text takes the other's place."""
    said = dict(model)
    for name, value in own.items():
        before = said.get(name)
        tables = isinstance(before, dict) and isinstance(value, dict)
        said[name] = _merged(before, value) if tables and not _ROW & value.keys() else value  # type: ignore[arg-type]
    return said
