"""The platforms that issue a bill: how each is asked, and what it takes beside the bill.

A platform is one entry of a table; the command line asks the table and knows none by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, Protocol, Unpack

from fairlead.errors import UsageError, likely
from fairlead.gateway.issue import dcsa, openebl
from fairlead.gateway.issue.dcsa import Issuance, Visualisation
from fairlead.gateway.issue.issuable import Terms
from fairlead.rules import Profile
from fairlead.seal.signer import Signer

__all__ = ["PLATFORMS", "Platform", "platform_named"]


class Issuing(Protocol):
    """Makes the request by which a platform is asked."""

    def __call__(
        self,
        data: bytes,
        issue_to: Mapping[str, Any],
        signer: Signer,
        visualisation: Visualisation | None,
        replacements: Mapping[str, Any] | None,
        at: datetime,
        identity: str,
        **terms: Unpack[Terms],
    ) -> Issuance:
        """The request, and a pack where the platform has one; `identity` is a new id for it."""
        ...


@dataclass(frozen=True, slots=True)
class Platform:
    """How a platform is asked to issue a bill."""

    name: str
    issue: Issuing
    issue_to: Callable[[Any, Profile], dict[str, Any]]
    """Who gets the bill, if the file says what it may say. Raises `Refused` with every breach."""
    without_pack: str | None = None
    """Why no pack is made beside the request; None where one is made."""
    without_replacements: str | None = None
    """Why it is not told which bills are replaced; None where it may be."""
    needs_visualisation: str | None = None
    """Why it wants the bill as people see it; None where it need not have that."""


def _by_dcsa(
    data: bytes,
    issue_to: Mapping[str, Any],
    signer: Signer,
    visualisation: Visualisation | None,
    replacements: Mapping[str, Any] | None,
    at: datetime,
    identity: str,
    **terms: Unpack[Terms],
) -> Issuance:
    del identity  # a request to issue has none
    return dcsa.issue(
        data, issue_to, signer, visualisation=visualisation, replacements=replacements, at=at,
        **terms,
    )  # fmt: skip


def _by_openebl(
    data: bytes,
    issue_to: Mapping[str, Any],
    signer: Signer,
    visualisation: Visualisation | None,
    replacements: Mapping[str, Any] | None,
    at: datetime,
    identity: str,
    **terms: Unpack[Terms],
) -> Issuance:
    del replacements  # Open eBL amends in place
    if visualisation is None:
        raise UsageError(str(_OPENEBL.needs_visualisation))
    return openebl.issue_pack(
        data, issue_to, signer, visualisation=visualisation, at=at, identity=identity, **terms
    )


_DCSA: Final = Platform(
    "dcsa",
    _by_dcsa,
    dcsa.judged_issue_to,
    without_pack="a DCSA request holds what is signed",
)
_OPENEBL: Final = Platform(
    "openebl",
    _by_openebl,
    lambda tree, _: openebl.judged_parties(tree),
    without_replacements="Open eBL amends in place",
    needs_visualisation="Open eBL wants the bill as a file too",
)

PLATFORMS: Final[Mapping[str, Platform]] = MappingProxyType(
    {one.name: one for one in (_DCSA, _OPENEBL)}
)
"""Every platform by its name."""


def platform_named(name: str) -> Platform:
    """The platform of that name. Raises `UsageError` naming the likely guess.

    >>> platform_named("dcsa").without_pack
    'a DCSA request holds what is signed'
    """
    if name not in PLATFORMS:
        known = ", ".join(PLATFORMS)
        raise UsageError(f"there is no platform {name!r} (known: {known}){likely(name, PLATFORMS)}")
    return PLATFORMS[name]
