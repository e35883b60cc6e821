"""The instruments of `make bench`: what they say is true."""

import pytest

from tests.bench import callgrind
from tests.bench.figure import Figure
from tests.bench.memory import STATUS, peak_of
from tests.conftest import uninstalled

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("reached", "more", "verdict"),
    ((2.6, False, "met"), (2.7, False, "MISSED"), (2.6, True, "met"), (2.5, True, "MISSED")),
)
def test_a_bar_is_met_where_it_is_reached(reached, more, verdict):
    assert Figure("convert", reached, bar=2.6, stretch=2.3, more=more).verdict == verdict


def test_what_was_not_measured_is_neither_met_nor_missed():
    assert Figure("convert", None, bar=2.6, stretch=2.3).verdict == "not measured"


def test_neither_the_start_nor_a_mark_is_in_the_count_of_a_run():
    start, mark, read, write = 9_000, 50, 100, 30
    totals = [start, mark + read, mark + 3 * read, mark, mark + 2 * write, mark + 12 * write]
    assert callgrind.per_run({"read": (1, 3), "write": (2, 12)}, totals) == {
        "read": 100,
        "write": 30,
    }


KNOWN = """
from tests.bench.callgrind import Group, Workload

def work(size):
    return Workload(lambda: [None for _ in range(size)])

def group(size):
    return Group({"none": work(0), "once": work(int(size)), "twice": work(2 * int(size))})
"""


def test_twice_the_work_is_twice_the_instructions(tmp_path, monkeypatch):
    if callgrind.VALGRIND is None:
        pytest.skip(uninstalled("valgrind"))
    (tmp_path / "known.py").write_text(KNOWN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    counts = callgrind.counted({"known": ("5000",)})
    alone = {name: counts[name] - counts["none"] for name in ("once", "twice")}
    assert counts["none"] < alone["once"] / 10
    assert alone["twice"] == pytest.approx(2 * alone["once"], rel=0.02)


def test_nothing_is_counted_without_valgrind(monkeypatch):
    monkeypatch.setattr(callgrind, "VALGRIND", None)
    assert callgrind.counted({"known": ()}) is None
    assert callgrind.over(None, ["once"], ["twice"]) is None


@pytest.mark.skipif(not STATUS.exists(), reason=uninstalled("/proc"))
def test_a_process_is_not_charged_with_the_memory_of_its_parent():
    held = b"x" * (256 * MEGABYTE)
    assert peak_of("pass") < 128
    del held


@pytest.mark.skipif(not STATUS.exists(), reason=uninstalled("/proc"))
def test_a_process_is_charged_with_what_it_has_given_back():
    assert peak_of(f"held = b'x' * {256 * MEGABYTE}; del held") > 256
