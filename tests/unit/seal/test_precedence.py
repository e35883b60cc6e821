"""Of several signatures a rejected one goes before one of which nothing could be found out."""

from fairlead.gateway.vouch.dcsa import verify_chain, verify_envelope
from fairlead.gateway.vouch.openebl import verify_pack
from fairlead.seal import Reason, Undetermined, Verified
from fairlead.seal.verdict import Result
from tests.unit.seal import packs
from tests.unit.seal.authorities import SIGNS, certificate
from tests.unit.seal.envelopes import (
    QUAY,
    TRUST,
    WAVE,
    chain,
    entry,
    envelope,
    issuance,
    manifest,
)
from tests.unit.seal.makers import AT, made
from tests.unit.seal.verdicts import halted, heard

STRANGER = made("ES256", "a stranger")
HOLDS, NOT_CHECKED, FAILS = Result.HOLDS, Result.NOT_CHECKED, Result.FAILS


def sent(tree):
    return heard(verify_envelope(tree, TRUST, at=AT))


def linked(entries, **how):
    return heard(verify_chain(entries, TRUST, at=AT, **how))


def changed(token):
    """The same with a signature that does not hold."""
    head, _, signature = token.rpartition(".")
    return f"{head}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"


def test_an_entry_that_was_changed_goes_before_one_of_a_stranger():
    first = entry(by=STRANGER)
    second = entry(first, platform="WAVE")
    assert halted(linked([first, second]), Reason.UNKNOWN_KEY, 3, Undetermined)
    assert halted(linked([first, changed(second)]), Reason.SIGNATURE, 6)


def test_an_envelope_manifest_that_was_changed_goes_before_an_entry_of_a_stranger():
    entries = [entry(by=STRANGER)]
    tree = envelope(entries)
    assert halted(sent(tree), Reason.UNKNOWN_KEY, 3, Undetermined)
    odd = changed(tree["envelopeManifestSignedContent"])
    assert halted(sent(envelope(entries, envelopeManifestSignedContent=odd)), Reason.SIGNATURE, 6)


def test_an_issuance_manifest_that_was_changed_goes_before_an_envelope_manifest_of_a_stranger():
    entries = [entry(issuanceManifestSignedContent=changed(issuance()))]
    tree = envelope(entries, envelopeManifestSignedContent=manifest(entries[-1], STRANGER))
    assert halted(sent(tree), Reason.SIGNATURE, 6)


def test_a_broken_link_goes_before_an_entry_of_a_stranger():
    first = entry(by=STRANGER)
    apart = entry(entry(), platform="WAVE")
    verdict = linked([first, apart])
    assert halted(verdict, Reason.CHAIN, 9)
    assert verdict.results == (
        HOLDS, HOLDS, *(NOT_CHECKED,) * 6, FAILS, *(NOT_CHECKED,) * 3,
    )  # fmt: skip


def test_a_step_that_one_of_several_fails_leaves_those_before_it_unasked_of_the_others():
    entries = chain("QUAY", "WAVE")
    verdict = linked([changed(entries[0]), entries[1]])
    assert halted(verdict, Reason.SIGNATURE, 6)
    assert verdict.results[:6] == (*(NOT_CHECKED,) * 5, FAILS)


def test_a_step_that_all_of_several_pass_holds_before_a_later_one_fails():
    tree = envelope(chain("QUAY", "WAVE"), QUAY)
    verdict = sent(tree)
    assert halted(verdict, Reason.SIGNER, 12)
    assert verdict.results == (*(HOLDS,) * 11, FAILS)


def test_a_chain_without_a_document_and_an_envelope_is_compared_with_neither():
    entries = chain("QUAY", "WAVE")
    asked = [number for number, one in enumerate(linked(entries).results, 1) if one is HOLDS]
    assert asked == list(range(1, 11))
    known = linked(entries, document=sent(envelope(entries, WAVE)).content.issuance.document)
    assert known.results == (*(HOLDS,) * 11, NOT_CHECKED)


# --- packs --------------------------------------------------------------------------------------

FIRST = packs.sealed(packs.pack(1, packs.ISSUER, packs.created()), packs.ISSUER)
STRANGE = certificate(packs.ISSUER, uses=SIGNS, key=STRANGER)


def second(parent, by=packs.ISSUER):
    given = packs.moved("transfer", packs.ISSUER, packs.SHIPPER)
    tree = packs.pack(2, packs.SHIPPER, packs.created(), given, parent=packs.hashed(parent))
    if isinstance(by, str):
        return packs.sealed(tree, by)
    return packs.sealed(tree, by, {"alg": "ES256", "x5c": packs.x5c(by)})


def on(tree, **how):
    return heard(verify_pack(tree, packs.TRUST, at=AT, **how))


def of_a_stranger():
    tree = packs.pack(1, packs.ISSUER, packs.created())
    return packs.sealed(tree, STRANGE, {"alg": "ES256", "x5c": packs.x5c(STRANGE)})


def test_a_parent_that_was_changed_goes_before_a_version_of_a_stranger():
    odd = {**FIRST, "signature": changed(f".{FIRST['signature']}")[1:]}
    assert halted(on(second(odd, STRANGE)), Reason.UNKNOWN_KEY, 3, Undetermined)
    assert halted(on(second(odd, STRANGE), parents=[odd]), Reason.SIGNATURE, 8)
    assert halted(on(second(FIRST, STRANGE), parents=[FIRST]), Reason.UNKNOWN_KEY, 3, Undetermined)


def test_a_plain_copy_that_differs_goes_before_a_parent_of_a_stranger():
    parent = of_a_stranger()
    assert halted(on(second(parent), parents=[parent]), Reason.UNKNOWN_KEY, 8, Undetermined)
    assert halted(on(second(parent), parents=[parent], twin={}), Reason.TWIN, 9)


def test_a_version_that_is_followed_back_is_verified_with_what_was_not_asked():
    verdict = on(second(FIRST))
    assert isinstance(verdict, Verified)
    assert verdict.results == (*(HOLDS,) * 7, *(NOT_CHECKED,) * 2)
    assert on(second(FIRST), parents=[FIRST]).results == (*(HOLDS,) * 8, NOT_CHECKED)


def test_what_needs_no_key_is_rejected_though_the_signer_of_a_version_is_not_known():
    version = of_a_stranger()
    assert halted(on(version), Reason.UNKNOWN_KEY, 3, Undetermined)
    assert halted(on(version, twin={}), Reason.TWIN, 9)
    parent = packs.sealed(packs.pack(1, packs.ISSUER, packs.created(note="x")), packs.ISSUER)
    assert halted(on(version, parents=[parent]), Reason.CHAIN, 8)
