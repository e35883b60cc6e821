"""The folder of a mapping: its documents, its code lists, and the mapping that it includes.

`mapping.toml` says the whole; the files that its `parts` name say more parts, for a long mapping.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fairlead.lens.bases import WORDS, mappings_around
from fairlead.lens.codes import read_code_list
from fairlead.lens.letters import Words
from fairlead.lens.rows import Grammar, Row, Shape

if TYPE_CHECKING:
    from fairlead.lens.document import Document


def read_grammar(folder: Path) -> Grammar:
    """The mapping in a folder: what its files say, and the mappings that it builds on.

    Raises `MappingError` where a file cannot be read, or with every mistake in it, line by line.
    """
    # The words of the language are not loaded by whoever has a compiled mapping.
    from fairlead.lens.document import whole_document

    return _grammar(whole_document(folder))


def _grammar(document: Document) -> Grammar:
    """The grammar that a document says. Raises `MappingError` with every mistake in it."""
    from fairlead.lens.grammar import build_grammar

    for other, _ in document.included:
        _grammar(other)  # for the mistakes in it
    lists = {name: read_code_list(file) for name, file in document.lists.items()}
    grammar = build_grammar(document.said, lists, read_words(document.folder), document.sources)
    for _, version in document.included:
        grammar = _relaxed(grammar, version)
    return grammar


def read_words(folder: Path) -> dict[str, Words]:
    """The words that all mappings share. Raises `MappingError` where their file is wrong."""
    from fairlead.lens.language.beside import WordsFile
    from fairlead.lens.language.reading import read_tables

    said = read_tables(mappings_around(folder) / WORDS, WordsFile).words
    return {name: Words(tuple(one.stems), one.pattern) for name, one in said.items()}


def _relaxed(grammar: Grammar, version: str) -> Grammar:
    """A mapping of an earlier version in which nothing is needed but what its root needs."""

    def free(shape: Shape) -> Shape:
        return replace(shape, rows=tuple(map(bare, shape.rows)))

    def bare(row: Row) -> Row:
        freed = replace(row, need=False)
        measure = row.measure
        return freed if measure is None else freed.but(measure=replace(measure, needs=()))

    older = before(grammar, version)
    parts = {name: free(shape) for name, shape in older.parts.items()}
    return replace(older, parts=parts, version=grammar.version)


def before(grammar: Grammar, version: str) -> Grammar:
    """A mapping as it was at an earlier version of the wire: without the rows that came later."""

    def keep(row: Row) -> bool:
        return row.since is None or _numbers(row.since) <= _numbers(version)

    def older(shape: Shape) -> Shape:
        rows = tuple(
            replace(row, extended=row.extended if row.extended and keep(row.extended) else None)
            for row in shape.rows
            if keep(row)
        )
        later = tuple(
            (row.names[0], f"came with {row.since}") for row in shape.rows if not keep(row)
        )
        return replace(shape, rows=rows, impossible=shape.impossible + later)

    parts = {name: older(shape) for name, shape in grammar.parts.items()}
    return replace(grammar, root=older(grammar.root), parts=parts, version=version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
