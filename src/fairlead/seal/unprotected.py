"""Evidence of time in the header of a flattened JWS that nobody signs (RFC 7515 section 7.2.1).

The form is that of JAdES (ETSI TS 119 182-1): `etsiU` holds a list, in which `sigTst` holds tokens
of authorities over the signature value as it stands there, in base64url (section 5.3.4). Nothing
else of such a header is read, and nothing of it is believed.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any, Final

from cryptography.hazmat import asn1

from fairlead.errors import Refused
from fairlead.seal.evidence import LARGEST
from fairlead.seal.jws import base64url
from fairlead.seal.verdict import Halt, Reason
from fairlead.syntax.json import read as read_json
from fairlead.syntax.json import write as write_json
from fairlead.syntax.tree import Tree

__all__ = ["MEMBERS", "answer_of", "answers_in", "token_of", "with_evidence"]

MEMBERS: Final = frozenset(("protected", "payload", "signature", "header"))
"""The members of a flattened JWS with a header that nobody signs."""
_MOST: Final = 4
"""How many pieces of evidence a header may hold."""
_FORM: Final = "the header that nobody signs holds something else than evidence of time"


def answers_in(header: Any) -> Iterator[bytes]:
    """The answers of authorities that a header holds (`TimeStampResp`, in DER).

    Halts for a header of another form; one piece of evidence that is not read here is open.

    >>> list(answers_in({"etsiU": []}))
    Traceback (most recent call last):
    fairlead.seal.verdict.Halt: the header that nobody signs holds something else than ...
    """
    held = header.get("etsiU") if isinstance(header, dict) and len(header) == 1 else None
    if not isinstance(held, list) or not 0 < len(held) <= _MOST:
        raise Halt(Reason.HEADER, _FORM)
    for item in held:
        one = _object(item) if isinstance(item, str) else item
        if not isinstance(one, dict) or len(one) != 1:
            raise Halt(Reason.HEADER, _FORM)
        if "sigTst" not in one:
            says = "the header holds evidence of a kind that is not read here"
            raise Halt(Reason.UNSUPPORTED, says, unknown=True)
        yield from map(_answer, _tokens(one["sigTst"]))


def _object(item: str) -> Any:
    """An item that is written in base64url, as section 5.3.1 allows."""
    if len(item) > 2 * LARGEST or not item.isascii():
        raise Halt(Reason.TOO_LARGE, "the evidence is larger than the limit")
    try:
        return read_json(base64url(item.encode()))
    except Refused as problem:
        raise Halt(Reason.HEADER, _FORM) from problem


def _tokens(container: Any) -> list[Any]:
    tokens = container.get("tstTokens") if isinstance(container, dict) else None
    if not isinstance(tokens, list) or not 0 < len(tokens) <= _MOST:
        raise Halt(Reason.HEADER, _FORM)
    return tokens


def _answer(token: Any) -> bytes:
    text = token.get("val") if isinstance(token, dict) else None
    if not isinstance(text, str):
        raise Halt(Reason.HEADER, _FORM)
    if len(text) > 2 * LARGEST:
        raise Halt(Reason.TOO_LARGE, "the evidence is larger than the limit")
    try:
        return answer_of(base64.b64decode(text, validate=True))
    except ValueError as problem:
        raise Halt(Reason.MALFORMED, "the evidence is no token in base64") from problem


@asn1.sequence
class _Status:
    """`PKIStatusInfo` of RFC 3161 section 2.4.2, that says no more than that it was granted."""

    status: int


@asn1.sequence
class _Answer:
    """`TimeStampResp` of RFC 3161 section 2.4.2."""

    status: _Status
    token: asn1.TLV


def answer_of(token: bytes) -> bytes:
    """The answer that grants a token (RFC 3161 section 2.4.2). Raises `ValueError` for no DER."""
    held = asn1.decode_der(asn1.TLV, token)
    return asn1.encode_der(_Answer(status=_Status(status=0), token=held))


def token_of(answer: bytes) -> bytes:
    """The token in an answer that was granted. Raises `ValueError` where there is none."""
    from rfc3161_client import decode_timestamp_response

    return decode_timestamp_response(answer).time_stamp_token()


def with_evidence(parts: Mapping[str, str], answer: bytes) -> bytes:
    """A flattened JWS with the evidence of an authority over its signature, as JSON."""
    container: Tree = {"tstTokens": [{"val": base64.b64encode(token_of(answer)).decode()}]}
    return write_json({**parts, "header": {"etsiU": [{"sigTst": container}]}})
