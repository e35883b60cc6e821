"""The most memory that a process needs."""

import re
import sys
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.processes import output_of

STATUS = Path("/proc/self/status")
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def peak_of(code, *words):
    """The most memory that some code takes in a fresh process, in MB; None where nothing says it.

    Linux says it of the memory that a process has had since it became its program. `ru_maxrss`
    would not do: a process inherits it from the one that started it, however large that has been.
    """
    if not STATUS.exists():
        return None
    telling = f"{code}\nprint(open({str(STATUS)!r}).read())"
    found = PEAK.search(output_of([sys.executable, "-c", telling, *words]))
    return int(found[1]) / 1024 if found else None


CONVERT = (
    "import sys; from fairlead import convert;"
    "made = convert(open(sys.argv[1], 'rb').read(), 'un-json', source='dcsa')"
)


def memory_figures(large):
    """The figures of a large document, without and with its report."""
    yield Figure("peak memory for large, MB", peak_of(CONVERT, large), 200, 200)
    with_report = peak_of(f"{CONVERT}; made.report.faults", large)
    yield Figure("  (with report)", with_report)
