"""A report is put together from what units reported; people's words stay theirs whatever the numbers do."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from giaoban.ground.numbering.models import Issued
from giaoban.kernel.docform import Table
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import figures, selectors, services
from giaoban.occasions.consolidation.models import Block
from giaoban.occasions.consolidation.refreshing import refresh_of
from giaoban.occasions.consolidation.rendering import blocks_of, columns_of
from giaoban.occasions.consolidation.sections import Section, sections_of
from giaoban.occasions.consolidation.seeding import load, shipped
from giaoban.occasions.consolidation.services.held import Conflict
from giaoban.occasions.reports.deciding import decision_record
from giaoban.occasions.reports.forms import PeriodField
from giaoban.occasions.reports.models import Reading
from giaoban.occasions.reports.selectors import latest_reading
from giaoban.occasions.reports.services import request_create, submission_step
from giaoban.records.figures.models import Observation
from tests.occasions.consolidation.making import (
    CULTURE,
    ECONOMY,
    PERIOD,
    YEAR_BEFORE,
    accepted,
    block,
    drafted,
    indicator,
    month,
    observed,
    template,
    texts,
)
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def refusal(call, **fields):
    with pytest.raises(Problem) as caught:
        call(**fields)
    return caught.value.code


def edited(cast, report, row, text, *, version=None, who="binh"):
    return services.block_edit(
        actor=cast.actor(who), report=report, block_id=row.pk, version=version or row.version, text=text
    )


def test_a_report_is_put_together_from_what_units_reported(cast):
    made = month(cast, before=YEAR_BEFORE, kind="month", real=True)
    assert texts(made.report, "ton-tai") == [
        "Phòng Kinh tế xã An Phú",
        "- Hai tuyến đường thôn chậm thi công do mưa.",
        "Phòng Văn hóa – Xã hội xã An Phú",
        "Nhà văn hóa thôn Đông xuống cấp.",
    ], "the paragraphs of units stand under the sections of the template"
    assert texts(made.report, "nguyen-nhan") == ["Phòng Văn hóa – Xã hội xã An Phú", "chưa bố trí được kinh phí."]
    assert texts(made.report, "giai-phap")[1:] == ["Đề nghị bố trí vốn sửa chữa."]
    assert texts(made.report, "nhiem-vu")[1:] == ["- Đôn đốc nhà thầu thi công hai tuyến đường."]
    row = block(made.report, "Thu ngân sách trên địa bàn từ")
    assert (row.submission, row.unit, row.author) == (made.economy, cast.units["kinh_te"], "machine")
    assert row.reading.text[row.source_start : row.source_end] == row.text, "it remembers its place"
    (field,) = row.fields
    assert row.text[field["start"] : field["end"]] == "8.105"
    assert field["observation"] == made.observation.pk, "the number knows its observation"
    kinds = [b.kind for b in selectors.blocks(made.report)]
    assert kinds.count("chart") == 1
    (told,) = next(b for b in selectors.blocks(made.report) if b.kind == "table").data["rows"]
    assert {name: cell["shown"] for name, cell in told["cells"].items()} == {
        "plan": "11.000", "now": "882", "total": "8.105", "share": "73,7", "before": "7.000", "growth": "+15,8",
    }  # fmt: skip
    assert told["cells"]["total"]["key"] == f"obs:{made.observation.pk}"
    assert len(told["cells"]["before"]["observations"]) == 10, "the sum of ten months knows each of them"


def test_new_numbers_never_touch_a_person_s_words(cast):
    made = month(cast)
    row = block(made.report, "Thu ngân sách trên địa bàn từ")
    words = "Nhờ rà soát nguồn thu, đến hết tháng 10 xã đã thu 8.105 triệu đồng – cao nhất ba năm qua; 73,7% dự toán."
    edited(cast, made.report, row, words)
    observed(cast, made.indicator, "2026-01..2026-10", 8250)
    found = refresh_of(cast.actor("binh"), made.report)
    assert [(c.before, c.after) for c in found.changes if c.where == ""] == [("8.105", "8.250")]
    assert ("total", "8.105", "8.250") in [(c.where, c.before, c.after) for c in found.changes]
    services.refresh_apply(actor=cast.actor("binh"), report=made.report, token=found.token)
    row.refresh_from_db()
    assert row.text == words.replace("8.105", "8.250")
    assert row.author == "person"
    assert refresh_of(cast.actor("binh"), made.report).changes == []


def test_a_number_that_a_person_typed_over_is_not_printed_over_but_found(cast):
    made = month(cast)
    row = block(made.report, "Thu ngân sách trên địa bàn từ")
    edited(cast, made.report, row, row.text.replace("8.105", "8.200"))
    observed(cast, made.indicator, "2026-01..2026-10", 8250)
    found = refresh_of(cast.actor("binh"), made.report)
    services.refresh_apply(actor=cast.actor("binh"), report=made.report, token=found.token)
    row.refresh_from_db()
    assert "8.200 triệu đồng" in row.text
    checked = selectors.checked(cast.actor("binh"), made.report, selectors.blocks(made.report))
    (finding,) = checked.findings[row.pk]
    assert (finding.kind, finding.quote, finding.recorded.words) == ("typed", "8.200", "8.250")


def test_a_number_of_an_indicator_that_a_person_writes_beside_the_table_is_found(cast):
    made = month(cast)
    services.block_add(
        actor=cast.actor("binh"), report=made.report, section="ket-qua",
        text="Trong tháng 10 năm 2026, thu ngân sách trên địa bàn đạt 950 triệu đồng.",
    )  # fmt: skip
    services.block_add(
        actor=cast.actor("binh"), report=made.report, section="ket-qua",
        text="Trong tháng 10 năm 2026, thu ngân sách trên địa bàn đạt 882 triệu đồng.",
    )  # fmt: skip
    checked = selectors.checked(cast.actor("binh"), made.report, selectors.blocks(made.report))
    (finding,) = [one for found in checked.findings.values() for one in found]
    assert (finding.kind, finding.quote, finding.recorded.words) == ("read", "950 triệu đồng", "882")


def test_a_finding_is_settled_by_the_recorded_number_or_by_a_reason(cast):
    made = month(cast)
    actor = cast.actor("binh")
    row = block(made.report, "Thu ngân sách trên địa bàn từ")
    edited(cast, made.report, row, row.text.replace("8.105", "8.200"))

    def finding():
        return selectors.checked(actor, made.report, selectors.blocks(made.report)).findings[row.pk][0]

    row.refresh_from_db()
    about = {"actor": actor, "report": made.report, "block_id": row.pk, "version": row.version, "key": finding().key}
    assert refusal(services.finding_settle, **about, reason=" ") == "CNS-009"
    services.finding_settle(**about, reason="Số của Kho bạc chốt muộn hơn")
    assert selectors.checked(actor, made.report, selectors.blocks(made.report)).open_count == 0
    services.finding_settle(**about)
    row.refresh_from_db()
    assert "8.105 triệu đồng" in row.text
    assert selectors.checked(actor, made.report, selectors.blocks(made.report)).findings == {}
    assert refusal(services.finding_settle, **(about | {"version": row.version})) == "CNS-008"


def test_two_people_at_one_block_lose_nothing(cast):
    made = month(cast)
    row = block(made.report, "- Hai tuyến đường")
    edited(cast, made.report, row, "Bình viết trước.")
    with pytest.raises(Conflict) as caught:
        edited(cast, made.report, row, "An viết sau.", version=1, who="an")
    assert caught.value.block.text == "Bình viết trước."
    for call in (services.block_remove,):
        assert refusal(call, actor=cast.actor("an"), report=made.report, block_id=row.pk, version=1) == "CNS-002"
    row.refresh_from_db()
    assert (row.text, row.removed) == ("Bình viết trước.", False)


def test_moving_a_block_does_not_disturb_who_edits_it(cast):
    made = month(cast)
    row = block(made.report, "Nhà văn hóa")
    services.block_move(actor=cast.actor("an"), report=made.report, block_id=row.pk, to="up")
    edited(cast, made.report, row, "Nhà văn hóa thôn Đông đã cũ.")
    assert texts(made.report, "ton-tai")[2] == "Nhà văn hóa thôn Đông đã cũ."
    services.block_move(actor=cast.actor("an"), report=made.report, block_id=row.pk, to="section:giai-phap")
    assert texts(made.report, "giai-phap")[-1] == "Nhà văn hóa thôn Đông đã cũ."
    services.block_move(actor=cast.actor("an"), report=made.report, block_id=row.pk, to="down")
    services.block_move(actor=cast.actor("an"), report=made.report, block_id=row.pk, to="first:giai-phap")
    assert texts(made.report, "giai-phap")[0] == "Nhà văn hóa thôn Đông đã cũ."
    wrong = {"actor": cast.actor("an"), "report": made.report, "block_id": row.pk, "to": "section:khong-co"}
    assert refusal(services.block_move, **wrong) == "CNS-012"


def test_a_blank_line_splits_a_paragraph_and_each_number_stays_with_its_words(cast):
    made = month(cast)
    row = block(made.report, "Thu ngân sách trên địa bàn từ")
    first, second = edited(cast, made.report, row, "Công tác thu được chỉ đạo sát.\n\nĐã thu 8.105 triệu đồng.")
    assert first.fields == []
    (field,) = second.fields
    assert second.text[field["start"] : field["end"]] == "8.105"
    assert (second.submission, second.unit) == (row.submission, row.unit)
    assert texts(made.report, "ket-qua")[2:4] == [first.text, second.text]


def test_what_is_taken_out_can_be_brought_back(cast):
    made = month(cast)
    actor = cast.actor("binh")
    count = services.unit_remove(actor=actor, report=made.report, unit_id=cast.units["van_hoa"].pk, section="ton-tai")
    assert count == 2
    assert "Nhà văn hóa thôn Đông xuống cấp." not in texts(made.report)
    gone = next(b for b in selectors.blocks(made.report, removed=True) if b.text.startswith("Nhà văn hóa"))
    services.block_restore(actor=actor, report=made.report, block_id=gone.pk)
    assert "Nhà văn hóa thôn Đông xuống cấp." in texts(made.report, "ton-tai")


def test_a_report_accepted_later_is_added_and_nothing_else_moves(cast):
    made = month(cast, culture=False)
    before = texts(made.report)
    late = accepted(cast, unit="van_hoa", text=CULTURE)
    actor = cast.actor("binh")
    services.report_take_in(actor=actor, report=made.report, submission_id=late.pk)
    assert [text for text in texts(made.report) if text in before] == before
    assert texts(made.report, "ton-tai")[-1] == "Nhà văn hóa thôn Đông xuống cấp."
    again = {"actor": actor, "report": made.report, "submission_id": late.pk}
    assert refusal(services.report_take_in, **again) == "CNS-016"


def test_only_accepted_reports_of_the_period_and_body_are_taken_in(cast):
    other = accepted(cast, text=ECONOMY.replace("tháng 10", "tháng 9"), period="2026-09")
    assert refusal(drafted, cast=cast, submissions=[other.pk]) == "CNS-016"
    with pytest.raises(Problem):
        drafted(cast, [other.pk], who="dung")
    assert refusal(drafted, cast=cast, period="2026") == "CNS-004"


def test_who_has_not_reported_is_told(cast):
    made = month(cast)
    request_create(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, unit_id=cast.units["mot_cua"].pk, title="Báo cáo tháng 10",
        period="2026-10", due_on=cast.actor("binh").on,
    )  # fmt: skip
    rows = selectors.reported(cast.actor("binh"), period="2026-10", body_id=cast.bodies["ubnd"].pk, report=made.report)
    assert [(row.unit.split(" xã")[0], row.state, row.inside) for row in rows] == [
        ("Phòng Kinh tế", "accepted", True),
        ("Phòng Văn hóa – Xã hội", "accepted", True),
        ("Trung tâm Phục vụ hành chính công", "missing", False),
    ]


def test_issuing_gives_a_number_and_locks_every_block(cast):
    made = month(cast)
    actor = cast.actor("an")
    issued = services.consolidated_issue(actor=actor, report=made.report)
    assert issued.document.symbol == "01/BC-UBND"
    assert "Nhà văn hóa thôn Đông xuống cấp." in issued.document.text
    assert Issued.objects.get().subject_ref == f"documents.document/{issued.document_id}"
    row = block(issued, "Thu ngân sách trên địa bàn từ")
    change = {"actor": actor, "report": issued, "block_id": row.pk, "version": row.version, "text": "Sửa sau."}
    assert refusal(services.block_edit, **change) == "CNS-001"
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.filter(pk=row.pk).update(text="Sửa sau lưng.")
    observed(cast, made.indicator, "2026-01..2026-10", 9999)
    row.refresh_from_db()
    frozen = Observation.objects.get(pk=row.fields[0]["observation"])
    assert (frozen.amount, "8.105" in row.text) == (Decimal(8105), True)


def test_a_number_that_differs_keeps_a_report_from_being_issued(cast):
    made = month(cast)
    row = block(made.report, "Thu ngân sách trên địa bàn từ")
    edited(cast, made.report, row, row.text.replace("8.105", "8.200"))
    assert refusal(services.consolidated_issue, actor=cast.actor("an"), report=made.report) == "CNS-006"
    assert not Issued.objects.exists()


def test_tables_that_are_behind_the_record_keep_a_report_from_being_issued(cast):
    made = month(cast)
    observed(cast, made.indicator, "2026-10", 900)
    assert refusal(services.consolidated_issue, actor=cast.actor("an"), report=made.report) == "CNS-019"
    token = refresh_of(cast.actor("an"), made.report).token
    observed(cast, made.indicator, "2026-10", 905)
    stale = {"actor": cast.actor("an"), "report": made.report, "token": token}
    assert refusal(services.refresh_apply, **stale) == "CNS-008"


def test_restricted_figures_stay_out_of_tables(cast):
    made = month(cast)
    made.indicator.classification = 1
    made.indicator.save(update_fields=["classification"])
    again = drafted(cast, [made.economy.pk])
    assert [b for b in selectors.blocks(again) if b.kind in ("table", "chart")] == []


def test_a_stranger_knows_nothing_of_a_draft_and_readers_only_of_issued_reports(cast):
    made = month(cast)
    for who in ("dung", "khanh", "giang", "nobody"):
        with pytest.raises(Problem) as caught:
            selectors.report_get(cast.actor(who), made.report.pk)
        assert caught.value.code == "ACC-002", who
    services.consolidated_issue(actor=cast.actor("an"), report=made.report)
    assert selectors.report_get(cast.actor("giang"), made.report.pk) == made.report
    for who in ("dung", "khanh"):
        assert not selectors.reports(cast.actor(who)).exists()
    assert (
        refusal(services.block_add, actor=cast.actor("giang"), report=made.report, section="ket-qua", text="x")
        == "ACC-001"
    )


def test_quarters_halves_and_years_have_templates_at_every_level(cast):
    found = {(row["level"], row["period_kind"]) for row in shipped()}
    kinds = ("month", "quarter", "half", "nine_months", "year")
    assert found == {(level, kind) for level in ("commune", "district", "province") for kind in kinds}
    assert load() == 0, "loaded with the migration"
    report = drafted(cast, kind="year", period="2026")
    assert report.title.endswith("năm 2026, phương hướng, nhiệm vụ năm 2027")
    summer = accepted(cast, period="2026-Q3")
    quarter = drafted(cast, [summer.pk], kind="quarter", period="2026-Q3")
    assert "Phòng Kinh tế xã An Phú" in texts(quarter, "ket-qua")
    assert PeriodField(max_length=20).clean("2026-q3") == "2026-Q3", "units are asked for the report of a quarter"
    asked = {"actor": cast.actor("binh"), "body_id": cast.bodies["ubnd"].pk, "unit_id": cast.units["mot_cua"].pk}
    assert request_create(**asked, title="Quý III", period="2026-Q3", due_on=cast.actor("binh").on).period == "2026-Q3"


def test_charts_follow_the_figures_on_record(cast):
    made = month(cast, culture=False, kind="month")
    observed(cast, made.indicator, "2026-09", 801)
    found = refresh_of(cast.actor("binh"), made.report)
    (change,) = [one for one in found.changes if one.where == "biểu đồ, tháng 09/2026"]
    assert (change.before, change.after) == ("", "801")
    services.refresh_apply(actor=cast.actor("binh"), report=made.report, token=found.token)
    assert refresh_of(cast.actor("binh"), made.report).changes == []


def test_a_template_is_checked_before_it_is_kept(cast):
    about = {"actor": cast.actor("binh"), "template": template(), "name": "A", "title": "B", "recipients": ""}
    section = Section("", "Kết quả")
    assert refusal(services.template_save, **about, sections=[]) == "CNS-010"
    assert refusal(services.template_save, **about, sections=[Section("", " ")]) == "CNS-011"
    assert refusal(services.template_save, **about, sections=[Section("", "A", "bản đồ")]) == "CNS-012"
    assert refusal(services.template_save, **(about | {"name": " "}), sections=[section]) == "DOC-001"
    made = services.template_save(**about, sections=[section, section])
    assert [part["key"] for part in made.sections] == ["ket-qua", "ket-qua-2"]
    assert services.template_save(**about, sections=sections_of(made.sections)) == made, "equal: nothing happens"
    again = services.template_save(**about, sections=[section])
    assert (again.version, selectors.templates(cast.actor("binh"))[0].level) == (2, "commune")


def test_a_recorded_number_takes_the_place_of_one_that_a_person_wrote(cast):
    made = month(cast, culture=False)
    actor = cast.actor("binh")
    text = "Riêng tháng 10 năm 2026, thu ngân sách trên địa bàn đạt 950 triệu đồng."
    row = services.block_add(actor=actor, report=made.report, section="ket-qua", text=text)
    (finding,) = selectors.checked(actor, made.report, [row]).findings[row.pk]
    services.finding_settle(actor=actor, report=made.report, block_id=row.pk, version=1, key=finding.key)
    row.refresh_from_db()
    assert row.text == text.replace("950", "882")
    (field,) = row.fields
    assert row.text[field["start"] : field["end"]] == "882"


def test_what_begins_in_january_has_one_column_for_what_was_done(cast):
    marks = {}
    for kind, period in (
        ("month-ngan", "2026-10"),
        ("month-ngan", "2026-01"),
        ("quarter", "2026-Q3"),
        ("year", "2026"),
    ):
        heads = columns_of(drafted(cast, kind=kind, period=period))
        marks[period] = [
            head.mark for head in heads if head.title.startswith("Lũy kế ") and "cùng kỳ" not in head.title
        ]
        assert [head.mark for head in heads[3:]] == [str(n) for n in range(1, len(heads) - 2)]
    assert marks == {"2026-10": ["3"], "2026-01": [], "2026-Q3": ["3"], "2026": []}
    row = indicator(cast)
    observed(cast, row, "2026", 9000)
    year = drafted(cast, kind="year", period="2026")
    (table,) = [one for one in blocks_of(year, selectors.blocks(year)) if isinstance(one, Table)]
    assert len(table.rows[-1].cells) == 8
    observed(cast, row, "2026", 9100)
    found = [(one.where, one.after) for one in refresh_of(cast.actor("binh"), year).changes]
    assert ("now", "9.100") in found
    assert "total" not in {where for where, _after in found}


def test_the_year_before_is_told_as_a_sum_and_what_it_lacks_is_said(cast):
    row = indicator(cast, kind="sum")
    for period in (f"2026-{number:02d}" for number in range(1, 11)):
        observed(cast, row, period, 100)
    observed(cast, row, "2025-10", 90)
    report = drafted(cast)
    (table,) = [one for one in blocks_of(report, selectors.blocks(report)) if isinstance(one, Table)]
    assert [head.title for head in table.columns if "năm trước" in head.title] == ["Lũy kế cùng kỳ năm trước"]
    lacking = (
        "Sổ số liệu có số tháng 10 năm 2025, thiếu số các tháng trước đó để tính lũy kế cùng kỳ của: Thu ngân sách"
    )
    assert lacking in table.source
    page = text_of(client_of(cast, "binh").get(reverse("consolidation:report", args=[report.pk])))
    assert lacking in page
    assert "Lũy kế cùng kỳ năm trước" in page
    for period in (f"2025-{number:02d}" for number in range(1, 10)):
        observed(cast, row, period, 90)
    whole = drafted(cast)
    (table,) = [one for one in blocks_of(whole, selectors.blocks(whole)) if isinstance(one, Table)]
    assert "thiếu số" not in table.source


def test_a_new_report_opens_and_closes_in_words_that_stay_where_they_stand(cast):
    report = month(cast, culture=False).report
    actor, about = cast.actor("binh"), "kết quả công tác tháng 10 năm 2026, nhiệm vụ tháng 11 năm 2026"
    opening = f"Thực hiện chế độ báo cáo định kỳ, Ủy ban nhân dân xã An Phú báo cáo {about} như sau:"
    closing = f"Trên đây là báo cáo {about} của Ủy ban nhân dân xã An Phú./."
    key = services.section_add(actor=actor, report=report, title="Phụ lục")
    services.block_add(actor=actor, report=report, section=key, text="Danh sách kèm theo.")
    report.refresh_from_db()
    services.section_move(actor=actor, report=report, key=key, to="first")
    report.refresh_from_db()
    made = list(blocks_of(report, selectors.blocks(report)))
    assert [said(made[0]), said(made[-1])] == [opening, closing]
    assert (made[1].text, said(made[2])) == ("I. PHỤ LỤC", "Danh sách kèm theo.")
    assert selectors.checked(actor, report, selectors.blocks(report)).open_count == 0
    row = block(report, "Trên đây là")
    edited(cast, report, row, closing.replace("Trên đây là báo cáo", "Trên đây là"))
    assert said(list(blocks_of(report, selectors.blocks(report)))[-1]).startswith("Trên đây là kết quả")


def said(paragraph):
    return "".join(getattr(run, "text", "") or run.shown for run in paragraph.runs)


def test_a_report_of_opening_and_closing_alone_is_not_issued(cast):
    report = drafted(cast)
    assert [row.section for row in selectors.blocks(report)] == ["_mo", "_ket"]
    assert refusal(services.consolidated_issue, actor=cast.actor("an"), report=report) == "CNS-005"


def test_a_figure_corrected_in_review_is_taken_in_as_corrected(cast):
    words = "Khám 1.346 lượt người, tăng 8% so với tháng trước (1.120 lượt người)."
    sent = accepted(cast, text=f"BÁO CÁO\n\n1. Kết quả đạt được\n{words}\n", state="sent")
    reading = latest_reading(sent)
    start = reading.text.index("tăng 8%")
    figure = {
        "id": "f1", "quote": "tăng 8%", "start": start, "end": start + 7, "subject": "lượt khám", "value": "8", "low": None, "high": None,
        "comparator": "=", "unit": "%", "role": "change", "period": None,
    }  # fmt: skip
    Reading.objects.filter(pk=reading.pk).update(data=reading.data | {"figures": [figure]})
    reading.refresh_from_db()
    decision_record(actor=cast.actor("binh"), reading=reading, item="figure:f1", action="correct", value="20,2")
    submission_step(actor=cast.actor("binh"), submission=sent, verb="accept")
    report = drafted(cast, [sent.pk])
    assert words.replace("8%", "20,2%") in texts(report)
    assert words not in texts(report)


def test_the_year_before_and_the_share_are_told_since_january_or_not_at_all(cast):
    row = indicator(cast)
    observed(cast, row, "2026", 11000, role="plan")
    observed(cast, row, "2025-10", 701)
    for amount in (None, 882):
        if amount:
            observed(cast, row, PERIOD, amount)
        (told,) = figures.table_of(selectors.book_of(cast.actor("binh"), drafted(cast)), ["NS01"])["rows"]
        shown = {name: told["cells"][name]["shown"] for name in ("now", "total", "share", "before", "growth")}
        month_now = "882" if amount else ""
        assert shown == {"now": month_now, "total": "", "share": "", "before": "", "growth": ""}, (
            "October alone is no sum since January"
        )
    observed(cast, row, "2025-01..2025-10", 7000)
    (told,) = figures.table_of(selectors.book_of(cast.actor("binh"), drafted(cast)), ["NS01"])["rows"]
    assert told["cells"]["before"]["shown"] == "7.000"
