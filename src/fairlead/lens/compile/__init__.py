"""A mapping as Python source: plain functions, written once, read by people and by machines.

Nothing is imported here: a conversion whose mappings are compiled needs no compiler.
"""
