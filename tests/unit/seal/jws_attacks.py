"""Attacks on a compact JWS: every trick that is known, each with the step and reason it ends at.

Most are signed by the very key that is trusted, so that the signature holds and only the trick is
in the way. What an attacker cannot have signed is signed by another key, or by nobody.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from fairlead.seal import Reason, Rejected, Undetermined
from tests.unit.seal.makers import b64, compact, flattened, header_of, made

MALFORMED, HEADER, CRITICAL = Reason.MALFORMED, Reason.HEADER, Reason.CRITICAL
PAYLOAD = b'{"eblPlatform":"QUAY"}'
N256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of the group of P-256."""


@dataclass(frozen=True)
class Attack:
    """A token that is not to be verified, and how it is found out."""

    name: str
    token: bytes
    reason: Reason
    step: int
    kind: type = Rejected

    @property
    def id(self):
        """Its name in letters by which pytest finds it again on a command line."""
        odd = {ord(one) for one in self.name if one == "\\" or not one.isascii()}
        return self.name.translate({one: f"U+{one:04X}" for one in odd})


def honest():
    """The token that the attacks are made from; it is verified."""
    return compact(made(), PAYLOAD, header_of(made()))


def attacks():
    """Every attack there is here."""
    return [
        *critical(), *algorithms(), *other_forms(), *header_json(), *boundaries(), *letters(),
        *names_of_keys(), *keys_brought_along(), *signatures(), *confused_algorithms(),
    ]  # fmt: skip


def with_header(name, raw, reason, step=2, kind=Rejected):
    """The trusted key signed a token with that header."""
    said = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return Attack(name, compact(made(), PAYLOAD, said), reason, step, kind)


def critical():
    """What must be understood and is not (RFC 7515 section 4.1.11, RFC 7797)."""
    cases = {
        "crit: unknown": {"crit": ["exp"], "exp": 1},
        "crit: unknown, and its header absent": {"crit": ["exp"]},
        "crit: a registered name": {"crit": ["alg"]},
        "crit: empty": {"crit": []},
        "crit: one name twice": {"crit": ["b64", "b64"], "b64": True},
        "crit: a name that the header lacks": {"crit": ["b64"]},
        "crit: a text": {"crit": "b64", "b64": True},
        "crit: an object": {"crit": {"b64": True}, "b64": True},
        "crit: null": {"crit": None, "b64": True},
        "crit: true": {"crit": True},
        "crit: a list of numbers": {"crit": [7]},
        "crit: a list of lists": {"crit": [["b64"]], "b64": True},
        "crit: itself": {"crit": ["crit"]},
        "b64=false, with crit": {"b64": False, "crit": ["b64"]},
        "b64=false, without crit": {"b64": False},
        "b64=null": {"b64": None},
        "b64=0": {"b64": 0, "crit": ["b64"]},
        "b64=1": {"b64": 1, "crit": ["b64"]},
        "b64='true'": {"b64": "true", "crit": ["b64"]},
    }
    for name, members in cases.items():
        reason = HEADER if "exp" in members else CRITICAL
        yield with_header(name, {"alg": "ES256", "kid": "quay-1", **members}, reason)
    raw = b64(b'{"alg":"ES256","kid":"quay-1","b64":false,"crit":["b64"]}') + b"." + PAYLOAD
    token = raw + b"." + b64(made().sign(raw))
    yield Attack("b64=false, payload as it is", token, MALFORMED, 1)


def algorithms():
    """`alg` absent, of another kind, or `none`."""
    rest = {"kid": "quay-1"}
    yield with_header("alg: absent", rest, HEADER)
    for value in (None, True, False, 0, 1.5, [], ["ES256"], {}, {"alg": "ES256"}):
        yield with_header(f"alg: {json.dumps(value)}", {"alg": value, **rest}, HEADER)
    for value in ("none", "None", "NONE", "nOnE", "NoNe"):
        yield with_header(f"alg: {value}, signed", {"alg": value, **rest}, Reason.ALGORITHM)
        head = b64(json.dumps({"alg": value, **rest}).encode())
        token = b"%b.%b." % (head, b64(PAYLOAD))
        yield Attack(f"alg: {value}, no signature", token, Reason.ALGORITHM, 2)
    for value in ("", " none", "none ", "es256", "ES256 ", "ＥＳ256", "ЕS256", "ES256K", "ES384",
                  "HS256", "RS256", "PS256", "EdDSA", "Ed25519", "SHA256", "dir", "RSA-OAEP",
                  "A256GCM", "ECDH-ES"):  # fmt: skip
        yield with_header(f"alg: {value!r}", {"alg": value, **rest}, Reason.ALGORITHM, 5)
    yield with_header("alg: a NUL behind it", {"alg": "ES256\0", **rest}, HEADER)
    yield with_header("alg: twice", b'{"alg":"none","alg":"ES256","kid":"quay-1"}', MALFORMED)
    yield with_header(
        "alg: twice, once escaped", rb'{"\u0061lg":"none","alg":"ES256","kid":"quay-1"}', MALFORMED
    )
    yield with_header(
        "alg: twice, the other way",
        rb'{"alg":"ES256","kid":"quay-1","a\u006cg":"ES256"}',
        MALFORMED,
    )
    yield with_header("kid: twice", b'{"alg":"ES256","kid":"other","kid":"quay-1"}', MALFORMED)


