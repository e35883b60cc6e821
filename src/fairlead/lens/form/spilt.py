"""One text that runs over several entries of a list."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Literal

from pydantic import Field

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.form.values import Listed
from fairlead.lens.rows import Form, Row


class Spilt(Listed):
    """One text that runs over several entries of a list."""

    RANK: ClassVar = 21

    one: Literal[True] = Field(description="That the entries are one text: always `true`.")

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names a list that is one text."""
        return "each" in words and "one" in words


def spilt(code: ParseCode, row: Row, r: str) -> None:
    """Sets a field to the one text that all lines of all entries say."""
    w = code.w
    lens = row.lens
    assert lens is not None
    w(f"{code.target(row)} = {w.half(lens, 'parse')}({r})")


Spilt.FORM = Form(name="spilt", many=True, one_text=spilt)
