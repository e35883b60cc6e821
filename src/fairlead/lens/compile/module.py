"""The whole module of a mapping: the two directions, and the facts that need no function."""

from __future__ import annotations

import ast
from typing import Final

from fairlead.errors import MappingError
from fairlead.lens.compile.blame import NOT_MADE, not_compiled
from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.emit.walk import EmitWalk
from fairlead.lens.compile.names import refuse_strange_names
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.walk import ParseWalk
from fairlead.lens.compile.source import Source, members
from fairlead.lens.critical import why_critical
from fairlead.lens.rows import Grammar
from fairlead.lens.table import rows_of

_HEAD: Final = """# Made by `fairlead mappings compile` of a mapping and its lists; do not edit.
{about!r}
from fairlead.lens.notes import Leaves, entries_in, leaf_at, leaves_in
from fairlead.lens.runtime import *

DIGEST = {digest!r}
"""


def compile_source(grammar: Grammar, digest: str = "") -> str:
    """The Python source of a mapping.

    Its texts stand there as literals, or as names that were looked at. Raises `MappingError` for a
    name of a field that the Bill does not have, and for a row whose form does not take its place.
    """
    refuse_strange_names(grammar)
    try:
        return _made(grammar, digest)
    except NOT_MADE as problem:
        raise not_compiled(grammar, _made) from problem


def no_python(grammar: Grammar) -> MappingError:
    """The mistake of a mapping whose source is no Python: it names the row."""
    return not_compiled(grammar, lambda one: ast.parse(_made(one)))


def _made(grammar: Grammar, digest: str = "") -> str:
    body = Source()
    ParseWalk(ParseCode(grammar, body)).compile()
    EmitWalk(EmitCode(grammar, body)).compile()
    _root(grammar, body)
    constants = "".join(f"{name} = {value}\n" for name, value in body.constants.items())
    return (
        _HEAD.format(about=f"The mapping {grammar.wire} as plain functions.", digest=digest)
        + constants
        + "\n\n"
        + body.text()
    )


def _root(grammar: Grammar, w: Source) -> None:
    known = ParseCode(grammar, w).known("root")
    with w.block("def read(o, S):"):
        w("b = {}")
        with w.block("if read_root(o, b, (), (), S) != len(o):"):
            w(f"S.unknown(o, {known}, ())")
        if any(row.lifted for _, row in grammar.rows()):
            w("S.settle(b)")
        for number, total in enumerate(grammar.totals):
            if total.across:
                of = w.constant("SAID_TOTAL", f"said_totaller({total.of!r})")
                w(f"S.added_up({number}, {of}(b), {w.half(total.lens, 'parse')})")
        if any(one.when for shape in grammar.shapes for one in shape.written):
            w("S.provided(b)")
        w("return b")
    w("")
    with w.block("def write(m, S):"):
        w("S.whole = m")
        w("o = {}")
        w("S.wrote.append(((), write_root(m, o, (), S)))")
        always = [(one.place, one.text) for one in grammar.root.written]
        for place, value in (*grammar.root.constants, *always):
            w(f"put(o, {members(place)!r}, {value!r})")
        w("return o")
    w("")
    w(f"CARRY = {grammar.carry!r}")
    w(f"SAYS_NOTHING = {(None, *grammar.absent)!r}")
    w(f"CLASSES = {[tuple(rule) for rule in grammar.classes]!r}")
    w(f"CRITICAL_PLACES = {critical_places(grammar)!r}")
    w(f"BLOCKS = {grammar.blocks!r}")


def critical_places(grammar: Grammar) -> dict[str, str]:
    """The places, lists entered by `/[]`, at which rows of critical fields stand, each with why."""
    said = [(row.place, why_critical(row.name)) for row in rows_of(grammar) if row.name]
    return {place: why for place, why in reversed(said) if why is not None}
