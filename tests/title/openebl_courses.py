"""Short histories of Open eBL packs, each with what decides: the clause, or who owns the bill."""

from dataclasses import replace

from tests.title.cases import packs
from tests.title.model import openebl as says

AT = "2026-10-06T08:00:00Z"
BILL = "ISSUED order issuer shipper consignee endorsee agent"
STOLEN = BILL.replace("issuer", "thief")
V1 = (
    f"v1 - issuer anew shipper | bill_of_lading issuer - {AT} {BILL}\n"
    f" | transfer issuer shipper {AT}"
)
DRAFT = f"v1 - issuer anew issuer | bill_of_lading issuer - {AT} {BILL.replace('ISSUED', 'DRAFT')}"


UNISSUED = packs(DRAFT)


def versions(*steps, first=V1):
    """Steps after the first, each a version: signer, owner, and its events."""
    rows = [first]
    for number, (signer, owner, *events) in enumerate(steps, 2):
        rows.append(f" v{number} v{number - 1} {signer} adds {owner} | {events[0]}")
        rows += [f" | {event}" for event in events[1:]]
    return packs("\n".join(rows))


SOLD = ("shipper", "consignee", f"transfer shipper consignee {AT}")
ASKED = ("consignee", "issuer", f"amendment_request consignee issuer {AT}")
AMENDED = (f"bill_of_lading issuer - {AT} {BILL}", f"transfer issuer consignee {AT}")

OPENEBL_COURSES = {
    "sold, asked, amended": (versions(SOLD, ASKED, ("issuer", "consignee", *AMENDED)), "consignee"),
    "sold, asked, given back": (
        versions(SOLD, ASKED, ("issuer", "consignee", f"return issuer consignee {AT}")),
        "consignee",
    ),
    "returned to the one before": (
        versions(SOLD, ("consignee", "shipper", f"return consignee shipper {AT}")),
        "shipper",
    ),
    "returned to the owner just before, which is the next": (
        versions(
            SOLD,
            ("consignee", "shipper", f"return consignee shipper {AT}"),
            ("shipper", "consignee", f"return shipper consignee {AT}"),
        ),
        says.OPEN_RETURN,
    ),
    "returned to a stranger": (
        versions(SOLD, ("consignee", "thief", f"return consignee thief {AT}")),
        says.TO_LAST,
    ),
    "transferred past the next": (
        versions(("shipper", "endorsee", f"transfer shipper endorsee {AT}")),
        says.OPEN_NEXT,
    ),
    "surrendered by the shipper": (
        versions(("shipper", "agent", f"surrender shipper agent {AT}")),
        says.OPEN_ROLE,
    ),
    "surrendered to another": (
        versions(SOLD, ("consignee", "issuer", f"surrender consignee issuer {AT}")),
        says.TO_AGENT,
    ),
    "asked of another": (
        versions(SOLD, ("consignee", "agent", f"amendment_request consignee agent {AT}")),
        says.TO_ISSUER,
    ),
    "accomplished by an owner that is no agent": (
        versions(SOLD, ("consignee", "consignee", f"accomplish consignee - {AT}")),
        says.BY_AGENT,
    ),
    "amended by an owner that is no issuer": (
        versions(SOLD, ("consignee", "consignee", f"bill_of_lading consignee - {AT} {BILL}")),
        says.BY_ISSUER,
    ),
    "amended by the issuer that does not own it": (
        versions(SOLD, ("issuer", "consignee", *AMENDED)),
        says.BY_OWNER,
    ),
    "amended twice over": (
        versions(SOLD, ASKED, ("issuer", "consignee", AMENDED[0], *AMENDED)),
        says.AMENDED,
    ),
    "a bill that names the next owner itself": (
        versions(first=V1.replace("issuer - ", "issuer shipper ", 1)),
        says.OPEN_TRANSFER_TO,
    ),
    "a draft that is kept beside the bill": (
        versions(("issuer", "shipper", AMENDED[0], f"transfer issuer shipper {AT}"), first=DRAFT),
        says.OPEN_DRAFT_KEPT,
    ),
    "a draft": (versions(first=DRAFT), "issuer"),
    "a draft that is deleted": (
        versions(("issuer", "issuer", f"delete issuer - {AT}"), first=DRAFT),
        "issuer",
    ),
    "a draft that is deleted by another": (
        versions(("agent", "issuer", f"delete agent - {AT}"), first=DRAFT),
        says.BY_ISSUER,
    ),
    "a draft that is printed": (
        versions(("issuer", "issuer", f"print_to_paper issuer - {AT}"), first=DRAFT),
        says.ISSUED,
    ),
    "an issued bill that is deleted": (
        versions(("issuer", "shipper", f"delete issuer - {AT}")),
        says.DRAFT,
    ),
    "sold, asked, amended, returned": (
        versions(
            SOLD,
            ASKED,
            ("issuer", "consignee", *AMENDED),
            ("consignee", "shipper", f"return consignee shipper {AT}"),
        ),
        "shipper",
    ),
    "asked by the shipper, and transferred as if returned": (
        versions(
            ("shipper", "issuer", f"amendment_request shipper issuer {AT}"),
            ("issuer", "shipper", f"transfer issuer shipper {AT}"),
        ),
        says.OPEN_NEXT,
    ),
    "returned to the issuer, and returned by it": (
        versions(
            ("shipper", "issuer", f"return shipper issuer {AT}"),
            ("issuer", "shipper", f"return issuer shipper {AT}"),
        ),
        says.OPEN_RETURN,
    ),
    "a straight bill that its consignee transfers": (
        versions(
            SOLD,
            ("consignee", "endorsee", f"transfer consignee endorsee {AT}"),
            first=V1.replace("order", "straight"),
        ),
        says.OPEN_NEXT,
    ),
    "an order bill that its consignee transfers": (
        versions(SOLD, ("consignee", "endorsee", f"transfer consignee endorsee {AT}")),
        "endorsee",
    ),
    "a draft that is transferred": (
        versions(("issuer", "shipper", f"transfer issuer shipper {AT}"), first=DRAFT),
        says.ISSUED,
    ),
    "a draft that another replaces by a bill of its own": (
        packs(
            f"""{DRAFT}
            v2 v1 thief anew thief | bill_of_lading thief - {AT} {STOLEN}"""
        ),
        says.BY_ISSUER,
    ),
    "a deleted draft that is replaced": (
        packs(
            f"""{DRAFT}
            v2 v1 issuer adds issuer | delete issuer - {AT}
            v3 v2 issuer anew issuer | bill_of_lading issuer - {AT} {BILL}"""
        ),
        says.KEPT,
    ),
    "an event at the time at which it is read": (replace(UNISSUED, now=AT), "issuer"),
}
