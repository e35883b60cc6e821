"""xmlsec, another implementation of XML-DSig, verifies what we sign, and we what it signs.

Debian's `xmlsec1`. Version 1.2 does not know RSA-PSS (PS256), which is asked for apart; EdDSA
has no XML signature here. Where the program is absent, the cases are skipped and counted.
"""

import re
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from fairlead.seal import Verified
from fairlead.seal.statement import Document
from fairlead.seal.xmldsig.profile import CANONICAL, ENVELOPED, EXCLUSIVE, METHODS
from tests.unit.seal.xml_seal import (
    EXAMPLES,
    SHIP,
    XML,
    bill,
    by_hand,
    canonical,
    private,
    signer,
    trust,
    verdict,
)  # fmt: skip

PROGRAM = shutil.which("xmlsec1")
KNOWN = ("ES256", "ES384", "RS256")
"""The algorithms that version 1.2 knows too."""

DOCUMENTS = (*EXAMPLES, "ship")
every_known = pytest.mark.parametrize("algorithm", KNOWN)
every_document = pytest.mark.parametrize("name", DOCUMENTS)


def counted(cases):
    """Skips, and says how many cases that is, where there is no xmlsec1."""
    why = f"{cases} cases not run: xmlsec1 is not installed"
    return pytest.mark.skipif(PROGRAM is None, reason=why)


def document(name):
    """A document to sign."""
    return SHIP if name == "ship" else bill(name)


def xmlsec(*words):
    """What xmlsec1 says, and whether it is content."""
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def keys(tmp_path):
    """The files of a key, private and public, by its algorithm."""

    def files(algorithm):
        own = private(algorithm, "quay")
        secret, public = tmp_path / "private.pem", tmp_path / "public.pem"
        secret.write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        public.write_bytes(
            own.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        return str(secret), str(public)

    return files


def verifies(path, public):
    """Whether xmlsec1 verifies a file, with a key by its name and nothing else."""
    return xmlsec(
        "--verify", "--enabled-reference-uris", "empty", "--enabled-key-data", "key-name",
        "--pubkey-pem:quay", public, str(path),
    )  # fmt: skip


@counted(len(KNOWN) * len(DOCUMENTS))
@every_known
@every_document
def test_what_we_sign_xmlsec_verifies(algorithm, name, keys, tmp_path):
    made = signer(algorithm).seal_xml(Document(document(name), XML))
    path = tmp_path / "signed.xml"
    path.write_bytes(made)
    content, said = verifies(path, keys(algorithm)[1])
    assert content, said
    path.write_bytes(re.sub(rb">(\w+)<", b">other<", made, count=1))
    assert not verifies(path, keys(algorithm)[1])[0]


@counted(len(KNOWN) * len(DOCUMENTS))
@every_known
@every_document
def test_what_xmlsec_signs_in_our_form_we_verify(algorithm, name, keys, tmp_path):
    template, path = tmp_path / "template.xml", tmp_path / "signed.xml"
    template.write_bytes(blank(document(name), algorithm))
    content, said = xmlsec(
        "--sign", "--privkey-pem:quay", keys(algorithm)[0], "--output", str(path), str(template)
    )
    assert content, said
    found = verdict(path.read_bytes(), trust(algorithm))
    assert isinstance(found, Verified), found
    assert found.content == canonical(document(name))


@counted(len(CANONICAL) * 2 * len(DOCUMENTS))
@pytest.mark.parametrize("alone", (False, True), ids=("with a transform", "enveloped alone"))
@pytest.mark.parametrize("canonical_by", sorted(CANONICAL))
@every_document
def test_what_xmlsec_canonicalises_in_another_way_we_verify(
    name, canonical_by, alone, keys, tmp_path
):
    template, path = tmp_path / "template.xml", tmp_path / "signed.xml"
    transforms = (ENVELOPED,) if alone else (ENVELOPED, canonical_by)
    template.write_bytes(blank(document(name), "ES256", c14n=canonical_by, transforms=transforms))
    content, said = xmlsec(
        "--sign", "--privkey-pem:quay", keys("ES256")[0], "--output", str(path), str(template)
    )
    assert content, said
    found = verdict(path.read_bytes())
    assert isinstance(found, Verified), found
    exclusive = not alone and canonical_by.startswith(EXCLUSIVE)
    assert found.content == canonical(document(name), exclusive=exclusive)


@counted(1)
def test_xmlsec_verifies_ps256_in_the_versions_that_know_it(keys, tmp_path):
    path = tmp_path / "signed.xml"
    path.write_bytes(signer("PS256").seal_xml(Document(SHIP, XML)))
    known = '"rsa-pss-sha256"' in xmlsec("--list-transforms")[1]
    content, said = verifies(path, keys("PS256")[1])
    assert content is known, said
    assert known or METHODS["PS256"] in said


def blank(data, algorithm, **parts):
    """A document with a signature whose digest and value are still to be made."""
    made = by_hand(data, method=METHODS[algorithm], **parts)
    for name in (b"DigestValue", b"SignatureValue"):
        made = re.sub(rb"<ds:%b>[^<]+<" % name, b"<ds:%b><" % name, made)
    return made
