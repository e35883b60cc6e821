"""How fast an interchange is read, and judged by its directory.

The same bytes of an invented bill of some 5 kB are read by pydifact, segment by segment, and by us,
into a tree by the directory's table, which then gives its verdict on that tree.
"""

import warnings

from pydifact.segmentcollection import Interchange

from fairlead.syntax.edifact import grouped, read
from tests.bench.callgrind import Group, Workload, over
from tests.bench.contest import contest, ratio
from tests.bench.figure import Figure
from tests.unit.syntax.interchanges import bill, directory, enveloped

ITEMS = 12


def contestants():
    """What is run: pydifact's parse, our reading, and our reading with the directory's verdict."""
    warnings.simplefilter("ignore")  # pydifact says of each segment that it has no directory
    data = enveloped(bill(ITEMS))
    text, ours = data.decode(), directory()

    def pydifact():
        return [part for one in Interchange.from_str(text).get_messages() for part in one.segments]

    def fairlead():
        return [grouped(one, ours.table) for one in read(data).messages]

    def judged():
        trees = fairlead()
        return trees, [ours.permits(tree) for tree in trees]

    assert all(judged()[1])
    return {"pydifact": pydifact, "fairlead reads": fairlead, "fairlead judges": judged}


def group():
    """What is counted by instructions."""
    return Group({name: Workload(run, 2, 6, 4) for name, run in contestants().items()})


def counted_figures(counts):
    """The figure by instructions."""
    yield Figure(
        "pydifact's parse of 5 kB, over reading and verdict (instructions)",
        over(counts, ["pydifact"], ["fairlead judges"]), 10, 15, more=True,
    )  # fmt: skip


def timed_figures(rounds, times):
    """The same by CPU time, and that of reading alone; keeps the times."""
    taken = contest(contestants(), rounds)
    times |= taken
    judged = ratio(taken, ["pydifact"], ["fairlead judges"])
    yield Figure("pydifact's parse of 5 kB, over reading and verdict", judged, more=True)
    faster = ratio(taken, ["pydifact"], ["fairlead reads"])
    yield Figure("pydifact's parse of 5 kB, over our reading", faster, 10, 10, more=True)
