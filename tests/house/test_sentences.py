"""What verdicts and the exceptions of the room seal say is data that people read: one list."""

import ast

from tests.house.source import FILES, texts_of
from tests.unit.seal.verdicts import LIST, SENTENCES

VOUCHING = (
    "alone", "anchors", "checksums", "dcsa", "evidence", "issuance", "lineage", "openebl",
    "receipt_alone", "repeat", "told", "verify",
)  # fmt: skip
SPEAKING = [
    source
    for source in FILES
    if source.room == "seal"
    or source.module.startswith("fairlead.gateway.vouch.statements")
    or source.module in {f"fairlead.gateway.vouch.{name}" for name in VOUCHING}
]


def said_in(source):
    """The texts of a file that are more than one word, with `{}` for what varies in them."""
    joined = [node for node in ast.walk(source.tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for one in joined for part in ast.walk(one)}
    whole = {node.value for node in texts_of(source.tree) if id(node) not in parts}
    varying = {
        "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in one.values)
        for one in joined
    }
    return {text for text in whole | varying if " " in text.strip()}


def test_the_list_of_sentences_is_what_the_source_says(accepting):
    said = set().union(*map(said_in, SPEAKING))
    if accepting:
        LIST.write_text("".join(f"{one}\n" for one in sorted(said)), "utf-8")
    assert accepting or sorted(said - SENTENCES) == [], "`make accept` enters new sentences"
    assert accepting or sorted(SENTENCES - said) == [], "`make accept` drops what nobody says"
