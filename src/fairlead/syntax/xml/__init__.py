"""XML, read strictly into the tree that the mapping language speaks, and written back.

A document is read or [`Refused`][fairlead.errors.Refused]; there is no third way. It must be
well-formed XML 1.0 in UTF-8, without a DOCTYPE, within the
[`Limits`][fairlead.syntax.xml.limits.Limits], and in the namespaces that its
[`Naming`][fairlead.syntax.xml.names.Naming] knows. Nothing outside it is ever fetched.

What is a list and what is one value, what is a text and what has attributes, is decided by a
[`Shape`][fairlead.syntax.xml.shape.Shape] and never by the document at hand.

>>> shape = Shape((Member("Mast", "{urn:s}Mast", Shape(), many=True),))
>>> naming = Naming(Names("Ship", {"": "urn:s"}))
>>> tree = read(b'<x:Ship xmlns:x="urn:s"> <x:Mast>main</x:Mast> </x:Ship>', shape, naming)
>>> tree
{'Mast': ['main']}
>>> write(tree, shape, naming.names).splitlines()[1]
b'<Ship xmlns="urn:s"><Mast>main</Mast></Ship>'
"""

from fairlead.syntax.xml.elements import PARSER
from fairlead.syntax.xml.limits import LIMITS, Limits
from fairlead.syntax.xml.names import Names, Naming, where
from fairlead.syntax.xml.places import Places
from fairlead.syntax.xml.reader import Document, read
from fairlead.syntax.xml.shape import Member, Shape
from fairlead.syntax.xml.signature import described, is_signed, signature_of, without_signature
from fairlead.syntax.xml.writer import write

__all__ = [
    "LIMITS", "PARSER", "Document", "Limits", "Member", "Names", "Naming", "Places", "Shape",
    "described", "is_signed", "read", "signature_of", "where", "without_signature", "write",
]  # fmt: skip
