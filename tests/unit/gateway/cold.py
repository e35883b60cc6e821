"""A process of which the first thing is that many threads convert, and what it made meanwhile.

    python cold.py [counting] [slowly] [unlocked] [ready] [threads=16]

It prints as JSON how the documents ended, and how often each thing was made that is made once.
`slowly` lets each of those take its time, `unlocked` takes the lock out that makes them once.
"""

import contextlib
import functools
import itertools
import json
import sys
import threading
from collections import Counter
from pathlib import Path

from fairlead import once as room

ROOT = Path(__file__).resolve().parents[3]
FORMATS = sorted(path.parent.parent.name for path in ROOT.glob("tests/vectors/*/*_refused/README"))
TARGETS = ("un-json", "dcsa", "un-xml", "iftmcs", "openebl", "efti", "dcsa@3.0.0", "iftmcs-d99b")
TURNS = 3_000
MADE = Counter()
HELD = []
"""What was asked for something, so that no two of them are taken for one."""


def count(words):
    """Counts what is made once; it is to be called before anything is imported."""

    def noted(make):
        @functools.wraps(make)
        def making(*given, **named):
            HELD.append(given)
            things = [one if isinstance(one, str) else id(one) for one in given]
            MADE[f"{make.__module__}.{make.__qualname__} {things} {named}"] += 1
            for _ in range(TURNS if "slowly" in words else 0):
                pass
            return make(*given, **named)

        return making

    within, init = room.once_within, room.once_property.__init__
    room.once_within = lambda most: lambda make: within(most)(noted(make))
    room.once_property.__init__ = lambda self, make: init(self, noted(make))
    if "unlocked" in words:
        room._MAKING = contextlib.nullcontext()


def documents():
    """A document of every format that is read, and one that its schema refuses."""
    for alias in dict.fromkeys(FORMATS):
        folders = sorted((ROOT / "tests" / "vectors" / alias).iterdir())
        for refused in (False, True):
            chosen = [one for one in folders if one.name.endswith("_refused") is refused]
            wires = [wire for one in chosen for wire in one.glob("wire.*")]
            yield alias, wires[0].read_bytes()


def outcome(alias, data, to):
    """What a conversion gives, or the codes for which it is refused."""
    import fairlead

    try:
        made = fairlead.convert(data, to, source=alias)
        return [len(made.output), len(made.report), made.ledger.total]
    except fairlead.Refused as refused:
        return sorted({one.code for one in refused.report.errors})


def main():
    words = set(sys.argv[1:])
    sys.setswitchinterval(1e-6)
    if "counting" in words:
        count(words)
    if "ready" in words:
        import fairlead

        fairlead.ready()
        MADE.clear()
    jobs = [(*one, to) for one, to in zip(documents(), itertools.cycle(TARGETS), strict=False)]
    threads = next((int(one[8:]) for one in words if one.startswith("threads=")), 16)
    gate, ends = threading.Barrier(threads), [None] * threads

    def run(number):
        gate.wait()
        first = number % len(jobs)  # each begins with another one
        turned = {at: outcome(*jobs[at]) for at in (*range(first, len(jobs)), *range(first))}
        ends[number] = [turned[at] for at in range(len(jobs))]

    started = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for one in started:
        one.start()
    for one in started:
        one.join()
    sys.stdout.write(json.dumps({"ends": ends, "made": MADE}))


if __name__ == "__main__":
    main()
