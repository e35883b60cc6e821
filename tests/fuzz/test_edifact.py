"""Whatever interchange comes in, nothing but trees, faults or `Refused` comes out.

Interchanges are made by a grammar, rightly or with something wrong, and then bent as bytes.
`FAIRLEAD_FUZZ` says how many to try; the long run is 1,000,000.
"""

import random
from copy import deepcopy
from datetime import datetime

import pytest

from fairlead.errors import Refused
from fairlead.syntax.edifact import Envelope, Service, grouped, read, split, write
from tests.conftest import fuzzed
from tests.unit.syntax.interchanges import bill, directory, enveloped, small

COUNT = fuzzed(600, 2400)
SHARES = 8
NAMES = ("iftmcs-d99b", "iftmcs-d00b", "iftmcs-d24a")
TABLES = {name: directory(name).table for name in NAMES}
WORDS = (
    "", "", "A", "9", "HAMBURG", "1.5", "-2", "?", "'", "+", ":", "x" * 40, "705", "KGM", "UNT",
    "TO ORDER", "44",
)  # fmt: skip
ODD_WORDS = ("Ærø", "Łódź", "上海", "-1,5", "*", "?'", "\n", "\x01", "\x92", "a@b", " ", "1.", ",5")
CHARSETS = {
    "UNOA": "latin-1", "UNOB": "ascii", "UNOC": "latin-1", "UNOD": "iso8859-2", "UNOE": "iso8859-5",
    "UNOF": "iso8859-7", "UNOG": "iso8859-3", "UNOK": "iso8859-9", "UNOW": "utf-8", "UNOY": "utf-8",
}  # fmt: skip
SCRAPS = (
    b"'", b"+", b":", b"?", b"*", b"?'", b"??", b"\n", b"\r\n", b"UNA", b"UNA:+.? '", b"UNA+:,! ~",
    b"UNB+", b"UNH+M1+IFTMCS:D:00B:UN'", b"UNT+3+M1'", b"UNZ+1+CTRL0001'", b"UNG+'", b"UNE+1+1'",
    b"UNOC:3", b"UNOY:4", b"UNOA:1", b"\xff", b"\x00", b"\xc3\xa5", b"\xef\xbb\xbf",
    b"LOC+9'" * 120, b"XYZ+1'", b"''", b"++++++++++++++++++++", b"::::::::::::", b"1,5",
)  # fmt: skip
MARKS = ":+.?'|^~!\\;,*\n\x1d\x1f\x1cA1"
SERVICES = ("|^,\\ ~", ":+,? '", ":+.?*'", "\x1f\x1d.  \x1c", ":+.? \n")
WHEN = datetime(2026, 9, 11, 12, 0)  # noqa: DTZ001 - UNB has no zone


def spelt(draw, text, service):
    """A text with what it needs released; now and then it is not, or too much is."""
    turn = draw.random()
    if turn < 0.001:
        return text
    if turn < 0.002:
        return text + service[3]
    return "".join(service[3] + one if one in service and one not in ". " else one for one in text)


def segment(draw, slots, tag, service):
    """A segment by its layout; now and then with an element or a component too many."""
    elements = []
    for slot in slots[: draw.randint(0, len(slots))]:
        parts = slot.parts or (slot,)
        count = draw.randint(0, len(parts)) + (draw.random() < 0.0005)
        words = ODD_WORDS if draw.random() < 0.001 else WORDS
        texts = [spelt(draw, draw.choice(words), service) for _ in range(count)]
        elements.append(service[0].join(texts))
    elements += ["1"] * (draw.random() < 0.0005)
    return service[1].join((tag, *elements)) + service[5]


def level(draw, one, service, depth=0):
    """The segments of a level, mostly in order and mostly often enough."""
    nodes = list(one.nodes.values())
    if draw.random() < 0.002:
        draw.shuffle(nodes)
    for node in nodes:
        if node.tag == "UNH" or (not node.required and draw.random() > 0.25 - 0.05 * depth):
            continue
        for _ in range(draw.choice((1, 1, 1, 2, node.most % 12 or 1))):
            yield segment(draw, node.layout.slots, node.tag, service)
            if node.level is not None:
                yield from level(draw, node.level, service, depth + 1)


def message(draw, service):
    """A message by the table of a directory, with a count and a reference that may be wrong."""
    name = draw.choice(NAMES)
    release = draw.choice(("00B", name[-3:].upper(), name[-3:].upper(), name[-3:].upper()))
    c, e, *_, end = service
    body = list(level(draw, TABLES[name].level, service))
    if draw.random() < 0.05:
        body.insert(draw.randint(0, len(body)), draw.choice(("XYZ", "", "UNS", "bgm")) + end)
    count = len(body) + 2 + (draw.random() < 0.05)
    reference = "M2" if draw.random() < 0.03 else "M1"
    head = f"UNH{e}M1{e}IFTMCS{c}D{c}{release}{c}UN{end}"
    tail = f"UNT{e}{count}{e}{reference}{end}" if draw.random() > 0.02 else ""
    return head + "".join(body) + tail


