"""`fairlead formats`: what can be spoken here."""

from __future__ import annotations

import json

import click

from fairlead.cli import options, streams
from fairlead.cli.drawing import draw
from fairlead.cli.exits import DONE


@click.command(name="formats", short_help="List the formats and what each can hold.")
@options.as_json
def command(*, in_json: bool) -> int:
    """List the formats, what each can hold, and which versions can be written.

    \b
    Examples:
      The table:
        fairlead formats
      The aliases, for a script:
        fairlead formats --json | jq -r '.[].alias'
    """  # noqa: D301 - the \b is click's
    from fairlead.formats import FORMATS

    if in_json:
        said = [
            {
                "id": one.id,
                "alias": one.alias,
                "title": one.title,
                "versions": list(one.versions),
                "capabilities": sorted(one.capabilities),
                "media_type": one.media_type,
            }
            for one in FORMATS
        ]
        streams.say(json.dumps(said, indent=2))
        return DONE
    rows = [
        (one.alias, one.id, one.title, " ".join(one.versions), " ".join(sorted(one.capabilities)))
        for one in FORMATS
    ]
    draw(("alias", "id", "title", "writes", "capabilities"), rows, fixed=2)
    return DONE
