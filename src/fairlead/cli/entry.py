"""Where the command `fairlead` begins, and all that is done when only its version is asked for.

Nothing here, and nothing that this file imports at its top, may be slow to import.
"""

import sys

from fairlead import __version__
from fairlead.cli.exits import INTERRUPTED


def main() -> int:
    """Run the command line of this process; gives the exit code."""
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
