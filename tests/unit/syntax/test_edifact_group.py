"""Segments become a tree by the table of their message; nothing is skipped."""

import pytest

from fairlead.errors import MappingError, Refused
from fairlead.syntax.edifact import Layout, Row, Table, grouped, read
from tests.unit.syntax.interchanges import bill, directory, enveloped, small, tree_of

UNA_COMMA = "UNA:+,? '"


def refusal(*segments, name="iftmcs-d00b", una="", version="3"):
    """The codes and places of the faults that a message is refused for."""
    (one,) = read(enveloped(small(*segments), una=una, version=version)).messages
    assert one.faults == ()
    with pytest.raises(Refused) as caught:
        grouped(one, directory(name).table)
    return [(fault.code, fault.at.wire) for fault in caught.value.report]


def test_a_segment_that_stands_once_is_an_object():
    tree = tree_of("CTA+IC'")
    assert tree["UNH"]["S009"]["0054"] == "00B"
    assert tree["BGM"] == {"C002": {"1001": "705"}}
    assert tree["CTA"] == {"3139": "IC"}
    assert "UNT" not in tree


def test_a_segment_that_may_stand_more_often_is_a_list():
    assert tree_of("GDS+1'")["GDS"] == [{"C703": {"7085": "1"}}]


def test_a_group_is_the_object_of_its_trigger():
    tree = tree_of("TDT+20+012W'", "DTM+133:20260912:102'", "LOC+9+DEHAM:139:6'", "DTM+132:1:102'")
    assert tree["TDT"] == [
        {
            "8051": "20",
            "8028": "012W",
            "DTM": [{"C507": {"2005": "133", "2380": "20260912", "2379": "102"}}],
            "LOC": [
                {
                    "3227": "9",
                    "C517": {"3225": "DEHAM", "1131": "139", "3055": "6"},
                    "DTM": [{"C507": {"2005": "132", "2380": "1", "2379": "102"}}],
                }
            ],
        }
    ]


def test_the_directory_says_what_is_a_list():
    old, new = "UNH+M1+IFTMCS:D:00B:UN'", "UNH+M1+IFTMCS:D:24A:UN'"
    text = enveloped(small("GID+1'", "TMP+2+4:CEL'"))
    assert grouped(read(text).messages[0], directory().table)["GID"][0]["TMP"]["6245"] == "2"
    text = text.replace(old.encode(), new.encode())
    tree = grouped(read(text).messages[0], directory("iftmcs-d24a").table)
    assert tree["GID"][0]["TMP"][0]["6245"] == "2"


@pytest.mark.parametrize(
    ("segment", "members"),
    (
        ("NAD+CZ+++A:B'", {"3035": "CZ", "C080": {"3036": ["A", "B"]}}),
        ("NAD+CZ+++A::C'", {"3035": "CZ", "C080": {"3036": ["A", "", "C"]}}),
        ("NAD+CZ+++A:::::1'", {"3035": "CZ", "C080": {"3036": ["A"], "3045": "1"}}),
        ("NAD+CZ+++A:B::'", {"3035": "CZ", "C080": {"3036": ["A", "B"]}}),
        ("NAD+CZ++++++++'", {"3035": "CZ"}),
        ("NAD+CZ+::'", {"3035": "CZ"}),
        ("NAD'", {}),
        ("NAD+'", {}),
        ("NAD+CZ+++O?'HARA ?: ?+ ??'", {"3035": "CZ", "C080": {"3036": ["O'HARA : + ?"]}}),
    ),
)  # fmt: skip
def test_what_is_empty_is_absent_and_gaps_before_later_entries_are_kept(segment, members):
    assert tree_of(segment)["NAD"] == [members]


