"""Write the files that are made from the code, or check that they are as the code would make them.

    python docs/generate.py            write them
    python docs/generate.py --check    say which are stale, and fail if any is
    python docs/generate.py --paths    name them

`PAGES` below is the whole list. To add a file, add a row: where it stands, and the function that
gives its text. A function that gives several files, such as one table for each mapping, stands in
`FAMILIES`.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]

BELOW: Final = {
    "formats": ("new", "check", "accept", "schema"),
    "mappings": ("show", "check", "compile", "coverage", "mutate"),
    "keys": ("new", "show", "public"),
    "trust": ("sign", "show", "history"),
    "state": ("show", "export", "import"),
}
"""The verbs that have verbs of their own."""


# --- how each is made ---------------------------------------------------------------------------


def fault_codes() -> str:
    """The table of fault codes, as a page."""
    from fairlead.faults.codes import CODES, RETIRED

    rows = [f"| `{code}` | {severity} | {says} |" for code, (severity, says) in CODES.items()]
    gone = ", ".join(f"`{code}`" for code in sorted(RETIRED)) or "none yet"
    return _page(
        "Fault codes",
        "A code is for ever ([ADR 4](adr/0004-fault-codes-are-for-ever.md)). The codes of the "
        "rulebook (`RULE-`) are listed by `fairlead rules`.",
        "| code | severity | says |\n|---|---|---|\n" + "\n".join(rows),
        f"Retired: {gone}.",
    )


def title_checks() -> str:
    """The tables of checks by which control is judged, as a page."""
    from fairlead.title import OPENEBL, PEERS, PINT

    peers = [
        f"| `{one.name}` | {one.says} | {', '.join(f'`{name}`' for name in one.leaves_out)} |"
        for one in PEERS.values()
    ]
    return _page(
        "Who has a bill",
        "`fairlead verify` judges who has a bill by what was done with it: by the entries of a "
        "DCSA envelope, or by the versions of an Open eBL pack "
        "([ADR 31](adr/0031-title-is-judged-by-named-checks.md)). Every check has a name, by "
        "which the verdict on control calls it. A history that fails a check is rejected; where "
        "the publication is silent or says two things, the check is *open*, and control is "
        "undetermined. A rejection goes before what is open.",
        "## An envelope of DCSA",
        _checks(PINT),
        "## A pack of Open eBL",
        "Where versions before the first one that was given are missing, nobody knows who signed "
        "them; whatever cannot have been is rejected all the same.",
        _checks(OPENEBL),
        "## Peers",
        "A peer is a program whose histories are known to fail named checks. `--peer NAME` leaves "
        "these out, and control is undetermined then (`not-judged`), never verified.",
        "| peer | what it does | leaves out |\n|---|---|---|\n" + "\n".join(peers),
    )


def _checks(table: Any) -> str:
    rows = [f"| `{one.name}` | {one.says} | {one.clause} | {one.open or ''} |" for one in table]
    return "| check | fails where | clause | open, as |\n|---|---|---|---|\n" + "\n".join(rows)


def statements() -> str:
    """The table of what is signed and who reads it, as a page."""
    from fairlead.gateway.vouch.statements.table import READERS, SUPPLEMENT
    from fairlead.seal.verify import type_of

    rows = [
        f"| {purpose} | `{type_of(purpose)}` | {_reader(one)} |" for purpose, one in READERS.items()
    ]
    rows.append(f"| supplement | nobody signs one | {_reader(SUPPLEMENT)} |")
    opens = {one.open: None for one in READERS.values() if one.open}
    return _page(
        "What is signed, and how it is read",
        "A statement is read before it is verified "
        "([ADR 32](adr/0032-a-statement-is-read-before-it-is-verified.md)): what nobody reads is "
        "undetermined, whoever signed it. A statement that Fairlead defines is closed: a member "
        "that it does not define rejects it. Of a statement of DCSA or Open eBL a member that "
        "nobody published is kept and named in the verdict; nothing of it is believed, and it "
        "changes no verdict. A published member of another type rejects, and so does a member that "
        "marks another statement ([ADR 21](adr/0021-what-nobody-names-is-not-signed.md)).",
        "The header says by its `typ` what a statement is: media types are compared without case, "
        "and `application/` may be left out (RFC 7515 section 4.1.9). Where the header is silent, "
        "or says `JOSE` or `JWT`, a statement of DCSA is known by all the members that it must "
        "have. A token of a login is none, whatever else stands in it: one of type `JWT` that has "
        "a claim of RFC 7519, or of another type.",
        "| statement | `typ` | read by | closed | known by | compared with what it speaks of |\n"
        "|---|---|---|---|---|---|\n" + "\n".join(rows),
        "Open, as the publication is silent or says two things: "
        + "; ".join(opens)
        + ". What is open is undetermined, and never rejected.",
    )


def _reader(one: Any) -> str:
    needs = ", ".join(f"`{name}`" for name in sorted(one.needs))
    closed = "yes" if one.ours else "no"
    return " | ".join((one.clause, closed, needs, one.compared or ""))


def cli_reference() -> str:
    """The help of every verb, as a page."""
    from fairlead.cli.app import VERBS

    below = ((verb, one) for verb, several in BELOW.items() for one in several)
    commands: list[tuple[str, ...]] = [(), *((verb,) for verb in VERBS), *below]
    helps = [_help(*words) for words in commands]
    return _page("The command line", "What every `--help` says.", *helps)


def _help(*words: str) -> str:
    command = " ".join(("fairlead", *words))
    return f"## `{command}`\n\n```text\n{_said(*words, '--help').strip()}\n```"


def bill_schema() -> str:
    """The JSON Schema of the Bill, as the Bill is written, each field with what it means."""
    import msgspec

    from fairlead import bill

    _, parts = msgspec.json.schema_components([bill.Bill])
    for name, part in parts.items():
        kind = getattr(bill, name)
        part["description"] = str(inspect.getdoc(kind)).partition("\n\n")[0].replace("\n", " ")
        for field, meaning in _meanings(kind).items():
            if field in part.get("properties", ()):
                part["properties"][field]["description"] = meaning
    named = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:fairlead:bill:1",
    }
    return _json(named | parts.pop("Bill") | {"$defs": parts})


def _meanings(part: type) -> dict[str, str]:
    """The docstring below each field of a class, by the field's name."""
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(part))).body
    said: dict[str, str] = {}
    for field, below in pairwise(getattr(tree, "body", ())):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            said[ast.unparse(field.target)] = inspect.cleandoc(ast.literal_eval(below.value))
    return said


