"""`make accept`: what is due of each example that does not hold is recorded before the tests."""

from pathlib import Path

import pytest

from fairlead.formats import FORMATS
from fairlead.formats.found import beside_others
from fairlead.formats.golden import record
from tests.conftest import ROOT

HERE = Path(__file__).parent


@pytest.fixture(scope="session", autouse=True)
def recorded(accepting):
    """The examples of every format of ours, and of each folder of a format below `examples`."""
    if accepting:
        for one in FORMATS:
            record(HERE / one.alias, one)
        for file in (ROOT / "examples").rglob("format.toml"):
            record(file.parent / "vectors", beside_others(file.parent))
