"""The envelopes and packs that a judge of title was tried on, as plain data, and what each is.

Every signature and every link of them holds. A digest is shown by its first eight letters. A line
is one act: who signed it, and the act. What stands left of the bar opens an entry or a version.
"""

from dataclasses import replace

from tests.title.model.history import (
    Bill,
    Entry,
    Envelope,
    Event,
    IssuanceManifest,
    Packs,
    Party,
    Transaction,
    Version,
)

NOW = "2026-12-01T00:00:00Z"
FLDL = (("NMFTA", "FLDL"),)


def _rows(text):
    """Each line, cut at its bar: what opens an entry or a version, and one act."""
    for line in text.strip().splitlines():
        opens, act = line.split("|")
        yield opens.split(), act.split()


def _codes(name):
    if not name:
        return None if name is None else ()
    provider, _, code = name.rpartition(":")
    return ((provider or "ZZZ", code),)


def _party(text):
    if text == "-":
        return None
    code, _, platform = text.partition("@")
    return Party(_codes(code), platform)


def envelope(
    text,
    *,
    to_order,
    consignee=None,
    endorsee=None,
    shipper="SHIPPER",
    issuing_party="FLDL",
    carrier=FLDL[0],
    bound=FLDL,
    carriers_view=None,
    senders_view=None,
    manifest="first",
):
    """Of lines: digest, previous digest, platform | act, actor, recipient, time."""
    issuance = IssuanceManifest("the bill", "the request's party", carriers_view, bound)
    entries = []
    for opens, (action, actor, recipient, at) in _rows(text):
        act = Transaction(action, _party(actor), at, _party(recipient))
        if opens:
            digest, previous, platform = opens
            inside = issuance if not entries and manifest != "root" else None
            link = None if previous == "-" else previous
            entries.append(Entry(platform, platform, "the bill", (act,), digest, link, inside))
        else:
            last = entries.pop()
            entries.append(replace(last, transactions=(*last.transactions, act)))
    return Envelope(
        document="the bill",
        to_order=to_order,
        carrier=carrier,
        entries=tuple(entries),
        sender=entries[-1].signer,
        manifest_document="the bill",
        manifest_last_entry=entries[-1].digest,
        now=NOW,
        manifest_visualisation=senders_view,
        root_manifest=None if manifest == "first" else issuance,
        consignee=_codes(consignee),
        endorsee=_codes(endorsee),
        shipper=_codes(shipper),
        issuing_party=_codes(issuing_party),
    )


def did(name):
    return "" if name == "-" else f"did:openebl:{name}"


def packs(text):
    """Of lines: digest, parent, signer, whether events before are kept, owner | event."""
    versions = []
    for opens, (kind, by, to, at, *rest) in _rows(text):
        bill = Bill(rest[0], rest[1] == "order", *map(did, rest[2:])) if rest else None
        event = Event(kind, did(by), at, did(to) or None, bill)
        if opens:
            digest, parent, signer, how, owner = opens
            kept = versions[-1].events if how == "adds" else ()
            number, parent = len(versions) + 1, parent.strip("-")
            versions.append(
                Version("a pack", number, parent, digest, did(owner), (*kept, event), did(signer))
            )
        else:
            last = versions.pop()
            versions.append(replace(last, events=(*last.events, event)))
    return Packs(tuple(versions), NOW)


