"""Short histories of PINT, each with what decides: the clause, or the platform that holds."""

from dataclasses import replace

from tests.title.cases import envelope
from tests.title.model import pint_clauses as says
from tests.title.model.history import Party

ISSUED = "e1 - WAVE | ISSUE FLDL@WAVE SHIPPER@IDT 2026-10-05T08:00:00Z"
HERE_ONLY = "e1 - IDT | ISSUE FLDL@IDT SHIPPER@IDT 2026-10-05T08:00:00Z"
TO_NEW = "TRANSFER SHIPPER@IDT TRADER@BOLE 2026-10-06T08:00:00Z"
AT = "2026-10-06T08:00:00Z"


def after(act, *, issued=ISSUED, platform="IDT", **bill):
    """A history of one more entry after the issue."""
    bill = {"to_order": True} | bill
    return envelope(f"{issued}\n e2 e1 {platform} | {act}", **bill)


PINT_ACTS = {
    "a blank bill is endorsed to a name": (
        after(f"ENDORSE SHIPPER@IDT BANK@IDT {AT}"),
        says.OPEN_BLANK_ENDORSED_ON,
    ),
    "a blank bill is endorsed in blank": (after(f"BLANK_ENDORSE SHIPPER@IDT - {AT}"), "IDT"),
    "a named bill is endorsed in blank by another": (
        after(f"BLANK_ENDORSE SHIPPER@IDT - {AT}", endorsee="BANK"),
        says.OPEN_BLANK_BY_POSSESSOR,
    ),
    "a named bill is endorsed by another": (
        after(f"ENDORSE SHIPPER@IDT TRADER@IDT {AT}", endorsee="BANK"),
        says.ENDORSER,
    ),
    "an endorsee is known by another list of codes": (
        after(f"ENDORSE SHIPPER@IDT TRADER@IDT {AT}", endorsee="GLEIF:1"),
        says.OPEN_PARTIES,
    ),
    "a named bill passes to another without its title": (after(TO_NEW, endorsee="BANK"), "BOLE"),
    "an endorsement to another platform leaves possession": (
        after(f"ENDORSE SHIPPER@IDT BANK@BOLE {AT}", endorsee="SHIPPER"),
        "IDT",
    ),
    "a named bill is surrendered by another": (
        after(f"SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@WAVE {AT}", endorsee="BANK"),
        says.SURRENDER_NAMED,
    ),
    "a straight bill is surrendered by its shipper": (
        after(f"SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@WAVE {AT}", to_order=False, consignee="C"),
        "WAVE",
    ),
    "a straight bill is surrendered by neither": (
        after(f"SURRENDER_FOR_DELIVERY BANK@IDT FLDL@WAVE {AT}", to_order=False, consignee="C"),
        says.SURRENDER_STRAIGHT,
    ),
    "a surrender goes to another on the carrier's platform": (
        after(f"SURRENDER_FOR_DELIVERY SHIPPER@IDT AGENT@WAVE {AT}"),
        says.OPEN_ADDRESSEE,
    ),
    "a surrender goes to the carrier on another platform": (
        after(f"SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@BOLE {AT}"),
        says.SURRENDER_HOME,
    ),
    "a straight bill goes to its consignee": (
        after(TO_NEW, to_order=False, consignee="TRADER"),
        "BOLE",
    ),
    "a straight bill goes to another": (
        after(TO_NEW, to_order=False, consignee="CONSIGNEE"),
        says.OPEN_STRAIGHT,
    ),
    "a straight bill names no consignee": (
        after(TO_NEW, to_order=False),
        says.OPEN_STRAIGHT,
    ),
    "a straight bill's consignee is known by another list": (
        after(TO_NEW, to_order=False, consignee="GLEIF:1"),
        says.OPEN_STRAIGHT,
    ),
    "a transfer to itself": (
        after(f"TRANSFER SHIPPER@IDT SHIPPER@IDT {AT}"),
        says.OPEN_SELF,
    ),
    "a transfer to its own account elsewhere": (
        after(f"TRANSFER SHIPPER@IDT SHIPPER@BOLE {AT}"),
        "BOLE",
    ),
    "another party of the platform transfers": (
        after(f"TRANSFER BANK@IDT TRADER@BOLE {AT}"),
        "BOLE",
    ),
    "another platform transfers": (
        after(f"TRANSFER SHIPPER@BOLE TRADER@IDT {AT}", platform="BOLE"),
        says.POSSESSOR,
    ),
    "a former code of a platform": (
        after(f"TRANSFER SHIPPER@ESSD TRADER@BOLE {AT}", platform="ESSD"),
        "BOLE",
    ),
    "the former names of acts": (
        after(f"TRNS SHIPPER@IDT TRADER@BOLE {AT}", issued=ISSUED.replace("ISSUE", "ISSU")),
        "BOLE",
    ),
    "the name of a chain of END": (
        after(f"SURRENDERED FLDL@WAVE - {AT}", platform="WAVE"),
        says.UNKNOWN,
    ),
    "no party stands for a recipient that is not there": (
        after(f"SIGN SHIPPER@IDT NONE:NONE@NONE {AT}"),
        "IDT",
    ),
    "no party is no recipient": (
        after(f"TRANSFER SHIPPER@IDT NONE:NONE@NONE {AT}"),
        says.RECIPIENT,
    ),
    "a time that is none": (after("SIGN SHIPPER@IDT - yesterday"), says.TIME),
    "a time that does not end": (
        after("SIGN SHIPPER@IDT - 2026-10-06T08:00:00"),
        says.TIME,
    ),
    "a time of milliseconds since 1970": (
        after("TRNS SHIPPER@IDT TRADER@BOLE 1791280800000"),
        "BOLE",
    ),
    "the time at which it is read": (after("SIGN SHIPPER@IDT - 2026-12-01T00:00:00Z"), "IDT"),
    "the same time": (after("SIGN SHIPPER@IDT - 2026-10-05T08:00:00.000Z"), "IDT"),
    "the same time elsewhere": (after("SIGN SHIPPER@IDT - 2026-10-05T10:00:00+02:00"), "IDT"),
    "a time before that of the issue": (
        after("SIGN SHIPPER@IDT - 2026-10-05T10:00:00+02:01"),
        says.OPEN_TIME,
    ),
    "the issuer is not the issuing party": (
        after(TO_NEW, issuing_party="OTHR"),
        says.OPEN_ISSUER,
    ),
    "the issuing party is known by another list": (after(TO_NEW, issuing_party="GLEIF:1"), "BOLE"),
    "all on one platform": (after(f"SIGN SHIPPER@IDT - {AT}", issued=HERE_ONLY), "IDT"),
}


