"""The table of words: every table and key that a mapping file may hold, and nothing else.

A mapping is data that people write. Each table of it is a pydantic model here: its keys, the type
of each and one sentence about it; a key that no model has is a mistake. From the same models come
the reference page, the schema for editors, and the sentences about mistakes.

Nothing here is loaded by a conversion: a mapping that was compiled needs no words any more.
"""
