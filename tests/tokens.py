"""A token of SoftHSM 2 for the tests, with keys that are made for one run and gone after it.

A module is started once for each process, with the configuration that it finds then: every test
of a process shares these tokens.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from asn1crypto.core import ObjectIdentifier, PrintableString
from pkcs11.util.ec import encode_named_curve_parameters

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
MODULE = os.environ.get("FAIRLEAD_SOFTHSM") or next(filter(os.path.exists, MODULES), None)
TOOL = shutil.which("softhsm2-util")
INSTALLED = MODULE is not None and TOOL is not None

PIN = "pin-canary-8241"
QUAY, LENT = "quay", "lent"
"""Labels of the two tokens."""
KEYS = {
    "PS256": ("rsa", b"\1"), "RS256": ("rsa", b"\1"), "ES256": ("p256", b"\2"),
    "ES384": ("p384", b"\3"), "EdDSA": ("ed25519", b"\4"),
}  # fmt: skip
"""Label and id of the key that signs by an algorithm."""


@dataclass(frozen=True)
class Tokens:
    """Where the tokens are."""

    module: str

    def uri(self, label="quay", *, query="", **attributes):
        """The URI of a key: `tokens.uri(object="rsa", query="alg=RS256")`."""
        parts = [f"{name}={value}" for name, value in attributes.items()]
        if label:
            parts.insert(0, f"token={label}")
        return f"pkcs11:{';'.join(parts)}?module-path={self.module}{query and '&' + query}"

    def key(self, algorithm, query=""):
        """The URI of the key that signs by an algorithm."""
        return self.uri(
            object=KEYS[algorithm][0], query="&".join(filter(None, (f"alg={algorithm}", query)))
        )

    def library(self):
        """The module as python-pkcs11 has it, once for the process."""
        import pkcs11

        return pkcs11.lib(str(Path(self.module).resolve()))


def made(folder):
    """Tokens `quay` (with keys), `twin` and `twin`, and `lent`."""
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    for label in ("quay", "twin", "twin", "lent"):
        command = [TOOL, "--init-token", "--free", "--label", label, "--so-pin", "so-canary-8241"]
        subprocess.run([*command, "--pin", PIN], check=True, capture_output=True)
    tokens = Tokens(MODULE)
    with tokens.library().get_token(token_label=QUAY).open(rw=True, user_pin=PIN) as session:
        _fill(session)
    with tokens.library().get_token(token_label=LENT).open(rw=True, user_pin=PIN) as session:
        _on_curve(session, encode_named_curve_parameters("secp256r1"), "p256", b"\2")
    return tokens


def _fill(session):
    from pkcs11 import Attribute, KeyType, ObjectClass

    p256 = encode_named_curve_parameters("secp256r1")
    session.generate_keypair(KeyType.RSA, 2048, label="rsa", id=b"\1", store=True)
    session.generate_keypair(KeyType.RSA, 1024, label="short", id=b"\x11", store=True)
    _on_curve(session, p256, "p256", b"\2")
    _on_curve(session, encode_named_curve_parameters("secp384r1"), "p384", b"\3")
    _on_curve(session, PrintableString("edwards25519").dump(), "ed25519", b"\4")
    _on_curve(session, ObjectIdentifier("1.3.101.112").dump(), "ed25519-by-oid", b"\5")
    _on_curve(session, encode_named_curve_parameters("secp521r1"), "p521", b"\x12")
    for label in ("no-id", "no-id-either"):
        _on_curve(session, p256, label, b"")
    for one in (b"\x21", b"\x22"):
        _on_curve(session, p256, "several", one)
    lone, _ = _on_curve(session, p256, "lone", b"\x31")
    point = lone[Attribute.EC_POINT]
    lone.destroy()
    crossed, _ = _on_curve(session, p256, "crossed", b"\x32")
    crossed.destroy()
    other, _ = _on_curve(session, p256, "doubled", b"\x33")
    public = {
        Attribute.CLASS: ObjectClass.PUBLIC_KEY, Attribute.KEY_TYPE: KeyType.EC,
        Attribute.TOKEN: True, Attribute.PRIVATE: False, Attribute.EC_PARAMS: p256,
    }  # fmt: skip
    for identity in (b"\x32", b"\x33"):
        session.create_object(
            public | {Attribute.ID: identity, Attribute.EC_POINT: other[Attribute.EC_POINT]}
        )
    session.create_object(
        public
        | {Attribute.ID: b"\x3f", Attribute.LABEL: "point of lone", Attribute.EC_POINT: point}
    )


def _on_curve(session, parameters, label, identity):
    from pkcs11 import Attribute, KeyType, Mechanism

    edwards = parameters[0] == 0x13 or parameters == ObjectIdentifier("1.3.101.112").dump()
    kind, how = (
        (KeyType.EC_EDWARDS, Mechanism.EC_EDWARDS_KEY_PAIR_GEN)
        if edwards
        else (KeyType.EC, Mechanism.EC_KEY_PAIR_GEN)
    )
    domain = session.create_domain_parameters(kind, {Attribute.EC_PARAMS: parameters}, local=True)
    return domain.generate_keypair(label=label, id=identity, store=True, mechanism=how)
