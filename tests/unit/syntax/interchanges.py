"""Interchanges to read: invented bills, and the pieces to bend them."""

from functools import cache

from fairlead.formats.schema.directory import Directory
from fairlead.resources import find
from fairlead.syntax.edifact import grouped, read
from fairlead.syntax.edifact.tokens import cut

HEAD = """\
UNH+M1+IFTMCS:D:00B:UN'
BGM+705+FLBL00012345+9'
DTM+137:20260911:102'
DTM+95:20260911:102'
TSR+30+2'
FTX+BLC+++Shipper load, stow and count:Carrier not responsible for packing or contents'
FTX+AAI+++Carriage is subject to the terms and conditions on the back of the original document'
CNT+7:26400:KGM'
LOC+88+DEHAM:139:6:Hamburg'
LOC+7+SGSIN:139:6:Singapore'
RFF+BM:FLBL00012345'
RFF+BN:BK998877'
CPI+1++P'
LOC+57+DEHAM:139:6:Hamburg'
TDT+20+012W+1++XYZL:172:182+++9074729:146:11:MV Northern Light of the Elbe'
LOC+9+DEHAM:139:6:Hamburg'
DTM+133:20260912:102'
LOC+11+SGSIN:139:6:Singapore'
DTM+132:20261010:102'
NAD+CZ+4012345:160:ZZZ++Nordlicht Maschinenbau GmbH:Abteilung Export+Kranstr. 12+Hamburg++20457+DE'
CTA+IC+:Erika Muster'
COM+?+49401234567:TE'
COM+erika.muster(at)nordlicht.example:EM'
NAD+CN+++TO ORDER OF:Example Bank Pte Ltd+Example Road 5:Level 3+Singapore++018989+SG'
NAD+N1+++Example Trading Pte Ltd+Example Road 7:Level 11+Singapore++018989+SG'
"""
ITEM = """\
GID+{n}+120:CT:67:6'
PIA+5+84314900:HS'
FTX+AAA+++Machinery parts for harbour cranes:packed in seaworthy cartons on pallets:order {n}'
MEA+AAE+G+KGM:2640.5'
MEA+AAE+AAW+MTQ:12.75'
PCI++Nordlicht Maschinenbau:Singapore via Hamburg:Made in Germany'
SGP+XYZU12345{n:02}+60'
MEA+AAE+G+KGM:1320.25'
"""
BOX = """\
EQD+CN+XYZU12345{n:02}+22G1:102:5+2++5'
MEA+AAE+T+KGM:2200'
SEL+SEAL00{n}+CA'
"""


@cache
def directory(name="iftmcs-d00b"):
    """A directory, loaded once."""
    return Directory.load(find("schemas", "unece", name))


def enveloped(*messages, charset="UNOC", version="3", una=""):
    """An interchange of messages; what they hold is theirs to say."""
    unb = f"UNB+{charset}:{version}+SENDERX:ZZZ+RECEIVERX:ZZZ+260911:1200+CTRL0001'"
    return f"{una}{unb}{''.join(messages)}UNZ+{len(messages)}+CTRL0001'".encode()


def message(body, *, count=None, reference="M1"):
    """A message with its UNT, for which the segments are counted."""
    text = body.replace("\n", "")
    number = len(cut(text, "'", "?")) if count is None else count
    return f"{text}UNT+{number}+{reference}'"


def bill(items):
    """A bill of lading of so many items, each in a container of its own."""
    numbers = range(1, items + 1)
    goods = "".join(ITEM.format(n=n) for n in numbers)
    boxes = "".join(BOX.format(n=n) for n in numbers)
    return message(HEAD + goods + boxes)


def small(*more, reference="M1"):
    """A message of UNH, BGM and further segments."""
    said = (f"UNH+{reference}+IFTMCS:D:00B:UN'", "BGM+705'", *more)
    return message("".join(said), reference=reference)


def tree_of(*more, name="iftmcs-d00b"):
    """The tree of such a message."""
    (one,) = read(enveloped(small(*more))).messages
    return grouped(one, directory(name).table)
