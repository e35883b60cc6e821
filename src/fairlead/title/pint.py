"""What may be done with a bill that moves between platforms of DCSA: a table of checks.

The clauses are those of PINT 3.0.0 (April 2026), ISS, SUR and END 3.0.4. What a publication leaves
unsaid, or says in two ways, is open, with the reason.
"""

from __future__ import annotations

from typing import Final

from fairlead.title.acts import (
    actor_elsewhere,
    after_acceptance,
    another_carrier,
    answered_by,
    answered_to,
    blank_endorsed_to_name,
    blanked_by_another,
    endorsed_after_final,
    endorsed_by,
    issued_again,
    issued_by_another,
    kind_not_stated,
    never_held,
    no_issue,
    party_incomplete,
    shows_another,
    shows_none,
    straight_endorsed,
    straight_to_another,
    surrendered_by,
    surrendered_elsewhere,
    surrendered_to_another,
    time_not_stated,
    unanswered,
    unasked,
    with_recipient,
    without_recipient,
)
from fairlead.title.control import Check, Scope
from fairlead.title.history import Act, Match
from fairlead.title.times import times

__all__ = ["CHECKS"]

_ACTION: Final = "PINT 3.0.0, Transaction.actionCode"
_SURRENDER: Final = "SUR 3.0.4, SurrenderRequestDetails"
_NO_CODE: Final = "no publication tells two parties apart that have no code of one list"

_AROUND: Final = (
    Check("no-issue", "PINT 3.0.0, EblEnvelope.envelopeTransferChain",
          "the first transaction of the first entry does not issue the bill",
          no_issue, Scope.HISTORY),
    Check("another-carrier", "ISS 3.0.4, IssuanceManifest",
          "whoever signed the issuance manifest may issue for other carriers only",
          another_carrier, Scope.HISTORY),
    Check("carrier-not-bound", "PINT 3.0.0, EnvelopeTransferChainEntry: signed by the carrier",
          "nobody says for which carriers the key of the issuance manifest may issue",
          lambda case: not case.history.facts.carriers, Scope.HISTORY,
          open="the text asks for the signature of the carrier and not how its key is known"),
    Check("another-visualisation", "PINT 3.0.0, EblEnvelope: The Additional Documents",
          "the visualisation that the sender states is not the carrier's",
          shows_another, Scope.HISTORY),
    Check("visualisation-absent", "PINT 3.0.0, EblEnvelope: The Additional Documents",
          "the carrier vouched for a visualisation, and the sender states none",
          shows_none, Scope.HISTORY,
          open="it goes with every transfer if it went with the first, which is not known here"),
    Check("registry-not-asked", "PINT 3.0.0, Control tracking registry support",
          "a control tracking registry is named, and was not asked",
          lambda case: case.history.facts.registry, Scope.HISTORY,
          open="what the registry says goes before what the envelope says"),
    Check("key-not-named", "RFC 7515 section 4.1.4; PINT 3.0.0, Digital Signatures",
          "a signature does not name its key",
          lambda case: not case.history.facts.keys_named, Scope.HISTORY,
          open="the text does not ask for the name, and receivers in the field do"),
)  # fmt: skip

_ANY: Final = (
    Check("unknown-action", _ACTION, "no publication knows what was done",
          lambda case: case.event.act is Act.UNKNOWN),
    Check("time-not-stated", "PINT 3.0.0, Transaction.actionDateTime",
          "an act does not state its time", time_not_stated),
    Check("party-incomplete", "PINT 3.0.0, ActorParty and RecipientParty",
          "a party lacks its name, its platform or its codes", party_incomplete),
    Check("no-recipient", _ACTION, "an act that is done to somebody names nobody",
          without_recipient),
    Check("recipient-of-none", _ACTION, "an act that is done to nobody names somebody",
          with_recipient),
    Check("issued-twice", _ACTION, "a bill is issued that was issued before", issued_again),
    Check("kind-not-stated", "PINT 3.0.0, TransportDocument.isToOrder",
          "the bill does not say whether it is negotiable", kind_not_stated,
          open="who may endorse and surrender it depends on that"),
    Check("issued-by-another", f"{_ACTION}: ISSUE; TransportDocument.documentParties",
          "somebody else issues than the carrier, or the issuing party of the bill",
          issued_by_another,
          open="a carrier may have others issue for it, and no statement names them"),
    Check("actor-elsewhere", "PINT 3.0.0, EnvelopeTransferChainEntry.eblPlatform",
          "whoever acts is on another platform than the one that signed", actor_elsewhere),
    Check("act-after-acceptance", f"{_ACTION}: SACC",
          "something is done after a surrender was accepted", after_acceptance),
    Check("surrender-unanswered", f"{_SURRENDER} (3)",
          "something is done while a surrender waits for its answer", unanswered),
    Check("answer-unasked", f"{_ACTION}: SACC, SREJ",
          "a surrender is answered that nobody asked for", unasked),
    Check("never-held", _ACTION,
          "the bill is in possession of another platform than the one that acts", never_held),
    *times("PINT 3.0.0, Transaction.actionDateTime"),
)  # fmt: skip

