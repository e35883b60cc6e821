"""Seal: who vouched for which bytes, and what we vouch for ourselves.

Everything here works offline, with public keys of a trust list. A verification gives one of three
verdicts (`Verified`, `Rejected`, `Undetermined`), never a bool; a signer signs statements of known
types, never bytes. What is signed here is not understood here: no business field is read.
"""

from __future__ import annotations

from fairlead.seal.algorithm import Algorithm, PublicKey
from fairlead.seal.signer import Signer, open_signer
from fairlead.seal.trust import TrustedKey, TrustList, read_trust_list
from fairlead.seal.verdict import Purpose, Reason, Rejected, Undetermined, Verdict, Verified
from fairlead.seal.verify import verify_jws

__all__ = [
    "Algorithm", "PublicKey", "Purpose", "Reason", "Rejected", "Signer", "TrustList",
    "TrustedKey", "Undetermined", "Verdict", "Verified", "open_signer", "read_trust_list",
    "verify_jws",
]  # fmt: skip
