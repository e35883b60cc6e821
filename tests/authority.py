"""A time-stamping authority that signs with keys made when the tests run (RFC 3161).

Whatever it says can be said wrongly, as a hostile one would.
"""

import functools
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

WHEN = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
STAMPS = ExtendedKeyUsageOID.TIME_STAMPING


class Refusal(core.Sequence):
    """An answer without a token, which may be left out (RFC 3161 section 2.4.2)."""

    _fields = [("status", tsp.PKIStatusInfo)]  # noqa: RUF012 - as asn1crypto has it


@dataclass(frozen=True)
class Authority:
    """A root, and below it a certificate that stamps."""

    root: x509.Certificate
    leaf: x509.Certificate
    key: object

    @property
    def pem(self):
        """The root as a file of `--root`."""
        return self.root.public_bytes(Encoding.PEM)

    def answer(self, request, **odd):
        """The answer (DER) to a request (DER)."""
        asked = tsp.TimeStampReq.load(request)
        imprint = asked["message_imprint"]
        said = {
            "hashed": imprint["hashed_message"].native,
            "digest": imprint["hash_algorithm"]["algorithm"].native,
            "nonce": asked["nonce"].native,
        }
        return self.stamp(**{**said, **odd})

    def stamp(
        self, data=b"", *, hashed=None, digest="sha256", nonce=None, when=WHEN, signs="sha256",
        status="granted", accuracy=None, certificates=None, info=None, signers=1, told=None,
    ):  # fmt: skip
        """An answer (DER): what `data`, or what has that hash, was there at that time."""
        hashed = hashlib.new(digest, data).digest() if hashed is None else hashed
        members = {
            "version": "v1",
            "policy": "1.3.6.1.4.1.99999.1",
            "message_imprint": {
                "hash_algorithm": algos.DigestAlgorithm({"algorithm": digest}),
                "hashed_message": hashed,
            },
            "serial_number": 7,
            "gen_time": when,
        }
        if accuracy is not None:
            members["accuracy"] = accuracy
        if nonce is not None:
            members["nonce"] = nonce
        content = tsp.TSTInfo(members).dump() if info is None else info
        signer = self._signer(content, signs)
        shown = (self.leaf,) if certificates is None else certificates
        signed = cms.SignedData({
            "version": "v3",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": told or signs})],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": core.ParsableOctetString(content),
            },
            "certificates": [
                asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in shown
            ],
            "signer_infos": [signer] * signers,
        })  # fmt: skip
        token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
        said = {"status": {"status": status}}
        if not status.startswith("granted"):
            return Refusal(said).dump()
        return tsp.TimeStampResp({**said, "time_stamp_token": token}).dump()

    def _signer(self, content, signs):
        leaf = asn1_x509.Certificate.load(self.leaf.public_bytes(Encoding.DER))
        identifier = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(leaf.dump()).digest()})
        attributes = cms.CMSAttributes([
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [hashlib.new(signs, content).digest()]},
            {"type": "signing_certificate_v2", "values": [{"certs": [identifier]}]},
        ])  # fmt: skip
        used = {"sha1": hashes.SHA1, "sha256": hashes.SHA256}[signs]()
        if isinstance(self.key, rsa.RSAPrivateKey):
            made = self.key.sign(attributes.dump(), padding.PKCS1v15(), used)
            algorithm = {"algorithm": "rsassa_pkcs1v15"}
        else:
            made = self.key.sign(attributes.dump(), ec.ECDSA(used))
            algorithm = {"algorithm": f"{signs}_ecdsa"}
        return cms.SignerInfo({
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": {
                "issuer": leaf.issuer, "serial_number": leaf.serial_number,
            }}),
            "digest_algorithm": {"algorithm": signs},
            "signed_attrs": attributes,
            "signature_algorithm": algorithm,
            "signature": made,
        })  # fmt: skip


@functools.cache
def authority(
    name="clock", *, usages=(STAMPS,), critical=True, weak=False,
    since=WHEN - YEAR, until=WHEN + YEAR,
):  # fmt: skip
    """An authority of that name; each call with the same words gives the same one."""
    above, below = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    if weak:
        below = rsa.generate_private_key(65537, 1024)  # noqa: S505 - it shall be refused
    root = _certificate(
        f"{name} root", f"{name} root", above, above, WHEN - 9 * YEAR, WHEN + 9 * YEAR, ca=True
    )
    leaf = _certificate(name, f"{name} root", below, above, since, until, usages=usages,
                        critical=critical)  # fmt: skip
    return Authority(root, leaf, below)


@functools.cache
def below_another(name="clock below"):
    """An authority whose certificate was issued by one between it and the root, which is given."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(3)]
    when = (WHEN - YEAR, WHEN + YEAR)
    root = _certificate(f"{name} root", f"{name} root", keys[0], keys[0], *when, ca=True)
    middle = _certificate(f"{name} middle", f"{name} root", keys[1], keys[0], *when, ca=True)
    leaf = _certificate(name, f"{name} middle", keys[2], keys[1], *when, usages=(STAMPS,))
    return Authority(root, leaf, keys[2]), middle


def _certificate(
    name, issuer, key, by, since, until, *, ca=False, usages=(), critical=True
):  # fmt: skip
    named = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer)]
    made = (
        x509.CertificateBuilder()
        .subject_name(named[0]).issuer_name(named[1]).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since).not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )  # fmt: skip
    if usages:
        made = made.add_extension(x509.ExtendedKeyUsage(usages), critical=critical)
    return made.sign(by, hashes.SHA256())
