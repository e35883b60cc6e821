"""A mistake in the call gets one sentence: what is wrong, how to mend it, the likely guess."""

import pytest


@pytest.mark.parametrize(
    ("words", "says"),
    (
        (("convert", "reefer.json"), "name the target format with --to (known: dcsa, efti"),
        (("convert", "--to", "dcsa"), "name the document, or - for standard input"),
        (("convert", "reefer.json", "--to", "dcs"), "did you mean dcsa?"),
        (("convert", "reefer.jsn", "--to", "dcsa"), "did you mean 'reefer.json'?"),
        (("convert", "nowhere/reefer.json", "--to", "dcsa"), "there is no folder 'nowhere'"),
        (("convert", ".", "--to", "dcsa"), "'.' is a folder"),
        (("convert", "reefer.json", "--to", "dcsa@9"), "(known: 3.0.4"),
        (("convert", "reefer.json", "--too", "dcsa"), "did you mean --to?"),
        (("convert", "reefer.json", "--to", "dcsa", "--report", "jso"), "did you mean json?"),
        (("convert", "reefer.json", "--to", "dcsa", "--allow", "endorse"), "endorsement"),
        (("convert", "reefer.json", "--to", "dcsa", "--profile", "strikt"), "did you mean strict?"),
        (("convert", "reefer.json", "--to", "openebl", "--carry"), "no extension member"),
        (("convert", "reefer.json", "--to", "dcsa", "--supplement", "no"), "there is no file 'no'"),
        (("convert", "reefer.json", "--to", "dcsa", "--supplement", "reefer.json"), "a Bill knows"),
        (("convert", "-", "--to", "dcsa", "--supplement", "-"), "cannot be both"),
        (("check", "reefer.json", "--max-bytes", "many"), "takes a whole number"),
        (("check", "reefer.json", "--from", "dcss"), "did you mean dcsa?"),
        (("check",), "name at least one document"),
        (("check", "\x00"), "there is no file"),
        (("detect", "no-such-file"), "there is no file 'no-such-file'"),
        (("rules", "--profile", "ctx"), "did you mean ctk?"),
        (("mappings", "shw"), "did you mean show?"),
        (
            ("mappings", "show", "un"),
            "known: dcsa, efti, openebl, un-json, ",
        ),
    ),
    ids=lambda value: " ".join(value).replace("\x00", "NUL") if isinstance(value, tuple) else "",
)
def test_one_sentence_and_exit_2(fairlead, words, says):
    said = fairlead(*words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.startswith("fairlead: error: ")
    assert said.err.count("\n") == 1


def test_the_name_of_a_file_cannot_command_a_terminal(fairlead):
    said = fairlead("check", "\x1b[2Jreefer.json\u202e")
    assert "\x1b" not in said.err
    assert "\u202e" not in said.err
    assert said.code == 2
