"""Processes of their own, as an installed Fairlead starts them, and the CPU time that they take."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment():
    """The surroundings of every process.

    pip compiles what it installs, so bytecode is kept from one start to the next, whatever this
    shell says of that. Hashes are the same in every start, and so is the number of instructions.
    """
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONHASHSEED": "0"}


def output_of(words, **options):
    """What a process prints. Raises `RuntimeError` with what it said where it failed."""
    done = subprocess.run(
        words, capture_output=True, text=True, env=environment(), cwd=ROOT, check=False, **options
    )
    if done.returncode:
        raise RuntimeError(f"{words} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def cpu_time(words):
    """The CPU time of a process from its start to its end, in microseconds."""
    silent = subprocess.DEVNULL
    child = subprocess.Popen(words, stdout=silent, stderr=silent, env=environment(), cwd=ROOT)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{words} ended with {child.returncode}")
    return (used.ru_utime + used.ru_stime) * 1e6


def contest_of_processes(calls, rounds):
    """The CPU times of every process in every round, started in turn; the first start is extra."""
    times = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, words in calls.items():
            taken = cpu_time(words)
            if number:
                times[name].append(taken)
    return times