def verdicts_schema() -> str:
    """The JSON Schema of what `fairlead verify --json` prints."""
    from fairlead.gateway.vouch import control
    from fairlead.seal import Purpose, Reason
    from fairlead.seal.verdict import Result
    from fairlead.title import OPENEBL, PINT
    from fairlead.title.control import NOT_JUDGED

    beside = (control.NOT_APPLICABLE, control.NOT_ASKED, control.NOT_COMPARED, control.NOT_VOUCHED)
    checks = {one.name for table in (OPENEBL, PINT) for one in table}
    named = sorted(checks | {NOT_JUDGED, *(one.reason for one in beside if one.reason)})
    text: dict[str, Any] = {"type": "string"}
    by = {
        "description": "Who vouched: the platform as the trust list names it, its key, and for "
        "what. Null where nobody known did.",
        "anyOf": [{"$ref": "#/$defs/By"}, {"type": "null"}],
    }
    signature = {
        "verdict": {"enum": ["verified", "rejected", "undetermined"]},
        "reason": {
            "description": "Why it is not verified; null where it is.",
            "enum": [*sorted(Reason), None],
        },
        "says": {**text, "description": "The same in words, and which members nobody published."},
        "by": by,
    }
    holds = {
        "verdict": {"enum": ["verified", "rejected", "undetermined", "not-applicable"]},
        "reason": {
            "description": "The check that fails or is open (docs/title.md), or why there is no "
            "verdict; null where it is verified.",
            "enum": [*named, None],
        },
        "says": {**text, "description": "The same in words."},
        "holder": {
            "description": "Who has the bill: the DID of the owner in Open eBL, the code of the "
            "platform in possession in PINT. Null where that is not verified.",
            "type": ["string", "null"],
        },
    }
    step = {
        "number": {"type": "integer", "minimum": 1},
        "result": {"enum": sorted(Result)},
        "says": text,
    }
    voucher = {"platform": text, "kid": text, "purpose": {"enum": sorted(Purpose)}}
    parts = {
        "signature": _closed(signature, "Who vouched for which bytes."),
        "control": _closed(holds, "Who has the bill by its history."),
        "evidence": {
            "description": "Each piece of evidence of time (RFC 3161) that was given, with a "
            "verdict of its own; none where none was.",
            "type": "array",
            "items": _closed(
                {
                    **{name: signature[name] for name in ("verdict", "reason")},
                    "says": {**text, "description": "The same in words."},
                    "by": signature["by"],
                    "time": {
                        "description": "When what is signed was there already, as the authority "
                        "states it; null where that is not verified.",
                        "type": ["string", "null"],
                    },
                }
            ),
        },
        "steps": {
            "description": "What came of each numbered step of the verification of signatures.",
            "type": "array",
            "minItems": 1,
            "items": _closed(step),
        },
    }
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:fairlead:verdicts:1",
        "title": "Verdicts",
    }
    says = "What `fairlead verify --json` prints: two verdicts, and the steps of the first."
    return _json(head | _closed(parts, says) | {"$defs": {"By": _closed(voucher)}})


