"""The reference of a format's folder: its files, and the words in them, from their models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from fairlead import bill
from fairlead.bill import Part
from fairlead.bill.fields import fields_of
from fairlead.formats.declared import AroundTable, FormatFile, MarksTable
from fairlead.formats.format import Capability
from fairlead.formats.kinds import OPENERS
from fairlead.formats.vector import KINDS, DueFault, SurvivorsFile
from fairlead.lens.codes import COLUMNS
from fairlead.lens.language.reference import table_section
from fairlead.rules.lists import EDITIONS, edition

__all__ = ["sections"]

_FILES: Final = {
    "`format.toml`": "what the format is: the words below",
    "`mapping.toml`": "what its wire means: [the mapping language](mapping-language.md)",
    "`schema.json`": "what its wire may hold, with the files that it refers to; for XML "
    "`schema.xsd` and `profile.toml`; none where `schema` names one of Fairlead's",
    "`NAME.csv`": "the code list that the lens `code(NAME)` names",
    "`classes.toml`": "what is harmless and what is critical of all that the Bill does not hold: "
    "`[[class]]` in [the mapping language](mapping-language.md#class)",
    "`vectors/NAME/`": "an example, in a folder of its own",
    "`survivors.toml`": "planted mistakes that no example can notice, each with the reason",
}

_CAPABILITIES: Final = {
    Capability.SEA_WAYBILL: "It can say that a document is a sea waybill.",
    Capability.TO_ORDER_FLAG: "It says by a member of its own whether a bill is to order.",
    Capability.TO_ORDER_TEXT: "It says to order in words, in the name of the consignee.",
    Capability.ENDORSEMENT: "It can name the party to whose order a bill is made out.",
    Capability.EXTENSION: "It has a member that carries what it has no words for: `[carry]`.",
    Capability.VERSIONS: "It can be written in several versions.",
    Capability.ENVELOPE: "Its document may stand in an envelope.",
    Capability.INTERCHANGE: "It goes out in an interchange, which says who sends it to whom.",
}

_OPENED: Final = {
    "plain": "What comes in is the document itself.",
    "dcsa-envelope": "A document of DCSA, bare, in an envelope of PINT or in a request to issue.",
    "openebl-pack": "A pack of Open eBL, bare or in its signature.",
}

_RELATIONS: Final = (
    ("=", "The key and the code mean the same, both ways."),
    (">", "The key is written as this code, which says less; that is reported as a loss."),
    ("<", "The code is read as this key, and never written."),
)


def sections() -> Iterator[str]:
    """The reference, section by section."""
    yield "## The files"
    yield _table(("file", "what it says"), list(_FILES.items()))
    yield from _format_toml()
    yield from _code_lists()
    yield from _examples()
    yield from _survivors()


def _format_toml() -> Iterator[str]:
    yield from table_section(FormatFile, "`format.toml`")
    yield from table_section(MarksTable, "`[marks]`")
    yield from table_section(AroundTable, "`[around]`")
    yield "### Capabilities"
    yield _table(
        ("`capabilities`", "what it says"), [(f"`{c}`", _CAPABILITIES[c]) for c in Capability]
    )
    yield "### Openers"
    yield "They are code of Fairlead's; an installed wheel may bring further ones along."
    yield _table(("`opener`", "what comes in"), [(f"`{name}`", _OPENED[name]) for name in OPENERS])


def _code_lists() -> Iterator[str]:
    yield "## Code lists"
    yield (
        f"A code list is a CSV file with the columns `{','.join(COLUMNS)}`: the key of the Bill, "
        "the code on the wire, their relation, and where the publication says so. A code without a "
        "row is a fault. The keys that a field can have are [below](#keys-of-the-bill). With "
        "`code(NAME, integer)` the keys are whole numbers. A code that says two fields has keys "
        "such as `A+B`, as [its rows](mapping-language.md#rows-pair) say."
    )
    yield _table(("relation", "what it says"), [(f"`{one}`", says) for one, says in _RELATIONS])
    yield from _keys()


def _keys() -> Iterator[str]:
    yield "### Keys of the Bill"
    yield (
        "The fields of the Bill that hold a key, and all keys of each. Every field is described in "
        "the [schema of the Bill](../schemas/fairlead/bill-1/schema.json)."
    )
    rows = [(f"`{field}`", ", ".join(f"`{key}`" for key in keys)) for field, keys in _keyed()]
    yield _table(("field", "keys"), rows)
    keepers = sorted(edition(EDITIONS[0]).code_list_providers)
    yield (
        "A party's code names its keeper in `code_list_provider`, which is a text. The rule "
        "`RULE-017` knows these keepers: " + ", ".join(f"`{one}`" for one in keepers) + "."
    )


def _keyed() -> Iterator[tuple[str, list[str]]]:
    """Every field of the Bill that holds a key, with its keys."""
    parts = [one for one in vars(bill).values() if isinstance(one, type) and issubclass(one, Part)]
    for part in parts:
        for name, (kind, _) in fields_of(part).items():
            if isinstance(kind, type) and issubclass(kind, Enum):
                yield f"{part.__name__}.{name}", [str(one.value) for one in kind]


def _examples() -> Iterator[str]:
    yield "## Examples"
    yield (
        "An example is a folder with a file `README`, which says in one sentence why it is there. "
        "What the name of the folder ends in says what holds; `fairlead formats check` compares it."
    )
    ends = [
        (f"`{one.end}`" if one.end else "anything else", one.says, _files(one.files))
        for one in KINDS
    ]
    yield _table(("name ends in", "what holds", "files beside the README"), ends)
    yield "`wire.*` is the document, byte for byte, named by its syntax: `wire.json`, `wire.xml`."
    yield "`bill.json` is a Bill, as `fairlead show` prints one."
    yield '`losses.json` is a list of places of the Bill, as `["signatory.name"]`.'
    yield from table_section(DueFault, "`faults.json`: a list, for each fault")


def _survivors() -> Iterator[str]:
    yield "## Mistakes that make no difference"
    yield (
        "`fairlead formats check` plants mistakes in the mapping and names those that no example "
        "noticed. Most of them want an example. A few make no difference to any document, as where "
        "two ways exclude each other; these are explained in `survivors.toml`. An entry that "
        "explains nothing, since its mistake is noticed or is not planted, is reported too."
    )
    yield from table_section(SurvivorsFile, "`survivors.toml`")
    yield (
        "```toml\n[explained]\n"
        '"swapped branches: to the order of somebody named" = "the tests of the two exclude each '
        'other"\n```'
    )


def _files(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