# fmt: off
ENVELOPES = {
    "env-another-visualisation": ("rejected", None, envelope("""
        5a64b2c4 -        CARX | ISSUE FLDL@CARX SHIPPER@IDT 2026-10-06T11:07:00.000Z
        686f3e8e 5a64b2c4 IDT  | SIGN SHIPPER@IDT - 2026-10-06T17:48:00.000Z
                               | TRANSFER SHIPPER@IDT TRADER@BOLE 2026-10-07T19:11:00.000Z
        6fd3bd6b 686f3e8e BOLE | SURRENDER_FOR_AMENDMENT TRADER@BOLE FLDL@CARX 2026-10-08T16:10:00.000Z
        d9cca604 6fd3bd6b CARX | SACC FLDL@CARX TRADER@BOLE 2026-10-09T15:49:00.000Z
        """, to_order=True, carriers_view="077259f1", senders_view="85b20e3d")),
    "env-honest-as-text-and-pint-demo-agree": ("verified", "IDT", envelope("""
        0b73403e -        CARX | ISSUE FLDL@CARX SHIPPER@BOLE 2026-10-06T08:48:00.000Z
        75087d58 0b73403e BOLE | SIGN SHIPPER@BOLE - 2026-10-07T05:16:00.000Z
                               | ENDORSE SHIPPER@BOLE NEIGHBOUR@IDT 2026-10-07T10:21:00.000Z
                               | TRANSFER SHIPPER@BOLE NEIGHBOUR@IDT 2026-10-08T18:59:00.000Z
        752c0cb2 75087d58 IDT  | SURRENDER_FOR_AMENDMENT NEIGHBOUR@IDT FLDL@CARX 2026-10-08T20:09:00.000Z
        ba65b7f6 752c0cb2 CARX | SREJ FLDL@CARX NEIGHBOUR@IDT 2026-10-09T11:41:00.000Z
        """, to_order=True, endorsee="SHIPPER")),
    "env-honest-manifest-also-at-the-root": ("verified", "BOLE", envelope("""
        64742709 -        BOLE | ISSUE FLDL@BOLE SHIPPER@IDT 2026-10-06T10:29:00.000Z
        ac99fb50 64742709 IDT  | SIGN SHIPPER@IDT - 2026-10-06T11:00:00.000Z
                               | SURRENDER_FOR_DELIVERY SHIPPER@IDT FLDL@BOLE 2026-10-06T17:40:00.000Z
        7d141510 ac99fb50 BOLE | SREJ FLDL@BOLE SHIPPER@IDT 2026-10-06T23:25:00.000Z
        c33cc26e 7d141510 IDT  | SIGN SHIPPER@IDT - 2026-10-08T03:59:00.000Z
                               | SURRENDER_FOR_AMENDMENT SHIPPER@IDT FLDL@BOLE 2026-10-08T06:14:00.000Z
        """, to_order=False, consignee="CONSIGNEE", manifest="both")),
    "env-honest-straight-to-its-consignee": ("verified", "IQAX", envelope("""
        0dc4545e -        WAVE | ISSUE FLDL@WAVE SHIPPER@BOLE 2026-10-05T12:08:00.000Z
        7fb2ef69 0dc4545e BOLE | SURRENDER_FOR_DELIVERY SHIPPER@BOLE FLDL@WAVE 2026-10-06T01:56:00.000Z
        03948ab0 7fb2ef69 WAVE | SREJ FLDL@WAVE SHIPPER@BOLE 2026-10-07T00:34:00.000Z
        091473a3 03948ab0 BOLE | TRANSFER SHIPPER@BOLE CONSIGNEE@IQAX 2026-10-08T08:41:00.000Z
        """, to_order=False, consignee="CONSIGNEE", carriers_view="7bd04a39", senders_view="7bd04a39")),
    "env-issue-twice-in-the-first-entry": ("rejected", None, envelope("""
        c2f38d7b -        IDT  | ISSUE FLDL@IDT SHIPPER@IQAX 2026-10-05T16:30:00.000Z
                               | ISSUE FLDL@IDT SHIPPER@IQAX 2026-10-05T16:30:00.000Z
        """, to_order=False, consignee="CONSIGNEE", carriers_view="90de7495", senders_view="90de7495")),
    "env-no-issue": ("rejected", None, envelope("""
        73f2f27d -        IDT  | TRANSFER FLDL@IDT SHIPPER@BOLE 2026-10-05T12:38:00.000Z
        9095f5eb 73f2f27d BOLE | SIGN SHIPPER@BOLE - 2026-10-06T01:35:00.000Z
                               | SURRENDER_FOR_AMENDMENT SHIPPER@BOLE FLDL@IDT 2026-10-06T21:04:00.000Z
        b16d3a85 9095f5eb IDT  | SREJ FLDL@IDT SHIPPER@BOLE 2026-10-07T06:29:00.000Z
        4a85fd96 b16d3a85 BOLE | SURRENDER_FOR_DELIVERY SHIPPER@BOLE FLDL@IDT 2026-10-07T11:34:00.000Z
        5428d5b6 4a85fd96 IDT  | SACC FLDL@IDT SHIPPER@BOLE 2026-10-08T10:08:00.000Z
        """, to_order=False, consignee="CONSIGNEE", carriers_view="309e66c6", senders_view="309e66c6")),
    "env-platform-that-never-held-it-transfers": ("rejected", None, envelope("""
        75edabd7 -        BOLE | ISSUE FLDL@BOLE SHIPPER@CARX 2026-10-05T11:29:00.000Z
        9ec85158 75edabd7 IDT  | TRANSFER THIEF@IDT PARTNER@BOLE 2026-10-06T06:51:00.000Z
        """, to_order=True, endorsee="SHIPPER", carriers_view="ff5f49b7", senders_view="ff5f49b7")),
    "env-straight-bill-endorsed": ("rejected", None, envelope("""
        8deb865c -        IQAX | ISSUE FLDL@IQAX SHIPPER@IDT 2026-10-06T01:03:00.000Z
        f0186fce 8deb865c IDT  | BLANK_ENDORSE SHIPPER@IDT - 2026-10-06T08:18:00.000Z
        """, to_order=False, consignee="CONSIGNEE", carriers_view="f38dae95", senders_view="f38dae95")),
    "env-transfer-by-holder-after-sacc": ("rejected", None, envelope("""
        65133f2d -        BOLE | ISSUE FLDL@BOLE SHIPPER@IQAX 2026-10-06T15:29:00.000Z
        d37e8639 65133f2d IQAX | SIGN SHIPPER@IQAX - 2026-10-07T22:02:00.000Z
                               | SURRENDER_FOR_DELIVERY SHIPPER@IQAX FLDL@BOLE 2026-10-08T00:41:00.000Z
        7827bfe3 d37e8639 BOLE | SACC FLDL@BOLE SHIPPER@IQAX 2026-10-08T10:39:00.000Z
        6c278867 7827bfe3 IQAX | TRANSFER SHIPPER@IQAX THIEF@WAVE 2026-10-09T07:08:00.000Z
        """, to_order=False, consignee="CONSIGNEE", carriers_view="6443e119", senders_view="6443e119")),
    "env-unknown-action": ("rejected", None, envelope("""
        efadc8f7 -        IQAX | ISSUE FLDL@IQAX SHIPPER@IDT 2026-10-05T18:48:00.000Z
        7a919952 efadc8f7 IDT  | SIGN SHIPPER@IDT - 2026-10-07T00:29:00.000Z
                               | TRANSFER SHIPPER@IDT BANK@BOLE 2026-10-07T17:48:00.000Z
        1e38f756 7a919952 BOLE | SURRENDERED BANK@BOLE THIEF@WAVE 2026-10-08T17:51:00.000Z
        """, to_order=True, endorsee="BANK", carriers_view="9ac6eec3", senders_view="9ac6eec3")),
    "pint-envelope-manifest-root": ("undetermined", None, envelope("""
        b1a7bd80 -        WAVE | ISSUE WAVE:line@WAVE CARX:r1@CARX 2026-11-30T15:44:58.589Z
        """, to_order=False, consignee="GLEIF:984500STRAITSWW20273", shipper="", issuing_party="", carrier=("SMDG", "HBX"), bound=None, manifest="root")),
}

