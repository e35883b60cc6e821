"""What the canonical form costs beside `rfc8785`.

Both are given a tree that was read beforehand, `rfc8785` one with the doubles it wants.
"""

import json

import rfc8785

from fairlead.syntax.json import canonical, read
from tests.bench.contest import contest, ratio
from tests.bench.figure import Figure

SIZES = ("small", "large")


def contestants(data, size):
    """Either way to the form of one document, which is the same."""
    tree, plain = read(data), json.loads(data)
    assert canonical(tree) == rfc8785.dumps(plain)
    return {
        f"form of {size}": lambda: canonical(tree),
        f"rfc8785, {size}": lambda: rfc8785.dumps(plain),
    }


def canonical_figures(documents, rounds, times):
    """How many times longer `rfc8785` takes; keeps the times."""
    runs = {}
    for size in SIZES:
        runs |= contestants(getattr(documents, size), size)
    taken = contest(runs, rounds)
    times |= taken
    for size in SIZES:
        faster = ratio(taken, [f"rfc8785, {size}"], [f"form of {size}"])
        yield Figure(f"rfc8785 over our canonical form, {size}", faster, 5, 10, more=True)
