"""Names that a stranger gave to members: one that might be a value is never shown."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["shown_name"]

_NAME: Final = re.compile(r"\d{1,9}|[A-Za-z_:@$.-]{1,40}")


def shown_name(name: str) -> str:
    """A stranger's name of a member, where it is one and can be no value; else `*`.

    >>> shown_name("note"), shown_name("price 5000 USD")
    ('note', '*')
    """
    return name if _NAME.fullmatch(name) else "*"
