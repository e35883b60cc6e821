"""What a process costs that does one thing, beside a bare Python: CPU time from start to end.

What a mapping costs to load is the CPU time between two moments of one process: all modules are
there that loading makes use of, and the mapping is there. That is a process that imports and loads,
without one that imports the same modules and loads nothing, and without what the two starts differ
by chance. A mapping that lies there compiled is read; one that does not is compiled then and there.
"""

import statistics
import sys
from pathlib import Path

from fairlead.formats import FORMATS
from tests.bench.contest import ratio
from tests.bench.figure import Figure
from tests.bench.processes import contest_of_processes, output_of

LOAD = """
import importlib, sys, time
from fairlead.formats import named
alias, *modules = sys.argv[1:]
for name in modules:
    importlib.import_module(name)
started = time.process_time()
named(alias).mapping.code
print((time.process_time() - started) * 1e6)
print(*(name for name, one in sys.modules.items() if getattr(one, "__spec__", None)))
"""


def commands(small):
    """The command line, and Python that does nothing."""
    command = str(Path(sys.executable).with_name("fairlead"))
    return {
        "python": [sys.executable, "-c", "pass"],
        "--version": [command, "--version"],
        "first convert": [command, "convert", str(small), "--to", "un-json"],
    }


def mappings():
    """The name of every mapping there is: of each format, and of each version that is written."""
    return [
        name
        for one in FORMATS
        for name in (one.alias, *(f"{one.alias}@{version}" for version in one.versions[1:]))
    ]


def loaded(alias, modules=()):
    """The microseconds that a mapping took to load, and the modules that were there then."""
    taken, names = output_of([sys.executable, "-c", LOAD, alias, *modules]).splitlines()
    return float(taken), names.split()


def loads(aliases, rounds):
    """The CPU times of loading each mapping in every round."""
    modules = {alias: loaded(alias)[1] for alias in aliases}
    times = {alias: [] for alias in aliases}
    for _ in range(rounds):
        for alias, names in modules.items():
            times[alias].append(loaded(alias, names)[0])
    return times


def worst_of(loading, python):
    """The mapping that takes longest to load, and how many times as long as Python starts."""
    alias = max(loading, key=lambda alias: statistics.median(loading[alias]))
    return alias, statistics.median(loading[alias]) / statistics.median(python)


def start_figures(small, rounds, times):
    """Every figure of starts; keeps the times."""
    started = contest_of_processes(commands(small), rounds)
    for name, bar, stretch in (("--version", 9, 4), ("first convert", 14, 10)):
        over = ratio(started, [name], ["python"])
        yield Figure(f"fairlead {name}, over bare Python", over, bar, stretch)
    loading = loads(mappings(), max(3, rounds // 2))
    alias, over = worst_of(loading, started["python"])
    yield Figure(f"loading any mapping, over bare Python (worst: {alias})", over, 1.5, 1.2)
    times |= {f"start: {name}": each for name, each in started.items()}
    times |= {f"load: {alias}": each for alias, each in loading.items()}
