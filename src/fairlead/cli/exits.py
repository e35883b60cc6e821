"""The exit codes of the house."""

from typing import Final

DONE: Final = 0
"""What was asked for was done."""
REFUSED: Final = 1
"""A document was refused, or breaks a rule; nothing was written."""
MISUSE: Final = 2
"""The command makes no sense as it was given."""
NOT_VERIFIED: Final = 3
"""A signature was looked at and is not good."""
UNDETERMINED: Final = 4
"""Nothing can be said, or something could not be reached."""
DEFECT: Final = 5
"""A defect of Fairlead, which is told on standard error."""
INTERRUPTED: Final = 130
"""Somebody pressed Control-C; what shells say for it."""
