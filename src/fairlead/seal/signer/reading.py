"""What lies in files beside a key: the small file itself, and the certificates."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any, Final

from cryptography import x509

from fairlead.errors import Unreachable, UsageError
from fairlead.resources import others_write
from fairlead.seal.algorithm import UNREADABLE, PublicKey

LARGEST: Final = 65_536
"""Bytes of the largest file that is read for a key."""

_POSIX: Final = os.name == "posix"
"""Whether the modes of a file say who may write it."""

Chain = tuple[x509.Certificate, ...]
"""The certificate of a key, and what leads from it to its root."""


def read_small(path: str, *, guarded: bool = False) -> bytes:
    """The bytes of a small file. Raises `Unreachable`; `UsageError` for a large one, or none.

    One that is `guarded` is refused where others than its owner can write it: they could put their
    own key in the place of ours. What is raised shows nothing of the file but its name.
    """
    try:
        with Path(path).open("rb") as file:
            open_to_others = guarded and _others_write(file.fileno())
            data = b"" if open_to_others else file.read(LARGEST + 1)
    except FileNotFoundError as problem:
        raise UsageError(f"there is no file {path!r}") from problem
    except OSError as problem:
        raise Unreachable(f"{path!r} could not be read: {problem.strerror}") from problem
    except ValueError as problem:
        raise UsageError(f"{path!r} is no name of a file") from problem
    if open_to_others:
        raise UsageError(f"others can write {path!r}; take that away: chmod go-w {path!r}")
    if len(data) > LARGEST:
        del data  # nor does a traceback that shows the variables of its frames
        raise UsageError(f"{path!r} is too large for a key")
    return data


def _others_write(opened: int) -> bool:
    """Whether others than its owner can write an open file, where the system knows of owners."""
    state = os.fstat(opened)
    return _POSIX and stat.S_ISREG(state.st_mode) and others_write(state)


def read_chain(path: str) -> Chain:
    """The certificates of a PEM file. Raises `UsageError` where it holds none."""
    try:
        chain = tuple(x509.load_pem_x509_certificates(read_small(path)))
        for one in chain:
            one.subject.rfc4514_string()  # a name that cannot be read is that of nobody
    except UNREADABLE as problem:
        raise UsageError(f"{path!r} holds no certificates in PEM") from problem
    return chain


def certified(chain: Chain) -> Any:
    """The key of the first certificate, as cryptography reads it. Raises `UsageError`."""
    try:
        return chain[0].public_key()
    except UNREADABLE as problem:
        raise UsageError("the first certificate holds a key of a kind that is not known") from (
            problem
        )


def chain_of(path: str, key: PublicKey) -> Chain:
    """The certificates of a PEM file. Raises `UsageError` where the first is of another key."""
    chain = read_chain(path)
    try:
        same = PublicKey.from_native(certified(chain), key.algorithm) == key
    except UsageError:
        same = False
    if not same:
        raise UsageError(f"the first certificate in {path!r} is not that of the key")
    return chain
