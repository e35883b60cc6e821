"""Where the functions of a mapping come from: beside it, the cache, else compiled in memory."""

import importlib.util
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fairlead.compiled import cache
from fairlead.compiled.digest import headed
from fairlead.errors import MappingError, Unreachable
from fairlead.formats import mappings, named
from fairlead.lens import Mapping
from fairlead.lens.compiled import precompile
from fairlead.lens.digest import digest_of
from fairlead.lens.session import Reading

DOCUMENT = """
[mapping]
wire = "test.1"
canon = "Bill"
version = "1.1"

[bind]
transport_document_reference = { at = "number", as = "text" }
service_contract_reference = { at = "contract", as = "text", since = "1.1" }
"""
CODES = "canon,wire,relation,source\n"
LOAD = """
import pathlib, sys
from fairlead.lens import Mapping
Mapping.load(pathlib.Path(sys.argv[1]))
"""
BESIDE = (
    "fairlead: the mapping owner/test-1 had no current compiled.py and was compiled in memory, "
)
REMEDY = "; `fairlead mappings compile` makes the file"


def nothing_wrong(_):
    """What is said of a mapping that fits its schema."""


@pytest.fixture
def folder(tmp_path):
    """A mapping of two rows, of which one came with version 1.1."""
    folder = tmp_path / "owner" / "test-1"
    folder.mkdir(parents=True)
    tmp_path.joinpath("words.toml").write_text("", "utf-8")
    folder.joinpath("mapping.toml").write_text(DOCUMENT, "utf-8")
    return folder


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder that `FAIRLEAD_CACHE` names, fit to be used."""
    kept = tmp_path / "kept"
    kept.mkdir(mode=0o700)
    monkeypatch.setenv(cache.VARIABLE, str(kept))
    return kept


@pytest.fixture
def loaded(folder, caplog):
    """Loads the mapping; gives what a document comes to, and what was said."""

    def load():
        caplog.clear()
        [(_, value)] = Mapping.load(folder).code.read({"number": "FLBL-1"}, Reading()).items()
        assert value == "FLBL-1"
        return [record.getMessage() for record in caplog.records]

    return load


# --- beside the mapping -------------------------------------------------------------------------


def test_a_current_file_is_taken_without_a_word(folder, loaded):
    assert precompile(folder, None, nothing_wrong) == folder / "compiled.py"
    assert loaded() == []


def test_what_is_current_is_not_made_again(folder):
    precompile(folder, None, nothing_wrong)
    assert precompile(folder, None, nothing_wrong) is None


def test_bytecode_is_made_where_it_is_lacking(folder):
    file = precompile(folder, None, nothing_wrong)
    bytecode = Path(importlib.util.cache_from_source(str(file)))
    bytecode.unlink()
    assert precompile(folder, None, nothing_wrong) == file
    assert bytecode.exists()


@pytest.mark.parametrize("name", ("mapping.toml", "more.toml", "unit.csv", "../../words.toml"))
def test_a_file_made_from_anything_else_is_not_taken(folder, loaded, name):
    precompile(folder, None, nothing_wrong)
    with folder.joinpath(name).open("a", encoding="utf-8") as file:
        file.write(CODES if name.endswith(".csv") else "\n")
    assert loaded() == [f"{BESIDE}for this process only{REMEDY}"]


def test_a_file_made_from_another_state_of_the_mapping_it_builds_on_is_not_taken(folder, loaded):
    other = folder.with_name("other-1")
    other.mkdir()
    other.joinpath("mapping.toml").write_text(DOCUMENT, "utf-8")
    ours = folder / "mapping.toml"
    ours.write_text(DOCUMENT.replace('version = "1.1"', 'version = "1.1"\nlists = "owner/other-1"'))
    precompile(folder, None, nothing_wrong)
    other.joinpath("role.csv").write_text(CODES, "utf-8")
    assert loaded() == [f"{BESIDE}for this process only{REMEDY}"]


def test_bytecode_that_is_older_than_its_file_is_not_taken(folder, loaded):
    file = precompile(folder, None, nothing_wrong)
    times = file.stat().st_mtime_ns, file.stat().st_mtime_ns
    folder.joinpath("mapping.toml").write_text(f"{DOCUMENT}\n", "utf-8")
    _, _, source = file.read_text("utf-8").partition("\n")
    [stated] = [line for line in source.splitlines() if line.startswith("DIGEST")]
    today = digest_of(folder)
    file.write_text(headed(today, source.replace(stated, f"DIGEST = {today!r}")), "utf-8")
    os.utime(file, ns=times)  # so that Python takes the bytecode for that of this file
    assert loaded() == [f"{BESIDE}for this process only{REMEDY}"]


def test_an_earlier_version_has_a_file_of_its_own(folder, caplog):
    file = precompile(folder, "1.0", nothing_wrong)
    assert file == folder / "compiled-1.0.py"
    older = Mapping.load(folder, "1.0")
    assert [row.names for row in older.grammar.root.rows] == [("transport_document_reference",)]
    assert caplog.records == []


def test_what_is_wrong_is_not_compiled(folder):
    def wrong(_):
        raise MappingError("a row has no place")

    with pytest.raises(MappingError, match="a row has no place"):
        precompile(folder, None, wrong)
    with pytest.raises(MappingError, match="a row has no place"):
        Mapping.load(folder, None, wrong)
    assert list(folder.glob("compiled*")) == []


def test_an_installation_that_cannot_be_written_to_is_named(monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(mappings, "precompile_mapping", refused)
    with pytest.raises(Unreachable, match=r"openebl/pack-1' cannot be written to: Permission"):
        mappings.precompile("openebl")


def test_a_carrier_of_a_format_has_the_mapping_of_the_format():
    assert named("iftmcs:one").mapping is named("iftmcs").mapping


def test_a_library_silences_the_line(folder, loaded):
    logger = logging.getLogger("fairlead")
    logger.disabled = True
    try:
        assert loaded() == []
    finally:
        logger.disabled = False


# --- the cache ----------------------------------------------------------------------------------


def test_what_was_compiled_is_kept_for_the_next_process(loaded, kept):
    assert loaded() == [f"{BESIDE}and is kept in the folder of FAIRLEAD_CACHE{REMEDY}"]
    assert loaded() == []
    assert [file.suffix for file in kept.iterdir()] == [".py"]


def test_nothing_is_kept_where_no_folder_is_named(folder, loaded, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, "")
    assert loaded() == [f"{BESIDE}for this process only{REMEDY}"]


def test_a_kept_mapping_that_was_changed_is_kept_beside_the_old_one(folder, loaded, kept):
    loaded()
    folder.joinpath("mapping.toml").write_text(f"{DOCUMENT}\n", "utf-8")
    assert loaded() == [f"{BESIDE}and is kept in the folder of FAIRLEAD_CACHE{REMEDY}"]
    assert len(list(kept.iterdir())) == 2


def cut_short(file):
    file.write_bytes(file.read_bytes()[:-20])


def changed(file):
    file.write_bytes(file.read_bytes().replace(b"'number'", b"'nomber'"))


def of_another_digest(file):
    head, rest = file.read_text("utf-8").split("\n", 1)
    file.write_text(f"{head[:2]}{'0' * 64}{head[66:]}\n{rest}", "utf-8")


def no_text(file):
    file.write_bytes(b"\xff\xfe")


def empty(file):
    file.write_bytes(b"")


def writable_by_others(file):
    file.chmod(0o666)


def behind_a_link(file):
    file.rename(file.with_name("elsewhere"))
    file.symlink_to(file.with_name("elsewhere"))


@pytest.mark.parametrize(
    "spoil",
    (cut_short, changed, of_another_digest, no_text, empty, writable_by_others, behind_a_link),
)
def test_a_kept_file_that_is_not_as_it_was_written_is_written_anew(loaded, kept, spoil):
    loaded()
    [file] = kept.iterdir()
    good = file.read_bytes()
    spoil(file)
    assert loaded() == [f"{BESIDE}and is kept in the folder of FAIRLEAD_CACHE{REMEDY}"]
    assert (file.read_bytes(), file.is_symlink(), file.stat().st_mode & 0o777) == (
        good,
        False,
        0o600,
    )


def writable(kept, _):
    kept.chmod(0o777)
    return f"{str(kept)!r} can be written to by others (mode 0777)"


def writable_by_the_group(kept, _):
    kept.chmod(0o720)
    return f"{str(kept)!r} can be written to by others (mode 0720)"


def below_a_writable_folder(kept, _):
    kept.parent.chmod(0o777)
    return f"{str(kept.parent)!r} can be written to by others (mode 0777)"


def of_another_user(kept, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: kept.stat().st_uid + 1)
    return f"{str(kept)!r} belongs to another user"


def a_link(kept, monkeypatch):
    link = kept.with_name("link")
    link.symlink_to(kept)
    monkeypatch.setenv(cache.VARIABLE, str(link))
    return f"{str(link)!r} is a symbolic link"


def below_a_link(kept, monkeypatch):
    link = kept.with_name("link")
    link.symlink_to(kept.parent)
    monkeypatch.setenv(cache.VARIABLE, str(link / "kept"))
    return f"{str(link)!r} is a symbolic link"


def a_file(kept, monkeypatch):
    file = kept / "file"
    file.touch()
    monkeypatch.setenv(cache.VARIABLE, str(file))
    return f"{str(file)!r} is no folder"


def absent(kept, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, str(kept / "none"))
    return f"{str(kept / 'none')!r} cannot be looked at: No such file or directory"


def relative(kept, monkeypatch):
    monkeypatch.chdir(kept.parent)
    monkeypatch.setenv(cache.VARIABLE, "kept")
    return "it must be named from the root, without '..'"


def named_by_a_way_up(kept, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, f"{kept}/../kept")
    return "it must be named from the root, without '..'"


def on_a_platform_without_users(_, monkeypatch):
    monkeypatch.delattr(os, "geteuid")
    return "this platform does not tell who may write to a folder"


@pytest.mark.parametrize(
    "unfit",
    (
        writable,
        writable_by_the_group,
        below_a_writable_folder,
        of_another_user,
        a_link,
        below_a_link,
        a_file,
        absent,
        relative,
        named_by_a_way_up,
        on_a_platform_without_users,
    ),
)
def test_an_unfit_folder_is_not_used_and_costs_no_conversion(loaded, kept, monkeypatch, unfit):
    loaded()
    [file] = kept.iterdir()
    good = file.read_bytes()
    why = unfit(kept, monkeypatch)
    said = [f"{BESIDE}for this process only, as FAIRLEAD_CACHE is of no use: {why}{REMEDY}"]
    assert loaded() == said
    assert file.read_bytes() == good


def test_a_folder_in_one_that_all_share_is_fit_where_nobody_can_replace_it(loaded, kept):
    kept.parent.chmod(0o1777)
    assert loaded() == [f"{BESIDE}and is kept in the folder of FAIRLEAD_CACHE{REMEDY}"]


def test_a_full_disk_costs_no_conversion(loaded, kept, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "write_whole", full)
    why = "it cannot be written to: No space left on device"
    said = [f"{BESIDE}for this process only, as FAIRLEAD_CACHE is of no use: {why}{REMEDY}"]
    assert loaded() == said


def test_processes_at_once_keep_one_whole_file(folder, loaded, kept):
    command = (sys.executable, "-c", LOAD, str(folder))
    started = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]
    for one in started:
        assert b"Traceback" not in one.communicate()[1]
        assert one.returncode == 0
    assert [file.suffix for file in kept.iterdir()] == [".py"]
    assert loaded() == []
