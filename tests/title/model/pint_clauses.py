"""The clauses of PINT that a history can break, and the questions that they leave open."""

STANDS = "EBL_PINT 3.0.0, Transaction.actionCode: every act is one that its clause allows"

# --- clauses ------------------------------------------------------------------------------------

_CHAIN = "EBL_PINT 3.0.0, EblEnvelope.envelopeTransferChain: "
CHAIN_EMPTY = _CHAIN + "it has at least one entry, and an entry at least one transaction"
CHAIN_LAST = _CHAIN + "the manifest names the digest of the last entry"
CHAIN_LINKS = _CHAIN + "each entry names the digest of the one before it, and the first names none"
_ENTRY = "EBL_PINT 3.0.0, EnvelopeTransferChainEntry."
ENTRY_SIGNER = _ENTRY + "eblPlatform: the platform that it names made and signed it"
ENTRY_ACTOR = _ENTRY + "eblPlatform: it is the platform of the party that acts"
ENTRY_MANIFEST = _ENTRY + "issuanceManifestSignedContent: the chain carries what the carrier signed"
ENTRY_REGISTRY = _ENTRY + "controlTrackingRegistry: only the first entry may name one"
MANIFEST_DOCUMENT = (
    "EBL_PINT 3.0.0, EnvelopeManifest.transportDocumentChecksum: it is the digest of the bill and "
    "of the last entry's bill"
)
SAME_DOCUMENT = "EBL_PINT 3.0.0, The eBL document: one bill, unchanged, through its whole life"
SENDER = (
    "EBL_PINT 3.0.0, Transaction.actionCode, last paragraph: the envelope comes from the platform "
    "of the last act's actor"
)
ADDRESSEE = (
    "EBL_PINT 3.0.0, EnvelopeTransferFinishedResponse.responseCode BENV: the platform that "
    "receives is the one that the envelope names"
)
_ISSUANCE = "EBL_PINT 3.0.0, IssuanceManifest."
ISSUANCE_DOCUMENT = _ISSUANCE + "documentChecksum: the carrier issued this bill and no other"
ISSUANCE_TO = _ISSUANCE + "issueToChecksum: it is required, and is of the party of the request"
ISSUANCE_TWO = _ISSUANCE + "documentChecksum: the carrier issued once; two statements differ"
ISSUANCE_VISUALISATION = (
    _ISSUANCE + "eBLVisualisationByCarrierChecksum: the visualisation sent is the carrier's"
)
CARRIER = _ENTRY + "issuanceManifestSignedContent: the carrier of the bill signed it"
_CODE = "EBL_PINT 3.0.0, Transaction.actionCode"
UNKNOWN = _CODE + ": it is one of the ten that are listed"
TIME = "EBL_PINT 3.0.0, Transaction.actionDateTime: it is a time of RFC 3339"
PARTY = "EBL_PINT 3.0.0, ActorParty.identifyingCodes: a party has at least one"
ISSUE_FIRST = _CODE + " ISSUE: it is the first act of the first entry, and there is one"
RECIPIENT = _CODE + ": this act names its recipient"
NO_RECIPIENT = _CODE + ": SIGN and BLANK_ENDORSE have no recipient"
POSSESSOR = _CODE + ": only the platform in possession acts on the bill"
ENDED = _CODE + " SACC: nothing follows it"
NOT_PENDING = _CODE + " SACC, SREJ: they answer a surrender"
PENDING = (
    "EBL_SUR 3.0.4, info, guarantee 3: the carrier keeps the bill until it has answered the "
    "surrender"
)
ANSWERED_BY = _CODE + " SACC, SREJ: the carrier answers"
ANSWERED_TO = _CODE + " SREJ, SACC: the answer goes to the party that surrendered"
STRAIGHT_ENDORSED = (
    "EBL_END 3.0.4, EndorsementChain.endorsementChain: only a negotiable bill is endorsed"
)
ENDORSER = _CODE + " ENDORSE: the current endorsee endorses"
ENDORSED_OUT = _CODE + " ENDORSE: whoever was endorsed so cannot endorse further"
SURRENDER_HOME = "EBL_SUR 3.0.4, info: a surrender goes to the carrier by the platform of issuance"
_SURRENDERER = "EBL_SUR 3.0.4, info, guarantee 2: "
SURRENDER_STRAIGHT = _SURRENDERER + "shipper or consignee surrender a straight bill"
SURRENDER_NAMED = _SURRENDERER + "the named titleholder surrenders an order bill"

# --- what no publication settles ----------------------------------------------------------------

OPEN_CARRIER = (
    "open: carrier-not-bound: " + CARRIER + "; nothing published says which key is which carrier's"
)
OPEN_REGISTRY = (
    "open: registry: " + _ENTRY + "controlTrackingRegistry: it overrides the chain; its state is "
    "not in the envelope"
)
OPEN_LATER_MANIFEST = (
    "open: later-manifest: "
    + _ENTRY
    + "issuanceManifestSignedContent: required in the first entry, unsaid of others"
)
OPEN_VISUALISATION = (
    "open: visualisation-absent: "
    + _ISSUANCE
    + "eBLVisualisationByCarrierChecksum: one of carrier "
    "and sender names a visualisation; to be sent ever after it must have been sent first"
)
OPEN_TIME = (
    "open: time: EBL_PINT 3.0.0, Transaction.actionDateTime: no text orders acts by their times"
)
OPEN_PARTIES = (
    "open: same-party: EBL_PINT 3.0.0, IdentifyingCode: no text says when two lists of codes are "
    "one party"
)
OPEN_ISSUER = (
    "open: issue-actor: " + _CODE + " ISSUE: from the carrier; nothing ties its actor to the "
    "carrier that signed or to the bill's issuing party"
)
OPEN_RECIPIENT = (
    "open: answer-without-recipient: EBL_PINT 3.0.0, Transaction.recipient: optional since "
    "20251114; END's SURRENDERED has none, PINT's SACC and SREJ are silent"
)
OPEN_SELF = "open: transfer-to-itself: " + _CODE + " TRANSFER: to a new possessor"
OPEN_STRAIGHT = (
    "open: straight-transfer: " + _CODE + " TRANSFER: no text says whether a straight bill may go "
    "to another than its consignee"
)
OPEN_BLANK_ENDORSED_ON = (
    "open: blank-endorsed-on: EBL_PINT 3.0.0, The eBL document, 3: the endorsee endorses; a blank "
    "bill has none"
)
OPEN_BLANK_BY_POSSESSOR = (
    "open: blank-by-possessor: " + _CODE + " BLANK_ENDORSE: on the platform of the possessor; The "
    "eBL document, 3: by the endorsee in possession"
)
OPEN_ADDRESSEE = (
    "open: representative: " + _CODE + " SURRENDER_*: to the carrier or its legal representative; "
    "nothing in the chain says who that is"
)
OPEN_SIGNED_BY_CARRIER = (
    "open: sign-while-pending: " + _CODE + " SIGN: by whoever possesses; the carrier does until it "
    "answers"
)
OPEN_NOT_LAST = (
    "open: named-before-last: EBL_PINT 3.0.0, responseCode BENV: the envelope names the platform "
    "as recipient; not said in which act"
)
OPEN_PEER = "open: peer: no profile has this name"
