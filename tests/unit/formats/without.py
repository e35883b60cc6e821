"""What comes of documents where an engine is not installed: a process of its own says it.

`python -m tests.unit.formats.without orjson` reads the names of files, a line each, and writes a
line of JSON for each: what was read, what was refused and why, and the digests of what was written.
"""

import hashlib
import json
import sys

hidden = sys.argv[1:]
for engine in hidden:
    sys.modules[engine] = None

from pathlib import Path  # noqa: E402 - nothing of ours is imported before

from fairlead import Refused, check, convert  # noqa: E402
from fairlead.syntax.json import canonical, read, write  # noqa: E402

TARGETS = ("dcsa", "un-json", "openebl", "efti", "iftmcs")


def told(ask):
    """The digest of what a function gives, or what it is refused for."""
    try:
        made = ask()
    except Refused as refusal:
        made = refusal.report
    if isinstance(made, bytes):
        return hashlib.sha256(made).hexdigest()
    return [[one.code, str(one.at), one.says] for one in made]


def outcomes(data):
    """All that comes of one document."""
    yield told(lambda: write(read(data)))
    yield told(lambda: write(read(data), indent=2))
    yield told(lambda: canonical(read(data)))
    yield told(lambda: check(data))
    for target in TARGETS:
        yield told(lambda to=target: convert(data, to).output)


for line in sys.stdin.read().splitlines():
    sys.stdout.write(json.dumps(list(outcomes(Path(line).read_bytes()))) + "\n")

assert not [engine for engine in hidden if sys.modules[engine] is not None]
