"""The grammar of a mapping file: TOML in, checked rows out.

```toml
[mapping]
wire   = "dcsa.transport-document.3"      # the format
canon  = "Bill"                           # the model of the root part
schema = "dcsa/transport-document-3"      # what the wire may hold
version = "3.0.4"                         # the newest that it speaks
parts = ["goods"]                         # files beside it that say more parts: goods.toml
absent = ["", "0001-01-01"]               # values by which this wire says nothing
empty_lists = false                       # a list without entries cannot stand on this wire
empty_parts = false                       # nor can an object that says nothing
line_breaks = false                       # nor a line break; it is written as a blank, and noted
lists = "uncefact/bill-of-lading-d23b"    # the mapping whose code lists are read too

[measure.weight]                          # a number beside its unit
number = "value"
unit = "unit"
as = "decimal"
unit_as = "code(weight_unit)"

[bind]                                    # the rows of the root part, in the target's order
shipper = { at = "documentParties/shipper", use = "party", need = true }

[part.party]                              # rows that several places share
canon = "Party"
[part.party.bind]
party_name = { at = "partyName", as = "text(70)", need = true }
```

With `sole` a second entry that says it is a fault; with `apart` each entry says it for itself,
where the whole cannot for it differs.
A row with `at`, `use` and `most = 1` says a list of which the wire holds one entry, as an object.
`when = { carrier_code = "present" }` says a row only beside another, and reading states nothing.
`or = {...}` is a second place that is read and not written; both may stand, if they agree.
`beside = {...}` names a text that rows of others say and without which a branch is not read.
A key with `>` says a field of a part whose members stand in the object of the whole.
Keys with `+` name several fields in one place, with `@` a number and its unit, with `.` a field
of every entry of a list that the wire says once for all.
`alike = true` is for numbers of the Bill that share one unit, where the wire says a unit with each:
it is written with every number that is there, and must be the same wherever it is read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from fairlead.errors import MappingError
from fairlead.lens.classes import classes_of
from fairlead.lens.codes import CodeList
from fairlead.lens.fields import way_in
from fairlead.lens.letters import Words
from fairlead.lens.places import Place, claimed_by, read_place
from fairlead.lens.rows import Beside, Branch, Grammar, Measure, Row, Shape, Total, Where, Written
from fairlead.lens.values import ValueLens, value_lens

_ROW_KEYS: Final = {
    "alike", "alone", "apart", "as", "at", "bind", "blank", "canon", "chunk", "counted",
    "each", "entry", "extended", "first", "gate", "implied_by", "implies", "item", "join",
    "joint", "key", "last", "measure", "most", "need", "number", "one", "or", "pieces",
    "since", "sole", "split_by", "sum_of", "summary", "use", "when",
}  # fmt: skip
_TOP_KEYS: Final = {
    "mapping", "measure", "joint", "bind", "part", "either", "constant", "total", "impossible",
    "carry", "block", "class", "convert", "written",
}  # fmt: skip


class _Reader:
    """Reads one mapping document; collects the parts that rows bring along."""

    def __init__(
        self, said: dict[str, Any], lists: dict[str, CodeList], words: dict[str, Words]
    ) -> None:
        self.said = said
        self.lists = lists
        self.words = words
        self.parts: dict[str, Shape] = {}
        unknown = sorted(set(said) - _TOP_KEYS)
        if unknown:
            raise MappingError(f"a mapping has no table {unknown}")

    def grammar(self) -> Grammar:
        head = dict(self.said["mapping"])
        for name, table in self.said.get("part", {}).items():
            self.parts[name] = self.shape(name, self._like(name, table))
        root = self.shape("root", {"canon": head.pop("canon"), **self.said})
        return Grammar(
            wire=head.pop("wire"),
            schema=head.pop("schema"),
            version=head.pop("version"),
            root=root,
            parts=self.parts,
            lists=self.lists,
            absent=tuple(head.pop("absent", ())),
            empty_lists=head.pop("empty_lists", True),
            empty_parts=head.pop("empty_parts", True),
            line_breaks=head.pop("line_breaks", True),
            carry=self.said.get("carry", {}).get("at"),
            blocks=tuple(
                (block["capability"], _facts(block["when"]), block["says"])
                for block in self.said.get("block", ())
            ),
            classes=classes_of(self.said.get("class", [])),
        )

    def _like(self, name: str, table: dict[str, Any]) -> dict[str, Any]:
        """A part that is another part without some rows, or with rows of its own."""
        if "like" not in table:
            return table
        model = self.said["part"][table["like"]]
        model = self._like(table["like"], model)
        without = dict.fromkeys(table.get("without", ()), table.get("why", ""))
        missing = sorted(without.keys() - model["bind"].keys())
        if missing or "" in without.values():
            raise MappingError(f"part {name} leaves out {missing or 'rows'} without a reason")
        bind = {key: row for key, row in model["bind"].items() if key not in without}
        bind |= table.get("bind", {})
        excused = {**model.get("impossible", {}), **without, **table.get("impossible", {})}
        excused = {field: why for field, why in excused.items() if field not in bind}
        own = {key: table[key] for key in table if key not in {"like", "without", "why"}}
        return {**model, **own, "bind": bind, "impossible": excused}

    def shape(self, name: str, table: dict[str, Any]) -> Shape:
        return Shape(
            name=name,
            model=table["canon"],
            rows=tuple(
                self.row(f"{name}.{key}", key, said, table["canon"])
                for key, said in table.get("bind", {}).items()
            ),
            branches=tuple(
                self.branch(f"{name}.either{number}", said)
                for number, said in enumerate(table.get("either", ()))
            ),
            constants=tuple(
                (read_place(place), value) for place, value in table.get("constant", {}).items()
            ),
            written=tuple(
                Written(read_place(place), said["text"], _facts(said["when"]))
                if isinstance(said, dict)
                else Written(read_place(place), said)
                for place, said in table.get("written", {}).items()
            ),
            totals=tuple(
                Total(
                    read_place(place),
                    said["of"],
                    self.total_lens(said),
                    said.get("beside"),
                    said.get("silent", False) or said.get("across", False),
                    said.get("across", False),
                )
                for place, said in table.get("total", {}).items()
            ),
            impossible=tuple(table.get("impossible", {}).items()),
        )

    def total_lens(self, said: dict[str, Any]) -> ValueLens:
        """How a total is said: by a value lens, or as a quantity."""
        if "measure" not in said:
            return value_lens(said["as"], self.lists)
        one = self.said["measure"][said["measure"]]
        halves = (
            (one["number"], value_lens(one["as"], self.lists)),
            (one["unit"], value_lens(one["unit_as"], self.lists)),
        )
        return ValueLens("quantity", halves=halves, kind="quantity", injective=False)

    def branch(self, scope: str, said: dict[str, Any]) -> Branch:
        return Branch(
            says=said["says"],
            when=_facts(said.get("when", {})),
            where=tuple(
                Where(read_place(place), *self.test(*next(iter(test.items()))))
                for place, test in said.get("where", {}).items()
            ),
            rows=tuple(
                self.row(f"{scope}.{key}", key, row) for key, row in said.get("bind", {}).items()
            ),
            after=read_place(said["after"]) if "after" in said else (),
            beside=tuple(
                Beside(read_place(place), one["is"], one["instead"])
                for place, one in said.get("beside", {}).items()
            ),
        )

    def test(self, kind: str, text: str) -> tuple[str, str | Words]:
        """A test; `like` and `unlike` name words that all mappings share."""
        return kind, self.words[text] if kind in {"like", "unlike"} else text

    def row(self, scope: str, key: str, said: dict[str, Any], model: str = "") -> Row:
        unknown = sorted(set(said) - _ROW_KEYS)
        if unknown:
            raise MappingError(f"row {scope} has no word {unknown}")
        extended = said.get("extended")
        otherwise = said.get("or")
        inside, _, key = key.rpartition(" > ")
        form = self._form(scope, key, said)
        way = way_in(model, inside) if inside else ()
        stead = self.row(f"{scope}.or", key, otherwise) if otherwise else None
        return Row(
            **form,
            blank=said.get("blank"),
            inside=way,
            need=said.get("need", False),
            gate=said.get("gate", False),
            since=said.get("since"),
            when=_facts(said.get("when", {})),
            sum_of=tuple(said.get("sum_of", said.get("implied_by", ()))),
            join=said.get("join", ""),
            extended=self.row(f"{scope}.extended", key, extended) if extended else None,
            otherwise=replace(stead, instead_of=form["lens"], inside=way) if stead else None,
            key=said.get("key"),
            counted=said.get("counted"),
            implies=_facts(said.get("implies", {})),
            most=said.get("most"),
            apart=said.get("apart", False),
            sole=said.get("sole", False),
        )

    def _form(self, scope: str, key: str, said: dict[str, Any]) -> dict[str, Any]:
        place = read_place(said.get("at") or said.get("each") or ".")
        if key.startswith("^"):
            inner = self._form(scope, key[1:], said)
            return {**inner, "lifted": True}
        if "implied_by" in said:
            return {"names": (key,), "form": "implied", "place": place}
        if "measure" in said:
            alike = said.get("alike", False)
            return self._measure(key, place, said["measure"], alike=alike)
        if "joint" in said:
            return self._joint(key, place, self.said["joint"][said["joint"]])
        if "use" in said or "bind" in said:
            return self._part(scope, key, place, said)
        return self._value(key, place, said)

    def _value(self, key: str, place: Place, said: dict[str, Any]) -> dict[str, Any]:
        form = {"place": claimed_by(place, said["as"]), "lens": value_lens(said["as"], self.lists)}
        names: tuple[str, ...] = (key,)
        kind = "value"
        if "each" in said:
            kind = "spilt" if said.get("one") else "values"
            form |= {"chunk": said.get("chunk"), "entry": said.get("entry")}
            form |= {"item": read_place(said.get("item", "."))}
        elif said.get("most") == 1:
            kind = "single"
        elif " + ?" in key:
            name, guide = key.split(" + ?")
            kind, names, form = "guided", (name,), {**form, "guide": guide}
        elif " + " in key:
            kind, names = "joined" if "join" in said else "pair", tuple(key.split(" + "))
        elif "." in key:
            kind, names = "hoisted", tuple(key.split("."))
        return {"names": names, "form": kind, **form}

    def _measure(self, key: str, place: Place, name: str, *, alike: bool) -> dict[str, Any]:
        said = self.said["measure"][name]
        convert = self.said.get("convert", {})
        measure = Measure(
            number=read_place(said["number"]),
            unit=read_place(said["unit"]),
            number_lens=value_lens(said["as"], self.lists),
            unit_lens=value_lens(said["unit_as"], self.lists),
            needs=tuple(said.get("needs", ())),
            conversions=tuple(
                (source, target["to"], target["factor"])
                for source, target in convert.get(said.get("convert", ""), {}).items()
            ),
        )
        names = tuple(key.split(" @ "))
        form = {"names": names, "form": "measure", "place": place, "measure": measure}
        if not alike:
            return form
        if len(names) == 1 or measure.conversions:
            raise MappingError(f"{key}: a unit that is said alike is a field, and never converted")
        # A number that stood without the unit of the others would be read as if it had it.
        return {**form, "alike": True, "measure": replace(measure, needs=("number", "unit"))}

    def _joint(self, key: str, place: Place, said: dict[str, Any]) -> dict[str, Any]:
        lens = value_lens(said["as"], self.lists)
        joint = (read_place(said["first"])[0].member, read_place(said["second"])[0].member)
        return {"names": (key,), "form": "joint", "place": place, "lens": lens, "joint": joint}

    def _part(self, scope: str, key: str, place: Place, said: dict[str, Any]) -> dict[str, Any]:
        form: dict[str, Any] = {"names": (key,), "place": place}
        form["form"] = "parts" if "each" in said else "same" if key == "." else "part"
        if form["form"] == "part" and said.get("most") == 1:
            form["form"] = "single"
        form["part"] = said.get("use") or self._inline(scope, said)
        if "alone" in said:
            form |= {"form": "shares", "split_by": said["split_by"]}
            form |= {"alone": said["alone"], "summary": said["summary"]}
        for edge in ("first", "last"):
            if edge in said:
                form[edge] = self._inline(f"{scope}.{edge}", {**said[edge], "canon": "Bill"})
        if "first" in said and "last" in said:
            bind = {**said["first"]["bind"], **said["last"]["bind"]}
            form["both"] = self._inline(f"{scope}.both", {"bind": bind, "canon": "Bill"})
        if "pieces" in said:
            pieces = said["pieces"]
            form["pieces"] = pieces["name"]
            form["number"] = read_place(pieces["number"])
            form["piece_part"] = self._inline(f"{scope}.pieces", pieces)
        return form

    def _inline(self, scope: str, said: dict[str, Any]) -> str:
        name = scope.replace("root.", "")
        self.parts[name] = self.shape(name, {key: said[key] for key in said if key != "name"})
        return name


def _facts(said: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Facts about the Bill; "unknown" is a fact too: that the Bill does not say it."""
    return tuple((name, None if value == "unknown" else value) for name, value in said.items())


def build_grammar(
    said: dict[str, Any], lists: dict[str, CodeList], words: dict[str, Words]
) -> Grammar:
    """The grammar that a mapping document says. Raises `MappingError` where it is malformed."""
    try:
        return _Reader(said, lists, words).grammar()
    except (KeyError, TypeError, AttributeError, StopIteration) as problem:
        raise MappingError(f"a mapping is malformed: {problem!r}") from problem