def then(lines, **bill):
    """A history of several acts after the issue, each in an entry of its own."""
    entries, last = [ISSUED], "e1"
    for number, line in enumerate(lines, 2):
        platform = line.split()[1].partition("@")[2]
        entries.append(f" e{number} {last} {platform} | {line} {AT}")
        last = f"e{number}"
    return envelope("\n".join(entries), **{"to_order": True} | bill)


PINT_COURSES = {
    "an endorsee for good endorses on": (
        then(
            [
                "ENDORSE SHIPPER@IDT BANK@IDT",
                "TRANSFER SHIPPER@IDT BANK@IDT",
                "ENDORSE BANK@IDT TRADER@IDT",
            ],
            endorsee="SHIPPER",
        ),
        says.ENDORSED_OUT,
    ),
    "an endorsee to order endorses on": (
        then(
            [
                "ENDORSE_TO_ORDER SHIPPER@IDT BANK@IDT",
                "TRANSFER SHIPPER@IDT BANK@IDT",
                "ENDORSE BANK@IDT TRADER@IDT",
            ],
            endorsee="SHIPPER",
        ),
        "IDT",
    ),
    "an endorsee without possession endorses": (
        then(
            ["ENDORSE_TO_ORDER SHIPPER@IDT BANK@BOLE", "ENDORSE BANK@BOLE TRADER@IDT"],
            endorsee="SHIPPER",
        ),
        says.POSSESSOR,
    ),
    "an endorsement to another platform, and possession after it": (
        then(
            ["ENDORSE SHIPPER@IDT BANK@BOLE", "TRANSFER SHIPPER@IDT BANK@BOLE"],
            endorsee="SHIPPER",
        ),
        "BOLE",
    ),
    "a blank bill is anybody's who possesses it": (
        then(
            [
                "BLANK_ENDORSE SHIPPER@IDT -",
                "TRANSFER SHIPPER@IDT TRADER@BOLE",
                "SURRENDER_FOR_DELIVERY TRADER@BOLE FLDL@WAVE",
            ],
            endorsee="SHIPPER",
        ),
        "WAVE",
    ),
    "a surrender is refused": (
        then(
            [
                "SURRENDER_FOR_AMENDMENT SHIPPER@IDT FLDL@WAVE",
                "SREJ FLDL@WAVE SHIPPER@IDT",
            ]
        ),
        "IDT",
    ),
    "a surrender is accepted, and the bill stays with the carrier": (
        then(
            [
                "SURRENDER_FOR_AMENDMENT SHIPPER@IDT FLDL@WAVE",
                "SACC FLDL@WAVE SHIPPER@IDT",
            ]
        ),
        "WAVE",
    ),
    "an answer without recipient": (
        then(["SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@WAVE", "SACC FLDL@WAVE -"]),
        says.OPEN_RECIPIENT,
    ),
    "an answer to another": (
        then(["SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@WAVE", "SREJ FLDL@WAVE TRADER@IDT"]),
        says.ANSWERED_TO,
    ),
    "an answer to the same party elsewhere": (
        then(["SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@WAVE", "SREJ FLDL@WAVE SHIPPER@BOLE"]),
        says.ANSWERED_TO,
    ),
    "an answer by another on the carrier's platform": (
        then(["SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@WAVE", "SREJ AGENT@WAVE SHIPPER@IDT"]),
        says.ANSWERED_BY,
    ),
    "a carrier passes on what was surrendered to it": (
        then(["SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@WAVE", "TRANSFER FLDL@WAVE TRADER@BOLE"]),
        says.PENDING,
    ),
    "a carrier signs what was surrendered to it": (
        then(["SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@WAVE", "SIGN FLDL@WAVE -"]),
        says.OPEN_SIGNED_BY_CARRIER,
    ),
    "a breach outranks what was open before it": (
        then(["TRANSFER SHIPPER@IDT SHIPPER@IDT", "TRANSFER THIEF@BOLE TRADER@IDT"]),
        says.POSSESSOR,
    ),
}


