"""Documents made to exhaust a reader, or to make it fetch, are refused before they can."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from fairlead.errors import Refused
from fairlead.syntax.xml import Document
from tests.conftest import shared_files
from tests.growth import SPARE
from tests.unit.syntax.hostile import drawn, growth_apart, read_apart

pytest.importorskip("resource", reason="the peak of memory cannot be asked for here")

MEMORY = 128 * 1024 * 1024

LAUGHS = """b'<!DOCTYPE a [<!ENTITY a0 "ha">' + b''.join(b'<!ENTITY a%d "%s">' % (
    i + 1, b'&a%d;' % i * 10) for i in range(n)) + b']><a>&a%d;</a>' % n"""
HOSTILE = {
    "a billion laughs": (LAUGHS, 12, "READ-060"),
    "a quadratic blow-up": (
        """b'<!DOCTYPE a [<!ENTITY b "' + b'B' * n + b'">]><a>' + b'&b;' * n + b'</a>'""",
        100_000, "READ-060",
    ),
    "a long way to a doctype": ("b'<!-- -->' * n + b'<!DOCTYPE a><a/>'", 1_000_000, "READ-060"),
    "a hundred megabytes": ("b'<a>' + b'<b/>' * n + b'</a>'", 25_000_000, "READ-001"),
    "a depth of 100,000": ("b'<a>' * n + b'</a>' * n", 100_000, "READ-008"),
    "a depth of 100,000 without an end": ("b'<a>' * n", 100_000, "READ-008"),
    "a depth of 200": ("b'<a>' * n + b'</a>' * n", 200, "READ-008"),
    "100,000 attributes": (
        """b'<a ' + b' '.join(b'a%d=""' % i for i in range(n)) + b'/>'""",
        100_000, "READ-062",
    ),
    "a million attributes": (
        """b'<a ' + b' '.join(b'a%d = ""' % i for i in range(n)) + b'/>'""",
        700_000, "READ-062",
    ),
    "100,000 namespaces": (
        """b'<a ' + b' '.join(b'xmlns:a%d="urn:%d"' % (i, i) for i in range(n)) + b'/>'""",
        100_000, "READ-063",
    ),
    "100,000 namespaces, each at an element": (
        """b'<a>' + b''.join(b'<b xmlns="urn:%d"/>' % i for i in range(n)) + b'</a>'""",
        100_000, "READ-063",
    ),
    "2,000 namespaces below each other": (
        """b''.join(b'<a xmlns="urn:%d">' % i for i in range(n)) + b'</a>' * n""",
        2_000, "READ-063",
    ),
    "a thousand namespaces behind a value that ends in a quote": (
        (r"""b'<a b=" xmlns=\'"' + b''.join(b' xmlns:n%d="u:%d"' % (i, i) for i in range(n))"""
        r""" + b' c="\'"/>'"""),
        1_000, "READ-063",
    ),
    "a million beginnings of an attribute": ("b'<a ' + b'xmlns a=' * n", 1_100_000, "READ-004"),
    "two million elements": ("b'<a>' + b'<b/>' * n + b'</a>'", 2_000_000, "READ-011"),
    "ten million marks": ("b'<' * n", 9_999_996, "READ-011"),
    "two million comments": ("b'<a/>' + b'<!---->' * n", 1_400_000, "READ-011"),
    "two million instructions": ("b'<a/>' + b'<?b?>' * n", 1_900_000, "READ-011"),
    "one immense text": ("b'<a>' + b'x' * n + b'</a>'", 9_000_000, "READ-010"),
    "one immense attribute": ("""b'<a b="' + b'x' * n + b'"/>'""", 9_000_000, "READ-010"),
    "an immense text of references": ("b'<a>' + b'&lt;' * n + b'</a>'", 2_400_000, "READ-010"),
    "one immense name": ("b'<' + b'a' * n + b'/>'", 9_000_000, "READ-004"),
    "a million equals signs": ("b'<a>' + b'= ' * n + b'</a>'", 4_000_000, "READ-010"),
    "a million blanks behind an equals sign": (
        "b'<a>' + (b'=' + b' ' * 9) * n", 900_000, "READ-004",
    ),
    "xmlns without an end": ("b'<a ' + b'xmlns:' * n", 1_600_000, "READ-004"),
    "xmlns over and over": ("b'<a ' + b' xmlns=' * n", 1_400_000, "READ-004"),
    "blanks behind xmlns": ("b'<a ' + b'xmlns:a ' * n + b'/>'", 1_000_000, "READ-004"),
    "a comment without an end": ("b'<!--' * n", 30_000, "READ-004"),
    "ten million blanks": ("b' ' * n", 10_000_000, "READ-012"),
}  # fmt: skip

FULL = {
    "320,000 elements": ("b'<a>' + b'<b>123456789012345678901234</b>' * 320_000 + b'</a>'",),
    "320,000 empty elements": ("b'<a>' + b'<abcdefghijklmnopqrstuvwxyz12/>' * 320_000 + b'</a>'",),
    "320,000 comments": ("b'<a>' + b'<!-- 12345678901234567890 -->  ' * 320_000 + b'<b/></a>'",),
    "320,000 attributes": ("""b'<a>' + b'<b c="1234567890123456789012"/>' * 320_000 + b'</a>'""",),
}
"""As much as ten million bytes may hold."""

READER = """
from fairlead.syntax.xml import Document
take = Document.of
"""


@pytest.mark.parametrize(("document", "n", "code"), drawn(HOSTILE, 10))
def test_a_hostile_document_is_refused_in_little_memory(document, n, code):
    """In a process of its own, so that nothing else is measured."""
    codes, memory = read_apart(READER, document, n)
    assert codes == [code]
    assert memory < MEMORY


@pytest.mark.parametrize(("document", "n", "code"), drawn(HOSTILE, 6))
def test_a_hostile_document_is_refused_in_time_in_proportion(document, n, code):
    del code  # of the whole
    assert growth_apart(READER, document, n // 4) < SPARE


@pytest.mark.parametrize("document", drawn(FULL, 2))
def test_as_many_marks_as_the_bytes_allow_take_little_memory(document):
    codes, memory = read_apart(READER, document)
    assert codes == []
    assert memory < MEMORY


@pytest.mark.parametrize("path", shared_files("corpora", "defusedxml/*.x*", cases=12))
def test_what_others_found_to_be_dangerous_is_refused(path):
    """And what merely stands beside it is read: no DOCTYPE, no danger to a reader."""
    data = path.read_bytes()
    if b"<!DOCTYPE" not in data:
        assert Document.of(data).root is not None
        return
    with pytest.raises(Refused) as caught:
        Document.of(data)
    assert [fault.code for fault in caught.value.report] == ["READ-060"]


class Canary(BaseHTTPRequestHandler):
    """Counts who asks for anything."""

    asked = 0

    def do_GET(self):
        type(self).asked += 1
        self.send_error(404)


FETCHING = {
    "a DTD": '<!DOCTYPE a SYSTEM "{url}a.dtd"><a/>',
    "a public DTD": '<!DOCTYPE a PUBLIC "-//a" "{url}a.dtd"><a/>',
    "an entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "{url}b">]><a>&b;</a>',
    "a parameter entity": '<!DOCTYPE a [<!ENTITY % b SYSTEM "{url}b"> %b;]><a/>',
    "an inclusion": '<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="{url}b"/></a>',
    "a hint": '<a xmlns:x="http://www.w3.org/2001/XMLSchema-instance" '
    'x:schemaLocation="urn:a {url}a.xsd" x:noNamespaceSchemaLocation="{url}b.xsd"/>',
    "a style": '<?xml-stylesheet type="text/xsl" href="{url}a.xsl"?><a/>',
    "a namespace": '<a xmlns="{url}a"/>',
    "a base": '<a xml:base="{url}"/>',
}


@pytest.fixture(scope="module")
def canary():
    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("document", FETCHING.values(), ids=FETCHING)
def test_nothing_is_ever_fetched(document, canary):
    data = document.replace("{url}", canary).encode()
    try:
        Document.of(data)
    except Refused as refusal:
        assert [fault.code for fault in refusal.report] == ["READ-060"]
    assert Canary.asked == 0


def test_an_inclusion_is_an_element_like_any_other():
    document = Document.of(
        b'<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="/b"/></a>'
    )
    assert document.root[0].tag == "{http://www.w3.org/2001/XInclude}include"
