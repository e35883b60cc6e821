"""`fairlead state`: what is remembered between two calls, and how it is carried elsewhere."""

from __future__ import annotations

from typing import Any

import click

from fairlead.cli import options, reading, remembered, sealing, streams, writing
from fairlead.cli.drawing import draw
from fairlead.cli.exits import DONE


@click.group(name="state")
def command() -> None:
    """Show what is remembered of trust lists, and carry it to another machine.

    The newest version of each list that was used is remembered, and an older one is rejected. It is
    the only thing that is remembered, in a folder: --state, else FAIRLEAD_STATE, else
    XDG_STATE_HOME/fairlead, else ~/.local/state/fairlead. Where it is empty, an older list would
    not be noticed: a new machine is given what another one remembers.

    \b
    Examples:
      What is remembered here:
        fairlead state show
      The same on a new machine:
        fairlead state export -o lists.json
        fairlead state import lists.json --state /var/lib/fairlead
    """  # noqa: D301 - the \b is click's


@command.command(name="show")
@sealing.the_state
def show() -> int:
    """Print the newest version of each trust list that was used.

    \b
    Examples:
      In the folder that is configured:
        fairlead state show
      In another folder:
        fairlead state show --state /var/lib/fairlead
    """  # noqa: D301 - the \b is click's
    where = remembered.place()
    known = remembered.everything()
    if not known:
        streams.say(
            f"{'no folder' if where is None else where.parent} remembers no trust list: any "
            "version of a list would be taken for the newest"
        )
        return DONE
    streams.say(f"{where}:")
    rows = [
        (name.partition(" ")[2], str(one.version), one.sha256 or "", name.partition(" ")[0])
        for name, one in known.items()
    ]
    draw(("list", "version", "sha256", "root"), rows, fixed=2)
    return DONE


@command.command(name="export")
@sealing.the_state
@click.option("-o", "--output", metavar="FILE", help="Write here, at once or not at all.")
def export(output: str | None) -> int:
    """Write what is remembered, for another machine.

    It holds names, versions and digests of trust lists, and no secret.

    \b
    Examples:
      To a file:
        fairlead state export -o lists.json
      Straight into another folder:
        fairlead state export | fairlead state import - --state /var/lib/fairlead
    """  # noqa: D301 - the \b is click's
    from fairlead.syntax.json import write

    place = writing.place_of(output, ())
    known = remembered.everything()
    if not known:
        streams.tell("fairlead: note: nothing is remembered here, so nothing is carried")
    said: Any = {
        name: {"version": one.version, "sha256": one.sha256} for name, one in known.items()
    }
    data = write(said, indent=2) + b"\n"
    if place is None:
        streams.hand_over(data)
    else:
        writing.write(place, data)
    return DONE


@command.command(name="import")
@click.argument("file", callback=options.a_file)
@sealing.the_state
def take(file: str) -> int:
    """Remember what FILE says that another machine remembers; of each list the newer version.

    Nothing is ever forgotten by this: an older version in FILE changes nothing. Where both know
    another list of one version, nothing is taken over.

    \b
    Examples:
      What fairlead state export wrote on another machine:
        fairlead state import lists.json
      Into another folder:
        fairlead state import lists.json --state /var/lib/fairlead
    """  # noqa: D301 - the \b is click's
    others = remembered.carried(reading.read(file, sealing.LARGEST))
    new = remembered.merge(others)
    streams.tell(f"{len(new)} of {len(others)} trust lists are newer than what was remembered here")
    return DONE
