"""Interchanges of several bills: the stories of the examples, each said as a message."""

import re

from fairlead import convert
from tests.conftest import ROOT

STORIES = ("straight-bill", "dangerous-goods", "sea-waybill")


def message_of(story):
    """A story as the segments of one message, from UNH to UNT."""
    data = (ROOT / "examples" / story / "bill.dcsa.json").read_bytes()
    said = convert(data, "iftmcs").output.decode("iso8859-1")
    return re.search(r"^UNH.*^UNT[^']*'\n", said, re.MULTILINE | re.DOTALL)[0]


def interchange(*messages):
    """An interchange of some messages, with references by which they are told apart."""
    messages = [_referred(message, number) for number, message in enumerate(messages, 1)]
    unb, unz = "UNB+UNOC:3+SENDER+RECIPIENT+261120:0900+77'\n", f"UNZ+{len(messages)}+77'\n"
    return "".join((unb, *messages, unz)).encode("iso8859-1")


def _referred(message, number):
    """The message with a number as its reference."""
    return re.sub(r"(UNH\+|UNT\+\d+\+)\w+", rf"\g<1>{number}", message)


def miscounted(message):
    """The message with a count that is wrong."""
    return re.sub(r"UNT\+\d+", "UNT+999", message)


def of_stories():
    """The stories in one interchange, with one that is miscounted at its second place."""
    first, *rest = map(message_of, STORIES)
    return interchange(first, miscounted(first), *rest)
