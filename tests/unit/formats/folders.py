"""A format of somebody else, small enough to stand in a test."""

import json

from fairlead.lens.fields import field_names

FORMAT = """
id     = "quay.bill.1"
alias  = "quay"
title  = "Quay Street's bill"
source = "Quay Street, interface of 2026"
syntax = "json"

[marks]
has = ["quayNumber"]
"""

MAPPING = """
[mapping]
wire    = "quay.bill.1"
canon   = "Bill"
version = "1"

[bind]
transport_document_reference = { at = "quayNumber", as = "text(20)", need = true }
issue_date = { at = "issued", as = "date" }
"""

SCHEMA = {
    "type": "object",
    "required": ["quayNumber"],
    "properties": {
        "quayNumber": {"type": "string", "minLength": 1, "maxLength": 20},
        "issued": {"type": "string", "format": "date"},
        "clerk": {"type": "string"},
    },
}

BILL = {"quayNumber": "QS-1", "issued": "2026-02-28"}


def unsaid(*but):
    """The fields of the Bill that the wire does not say, each with its reason."""
    told = {"transport_document_reference", "issue_date", *but}
    fields = [name for name in field_names("Bill") if name not in told]
    return "\n[impossible]\n" + "".join(f'{name} = "Quay Street knows none"\n' for name in fields)


def write(folder, *, name="quay", said=FORMAT, mapping=MAPPING, schema=SCHEMA, rest=None):
    """The format in a folder of its own, below a folder of formats; gives its folder."""
    place = folder / name
    place.mkdir(parents=True)
    place.joinpath("format.toml").write_text(said, "utf-8")
    place.joinpath("mapping.toml").write_text(
        mapping + (unsaid() if rest is None else rest), "utf-8"
    )
    place.joinpath("schema.json").write_text(json.dumps(schema), "utf-8")
    return place
