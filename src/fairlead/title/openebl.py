"""What may be done with a bill of Open eBL: a table of checks.

The publication is the API (`api.yaml`), and, for who may do what and when, the reference server
at commit 6cc1f48 (`trade_document/file_based_ebl_allow_action.go`): a transfer names nobody in the
API, and the server works out the next owner by the roles that the bill names.
"""

from __future__ import annotations

from typing import Final

from fairlead.title import packs
from fairlead.title.control import Check, Scope
from fairlead.title.times import times

__all__ = ["CHECKS"]

_PACK: Final = "Open eBL api.yaml, BillOfLadingPack"
_SERVER: Final = "Open eBL server"

_WHOLE: Final = (
    Check("not-compared", f"{_PACK}.parent_hash", "the versions before it were not given",
          packs.not_whole, Scope.HISTORY,
          open="who owned the bill before is the word of whoever signed this version"),
    Check("no-bill", f"{_PACK}.events; Open eBL api.yaml, BillOfLading",
          "what is done, or takes the place of a draft, does not begin with a bill", packs.no_bill),
    Check("history-rewritten", f"{_PACK}.events; {_SERVER}, UpdateDraft",
          "what was done before is replaced, and was no draft", packs.rewritten),
    Check("nothing-added", f"{_PACK}.version", "a version adds nothing to the one before it",
          packs.nothing_added, Scope.ENTRY),
)  # fmt: skip

_MADE: Final = (
    Check("actor-not-signer", f"{_SERVER}, signBillOfLadingPack",
          "an act of somebody is signed by somebody else", packs.not_the_signer),
    Check("act-after-end", f"{_SERVER}, IsFileEBL…able: printed or accomplished",
          "something is done after the bill was printed, accomplished or deleted",
          packs.after_the_end),
    Check("remade-by-another", f"{_SERVER}, IsFileEBL…able: not the issuer",
          "a draft is changed or deleted, or a bill amended, by another than its issuer",
          packs.remade_by_another),
    Check("made-by-another", f"{_SERVER}, Create: Issuer",
          "a bill is made by somebody else than the issuer that it names", packs.made_by_another),
    Check("deleted-after-issue", "Open eBL api.yaml, /ebl/{id}/delete: Delete the draft eB/L",
          "a bill is deleted that is no draft", packs.deleted_after_issue),
    Check("draft-moved", f"{_SERVER}, IsFileEBL…able: draft eBL",
          "something is done with a draft that is done with a bill", packs.draft_moved),
    Check("amended-unasked", f"{_SERVER}, IsFileEBLAmendable",
          "a bill is amended that nobody returned or asked to have amended",
          packs.amended_unasked),
    Check("amended-parties", f"{_SERVER}, AmendFileBasedBillOfLadingFromRequest",
          "an amendment names other parties than the bill", packs.amended_parties),
)  # fmt: skip

_MOVED: Final = (
    Check("not-the-owner", f"{_SERVER}, IsFileEBL…able: not the owner",
          "somebody acts who does not own the bill", packs.not_the_owner),
    Check("no-recipient", "Open eBL api.yaml, BillOfLadingEvent",
          "a bill is given to nobody", packs.without_recipient),
    Check("transferred-out-of-turn", f"{_SERVER}, IsFileEBLTransferable",
          "somebody transfers a bill who may not, or not then", packs.out_of_turn),
    Check("transferred-to-another", "Open eBL api.yaml, /ebl/{id}/transfer: to next owner",
          "a transfer goes to another than the next owner", packs.transferred_to_another),
    Check("returned-to-another", "Open eBL api.yaml, /ebl/{id}/return: to last owner",
          "a return goes to another than the last owner", packs.returned_to_another),
    Check("returned-out-of-turn", f"{_SERVER}, IsFileEBLReturnable",
          "somebody returns a bill who may not, or not then", packs.returned_out_of_turn),
    Check("surrendered-by-another", f"{_SERVER}, IsFileEBLSurrenderable",
          "somebody surrenders who is neither consignee nor endorsee", packs.handed_in_by_another),
    Check("surrendered-to-another", "Open eBL api.yaml, /ebl/{id}/surrender: to the release agent",
          "a surrender goes to another than the release agent", packs.handed_in_to_another),
    Check("asked-by-another", f"{_SERVER}, IsFileEBLRequestAmendable",
          "somebody asks for an amendment who may not", packs.asked_by_another),
    Check("asked-of-another", f"{_SERVER}, GetNextOwnerByAction",
          "an amendment is asked of another than the issuer", packs.asked_of_another),
    Check("accomplished-by-another", f"{_SERVER}, IsFileEBLAccomplishable",
          "somebody else accomplishes a bill than the release agent",
          packs.accomplished_by_another),
    Check("role-not-stated", f"{_SERVER}, GetFileBaseEBLParticipatorFromBL",
          "the bill does not name who has a role on which an act depends", packs.role_not_stated,
          open="who may act, and who is next, follows from the parties of the bill"),
    Check("owner-not-moved", f"{_PACK}.current_owner",
          "a version names another owner than its events give the bill to",
          packs.owner_not_moved, Scope.ENTRY),
    Check("bill-kept", f"{_SERVER}, Create and Amend: a transfer follows",
          "a bill is issued or amended, and not given on at once", packs.kept, Scope.ENTRY,
          open="the server always gives it on, and the API does not say that one must"),
    Check("next-owner-in-bill", "Open eBL api.yaml, BillOfLading.transfer_to",
          "a bill names its next owner itself", packs.sent_onward,
          open="the server has no such act, and the API does not say what it does"),
    *times("Open eBL api.yaml, BillOfLadingEvent"),
)  # fmt: skip

CHECKS: Final = (*_WHOLE, *_MADE, *_MOVED)
"""Every check of a history of Open eBL, in the order in which they are asked."""
