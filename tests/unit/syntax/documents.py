"""JSON as a hostile pen writes it: texts that are nearly always well-formed and seldom plain."""

from hypothesis import strategies as st

blanks = st.sampled_from(["", "", "", " ", "\n  ", "\t", "\r\n"])
pieces = st.sampled_from(
    [
        "a",
        "b",
        "é",
        "😀",
        "\u2028",
        "\x7f",
        ":",
        " :",
        ",",
        "-0",
        " -0,",
        "[",
        "]",
        "{",
        "}",
        r"\"",
        r"\\",
        r"\/",
        r"\n",
        r"\":",
        r"\u0061",
        r"\u003a",
        r"\u003A",
        r"\u002d0",
        r"-\u0030",
        r"\u0000",
        r"\u00e9",
        r"\ud83d\ude00",
        r"\\ud800",
        r"\ud800",
        r"\udc00",
        "\n    ",
    ]
)
texts = st.lists(pieces, max_size=4).map(lambda some: f'"{"".join(some)}"')
numbers = st.one_of(
    st.sampled_from(["0", "-0", "-0.0", "0.00000001", "1E+2", "1e2", "-5e-1", "1e-05", "0e0"]),
    st.sampled_from(["NaN", "-Infinity", "01", "1.", "+1", "1e1001", "9" * 20, "9" * 101]),
    st.from_regex(r"-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,12})?([eE][+-]?[0-9]{1,4})?", fullmatch=True),
)
scalars = st.one_of(texts, numbers, st.sampled_from(["true", "false", "null"]))


def _listed(inner):
    entries = st.lists(st.tuples(blanks, inner, blanks).map("".join), max_size=4)
    return entries.map(lambda some: f"[{','.join(some)}]")


def _object(inner):
    names = st.one_of(st.sampled_from(['"a"', '"b"', '"c"', '""']), texts)
    colons = st.sampled_from([":", ":", ": ", " :", "\n:"])
    members = st.lists(st.tuples(blanks, names, colons, inner, blanks).map("".join), max_size=4)
    return members.map(lambda some: f"{{{','.join(some)}}}")


documents = st.recursive(
    scalars, lambda inner: _listed(inner) | _object(inner), max_leaves=10
).flatmap(lambda body: st.tuples(blanks, st.just(body), blanks).map("".join))
"""JSON source texts; some hold a member twice, half a surrogate pair, or a slip of the pen."""