def _closed(properties: dict[str, Any], says: str | None = None) -> dict[str, Any]:
    """The schema of an object that has these members, all of them and no other."""
    head = {} if says is None else {"description": says}
    shape = {"type": "object", "required": list(properties), "additionalProperties": False}
    return {**head, **shape, "properties": properties}


def rulebook() -> str:
    """The rulebook as data."""
    from fairlead.rules import rulebook_json

    return _json(rulebook_json())


def rules() -> str:
    """The rulebook as a page."""
    from fairlead.rules import NOT_IN_THE_BOOK, PROFILES, RULEBOOK

    rows = [
        f"| `{rule.code}` | {rule.says} | {rule.law} | "
        + " | ".join(
            one.severity(rule).value if one.looks(rule) else "-" for one in PROFILES.values()
        )
        + " |"
        for rule in RULEBOOK
    ]
    head = (
        "| code | what is wrong | clause | " + " | ".join(f"`{name}`" for name in PROFILES) + " |\n"
    )
    return _page(
        "The rulebook",
        "What a bill must obey, for `fairlead check` and `fairlead convert`. A code is for ever "
        "([ADR 4](adr/0004-fault-codes-are-for-ever.md)). The same as data: "
        "[rulebook.json](rulebook.json).",
        "RULE-160 to RULE-169 ask for what a bill of lading must say at all. A sea waybill, a copy "
        "and a draft need the same: EBL 3.0.4 requires these members of every transport document, "
        "whatever its status. `convert` notes what is absent; with `--strict` it refuses.",
        "\n".join(f"- `{one.name}`: {one.says} (`{one.edition}`)." for one in PROFILES.values()),
        head + "|---|---|---|" + "---|" * len(PROFILES) + "\n" + "\n".join(rows),
        "## Not in the book",
        "\n".join(f"- *{what}.* {why[:1].upper()}{why[1:]}." for what, why in NOT_IN_THE_BOOK),
    )


