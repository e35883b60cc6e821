"""`fairlead rules`: the book by which bills are checked."""

from __future__ import annotations

import json

import click

from fairlead.cli import asked, options, streams
from fairlead.cli.drawing import draw
from fairlead.cli.exits import DONE


@click.command(name="rules", short_help="List the rules and the clauses they enforce.")
@click.option(
    "--profile",
    default="strict",
    show_default=True,
    metavar="NAME",
    callback=options.a_profile,
    help="The profile whose severities are shown.",
)
@options.as_json
def command(profile: str, *, in_json: bool) -> int:
    """List the rules: code, severity, sentence, and the clause that each enforces.

    \b
    Examples:
      What one code of a report means:
        fairlead rules | grep -A 2 RULE-010
      The whole book for another program, with every profile:
        fairlead rules --json > rulebook.json
    """  # noqa: D301 - the \b is click's
    from fairlead.rules import RULEBOOK, rulebook_json

    chosen = asked.profile(profile)
    if in_json:
        streams.say(json.dumps(rulebook_json(), indent=2))
        return DONE
    rows = [(rule.code, chosen.severity(rule).value, rule.says, rule.law) for rule in RULEBOOK]
    draw(("code", "severity", "what is wrong", "clause"), rows, fixed=2)
    return DONE
