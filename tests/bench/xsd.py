"""What XML costs, in microseconds for one document: `python -m tests.bench.xsd`."""

import random
import time

from lxml import etree

from fairlead.formats.schema.xsd import XmlSchema
from fairlead.resources import find
from fairlead.syntax.xml import Document, write
from tests.conformance.xml_documents import Grower, mutated, tags

FOLDERS = (("uncefact", "bill-of-lading-xml"), ("eu", "efti-consignment-0.8"))
SIZE = range(6_500, 9_000)
"""Bytes, about those of a bill with three containers."""
MUTANTS = 500


def microseconds(ask, times=200):
    """The least time that one asking took."""
    ask()
    spent = []
    for _ in range(5):
        started = time.perf_counter()
        for _ in range(times):
            ask()
        spent.append((time.perf_counter() - started) / times)
    return min(spent) * 1e6


def grown(schema, chance):
    """A tree of the usual size, and its document."""
    while True:
        tree = Grower(schema, chance, 0.35).tree()
        document = schema.written(tree)
        if len(document.data) in SIZE:
            return tree, document


def costs(schema):
    """What each step costs."""
    tree, document = grown(schema, random.Random(5))
    data, names = document.data, schema.profile.names
    yield "lxml alone", microseconds(lambda: etree.fromstring(data))
    yield "read", microseconds(lambda: schema.read(data))
    yield "verdict", microseconds(lambda: schema.permits(document))
    yield "tree", microseconds(lambda: schema.tree(document))
    yield "write", microseconds(lambda: write(tree, schema.shape, names))
    yield "write, for a verdict", microseconds(lambda: schema.written(tree))


def ratio(schema):
    """How much faster the verdict is than that of `xmlschema`, over mutants judged alike."""
    chance, names, fast, slow = random.Random(7), tags(schema), 0.0, 0.0
    data, slowly = grown(schema, chance)[1].data, schema._explainer._schema.is_valid
    for _ in range(MUTANTS):
        document = Document(mutated(etree.fromstring(data), chance, names), b"")
        assert schema.permits(document) is slowly(document.root)
        fast += microseconds(lambda it=document: schema.permits(it), 5)
        slow += microseconds(lambda it=document: slowly(it.root), 1)
    return slow / fast


def main():
    for parts in FOLDERS:
        schema = XmlSchema.load(find("schemas", *parts))
        for name, cost in costs(schema):
            print(f"{parts[1]:24} {name:24} {cost:9.1f} us")
        told = f"{ratio(schema):9.1f} x over {MUTANTS} mutants"
        print(f"{parts[1]:24} {'xmlschema / verdict':24} {told}")


if __name__ == "__main__":
    main()
