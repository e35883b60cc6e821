"""How many instructions a run takes, counted by callgrind: other programs do not disturb it.

A module gives workloads by name. They run one after the other in one process under
`valgrind --tool=callgrind`, each a few times and then many times, after a warm-up. The difference
of the two counts, over that of the numbers of runs, is what one run takes: neither the start of
Python nor the counting itself is in it.

Callgrind writes down what it counted whenever the process enters `getloadavg` of the C library,
which nothing else calls, and begins again at zero.
"""

import gc
import importlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.bench.processes import output_of

VALGRIND = shutil.which("valgrind")
TOTALS = re.compile(r"^totals: (\d+)$", re.MULTILINE)


class Workload(NamedTuple):
    """What is run, and how often."""

    run: Callable[[], object]
    few: int = 4
    many: int = 16
    warm_up: int = 20
    """Python specialises code that has run about that often."""


class Group(NamedTuple):
    """Workloads of one process."""

    workloads: dict[str, Workload]
    collector: bool = False
    """Whether the garbage collector runs, as in a server; else it is frozen and off."""


def counted(groups):
    """The instructions of one run of every workload; None without valgrind.

    `groups` are the names of the modules, with what their `group` is called with. The processes run
    side by side, as that changes no count.
    """
    if VALGRIND is None:
        return None
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(_counted, groups, groups.values())
        return {name: count for counts in found for name, count in counts.items()}


def _counted(module, words):
    """The instructions of one run of every workload of one module."""
    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder, "part")
        valgrind = [VALGRIND, "--quiet", "--tool=callgrind", "--dump-before=getloadavg",
                    f"--callgrind-out-file={parts}"]  # fmt: skip
        child = [sys.executable, "-m", "tests.bench.callgrind", module, *words]
        runs = json.loads(output_of([*valgrind, *child]))
        totals = [total_of(Path(f"{parts}.{number + 1}")) for number in range(3 * len(runs))]
    return per_run(runs, totals)


def total_of(part):
    """The instructions that a part of callgrind's output is about."""
    return int(TOTALS.search(part.read_text("utf-8"))[1])


def per_run(runs, totals):
    """The instructions of one run of each, by how often it ran and what was counted at each mark.

    The part that ends at the first of the three marks of a workload is what came before it.
    """
    counts = {}
    for number, (name, (few, many)) in enumerate(runs.items()):
        _, less, more = totals[3 * number : 3 * number + 3]
        counts[name] = (more - less) / (many - few)
    return counts


def over(counts, above, below):
    """The ratio of the instructions of two sets of workloads; None where they were not counted."""
    if counts is None:
        return None
    return sum(counts[name] for name in above) / sum(counts[name] for name in below)


def mark():
    """Makes callgrind write down what it counted since the last mark."""
    os.getloadavg()


def measure(workload):
    """Runs a workload a few and many times, between marks."""
    run, few, many, warm_up = workload
    for _ in range(warm_up):
        run()
    for times in (few, many):
        mark()
        for _ in range(times):
            run()
    mark()


def main():
    """What runs under callgrind: the workloads of a module; prints how often each ran."""
    name, *words = sys.argv[1:]
    group = importlib.import_module(name).group(*words)
    if not group.collector:
        gc.collect()
        gc.freeze()
        gc.disable()
    for workload in group.workloads.values():
        measure(workload)
    runs = {name: (one.few, one.many) for name, one in group.workloads.items()}
    print(json.dumps(runs))


if __name__ == "__main__":
    main()
