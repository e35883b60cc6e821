"""Asking an authority for evidence of time: one on loopback, and hostile ones beside it."""

import itertools
import socket
import threading
from contextlib import closing, contextmanager

import pytest

from fairlead.client.authority import ask, look_at
from fairlead.errors import Unreachable, UsageError
from fairlead.seal import Verified
from fairlead.seal.evidence import LARGEST, verify_evidence
from tests.authority import WHEN, authority
from tests.unit.seal.test_evidence import believing

LETTER = b"a letter"
REPLY = "application/timestamp-reply"


@contextmanager
def listening(answer):
    """The address of a server that gives each connection the parts of `answer(request)`."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        asked = []

        def serve():
            while True:
                try:
                    line, _ = server.accept()
                except OSError:  # the test is over
                    return
                with line:
                    head, _, body = line.recv(65_536).partition(b"\r\n\r\n")
                    while len(body) < length_in(head):
                        body += line.recv(65_536)
                    asked.append((head, body))
                    try:
                        for part in answer(body):
                            line.sendall(part)
                    except OSError:  # whoever asked went away
                        pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/tsa?policy=1", asked
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def length_in(head):
    lines = dict(line.lower().partition(b": ")[::2] for line in head.split(b"\r\n")[1:])
    return int(lines.get(b"content-length", 0))


def http(body, *, status="200 OK", kind=REPLY, more=""):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def answering(**odd):
    return lambda request: [http(authority().answer(request, **odd))]


def test_an_authority_answers_with_evidence_of_what_it_was_asked():
    with listening(answering()) as (url, _):
        answer = ask(url, LETTER)
    assert isinstance(verify_evidence(answer, LETTER, believing(authority()), at=WHEN), Verified)


def test_nothing_but_a_digest_is_sent_to_the_address_that_was_named():
    with listening(answering()) as (url, asked):
        ask(url, LETTER)
    ((head, body),) = asked
    assert head.startswith(b"POST /tsa?policy=1 HTTP/1.1\r\n")
    assert LETTER not in head + body
    assert len(body) < 100


def test_each_request_has_a_number_of_its_own():
    with listening(answering()) as (url, asked):
        ask(url, LETTER)
        ask(url, LETTER)
    assert len({body for _, body in asked}) == 2


def endless(head, part):
    return lambda _: itertools.chain([head], itertools.repeat(part))


HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {REPLY}\r\n".encode()
HOSTILE = {
    "another number": (answering(nonce=7), "the evidence answers another request"),
    "no number": (answering(nonce=None), "the evidence answers another request"),
    "of something else": (
        answering(hashed=b"0" * 32), "the evidence is of something else than it stands beside"),
    "over SHA-1": (answering(digest="sha1"), "the digest is not one that is allowed"),
    "a refusal": (answering(status="rejection"), "the authority gave no evidence"),
    "nothing": (
        lambda _: [http(b"")], "it is no answer of an authority for time that can be read"),
    "a page": (lambda _: [http(b"<html>", kind="text/html")], "its answer is of another type"),
    "a redirection": (
        lambda _: [http(b"", status="302 Found", more="Location: http://127.0.0.1:1/\r\n")],
        "it answers with HTTP status 302"),
    "a failure": (
        lambda _: [http(b"", status="500 Oops")], "it answers with HTTP status 500"),
    "no HTTP": (lambda _: [b"220 mail\r\n\r\n"], "what it says is no HTTP"),
    "no word": (lambda _: [], "what it says is no HTTP"),
    "an answer that breaks off": (
        lambda _: [HEAD + b"Content-Length: 100\r\n\r\nabc"],
        "it is no answer of an authority for time that can be read"),
    "a megabyte": (lambda _: [http(b"0" * 1_048_576)], "its answer is larger than the limit"),
    "a byte too many": (
        lambda _: [http(b"0" * (LARGEST + 1))], "its answer is larger than the limit"),
    "no end": (endless(HEAD + b"\r\n", b"0" * 1_000), "its answer is larger than the limit"),
    "no end in chunks": (
        endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"3\r\nabc\r\n"),
        "its answer is larger than the limit"),
    "no end of headers": (endless(HEAD, b"A: b\r\n"), "what it says is no HTTP"),
    "no end of a line": (endless(HEAD, b"A" * 1_000), "what it says is no HTTP"),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "why"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_authority_gives_no_evidence(answer, why):
    with listening(answer) as (url, _), pytest.raises(Unreachable) as caught:
        ask(url, LETTER)
    assert str(caught.value) == f"the authority for time at 127.0.0.1 gives no evidence: {why}"


def test_an_authority_that_goes_on_slowly_is_left_when_time_is_up():
    """Each look at the clock costs a second, so no wait is as long as the whole."""
    ticks = itertools.count()
    answer = endless(HEAD + b"X: ", b"A")
    with listening(answer) as (url, _), pytest.raises(Unreachable, match="it takes too long"):
        ask(url, LETTER, clock=lambda: next(ticks), patience=20)


def test_an_authority_that_says_nothing_is_left_when_time_is_up():
    over = threading.Event()
    with listening(lambda _: iter(over.wait, True)) as (url, _):
        with pytest.raises(Unreachable, match="it takes too long"):
            ask(url, LETTER, patience=0.05)
        over.set()


def test_an_authority_that_is_not_there_is_unreachable():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
    with pytest.raises(Unreachable, match="gives no evidence: Connection refused"):
        ask(url, LETTER)


def test_what_speaks_no_tls_is_no_authority_by_https():
    with listening(lambda _: [b"HTTP/1.1 400 Bad\r\n\r\n"]) as (url, _), pytest.raises(Unreachable):
        ask(url.replace("http:", "https:"), LETTER, patience=5)


ADDRESSES = (
    "", "tsa.example", "ftp://tsa.example/", "http://", "http:///tsa", "http://tsa.example:port/",
    "http://tsa.example/#part", "http://tsa.example/\r\nHost: other", "http://tsa.example/a b",
    "file:///etc/passwd", "http://ümlaut.example/", "http://[::1", "http://a/" + "a" * 2_048,
)  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_what_is_no_address_of_an_authority_is_misuse(url):
    with pytest.raises(UsageError, match=r"an authority for time is named as http://\.\.\."):
        look_at(url)


def test_a_secret_in_an_address_is_misuse():
    with pytest.raises(UsageError, match="a secret does not stand in an address"):
        look_at("https://me:secret@tsa.example/")


@pytest.mark.parametrize("url", ("http://tsa.example", "https://tsa.example:8443/tsr?x=1"))
def test_an_address_names_a_host_and_may_name_more(url):
    look_at(url)
