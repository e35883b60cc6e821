"""Noting what no row says."""

from __future__ import annotations

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.shapes import said_alike, unbound, unbound_inside
from fairlead.lens.compile.source import path
from fairlead.lens.fields import PRESENT
from fairlead.lens.form.measure import unit_alone
from fairlead.lens.residue import Path
from fairlead.lens.rows import Shape


def unsaid(code: EmitCode, shape: Shape) -> None:
    """Notes every field of the model that no row says."""
    w = code.w
    for rows in said_alike(shape.rows):
        with code.holder(rows[0]):
            unit_alone(code, rows)
    names = tuple(unbound(shape, code.grammar))
    guards: dict[str, list[str]] = {}
    for row in shape.rows:
        for key, value in (*row.when, *row.implies):
            if value != PRESENT:
                said = f"(m.{key} == {value!r} and m.{row.names[0]} is not None)"
                guards.setdefault(key, []).append(said)
    understood(code, shape)
    for key, ways in guards.items():
        with w.block(f"if {' or '.join(ways)}:"):
            code.noted(key)
        with w.block(f"elif m.{key} is not None:"):
            w(f"S.lose(bp, {key!r}, m.{key})")
    for part, fields in unbound_inside(shape).items():
        unsaid_inside(code, part, fields)
    names = tuple(name for name in names if name not in guards)
    if names:
        every = " is ".join(f"m.{name}" for name in names)
        with w.block(f"if not {every} is None:"):
            w("lost = S.lost")
            for name in names:
                with w.block(f"if m.{name} is not None:"):
                    w(f"lost.append((bp, {name!r}, m.{name}, 'LOSS-001'))")


def unsaid_inside(code: EmitCode, way: Path, fields: list[str]) -> None:
    """Notes every field that no row says of a part whose fields stand in this object.

    Of a list that is the first entry; any other has no place, and neither has an empty list.
    """
    w = code.w
    p = w.fresh("p")
    if way[-1] == 0:
        w(f"{p} = part_at(m, {way[:-2]!r}).{way[-2]}")
        with w.block(f"if {p} is not None and len({p}) != 1:"):
            w(f"S.surplus({path('bp', *way[:-2])}, {way[-2]!r}, {p}, 1)")
            with w.block(f"if not {p}:"):
                w(f"S.lose({path('bp', *way[:-2])}, {way[-2]!r}, {p})")
    w(f"{p} = part_at(m, {way!r})")
    with w.block(f"if {p} is not NOBODY:"):
        for name in fields:
            w(f"S.lose({path('bp', *way)}, {name!r}, {p}.{name})")
        with w.block(f"if says_nothing({p}):"):
            w(f"S.lose({path('bp', *way[:-1])}, {way[-1]!r}, {p})")


def understood(code: EmitCode, shape: Shape) -> None:
    """Notes the facts that whoever reads a row takes from it, and that the Bill leaves open."""
    w = code.w
    for row in shape.rows:
        for key, value in row.implies:
            if value not in {None, PRESENT}:
                with w.block(f"if m.{row.names[0]} is not None and m.{key} is None:"):
                    w(f"S.understood(bp, {key!r}, {value!r})")
