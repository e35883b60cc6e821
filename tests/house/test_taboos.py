"""What is not done in this house, read from the source."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house.source import FILES, WRITTEN, docstring_of

FACES = ("cli", "http", "platform", "conformance", "client")
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "xmlrpc",
}  # fmt: skip
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def spoken(node):
    """`sys.exit` for the call `sys.exit(1)`."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def found(wanted, files=FILES):
    """Where the nodes of files are that are wanted; `wanted` is told their file too."""
    return [
        source.at(node)
        for source in files
        for node in ast.walk(source.tree)
        if wanted(source, node)
    ]


def test_only_the_command_line_prints_and_exits():
    quiet = [one for one in FILES if one.room != "cli" and one.path.name != "__main__.py"]
    loud = {"print", "exit", "quit", "sys.exit", "os._exit", "SystemExit"}
    assert found(lambda _, node: spoken(node) in loud, quiet) == []


def test_nothing_catches_everything():
    def greedy(_, node):
        if not isinstance(node, ast.ExceptHandler):
            return False
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        return any(
            one is None or ast.unparse(one) in {"Exception", "BaseException"} for one in caught
        )

    assert found(greedy) == []


def test_no_number_is_a_float():
    def floating(source, node):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        return spoken(node) == "float" or (literal and source.room not in FACES)

    assert found(floating) == []


def test_text_is_never_run_as_code():
    """But for what Fairlead compiles of its own mappings, rules and parts: one room runs it."""
    forbidden = {"eval", "pickle.loads", "pickle.load", "marshal.loads", "os.system"}

    def running(source, node):
        run = spoken(node)
        return run in forbidden or (run in {"exec", "compile"} and source.room != "compiled")

    assert found(running) == []


OF_ONE_DOCUMENT = {"Account", "Conversion", "Emitted", "Ledger", "Report", "Segments", "Source"}
"""What belongs to one document may be worked out twice; whatever is shared is made once."""


def test_what_is_shared_is_made_under_the_lock():
    files = [one for one in FILES if one.module != "fairlead.once"]
    own = {
        node
        for source in files
        for holder in ast.walk(source.tree)
        if isinstance(holder, ast.ClassDef) and holder.name in OF_ONE_DOCUMENT
        for node in ast.walk(holder)
    }

    def unguarded(_, node):
        marks = getattr(node, "decorator_list", ())
        names = {ast.unparse(mark).removeprefix("functools.") for mark in marks}
        return "cache" in names or ("cached_property" in names and node not in own)

    assert found(unguarded, files) == []


def test_the_network_belongs_to_the_faces():
    def networked(_, node):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            return False
        return any(name in NETWORK or name.split(".")[0] in NETWORK for name in names)

    assert found(networked, [one for one in FILES if one.room not in FACES]) == []


def test_a_long_file_wants_a_wall():
    assert [one.module for one in WRITTEN if one.lines > LONGEST_FILE] == []


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("mappings/**/*.toml")), ids=lambda path: path.parent.name
)
def test_a_long_mapping_wants_a_wall_too(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_functions_fit_on_a_screen():
    def long(_, node):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        doc = docstring_of(node)
        told = doc.end_lineno - doc.lineno + 1 if doc else 0
        return node.end_lineno - node.lineno + 1 - told > LONGEST_FUNCTION

    assert found(long, WRITTEN) == []


def test_a_name_says_what_a_thing_is():
    vague = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
    assert [one.module for one in FILES if vague & set(one.module.split("."))] == []


CLOCKS = ("process_time", "perf_counter", "monotonic", "thread_time", "time.time", "timeit")


def test_only_one_file_of_the_tests_reads_a_clock():
    """And the bench, which asserts nothing: what a machine needs in seconds is no test."""
    tests = ROOT / "tests"
    allowed = {tests / "growth.py", *(tests / "bench").glob("*.py"), Path(__file__)}
    reading = [
        path.relative_to(ROOT).as_posix()
        for path in sorted(tests.rglob("*.py"))
        if path not in allowed and any(clock in path.read_text("utf-8") for clock in CLOCKS)
    ]
    assert reading == []
