"""A quarter from months: what units wrote is offered under the unit with its month, its numbers are those of the quarter."""

from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import offering, selectors, services
from giaoban.occasions.consolidation.refreshing import refresh_of
from giaoban.records.figures.services import Source, observation_record, period_of
from tests.occasions.consolidation.making import accepted, drafted, indicator, observed, texts
from tests.occasions.consolidation.test_pages import address
from tests.pages import client_of, text_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
MONTHS = {"2026-07": ("700", "5.000"), "2026-08": ("800", "5.800"), "2026-09": ("900", "6.700")}
TEXT = """BÁO CÁO
Kết quả công tác

I. KẾT QUẢ
1. Thu ngân sách
Thu ngân sách trên địa bàn đạt {month} triệu đồng; lũy kế đạt {total} triệu đồng.
Riêng tháng này thu ngân sách trên địa bàn đạt {month} triệu đồng.
II. TỒN TẠI, HẠN CHẾ
- Việc chậm của kỳ {key}.
"""


def recorded(cast, row, submission, text, say, period, *, nth=0):
    """A number of a report on record for the commune, with its place."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(say, start + 1)
    source = Source(
        kind="report", ref=f"reports.submission/{submission.pk}", start=start, end=start + len(say), quote=say
    )
    observation_record(
        actor=cast.actor("binh"), indicator=row, unit=cast.units["an_phu"], period=period_of(period), role="actual",
        amount=Decimal(say.split()[0].replace(".", "")), source=source, state="approved",
    )  # fmt: skip


@pytest.fixture
def quarter(cast):
    """Three months of an office, with their figures on record; the report of the quarter is drafted, empty of words."""
    row = indicator(cast, aliases=["thu ngân sách"])
    for key, (month, total) in MONTHS.items():
        text = TEXT.format(month=month, total=total, key=key)
        sent = accepted(cast, text=text, period=key)
        recorded(cast, row, sent, text, f"{month} triệu đồng", key)
        recorded(cast, row, sent, text, f"{total} triệu đồng", f"2026-01..{key}")
    return drafted(cast, kind="quarter", period="2026-Q3")


def offered(cast, report):
    actor = cast.actor("binh")
    return offering.offers_of(actor, report, cast.units["kinh_te"].pk, selectors.book_of(actor, report))


def taken(cast, report, *offers):
    return services.offers_take(
        actor=cast.actor("binh"), report=report, unit_id=cast.units["kinh_te"].pk, keys=[one.key for one in offers]
    )


def test_what_a_unit_wrote_in_the_months_is_offered_by_section_and_month(cast, quarter):
    assert texts(quarter)[1:-1] == [], "nothing of the months is in the report before somebody chooses it"
    found = offered(cast, quarter)
    assert [(each.period.key, len(each.offers)) for each in found["ket-qua"]] == [
        ("2026-07", 2), ("2026-08", 2), ("2026-09", 2)
    ]  # fmt: skip
    assert [each.offers[0].text for each in found["ton-tai"]] == [f"- Việc chậm của kỳ {key}." for key in MONTHS]
    assert found["ket-qua"][0].offers[0].context == "1. Thu ngân sách"


def test_numbers_become_those_of_the_longer_period_but_not_where_the_sentence_names_its_own(cast, quarter):
    first, own = offered(cast, quarter)["ket-qua"][0].offers
    assert first.before.startswith("Thu ngân sách trên địa bàn đạt 700 triệu đồng; lũy kế đạt 5.000")
    assert first.text == "Thu ngân sách trên địa bàn đạt 2.400 triệu đồng; lũy kế đạt 6.700 triệu đồng."
    assert [(one.period, first.text[one.start : one.end]) for one in first.fields] == [
        ("2026-Q3", "2.400"), ("2026-9M", "6.700")
    ]  # fmt: skip
    assert own.text == own.before


def test_a_number_of_the_quarter_follows_the_record_and_is_found_where_it_differs(cast, quarter):
    actor = cast.actor("binh")
    (made,) = taken(cast, quarter, offered(cast, quarter)["ket-qua"][0].offers[0])
    assert texts(quarter, "ket-qua") == ["Phòng Kinh tế xã An Phú", made.text]
    observed(cast, selectors.book_of(actor, quarter).indicators[0], "2026-08", 850)
    (finding,) = selectors.checked(actor, quarter, selectors.blocks(quarter)).findings[made.pk]
    assert (finding.kind, finding.quote, finding.recorded.words) == ("linked", "2.400", "2.450")
    found = refresh_of(actor, quarter)
    assert ("2.400", "2.450") in [(one.before, one.after) for one in found.changes if one.where == ""]
    services.refresh_apply(actor=actor, report=quarter, token=found.token)
    made.refresh_from_db()
    assert made.text.startswith("Thu ngân sách trên địa bàn đạt 2.450 triệu đồng;")
    assert made.fields[0]["period"] == "2026-Q3", "it stays a number of the quarter"
    text = made.text.replace("2.450", "2.500")
    services.block_edit(actor=actor, report=quarter, block_id=made.pk, version=made.version, text=text)
    made.refresh_from_db()
    (finding,) = selectors.checked(actor, quarter, selectors.blocks(quarter)).findings[made.pk]
    services.finding_settle(actor=actor, report=quarter, block_id=made.pk, version=made.version, key=finding.key)
    assert selectors.checked(actor, quarter, selectors.blocks(quarter)).findings == {}
    made.refresh_from_db()
    assert made.text.startswith("Thu ngân sách trên địa bàn đạt 2.450 triệu đồng;")


def test_a_recorded_sum_takes_the_place_of_what_a_person_wrote_and_agrees_with_the_record(cast, quarter):
    actor = cast.actor("binh")
    text = "Quý III năm 2026, thu ngân sách trên địa bàn đạt 2.300 triệu đồng."
    row = services.block_add(actor=actor, report=quarter, section="ket-qua", text=text)
    (finding,) = selectors.checked(actor, quarter, [row]).findings[row.pk]
    services.finding_settle(actor=actor, report=quarter, block_id=row.pk, version=1, key=finding.key)
    row.refresh_from_db()
    assert row.text == text.replace("2.300", "2.400")
    assert selectors.checked(actor, quarter, [row]).findings == {}, "a sum of months knows that it is one"


def test_paragraphs_are_chosen_on_a_page_and_offered_once(cast, quarter):
    client = client_of(cast)
    where = address("offers", quarter)
    client.get(where)
    with queries("consolidation", "offers"):
        page = text_of(client.get(where))
    assert ("<del>700</del>" in page, "<ins>2.400</ins>" in page, "Tháng 7 năm 2026" in page) == (True, True, True)
    one = offered(cast, quarter)["ton-tai"][1].offers[0]
    fields = {"unit": cast.units["kinh_te"].pk, "offer": [one.key]}
    assert "Đã đưa 1 đoạn" in text_of(client.post(where, fields, follow=True))
    assert "Đã đưa 0 đoạn" in text_of(client.post(where, fields, follow=True)), "it is in already"
    assert f'value="{one.key}"' not in text_of(client.get(where))
    assert texts(quarter, "ton-tai") == ["Phòng Kinh tế xã An Phú", one.text]
    earlier = offered(cast, quarter)["ton-tai"][0].offers[0]
    taken(cast, quarter, earlier)
    assert texts(quarter, "ton-tai")[1:] == [one.text, earlier.text], "at the end of what the unit has there"
    wrong = client.post(where, fields | {"offer": ["1-2-3"]}, follow=True)
    assert "không đưa vào được" in text_of(wrong)
    assert "số liệu cộng lại" not in page
    taken(cast, quarter, offered(cast, quarter)["ket-qua"][0].offers[0])
    assert "quý III năm 2026" in text_of(client.get(address("report", quarter))), "a number tells its period"
    assert client_of(cast, "dung").get(where).status_code == 404
    assert client.get(address("offers", drafted(cast))).status_code == 404, "a month has no months inside"
    empty = drafted(cast, kind="year", period="2025")
    assert "Chưa có báo cáo nào của các tháng" in text_of(client.get(address("offers", empty)))


def test_only_accepted_reports_inside_the_period_are_offered_and_of_each_month_the_last(cast, quarter):
    accepted(cast, text=TEXT.format(month="1", total="2", key="x"), period="2026-10")
    accepted(cast, text=TEXT.format(month="1", total="2", key="x"), period="2026-09", state="sent")
    again = accepted(cast, text="BÁO CÁO\nI. Hạn chế\nBản gửi lại tháng 9.\n", period="2026-09")
    found = offering.reports_inside(cast.actor("binh"), quarter)
    assert [row.period for row in found] == ["2026-07", "2026-08", "2026-09"]
    assert found[-1] == again
    assert offering.keys_inside(selectors.period_of(drafted(cast, kind="nine_months", period="2026-9M")))[-2:] == [
        "2026-Q3", "2026-H1"
    ]  # fmt: skip
    with pytest.raises(Problem):
        services.offers_take(actor=cast.actor("giang"), report=quarter, unit_id=1, keys=[])