def interchange(draw):
    """An interchange, its service characters redefined, its counts and its set perhaps wrong."""
    service = ":+.? '"
    if draw.random() < 0.4:
        service = "".join(draw.sample(MARKS, 6)) if draw.random() < 0.1 else draw.choice(SERVICES)
    c, e, *_, end = service
    name, version = draw.choice(list(CHARSETS)), draw.choice("12333444")
    if draw.random() < 0.04:
        name, version = draw.choice(("UNOX", "UNO1", "UNOC")), draw.choice("05")
    messages = [message(draw, service) for _ in range(draw.choice((0, 1, 1, 1, 2, 3)))]
    if draw.random() < 0.2:
        group = f"UNG{e}IFTMCS{e}A{e}B{e}260911{c}1200{e}G1{e}UN{e}D{c}00B{end}"
        messages = [group, *messages, f"UNE{e}{len(messages)}{e}G1{end}"]
    count = (1 if "UNG" in "".join(messages)[:3] else len(messages)) + (draw.random() < 0.03)
    unb = f"UNB{e}{name}{c}{version}{e}A{e}B{e}260911{c}1200{e}1{end}"
    una = f"UNA{service}" if service != ":+.? '" or draw.random() < 0.3 else ""
    text = una + unb + "".join(messages) + f"UNZ{e}{count}{e}1{end}"
    codec = draw.choice(list(CHARSETS.values())) if draw.random() < 0.03 else CHARSETS.get(name)
    return text.encode(codec or "utf-8", "replace")


def bent(draw, data):
    """Bytes with one to four things done to them."""
    for _ in range(draw.randint(1, 4)):
        start, end = sorted(draw.randint(0, len(data)) for _ in range(2))
        end = min(end, start + 15)
        piece = draw.choice((b"", draw.choice(SCRAPS), data[start:end] * 2, draw.randbytes(1)))
        data = data[:start] + piece + data[draw.choice((start, end)) :]
    return data


def judged(data):
    """Reads everything there is to read; anything but `Refused` goes through and fails the test."""
    try:
        tokens = split(data)
    except Refused:
        return "no tokens"
    assert tokens.write() == data
    try:
        messages = read(data).messages
    except Refused:
        return "no envelope"
    verdict = "no message"
    for one in messages:
        name = f"iftmcs-d{one.identifier.get('0054', '').lower()}"
        verdict = grouped_again(one, name if name in TABLES else "iftmcs-d00b")
    return verdict


def grouped_again(one, name):
    """Groups a message, judges it, writes it and reads it back."""
    try:
        tree = grouped(one, TABLES[name])
    except Refused:
        return "no tree"
    directory(name).breaches(tree, "PARSE")
    envelope = Envelope("A", "B", WHEN, "1", service=Service(mark=","))
    try:
        written = write([(tree, TABLES[name])], envelope)
    except Refused:
        return "not writable"
    (again,) = read(written).messages
    assert grouped(again, TABLES[name]) == tree
    return "read"


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_but_a_refusal_comes_out(share):
    draw = random.Random(9735 + share)
    for _ in range(COUNT // SHARES):
        data = interchange(draw)
        judged(bent(draw, data) if draw.random() < 0.5 else data)


ODD = (None, "", "x" * 600, 0, -1, True, [], {}, [[]], [{}], [""], {"": ""}, "\ud800", "N1", "306")


def bend(draw, tree):
    """One place of a tree is something else, is gone, or is there twice."""
    holder = tree
    while True:
        step = draw.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        inner = holder[step]
        if not isinstance(inner, dict | list) or not inner or draw.random() < 0.15:
            break
        holder = inner
    turn = draw.random()
    if turn < 0.2:
        del holder[step]
    elif turn < 0.4 and isinstance(holder, list):
        holder += [inner] * draw.choice((1, 9, 99))
    elif turn < 0.5 and isinstance(holder, dict):
        holder[draw.choice(("XYZ", "DTM", "3036", "C080"))] = inner
    else:
        holder[step] = deepcopy(draw.choice(ODD))


@pytest.mark.parametrize("name", NAMES)
def test_verdict_and_judge_agree_on_any_tree(name):
    """`breaches` itself raises where they do not; what is permitted can also be written."""
    draw, where = random.Random(name), directory(name)
    text = bill(2).replace("D:00B", f"D:{name[-3:].upper()}").replace("+N1+", "+NI+")
    whole = grouped(read(enveloped(text)).messages[0], where.table)
    for _ in range(COUNT // 8):
        tree = deepcopy(whole)
        for _ in range(draw.randint(1, 3)):
            if tree:
                bend(draw, tree)
        if not where.breaches(tree, "EMIT"):
            write([(tree, where.table)], Envelope("A", "B", WHEN, "1"))


def test_the_grammar_reaches_every_verdict():
    draw = random.Random(1)
    seen = {judged(interchange(draw)) for _ in range(400)}
    assert seen >= {"no tokens", "no envelope", "no message", "no tree", "read"}


def test_an_interchange_cut_anywhere_is_refused():
    data = enveloped(bill(1), small())
    for end in range(len(data)):
        with pytest.raises(Refused):
            read(data[:end])


def test_an_interchange_without_any_one_byte_is_read_or_refused():
    data = enveloped(bill(1), una="UNA:+.? '")
    for at in range(len(data)):
        judged(data[:at] + data[at + 1 :])


@pytest.mark.parametrize("segment", (b"LOC+9'", b"GID+1'", b"XYZ'", b"'", b"DTM+1'"))
def test_100_000_repeats_are_refused(segment):
    head, tail = enveloped(small()).split(b"UNT+3")
    data = head + segment * 100_000 + b"UNT+100003" + tail
    assert judged(data) == "no tree"
