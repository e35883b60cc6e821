"""Asking a time-stamping authority for evidence of time (RFC 3161 section 3.4, over HTTP).

One request to the one address that was named, and no other: nothing is followed, no proxy of the
environment is used. What is sent is a digest and a number drawn at random. The answer is bounded in
size and in time, as a whole, and is that to the request or none.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from fairlead import __version__
from fairlead.errors import Unreachable, UsageError
from fairlead.seal.evidence import LARGEST, answers
from fairlead.seal.verdict import Halt

__all__ = ["PATIENCE", "ask", "look_at"]

PATIENCE: Final = 30.0
"""Seconds in which everything must be done."""
_TYPE: Final = "application/timestamp-reply"
_PART: Final = 8_192
_OK: Final = 200
_LONGEST_URL: Final = 2_048
_PORTS: Final = {"http": 80, "https": 443}


def look_at(url: str) -> None:
    """Raises `UsageError` for what is no address of an authority. Nothing is asked.

    >>> look_at("ftp://example.org")
    Traceback (most recent call last):
    fairlead.errors.UsageError: an authority for time is named as http://... or https://...
    """
    _parts(url)


def ask(
    url: str,
    data: bytes,
    *,
    patience: float = PATIENCE,
    clock: Callable[[], float] = time.monotonic,
) -> bytes:
    """The answer of an authority: evidence that `data` is there now (`TimeStampResp`, in DER).

    It is looked at whether the answer is to this request: of this data, with this number. Whether
    the authority is one to believe is found out by
    [`verify_evidence`][fairlead.seal.evidence.verify_evidence].

    `patience` is in seconds of `clock`. Raises `UsageError` for what is no address of an authority,
    and `Unreachable` where it gives no evidence.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    parts = _parts(url)
    request = (
        TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True)
    ).cert_request(cert_request=True).build()  # fmt: skip
    where = f"the authority for time at {parts[1]}"
    try:
        answer = _exchanged(parts, request.as_bytes(), _Deadline(clock, patience))
    except _Odd as problem:
        raise Unreachable(f"{where} gives no evidence: {problem}") from None
    except (OSError, http.client.HTTPException) as problem:
        why = "it takes too long" if isinstance(problem, TimeoutError) else _why(problem)
        raise Unreachable(f"{where} gives no evidence: {why}") from problem
    try:
        answers(answer, data, request.nonce or 0)
    except Halt as halt:
        raise Unreachable(f"{where} gives no evidence: {halt.says}") from None
    return answer


class _Odd(Exception):
    """An answer that is none; its text says why."""


def _why(problem: OSError | http.client.HTTPException) -> str:
    """Why nothing was heard, without what a stranger wrote."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return "its certificate for TLS is not one to be trusted"
    if isinstance(problem, http.client.HTTPException):
        return "what it says is no HTTP"
    return problem.strerror or "it cannot be reached"


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of an address."""
    says = "an authority for time is named as http://... or https://..."
    if len(url) > _LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        raise UsageError(says)
    try:
        found = urlsplit(url)
        port = found.port
    except ValueError as problem:
        raise UsageError(says) from problem
    if found.scheme not in _PORTS or not found.hostname or found.fragment:
        raise UsageError(says)
    if found.username is not None or found.password is not None:
        raise UsageError("a secret does not stand in an address, where others may read it")
    path = (found.path or "/") + (f"?{found.query}" if found.query else "")
    return found.scheme, found.hostname, port or _PORTS[found.scheme], path


class _Deadline:
    """When everything must be done."""

    def __init__(self, clock: Callable[[], float], patience: float) -> None:
        self._clock, self._end = clock, clock() + patience

    def left(self) -> float:
        """Seconds that are left. Raises `TimeoutError` where none are."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError
        return left


class _Slowed(io.RawIOBase):
    """What comes from a socket, each part of which may take no longer than is left for all."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As a file does; raises `TimeoutError` where no time is left."""
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)


class _Line:
    """A socket as `http.client` uses it, with one deadline for all that comes from it."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        """Sends everything."""
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        """A file to read from."""
        return io.BufferedReader(_Slowed(self._sock, self._deadline), _PART)

    def close(self) -> None:
        """Leaves it open: it is still read from, and whoever opened it ends it."""


def _exchanged(parts: tuple[str, str, int, str], request: bytes, deadline: _Deadline) -> bytes:
    """The body of the answer to a request. Raises `_Odd` for an answer that is none."""
    scheme, host, port, path = parts
    sock = socket.create_connection((host, port), timeout=deadline.left())
    with sock:
        if scheme == "https":
            sock.settimeout(deadline.left())
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        with sock:
            connection = http.client.HTTPConnection(host, port)
            connection.sock = _Line(sock, deadline)
            headers = {
                "Content-Type": "application/timestamp-query",
                "Accept": _TYPE,
                "User-Agent": f"fairlead/{__version__}",
                "Connection": "close",
            }
            connection.request("POST", path, request, headers)
            return _body(connection.getresponse(), deadline)


def _body(response: http.client.HTTPResponse, deadline: _Deadline) -> bytes:
    if response.status != _OK:
        raise _Odd(f"it answers with HTTP status {response.status}")
    if response.headers.get_content_type() != _TYPE:
        raise _Odd("its answer is of another type")
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_PART):
        deadline.left()
        size += len(part)
        if size > LARGEST:
            raise _Odd("its answer is larger than the limit")
        parts.append(part)
    return b"".join(parts)
