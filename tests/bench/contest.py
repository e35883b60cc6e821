"""Contestants run in turn, so that a slow phase of the machine meets all alike.

CPU time counts, as other programs take some of the time that a clock on the wall shows.
"""

import gc
import statistics
import time


def contest(contestants, rounds, seconds=0.03):
    """The CPU times of every contestant in every round, in microseconds for one run."""
    times = {name: [] for name in contestants}
    counts = {}
    for name, run in contestants.items():
        run()
        start = time.process_time()
        run()
        counts[name] = max(1, int(seconds / max(time.process_time() - start, 1e-7)))
    gc.collect()
    gc.freeze()
    gc.disable()
    for _ in range(rounds):
        for name, run in contestants.items():
            start = time.process_time()
            for _ in range(counts[name]):
                run()
            times[name].append((time.process_time() - start) / counts[name] * 1e6)
        gc.collect()
    gc.enable()
    gc.unfreeze()
    return times


def ratio(times, above, below):
    """The median ratio of the sums of two sets of contestants."""
    rounds = range(len(next(iter(times.values()))))
    return statistics.median(
        sum(times[name][i] for name in above) / sum(times[name][i] for name in below)
        for i in rounds
    )