def other_forms():
    """The JSON forms, and a JWS in a JWS, where a compact one is expected."""
    maker = made()
    flat = flattened(maker, PAYLOAD, header_of(maker))
    good = {"protected": flat["protected"], "signature": flat["signature"]}
    bad = {**good, "signature": b64(bytes(64)).decode()}
    forms = {
        "flattened": flat,
        "general, one good": {"payload": flat["payload"], "signatures": [good]},
        "general, good and bad": {"payload": flat["payload"], "signatures": [good, bad]},
        "general, bad and good": {"payload": flat["payload"], "signatures": [bad, good]},
        "alg in the unprotected header only": {**flat, "header": {"alg": "ES256"}},
    }
    for name, form in forms.items():
        yield Attack(f"form: {name}", json.dumps(form).encode(), MALFORMED, 1)
    nested = compact(made("ES256", "stranger"), honest(), {"alg": "ES256", "kid": "quay-1"})
    yield Attack("nested: a stranger's around ours", nested, Reason.SIGNATURE, 6)
    yield Attack(
        "nested: ours in the payload's place", honest().replace(b".", b"..", 1), MALFORMED, 1
    )
    yield Attack("a JWE of five parts", honest() + b".AAAA.AAAA", MALFORMED, 1)


def header_json():
    """What lenient readers take for JSON (threats 3.1)."""
    good = b'{"alg":"ES256","kid":"quay-1"}'
    cases = {
        "a BOM": b"\xef\xbb\xbf" + good,
        "UTF-16": good.decode().encode("utf-16"),
        "UTF-32": good.decode().encode("utf-32-le"),
        "Latin-1": '{"alg":"ES256","kid":"quay-1","iss":"é"}'.encode("latin-1"),
        "overlong UTF-8": good.replace(b"quay", b"\xc1\xb1uay"),
        "a surrogate in UTF-8": good.replace(b"quay", b"\xed\xa0\x80"),
        "a lone surrogate": good.replace(b"quay", rb"\ud800"),
        "a surrogate pair turned round": good.replace(b"quay", rb"\ude00\ud83d"),
        "single quotes": good.replace(b'"', b"'"),
        "no quotes": b"{alg:ES256,kid:quay-1}",
        "a comment": good.replace(b"{", b"{/* none */"),
        "a line comment": good + b"// none",
        "a trailing comma": good.replace(b"}", b",}"),
        "a trailing document": good + good,
        "trailing rubbish": good + b"x",
        "a NUL behind it": good + b"\0",
        "a form feed before it": b"\f" + good,
        "NaN": good.replace(b"}", b',"iss":NaN}'),
        "Infinity": good.replace(b"}", b',"iss":-Infinity}'),
        "1e400 and more": good.replace(b"}", b',"iss":1e99999999}'),
        "a leading zero": good.replace(b"}", b',"iss":01}'),
        "a plus sign": good.replace(b"}", b',"iss":+1}'),
        "depth": good.replace(b"}", b',"jwk":{"a":[[[[[]]]]]}}'),
        "great depth": good.replace(b"}", b',"jwk":' + b"[" * 5000 + b"]" * 5000 + b"}"),
        "5,000 digits": good.replace(b"}", b',"iss":' + b"1" * 5000 + b"}"),
        "a raw newline in a text": good.replace(b"quay", b"qu\nay"),
        "a bad escape": good.replace(b"quay", rb"\x71uay"),
        "cut off": good[:-1],
        "empty": b"",
        "a list": b'["ES256"]',
        "a text": b'"ES256"',
        "null": b"null",
        "a number": b"7",
    }
    for name, raw in cases.items():
        yield with_header(f"JSON: {name}", raw, MALFORMED)
    texts = {
        "-0": b"-0", "1e400": b"1e400", "2^53+1": b"9007199254740993", "null": b"null", "true": b"true",
        "an object": b"{}", "a control character": rb'"\u0000"', "a newline": rb'"\n"',
        "a bidi control": rb'"\u202e"', "a zero-width space": rb'"\u200b"',
    }  # fmt: skip
    for name, value in texts.items():
        for member in (b"kid", b"typ", b"cty", b"iss", b"jku"):
            raw = b'{"alg":"ES256","%b":%b}' % (member, value)
            yield with_header(f"JSON: {member.decode()} is {name}", raw, HEADER)
    for member in (
        "zip",
        "enc",
        "epk",
        "nonce",
        "url",
        "exp",
        "p2c",
        "ALG",
        "Alg",
        "alg ",
        "",
        "ａlg",
    ):
        yield with_header(f"JSON: a member {member!r}", {"alg": "ES256", member: "x"}, HEADER)