MOVED = envelope(f"{ISSUED}\n e2 e1 IDT | {TO_NEW}", to_order=True)
STRAIGHT = replace(MOVED, to_order=False, consignee=(("ZZZ", "CONSIGNEE"),))
TWICE = replace(
    envelope(f"{ISSUED}\n e2 e1 WAVE | ISSUE FLDL@WAVE SHIPPER@IDT {AT}", to_order=False),
    consignee=(("ZZZ", "CONSIGNEE"),),
)


NOTIFIED = envelope(
    f"""{ISSUED}
     e2 e1 IDT | ENDORSE SHIPPER@IDT BANK@BOLE {AT}
               | SIGN SHIPPER@IDT - {AT}""",
    to_order=True,
    endorsee="SHIPPER",
)
NAMELESS = replace(MOVED.entries[1].transactions[0], recipient=Party((), "BOLE"))
TO_NOBODY = (MOVED.entries[0], replace(MOVED.entries[1], transactions=(NAMELESS,)))


def naming(index, registry="https://registry.example/v1"):
    """The entries of `MOVED`, of which one names a registry."""
    entries = list(MOVED.entries)
    entries[index] = replace(entries[index], registry=registry)
    return tuple(entries)


PINT_ENVELOPES = {
    "without entries": (replace(MOVED, entries=()), says.CHAIN_EMPTY),
    "a registry of the first entry": (replace(MOVED, entries=naming(0)), says.OPEN_REGISTRY),
    "a registry of a later entry": (replace(MOVED, entries=naming(1)), says.ENTRY_REGISTRY),
    "for the platform that the last act names": (replace(MOVED, receiver="BOLE"), "BOLE"),
    "for another platform": (replace(MOVED, receiver="IDT"), says.ADDRESSEE),
    "for the platform that an act before the last names": (
        replace(NOTIFIED, receiver="BOLE"),
        says.OPEN_NOT_LAST,
    ),
    "of a peer that nobody knows": (replace(MOVED, peer="nobody"), says.OPEN_PEER),
    "of a peer that nobody knows, against the text": (
        replace(TWICE, peer="nobody"),
        says.ISSUE_FIRST,
    ),
    "to a party without codes": (replace(MOVED, entries=TO_NOBODY), says.PARTY),
}