@pytest.mark.parametrize(
    ("segment", "listed"),
    (
        ("PIA+5+8431:HS'", [{"7140": "8431", "7143": "HS"}]),
        ("PIA+5+8431:HS+1?+1'", [{"7140": "8431", "7143": "HS"}, {"7140": "1+1"}]),
        ("PIA+5+8431++99'", [{"7140": "8431"}, {}, {"7140": "99"}]),
        ("PIA+5++99'", [{}, {"7140": "99"}]),
    ),
)
def test_a_composite_that_repeats_is_a_list(segment, listed):
    assert tree_of("GID+1'", segment)["GID"][0]["PIA"][0]["C212"] == listed


def test_components_that_repeat_apart_from_each_other_are_lists():
    service = tree_of("TSR++2:139:6:3'")["TSR"][0]["C233"]
    assert service == {"7273": ["2", "3"], "1131": ["139"], "3055": ["6"]}


@pytest.mark.parametrize(
    ("segments", "fault"),
    (
        (("XYZ+1'",), ("READ-048", "segment 3 XYZ")),
        (("UNS+D'",), ("READ-048", "segment 3 UNS")),
        (("SEQ+1'",), ("READ-049", "segment 3 SEQ")),
        (("DTM+95:1:102'", "CTA+IC'"), ("READ-049", "segment 4 CTA")),
        (("LOC+9'",) * 100, ("READ-050", "segment 102 LOC")),
        (("CTA+IC'",) * 2, ("READ-050", "segment 4 CTA")),
        (("GID+1'", "HAN+1'", "HAN+1'"), ("READ-050", "segment 5 HAN")),
        (("BGM+706'",), ("READ-050", "segment 3 BGM")),
        (("CTA+IC+:A+1'",), ("READ-052", "segment 3 CTA element 3")),
        (("CTA+IC:1'",), ("READ-053", "segment 3 CTA element 1 3139")),
        (("CTA+IC+:A:B'",), ("READ-053", "segment 3 CTA element 2 C056")),
        (("CTA+I?C'",), ("READ-038", "segment 3 CTA element 1 3139")),
        (("NAD+CZ+++WHY? NOT'",), ("READ-038", "segment 3 NAD element 4 C080")),
        (("CNT+7:1,5:KGM'",), ("READ-057", "segment 3 CNT element 1 C270/6066")),
        (("GID+1'", "MEA+AAE+G+KGM:1,5'"), ("READ-057", "segment 4 MEA element 3 C174/6314")),
    ),
)  # fmt: skip
def test_what_has_no_place_is_refused_where_it_stands(segments, fault):
    assert refusal(*segments) == [fault]


def test_the_law_and_what_was_expected_are_told():
    (one,) = read(enveloped(small("SEQ+1'"))).messages
    with pytest.raises(Refused) as caught:
        grouped(one, directory().table)
    (fault,) = caught.value.report
    assert fault.law == "IFTMCS D.00B, segment table"
    assert fault.says == "IFTMCS D.00B has no place for this segment here"


def test_faults_inside_segments_are_collected():
    found = refusal("CTA+IC+:A+1'", "CNT+7:1,5:KGM'")
    assert [code for code, _ in found] == ["READ-052", "READ-057"]


def test_a_segment_that_is_required_must_stand_before_what_follows_it():
    text = enveloped(small("CTA+IC'")).replace(b"BGM+705'", b"").replace(b"UNT+4", b"UNT+3")
    (one,) = read(text).messages
    with pytest.raises(Refused) as caught:
        grouped(one, directory().table)
    (fault,) = caught.value.report
    assert (fault.code, fault.at.wire) == ("READ-051", "segment 2")
    assert "BGM" in fault.says


@pytest.mark.parametrize("was", ("IFTMCS", "D:00B", "00B", "UN'"))
def test_a_message_of_another_directory_is_refused(was):
    (one,) = read(
        enveloped(small().replace(was, was[:-1] + "9" if was != "UN'" else "XX'"))
    ).messages
    with pytest.raises(Refused, match="READ-058"):
        grouped(one, directory().table)


