"""How a document says its places, whatever its members are called."""

from fairlead.formats.opened import Opened


def test_a_name_that_only_one_document_has_is_said_like_any_other():
    name = "a/b~" * 100
    opened = Opened({name: [1]}, ("document",))
    assert opened.place((name, 0)) == "/document/" + "a~1b~0" * 100 + "/0"
