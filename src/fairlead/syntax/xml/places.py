"""The places of many elements of one document, each said in the time that its way takes."""

from __future__ import annotations

from typing import Final, cast

from lxml import etree

from fairlead.syntax.xml.names import Naming, called

__all__ = ["Places"]


class Places:
    """Says where elements of one document are, as [`where`][fairlead.syntax.xml.names.where] does.

    The children of an element are counted once, when the place of one of them is first asked for.
    `where` counts them at each call, which is right for one fault and too much for thousands.

    >>> from fairlead.syntax.xml.names import Names
    >>> root = etree.fromstring('<Ship xmlns="urn:s"><Mast/><Mast><ID/></Mast></Ship>')
    >>> places = Places(Naming(Names("Ship", {"": "urn:s"})))
    >>> places.where(root[1][0]), places.at(root, "/Mast/1/Height")
    ('/Ship/Mast[2]/ID line 1', '/Ship/Mast[2]/Height line 1')
    """

    def __init__(self, naming: Naming) -> None:
        self._naming: Final = naming
        self._inside: Final[dict[etree._Element, dict[str, list[etree._Element]]]] = {}
        self._steps: Final[dict[etree._Element, str]] = {}

    def where(self, element: etree._Element, below: str = "", *, line: bool = True) -> str:
        """The place of an element, or of what stands `below` it: an XPath, and its line."""
        return self._way(element) + below + (_line(element) if line else "")

    def at(self, root: etree._Element, pointer: str) -> str:
        """The place of what a JSON pointer names in the tree of a document.

        Where the way ends before the pointer does (something is missing), the last element that
        is there says the line, and the rest is added to the XPath.
        """
        element, steps = root, pointer.split("/")[1:]
        while steps and not steps[0].startswith("@") and steps[0] != "content":
            numbered = len(steps) > 1 and steps[1].isdecimal()
            entry = int(steps[1]) if numbered else 0
            found = self._children(element).get(self._naming.names.tag(steps[0]), ())
            if entry >= len(found):
                break
            element, steps = found[entry], steps[1 + numbered :]
        rest = [step for step in steps if step != "content"]
        return self.where(element, "".join(f"/{step}" for step in rest))

    def alike(self, child: etree._Element) -> int:
        """How many elements of the same name its parent holds; one where it has no parent."""
        parent = child.getparent()
        return 1 if parent is None else len(self._children(parent)[str(child.tag)])

    def _way(self, element: etree._Element) -> str:
        steps: list[str] = []
        here: etree._Element | None = element
        while here is not None:
            above = here.getparent()
            if above is not None:
                self._children(above)
            steps.append(self._steps.get(here) or called(here, self._naming.known))
            here = above
        return "/" + "/".join(reversed(steps))

    def _children(self, parent: etree._Element) -> dict[str, list[etree._Element]]:
        """The children of an element by their tag, in order; their steps are noted."""
        inside = self._inside.get(parent)
        if inside is None:
            inside = self._inside[parent] = {}
            for child in parent.iterchildren("*"):
                inside.setdefault(str(child.tag), []).append(child)
            for alike in inside.values():
                name = called(alike[0], self._naming.known)
                for number, child in enumerate(alike, 1):
                    self._steps[child] = f"{name}[{number}]" if len(alike) > 1 else name
        return inside


def _line(element: etree._Element) -> str:
    line = cast("int | None", element.sourceline)
    return f" line {line}" if line else ""
