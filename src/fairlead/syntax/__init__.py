"""Bytes to trees and back, one syntax to a module; nothing here knows that bills exist.

[`fairlead.syntax.json`][fairlead.syntax.json] is the first. What every syntax is read into is a
[`Tree`][fairlead.syntax.tree.Tree].
"""

from fairlead.syntax.tree import Tree, count_leaves, leaves, pointer

__all__ = ["Tree", "count_leaves", "leaves", "pointer"]