PACKS = {
    "packs-act-after-print-to-paper": ("rejected", None, packs("""
        7ac695dd -        birch  anew cedar   | bill_of_lading birch - 2026-10-05T13:38:00Z ISSUED straight birch cedar alder - elm
                                              | transfer birch cedar 2026-10-05T13:38:00Z
        513e2c76 7ac695dd cedar  adds cedar   | print_to_paper cedar - 2026-10-06T20:22:00Z
        110e0c4b 513e2c76 cedar  adds cedar   | print_to_paper cedar - 2026-10-07T12:45:00Z
        """)),
    "packs-honest-issued-at-once": ("verified", "fir", packs("""
        0df11683 -        alder  anew larch   | bill_of_lading alder - 2026-10-06T13:35:00Z ISSUED order alder larch fir hazel birch
                                              | transfer alder larch 2026-10-06T13:35:00Z
        eb9b25d8 0df11683 larch  adds fir     | transfer larch fir 2026-10-07T16:12:00Z
        42a2ed64 eb9b25d8 fir    adds fir     | print_to_paper fir - 2026-10-08T13:53:00Z
        """)),
    "packs-honest-issued-from-draft": ("verified", "larch", packs("""
        1f9e8cc4 -        alder  anew alder   | bill_of_lading alder - 2026-10-05T13:21:00Z DRAFT order alder hazel larch oak elm
        f3cee5e1 1f9e8cc4 alder  anew hazel   | bill_of_lading alder - 2026-10-05T19:34:00Z ISSUED order alder hazel larch oak elm
                                              | transfer alder hazel 2026-10-05T19:34:00Z
        ba6a1d0d f3cee5e1 hazel  adds larch   | transfer hazel larch 2026-10-06T01:56:00Z
        e68ee78d ba6a1d0d larch  adds larch   | print_to_paper larch - 2026-10-07T05:58:00Z
        """)),
    "packs-issued-bill-replaced-like-a-draft": ("rejected", None, packs("""
        8956009e -        fir    anew birch   | bill_of_lading fir - 2026-10-06T17:12:00Z ISSUED order fir birch larch elm oak
                                              | transfer fir birch 2026-10-06T17:12:00Z
        277f50c6 8956009e birch  adds larch   | transfer birch larch 2026-10-07T13:41:00Z
        9fd964fa 277f50c6 larch  adds fir     | amendment_request larch fir 2026-10-08T19:08:00Z
        10fc79ca 9fd964fa fir    anew birch   | bill_of_lading fir - 2026-10-09T04:22:00Z ISSUED order fir birch larch elm oak
                                              | transfer fir birch 2026-10-09T04:22:00Z
        """)),
    "packs-stranger-adds-bill-and-owns": ("rejected", None, packs("""
        684c7a6d -        oak    anew cedar   | bill_of_lading oak - 2026-10-06T03:49:00Z ISSUED order oak cedar birch fir larch
                                              | transfer oak cedar 2026-10-06T03:49:00Z
        bca9dec8 684c7a6d cedar  adds birch   | transfer cedar birch 2026-10-06T20:39:00Z
        523c27be bca9dec8 birch  adds larch   | surrender birch larch 2026-10-07T12:41:00Z
        b58f4637 523c27be alder  adds alder   | bill_of_lading alder - 2026-10-08T15:43:00Z ISSUED order oak cedar birch fir larch
        """)),
    "packs-stranger-does-accomplish": ("rejected", None, packs("""
        5cf4e048 -        fir    anew hazel   | bill_of_lading fir - 2026-10-05T14:34:00Z ISSUED straight fir hazel alder - cedar
                                              | transfer fir hazel 2026-10-05T14:34:00Z
        8026a011 5cf4e048 hazel  adds fir     | return hazel fir 2026-10-06T22:47:00Z
        306141cd 8026a011 fir    adds hazel   | transfer fir hazel 2026-10-08T05:24:00Z
        c7cf1c1a 306141cd larch  adds hazel   | accomplish larch - 2026-10-09T03:54:00Z
        """)),
    "packs-two-acts-by-two-people-in-one-version": ("rejected", None, packs("""
        cfdcdf13 -        larch  anew cedar   | bill_of_lading larch - 2026-10-06T13:38:00Z ISSUED straight larch cedar oak - alder
                                              | transfer larch cedar 2026-10-06T13:38:00Z
        f974611e cfdcdf13 cedar  adds larch   | amendment_request cedar larch 2026-10-07T08:43:00Z
        e29e760d f974611e larch  adds cedar   | return larch cedar 2026-10-07T10:25:00Z
        fd34c185 e29e760d larch  adds cedar   | return cedar larch 2026-10-07T23:58:00Z
                                              | bill_of_lading larch - 2026-10-08T14:56:00Z ISSUED straight larch cedar oak - alder
                                              | transfer larch cedar 2026-10-08T14:56:00Z
        """)),
}
