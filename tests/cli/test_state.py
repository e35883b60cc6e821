"""`fairlead state`, and `--state`: what is remembered, shown and carried to another machine."""

import json

import pytest

from fairlead.cli.exits import DONE, MISUSE, NOT_VERIFIED, UNDETERMINED
from fairlead.gateway.vouch.anchors import digest_of
from tests.cli.test_verify import NOW, REGISTRAR, a_list
from tests.unit.gateway.receipts import receipted

TRUSTING = ("--trust", "list.jws", "--root", "registrar.pem", "--at", NOW, "--signatures-only")


@pytest.fixture
def machine(place, fairlead, monkeypatch):
    """A machine with a receipt and a list of version 7, that remembers nothing."""
    monkeypatch.setenv("FAIRLEAD_STATE", str(place / "state"))
    for name in ("FAIRLEAD_TRUST", "FAIRLEAD_ROOT"):
        monkeypatch.delenv(name, raising=False)
    (place / "bill.receipt").write_bytes(receipted())
    (place / "registrar.pem").write_bytes(REGISTRAR.key.pem())
    (place / "list.jws").write_bytes(a_list())
    return fairlead


def verify(machine, *more):
    return machine("verify", "bill.receipt", *TRUSTING, *more)


def test_that_nothing_is_remembered_is_said(machine):
    said = machine("state", "show")
    assert said.code == DONE
    assert (
        "remembers no trust list: any version of a list would be taken for the newest" in said.out
    )


def test_the_first_use_of_a_list_is_told(machine):
    assert "no version of the trust list 'quayside' was used here before" in verify(machine).err
    assert "was used here before" not in verify(machine).err


def test_what_is_remembered_is_shown(machine, place):
    verify(machine)
    row = machine("state", "show").out.splitlines()[-1].split()
    assert row == ["quayside", "7", digest_of(a_list()), REGISTRAR.key.thumbprint]


def test_a_folder_may_be_named_for_one_call(machine, place):
    verify(machine, "--state", "elsewhere")
    assert (place / "elsewhere" / "trust-lists.json").exists()
    assert not (place / "state").exists()
    assert "quayside" in machine("state", "show", "--state", "elsewhere").out


def test_what_is_remembered_is_carried_to_another_machine(machine, place):
    verify(machine)
    assert machine("state", "export", "-o", "lists.json").code == DONE
    assert machine("state", "import", "lists.json", "--state", "new").code == DONE
    (place / "list.jws").write_bytes(a_list(6))
    said = verify(machine, "--state", "new")
    assert said.code == NOT_VERIFIED
    assert "trust-list-rolled-back" in said.out


def test_an_older_version_that_is_carried_changes_nothing(machine, place):
    verify(machine)
    machine("state", "export", "-o", "old.json")
    (place / "list.jws").write_bytes(a_list(8))
    verify(machine)
    assert "0 of 1 trust lists are newer" in machine("state", "import", "old.json").err
    assert " 8 " in machine("state", "show").out


def test_two_lists_of_one_version_are_not_merged(machine, place):
    verify(machine)
    machine("state", "export", "-o", "lists.json")
    other = json.loads((place / "lists.json").read_text())
    (place / "other.json").write_text(
        json.dumps({name: {**one, "sha256": "0" * 64} for name, one in other.items()})
    )
    said = machine("state", "import", "other.json")
    assert said.code == MISUSE
    assert "two lists of version 7 are remembered for 'quayside'" in said.err


STRANGE = ("", "[]", "7", '{"a b": {"version": "7", "sha256": ""}}', '{"a b": {"version": 7}}')


@pytest.mark.parametrize("text", STRANGE)
def test_what_no_machine_remembers_is_not_taken_over(machine, place, text):
    (place / "strange.json").write_text(text)
    said = machine("state", "import", "strange.json")
    assert said.code == MISUSE
    assert "this is nothing that `fairlead state export` wrote" in said.err
    assert not (place / "state").exists()


def test_that_nothing_can_be_carried_is_said(machine):
    said = machine("state", "export")
    assert (said.code, said.out) == (DONE, "{}\n")
    assert "nothing is remembered here, so nothing is carried" in said.err


def test_what_cannot_be_remembered_is_unreachable(machine, place):
    verify(machine)
    machine("state", "export", "-o", "lists.json")
    said = machine("state", "import", "lists.json", "--state", "lists.json/folder")
    assert said.code == MISUSE
    assert "there is no folder 'lists.json'" in said.err


def test_a_folder_that_is_a_file_is_unreachable(machine, place):
    verify(machine)
    machine("state", "export", "-o", "lists.json")
    said = machine("state", "import", "lists.json", "--state", "list.jws")
    assert said.code == UNDETERMINED
    assert "nothing could be remembered: File exists" in said.err
