"""What a large document costs beside a small one in a server: with report, collector on.

It runs in a process that holds what a server holds, and nothing else of the bench: how much the
garbage collector looks through is part of the figure.
"""

from pathlib import Path

from fairlead import convert
from tests.bench.callgrind import Group, Workload, over
from tests.bench.figure import Figure


def group(folder):
    """What is counted by instructions.

    The collector runs many times in the large document, and in a hundred small ones. All code that
    runs is warm when the large one comes.
    """
    small, large = (Path(folder, f"{size}.json").read_bytes() for size in ("small", "large"))
    return Group(
        {
            "small, collector on": Workload(
                lambda: convert(small, "un-json").report.faults, 20, 120
            ),
            "large, collector on": Workload(
                lambda: convert(large, "un-json").report.faults, 0, 1, 0
            ),
        },
        collector=True,
    )


def server_figures(counts):
    """The figure, by instructions."""
    yield Figure(
        "large over small, with report, collector on (instructions)",
        over(counts, ["large, collector on"], ["small, collector on"]), 210, 190,
    )  # fmt: skip
