"""OFD files, which are named and not read."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_ofd"]

_ZIP: Final = b"PK\x03\x04"
_ENTRY: Final = re.compile(rb"PK\x01\x02.{24}\x07\x00.{16}OFD\.xml", re.DOTALL)
"""An entry of the directory of a ZIP archive, whose name has seven bytes and is `OFD.xml`."""


def is_ofd(data: bytes) -> bool:
    """Whether some bytes are an OFD file (GB/T 33190-2016): a ZIP archive with its `OFD.xml`.

    Nothing is unpacked.

    >>> is_ofd(b"PK"), is_ofd(b"{}")
    (False, False)
    """
    return data.startswith(_ZIP) and _ENTRY.search(data) is not None
