"""Without orjson and without jsonschema-rs: the same bytes, the same verdicts, the same reasons."""

import os
import random
import subprocess
import sys

import pytest

from fairlead.syntax.json import read, write
from tests.conformance.mutants import mutants
from tests.conftest import LONG, ROOT, drawn_of, folder

ENGINES = ("orjson", "jsonschema_rs")
HIDDEN = (*((one,) for one in ENGINES), *((ENGINES,) if LONG else ()))
MUTANTS = drawn_of(8, 200)
VECTORS = sorted(ROOT.glob("tests/vectors/*/*/wire.*"))
FOLDERS = ("tests/unit/schemas", "tests/unit/syntax", "tests/vectors/test_vectors.py")
HARD = (
    b"", b"nul", b"[1.0", b"\xef\xbb\xbf{}", b"\xff\xfe{\0}\0", b'{"a":1,"a":1}', b'{"a":NaN}',
    b"[-0,1e2,0.00000001]", b"[1e999999999]", b"[" + b"1" * 101 + b"]", b"[18446744073709551616]",
    b"[0.1000000000000000055]", b"[9007199254740993]", b"[" * 70 + b"]" * 70, b'["\\ud800"]',
    b'{"b":1,"a":{"\xf0\x9f\x98\x80":1,"\xef\xbf\xbf":2}}', b'{"a":{},"b":[]}',
    b'["\\u0000\\u001f\x7f\\/\\"\\\\"]',
)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Documents: vectors, mutants of those in JSON, and what is hard to read."""
    chance = random.Random(20261130)
    drawn = VECTORS if LONG else chance.sample(VECTORS, 8)
    trees = [read(path.read_bytes()) for path in VECTORS if path.suffix == ".json"]
    there = tmp_path_factory.mktemp("documents")
    made = [
        *HARD,
        *(write(tree) for tree in mutants(chance.sample(trees, min(MUTANTS, len(trees))), MUTANTS)),
    ]
    for number, data in enumerate(made):
        there.joinpath(f"{number}.json").write_bytes(data)
    corpus = folder("corpora")
    suite = [] if corpus is None else sorted(corpus.glob("jsontestsuite/**/*.json"))
    return [*drawn, *sorted(there.iterdir()), *(suite if LONG else suite[::24])]


def outcomes(files, *hidden):
    """What comes of the documents in a process in which some engines are not installed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.formats.without", *hidden],
        input="\n".join(map(str, files)), cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def expected(files):
    """What comes of them with both engines."""
    said = outcomes(files)
    assert len(said) == len(files)
    assert sum("READ-" in one for one in said) > 10
    assert sum("PARSE-" in one for one in said) > MUTANTS // 4
    return said


@pytest.mark.parametrize("hidden", HIDDEN, ids="+".join)
def test_the_same_comes_of_a_document_without_an_engine(files, expected, hidden):
    found = outcomes(files, *hidden)
    assert [
        str(file) for file, one, other in zip(files, found, expected, strict=True) if one != other
    ] == []


@pytest.mark.skipif(not LONG, reason="the long form runs the tests of formats again")
@pytest.mark.parametrize("hidden", ENGINES)
def test_the_tests_of_formats_hold_without_an_engine(hidden):
    hide = f"import sys; sys.modules[{hidden!r}] = None; import pytest; sys.exit(pytest.main())"
    done = subprocess.run(
        [sys.executable, "-c", hide],
        cwd=ROOT,
        env={**os.environ, "FAIRLEAD_LONG": "0", "PYTEST_ADDOPTS": " ".join(FOLDERS)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_nothing_but_the_two_engines_is_chosen():
    """Each is imported in one file; where it is absent, nobody else notices."""
    importing = [
        path.relative_to(ROOT / "src" / "fairlead").as_posix()
        for path in sorted((ROOT / "src").rglob("*.py"))
        if any(
            f"{word} {name}" in path.read_text("utf-8")
            for name in ENGINES
            for word in ("import", "from")
        )
    ]
    assert importing == ["formats/schema/engine.py", "syntax/json/engine.py"]
