"""Comparing what a wire states of the whole with what its parts come to."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.objects import entry_around
from fairlead.lens.places import build_path
from fairlead.lens.rows import Total


def compared(code: ParseCode, total: Total) -> None:
    """Compares a stated total with what it totals."""
    w = code.w
    stated = f"total_{code.grammar.totals.index(total)}"
    with w.block(f"if {stated} is not None:"):
        of = w.constant("SAID_TOTAL", f"said_totaller({total.of!r})")
        lens = f"{w.half(total.lens, 'parse')}, {w.half(total.lens, 'emit')}"
        whole = bool(total.lens.halves) and not total.silent
        duty = f"silent={total.silent}, whole={whole}"
        if total.silent:
            v, here = w.fresh("v"), w.fresh("here")
            w(f"{v}, {here} = {stated}")
            w(f"S.keep_all({entry_around(total.place, here, v)})")
        if total.across:
            w(f"S.across.setdefault({code.grammar.totals.index(total)}, []).append({stated})")
            return
        compare = f"S.total({of}(b), {stated}, {lens}, {duty})"
        step = total.place[0]
        if step.selector is None or step.selector.kind != "first":
            w(compare)
            return
        # What stands in the first of several entries is a share of the total.
        with w.block(f"if len(o[{step.member!r}]) == 1:"):
            w(compare)
        with w.block("else:"):
            steps = build_path(total.place)[2:]
            shares = f"[text_at(e, {steps!r}) for e in o[{step.member!r}]]"
            parse = w.half(total.lens, "parse")
            w(f"S.shares({of}(b), {stated}, {shares}, {parse})")
