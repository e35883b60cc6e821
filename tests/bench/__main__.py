"""What Fairlead reaches, as ratios of one run: `make bench`.

Every contestant of a figure is run in turn in every round, so that a slow phase of the machine
meets all alike; a figure is the median over the rounds of the ratio within a round. One core; the
garbage collector is frozen and off while a round runs, as a batch may have it.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import jsonschema_rs
import msgspec
import orjson

from fairlead import convert
from fairlead.bill import Bill
from fairlead.formats import named
from fairlead.lens.session import Reading, Writing
from fairlead.rules import STRICT
from fairlead.rules import check as check_rules
from fairlead.syntax import json as json_syntax
from tests.bench import hand
from tests.bench.canonical import canonical_figures
from tests.bench.contest import contest, ratio
from tests.bench.direct import direct
from tests.bench.naive import MODEL
from tests.bench.sealing import sealing_figures
from tests.bench.wires import wire_figures
from tests.bench.xmldsig import signature_figures

SAMPLES = os.environ.get("FAIRLEAD_SAMPLES")
ROUNDS = 9


class Documents:
    """The documents and what the contestants need of them, made once."""

    def __init__(self, folder):
        self.small = (folder / "small.json").read_bytes()
        self.large = (folder / "large.json").read_bytes()
        self.dcsa, self.un = named("dcsa"), named("un-json")
        self.tree = json_syntax.read(self.small)
        self.plain = orjson.loads(self.small)
        self.fields = self.dcsa.mapping.code.read(self.tree, Reading())
        self.bill = msgspec.convert(self.fields, Bill)
        self.model = MODEL.model_validate(self.fields)
        self.said = self.un.mapping.emit(self.bill).tree
        self.source = jsonschema_rs.validator_for(
            self.dcsa.wire.schema.document, validate_formats=True
        )
        self.target = jsonschema_rs.validator_for(
            self.un.wire.schema.document, validate_formats=True
        )
        assert hand.read(self.tree, date.fromisoformat) == self.fields
        assert hand.write(self.bill) == self.said
        assert direct(self.plain) == self.said
        assert self.source.is_valid(self.plain)
        assert self.target.is_valid(self.said)

    def primitives(self):
        return {
            "orjson.loads": lambda: orjson.loads(self.small),
            "source schema": lambda: self.source.is_valid(self.plain),
            "hand mapping": lambda: direct(self.plain),
            "target schema": lambda: self.target.is_valid(self.said),
            "orjson.dumps": lambda: orjson.dumps(self.said),
        }

    def in_sequence(self):
        """Every primitive once, in the order of a conversion: as cold as that finds them."""
        steps = tuple(self.primitives().values())

        def run():
            for step in steps:
                step()

        return run

    def stages(self):
        code = self.dcsa.mapping
        return {
            "read": lambda: json_syntax.read(self.small),
            "schema": lambda: self.dcsa.wire.schema.permits(self.tree),
            "parse": lambda: code.parse(self.tree),
            "rules": lambda: check_rules(self.bill, STRICT),
            "emit": lambda: self.un.mapping.emit(self.bill),
            "target": lambda: self.un.wire.schema.permits(self.said),
            "write": lambda: json_syntax.write(self.said),
        }

    def mappings(self):
        read, write = self.dcsa.mapping.code.read, self.un.mapping.code.write
        return {
            "compiled read": lambda: read(self.tree, Reading()),
            "compiled write": lambda: write(self.bill, Writing()),
            "hand read": lambda: hand.read(self.tree, date.fromisoformat),
            "hand write": lambda: hand.write(self.bill),
        }

    def naive(self):
        """The stack that a hurried team would write."""
        source = jsonschema.Draft202012Validator(
            self.dcsa.wire.schema.document, format_checker=jsonschema.FormatChecker()
        )
        target = jsonschema.Draft202012Validator(
            self.un.wire.schema.document, format_checker=jsonschema.FormatChecker()
        )

        def run():
            tree = json.loads(self.small)
            list(source.iter_errors(tree))
            MODEL.model_validate(self.fields)
            said = direct(tree)
            list(target.iter_errors(said))
            return json.dumps(said)

        return run


def peak_of_large(folder):
    """The most memory that a fresh process takes to convert the large document, in MB."""
    code = (
        "import resource, sys; from fairlead import convert;"
        "convert(open(sys.argv[1], 'rb').read(), 'un-json', source='dcsa');"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "large.json")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def starts(folder):
    """What starting the command costs, beside starting Python."""
    command = Path(sys.executable).with_name("fairlead")
    calls = {
        "python": [sys.executable, "-c", "pass"],
        "--version": [command, "--version"],
        "convert": [command, "convert", folder / "small.json", "--to", "un-json"],
    }
    return {
        name: (lambda words=words: subprocess.run(words, capture_output=True, check=True))
        for name, words in calls.items()
    }


def figures(folder, rounds):
    """Every figure: name, what was reached, bar, stretch, and whether more is better."""
    documents = Documents(folder)
    pipeline = contest(
        {
            **documents.primitives(),
            "primitives": documents.in_sequence(),
            "convert": lambda: convert(documents.small, "un-json"),
            "naive": documents.naive(),
        },
        rounds,
    )
    over = ratio(pipeline, ["convert"], ["primitives"])
    yield "small DCSA -> UN, over its primitives", over, 5, 3, False
    alone = ratio(pipeline, ["convert"], list(documents.primitives()))
    yield "  (each primitive in a loop of its own)", alone, 5, 3, False
    yield (
        "the naive stack over small DCSA -> UN",
        ratio(pipeline, ["naive"], ["convert"]),
        15,
        25,
        True,
    )
    mapping = contest(documents.mappings(), rounds)
    ours, theirs = ["compiled read", "compiled write"], ["hand read", "hand write"]
    yield "the mapping alone, over one by hand", ratio(mapping, ours, theirs), 1.7, 1.1, False
    sizes = contest(
        {
            "small": lambda: convert(documents.small, "un-json"),
            "large": lambda: convert(documents.large, "un-json"),
        },
        max(7, rounds),
    )
    yield "large (200 x the bytes), over small", ratio(sizes, ["large"], ["small"]), 220, 150, False
    yield "peak memory for large, MB", peak_of_large(folder), 200, 200, False
    start = contest(starts(folder), max(11, rounds), seconds=0)
    yield (
        "fairlead --version, over bare Python",
        ratio(start, ["--version"], ["python"]),
        9,
        4,
        False,
    )
    yield (
        "fairlead convert small, over bare Python",
        ratio(start, ["convert"], ["python"]),
        40,
        25,
        False,
    )
    wires = yield from wire_figures(documents, rounds)
    forms = yield from canonical_figures(documents, rounds)
    seals = yield from sealing_figures(documents, rounds)
    signed = yield from signature_figures(documents, rounds)
    report(pipeline, mapping, contest(documents.stages(), rounds), wires, forms, seals, signed)


def report(*contests):
    """The times behind the figures."""
    print("\nmedian microseconds")
    for times in contests:
        for name, each in times.items():
            print(f"  {name:<16} {statistics.median(each):>10.1f}")
        print()


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="seven rounds")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    asked = parser.parse_args()
    if SAMPLES is None:
        print("20 figures not measured: FAIRLEAD_SAMPLES names no folder")
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'figure':<44} {'reached':>9} {'bar':>7} {'stretch':>8}")
    reached = []
    for name, value, bar, stretch, more in figures(
        Path(SAMPLES) / "performance", 7 if asked.quick else ROUNDS
    ):
        met = value >= bar if more else value <= bar
        print(f"{name:<44} {value:>9.2f} {bar:>7} {stretch:>8}  {'met' if met else 'MISSED'}")
        reached.append({"figure": name, "reached": value, "bar": bar, "stretch": stretch})
    if asked.json:
        asked.json.write_text(json.dumps(reached, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
