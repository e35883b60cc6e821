"""A mapping written by hand: what an engineer would write for these fields, and nothing more.

`read` and `write` take the two steps that Fairlead takes, through the fields of a Bill; they cover
the fields of the small document that the bench converts, and give equal results.
"""

from tests.bench.hand.reading import read
from tests.bench.hand.writing import UN_SEALS, write

__all__ = ["UN_SEALS", "read", "write"]
