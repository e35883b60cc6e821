"""Where the command `fairlead` begins, and all that is done when only its version is asked for.

Nothing here, and nothing that this file imports at its top, may be slow to import.
"""

import sys

from fairlead import __version__


def main() -> int:
    """Run the command line of this process; gives the exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"fairlead {__version__}")
        return 0
    from fairlead.cli.app import run
    from fairlead.cli.defect import speak_instead_of_a_traceback

    speak_instead_of_a_traceback()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
