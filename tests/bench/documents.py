"""The documents that the bench converts, and what the contestants need of them."""

import json
from datetime import date

import jsonschema_rs
import msgspec
import orjson

from fairlead.bill import Bill
from fairlead.formats import named
from fairlead.lens.session import Reading, Writing
from fairlead.rules import STRICT
from fairlead.rules import check as check_rules
from fairlead.syntax import json as json_syntax
from tests.bench import hand
from tests.bench.direct import direct
from tests.bench.peer import Peer


class Documents:
    """A small and a large document, made ready once."""

    def __init__(self, folder):
        self.small = (folder / "small.json").read_bytes()
        self.large = (folder / "large.json").read_bytes()
        self.dcsa, self.un = named("dcsa"), named("un-json")
        self.tree = json_syntax.read(self.small)
        self.plain = orjson.loads(self.small)
        self.fields = self.dcsa.mapping.code.read(self.tree, Reading())
        self.bill = msgspec.convert(self.fields, Bill)
        self.said = self.un.mapping.emit(self.bill).tree
        schemas = [one.wire.schema.document for one in (self.dcsa, self.un)]
        self.source, self.target = (
            jsonschema_rs.validator_for(schema, validate_formats=True) for schema in schemas
        )
        self.peer = Peer(*schemas)
        assert hand.read(self.tree, date.fromisoformat) == self.fields
        assert hand.write(self.bill) == self.said
        assert direct(self.plain) == self.said
        assert self.source.is_valid(self.plain)
        assert self.target.is_valid(self.said)
        assert orjson.loads(self.peer.convert(self.small).output) == self.said

    def primitives(self):
        """What any conversion does, by the quickest that does it."""
        return {
            "orjson.loads": lambda: orjson.loads(self.small),
            "source schema": lambda: self.source.is_valid(self.plain),
            "hand mapping": lambda: direct(self.plain),
            "target schema": lambda: self.target.is_valid(self.said),
            "orjson.dumps": lambda: orjson.dumps(self.said),
        }

    def in_sequence(self):
        """Every primitive once, in the order of a conversion: as cold as that finds them."""
        return sequence(self.primitives())

    def stages(self):
        """The steps of a conversion by Fairlead."""
        code = self.dcsa.mapping
        return {
            "read": lambda: json_syntax.read(self.small),
            "schema": lambda: self.dcsa.wire.schema.permits(self.tree),
            "parse": lambda: code.parse(self.tree),
            "rules": lambda: check_rules(self.bill, STRICT),
            "emit": lambda: self.un.mapping.emit(self.bill),
            "target": lambda: self.un.wire.schema.permits(self.said),
            "write": lambda: json_syntax.write(self.said),
        }

    def mappings(self):
        """The mapping alone, by Fairlead and by hand."""
        read, write = self.dcsa.mapping.code.read, self.un.mapping.code.write
        return {
            "compiled read": lambda: read(self.tree, Reading()),
            "compiled write": lambda: write(self.bill, Writing()),
            "hand read": lambda: hand.read(self.tree, date.fromisoformat),
            "hand write": lambda: hand.write(self.bill),
        }

    def naive(self):
        """The stack that a hurried team would write."""
        import jsonschema

        from tests.bench.naive import MODEL

        checker = jsonschema.FormatChecker()
        source, target = (
            jsonschema.Draft202012Validator(one.wire.schema.document, format_checker=checker)
            for one in (self.dcsa, self.un)
        )

        def run():
            tree = json.loads(self.small)
            list(source.iter_errors(tree))
            MODEL.model_validate(self.fields)
            said = direct(tree)
            list(target.iter_errors(said))
            return json.dumps(said)

        return run


def sequence(steps):
    """Every step once, in order."""
    runs = tuple(steps.values())

    def run():
        for step in runs:
            step()

    return run
