"""`fairlead --format-path`: formats of others at the command line."""

import json
import os

from fairlead.formats.found import VARIABLE
from tests.unit.formats.folders import BILL, FORMAT, write


def test_a_format_of_others_is_listed_with_where_it_is(fairlead, place):
    folder = write(place / "formats")
    said = fairlead("--format-path", "formats", "formats", "--json")
    listed = {one["alias"]: one["found"] for one in json.loads(said.out)}
    assert (listed["dcsa"], listed["quay"]) == ("fairlead", str(folder))


def test_the_path_holds_for_one_command(fairlead, place):
    write(place / "formats")
    place.joinpath("quay.json").write_text(json.dumps(BILL), "utf-8")
    assert fairlead("--format-path", "formats", "detect", "quay.json").out == (
        "quay.json: quay (Quay Street's bill)\n"
    )
    assert VARIABLE not in os.environ
    assert fairlead("detect", "quay.json").code == 1


def test_a_mistake_in_a_format_of_others_is_no_defect_of_ours(fairlead, place):
    write(place / "formats", said=FORMAT.replace("alias", "alais"))
    said = fairlead("--format-path", "formats", "detect", "reefer.json")
    assert (said.code, said.out) == (2, "")
    assert "quay/format.toml:3: there is no word 'alais'; did you mean alias?" in said.err
    assert "defect" not in said.err


def test_the_path_may_be_said_several_times(fairlead, place):
    write(place / "formats")
    other = FORMAT.replace("quay", "kessel")
    write(place / "more", name="kessel", said=other)
    said = fairlead("--format-path", "formats", "--format-path", "more", "formats", "--json")
    assert [one["alias"] for one in json.loads(said.out)][-2:] == ["quay", "kessel"]
