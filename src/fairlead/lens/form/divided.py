"""What is one list, or one text, of the Bill and is divided by the wire."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from pydantic import Field, PositiveInt, model_validator
from pydantic_core import PydanticCustomError

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.emit.texts import said_texts, written_texts
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.texts import text_entry
from fairlead.lens.compile.shapes import holds, top_members
from fairlead.lens.compile.source import Name, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.form.parts import emit_list, parse_list, part_written
from fairlead.lens.form.row import SINCE, Maker, RowTable, spot
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import LensText, MemberText, PlaceText, Table, Text
from fairlead.lens.places import Test, place_in
from fairlead.lens.rows import Brought, Form, Row


class Division(Table):
    """How the wire divides it: by shares, by numbered entries, or by several texts in an entry."""

    by: Text | None = Field(
        None, description="The member that every share has where the whole is divided."
    )
    alone: Text | None = Field(
        None, description="The part that stands in the whole itself where it is not divided."
    )
    summary: Text | None = Field(
        None, description="The part that says of the whole what its shares come to."
    )
    number: Text | None = Field(
        None, description="The member in which each entry bears its number, from 1."
    )
    texts: PositiveInt | None = Field(
        None, description="How many texts one entry of the wire's list holds."
    )
    member: Text | None = Field(
        None, description="The member that holds a text, where the several are objects."
    )
    one: bool = Field(False, description="Whether the texts of all entries are one text.")

    @model_validator(mode="after")
    def _one_way(self) -> Division:
        if self.model_fields_set not in _WAYS:
            says = "it says `by`, `alone` and `summary`, or `number`, or `texts`"
            raise PydanticCustomError("one_way", "{why}", {"why": says})
        return self


_WAYS: Final = (
    {"by", "alone", "summary"}, {"number"}, {"texts"}, {"texts", "member"}, {"texts", "one"},
)  # fmt: skip
"""The words of `divided` that stand together."""


class Divided(RowTable):
    """What is one list, or one text, of the Bill and is divided by the wire."""

    RANK: ClassVar = 13

    each: MemberText = Field(description="The list on the wire, or those entries of it.")
    divided: Division = Field(description="How it is divided.")
    use: Text | None = Field(
        None, description="The part that an entry is; or `as` where it holds texts, never both."
    )
    as_: LensText | None = Field(
        None, alias="as", description="The value lens of a text; or `use`, never both."
    )
    item: PlaceText = Field(".", description="The way from an entry to the texts in it.")
    need: bool = Field(False, description="Whether the wire cannot do without an entry.")
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the list came."
    )
    most: PositiveInt | None = Field(
        None, description="How many entries the wire holds; what goes beyond is reported."
    )

    @model_validator(mode="after")
    def _fits(self) -> Divided:
        wrong = next(self._wrong(), None)
        if wrong is not None:
            raise PydanticCustomError("divided", "{why}", {"why": wrong})
        return self

    def _wrong(self) -> Iterator[str]:
        texts = self.divided.texts is not None
        if (self.as_ is not None) != texts or (self.use is None) != texts:
            yield "entries that hold `texts` have `as`, and all others have `use`"
        if self.item != "." and not texts:
            yield "`item` is the way to `texts`"
        place = place_in(self.each)
        if not texts and (len(place) != 1 or place[0].selector is not None):
            yield "`each` is one member, all entries of which are the list"
        if self.divided.by is not None and (self.need or self.most is not None):
            yield "a list that may stand in the whole has neither `need` nor `most`"

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, and how it is divided."""
        said = self.divided.model_dump(exclude_unset=True)
        if self.as_ is None:
            form = NUMBERED if self.divided.number is not None else SHARES
            return {"form": form, "place": place_in(self.each), "part": self.use, **said}
        form = ONE_TEXT if said.pop("one", False) else TEXTS
        return {
            "form": form,
            "place": spot(self.each, self.as_),
            "lens": maker.lens(self.as_),
            "item": place_in(self.item),
            **said,
        }

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It says how the wire divides it."""
        return "divided" in words


@dataclass(frozen=True)
class DividedRow(Row):
    """Such a row; what is not said of one way is empty in the others."""

    by: str = ""
    """The member that every share has where the whole is divided."""
    alone: str = ""
    """The part that stands in the whole itself where it is not divided."""
    summary: str = ""
    """What the whole says of its shares where it is divided."""
    number: str = ""
    """The member in which each entry bears its number."""
    texts: int = 1
    """How many texts one entry of the wire's list holds."""
    member: str | None = None
    """The member that holds a text, where an entry holds objects by several."""

    @property
    def room(self) -> int | None:
        """How many entries of the Bill the wire holds."""
        return None if self.most is None else self.most * self.texts

    @property
    def within(self) -> tuple[str, ...] | None:
        """The way from one of several texts in an entry to what it says."""
        if self.part is not None:
            return None
        return () if self.member is None else (self.member,)

    def brings(self) -> tuple[Brought, ...]:
        """The part of an entry; of shares, those of the whole too."""
        each = f"{self.names[0]}[]."
        if not self.by:
            return super().brings()
        return (
            Brought(str(self.part), each, how="several entries"),
            Brought(self.alone, each, around=True, how="one entry"),
            Brought(self.summary, "", around=True, how="several entries"),
        )


