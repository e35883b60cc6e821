"""Fault codes are for ever (ADR 4)."""

import re

from fairlead.faults import Severity, codes
from fairlead.rules import RULEBOOK
from tests.conftest import ROOT
from tests.house.source import FILES, texts_of

CODE = re.compile(r"(READ|PARSE|RULE|EMIT|LOSS|SEAL|TITLE|PINT)-\d{3}")
LEDGER = ROOT / "tests" / "house" / "codes.txt"
"""Every code that ever was. `make accept` adds to it; nothing takes away from it."""


def table():
    """Every code in use, with its severity and sentence: the table, and the rulebook's own."""
    book = {rule.code: (rule.severity.value, rule.says) for rule in RULEBOOK}
    assert set(book) & set(codes.CODES) == set(), "a code stands in the table and in the rulebook"
    assert len(book) == len(RULEBOOK), "a code stands twice in the rulebook"
    return codes.CODES | book


def test_every_code_has_the_form_of_a_code():
    assert [code for code in (*table(), *codes.RETIRED) if not CODE.fullmatch(code)] == []


def test_a_retired_code_is_not_in_use():
    assert set(table()) & codes.RETIRED == set()


def test_every_code_has_a_severity_and_a_sentence():
    severities = {severity.value for severity in Severity}
    wrong = [
        code
        for code, (severity, says) in table().items()
        if severity not in severities or not says.strip() or says.endswith(".")
    ]
    assert wrong == []


def test_every_code_in_the_source_is_in_the_table():
    known = set(table())
    unknown = [
        f"{source.at(node)}: {node.value}"
        for source in FILES
        for node in texts_of(source.tree)
        if CODE.fullmatch(node.value) and node.value not in known | codes.RETIRED
    ]
    assert unknown == []


def test_no_code_is_ever_forgotten(accepting):
    ever = set(LEDGER.read_text("utf-8").split()) if LEDGER.exists() else set()
    alive = set(table()) | codes.RETIRED
    if accepting:
        LEDGER.write_text("".join(f"{code}\n" for code in sorted(ever | alive)), "utf-8")
    assert ever - alive == set(), "a code that was published must stay, or be in RETIRED"
    assert accepting or alive - ever == set(), "new codes are entered by `make accept`"
