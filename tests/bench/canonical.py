"""What the canonical form costs beside `rfc8785`: `python -m tests.bench.canonical`.

Both are given a tree that was read beforehand, `rfc8785` one with the doubles it wants.
"""

import json
import os
from pathlib import Path

import rfc8785

from fairlead.syntax.json import canonical, read
from tests.bench.contest import contest, ratio

SIZES = ("small", "large")


def contestants(data, size):
    """Either way to the form of one document, which is the same."""
    tree, plain = read(data), json.loads(data)
    assert canonical(tree) == rfc8785.dumps(plain)
    return {
        f"form of {size}": lambda: canonical(tree),
        f"rfc8785, {size}": lambda: rfc8785.dumps(plain),
    }


def canonical_figures(documents, rounds):
    """How many times longer `rfc8785` takes, and the times behind that."""
    runs = {}
    for size in SIZES:
        runs |= contestants(getattr(documents, size), size)
    times = contest(runs, rounds)
    for size in SIZES:
        faster = ratio(times, [f"rfc8785, {size}"], [f"form of {size}"])
        yield f"rfc8785 over our canonical form, {size}", faster, 5, 10, True
    return times


class Documents:
    """The documents alone, for a run of these figures alone."""

    def __init__(self, folder):
        for size in SIZES:
            setattr(self, size, (folder / f"{size}.json").read_bytes())


def main():
    folder = Path(os.environ["FAIRLEAD_SAMPLES"]) / "performance"
    for name, reached, bar, *_ in canonical_figures(Documents(folder), 9):
        print(f"{name:<44} {reached:>9.2f} {bar:>7}")


if __name__ == "__main__":
    main()
