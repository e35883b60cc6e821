"""Trees and documents grown from a schema of ours, and mutants of them, for comparing verdicts."""

import re

from lxml import etree

TEXTS = ("Fairlead & Co", "a < b", "Ærø\u2028", "two\nlines", " blank ", "")
SAMPLES = {
    "decimal": ("12.50", "0", "-3", "7.000"),
    "integer": ("7", "0", "120"),
    "boolean": ("true", "false"),
    "dateTime": ("2026-03-04T10:00:00Z", "2026-03-04T10:00:00.25+01:00"),
    "base64Binary": ("ZXQ=",),
}
DATES = {"102": "20260304", "203": "202603041000", "205": "202603041000+0100"}
CHOICES = ({"udt:DateTimeString", "udt:DateTime"},)


class Grower:
    """Grows trees that the schema permits; `fullness` is how likely an optional thing is there."""

    def __init__(self, schema, chance, fullness=0.3):
        self.schema = schema
        self.chance = chance
        self.fullness = fullness

    def tree(self):
        """A tree of the root."""
        return self._grown(self.schema.shape, "")

    def _grown(self, shape, path):
        if shape.kind == "text":
            return self._text(path)
        if shape.kind == "valued":
            return self._valued(shape, path)
        names = set(shape.by_name)
        members = shape.members
        if names in CHOICES:
            members = [self.chance.choice(members)]
        tree = {}
        for member in members:
            at = f"{path}/{member.name}"
            if len(members) > 2 and self.chance.random() > self.fullness:
                continue
            if member.many:
                count = self.chance.choice((1, 1, 2))
                tree[member.name] = [self._grown(member.shape, f"{at}/[]") for _ in range(count)]
            else:
                tree[member.name] = self._grown(member.shape, at)
        return tree

    def _valued(self, shape, path):
        value = {"content": self._text(f"{path}/content")}
        for name in shape.attributes:
            leaf = self.schema.places[f"{path}/@{name}"]
            if leaf.required or self.chance.random() < self.fullness:
                value[f"@{name}"] = self._text(leaf.path)
        stated = value.get("@format", value.get("@formatId"))
        if stated in DATES:
            value["content"] = DATES[stated]
        return value

    def _text(self, path):
        leaf = self.schema.places[path]
        if leaf.enum:
            return self.chance.choice(leaf.enum)
        if leaf.format in SAMPLES:
            return self.chance.choice(SAMPLES[leaf.format])
        if leaf.pattern:
            return DATES["102"]
        return self.chance.choice(TEXTS)[: leaf.max_length]


WRONG = (
    "", " ", "x" * 600, "12,5", "1e3", ".5", "5.", "+7", "true", "1", "2026-02-30T10:00:00Z",
    "2026-03-04", "2026-03-04T10:00:00", "2026-03-04T24:00:00Z", "0000-03-04T10:00:00Z", "20260304",
    "2026-03-04T10:00:60Z", "202603041000+0100", "KGM", " KGM ", "XX", "DE", "de", "102", "706",
    "1234567890123456789012.5", "0.1234567", "99999999999", "é" * 36, "\n", "ZXQ", "Z X Q =", "INF",
    "2026-03-04T10:00:00+14:30", "2026-03-04T10:00:00-00:00", "12345678901234567", "=",
)  # fmt: skip


def mutated(root, chance, names):
    """An element tree with one to three things done to it, in place."""
    for _ in range(chance.randint(1, 3)):
        every = list(root.iter())
        chance.choice(DOINGS)(chance.choice(every), chance, names)
    return root


def _text(element, chance, _):
    while len(element) and chance.random() < 0.95:
        element = chance.choice(element)
    element.text = chance.choice(WRONG)


def _attribute(element, chance, _):
    name = chance.choice(("unitCode", "schemeID", "format", "formatId", "unitId", "own"))
    element.set(name, chance.choice(WRONG))


def _attribute_text(element, chance, _):
    for name in element.attrib:
        element.set(name, chance.choice(WRONG))


def _lost_attribute(element, _chance, _):
    for name in element.attrib:
        del element.attrib[name]


def _dropped(element, _chance, _):
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _doubled(element, chance, _):
    parent = element.getparent()
    if parent is not None:
        again = etree.fromstring(etree.tostring(element))
        again.tail = None
        parent.insert(chance.randint(0, len(parent)), again)


def _renamed(element, chance, names):
    if element.getparent() is not None:
        element.tag = chance.choice(names)


def _added(element, chance, names):
    child = etree.SubElement(element, chance.choice(names))
    if chance.random() < 0.5:
        child.text = chance.choice(WRONG)


def _moved(element, chance, _):
    parent = element.getparent()
    if parent is not None:
        parent.insert(chance.randint(0, len(parent)), element)


DOINGS = (
    _text, _text, _text, _attribute, _attribute_text, _lost_attribute, _dropped, _doubled, _renamed,
    _added, _moved,
)  # fmt: skip


def tags(schema):
    """Every tag that stands anywhere in a schema, and one that does not."""
    found, todo = {}, [schema.shape]
    while todo:
        for member in todo.pop().members or ():
            found[member.tag] = None
            todo.append(member.shape)
    uri = re.match(r"\{.*\}", next(iter(found)))[0]
    return [*found, f"{uri}Own"]
