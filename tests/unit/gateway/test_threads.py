"""Many threads may convert at once, from the first moment on; what they need is made once."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fairlead import once as room
from fairlead import ready
from fairlead.errors import UsageError
from tests.conftest import ROOT, drawn_of

COLD = Path(__file__).with_name("cold.py")
STARTS = range(drawn_of(3, 50))
WEBHOOKS = """
import asyncio, fairlead
from pathlib import Path
data = Path("examples/straight-bill/bill.dcsa.json").read_bytes()
async def main():
    calls = (asyncio.to_thread(fairlead.convert, data, "un-json") for _ in range(2))
    print(len(await asyncio.gather(*calls)))
asyncio.run(main())
"""
"""The first two calls of a server come at once."""
IMPORTING = """
import importlib, pkgutil, threading
from fairlead import once
names = [one.name for one in pkgutil.walk_packages(["src/fairlead"], "fairlead.")]
wanted = [name for name in names if not name.endswith("__main__")]
with once._MAKING:
    reader = threading.Thread(target=lambda: [importlib.import_module(name) for name in wanted])
    reader.daemon = True
    reader.start()
    reader.join(60)
    print(reader.is_alive())
"""


def process(*words):
    """What a process prints; it must end well."""
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout


@pytest.mark.parametrize("start", STARTS)
def test_sixteen_threads_convert_every_format_at_the_first_moment(start):
    ends = json.loads(process(COLD))["ends"]
    assert ends == [ends[0]] * 16


@pytest.mark.parametrize("start", STARTS)
def test_two_calls_of_a_server_may_come_at_once(start):
    assert process("-c", WEBHOOKS) == "2\n"


def test_whatever_is_made_once_is_made_once_though_it_is_slow():
    made = json.loads(process(COLD, "counting", "slowly"))["made"]
    assert [what for what, times in made.items() if times > 1] == []
    assert len(made) > 100


@pytest.mark.skipif(not drawn_of(0, 1), reason="the long form takes the lock out")
def test_without_the_lock_it_is_made_several_times():
    made = json.loads(process(COLD, "counting", "slowly", "unlocked"))["made"]
    assert [what for what, times in made.items() if times > 1] != []


def test_after_ready_nothing_heavy_is_made_any_more():
    """What is left is the mapping of an earlier version, and small words of large schemas."""
    made = json.loads(process(COLD, "counting", "ready"))["made"]
    small = ("fairlead.syntax.xml.", "fairlead.lens.", "fairlead.formats.format.")
    small += ("fairlead.compiled._imported",)
    assert {what.partition(" ")[0] for what in made if not what.startswith(small)} == set()


def test_ready_refuses_a_format_that_nobody_knows():
    with pytest.raises(UsageError, match="did you mean dcsa"):
        ready("dcsb")


def test_nothing_is_made_while_a_module_is_imported():
    """A thread that imports and one that makes would else wait for each other."""
    assert process("-c", IMPORTING) == "False\n"


def test_the_lock_is_one_that_a_making_may_take_again():
    assert isinstance(room._MAKING, type(threading.RLock()))
