"""Where the command `fairlead` begins, and all that is done when only its version is asked for.

Nothing here, and nothing that this file imports at its top, may be slow to import.
"""

import gc
import sys
from typing import Final

from fairlead import __version__
from fairlead.cli.exits import INTERRUPTED

_BEFORE_COLLECTING: Final = 100_000
"""So many objects are made before Python looks for garbage among them. All modules of a conversion
make half as many, none of it garbage, and to look through them every 700 costs a tenth of it."""


def main() -> int:
    """Run the command line of this process; gives the exit code."""
    gc.set_threshold(_BEFORE_COLLECTING)
    try:
        return _run()
    finally:
        gc.freeze()  # the process ends: there is no use in a last look for garbage


def _run() -> int:
    if sys.argv[1:] == ["--version"]:
        print(f"fairlead {__version__}")
        return 0
    try:
        from fairlead.cli.defect import speak_instead_of_a_traceback

        speak_instead_of_a_traceback()
        from fairlead.cli.app import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while something is imported; the verbs see to themselves
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
