"""Mappings that build on others, which build on others in turn."""

import pytest

from fairlead.errors import MappingError
from fairlead.lens.document import whole_document
from fairlead.lens.folder import read_grammar
from tests.unit.lens.test_digest import CODES, PART, mapping


@pytest.fixture
def top(tmp_path):
    """The folder of the mappings."""
    (tmp_path / "words.toml").write_text("", "utf-8")
    return tmp_path


def rows(folder):
    return {row.names[0]: row.place[0].member for row in read_grammar(folder).root.rows}


def refused(folder):
    with pytest.raises(MappingError) as problem:
        read_grammar(folder)
    return str(problem.value).split("\n")[-1].strip()


def test_an_edition_of_an_edition_says_the_differences_alone(top):
    mapping(top, "a", "carrier_code", rest="vessel_name = { at = 'ship', as = 'text' }\n")
    mapping(top, "b", "carrier_code", 'like = "owner/a"\n', "[names]\nship = 'vessel'\n")
    folder = mapping(top, "c", "service_contract_reference", 'like = "owner/b"\n')
    assert rows(folder) == {
        "carrier_code": "carrier_code",
        "vessel_name": "vessel",
        "service_contract_reference": "service_contract_reference",
    }


def test_the_code_lists_of_all_below_are_read_and_own_ones_go_first(top):
    a, b = mapping(top, "a", "carrier_code"), mapping(top, "b", "carrier_code")
    for folder, name in ((a, "one"), (b, "two")):
        (folder / f"{name}.csv").write_text(CODES, "utf-8")
    mapping(top, "c", "carrier_code", 'lists = "owner/b"\n')
    folder = mapping(top, "d", "vessel_name", 'like = "owner/c"\nlists = "owner/a"\n')
    lists = whole_document(folder).lists
    assert {name: file.parent.name for name, file in lists.items()} == {
        "terms": "d", "one": "a", "two": "b",
    }  # fmt: skip


def test_an_edition_of_a_mapping_that_includes_another_includes_it_too(top):
    later = "vessel_name = { at = 'ship', as = 'text', need = true, since = '2' }\n"
    mapping(top, "inner", "carrier_code", rest=later)
    include = 'include = { mapping = "owner/inner", version = "1", as = "inside" }\n'
    mapping(top, "outer", "carrier_code", include)
    folder = mapping(top, "edition", "carrier_code", 'like = "owner/outer"\n')
    assert [row.names[0] for row in read_grammar(folder).parts["inside"].rows] == ["carrier_code"]


@pytest.mark.parametrize("word", ("like", "lists", "include"))
def test_a_circle_is_refused_and_shown(top, word):
    value = (
        '{ mapping = "owner/%s", version = "1", as = "x" }' if word == "include" else '"owner/%s"'
    )
    for name, other in (("a", "b"), ("b", "c"), ("c", "b")):
        folder = mapping(top, name, "carrier_code", f"{word} = {value % other}\n")
    assert refused(top / "owner" / "a") == (
        "owner/c/mapping.toml:6: [mapping] mappings build on each other in a circle: "
        "owner/a > owner/b > owner/c > owner/b"
    )
    assert "owner/c > owner/b > owner/c" in refused(folder)


def test_a_ladder_without_end_is_refused(top):
    for number in range(40):
        mapping(top, f"m{number}", "carrier_code", f'like = "owner/m{number + 1}"\n')
    assert "more than 16 mappings build on one another" in refused(top / "owner" / "m0")


def test_a_base_that_several_name_is_read_once(top, monkeypatch):
    every = ('like = "owner/{0}"\nlists = "owner/{0}"\n'
             'include = {{ mapping = "owner/{0}", version = "1", as = "x" }}\n')  # fmt: skip
    mapping(top, "m9", "carrier_code")
    for number in range(9):
        mapping(top, f"m{number}", "carrier_code", every.format(f"m{number + 1}"))
    from fairlead.lens import document

    read = []
    own = document.own_document
    monkeypatch.setattr(document, "own_document", lambda folder: read.append(folder) or own(folder))
    whole_document(top / "owner" / "m0")
    assert len(read) == 10


def test_a_base_that_is_not_there_is_named_with_the_likely_one(top):
    mapping(top, "model-1", "carrier_code")
    folder = mapping(top, "edition", "carrier_code", 'like = "owner/modl-1"\n')
    assert refused(folder) == (
        f"owner/edition/mapping.toml:6: [mapping] there is no mapping owner/modl-1 in {top}; "
        "did you mean owner/model-1?"
    )


CLASS = "[[class]]\nat = '{}'\ndefault = 'harmless'\nbecause = 'a test'\n"


def test_a_class_is_named_in_the_file_in_which_it_stands(top):
    folder = mapping(top, "a", "carrier_code", rest=CLASS.format("x/y"))
    wrong = CLASS.format("z").replace("because", "becuase")
    (folder / "classes.toml").write_text(f"\n{CLASS.format('v')}{wrong}", "utf-8")
    edition = mapping(top, "b", "carrier_code", 'like = "owner/a"\n', CLASS.format("v"))
    assert refused(folder).startswith("owner/a/classes.toml:9: [class[2]] there is no word 'becua")
    assert refused(edition).startswith("owner/a/classes.toml:9: [class[2]] there is no word 'becua")


def test_a_part_may_be_like_the_included_part_of_its_name_at_every_step(top):
    like = "\n[part.party]\nlike = 'party'\n[part.party.bind]\n{} = {{ at = 'r', as = 'text' }}\n"
    use = "shipper = { at = 's', use = 'party' }\n"
    include = 'include = {{ mapping = "owner/{}", version = "1", as = "{}" }}\n'
    mapping(top, "a", "carrier_code", rest=use + PART)
    mapping(top, "b", "carrier_code", include.format("a", "one"), use + like.format("reference"))
    folder = mapping(
        top, "c", "carrier_code", include.format("b", "two"), use + like.format("party_name")
    )
    parts = read_grammar(folder).parts
    assert [row.names[0] for row in parts["party"].rows] == ["party_name", "reference"]
