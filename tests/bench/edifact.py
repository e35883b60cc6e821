"""How fast an interchange is read: `python -m tests.bench.edifact`.

The same bytes of an invented bill of some 5 kB are read by pydifact, segment by segment, and by us,
into a tree by the directory's table. Both are run in turn, so that the machine is the same to both.
"""

import sys
import warnings

from pydifact.segmentcollection import Interchange

from fairlead.syntax.edifact import grouped, read
from tests.bench.contest import contest, ratio
from tests.unit.syntax.interchanges import bill, directory, enveloped

BAR = 10
ROUNDS = 9
ITEMS = 12


def contestants(data):
    """What is run: pydifact's parse, our reading, and the verdict of the directory."""
    text, ours = data.decode(), directory()
    trees = [grouped(one, ours.table) for one in read(data).messages]

    def pydifact():
        return [part for one in Interchange.from_str(text).get_messages() for part in one.segments]

    def fairlead():
        return [grouped(one, ours.table) for one in read(data).messages]

    return {
        "pydifact": pydifact,
        "fairlead": fairlead,
        "verdict": lambda: [ours.permits(tree) for tree in trees],
    }


def main():
    """Print the figures; gives 1 if the bar is not reached."""
    warnings.simplefilter("ignore")  # pydifact says of each segment that it has no directory
    data = enveloped(bill(ITEMS))
    times = contest(contestants(data), ROUNDS)
    times_faster = ratio(times, ["pydifact"], ["fairlead"])
    verdict = ratio(times, ["verdict"], ["fairlead"])
    print(f"{len(data)} bytes, microseconds: { ({k: round(min(v)) for k, v in times.items()}) }")
    print(f"reads {times_faster:.1f} x faster than pydifact parses (bar {BAR})")
    print(f"the verdict of the directory takes {verdict:.2f} x the reading")
    return 0 if times_faster >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
