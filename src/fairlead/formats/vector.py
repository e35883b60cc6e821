"""What the files of an example may say: which there are for each kind, and the words in them.

An example is a folder. Its document is `wire.json`, `wire.xml` or whatever its syntax is called.
What its name ends in says what holds. The words are pydantic models, as those of a mapping are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from fairlead.bill import Bill, from_canonical
from fairlead.errors import MappingError, Refused, UsageError
from fairlead.lens.language.mistakes import sentence
from fairlead.lens.language.reading import read_tables
from fairlead.lens.language.table import Reason, Table, Text
from fairlead.syntax import json as json_syntax

__all__ = ["KINDS", "DueFault", "Kind", "SurvivorsFile", "kind_of"]

T = TypeVar("T")


class DueFault(Table):
    """A fault that is due."""

    code: Text = Field(description="The code of the fault.")
    bill: str | None = Field(
        None, description="Its place in the Bill; compared where a Bill cannot be written."
    )
    wire: str | None = Field(
        None,
        description="Its place on the wire, as the report shows it; compared where a document is "
        "refused, and where the schema refuses what is written of a Bill.",
    )


class SurvivorsFile(Table):
    """Mistakes of which `formats check` says that they survived, and that make no difference."""

    explained: dict[Text, Reason] = Field(
        description="The mistake, to the letter as it is named, and the reason."
    )


class Kind(NamedTuple):
    """A kind of example."""

    end: str
    """What the name of its folder ends in."""
    says: str
    files: tuple[str, ...]
    """The files that stand in it, beside its README."""


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "",
        "The document says the Bill, and the Bill is written as the document.",
        ("wire.*", "bill.json"),
    ),
    Kind("_read", "The document says the Bill; it is not written so.", ("wire.*", "bill.json")),
    Kind(
        "_emit",
        "The Bill is written as the document, and what is lost is named.",
        ("wire.*", "bill.json", "losses.json"),
    ),
    Kind(
        "_refused",
        "The document is refused, with at least these faults: those that `fairlead check` names.",
        ("wire.*", "faults.json"),
    ),
    Kind(
        "_unsayable",
        "The Bill cannot be written, for at least these faults; there is no document. They are "
        "those of the mapping, or, where it has none, those of the schema.",
        ("bill.json", "faults.json"),
    ),
)
"""Every kind of example; that of a folder is the last one whose end its name has."""


def kind_of(name: str) -> str:
    """The kind of an example by the name of its folder, without the hyphen; `both` of the first.

    >>> kind_of("reefer"), kind_of("no-number_refused")
    ('both', 'refused')
    """
    end = next(one.end for one in reversed(KINDS) if name.endswith(one.end))
    return end.removeprefix("_") or "both"


def bill_of(place: Path) -> Bill:
    """The Bill of an example. Raises `UsageError` where there is none."""
    file = place / "bill.json"
    said = _data(file, "write what the document says, as `fairlead show` prints a Bill")
    try:
        return from_canonical(said)
    except UsageError as problem:
        raise UsageError(f"{_short(file)} is no Bill: {problem}") from None


def faults_of(place: Path, side: str) -> tuple[tuple[str, str], ...]:
    """The faults that are due, each with its place in the Bill or on the wire.

    Raises `UsageError` where none is named: then nothing would be compared.
    """
    file, remedy = place / "faults.json", f'write [{{"code": "...", "{side}": "..."}}]'
    due = _valid(file, TypeAdapter(list[DueFault]), _data(file, remedy), remedy)
    if not due:
        raise UsageError(f"{_short(file)} names no fault, so nothing would be compared; {remedy}")
    places = [one.wire if getattr(one, side) is None else getattr(one, side) for one in due]
    for one, at in zip(due, places, strict=True):
        if at is None:
            raise UsageError(f"{_short(file)}: {one.code} has no place in {side!r}; {remedy}")
    return tuple((one.code, str(at)) for one, at in zip(due, places, strict=True))


def losses_of(place: Path) -> tuple[str, ...]:
    """The places of the Bill whose loss is due. Raises `UsageError` where they are not named."""
    file, remedy = place / "losses.json", 'write a list of places of the Bill, as ["signatory"]'
    return tuple(_valid(file, TypeAdapter(list[str]), _data(file, remedy), remedy))


def survivors_of(folder: Path) -> dict[str, str]:
    """The mistakes that the folder of a mapping explains; none where it has no `survivors.toml`.

    Raises `UsageError` with every mistake where the file says anything else.
    """
    file = folder / "survivors.toml"
    if not file.exists():
        return {}
    remedy = 'below [explained] write "the mistake" = "the reason"'
    try:
        return read_tables(file, SurvivorsFile).explained
    except MappingError as problem:
        raise UsageError(f"{problem}\n{remedy}") from None


def _data(file: Path, remedy: str) -> Any:
    try:
        return json_syntax.read(file.read_bytes())
    except FileNotFoundError:
        raise UsageError(f"there is no {_short(file)}; {remedy}") from None
    except OSError as problem:
        raise UsageError(f"{_short(file)} cannot be read: {problem.strerror}") from problem
    except Refused as refusal:
        first = refusal.report.errors[0]
        raise UsageError(f"{_short(file)} is no JSON: {first.says}; {remedy}") from None


def _valid(file: Path, form: TypeAdapter[T], said: Any, remedy: str) -> T:
    try:
        return form.validate_python(said)
    except ValidationError as problem:
        first = problem.errors()[0]
        word = str((file.name, *first["loc"])[-1])
        raise UsageError(
            f"{_short(file)}: {sentence(first, word and repr(word))}; {remedy}"
        ) from None


def _short(file: Path) -> str:
    """A file of an example, with the folder that it stands in."""
    return "/".join(file.parts[-2:])
