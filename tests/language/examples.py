"""The examples of the mapping language: for each form a page with rows, a tree and a Bill.

A page that shows a table alone has no tree and no Bill: it is only loaded.
"""

import csv
import json
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from fairlead.lens import Mapping
from fairlead.lens.codes import CodeList, CodeRow
from fairlead.lens.folder import read_words
from fairlead.lens.grammar import build_grammar
from fairlead.resources import find

HERE = Path(__file__).parent
HEAD = {"wire": "test.1", "canon": "Bill", "version": "1.1"}
LISTS = {
    "document": (("bill-of-lading", "706"),),
    "weight": (("kilogram", "KGM"),),
    "temperature": (("degree-celsius", "CEL"),),
    "haulage": (
        ("container-yard+container-yard", "30"),
        ("store-door+store-door", "27"),
        ("store-door+", "26"),
    ),
    "kind": (("bill-of-lading+true", "705"), ("bill-of-lading+false", "706")),
}
"""The code lists that the examples name."""
ORDER = read_words(find("mappings", "unece", "iftmcs-d00b"))
"""The words of the trade that all mappings share."""


class Example(NamedTuple):
    """What a page shows."""

    said: dict
    wire: dict | None = None
    bill: dict | None = None

    def mapping(self):
        """Its rows, compiled; nothing is checked against a schema."""
        return Mapping.of(build_grammar({"mapping": HEAD, **self.said}, lists(), ORDER))


def lists():
    return {
        name: CodeList(name, tuple(CodeRow(canon, wire, "=", "x") for canon, wire in rows))
        for name, rows in LISTS.items()
    }


def example(name):
    """The example of a form."""
    return read((HERE / f"{name}.md").read_text("utf-8"))


def code_list(name):
    """The keys and codes of the code list that the page of a form shows."""
    page = (HERE / f"{name}.md").read_text("utf-8")
    (text,) = re.findall(r"^```csv\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return tuple((row["canon"], row["wire"]) for row in csv.DictReader(text.splitlines()))


def read(page):
    toml, *both = re.findall(r"^```(?!csv)\w+\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return Example(tomllib.loads(toml), *map(json.loads, both))
