"""A document is said in another format, and every leaf of it is accounted for.

`line` is the whole way in one function. Beside it stand its steps, what it hands out
(`conversion`), and what became of each leaf of the source (`account`, `ledger`).
"""
