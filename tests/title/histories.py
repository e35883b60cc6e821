"""Honest histories from a seed, and every change of one thing in them: data alone.

`pint(seed)` and `openebl(seed)` give the honest history of that seed and a list of `Mutation`s of
it. The same seed gives the same histories, and nothing here reads a clock. What a change is called,
what is right of it, and why it may stand where it may, is said by the mutation itself.
"""

from tests.title.openebl_changes import mutations as openebl
from tests.title.pint_changes import mutations as pint

__all__ = ["openebl", "pint"]