def test_a_message_with_faults_is_not_read_any_further():
    (one,) = read(enveloped(small().replace("UNT+3", "UNT+4"))).messages
    with pytest.raises(Refused, match="READ-042"):
        grouped(one, directory().table)


def test_the_decimal_mark_of_the_interchange_becomes_a_point():
    (one,) = read(
        enveloped(small("CNT+7:1,5:KGM'", "GID+1'", "MEA+AAE+G+KGM:2,5'"), una=UNA_COMMA)
    ).messages
    tree = grouped(one, directory().table)
    assert tree["CNT"][0]["C270"]["6066"] == "1.5"
    assert tree["GID"][0]["MEA"][0]["C174"]["6314"] == "2.5"


def test_a_point_where_the_mark_is_a_comma_is_refused():
    assert refusal("CNT+7:1.5:KGM'", una=UNA_COMMA)[0][0] == "READ-057"


def test_a_comma_in_a_text_is_no_decimal_mark():
    assert tree_of("FTX+AAA+++1,5'")["FTX"][0]["C108"]["4440"] == ["1,5"]


def test_an_element_that_repeats_by_version_4_is_refused():
    assert refusal("CTA+IC*AA'", version="4") == [("READ-054", "segment 3 CTA element 1 3139")]


def test_a_star_is_a_star_before_version_4():
    assert tree_of("FTX+AAA+++A*B'")["FTX"][0]["C108"]["4440"] == ["A*B"]


def test_a_whole_bill_is_grouped():
    (one,) = read(enveloped(bill(9))).messages
    tree = grouped(one, directory().table)
    assert [len(tree[tag]) for tag in ("GID", "EQD", "NAD", "TDT")] == [9, 9, 3, 1]


ROWS = ["UNH M 1", "AAA C 9 group", "  BBB M 1", "  CCC C 1", "CCC C 2", "UNT M 1"]
LAYOUTS = {tag: Layout(tag, ()) for tag in ("AAA", "BBB", "CCC")}


def table(*lines):
    return Table.made("D.TEST", {}, [Row.read(line) for line in lines], LAYOUTS)


@pytest.mark.parametrize(
    ("body", "code"),
    (("AAA'BBB'", None), ("AAA'", "READ-051"), ("AAA'CCC'", "READ-051"), ("AAA'AAA'", "READ-051")),
)
def test_a_group_may_require_more_than_its_trigger(body, code):
    text = f"UNH+1+X:D:1:UN'{body}UNT+{body.count(chr(39)) + 2}+1'"
    (one,) = read(enveloped(text)).messages
    if code is None:
        assert grouped(one, table(*ROWS)) == {"UNH": one.header, "AAA": [{"BBB": {}}]}
        return
    with pytest.raises(Refused, match=code):
        grouped(one, table(*ROWS))


def test_a_segment_that_is_full_inside_may_stand_outside():
    text = "UNH+1+X:D:1:UN'AAA'BBB'CCC'CCC'CCC'UNT+7+1'"
    (one,) = read(enveloped(text)).messages
    assert grouped(one, table(*ROWS))["CCC"] == [{}, {}]


@pytest.mark.parametrize(
    "lines",
    (
        ("UNH M 1", "AAA C 1", "AAA C 1", "UNT M 1"),
        ("UNH M 1", "ZZZ C 1", "UNT M 1"),
        ("UNH M 1", "  AAA C 1", "UNT M 1"),
        ("AAA C 1", "UNT M 1"),
        ("UNH M 1", "AAA X 1", "UNT M 1"),
        ("UNH M 1", "AAA C many", "UNT M 1"),
        ("UNH M 1", "AAA C 1 heap", "UNT M 1"),
        ("UNH M 1", " AAA C 1", "UNT M 1"),
        ("UNH M 1", "AAA", "UNT M 1"),
    ),
)
def test_a_table_that_cannot_be_is_a_mistake(lines):
    with pytest.raises(MappingError):
        table(*lines)
