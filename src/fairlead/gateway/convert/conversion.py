"""A conversion that was made, and what it can say of itself when asked."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from fairlead.bill import Bill
from fairlead.faults import Fault, Report, Severity, fault
from fairlead.formats import Capability, Format
from fairlead.gateway.convert.account import Account, Fate, account_of
from fairlead.gateway.convert.asked import NOTHING, Asked
from fairlead.gateway.convert.ledger import Ledger
from fairlead.gateway.convert.proof import refuse_unknown
from fairlead.gateway.convert.source import Source
from fairlead.lens import Emitted


@dataclass(frozen=True)
class Conversion:
    """A conversion that was made.

    >>> from fairlead import convert
    >>> bill = b'{"exchangedDocument":{"id":{"content":"FLBL-1"},"typeCode":{"content":"706"}}}'
    >>> made = convert(bill, "un-json")
    >>> made.output == bill, made.ledger.counts
    (True, {'mapped': 2, 'kept': 0, 'lost': 0})
    """

    output: bytes
    """The document in the target format."""
    source: Source = field(repr=False)
    target: Format
    bill: Bill = field(repr=False)
    """What the document says, with the supplement."""
    emitted: Emitted = field(repr=False)
    findings: tuple[Fault, ...] = field(default=(), repr=False)
    """Rules that are broken, and what is worth noting."""
    added: tuple[Fault, ...] = field(default=(), repr=False)
    """What the supplement said."""
    carry: bool = False
    asked: Asked = field(default=NOTHING, repr=False)
    """What was asked for."""

    @property
    def _enveloped(self) -> list[Fault]:
        """A note where the output stands in an envelope that a foreign document carried."""
        left = self.source.carried
        used = left is not None and left.format == self.target.id and left.envelope is not None
        return [fault("EMIT-034", wire=f"/{self.source.member}/envelope")] if used else []

    @property
    def _unsaid(self) -> list[Fault]:
        """A note where the output is an interchange of which something was said by nobody."""
        unsaid = ", ".join(self.asked.header.unsaid)
        if not unsaid or Capability.INTERCHANGE not in self.target.capabilities:
            return []
        says = f"nobody said of the interchange: {unsaid}; placeholders stand in UNB"
        return [fault("EMIT-036", says=says)]

    @functools.cached_property
    def account(self) -> Account:
        """What became of every leaf of the source; ledger, losses and report are views of it."""
        return account_of(self.source, self.target, self.emitted, carry=self.carry)

    @functools.cached_property
    def losses(self) -> tuple[Fault, ...]:
        """What the output does not say in its own words, leaf by leaf."""
        return tuple(one.spoken(self.source.opened) for one in self.account.losses)

    @property
    def lost_places(self) -> list[tuple[str, str]]:
        """The code and the place of every loss and of every unit that was converted.

        It is the place in the Bill, where there is one, else that on the wire.
        """
        opened, losses = self.source.opened, self.account.losses
        converted = [one for one in self.emitted.writing.faults if one.code.startswith("LOSS-")]
        said = [
            *((one.code, one.place(opened)) for one in losses if one.bill is not None),
            *((one.code, one.at.bill or str(one.at.wire)) for one in converted),
            *((one.code, one.place(opened)) for one in losses if one.bill is None),
        ]
        return list(dict.fromkeys(said))  # a leaf that came from two places is lost once

    @functools.cached_property
    def report(self) -> Report:
        """Everything that is to be said: wrapping, rules, supplement, conversions, losses.

        Raises `Refused` as the ledger does: what cannot be accounted for cannot be reported.
        """
        self.ledger  # noqa: B018 - it raises where it does not balance
        return Report(self._told)

    def _told(self) -> tuple[Fault, ...]:
        """The faults of the report."""
        notes = [one for one in self.emitted.writing.faults if one.severity is not Severity.ERROR]
        notes += self._enveloped + self._unsaid
        placed = self.source.placed([*self.findings, *self.added, *notes])
        return (*self.source.opened.faults, *placed, *self.losses)

    @functools.cached_property
    def ledger(self) -> Ledger:
        """What became of every leaf of the source.

        Raises `Refused` with a fault of ours (`LOSS-010`) where that is not known of every one:
        nothing is then said of the output, and whoever hands it out must not.
        """
        ledger = Ledger(self.account, self.source.opened)
        if self.account.counts[Fate.UNACCOUNTED]:
            refuse_unknown(ledger.of(Fate.UNACCOUNTED))
        return ledger
