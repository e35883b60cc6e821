"""A mistake in what people write is told with its file, its line, and what to do."""

import inspect
from functools import partial

import pytest

from fairlead.errors import MappingError
from fairlead.lens.codes import read_code_list
from fairlead.lens.folder import read_grammar
from fairlead.lens.grammar import build_grammar
from fairlead.lens.language.lines import Sources, lines_of, raised
from fairlead.resources import toml_in
from tests.growth import SPARE, overgrowth

HEAD = "canon,wire,relation,source\n"
MARK = "\ufeff"
CELLS = " where there must be 4: canon,wire,relation,source; quote a cell with a comma"
NO_UTF8 = "what stands here is not in UTF-8; save the file in the encoding UTF-8"


def refusal(read, file, text):
    """How a file with this text is refused."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(MappingError) as problem:
        read(file)
    return str(problem.value)


@pytest.fixture
def file(tmp_path):
    """A file below a folder `owner/quay-1`."""
    return tmp_path / "owner" / "quay-1" / "terms.csv"


@pytest.mark.parametrize(
    ("text", "says"),
    (
        ("", "1: the first line of a code list is canon,wire,relation,source"),
        ("canon,wire\na,b\n", "1: the first line of a code list is canon,wire,relation,source"),
        (f"{HEAD}a,b\n", f"2: there are 2 cells{CELLS}"),
        (f"{HEAD}a,b,=,x,y\n", f"2: there are 5 cells{CELLS}"),
        (f"{HEAD}a,b,==,x\n", "2: '==' is no relation; one is '=', '>' or '<'"),
        (f"{HEAD}a,b,=,x\nc,b,=,x\n", "3: wire 'b' stands twice, first in line 2"),
        (f"{HEAD}a,b,=,x\n\na,c,=,x\n", "4: canon 'a' stands twice, first in line 2"),
        (HEAD.encode() + b"a,\xff,=,x\n", f"2: {NO_UTF8}"),
        (f'{HEAD}a,"b"c,=,x\n', "2: it is not CSV: ',' expected after '\"'"),
    ),
)
def test_a_code_list_is_refused_line_by_line(file, text, says):
    assert refusal(read_code_list, file, text) == f"owner/quay-1/terms.csv:{says}"


def test_a_code_list_may_begin_with_a_byte_order_mark_as_spreadsheets_write_it(file):
    file.parent.mkdir(parents=True)
    file.write_text(f"{MARK}{HEAD}a,b,=,x\n", "utf-8")
    assert [row.canon for row in read_code_list(file)] == ["a"]


@pytest.mark.parametrize(
    ("text", "says"),
    (
        ("a = 1\nb = \n", "2: it is not TOML: Invalid value (at column 5)"),
        ("a = 1\n\nb = [", "3: it is not TOML: Invalid value (at end of document)"),
        (b"a = 1\nb = '\xff'\n", f"2: {NO_UTF8}"),
    ),
)
def test_what_is_no_toml_is_refused_on_its_line(file, text, says):
    file = file.with_name("mapping.toml")
    assert refusal(toml_in, file, text) == f"owner/quay-1/mapping.toml:{says}"


def test_toml_may_begin_with_a_byte_order_mark_and_its_lines_are_found(file):
    file = file.with_name("mapping.toml")
    file.parent.mkdir(parents=True)
    file.write_text(f"{MARK}[bind]\nfield = 1\n", "utf-8")
    assert toml_in(file) == {"bind": {"field": 1}}
    assert Sources.of([file]).place(("bind",)) == "owner/quay-1/mapping.toml:1"


def test_a_file_that_is_not_there_is_named(file):
    with pytest.raises(MappingError, match=r"^owner/quay-1/terms.csv: there is no such file$"):
        read_code_list(file)


def test_what_is_nested_too_deep_is_named(file):
    deep = "[" + ".".join(["bind"] * 300) + "]\nx = 1\n"
    mapping = "[mapping]\nwire = 'w'\ncanon = 'Bill'\nversion = '1'\n" + deep
    says = refusal(lambda file: read_grammar(file.parent), file.with_name("mapping.toml"), mapping)
    assert says.endswith("owner/quay-1/mapping.toml:5: it is nested too deep")


def test_an_entry_of_a_list_is_counted_as_people_do():
    head = {"wire": "w", "canon": "Bill", "version": "1", "parts": ["goods", "a b"]}
    with pytest.raises(MappingError, match=r"\[mapping\] entry 2 of 'parts' must be spelt as the"):
        build_grammar({"mapping": head}, {}, {})


def test_a_mistake_is_a_line_that_can_be_shown():
    lines = str(raised("quay", ["a\nb\x1b[31m", "x" * 2000])).split("\n")
    assert lines[:2] == ["the mapping quay is wrong:", "  a\\nb\\x1b[31m"]
    assert lines[2].endswith("x... (2000 characters)")
    assert len(lines) == 3


# --- what it costs to find the line ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    (
        lambda n: "a = [\n" + '"x",  # ]\n' * n + "]\n",
        lambda n: 'a = """\n' + 'x "" y\n' * n + '"""\n',
        lambda n: "[" + "a." * n + "b]\n" + "c = 1\n" * 10,
        lambda n: "[[a]]\nb = 1\n" * n,
        lambda n: "#\n" * n,
    ),
    ids=("list", "text", "header", "entries", "comments"),
)
def test_the_lines_of_a_file_are_found_in_one_pass(text):
    each_time = inspect.unwrap(lines_of)  # it keeps what it found
    texts = {n: text(n) for n in (5_000, 10_000, 20_000)}
    assert overgrowth(lambda n: partial(each_time, texts[n]), 5_000) < SPARE


def test_a_long_code_list_is_read_in_one_pass(file):
    def written(n):
        place = file.with_name(f"terms-{n}.csv")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(HEAD + "".join(f"k{i},c{i},=,x\n" for i in range(n)), "utf-8")
        return partial(read_code_list, place)

    assert overgrowth(written, 4_000) < SPARE


def chained(n):
    """A mapping of parts of which each is like the next one."""
    head = {"wire": "w", "canon": "Bill", "version": "1"}
    parts = {f"p{i}": {"like": f"p{i + 1}"} for i in range(n)}
    last = {"canon": "Party", "bind": {"party_name": {"at": "name", "as": "text"}}}
    return {"mapping": head, "part": {**parts, f"p{n}": last}}


def test_parts_may_be_like_one_another_without_end():
    grammar = build_grammar(chained(3_000), {}, {})
    assert len(grammar.parts["p0"].rows) == 1


def test_parts_that_are_like_one_another_are_resolved_once():
    saids = {n: chained(n) for n in (250, 500, 1_000)}
    assert overgrowth(lambda n: partial(build_grammar, saids[n], {}, {}), 250) < SPARE


def test_a_circle_of_parts_is_shown():
    said = {**chained(0), "part": {"a": {"like": "b"}, "b": {"like": "c"}, "c": {"like": "b"}}}
    with pytest.raises(MappingError) as problem:
        build_grammar(said, {}, {})
    assert str(problem.value).split("\n")[1:] == [
        f"  [part.{name}] the parts are like each other in a circle: b > c > b" for name in "abc"
    ]