Divided.ROW = DividedRow


# Shares -------------------------------------------------------------------------------------------


def parse_shares(code: ParseCode, row: DividedRow) -> None:
    """Reads the shares of a whole: each for itself where all are told apart, else as one."""
    w = code.w
    member = row.place[0].member
    several, r, i, e, x, at = (w.fresh(stem) for stem in ("e", "r", "i", "e", "x", "at"))
    w(f"{several} = o.get({member!r})")
    at = code.standing(at, path("at", member))
    with w.block(f"if shared_out({several}, {row.by!r}):"):
        w("k += 1")
        w(f"{r} = []")
        with w.block(f"for {i}, {e} in enumerate({several}):"):
            here = path(at, Name(i))
            w(f"{x} = {{}}")
            inner = code.place(row, Name(i))
            with w.block(f"if {code.call(str(row.part), e, x, here, inner)} != len({e}):"):
                w(f"S.unknown({e}, {code.known(str(row.part))}, {here})")
            w(f"{r}.append({x})")
        w(f"{code.target(row)} = {r}")
        w(f"k += {code.call(row.summary, 'o', 'b', 'at', 'bp')}")
        ours = {*top_members(code.grammar.parts[row.summary], code.grammar), member}
        whole = top_members(code.grammar.parts[row.alone], code.grammar)
        with w.block(f"for name in {tuple(sorted(whole - ours))!r}:"):
            with w.block("if name in o:"):
                w("k += 1")
                w("S.keep(at + (name,), o[name])")
    with w.block("else:"):
        w(f"{x} = {{}}")
        inner = code.place(row, 0)
        w(f"k += {code.call(row.alone, 'o', x, 'at', inner)}")
        with w.block(f"if {x}:"):
            w(f"{code.target(row)} = [{x}]")


def emit_shares(code: EmitCode, row: DividedRow) -> None:
    """Writes the shares of a whole: one in the whole itself, several each for itself."""
    w = code.w
    v, r, i, e, n = (w.fresh(stem) for stem in ("v", "r", "i", "e", "n"))
    field, member = row.names[0], row.place[0].member
    w(f"{v} = {code.m}.{field}")
    with w.block(f"if {v} is not None:"):
        with w.block(f"if len({v}) == 1:"):
            code.fill(row.alone, f"{v}[0]", "o", path(code.bp, field, 0))
        with w.block(f"elif {v}:"):
            w(f"{r} = []")
            with w.block(f"for {i}, {e} in enumerate({v}):"):
                w(f"{n} = {{}}")
                code.fill(str(row.part), e, n, path(code.bp, field, Name(i)))
                w(f"{r}.append({n})")
            w(f"o[{member!r}] = {r}")
            code.fill(row.summary, "m", "o", code.bp)
        with w.block("else:"):
            w(f"S.lose({code.bp}, {field!r}, {v})")


# Numbered entries ---------------------------------------------------------------------------------


def parse_numbered_entry(
    code: ParseCode, row: DividedRow, r: str, e: str, here: str, index: Name
) -> None:
    """Reads one entry of a list and compares the number that it bears with ours."""
    w = code.w
    with w.block(f"if {e}.__class__ is not dict:"):
        w(f"S.odd({here}, {e})")
    with w.block("else:"):
        x, part = w.fresh("x"), str(row.part)
        place = code.place(row, index)
        mark = code.opened(part)
        w(f"{x} = {{}}")
        known, count = code.known(part), code.call(part, e, x, here, place)
        number, at = w.fresh("number"), path(here, row.number)
        w(f"{number} = {e}.get({row.number!r})")
        with w.block(f"if {count} + ({number} is not None) != len({e}):"):
            w(f"S.unknown({e}, {known} | {{{row.number!r}}}, {here})")
        with w.block(f"if {number} is None:"):
            w(f"S.omit({at})")
        with w.block("else:"):
            with w.block(f"if {number} != str(({here})[-1] + 1):"):
                w(f"S.spell({at}, {number})")
            code.seen(at)
        code.seen_empty(e, here, place)
        code.accept(part, x, e, here, mark, f"{r}.append({x})")


def emit_numbered_entry(code: EmitCode, row: DividedRow, r: str, i: str, e: str) -> None:
    """Writes one entry of a list with its number."""
    n = part_written(code, row, i, e)
    code.w(f"{n}[{row.number!r}] = str({i} + 1)")
    code.w(f"{r}.append({n})")


def parse_numbered(code: ParseCode, row: DividedRow, role: str, v: str, here: str) -> None:
    """Reads a list whose entries bear their numbers."""
    parse_list(code, row, v, here, partial(parse_numbered_entry, code, row))


def emit_numbered(code: EmitCode, row: DividedRow, o: str, name: str | None) -> None:
    """Writes a list whose entries bear their numbers."""
    emit_list(code, row, o, name, partial(emit_numbered_entry, code, row))


