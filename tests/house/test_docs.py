"""Everything public says what it gives."""

import ast
import importlib
import inspect
import itertools
import pkgutil
import textwrap

from fairlead.bill import Part
from tests.house.source import FILES, docstring_of


def public_nodes(tree):
    """The module, and every public class and function that can be reached from outside."""
    yield tree
    for node in tree.body:
        named = isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        if named and not node.name.startswith("_"):
            if isinstance(node, ast.ClassDef):
                yield from public_nodes(node)
            elif not _overload(node):
                yield node


def _overload(node):
    marks = {ast.unparse(mark).rpartition(".")[2] for mark in node.decorator_list}
    return bool(marks & {"overload", "override", "setter"})


def test_every_public_thing_has_a_docstring():
    silent = [
        f"{source.name}:{getattr(node, 'lineno', 1)} {getattr(node, 'name', 'the module')}"
        for source in FILES
        for node in public_nodes(source.tree)
        if docstring_of(node) is None
    ]
    assert silent == []


def models():
    """Every part of a Bill that is defined under `fairlead.bill`."""
    room = importlib.import_module("fairlead.bill")
    names = [part.name for part in pkgutil.walk_packages(room.__path__, "fairlead.bill.")]
    for name in ["fairlead.bill", *names]:
        for _, thing in inspect.getmembers(importlib.import_module(name), inspect.isclass):
            if issubclass(thing, Part) and thing.__module__ == name:
                yield thing


def described(model):
    """The fields of a model that a docstring follows in the source; importing stays cheap so."""
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    for field, after in itertools.pairwise(tree.body):
        if isinstance(field, ast.AnnAssign) and isinstance(after, ast.Expr):
            said = ast.literal_eval(after.value)
            if isinstance(said, str) and said.strip():
                yield field.target.id


def test_every_field_of_the_bill_has_a_description():
    every = list(models())
    silent = [
        f"{model.__module__}.{model.__name__}.{name}"
        for model in every
        for name in sorted(set(model.__struct_fields__) - set(described(model)))
    ]
    assert len(every) > 1
    assert silent == []


def test_every_part_of_the_bill_is_frozen_and_closed():
    open_ones = [
        model.__name__
        for model in models()
        if not (model.__struct_config__.frozen and model.__struct_config__.forbid_unknown_fields)
    ]
    assert open_ones == []