def mapping_language() -> str:
    """The reference of the mapping language, from its table of words."""
    from fairlead.formats.tables import BESIDE
    from fairlead.lens.language.reference import files, sections

    pages = (ROOT / "tests" / "language").glob("*.md")
    return _page(
        "The mapping language",
        "Every table, word, place and value lens that a mapping may hold. Anything else is refused "
        "when the mapping is loaded, with the file, the line and the word that was likely meant. "
        "The examples are run by the tests, both ways. A word that is `true` or `false` is `false` "
        "where it is absent, unless its table says otherwise. The other files of a format are "
        "described in [the folder of a format](format-folder.md).",
        "An editor that knows JSON Schema for TOML (Taplo, Even Better TOML for VS Code) completes "
        "the words of a file, and underlines those that are none. `fairlead formats schema mapping "
        "> mapping.schema.json` writes the schema of a mapping, and a mapping that begins with "
        "`#:schema ./mapping.schema.json` names it. `fairlead formats schema --help` lists the "
        "schemas of the other files.",
        *sections({page.stem: page.read_text("utf-8") for page in pages}),
        "## Files that mappings share",
        "What several mappings share stands in files of its own, beside their folders. Their words "
        "are as closed as those of a mapping: a mistake is refused when the mappings are compiled.",
        *files(BESIDE),
    )


def format_folder() -> str:
    """The reference of a format's folder, from the models of its files."""
    from fairlead.formats.reference import sections

    return _page(
        "The folder of a format",
        "A format is a folder of plain files ([ADR 28](adr/0028-a-format-is-a-folder.md)). "
        "[Add your platform's JSON](your-platform.md) tells how one is made; this page lists the "
        "files and every word in them. Anything else is refused, with the file and the line; so is "
        "a file of another name that ends in `.toml`, `.csv`, `.json` or `.xsd`, and a code "
        "list or a folder that nothing reads. A README or a licence may lie beside them.",
        *sections(),
    )


def editor_schemas() -> dict[str, str]:
    """The JSON Schemas of the files of a mapping, for editors."""
    from fairlead.formats import editor

    return {f"{name}.json": _json(schema) for name, schema in editor.editor_schemas().items()}


def mapping_tables() -> dict[str, str]:
    """Every mapping as a table for people, one page each."""
    from fairlead.formats import FORMATS
    from fairlead.lens.table import rows_of

    pages: dict[str, str] = {}
    for one in FORMATS:
        rows = [
            f"| `{row.name}` | `{row.place}` | {row.lens.name if row.lens else ''} | {row.duty} |"
            for row in rows_of(one.mapping.grammar)
        ]
        table = "| in the Bill | on the wire | value | duty |\n|---|---|---|---|\n" + "\n".join(
            rows
        )
        pages[f"{one.alias}.md"] = _page(one.title, f"Format `{one.id}`.", table)
    return pages


def losses() -> str:
    """The loss table, counted for every ordered pair of formats."""
    from fairlead.formats.losses import every_loss

    rows = [
        f"| `{one.source.alias}` | [`{one.target.alias}`](losses/{one.source.alias}.md"
        f"#{one.source.alias}-to-{one.target.alias}) | "
        + " | ".join(str(count) for count in one.counts.values())
        + " |"
        for one in every_loss()
    ]
    return _page(
        "What is lost between formats",
        "For every ordered pair: the leaves of the Bill that the first format can say, and what "
        "becomes of them in the second. It is read from the mappings; the same as data: "
        "`fairlead formats --losses --json`.",
        "- *lost*: the target has no place for it.\n"
        "- *in part*: the target says it where the conditions hold that the pages name.\n"
        "- *narrowed*: the target's code says less, for the keys that are named.\n"
        "- *critical*: how many of these are critical to the title; where one would be lost, the "
        "conversion is refused.",
        "A conversion names every leaf that it loses. Beside these it names a list without "
        "entries, a part without members and an empty text, where the target cannot show that they "
        "stand there, and whatever stands on the source's wire outside the vocabulary of the Bill.",
        "| from | to | leaves | lost | in part | narrowed | critical |\n"
        "|---|---|---|---|---|---|---|\n" + "\n".join(rows),
    )


