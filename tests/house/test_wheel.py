"""The built wheel, in an empty environment, finds its mappings and schemas."""

import os
import subprocess
import sys
import sysconfig
import zipfile

import pytest

from tests.conftest import ROOT

FIND = """
import fairlead
from fairlead.resources import find
print(fairlead.__file__)
for folder in ("mappings", "schemas"):
    files = [path for path in find(folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    print(folder, len(files))
"""


def run(*command, **more):
    """The output of a command; on failure, what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def data_of(folder):
    """The files of a top-level folder, as the wheel should name them."""
    return {
        f"fairlead/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built without network by the backend that is installed."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target), cwd=ROOT)
    [built] = target.glob("fairlead_ebl-*.whl")
    return built


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


def test_the_wheel_holds_every_mapping_and_schema(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert (data_of("mappings") | data_of("schemas")) - names == set()
    assert "fairlead/py.typed" in names
    assert [name for name in names if name.startswith("tests/") or "__pycache__" in name] == []


def test_an_installed_fairlead_finds_its_data(installed):
    python = str(installed / "venv" / "bin" / "python")
    said = run(python, "-c", FIND, cwd=installed / "nowhere", env={}).splitlines()
    assert said[0].startswith(os.fspath(installed))
    assert said[1:] == [f"{folder} {len(data_of(folder))}" for folder in ("mappings", "schemas")]


def test_an_installed_fairlead_lists_its_formats(installed):
    command = str(installed / "venv" / "bin" / "fairlead")
    said = run(command, "formats", cwd=installed / "nowhere", env={})
    assert [alias for alias in ("dcsa", "un-json", "openebl") if alias not in said] == []