# Several texts in an entry ------------------------------------------------------------------------


def parse_each_text(code: ParseCode, node: Node, r: str, e: str, here: str, among: str) -> None:
    """Reads the texts of one entry of those that a selector takes, in the list `among`."""
    row = node.row
    assert isinstance(row, DividedRow)

    def before(v: str, at: str) -> None:
        # Where the entry before it has room for more, we would say the texts of both there.
        with code.w.block(f"if not {v} or len({r}) % {row.texts}:"):
            code.w(f"S.stood({at}, {among})")

    text_entry(code, node, e, here, partial(texts_apart, code, row, r), before)


def texts_apart(code: ParseCode, row: DividedRow, r: str, v: str, here: str) -> None:
    """Reads the texts that one entry holds by several."""
    w = code.w
    tests = row.item[-1].guard
    i, t = w.fresh("i"), w.fresh("t")
    with w.block(f"for {i}, {t} in enumerate({v}):"):
        at = path(here, Name(i))
        if row.member is None:
            text_apart(code, row, r, t, at)
            return
        wanted = (f"{t}.__class__ is dict", holds(tests, t), f"{row.member!r} in {t}")
        with w.block(f"if {' and '.join(filter(None, wanted))}:"):
            for test in tests:
                code.seen(path(at, *test.path))
            text_apart(code, row, r, f"{t}[{row.member!r}]", path(at, row.member))
        with w.block("else:"):
            w(f"S.keep({at}, {t})")


def text_apart(code: ParseCode, row: DividedRow, r: str, t: str, here: str) -> None:
    """Reads one of several texts."""
    w = code.w
    one = row.form is ONE_TEXT
    w(f"{r}.append({t if one else code.claim(row, t)})")
    code.seen(here, code.place(row, *(() if one else (Name(f"len({r}) - 1"),))))


def parse_texts(code: ParseCode, row: DividedRow, role: str, v: str, here: str) -> None:
    """Reads a list whose entries hold texts by several."""
    parse_list(
        code, row, v, here, lambda r, e, at, _: parse_each_text(code, Node(row=row), r, e, at, v)
    )


def emit_texts(code: EmitCode, row: DividedRow, o: str, name: str | None) -> None:
    """Writes a list whose entries hold texts by several."""
    r = code.w.fresh("r")
    code.w(f"{r} = []")
    emit_each_text(code, row, (), r)
    with code.w.block(f"if {r}:"):
        code.put_all(o, name, r)


def emit_each_text(code: EmitCode, row: DividedRow, tests: tuple[Test, ...], r: str) -> None:
    """Writes texts by several in an entry, and what tells entries apart."""
    w = code.w

    def say(v: str, said: str) -> None:
        if row.room is not None:
            code.trimmed(row, v, row.room)
        fixed = {test.path[0]: test.texts[0] for test in row.item[-1].guard}
        text = "x" if row.member is None else f"{{{row.member!r}: x, **{fixed!r}}}"
        said_texts(code, row, v, said, text)
        w(f"{said} = chunks({said}, {row.texts})")

    written_texts(code, row, tests, r, say)


# One text -----------------------------------------------------------------------------------------


def whole_text(code: ParseCode, row: DividedRow, r: str) -> None:
    """Sets a field to the one text that all lines of all entries say."""
    assert row.lens is not None
    code.w(f"{code.target(row)} = {code.w.half(row.lens, 'parse')}({r})")


def emit_text(code: EmitCode, row: DividedRow, tests: tuple[Test, ...], r: str) -> None:
    """Writes one text in lines, by several in an entry."""
    w = code.w
    field, lens = row.names[0], row.lens
    assert lens is not None

    def say(v: str, said: str) -> None:
        flat = code.unbroken(lens, v, code.bp, repr(field))
        w(f"{said} = {w.half(lens, 'emit')}({flat})")
        with w.block(f"if {said} is None:"):
            w(f"S.unfit({code.bp}, {field!r}, {lens.name!r}, {v})")
            w(f"{said} = []")
        w(f"{said} = chunks({said}, {row.texts})")
        if row.most is not None:
            with w.block(f"if len({said}) > {row.most}:"):
                w(f"S.lose({code.bp}, {field!r}, {v}, 'LOSS-004')")
                w(f"{said} = []")
        with w.block(f"if {said}:"):
            code.noted(field)

    written_texts(code, row, tests, r, say)


SHARES: Final = Form(
    "divided", late_parse=parse_shares, late_emit=emit_shares, is_list=True, placed=False
)
NUMBERED: Final = Form(
    "divided", parse=parse_numbered, emit=emit_numbered, many=True, is_list=True, whole_list=True,
    owner=True,
)  # fmt: skip
TEXTS: Final = Form(
    "divided", parse=parse_texts, emit=emit_texts, of_many=parse_each_text, to_many=emit_each_text,
    many=True, is_list=True, whole_list=True, owner=True,
)  # fmt: skip
ONE_TEXT: Final = Form(
    "divided", of_many=parse_each_text, to_many=emit_text, one_text=whole_text, many=True
)
Divided.FORM = SHARES
