"""The report as JSON: everything, unfolded, with the fate of every leaf."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fairlead import __version__
from fairlead.cli.escape import place
from fairlead.cli.report.account import Account, scope_of, spoken


def write(accounts: Sequence[Account], *, reveal: bool) -> str:
    """One object; `documents` holds one for each document."""
    said = {
        "fairlead": __version__,
        "documents": [_document(account, reveal=reveal) for account in accounts],
    }
    return json.dumps(said, indent=2)


def _document(account: Account, *, reveal: bool) -> dict[str, Any]:
    return {
        "document": account.shown_name,
        "message": account.message,
        "verb": account.verb,
        "done": account.done,
        "source": account.source.id if account.source else None,
        "target": account.target.id if account.target else None,
        "profile": account.profile,
        "scope": scope_of(account),
        "faults": [spoken(one, reveal=reveal) for one in account.report],
        "ledger": _ledger(account),
    }


def _ledger(account: Account) -> dict[str, Any] | None:
    if account.ledger is None:
        return None
    return {
        "total": account.ledger.total,
        **account.ledger.counts,
        "leaves": [{"at": place(at), "fate": fate.value} for at, fate in account.ledger.leaves],
    }
