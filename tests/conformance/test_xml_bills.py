"""Bills in XML: what we write of others' documents is what the publications permit and mean."""

import pytest
from lxml import etree

from fairlead import Refused, convert
from fairlead.formats import detect, named
from fairlead.formats.wire import read
from fairlead.gateway import understand
from fairlead.gateway.convert.account import Fate
from tests.conftest import ROOT, shared
from tests.laws.test_pairs import drawn

BILLS = (
    "transport-document-dg.json",
    "transport-document-reefer.json",
    "transport-document-regularstd.json",
    "issuance-request-regularSTDExample.json",
    "pint-envelope-regularSTDExample.json",
)
EVERY_BILL = pytest.mark.parametrize("name", BILLS)
OLDER = (
    ("BusinessInformationEntity:100", "BusinessInformationEntity:101"),
    ("UnqualifiedDataType:100", "UnqualifiedDataType:25"),
)


def sample(name):
    return shared("samples", "dcsa", name).read_bytes()


@pytest.fixture(scope="module")
def published():
    path = shared(
        "specs", "uncefact", "efti-xsd", "schema", "xsd", "consignment-common.xsd", cases=8
    )
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(path), parser))


@EVERY_BILL
@pytest.mark.parametrize("to", ("un-xml", "efti"))
def test_a_published_bill_is_said_and_accounted_for(name, to):
    made = convert(sample(name), to)
    assert made.ledger.of(Fate.UNACCOUNTED) == ()
    assert detect(read(made.output)).alias == to
    assert convert(made.output, to).output == made.output


@EVERY_BILL
def test_what_goes_to_efti_is_valid_by_the_published_schema(name, published):
    assert published.validate(etree.fromstring(convert(sample(name), "efti").output))


def test_drawn_bills_go_to_efti_valid_by_the_published_schema(published):
    count = 0
    for seed in range(120):
        for source in ("dcsa", "un-json", "efti"):
            try:
                made = convert(drawn(source, seed, "efti"), "efti", source=source)
            except Refused:
                continue
            assert published.validate(etree.fromstring(made.output)), published.error_log
            count += 1
    assert count > 100


@EVERY_BILL
def test_xml_and_json_of_the_message_say_the_same(name):
    xml, json = (convert(sample(name), to) for to in ("un-xml", "un-json"))
    assert understand(xml.output).bill == understand(json.output).bill
    assert [str(one) for one in xml.losses] == [str(one) for one in json.losses]


def test_drawn_bills_say_the_same_in_xml_and_json():
    """Save for what XML has no form for: lists without entries, numbers without a unit."""
    count = 0
    for seed in range(60):
        try:
            bill = understand(drawn("dcsa", seed)).bill
        except Refused:
            continue
        made = [named(alias).emit(bill) for alias in ("un-json", "un-xml")]
        lost = [{place for place, _, _ in one.writing.leaves()} for one in made]
        assert lost[0] <= lost[1]
        for place in lost[1] - lost[0]:
            *way, last = place
            holder = bill
            for step in way:
                holder = holder[step] if isinstance(step, int) else getattr(holder, step)
            assert getattr(holder, last) == () or str(last).endswith("_setpoint")
        count += 1
    assert count > 20


def test_an_older_set_of_namespaces_is_read_and_written_as_ours():
    bill = (ROOT / "examples" / "straight-bill" / "bill.dcsa.json").read_bytes()
    ours = convert(bill, "un-xml").output
    theirs = ours.decode()
    for new, old in OLDER:
        theirs = theirs.replace(new, old)
    assert detect(read(theirs.encode())).alias == "un-xml"
    assert convert(theirs.encode(), "un-xml").output == ours


def test_a_set_of_namespaces_that_is_mixed_is_refused():
    bill = (ROOT / "examples" / "straight-bill" / "bill.dcsa.json").read_bytes()
    mixed = convert(bill, "un-xml").output.decode().replace(*OLDER[0])
    with pytest.raises(Refused):
        understand(mixed.encode())


def test_an_ecmr_document_is_not_taken_for_a_bill():
    document = shared("samples", "uncefact", "ecmr-instance.xml").read_bytes()
    with pytest.raises(Refused) as refused:
        understand(document)
    assert {one.code for one in refused.value.report} == {"READ-020"}
