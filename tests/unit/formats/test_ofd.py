"""OFD files, by which companies in mainland China send documents, are named and not read."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from fairlead import convert, verify
from fairlead.errors import Refused
from fairlead.formats.wire.ofd import is_ofd
from fairlead.seal import Reason, TrustList, Undetermined

NOW = datetime(2026, 11, 25, tzinfo=UTC)
PARTS = ("OFD.xml", "Doc_0/Document.xml", "Doc_0/Signs/Sign_0/SignedValue.dat")


def archive(*names, comment=b""):
    """A ZIP archive with entries of some names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as held:
        held.comment = comment
        for name in names:
            held.writestr(name, b"<a/>")
    return made.getvalue()


@pytest.mark.parametrize("names", (PARTS, PARTS[::-1], PARTS[:1]))
def test_an_archive_with_its_entry_is_an_ofd_file(names):
    assert is_ofd(archive(*names))


OTHERS = {
    "another archive": archive("word/document.xml"),
    "an entry in a folder": archive("Doc_0/OFD.xml"),
    "a longer name": archive("OFD.xml.bak"),
    "a comment of that name": archive("a", comment=b"OFD.xml"),
    "something before the archive": b"%PDF-1.7\n" + archive(*PARTS),
    "half of an archive": archive(*PARTS)[:40],
    "JSON of that name": b'{"OFD.xml": 1}',
    "nothing": b"",
}


@pytest.mark.parametrize("data", OTHERS.values(), ids=OTHERS)
def test_nothing_else_is_one(data):
    assert not is_ofd(data)


def test_a_conversion_names_it():
    with pytest.raises(Refused) as caught:
        convert(archive(*PARTS), "dcsa")
    assert [one.code for one in caught.value.report] == ["READ-070"]


def test_its_seals_are_undetermined():
    nobody = TrustList("test", 1, NOW, NOW)
    found = verify(archive(*PARTS), nobody, at=NOW).signature
    assert isinstance(found, Undetermined)
    assert found.reason is Reason.UNSUPPORTED
