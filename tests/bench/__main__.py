"""What Fairlead reaches, as ratios of one run: `make bench`.

What is counted by instructions is the same however busy the machine is, and is *not measured* where
valgrind is absent. What is measured by CPU time is the median over several rounds of the ratio
within a round; every contestant is run in turn in every round, on one core, so that a slow phase of
the machine meets all alike. The garbage collector is frozen and off while a round runs, as a batch
may have it, except where a figure says that it is on.
"""

import argparse
import json
import os
import statistics
from pathlib import Path

from tests.bench import conversion, edifact, server
from tests.bench.callgrind import counted
from tests.bench.canonical import canonical_figures
from tests.bench.documents import Documents
from tests.bench.figure import HEAD, line
from tests.bench.memory import memory_figures
from tests.bench.sealing import sealing_figures
from tests.bench.starts import start_figures
from tests.bench.wires import wire_figures
from tests.bench.xmldsig import signature_figures

SAMPLES = os.environ.get("FAIRLEAD_SAMPLES")
ROUNDS, QUICK_ROUNDS = 9, 5


def groups(folder):
    """The modules whose workloads are counted by instructions, the longest first."""
    return {
        "tests.bench.server": (str(folder),),
        "tests.bench.conversion": (str(folder),),
        "tests.bench.edifact": (),
    }


def figures(folder, rounds, counts, times):
    """Every figure; keeps the times behind them."""
    yield from conversion.counted_figures(counts)
    yield from edifact.counted_figures(counts)
    yield from server.server_figures(counts)
    on_one_core()
    documents = Documents(folder)
    yield from start_figures(folder / "small.json", rounds, times)
    yield from memory_figures(folder / "large.json")
    yield from conversion.timed_figures(documents, rounds, times)
    yield from sealing_figures(documents, rounds, times)
    yield from edifact.timed_figures(rounds, times)
    yield from wire_figures(documents, rounds, times)
    yield from canonical_figures(documents, rounds, times)
    yield from signature_figures(documents, rounds, times)


def on_one_core():
    """Stays on one core, where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def tell(title, numbers):
    """The numbers behind the figures."""
    print(f"\n{title}")
    for name, number in numbers.items():
        print(f"  {name:<28} {number:>15,.1f}")


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--json", type=Path, help="also write figures and numbers there")
    asked = parser.parse_args()
    if SAMPLES is None:
        print("no figure was measured: FAIRLEAD_SAMPLES names no folder")
        return
    folder, times, reached = Path(SAMPLES) / "performance", {}, []
    counts = counted(groups(folder))
    if counts is None:
        print("no instructions were counted: valgrind is not installed")
    print(HEAD)
    for figure in figures(folder, QUICK_ROUNDS if asked.quick else ROUNDS, counts, times):
        print(line(figure), flush=True)
        reached.append(figure.as_json())
    print("(CPU time, where the name says no unit)")
    taken = {name: statistics.median(each) for name, each in times.items()}
    if counts is not None:
        tell("instructions of one run", counts)
    tell("CPU time of one run, median, in microseconds", taken)
    if asked.json:
        kept = {"figures": reached, "instructions": counts, "microseconds": taken}
        asked.json.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
