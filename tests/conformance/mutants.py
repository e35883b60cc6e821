"""Documents made wrong on purpose: one seed, one sequence, whatever the machine."""

import copy
import random
from decimal import Decimal

TEXTS = (
    "", " ", " edge ", "a\nb", "é", "ZZZ", "x" * 36, "x" * 300, "x" * 60_000, "DEHAM",
    "2026-02-30", "20260228", "2026-02-28", "2026-02-28T10:00:00Z", "2026-02-28T10:00:00", "P1D",
)  # fmt: skip
EDGES = ("line\n", "\u2028x", "\x1cx", "\ufeffx", "\x85x", "\u0661\u0662\u0663\u0664")
"""Texts that Python's `re` and ECMA 262 read differently."""
NUMBERS = (0, -1, 101, 2**31, -(2**31) - 1, 10**30)
DECIMALS = tuple(map(Decimal, ("0.0", "-0.001", "0.1", "5.0", "5.5", "100.0000000000001", "1E+40")))
ANYTHING = (None, True, "", [], {}, [None], [{}], {"a": 1}, 7, Decimal("1.5"))


def mutants(trees, count, seed=20260304, texts=TEXTS + EDGES):
    """So many mutants of the trees in turn, each with one to three changes; the trees stay."""
    mutate = Mutator(random.Random(seed), trees, texts)
    for number in range(count):
        mutant = copy.deepcopy(trees[number % len(trees)])
        for _ in range(mutate.rng.choice((1, 1, 1, 2, 3))):
            mutate(mutant)
        yield mutant


class Mutator:
    """Changes a tree at one place, in place."""

    def __init__(self, rng, trees, texts):
        self.rng = rng
        self.texts = texts
        self.stock = [member for tree in trees for member in _members(tree)]
        spoil, others = [self.spoil] * 3, (self.replace, self.repeat, self.graft, self.extra)
        self.changes = (self.drop, *spoil, *others)

    def __call__(self, tree):
        if places := list(_places(tree)):
            self.rng.choice(self.changes)(*self.rng.choice(places))

    def drop(self, holder, step):
        del holder[step]

    def replace(self, holder, step):
        """A value of any other kind."""
        holder[step] = copy.deepcopy(self.rng.choice(ANYTHING))

    def spoil(self, holder, step):
        """Another value of the same kind."""
        value = holder[step]
        if isinstance(value, bool) or value is None:
            holder[step] = self.rng.choice((None, "true", 1))
        elif isinstance(value, str):
            holder[step] = self.rng.choice((*self.texts, value + " ", value * 8, value.lower()))
        elif isinstance(value, int | Decimal):
            holder[step] = self.rng.choice((*NUMBERS, *DECIMALS, -value, str(value)))
        else:
            self.graft(holder, step)

    def repeat(self, holder, step):
        """A list with more entries than it had, or with none."""
        value = holder[step] if isinstance(holder[step], list) else [holder[step]]
        holder[step] = copy.deepcopy(value * self.rng.choice((0, 1, 2, 6, 151)))

    def graft(self, holder, step):
        """A member from elsewhere, in here or beside."""
        name, value = self.rng.choice(self.stock)
        into = holder[step] if isinstance(holder[step], dict) else holder
        into[name if isinstance(into, dict) else step] = copy.deepcopy(value)

    def extra(self, holder, step):
        """A member that nobody knows."""
        into = holder[step] if isinstance(holder[step], dict) else holder
        if isinstance(into, dict):
            into[self.rng.choice(("x-own", "own", "Own", ""))] = self.rng.choice(("text", 1, None))


def _steps(node):
    if isinstance(node, dict):
        return list(node)
    return range(len(node)) if isinstance(node, list) else ()


def _members(tree):
    """Every named member of a tree, as something to graft elsewhere."""
    if isinstance(tree, dict):
        yield from tree.items()
    for step in _steps(tree):
        yield from _members(tree[step])


def _places(tree):
    """Every container with every step into it."""
    for step in _steps(tree):
        yield tree, step
        yield from _places(tree[step])
