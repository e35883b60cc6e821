"""A bad value of an option is misuse, whether or not anything would have used it."""

import importlib

import click
import pytest

from fairlead.cli.app import VERBS

BAD = {
    "TIME": "notatime",
    "FORMAT": "nosuch",
    "PLATFORM": "nosuch",
    "NAME": "nosuch",
    "CAPABILITY": "nosuch",
    "ID[:QUALIFIER]": "a:b:c",
    "N": "many",
    "URI": "nosuch:x",
    "URL": "nosuch:x",
    "FILE": "nowhere/file",
    "FOLDER": "nowhere",
    "PLACE": "nowhere/quay",
    "PDF": "nowhere.pdf",
    "TEXT": "x" * 36,
    "TYPE": "no type",
    None: "nosuch",
}
"""By what an option takes, a value that means nothing."""
NEEDED = {
    "to": "un-json", "key": "file:key.pem", "issue_to": "reefer.json", "roots": "key.pem",
    "schema": "reefer.json", "authority": "http://127.0.0.1:1/",
}  # fmt: skip
ARGUMENTS = {
    "file": "empty", "files": "empty", "formats": "dcsa", "name": "dcsa", "uri": "file:key.pem",
    "folder": "empty", "alias": "quay",
}  # fmt: skip
"""A document that is refused before an option would be used."""


def commands():
    """Every verb, and every verb of a verb."""
    for verb in VERBS:
        command = importlib.import_module(f"fairlead.cli.verbs.{verb}").command
        if isinstance(command, click.Group):
            yield from ((verb, name, one) for name, one in command.commands.items())
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield verb, None, command


def calls():
    """Every option of every verb with a bad value, where nothing else is wrong with the call."""
    for verb, name, command in commands():
        arguments = [one for one in command.params if isinstance(one, click.Argument)]
        options = [one for one in command.params if isinstance(one, click.Option)]
        for option in options:
            if option.is_flag:
                continue
            words = [verb, *([name] if name else []), *(ARGUMENTS[one.name] for one in arguments)]
            for other in options:
                if other.required and other is not option:
                    words += [other.opts[-1], NEEDED[other.name]]
            words += [option.opts[-1], BAD[option.metavar]]
            yield pytest.param(words, id=" ".join(words[: 2 if name else 1]) + f" {words[-2]}")


@pytest.fixture
def _at_hand(place, fairlead):
    fairlead("keys", "new", "key.pem")
    place.joinpath("empty").write_bytes(b"")


@pytest.mark.usefixtures("_at_hand")
@pytest.mark.parametrize("words", tuple(calls()))
def test_every_option_is_looked_at(fairlead, words):
    said = fairlead(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("fairlead: error: ")
    assert said.err.count("\n") == 1


@pytest.mark.usefixtures("_at_hand")
@pytest.mark.parametrize(
    ("words", "says"),
    (
        (("--at", "notatime"), "with its offset"),
        (("--at", "2026-11-25T08:00:00"), "with its offset"),
        (("--root", "nowhere.pem"), "there is no file 'nowhere.pem'"),
        (("--root", "reefer.json"), "a public key is a PEM"),
        (("--trust", "reefer.json"), "name the key that signed the trust list with --root"),
        (("--trust", "nowhere.jws", "--root", "key.pem"), "there is no file 'nowhere.jws'"),
    ),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_asked_of_trust_is_looked_at_where_nothing_is_sealed(fairlead, words, says):
    said = fairlead("convert", "reefer.json", "--to", "un-json", *words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err


def test_what_the_environment_says_of_trust_waits_for_its_use(fairlead, monkeypatch):
    monkeypatch.setenv("FAIRLEAD_ROOT", "nowhere.pem")
    assert fairlead("convert", "reefer.json", "--to", "un-json").code == 0


@pytest.mark.usefixtures("_at_hand")
def test_a_good_value_that_is_not_used_is_no_misuse(fairlead):
    words = ("--at", "2026-11-25T08:00:00Z", "--root", "key.public.pem")
    public = fairlead("keys", "public", "file:key.pem").out
    with open("key.public.pem", "w", encoding="ascii") as file:  # noqa: PTH123 - we stand there
        file.write(public)
    assert fairlead("convert", "reefer.json", "--to", "un-json", *words).code == 0
