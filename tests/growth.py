"""How the cost of work grows with its input: the one place of the tests that reads a clock.

What a machine needs in seconds says more of the machine than of the code, so no test asserts
seconds. A test asks instead how the CPU time of an input grows when the input is doubled, and
doubled again:

    assert overgrowth(lambda n: partial(read, b"<a>" + b"<b/>" * n + b"</a>"), 10_000) < SPARE

Linear work needs twice the time for `2 n` and four times the time for `4 n`. `overgrowth` says how
many times more than that was needed, and `SPARE` is what it must stay below. Quadratic work needs
sixteen times the time for `4 n`, which is an overgrowth of 4, twice what is spared.

What is not in proportion in any sense that matters is not measured: a time below that of a fixed
piece of plain Python on the same machine counts as that time.
"""

import gc
import time

__all__ = ["SPARE", "overgrowth"]

SPARE = 2
"""How many times more than in proportion is still taken for noise, caches and logarithms."""

_ROUNDS = 5
_STEPS = 300_000
"""The fixed piece of work: about four milliseconds of a machine of 2025."""


def overgrowth(work, n):
    """How many times more CPU time than in proportion work needs for `2 n` and for `4 n`.

    `work(size)` prepares an input of that size, and gives the function that is measured. Choose `n`
    so that what grows costs more than what does not, and `4 n` takes a second at most.

    Each size is measured once after a warm-up; where that looks bad it is measured again, up to
    five times, and the best of each size counts, because noise only ever adds time.

    >>> overgrowth(lambda n: lambda: sum(range(n)), 100_000) < SPARE
    True
    """
    calls = {size: work(size) for size in (n, 2 * n, 4 * n)}
    calls[n]()
    floor = min(_seconds(lambda: sum(range(_STEPS))) for _ in range(3))
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(_ROUNDS):
        gc.collect()
        for size, call in calls.items():
            best[size] = min(best[size], max(floor, _seconds(call)))
        excess = max(best[2 * n] / 2, best[4 * n] / 4) / best[n]
        if excess < SPARE:
            break
    return excess


def _seconds(call):
    """The CPU time of one call; what collects garbage waits."""
    gc.disable()
    try:
        started = time.process_time()
        call()
        return time.process_time() - started
    finally:
        gc.enable()
