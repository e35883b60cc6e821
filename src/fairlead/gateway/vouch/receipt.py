"""The receipt of a conversion: what was said in which words, made with what, and what was lost.

It holds digests, ids, codes and places, and no value of the bill. With source and output at hand,
anyone can repeat the conversion and compare ([`repeat`][fairlead.gateway.vouch.repeat]).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from fairlead import __version__
from fairlead.bill import canonical_bytes, from_canonical
from fairlead.errors import UsageError
from fairlead.gateway.convert.conversion import Conversion
from fairlead.gateway.vouch.names import shown_name
from fairlead.gateway.vouch.provenance import made_with, sha256
from fairlead.gateway.vouch.receipt_alone import issuer_of
from fairlead.gateway.vouch.statements.terms import CONTEXTS, KIND
from fairlead.gateway.vouch.verdicts import Verdicts
from fairlead.seal.signer import Signer
from fairlead.seal.statement import Receipt

__all__ = ["comparable", "receipt_of", "supplement_digest"]


def receipt_of(
    made: Conversion, verdicts: Iterable[Verdicts], signer: Signer, *, at: datetime
) -> Receipt:
    """The receipt of a conversion, to be signed by the signer.

    Raises `UsageError` for a time without an offset.
    """
    if at.tzinfo is None:
        raise UsageError("the time of a receipt has an offset")
    subject = comparable(made)
    subject["signatures"] = [one.as_told() for one in verdicts]
    subject["made_with"] = made_with(made.source.format, made.target)
    subject["fairlead"] = __version__
    return Receipt(
        {
            "@context": list(CONTEXTS),
            "type": ["VerifiableCredential", KIND],
            "issuer": issuer_of(signer.key.thumbprint),
            "validFrom": at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "credentialSubject": subject,
        }
    )


def comparable(made: Conversion) -> dict[str, Any]:
    """What a repeated conversion must say again, member by member."""
    asked = made.asked
    if asked.data is None:
        raise UsageError("a receipt is made of a conversion whose source was given as bytes")
    said: dict[str, Any] = {
        "source": {
            "sha256": sha256(asked.data),
            "media_type": made.source.format.media_type,
            "format": made.source.format.id,
        },
        "bill": {"sha256": sha256(canonical_bytes(made.bill))},
        "output": {
            "sha256": sha256(made.output),
            "media_type": made.target.media_type,
            "format": made.target.id,
        },
        "asked": asked.as_json(),
        "ledger": made.ledger.counts,
        "losses": _losses(made),
    }
    if asked.supplement is not None:
        said["supplement"] = {"sha256": supplement_digest(asked.supplement)}
    return said


def _losses(made: Conversion) -> dict[str, list[str]]:
    """The places of what was lost, by the code of the loss: in the Bill, else on the wire."""
    found: dict[str, dict[str, None]] = {}
    strange = made.source.format.wire.syntax == "json"
    for code, place in made.lost_places:
        shown = _masked(place) if strange and place.startswith("/") else place
        found.setdefault(code, {})[shown] = None
    return {code: list(places) for code, places in found.items()}


def _masked(place: str) -> str:
    """A JSON pointer whose names are names: any of a stranger's that might be a value is `*`.

    >>> _masked("/consignmentItems/0/note"), _masked("/price 5000 USD/value")
    ('/consignmentItems/0/note', '/*/value')
    """
    return _STEP.sub(lambda step: shown_name(step[0]), place)


_STEP: Final = re.compile(r"[^/]+")


def supplement_digest(supplement: Mapping[str, Any]) -> str:
    """The digest of what a supplement says, however it is spelt."""
    return sha256(canonical_bytes(from_canonical(dict(supplement))))
