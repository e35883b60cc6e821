"""The functions that go over every leaf of a Bill, in their compiled form.

A loop over the fields of each part costs thrice what lines written out for them cost.
"""

from __future__ import annotations

import types
from pathlib import Path

from fairlead.compiled import CompiledForm
from fairlead.compiled.digest import digest_of_rooms
from fairlead.once import once
from fairlead.resources import find

__all__ = ["leaf_functions", "precompile"]


@once
def leaf_functions() -> types.ModuleType:
    """The functions as a module: those that count leaves, and those that look for what is noted.

    >>> from fairlead.bill import Bill
    >>> leaf_functions().leaves_of_Bill(Bill(to_order=True))
    1
    """
    form = _form()
    return form.module(lambda: _source(form.digest))


def precompile() -> Path | None:
    """Makes the compiled form where it is not current; gives the file that it wrote.

    Raises `OSError` where nothing can be written.
    """
    form = _form()
    return form.write(lambda: _source(form.digest))


def _form() -> CompiledForm:
    digest = digest_of_rooms("lens", "bill").hexdigest()
    return CompiledForm("the leaves of a Bill", find("mappings") / "compiled-leaves.py", digest)


def _source(digest: str) -> str:
    from fairlead.bill import Bill
    from fairlead.lens.compile.source import Source
    from fairlead.lens.count import write_counters
    from fairlead.lens.noted import write_walk

    w = Source()
    w("# Made by `fairlead mappings compile` of the parts of a Bill; do not edit.")
    w('"""What goes over every leaf of a Bill, as plain functions."""')
    w(f"DIGEST = {digest!r}")
    write_counters(Bill, w)
    write_walk(Bill, w, [])
    return w.text()
