"""What is made once is made once, however many threads ask for it at the same time."""

import contextlib
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from fairlead import once as room
from fairlead.once import once, once_property, once_within

THREADS = 16
LONG_ENOUGH = 20_000
UNTIL_ANOTHER_COMES = 50_000_000
"""How many turns a making takes at most; it ends when another one has begun."""


@pytest.fixture
def _hasty():
    """Threads that take turns after every few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def slowly(made, name, turns):
    """Notes that something is made, and takes its time over it."""
    made.append(name)
    for _ in range(turns):
        if len(made) > 1:
            break
    return [name]


def at_once(ask):
    """What several threads get that ask at the same moment."""
    gate = threading.Barrier(THREADS)

    def asked():
        gate.wait()
        return ask()

    with ThreadPoolExecutor(THREADS) as pool:
        return [one.result() for one in [pool.submit(asked) for _ in range(THREADS)]]


def function(made, turns):
    return once(lambda: slowly(made, "lists", turns))


def of_several(made, turns):
    wanted = once_within(4)(lambda name: slowly(made, name, turns))
    return lambda: wanted("lists")


def of_an_object(made, turns):
    class Holder:
        @once_property
        def lists(self):
            return slowly(made, "lists", turns)

    holder = Holder()
    return lambda: holder.lists


every_form = pytest.mark.parametrize("form", (function, of_several, of_an_object))


@every_form
@pytest.mark.usefixtures("_hasty")
def test_a_slow_making_is_done_once(form):
    made = []
    got = at_once(form(made, LONG_ENOUGH))
    assert made == ["lists"]
    assert {id(one) for one in got} == {id(got[0])}


@every_form
@pytest.mark.usefixtures("_hasty")
def test_without_the_lock_it_would_be_done_several_times(form, monkeypatch):
    monkeypatch.setattr(room, "_MAKING", contextlib.nullcontext())
    made = []
    at_once(form(made, UNTIL_ANOTHER_COMES))
    assert len(made) > 1


@every_form
def test_what_is_there_is_handed_out_without_the_lock(form):
    ask = form([], 0)
    first = ask()
    with room._MAKING, ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask).result(10) is first


FORKING = """
import os, sys, threading
from fairlead.once import once
sys.setswitchinterval(1e-4)
begun = threading.Event()
@once
def slow():
    begun.set()
    for _ in range(5_000_000):
        pass
    return "slow"
@once
def other():
    return "other"
thread = threading.Thread(target=slow)
thread.start()
begun.wait()
child = os.fork()
if child == 0:
    os._exit((slow(), other()) != ("slow", "other"))
print(os.waitpid(child, 0)[1], slow(), other())
"""
"""A server forks its workers while a thread of it makes something."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
def test_a_process_that_is_forked_meanwhile_does_not_wait_for_ever():
    done = subprocess.run(
        [sys.executable, "-c", FORKING], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "0 slow other\n")


def test_what_could_not_be_made_is_tried_again():
    tries = []

    @once
    def late():
        tries.append(1)
        if len(tries) == 1:
            raise ValueError
        return "made"

    with pytest.raises(ValueError):  # noqa: PT011 - it is ours, two lines above
        late()
    assert (late(), late(), len(tries)) == ("made", "made", 2)


def test_one_thing_may_be_made_from_another():
    @once
    def inner():
        return ["inner"]

    @once
    def outer():
        return [*inner(), "outer"]

    assert outer() == ["inner", "outer"]


def test_arguments_are_told_apart():
    @once
    def named(name, *, loud=False):
        return [name.upper() if loud else name]

    assert (named("a"), named("b"), named("a", loud=True)) == (["a"], ["b"], ["A"])
    assert named("a") is named("a")
