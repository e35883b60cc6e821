"""Apache Santuario, a Java implementation of XML-DSig, verifies what we sign, and we what it signs.

`make peers` lets Maven bring it; without it, or without Java, these tests are skipped and counted.
"""

import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from fairlead.seal import Reason, Undetermined, Verified
from fairlead.seal.statement import Document
from fairlead.seal.xmldsig.profile import METHODS
from tests.conftest import ROOT, uninstalled
from tests.unit.seal.test_xmldsig_forms import (
    BY_ANOTHER_ALGORITHM,
    DOCUMENT,
    OPEN,
    OTHER_KEYS,
    READ,
)
from tests.unit.seal.xml_seal import DAY, EXAMPLES, NOW, XML, bill, private, signer, trust, verdict

HERE = ROOT / "tests" / "peers" / "santuario"
FOLDER = ROOT / "build" / "peers" / "santuario"
JAVA = shutil.which("java")
FORMS = {*READ, *OPEN, BY_ANOTHER_ALGORITHM}


def here():
    """Whether Java is there, and the library in the version that is pinned."""
    pom = ET.parse(HERE / "pom.xml")  # noqa: S314 - a file of ours
    wanted = pom.findtext(".//{*}dependency/{*}version")
    return JAVA is not None and (FOLDER / f"xmlsec-{wanted}.jar").is_file()


pytestmark = pytest.mark.skipif(not here(), reason=uninstalled("Apache Santuario", len(FORMS)))


def peer(*arguments):
    """What the peer prints."""
    command = [JAVA, "-cp", f"{FOLDER}/*", HERE / "Peer.java", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=120, text=True).stdout


def certificate(name, public, serial):
    """A certificate of a key, by a root."""
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in ("Root", name)]
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    builder = x509.CertificateBuilder(*names, public, serial, NOW - DAY, NOW + DAY)
    return builder.add_extension(identifier, critical=False).sign(
        private("ES256", "root"), hashes.SHA256()
    )


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """The folder of keys and certificates that the peer wants."""
    folder = tmp_path_factory.mktemp("keys")
    for serial, algorithm in enumerate(METHODS, 2):
        own = private(algorithm, "quay")
        form = (Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{algorithm}.pk8").write_bytes(own.private_bytes(*form))
        made = certificate(algorithm, own.public_key(), serial)
        (folder / f"{algorithm}.cer").write_bytes(made.public_bytes(Encoding.DER))
    made = certificate("Root", private("ES256", "root").public_key(), 1)
    (folder / "root.cer").write_bytes(made.public_bytes(Encoding.DER))
    return folder


@pytest.fixture(scope="module")
def signed(keys, tmp_path_factory):
    """What the peer signs, by form."""
    folder = tmp_path_factory.mktemp("signed")
    (folder / "source").write_bytes(DOCUMENT)
    peer("sign", keys, folder / "source", folder)
    return {one.stem: one.read_bytes() for one in folder.glob("*.xml")}


def test_the_forms_are_those_that_are_kept_as_files(signed):
    assert signed.keys() == FORMS


@pytest.mark.parametrize("form", READ)
def test_what_the_peer_signs_we_verify(signed, form):
    found = verdict(signed[form], trust(OTHER_KEYS.get(form, "ES256")))
    assert isinstance(found, Verified), found


@pytest.mark.parametrize("form", OPEN)
def test_what_we_do_not_read_stays_open(signed, form):
    found = verdict(signed[form])
    assert isinstance(found, Undetermined), found
    assert found.reason is Reason.UNSUPPORTED


def test_the_peer_verifies_what_we_sign(keys, tmp_path):
    expected = {}
    for algorithm in METHODS:
        for name in EXAMPLES:
            made = signer(algorithm).seal_xml(Document(bill(name), XML))
            for data, holds in (
                (made, "true"),
                (made.replace(b"FLDL-2025", b"FLDL-2026"), "false"),
            ):
                path = tmp_path / f"{algorithm}-{name}-{holds}.xml"
                path.write_bytes(data)
                expected[str(path)] = holds
    said = dict(line.rsplit(" ", 1) for line in peer("verify", keys, *expected).splitlines())
    assert said == expected