def boundaries():
    """Something before, behind or between the three parts."""
    head, body, sign = honest().split(b".")
    for name, blank in {"a space": b" ", "a newline": b"\n", "CR LF": b"\r\n", "a tab": b"\t", "a NUL": b"\0",
                        "a no-break space": b"\xc2\xa0", "a BOM": b"\xef\xbb\xbf", "DEL": b"\x7f",
                        "a quote": b'"', "a backslash": b"\\", "=": b"=", "==": b"==", "%20": b"%20",
                        "a high byte": b"\xff", "a comma": b","}.items():  # fmt: skip
        for place, token in {
            "before the header": blank + honest(),
            "in the header": b".".join((head[:8] + blank + head[8:], body, sign)),
            "behind the header": b".".join((head + blank, body, sign)),
            "before the payload": b".".join((head, blank + body, sign)),
            "behind the payload": b".".join((head, body + blank, sign)),
            "before the signature": b".".join((head, body, blank + sign)),
            "in the signature": b".".join((head, body, sign[:8] + blank + sign[8:])),
            "behind the signature": honest() + blank,
        }.items():
            yield Attack(f"{name} {place}", token, MALFORMED, 1)
    for name, token in {
        "a full stop before it": b"." + honest(),
        "a full stop behind it": honest() + b".",
        "two full stops behind it": honest() + b"..",
        "a full stop doubled": honest().replace(b".", b".."),
        "a wide full stop": b"\xef\xbc\x8e".join((head, body, sign)),
        "two parts": head + b"." + body,
        "one part": head,
        "nothing": b"",
    }.items():
        yield Attack(name, token, MALFORMED, 1)
    yield Attack("full stops only", b"..", MALFORMED, 2)
    yield Attack("no header", b".".join((b"", body, sign)), MALFORMED, 2)
    yield Attack("no payload", b".".join((head, b"", sign)), Reason.SIGNATURE, 6)
    yield Attack("no signature", b".".join((head, body, b"")), Reason.SIGNATURE, 6)


def letters():
    """Other spellings of the same bytes: unused bits, padding, the other alphabet."""
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    parts = {
        "header": b'{"alg":"ES256","kid":"quay-1"}  ',
        "payload": b"{} \xff\xef\xbe  ",
        "signature": b"",
    }
    for cut in (1, 2):
        header, payload = parts["header"][: 30 + cut], parts["payload"][: 7 + cut]
        pieces = compact(made(), payload, header).split(b".")
        for which, piece in enumerate(pieces):
            used = {0: 0, 2: 4, 3: 2}[len(piece) % 4]
            for bits in range(1, 1 << used):
                last = alphabet[alphabet.index(piece[-1:]) + bits]
                spelt = [*pieces[:which], piece[:-1] + bytes((last,)), *pieces[which + 1 :]]
                yield Attack(f"unused bits: {bits} of {used} in part {which}, {cut}",
                             b".".join(spelt), MALFORMED, 1)  # fmt: skip
    mixed = compact(
        made(), b"\xff\xef\xbe\xfb\xff\xff", b'{"alg":"ES256","kid":"quay-1","iss":"???>>>~~~"}'
    )
    for one, other in ((b"-", b"+"), (b"_", b"/")):
        yield Attack(
            f"letters: {other.decode()} for {one.decode()}", mixed.replace(one, other), MALFORMED, 1
        )
    yield Attack("letters: a look-alike", honest().replace(b"e", "е".encode(), 1), MALFORMED, 1)
    yield Attack(
        "letters: a full-width one", honest().replace(b"e", "ｅ".encode(), 1), MALFORMED, 1
    )
    yield Attack("letters: one too few", honest()[:-1], MALFORMED, 1)
    yield Attack("letters: three too many", honest() + b"AAA", MALFORMED, 1)


