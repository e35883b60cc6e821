"""What converting a small DCSA document to UN/CEFACT costs, with and without its report."""

from pathlib import Path

from fairlead import convert
from tests.bench.callgrind import Group, Workload, over
from tests.bench.contest import contest, ratio
from tests.bench.documents import Documents
from tests.bench.figure import Figure
from tests.bench.sealing import Parties, whole

OURS, BY_HAND = ["compiled read", "compiled write"], ["hand read", "hand write"]


def contestants(documents):
    """A conversion, and what it is measured against."""
    return {
        **documents.primitives(),
        "primitives": documents.in_sequence(),
        "convert": lambda: convert(documents.small, "un-json"),
        "convert, report": lambda: convert(documents.small, "un-json").report.faults,
        "competent peer": lambda: documents.peer.convert(documents.small),
    }


def group(folder):
    """What is counted by instructions."""
    documents = Documents(Path(folder))
    runs = {
        **contestants(documents),
        **documents.mappings(),
        **documents.stages(),
        **whole(documents, Parties()),
    }
    return Group({name: Workload(run) for name, run in runs.items()})


def counted_figures(counts):
    """The figures by instructions."""
    yield Figure(
        "small DCSA -> UN, over its primitives (instructions)",
        over(counts, ["convert"], ["primitives"]), 2.6, 2.3,
    )  # fmt: skip
    yield Figure(
        "  with report (instructions)", over(counts, ["convert, report"], ["primitives"]), 5, 4
    )
    yield Figure(
        "  with seal and receipt (instructions)",
        over(counts, ["sealed whole"], ["in sequence"]), 2.6, 2.3,
    )  # fmt: skip
    yield Figure(
        "  with report, over the competent peer (instructions)",
        over(counts, ["convert, report"], ["competent peer"]), 2.5, 1.8,
    )  # fmt: skip
    yield Figure(
        "the mapping alone, over one by hand (instructions)", over(counts, OURS, BY_HAND), 1.5, 1.3
    )


def timed_figures(documents, rounds, times):
    """The same by CPU time, and what is measured by CPU time only; keeps the times."""
    runs = {**contestants(documents), "naive": documents.naive()}
    pipeline = contest(runs, rounds)
    mapping = contest(documents.mappings(), rounds)
    times |= pipeline | mapping | contest(documents.stages(), rounds)
    for name, above, below in (
        ("small DCSA -> UN, over its primitives", ["convert"], ["primitives"]),
        ("  (each primitive in a loop of its own)", ["convert"], [*documents.primitives()]),
        ("  with report", ["convert, report"], ["primitives"]),
        ("  with report, over the competent peer", ["convert, report"], ["competent peer"]),
    ):
        yield Figure(name, ratio(pipeline, above, below))
    yield Figure("the mapping alone, over one by hand", ratio(mapping, OURS, BY_HAND))
    slower = ratio(pipeline, ["naive"], ["convert"])
    yield Figure("the naive stack over small DCSA -> UN", slower, 15, 25, more=True)
    large = contest(sizes(documents), max(7, rounds))
    times |= large
    grown = ratio(large, ["large"], ["small"])
    yield Figure("large (200 x the bytes), over small", grown, 220, 150)


def sizes(documents):
    """The same conversion of both documents."""
    return {
        "small": lambda: convert(documents.small, "un-json"),
        "large": lambda: convert(documents.large, "un-json"),
    }