def loss_tables() -> dict[str, str]:
    """The loss table leaf by leaf, a page for each source."""
    from fairlead.formats import FORMATS
    from fairlead.formats.losses import losses_between

    pages: dict[str, str] = {}
    for source in FORMATS:
        parts = []
        for target in FORMATS:
            if target is source or not target.writes:
                continue
            rows = [
                f"| `{one.part}` | {one.leaves} | {one.fate.value} | "
                f"{'yes' if one.critical else ''} | {'; '.join(one.why)} |"
                for one in losses_between(source, target).folded
            ]
            head = "| in the Bill | leaves | fate | critical | why |\n|---|---|---|---|---|\n"
            title = f"## `{source.alias}` to `{target.alias}`"
            parts += [title, head + "\n".join(rows) if rows else "Nothing is lost."]
        pages[f"{source.alias}.md"] = _page(f"What is lost of `{source.alias}`", *parts)
    return pages


# --- the list -----------------------------------------------------------------------------------

PAGES: Final[dict[str, Callable[[], str]]] = {
    "docs/cli.md": cli_reference,
    "docs/fault-codes.md": fault_codes,
    "docs/losses.md": losses,
    "docs/format-folder.md": format_folder,
    "docs/mapping-language.md": mapping_language,
    "schemas/fairlead/bill-1/schema.json": bill_schema,
    "schemas/fairlead/verdicts-1/schema.json": verdicts_schema,
    "docs/rulebook.json": rulebook,
    "docs/rules.md": rules,
    "docs/statements.md": statements,
    "docs/title.md": title_checks,
}
"""Path to the function that gives its text."""

FAMILIES: Final[dict[str, Callable[[], dict[str, str]]]] = {
    "docs/mappings": mapping_tables,
    "docs/losses": loss_tables,
    "schemas/fairlead/mapping-1": editor_schemas,
}
"""Folder to the function that gives every file in it, by name; no other file may stand there."""


# --- doing it -----------------------------------------------------------------------------------


def made() -> dict[Path, str]:
    """Every generated file and its text."""
    texts = {ROOT / path: make() for path, make in PAGES.items()}
    for folder, make_all in FAMILIES.items():
        texts |= {ROOT / folder / name: text for name, text in make_all().items()}
    return texts


def stray(texts: dict[Path, str]) -> Iterator[Path]:
    """Files in a generated folder that nothing generates any more."""
    for folder in FAMILIES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path not in texts:
                yield path


def stale(texts: dict[Path, str]) -> Iterator[Path]:
    """The files that differ from what the code would make."""
    for path, text in texts.items():
        if not path.exists() or path.read_text("utf-8") != text:
            yield path


def write() -> int:
    """Write what is stale and remove what is stray."""
    texts = made()
    for path in stale(texts):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], "utf-8")
        print("wrote", path.relative_to(ROOT).as_posix())
    for path in stray(texts):
        path.unlink()
        print("removed", path.relative_to(ROOT).as_posix())
    return 0


def check() -> int:
    """Name what is stale or stray; 1 if anything is."""
    texts = made()
    wrong = [*stale(texts), *stray(texts)]
    for path in wrong:
        print(f"{path.relative_to(ROOT).as_posix()} is stale: run `make generate`")
    return 1 if wrong else 0


def paths() -> int:
    """Name the generated files and folders, one a line."""
    print("\n".join([*PAGES, *FAMILIES]))
    return 0


def _page(title: str, *parts: str) -> str:
    note = "<!-- Generated by `make generate`: change the code, not this page. -->"
    return "\n\n".join([f"# {title}", note, *parts]) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _said(*words: str) -> str:
    """What our own command prints, in a terminal of a fixed width and without colour."""
    command = [os.fspath(Path(sys.executable).with_name("fairlead")), *words]
    env = {"COLUMNS": "100", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"`fairlead {' '.join(words)}` failed:\n{done.stderr}")
    return done.stdout


def main(arguments: list[str]) -> int:
    """Run one of the three forms; gives the exit code."""
    forms = {(): write, ("--check",): check, ("--paths",): paths}
    form = forms.get(tuple(arguments))
    if form is None:
        print(__doc__)
        return 2
    return form()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
