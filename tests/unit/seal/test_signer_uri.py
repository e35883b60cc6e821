"""The parts of a URI of a key: each is divided at its first mark, and nothing behind it is lost."""

import pytest

from fairlead.seal.signer.uri import decoded, named, open_signer
from tests.unit.seal.makers import made
from tests.unit.seal.verdicts import refusing

KNOWN = ("kid", "alg", "x5c")


@pytest.mark.parametrize(
    ("text", "said"),
    (
        ("", {}),
        ("kid=a", {"kid": "a"}),
        ("kid=a=b", {"kid": "a=b"}),
        ("x5c=c&alg=b&kid=a", {"kid": "a", "alg": "b", "x5c": "c"}),
    ),
)
def test_names_and_their_values(text, said):
    assert named(text, "&", *KNOWN) == said


NAME_VALUE = "the parts of a URI of a key, between &, are name=value"
EACH_ONCE = "what a URI may name here, each once: kid, alg, x5c"
SECRET = "a secret does not stand in a URI, where others may read it"
SOURCE = "pin-source is not supported; the PIN is asked for, or FAIRLEAD_PIN holds it"


@pytest.mark.parametrize(
    ("text", "says"),
    (
        ("kid", NAME_VALUE), ("kid=", NAME_VALUE), ("=a", NAME_VALUE), ("kid=a&", NAME_VALUE),
        ("kid=a&kid=a", EACH_ONCE), ("name=a", EACH_ONCE), ("kid=a&name=a", EACH_ONCE),
        ("pin-source=a", SOURCE),
        *((f"kid=a&{name}=1", SECRET) for name in ("passphrase", "password", "pin", "pin-value")),
    ),
)  # fmt: skip
def test_what_does_not_belong_there_is_said(text, says):
    with refusing() as caught:
        named(text, "&", *KNOWN)
    assert str(caught.value) == says


def test_a_name_may_hold_the_marks_that_divide_a_uri(tmp_path):
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    path = tmp_path / "a:b.pem"
    private = made().private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private)
    assert open_signer(f"file:{path}?kid=a?b:c").kid == "a?b:c"


def test_what_is_no_utf_8_is_said():
    with refusing(match="^what a URI writes with % is UTF-8$"):
        decoded("%ff")


@pytest.mark.parametrize("uri", ("", "quay.pem", "http://quay.example", "files:a"))
def test_another_scheme_is_told_the_two_that_there_are(uri):
    says = "a key is named as file:PATH or pkcs11:token=...;object=...?module-path=..."
    with refusing() as caught:
        open_signer(uri)
    assert str(caught.value) == says