_ENDORSED: Final = (
    Check("straight-endorsed", "END 3.0.4, EndorsementChain.endorsementChain",
          "a bill that is not negotiable is endorsed", straight_endorsed),
    Check("endorsed-after-final", f"{_ACTION}: ENDORSE",
          "whoever may not endorse further endorses", endorsed_after_final),
    Check("endorsed-by-another", "PINT 3.0.0, The eBL document (3)",
          "somebody else endorses than the current endorsee", endorsed_by(Match.OTHER)),
    Check("endorser-unclear", "PINT 3.0.0, The eBL document (3)",
          "whoever endorses is not known by a code of a list by which the endorsee is known",
          endorsed_by(Match.UNKNOWN), open=_NO_CODE),
    Check("blank-endorsed-to-name", "PINT 3.0.0, The eBL document (2)",
          "a bill that names nobody is endorsed to somebody", blank_endorsed_to_name,
          open="the text lets the current endorsee endorse, and there is none"),
    Check("blanked-by-another", f"{_ACTION}: BLANK_ENDORSE",
          "a possessor endorses in blank who is not shown to be the endorsee", blanked_by_another,
          open="the text asks for the possessor here, and for the endorsee elsewhere"),
    Check("straight-to-another", "PINT 3.0.0, The eBL document (1)",
          "a bill that is not negotiable goes to another than its consignee", straight_to_another,
          open="the text does not say to whom it may go, and an open receiver forbids it"),
)  # fmt: skip

_SURRENDERED: Final = (
    Check("surrendered-by-another", f"{_SURRENDER} (2)",
          "somebody surrenders who may not surrender a bill of that kind",
          surrendered_by(Match.OTHER)),
    Check("surrenderer-unclear", f"{_SURRENDER} (2)",
          "whoever surrenders is not known by a code of a list by which those are known who may",
          surrendered_by(Match.UNKNOWN), open=_NO_CODE),
    Check("surrendered-elsewhere", "SUR 3.0.4, the platform from which the eBL was issued",
          "a surrender goes to another platform than the one that issued", surrendered_elsewhere),
    Check("surrendered-to-another", f"{_ACTION}: SURRENDER_FOR_DELIVERY, SURRENDER_FOR_AMENDMENT",
          "a surrender goes to somebody who is not shown to be the carrier",
          surrendered_to_another,
          open="the carrier's legal representative may have it, and no statement names them"),
    Check("answered-by-another", f"{_ACTION}: SACC, SREJ",
          "somebody else answers a surrender than the carrier that was asked",
          answered_by(Match.OTHER)),
    Check("answerer-unclear", f"{_ACTION}: SACC, SREJ",
          "whoever answers is not known by a code of a list by which whoever was asked is known",
          answered_by(Match.UNKNOWN), open=_NO_CODE),
    Check("answered-to-another", f"{_ACTION}: SACC, SREJ",
          "a surrender is answered to another than whoever asked", answered_to(Match.OTHER)),
    Check("answer-unclear", f"{_ACTION}: SACC, SREJ",
          "whoever is answered is not known by a code of a list by which whoever asked is known",
          answered_to(Match.UNKNOWN), open=_NO_CODE),
)  # fmt: skip

CHECKS: Final = (*_AROUND, *_ANY, *_ENDORSED, *_SURRENDERED)
"""Every check of a history of DCSA, in the order in which they are asked."""
