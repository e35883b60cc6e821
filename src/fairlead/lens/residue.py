"""Residue: what a wire says and the Bill does not.

It comes in three kinds. *Kept* members and entries stand beside what the Bill says. *Spelt*
values are said by the Bill, but written otherwise than we would write them. *Omitted* members
are those that we would add and the wire left out. Laid over a fresh emission of the same Bill,
residue gives the source document back.

A list that is spelt at one of its entries is the whole list as it stood, where we would say the
same in other entries.
"""

from __future__ import annotations

import enum
import functools
import re
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import astuple

from fairlead.bill import Part

Path = tuple[str | int, ...]
"""Members and indexes from the root."""


class _Absent(enum.Enum):
    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT
"""Nothing stands there."""


class Residue(Struct, frozen=True):
    """What is left of one document beside its Bill."""

    kept: tuple[tuple[Path, Any], ...] = ()
    spelt: tuple[tuple[Path, Any], ...] = ()
    omitted: tuple[Path, ...] = ()
    orders: tuple[tuple[Path, tuple[int, ...]], ...] = ()
    """Lists whose entries stood in another order than ours, each with our index of its entries."""

    def __bool__(self) -> bool:
        return bool(self.kept or self.overrides)

    @property
    def overrides(self) -> bool:
        """Whether laying it over could change what the Bill says."""
        return bool(self.spelt or self.omitted or self.orders)

    def laid_over(self, tree: Any) -> tuple[Any, list[Path]]:
        """The tree with the residue in its places, and the places that were not to be had.

        The tree itself is left as it is, for its entries may share what they say.

        >>> Residue(kept=((("b",), 2),)).laid_over({"a": 1})
        ({'a': 1, 'b': 2}, [])
        """
        lists = {path[:-1]: (path, value) for path, value in self.spelt if _is_list(path, value)}
        if lists:
            return self._beside(lists, tree)
        homeless: list[Path] = []
        tree = own(tree)
        for path, order in self.orders:
            entries = _reach(tree, path, "", make=False)
            if isinstance(entries, list) and len(entries) == len(order):
                entries[:] = [entries[index] for index in order]
            else:
                homeless.append(path)
        for path, value in sorted(self.kept, key=lambda kept: _order(kept[0])):
            if not _put(tree, path, value, insert=True):
                homeless.append(path)
        for path, value in self.spelt:
            if not _put(tree, path, value, insert=False):
                homeless.append(path)
        for path in self.omitted:
            _take_away(tree, path)
        return tree, homeless

    def _beside(self, lists: dict[Path, tuple[Path, Any]], tree: Any) -> tuple[Any, list[Path]]:
        """The tree with whole lists as they stood, and with what stands elsewhere laid over it."""

        def outside(path: Path) -> bool:
            return not any(path[:end] in lists for end in range(1, len(path) + 1))

        rest = Residue(
            tuple(one for one in self.kept if outside(one[0])),
            tuple(one for one in self.spelt if outside(one[0])),
            tuple(filter(outside, self.omitted)),
            tuple(one for one in self.orders if outside(one[0])),
        )
        tree, homeless = rest.laid_over(tree)
        for path, (place, entries) in lists.items():
            if outside(path[:-1]) and not _put(tree, path, own(entries), insert=False):
                homeless.append(place)
        return tree, homeless


def _is_list(path: Path, value: Any) -> bool:
    """Whether what is spelt is a whole list, named by one of its entries."""
    return isinstance(value, list) and isinstance(path[-1], int) and len(path) > 1


def own(tree: Any) -> Any:
    """A tree of its own, in which no object or list stands in two places."""
    if isinstance(tree, dict):
        return {name: own(value) for name, value in tree.items()}
    return [own(value) for value in tree] if isinstance(tree, list) else tree


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


def _put(tree: Any, path: Path, value: Any, *, insert: bool) -> bool:
    holder = _reach(tree, path[:-1], path[-1], make=True)
    last = path[-1]
    if isinstance(holder, dict) and isinstance(last, str):
        holder[last] = value
        return True
    if isinstance(holder, list) and isinstance(last, int):
        if insert and last <= len(holder):
            holder.insert(last, value)
            return True
        if not insert and last < len(holder):
            holder[last] = value
            return True
    return False


def _reach(tree: Any, path: Path, last: str | int, *, make: bool) -> Any:
    after_each = (*path[1:], last) if path else ()
    for step, after in zip(path, after_each, strict=True):
        if isinstance(tree, dict) and isinstance(step, str):
            if step not in tree and make:
                tree[step] = [] if isinstance(after, int) else {}
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step <= len(tree):
            if step == len(tree):
                if not make:
                    return None
                tree.append([] if isinstance(after, int) else {})
            tree = tree[step]
        else:
            return None
    return tree


def _take_away(tree: Any, path: Path) -> None:
    """Removes a member, if it is there."""
    holder = _reach(tree, path[:-1], path[-1], make=False)
    if isinstance(holder, dict | list) and path[-1] in _steps(holder):
        del holder[path[-1]]  # type: ignore[arg-type]


def _steps(holder: dict[str, Any] | list[Any]) -> Any:
    return holder if isinstance(holder, dict) else range(len(holder))


@functools.lru_cache(maxsize=32_768)
def bill_path(path: Path) -> str:
    """A place in the Bill as people write it.

    >>> bill_path(("consignment_items", 0, "hs_codes"))
    'consignment_items[0].hs_codes'
    """
    said = ""
    for step in path:
        said += f"[{step}]" if isinstance(step, int) else f".{step}"
    return said.removeprefix(".")


def bill_way(said: str) -> Path:
    """The way to a place in the Bill that [`bill_path`][fairlead.lens.residue.bill_path] writes.

    >>> bill_way("consignment_items[0].hs_codes")
    ('consignment_items', 0, 'hs_codes')
    """
    return tuple(int(step) if step.isdigit() else step for step in _STEP.findall(said))


_STEP: Final = re.compile(r"[^.\[\]]+")


def pattern_of(path: Path) -> str:
    """A place as a schema names it, every list entered by `[]`.

    >>> pattern_of(("carrier", "id", 1, "content"))
    '/carrier/id/[]/content'
    """
    return "".join("/[]" if isinstance(step, int) else f"/{step}" for step in path)


def leaves_below(value: Any, path: Path) -> list[tuple[Path, Any]]:
    """The leaves of a Bill's part or of a tree; an empty part, list or object is a leaf.

    >>> leaves_below({"a": ["b", []]}, ("x",))
    [(('x', 'a', 0), 'b'), (('x', 'a', 1), [])]
    """
    found: list[tuple[Path, Any]] = []
    _collect(value, path, found)
    return found


_NESTED: Final = (dict, list, tuple)


def _collect(value: Any, path: Path, found: list[tuple[Path, Any]]) -> None:
    """Adds the leaves of a value, which may be one."""
    before = len(found)
    if isinstance(value, Part):
        for name, one in zip(value.__struct_fields__, astuple(value), strict=True):
            if one is None:
                continue
            if one.__class__ is str:  # as most leaves are
                found.append((path + (name,), one))
            else:
                _collect(one, path + (name,), found)
    elif isinstance(value, _NESTED):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            if one.__class__ is str:
                found.append((path + (step,), one))
            else:
                _collect(one, path + (step,), found)
    if len(found) == before:
        found.append((path, value))