def names_of_keys():
    """`kid` is a name to look up, and nothing else: no path, no query, no pattern."""
    for name in ("../../etc/passwd", "/dev/null", "C:\\keys\\quay.pem", "quay-1' OR '1'='1", "%2e%2e/quay-1",
                 "quay-1 ", " quay-1", "QUAY-1", "quay-١", "quay‐1", "", "*", "quay-%", "${jndi:ldap://x}",
                 "file:///etc/passwd", "http://127.0.0.1/quay-1", "a" * 256):  # fmt: skip
        unknown = (Reason.UNKNOWN_KEY, 3, Undetermined)
        yield with_header(f"kid: {name[:30]!r}", {"alg": "ES256", "kid": name}, *unknown)
    for name, value in {
        "with a NUL": "quay-1\0", "10 kB": "a" * 10_000, "257 letters": "a" * 257,
        "with a newline": "quay-1\n", "null": None, "a list": ["quay-1"], "a number": 1,
    }.items():  # fmt: skip
        yield with_header(f"kid: {name}", {"alg": "ES256", "kid": value}, HEADER)


def keys_brought_along():
    """An attacker signs with a key of his own, and brings the key, or says where it is."""
    stranger = made("ES256", "stranger")
    for kid, end in (
        ("quay-1", (Reason.SIGNATURE, 6, Rejected)),
        ("stranger", (Reason.UNKNOWN_KEY, 3, Undetermined)),
        (None, (Reason.SIGNATURE, 6, Rejected)),
    ):
        for member, value in {
            "jwk": dict(stranger.key.jwk),
            "x5c": ["MIIB"],
            "jku": "http://127.0.0.1:9/keys",
            "x5u": "http://127.0.0.1:9/chain.pem",
            "x5t": "AAAA",
            "x5t#S256": "AAAA",
        }.items():
            header = header_of(stranger, kid=kid, **{member: value})
            token = compact(stranger, PAYLOAD, header)
            yield Attack(f"a key brought along: {member}, kid {kid}", token, *end)


def signatures():
    """Signatures of the right key, spelt otherwise, and of no key."""
    maker = made()
    message, _, sign = honest().rpartition(b".")
    raw = maker.sign(message)
    half, rest = raw[:32], raw[32:]
    der = encode_dss_signature(int.from_bytes(half, "big"), int.from_bytes(rest, "big"))
    forms = {
        "in DER": der,
        "over-long numbers": bytes(8) + half + bytes(8) + rest,
        "one zero before it": b"\0" + raw,
        "one zero behind it": raw + b"\0",
        "cut by a byte": raw[:-1],
        "half of it": half,
        "twice": raw + raw,
        "turned round": rest + half,
        "r + n": (int.from_bytes(half, "big") + N256).to_bytes(33, "big") + b"\0" + rest,
        "zeros": bytes(64),
        "(0, 1)": bytes(32) + bytes(31) + b"\1",
        "(1, 1)": (bytes(31) + b"\1") * 2,
        "(n, n)": N256.to_bytes(32, "big") * 2,
        "all ones": b"\xff" * 64,
        "of ES384's length": bytes(96),
    }
    for name, form in forms.items():
        token = b"%b.%b" % (message, b64(form))
        yield Attack(f"signature: {name}", token, Reason.SIGNATURE, 6)
    other = compact(maker, b"{}", header_of(maker)).rpartition(b".")[2]
    yield Attack("signature: of another payload", b"%b.%b" % (message, other), Reason.SIGNATURE, 6)
    head = b64(json.dumps(header_of(maker, typ="JWT")).encode())
    swapped = b".".join((head, message.split(b".")[1], sign))
    yield Attack("signature: of another header", swapped, Reason.SIGNATURE, 6)


def confused_algorithms():
    """The algorithm that a header names is not the one that its key is fixed to."""
    for name, secret in {
        "the public key in PEM": made("RS256", "rsa").key.pem(),
        "the public key in PEM, stripped": made("RS256", "rsa").key.pem().strip(),
        "its modulus": made("RS256", "rsa").key.jwk["n"].encode(),
        "nothing": b"",
    }.items():
        message = b"%b.%b" % (b64(b'{"alg":"HS256","kid":"rsa"}'), b64(PAYLOAD))
        mac = hmac.new(secret, message, hashlib.sha256).digest()
        token = b"%b.%b" % (message, b64(mac))
        yield Attack(f"HS256 by {name}", token, Reason.ALGORITHM, 5)
    for key, claimed in (
        ("RS256", "PS256"),
        ("PS256", "RS256"),
        ("ES384", "ES256"),
        ("EdDSA", "ES256"),
    ):
        maker = made(key, {"RS256": "rsa", "PS256": "pss"}.get(key, key))
        token = compact(maker, PAYLOAD, header_of(maker, alg=claimed))
        yield Attack(f"{claimed} by a key for {key}", token, Reason.ALGORITHM, 5)
