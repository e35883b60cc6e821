"""A new form is a file: nothing else of the language is touched by it."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import fairlead
from fairlead.lens.form import FORMS
from fairlead.lens.rows import Row

HERE = Path(__file__).parent
PACKAGE = Path(fairlead.__file__).parent

BOTH_WAYS = """
from fairlead.bill import to_canonical
from fairlead.errors import MappingError
from fairlead.lens import Mapping
from fairlead.lens.grammar import build_grammar
from fairlead.lens.language.editor import mapping_schemas
from fairlead.lens.language.reference import sections

head = {"wire": "test.1", "canon": "Bill", "version": "1"}
row = {"mirrored": "number"}
mapping = Mapping.of(build_grammar(
    {"mapping": head, "bind": {"transport_document_reference": row}}, {}, {}
))
parsed = mapping.parse({"number": "1-LBLF"})
print(to_canonical(parsed.bill), mapping.emit(parsed.bill).tree)
schema = mapping_schemas()["mapping"]
print([one for one in sections({}) if "right to left" in one], "mirrored" in str(schema))
try:
    build_grammar({"mapping": head, "bind": {"issue_date": {**row, "need": True}}}, {}, {})
except MappingError as problem:
    print(problem)
"""


def test_an_invented_form_is_read_written_and_described(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "fairlead", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "invented" / "mirrored.py", tmp_path / "fairlead" / "lens" / "form")
    told = subprocess.run(
        [sys.executable, "-c", BOTH_WAYS],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout.splitlines()) == (
        0,
        [
            "{'transport_document_reference': 'FLBL-1'} {'number': '1-LBLF'}",
            "['A text that the wire spells from right to left.'] True",
            "the mapping test.1 is wrong:",
            "  [bind.issue_date] a row of the form mirrored has no word 'need'",
        ],
    ), told.stderr


def test_nobody_asks_for_a_form_by_its_name_to_compile_a_row():
    asked = [
        f"{path.name}: {line.strip()}"
        for room in ("compile", "checks", "form")
        for path in sorted((PACKAGE / "lens" / room).rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\.form\.name (==|!=|in|not in)", line)
    ]
    assert asked == []


SHARED = {one.name for one in fields(Row)} & {
    word for table in FORMS.values() for word in table.model_fields
}


ALSO = {"sum_of": "implied_by"}
"""How another form spells such a word in a mapping."""


@pytest.mark.parametrize("word", sorted(SHARED))
def test_a_word_of_one_form_alone_is_a_field_of_its_own_type(word):
    spelt = {word, ALSO.get(word, word)}
    assert sum(not spelt.isdisjoint(table.model_fields) for table in FORMS.values()) > 1
