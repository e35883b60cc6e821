"""The built wheel, in an empty environment, finds its schemas and mappings, these compiled."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile

import pytest

from fairlead.compiled.digest import digest_of_rooms
from fairlead.formats import FORMATS
from fairlead.lens.digest import digest_of
from fairlead.rules import PROFILES
from tests.conftest import ROOT

FIND = """
import fairlead
from fairlead.resources import find
print(fairlead.__file__)
for folder in ("mappings", "schemas"):
    files = [path for path in find(folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    print(folder, len(files))
"""

BILL = str(ROOT / "examples" / "straight-bill" / "bill.dcsa.json")

LOAD = """
import pathlib, sys
import fairlead
from fairlead.compiled.digest import digest_of_rooms
from fairlead.formats import FORMATS
assert fairlead.convert(pathlib.Path(sys.argv[1]).read_bytes(), "un-json").report
fairlead.ready()
fairlead.ready(*[f"{one.alias}@{version}" for one in FORMATS for version in one.versions])
compiler = {name for name in sys.modules if name.startswith("fairlead.lens.compile.")}
compiler |= {"pydantic"} & set(sys.modules)
print(sorted(compiler - {"fairlead.lens.compile.source"}))
"""


def run(*command, **more):
    """The output of a command; on failure, or where it complains, what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


def data_of(folder):
    """The files of a top-level folder that are kept in git, as the wheel should name them."""
    return {
        f"fairlead/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }


def compiled():
    """What is compiled, as the wheel should name it, each with the digest of its source."""
    rules = digest_of_rooms("rules", "bill").hexdigest()
    return {
        f"fairlead/mappings/{one.folder}/compiled{version}.py": digest_of(one.place)
        for one in FORMATS
        for version in ("", *(f"-{version}" for version in one.versions[1:]))
    } | {
        "fairlead/mappings/compiled-leaves.py": digest_of_rooms("lens", "bill").hexdigest(),
        **{f"fairlead/mappings/compiled-rules-{name}.py": rules for name in PROFILES},
    }


INDEX = "fairlead/mappings/compiled-formats.py"
"""What the formats say of themselves, as the wheel names it."""


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """What is published as source, unpacked."""
    target = tmp_path_factory.mktemp("source")
    build("sdist", target, ROOT)
    [built] = target.glob("fairlead_ebl-*.tar.gz")
    with tarfile.open(built) as archive:
        archive.extractall(target, filter="data")
    return built.with_name(built.name.removesuffix(".tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """The wheel, built from the published source."""
    target = tmp_path_factory.mktemp("dist")
    build("wheel", target, sdist)
    [built] = target.glob("fairlead_ebl-*.whl")
    return built


def build(kind, target, source):
    """Build without network, by the backend that is installed."""
    command = (sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target))
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=source)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment that holds the wheel, and sees this one's libraries but not its Fairlead."""
    home = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", "--without-pip", str(home / "venv"))
    python = home / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install")
    run(*pip, "--quiet", "--no-deps", "--no-index", str(wheel))
    [site] = (home / "venv" / "lib").glob("python*/site-packages")
    paths = sysconfig.get_paths()
    site.joinpath("libraries.pth").write_text(f"{paths['purelib']}\n{paths['platlib']}\n", "utf-8")
    home.joinpath("nowhere").mkdir()
    return home


def test_the_source_that_is_published_holds_no_compiled_mapping(sdist):
    assert (sdist / "hatch_build.py").exists()
    assert list((sdist / "mappings").rglob("*.py*")) == []


def test_the_wheel_holds_every_mapping_and_schema(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert (data_of("mappings") | data_of("schemas") | {INDEX}) - names == set()
    assert "fairlead/py.typed" in names
    assert [name for name in names if name.startswith("tests/") or "__pycache__" in name] == []


def test_the_wheel_holds_compiled_mappings_rules_and_leaves(wheel):
    with zipfile.ZipFile(wheel) as archive:
        stated = {
            name: re.findall(
                r"^DIGEST = '(\w+)'$", archive.read(name).decode("utf-8"), re.MULTILINE
            )
            for name in archive.namelist()
            if name.startswith("fairlead/mappings/") and name.endswith(".py") and name != INDEX
        }
    assert stated == {name: [digest] for name, digest in compiled().items()}


def test_an_installed_fairlead_finds_its_data(installed):
    python = str(installed / "venv" / "bin" / "python")
    said = run(python, "-c", FIND, cwd=installed / "nowhere", env={}).splitlines()
    assert said[0].startswith(os.fspath(installed))
    mappings = len(data_of("mappings")) + len(compiled()) + 1
    assert said[1:] == [f"mappings {mappings}", f"schemas {len(data_of('schemas'))}"]


def test_an_installed_fairlead_compiles_nothing(installed):
    """It says nothing on standard error, and imports no compiler, for any format and version."""
    python = str(installed / "venv" / "bin" / "python")
    assert run(python, "-c", LOAD, BILL, cwd=installed / "nowhere", env={}) == "[]\n"
    command = str(installed / "venv" / "bin" / "fairlead")
    assert run(command, "mappings", "compile", cwd=installed / "nowhere", env={}) == ""


def test_a_compiled_mapping_that_was_deleted_is_named_and_made_again(installed):
    command = str(installed / "venv" / "bin" / "fairlead")
    where = {"cwd": installed / "nowhere", "env": {}}
    convert = (command, "convert", BILL, "--to", "un-json", "--report", "none")
    good = run(*convert, **where)
    [file] = installed.glob("venv/lib/*/site-packages/fairlead/mappings/*/*-d23b/compiled.py")
    file.unlink()
    done = subprocess.run(convert, capture_output=True, text=True, check=False, **where)
    assert (done.returncode, done.stdout) == (0, good)
    assert done.stderr == (
        "fairlead: the mapping uncefact/bill-of-lading-d23b had no current compiled.py and was "
        "compiled in memory, for this process only; `fairlead mappings compile` makes the file\n"
    )
    assert run(command, "mappings", "compile", **where) == (
        "wrote uncefact/bill-of-lading-d23b/compiled.py\n"
    )
    assert run(*convert, **where) == good


def test_an_installed_fairlead_lists_its_formats(installed):
    command = str(installed / "venv" / "bin" / "fairlead")
    said = run(command, "formats", cwd=installed / "nowhere", env={})
    assert [alias for alias in ("dcsa", "un-json", "openebl") if alias not in said] == []
