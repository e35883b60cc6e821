"""What a wire may hold: a JSON Schema of ours, asked quickly and explained slowly.

Two engines answer. `jsonschema_rs` gives the verdict in microseconds; `jsonschema` names every
breach when there is one to name. Both are imported when first asked, never before. If they
disagree about a document, the refusal of the first stands, at the place that it names. Where the
first is not installed the second gives the verdict too, in milliseconds.

Trees are what [`fairlead.syntax`][fairlead.syntax] reads: dict, list, str, bool, None, int, and
`Decimal` for a number that is not written as an integer. Never float.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from fairlead.errors import MappingError, UsageError
from fairlead.formats.schema.bundle import bundled, loaded
from fairlead.formats.schema.engine import Engine, engine_of
from fairlead.formats.schema.leaf import Leaf, places
from fairlead.once import once, once_property
from fairlead.resources import find

if TYPE_CHECKING:
    from fairlead.faults import Fault
    from fairlead.formats.schema.breach import Explainer

__all__ = ["Leaf", "Schema", "Side", "schema_of"]

Side: TypeAlias = Literal["PARSE", "EMIT"]


class Schema:
    """One schema, JSON Schema draft 2020-12 with formats asserted.

    >>> schema = Schema("ship", {"properties": {"name": {"type": "string", "maxLength": 5}}})
    >>> schema.permits({"name": "Ariel"}), schema.permits({"name": "Adriana"})
    (True, False)
    """

    def __init__(self, name: str, document: dict[str, Any]) -> None:
        self.name: Final = name
        self.document: Final = document

    @classmethod
    def load(cls, path: Path) -> Schema:
        """The schema in a file, named by its `title`, or else by its folder.

        It may refer to other files in the folder of the file, and in the folders below that one.
        Raises `MappingError` if a file cannot be read or is not a JSON object, and where a
        reference leads out of the folder or nowhere.
        """
        document = loaded(path)
        return cls(str(document.get("title", path.parent.name)), document)

    def permits(self, tree: object) -> bool:
        """Whether the tree obeys the schema. The tree is not changed.

        Raises `UsageError` if it is not a tree that a reader could have given, for instance if a
        text holds half of a surrogate pair or it is thousands of steps deep.
        """
        with suppress(ValueError):
            if self._fast.is_valid(tree):
                return True
        # The engine takes a subclass of Decimal for nothing it knows: ask again without any.
        try:
            return self._fast.is_valid(_plain(tree))
        except (ValueError, RecursionError) as why:
            raise UsageError(f"not a tree that {self.name} can judge: {why}") from why

    def breaches(self, tree: object, side: Side) -> tuple[Fault, ...]:
        """Every breach at once, in the order of the schema, as `PARSE-001..010` or `EMIT-001..010`.

        A fault stands at the JSON pointer of what is wrong (a missing member at the place where it
        is missing) and carries the text or number there as its value. Empty if, and only if, the
        schema permits the tree.

        Where the fast engine refuses what the other finds no breach in, its word stands: the
        breach has the code `-012` and its place. `MappingError` is raised where it permits what
        the other refuses, for then the schema is at fault.

        >>> name = {"maxLength": 5}
        >>> schema = Schema("ship", {"required": ["flag"], "properties": {"name": name}})
        >>> for one in schema.breaches({"name": "Adriana"}, "PARSE"):
        ...     print(one.code, one.at, "-", one.says)
        PARSE-001 /flag - the member is required and missing
        PARSE-004 /name - at most 5 characters are expected
        """
        permitted = self.permits(tree)
        try:
            found = self._explainer.breaches(tree, side)
        except RecursionError as why:
            raise UsageError(f"a tree too deep to be explained by {self.name}") from why
        if permitted and found:
            raise MappingError(f"{self.name}: one engine permits what the other explains")
        return found if permitted or found else (self._unexplained(tree, side),)

    def _unexplained(self, tree: object, side: Side) -> Fault:
        """The first breach that only the fast engine finds."""
        from fairlead.faults import fault
        from fairlead.syntax.tree import pointer

        error = next(iter(self._fast.iter_errors(_plain(tree))))
        return fault(f"{side}-012", wire=pointer(error.instance_path), law=self.name)

    def leaves(self) -> list[Leaf]:
        """Every place where a value can stand, in the order of the schema.

        Objects and lists are not leaves. An object without members and a value of any type are.

        >>> [leaf.path for leaf in Schema("ship", {"properties": {"name": {}}}).leaves()]
        ['/name']
        """
        return [place for place in self.places.values() if not place.inner]

    def ready(self) -> None:
        """Makes both engines now. Raises `MappingError` if the schema is wrong."""
        _ = self._fast, self._explainer  # they look at each word of it
        _ = self.places

    @once_property
    def places(self) -> dict[str, Leaf]:
        """Every place by its path, objects and lists (`inner`) included."""
        return places(bundled(self.document))

    @once_property
    def _fast(self) -> Engine:
        return engine_of(self.name, self.document)

    @once_property
    def _explainer(self) -> Explainer:
        from fairlead.formats.schema.breach import Explainer

        return Explainer(self.name, self.document)


@once
def schema_of(folder: str, part: str | None = None) -> Schema:
    """Our schema in a folder below `schemas/`, or that of one of the parts it defines; made once.

    >>> schema_of("dcsa/issuance-request-3", "IssueToParty").permits({})
    False
    """
    schema = Schema.load(find("schemas", *folder.split("/"), "schema.json"))
    if part is None:
        return schema
    parts = schema.document["$defs"]
    return Schema(f"{schema.name}, {part}", {**parts[part], "$defs": parts})


def _plain(tree: object) -> object:
    """The same tree with every subclass of Decimal as the Decimal it is."""
    if isinstance(tree, dict):
        return {name: _plain(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    return Decimal(tree) if isinstance(tree, Decimal) else tree
