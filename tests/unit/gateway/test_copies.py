"""What is given and what is raised may be copied, and goes to another process and back."""

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import fairlead
from fairlead import Refused, convert
from fairlead.bill import Bill
from fairlead.faults import Report, fault
from fairlead.formats import FORMATS, named
from fairlead.gateway import understand
from fairlead.rules import CTK, STRICT
from fairlead.seal import open_signer
from fairlead.seal.signer.file import new_key
from tests.conftest import ROOT

WAYS = {
    "pickled": lambda one: pickle.loads(pickle.dumps(one)),  # noqa: S301 - it is ours
    "copied": copy.copy,
    "copied deeply": copy.deepcopy,
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
BILL = (ROOT / "examples" / "straight-bill" / "bill.dcsa.json").read_bytes()


def sources():
    """A bill in every format that is written, and the wrappings that a document comes in."""
    for one in FORMATS:
        if one.writes and one.alias not in {"openebl", "efti"}:
            yield one.alias, convert(BILL, one.alias).output
    for alias in ("openebl", "efti", "iftmcs-d24a"):
        folders = sorted((ROOT / "tests" / "vectors" / alias).iterdir())
        wires = [wire for folder in folders for wire in folder.glob("wire.*")]
        yield alias, next(wire for wire in wires if is_said(wire.read_bytes())).read_bytes()
    yield "carrying", convert(BILL, "un-json", carry=True).output
    yield "issuance", b'{"document":%b,"issueTo":{"x":["y"]}}' % BILL


def is_said(data):
    try:
        return convert(data, "un-xml") is not None
    except Refused:
        return False


SOURCES = dict(sources())


def said_by(made):
    """Everything that a conversion says of itself."""
    return {
        "output": made.output, "bill": made.bill, "source": made.source.format,
        "target": made.target, "report": made.report, "losses": made.losses,
        "leaves": made.ledger.leaves, "counts": made.ledger.counts, "places": made.lost_places,
        "asked": made.asked.as_json(), "trace": made.source.trace, "data": made.asked.data,
    }  # fmt: skip


@every_way
@pytest.mark.parametrize("asked_before", (False, True), ids=("untouched", "asked before"))
@pytest.mark.parametrize("source", SOURCES)
def test_a_conversion_says_the_same_after_it(source, way, asked_before):
    made = convert(SOURCES[source], "un-xml")
    if asked_before:
        said_by(made)
    assert said_by(way(made)) == said_by(made)


@every_way
def test_a_conversion_is_equal_to_its_copy(way):
    made = convert(BILL, "iftmcs", profile=CTK)
    again = way(made)
    assert (again.ledger, again.report, again.asked) == (made.ledger, made.report, made.asked)


@every_way
def test_a_conversion_is_sealed_after_it(way, tmp_path):
    (tmp_path / "key.pem").write_bytes(new_key("EdDSA", None)[0])
    signer, at = open_signer(f"file:{tmp_path / 'key.pem'}"), datetime(2026, 11, 30, tzinfo=UTC)
    made = convert(BILL, "un-json")
    receipts = [fairlead.seal_conversion(one, signer, at=at).receipt for one in (made, way(made))]
    assert receipts[0] == receipts[1]


def refusals():
    for data, to in ((b"{}", "un-json"), (b"<a/>", "dcsa"), (SOURCES["un-json"], "dcsa")):
        with pytest.raises(Refused) as refused:
            convert(data, to)
        yield refused.value


@every_way
def test_a_refusal_says_the_same_after_it(way):
    for one in refusals():
        again = way(one)
        assert (type(again), str(again), again.report) == (Refused, str(one), one.report)


@every_way
def test_a_report_is_equal_after_it(way):
    report = Report((fault("READ-005", wire="/a", value="x"), fault("EMIT-020", bill="b")))
    assert way(report) == report
    assert way(report).refused


@every_way
@pytest.mark.parametrize("kind", ("MappingError", "UsageError", "Unreachable", "FairleadError"))
def test_every_other_exception_says_the_same_after_it(kind, way):
    one = getattr(fairlead, kind)("why")
    assert (type(way(one)), str(way(one))) == (type(one), "why")


NAMES = (*(one.alias for one in FORMATS), "dcsa@3.0.3", "iftmcs:yang-ming", "iftmcs@d99b:one")


@every_way
@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_found_again_by_its_name(name, way):
    one = named(name)
    again = way(one)
    assert again == one
    assert again.mapping is one.mapping


def test_a_format_takes_no_more_than_its_name_along():
    assert len(pickle.dumps(named("iftmcs@d99b:one"))) < 100


@every_way
def test_a_profile_of_ours_is_itself(way):
    assert way(STRICT) is STRICT
    assert way(replace(CTK, name="another")).readings.keys() == CTK.readings.keys()


@every_way
def test_a_bill_is_equal_after_it(way):
    bill = understand(BILL).bill
    assert isinstance(way(bill), Bill)
    assert way(bill) == bill


def test_a_refusal_in_another_process_is_that_refusal():
    forked = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=forked) as pool:
        refused = pool.submit(convert, b"{}", "un-json").exception(60)
        made = pool.submit(convert, BILL, "un-json").result(60)
    assert isinstance(refused, Refused)
    assert [one.code for one in refused.report] == ["READ-020"]
    assert said_by(made) == said_by(convert(BILL, "un-json"))
