"""Carriers for tests: a key made when it is first needed, and a root that vouches for it."""

import datetime as dt
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fairlead.seal.signer.file import new_key

DAY = dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)
ISSUER = "did:openebl:quayside"
PARTIES = {
    "id": "00000000-0000-4000-8000-000000000001",
    "authentication_id": "auth-1",
    "created_by": ISSUER,
    "bl_doc_type": "MasterBillOfLading",
    "shipper": "did:openebl:kessel",
    "consignee": "did:openebl:bombas",
    "release_agent": "did:openebl:cais",
}
PARTY = {
    "partyName": "Kessel Pumps B.V.",
    "sendToPlatform": "BOLE",
    "identifyingCodes": [{"codeListProvider": "BOLE", "partyCode": "KES-1"}],
}
PDF = b"%PDF-1.7\nA bill, as people see it.\n"


def _named(name):
    said = [] if name is None else [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    return x509.Name(said)


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def certificate(subject, key, issuer, by, *, root=False):
    """A certificate that is valid through 2026."""
    made = x509.CertificateBuilder().subject_name(_named(subject)).issuer_name(_named(issuer))
    made = made.public_key(key).serial_number(x509.random_serial_number())
    made = made.not_valid_before(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    made = made.not_valid_after(dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    made = made.add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
    return made.sign(by, hashes.SHA256())


@cache
def key_of(algorithm="ES256"):
    """A key in PEM."""
    return new_key(algorithm, None)[0]


@cache
def root():
    """The key of a root, and its certificate."""
    private = ec.generate_private_key(ec.SECP256R1())
    return private, certificate("Root", private.public_key(), "Root", private, root=True)


def lay(folder, name=ISSUER, algorithm="ES256"):
    """A key, its certificate by the root, and the root, in files; gives the URI of the key."""
    key = serialization.load_pem_private_key(key_of(algorithm), None)
    private, top = root()
    folder.joinpath("quay.pem").write_bytes(key_of(algorithm))
    folder.joinpath("root.pem").write_bytes(_pem(top))
    chain = certificate(name, key.public_key(), "Root", private)
    folder.joinpath("chain.pem").write_bytes(_pem(chain))
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    folder.joinpath("public.pem").write_bytes(public)
    return f"file:{folder}/quay.pem?x5c={folder}/chain.pem"
