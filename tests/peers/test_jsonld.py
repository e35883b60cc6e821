"""JSON-LD and credential libraries of others, jsonld and @digitalbazaar/vc, read our receipts.

`make peers` installs them; without them, or without Node, these tests are skipped and counted. No
context is fetched: the library brings that of W3C, and ours stands in the receipt.
"""

import json
import shutil
import subprocess

import pytest

from fairlead import Refused, convert
from fairlead.gateway.vouch.statements.terms import CONTEXTS
from fairlead.seal.jws import base64url
from tests.conftest import ROOT, uninstalled
from tests.unit.gateway.receipts import STORIES, bill_of, receipted, supplement

HERE = ROOT / "tests" / "peers" / "jsonld"
FOLDER = ROOT / "build" / "peers" / "jsonld"
NODE = shutil.which("node")
TERMS = CONTEXTS[1]


def here():
    """Whether Node is there, and the packages in the versions that are locked."""
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    files = {name: FOLDER / "node_modules" / name / "package.json" for name in wanted}
    return NODE is not None and all(
        file.is_file() and json.loads(file.read_text("utf-8"))["version"] == wanted[name]
        for name, file in files.items()
    )


pytestmark = pytest.mark.skipif(
    not here(), reason=uninstalled("the npm package jsonld or @digitalbazaar/vc", 4 + len(STORIES))
)


@pytest.fixture
def peer(tmp_path):
    """What the peer makes of a credential; what it says where it refuses one."""

    def ask(verb, credential):
        path = tmp_path / "credential.json"
        path.write_text(json.dumps(credential), "utf-8")
        command = [NODE, HERE / "peer.mjs", FOLDER, verb, path]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60, text=True)
        assert (done.returncode == 0) == (done.stderr == "")
        return json.loads(done.stdout) if done.stdout else done.stderr

    return ask


def credential(story="straight-bill", target="un-json"):
    """The credential of a receipt."""
    given = supplement() if story == "open-ebl-pack" else None
    made = receipted(convert(bill_of(story), target, supplement=given))
    return json.loads(base64url(made.split(b".")[1]))


@pytest.mark.parametrize("story", STORIES)
def test_a_receipt_expands_in_safe_mode_and_nothing_of_it_is_lost(peer, story):
    try:
        said = credential(story)
    except Refused:
        said = credential(story, "dcsa")
    (expanded,) = peer("expand", said)
    (subject,) = expanded["https://www.w3.org/2018/credentials#credentialSubject"]
    named = {
        TERMS[name] if isinstance(TERMS[name], str) else TERMS[name]["@id"]: value
        for name, value in said["credentialSubject"].items()
    }
    assert {name: one["@value"] for name, (one,) in subject.items()} == named


def test_a_receipt_comes_back_as_it_was(peer):
    assert peer("compact", credential()) == credential()


def test_a_receipt_is_a_verifiable_credential(peer):
    assert peer("credential", credential()) == ["VerifiableCredential", "FairleadConversionReceipt"]


def test_a_member_that_is_no_term_is_refused(peer):
    """So the tests above can fail: a member that nobody defined is dropped elsewhere."""
    said = credential()
    said["credentialSubject"]["aside"] = "nobody defined this"
    assert "Safe mode" in peer("expand", said)


def test_without_terms_an_id_that_is_no_uri_is_refused(peer):
    said = credential()
    said["@context"][1] = "https://www.w3.org/ns/credentials/undefined-terms/v2"
    assert "relative @id reference" in peer("expand", said)
