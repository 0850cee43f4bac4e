"""Figures of a reviewed report become observations: all that are ticked or none, once, and with the way back to the sentence."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.recording import FigureRow, RowsRefused, figures_record, proposed
from giaoban.occasions.reports.versions import submission_replace
from giaoban.records.figures import selectors as figures
from giaoban.records.figures.models import Observation
from giaoban.records.figures.services import Source, indicator_create, observation_record, period_of
from tests.cast import ON
from tests.occasions.reports.test_services import receive, refusal
from tests.pages import client_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]

TEXT = """BÁO CÁO
Kết quả công tác tháng 11 năm 2026
Trung tâm đã tiếp nhận 1.247 hồ sơ. Đã trả sớm hạn 940 hồ sơ. Thu phí, lệ phí đạt 9.375 triệu đồng.
"""
WORDS = ["trung tâm đã tiếp nhận"]


def sent(cast, *, text=TEXT, **changes):
    submission = receive(cast, text=text, unit="van_hoa", period="2026-11", **changes)
    return services.submission_step(actor=cast.actor("binh"), submission=submission, verb="send")


def accepted(cast, **changes):
    return services.submission_step(actor=cast.actor("binh"), submission=sent(cast, **changes), verb="accept")


def dictionary(cast, who="binh", body="ubnd"):
    fields = {"actor": cast.actor(who), "body_id": cast.bodies[body].pk}
    return {
        "received": indicator_create(**fields, name="Hồ sơ tiếp nhận", unit_of_measure="hồ sơ", aliases=WORDS),
        "early": indicator_create(**fields, name="Hồ sơ trả sớm hạn", unit_of_measure="hồ sơ"),
        "fees": indicator_create(**fields, name="Thu phí, lệ phí", unit_of_measure="triệu đồng"),
    }


def row(cast, submission, quote, indicator, **changes):
    key = next(p.key for p in proposed(submission) if p.quote == quote)
    fields = {
        "figure": key,
        "indicator_id": indicator.pk,
        "unit_id": cast.units["van_hoa"].pk,
        "period": "2026-11",
        "role": "actual",
    }
    return FigureRow(**{**fields, **changes})


def test_ticked_figures_become_observations_with_their_place_and_state(cast):
    submission, known = accepted(cast), dictionary(cast)
    rows = [
        row(cast, submission, "1.247 hồ sơ", known["received"]),
        row(cast, submission, "9.375 triệu đồng", known["fees"]),
    ]
    made = figures_record(actor=cast.actor("binh"), submission=submission, rows=rows)
    first, fees = (made.observations[r.figure] for r in rows)
    assert (first.amount, first.state, first.unit) == (Decimal(1247), "approved", cast.units["van_hoa"])
    assert fees.amount == Decimal(9375), "in the indicator's unit of measure"
    text = selectors.latest_reading(submission).text
    assert text[first.span_start : first.span_end] == first.printed == "1.247 hồ sơ"
    assert first.quote == "Trung tâm đã tiếp nhận 1.247 hồ sơ."
    assert first.source_file == submission.original
    assert len(made.new) == 2


def test_money_per_household_is_recorded_in_thousands_as_it_is_written(cast):
    submission = accepted(cast, text="BÁO CÁO\nKết quả tháng 11 năm 2026\nMức hỗ trợ là 500 nghìn đồng/hộ.\n")
    shown = client_of(cast, "binh").get(reverse("reports:observations", args=[submission.pk])).content.decode()
    assert "500.000" not in shown
    named = {"name": "Mức hỗ trợ", "unit_of_measure": "nghìn đồng/hộ"}
    level = indicator_create(actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, **named)
    rows = [row(cast, submission, "500 nghìn đồng/hộ", level)]
    made = figures_record(actor=cast.actor("binh"), submission=submission, rows=rows)
    assert [one.amount for one in made.observations.values()] == [Decimal(500)]


def test_the_history_of_a_report_tells_that_its_figures_were_recorded(cast):
    submission, known = accepted(cast), dictionary(cast)
    rows = [row(cast, submission, "1.247 hồ sơ", known["received"])]
    figures_record(actor=cast.actor("binh"), submission=submission, rows=rows)
    page = client_of(cast, "binh").get(reverse("reports:history", args=[submission.pk])).content.decode()
    assert "Ghi số liệu</" in page


def test_words_that_mean_another_indicator_stay_with_it(cast):
    submission, known = accepted(cast), dictionary(cast)
    rows = [row(cast, submission, "1.247 hồ sơ", known["early"])]
    figures_record(actor=cast.actor("binh"), submission=submission, rows=rows)
    assert [alias.alias for alias in known["received"].aliases.all()] == WORDS
    assert not known["early"].aliases.exists()


def test_recording_twice_makes_no_second_revision(cast):
    submission, known = sent(cast), dictionary(cast)
    rows = [row(cast, submission, "940 hồ sơ", known["early"])]
    binh = cast.actor("binh")
    first = figures_record(actor=binh, submission=submission, rows=rows)
    assert [o.state for o in first.observations.values()] == ["submitted"]
    accepted_one = services.submission_step(actor=binh, submission=submission, verb="accept")
    again = figures_record(actor=binh, submission=accepted_one, rows=rows)
    assert again.new == frozenset()
    only = Observation.objects.get()
    assert (only.revision, only.state) == (1, "approved")


def test_all_are_recorded_or_none_and_each_row_says_why(cast):
    submission, known = accepted(cast), dictionary(cast)
    good = row(cast, submission, "1.247 hồ sơ", known["received"])
    bad = [
        row(cast, submission, "9.375 triệu đồng", known["received"]),
        row(cast, submission, "940 hồ sơ", known["early"], indicator_id=None),
    ]
    with pytest.raises(RowsRefused) as caught:
        figures_record(actor=cast.actor("binh"), submission=submission, rows=[good, *bad])
    assert {key: p.code for key, p in caught.value.rows.items()} == {
        bad[0].figure: "OBS-005",
        bad[1].figure: "REP-024",
    }
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"unit_id": None}, "REP-025"),
        ({"period": ""}, "REP-025"),
        ({"period": "mùa thu"}, "OBS-004"),
        ({"figure": "f99"}, "REP-003"),
    ],
)
def test_a_row_that_says_too_little_is_refused(cast, changes, code):
    submission, known = accepted(cast), dictionary(cast)
    rows = [row(cast, submission, "940 hồ sơ", known["early"], **changes)]
    with pytest.raises(RowsRefused) as caught:
        figures_record(actor=cast.actor("binh"), submission=submission, rows=rows)
    assert [p.code for p in caught.value.rows.values()] == [code]


def test_two_rows_may_not_state_one_figure_differently(cast):
    submission, known = accepted(cast), dictionary(cast)
    rows = [row(cast, submission, quote, known["received"]) for quote in ("1.247 hồ sơ", "940 hồ sơ")]
    with pytest.raises(RowsRefused) as caught:
        figures_record(actor=cast.actor("binh"), submission=submission, rows=rows)
    assert [p.code for p in caught.value.rows.values()] == ["REP-026"]


def test_figures_with_open_findings_and_reports_that_are_not_sent_wait(cast):
    text = "Kết quả tháng 11 năm 2026\nĐã cấp 46/60 giấy chứng nhận, đạt 76,9%.\n"
    binh, share = cast.actor("binh"), {"name": "Tỷ lệ cấp giấy", "unit_of_measure": "%", "kind": "rate"}
    known = indicator_create(actor=binh, body_id=cast.bodies["ubnd"].pk, **share)
    draft = receive(cast, text=text)
    rows = [row(cast, draft, "76,9%", known)]
    assert refusal(figures_record, actor=binh, submission=draft, rows=rows) == "REP-022"
    submission = services.submission_step(actor=binh, submission=draft, verb="send")
    with pytest.raises(RowsRefused) as caught:
        figures_record(actor=binh, submission=submission, rows=rows)
    assert [p.code for p in caught.value.rows.values()] == ["REP-023"]
    reading = selectors.latest_reading(submission)
    for item in selectors.undecided(reading, {}):
        services.decision_record(
            actor=binh, reading=reading, item=f"finding:{item.key}", action="correct", value="76,7", figure="76,9%"
        )
    made = figures_record(actor=binh, submission=submission, rows=rows)
    assert [o.amount for o in made.observations.values()] == [Decimal("76.7")]


def test_a_correction_after_recording_is_a_further_revision(cast):
    binh, submission, known = cast.actor("binh"), sent(cast), dictionary(cast)
    rows = [row(cast, submission, "940 hồ sơ", known["early"])]
    figures_record(actor=binh, submission=submission, rows=rows)
    reading = selectors.latest_reading(submission)
    services.decision_record(
        actor=binh, reading=reading, item=f"figure:{rows[0].figure}", action="correct", value="904"
    )
    made = figures_record(actor=binh, submission=submission, rows=rows)
    assert [(o.amount, o.revision) for o in made.observations.values()] == [(904, 2)]
    assert len(made.new) == 1


def test_the_words_of_a_report_are_remembered_for_the_next_one(cast):
    submission, known = accepted(cast), dictionary(cast)
    fees = indicator_create(
        actor=cast.actor("binh"),
        body_id=cast.bodies["ubnd"].pk,
        name="Số giải quyết trước hạn",
        unit_of_measure="hồ sơ",
    )
    rows = [row(cast, submission, "940 hồ sơ", fees)]
    subject = next(p.subject for p in proposed(submission) if p.key == rows[0].figure)
    figures_record(actor=cast.actor("binh"), submission=submission, rows=rows)
    best = figures.match_indicator(cast.actor("binh"), subject, "hồ sơ", ON)[0]
    if best.indicator == known["early"]:
        assert best.score == 1.0, "the words meant another indicator already"
    else:
        assert (best.indicator, best.score) == (fees, 1.0)


def test_the_stranger_records_nothing_and_a_reader_neither(cast):
    submission, known = accepted(cast), dictionary(cast)
    rows = [row(cast, submission, "940 hồ sơ", known["early"])]
    assert refusal(figures_record, actor=cast.actor("dung"), submission=submission, rows=rows) == "ACC-002"
    assert refusal(figures_record, actor=cast.actor("hoa"), submission=submission, rows=rows) == "ACC-001"
    client = client_of(cast, "dung")
    for name in ("reports:observations", "reports:observation_place"):
        more = [1, 2] if name.endswith("place") else []
        assert client.get(reverse(name, args=[submission.pk, *more])).status_code == 404
    assert client_of(cast, "hoa").get(reverse("reports:observations", args=[submission.pk])).status_code == 403
    foreign = dictionary(cast, "dung", "ubnd_tl")
    other = [row(cast, submission, "940 hồ sơ", foreign["early"])]
    with pytest.raises(RowsRefused):
        figures_record(actor=cast.actor("binh"), submission=submission, rows=other)


def test_the_page_ticks_what_is_beyond_doubt_and_records_it(cast):
    submission, _known = accepted(cast), dictionary(cast)
    client, url = client_of(cast, "binh"), reverse("reports:observations", args=[submission.pk])
    client.get(url)  # what is remembered for the whole process is read here
    with queries("reports", "observations"):
        page = client.get(url)
    rows = {line.proposal.quote: line for line in page.context["lines"]}
    assert rows["1.247 hồ sơ"].ticked
    assert rows["9.375 triệu đồng"].value == "9.375"
    posted = {"ghi": [line.key for line in rows.values() if line.ticked]}
    for line in rows.values():
        posted |= {
            f"chi-tieu-{line.key}": line.indicator,
            f"don-vi-{line.key}": line.unit_id,
            f"ky-{line.key}": line.period,
            f"loai-{line.key}": line.role,
        }
    answer = client.post(url, posted, follow=True)
    assert "Đã ghi" in answer.content.decode()
    made = Observation.objects.get(printed="1.247 hồ sơ")
    assert reverse("figures:observation", args=[made.pk]) in answer.content.decode()
    assert not any(line.ticked for line in answer.context["lines"] if line.same)
    place = client.get(figures.trace(made).url)
    assert place.url == reverse("reports:review", args=[submission.pk]) + f"#p-{rows['1.247 hồ sơ'].key}"


def test_a_figure_is_proposed_for_the_unit_it_was_recorded_for_before(cast):
    submission, known = accepted(cast), dictionary(cast)
    client, url = client_of(cast, "binh"), reverse("reports:observations", args=[submission.pk])

    def unit_of(quote):
        return next(line.unit_id for line in client.get(url).context["lines"] if line.proposal.quote == quote)

    assert unit_of("1.247 hồ sơ") == cast.units["van_hoa"].pk
    area = {"unit": cast.units["an_phu"], "period": period_of("2026-10"), "source": Source()}
    observation_record(actor=cast.actor("binh"), indicator=known["received"], amount=Decimal(9), **area)
    assert unit_of("1.247 hồ sơ") == cast.units["an_phu"].pk
    area["unit"] = cast.units["van_hoa"]
    observation_record(actor=cast.actor("binh"), indicator=known["received"], amount=Decimal(9), **area)
    assert unit_of("1.247 hồ sơ") == cast.units["van_hoa"].pk


def test_an_indicator_is_created_in_place_and_chosen(cast):
    submission = accepted(cast)
    client, url = client_of(cast, "binh"), reverse("reports:observations", args=[submission.pk])
    key = next(p.key for p in proposed(submission) if p.quote == "940 hồ sơ")
    posted = {"lap": key, f"ky-{key}": "2026-11", f"loai-{key}": "actual", f"kieu-{key}": "sum"}
    posted |= {f"don-vi-{key}": cast.units["van_hoa"].pk, f"dvt-{key}": "hồ sơ"}
    refused = client.post(url, posted | {f"ten-{key}": " "})
    assert (refused.status_code, "Ghi đủ hai ô" in refused.content.decode()) == (422, True)
    page = client.post(url, posted | {f"ten-{key}": "Hồ sơ trả sớm hạn"})
    line = next(line for line in page.context["lines"] if line.key == key)
    assert (line.indicator, line.ticked) == ("CT001 – Hồ sơ trả sớm hạn (hồ sơ)", True)
    posted = {"ghi": key, f"chi-tieu-{key}": line.indicator, **{k: v for k, v in posted.items() if k != "lap"}}
    client.post(url, posted)
    assert Observation.objects.get().indicator.name == "Hồ sơ trả sớm hạn"


def test_a_row_that_is_refused_says_so_on_the_page_and_keeps_what_was_typed(cast):
    submission = accepted(cast)
    client, url = client_of(cast, "binh"), reverse("reports:observations", args=[submission.pk])
    key = next(p.key for p in proposed(submission) if p.quote == "940 hồ sơ")
    posted = {"ghi": key, f"ky-{key}": "2026", f"loai-{key}": "plan", f"chi-tieu-{key}": "không có trong danh mục"}
    page = client.post(url, posted)
    text = page.content.decode()
    assert (page.status_code, "Chưa ghi số nào: 1 dòng" in text, "Chưa chọn chỉ tiêu" in text) == (422, True, True)
    line = next(line for line in page.context["lines"] if line.key == key)
    assert (line.period, line.role, line.indicator) == ("2026", "plan", "không có trong danh mục")


def test_a_report_that_cannot_be_read_or_is_not_sent_says_so(cast):
    client = client_of(cast, "binh")
    broken = receive(cast, text=b"%PDF-1.4 broken", name="hỏng.pdf")
    assert client.get(reverse("reports:observations", args=[broken.pk])).status_code == 409
    draft = receive(cast, text=TEXT)
    assert "Báo cáo chưa gửi" in client.get(reverse("reports:observations", args=[draft.pk])).content.decode()


def test_what_was_recorded_of_an_earlier_file_is_known_by_its_words_not_by_its_place(cast):
    submission, known, binh = sent(cast), dictionary(cast), cast.actor("binh")
    rows = [row(cast, submission, "1.247 hồ sơ", known["received"])]
    figures_record(actor=binh, submission=submission, rows=rows)
    back = services.submission_step(actor=binh, submission=submission, verb="send_back", reason="Bổ sung")
    text = TEXT.replace("Trung tâm", "Toàn xã đã làm thủ tục 1.300 hồ sơ. Trung tâm", 1)
    stream = io.BytesIO(text.encode())
    new = submission_replace(actor=binh, submission=back, stream=stream, name="báo cáo 2.txt")
    services.submission_step(actor=binh, submission=new, verb="send")
    made, client = Observation.objects.get(), client_of(cast, "binh")
    lines = client.get(reverse("reports:observations", args=[new.pk])).context["lines"]
    found = {line.proposal.quote: line for line in lines}
    assert (found["1.300 hồ sơ"].proposal.start, found["1.300 hồ sơ"].recorded) == (made.span_start, None)
    assert (found["1.247 hồ sơ"].recorded, found["1.247 hồ sơ"].same) == (made, True)
    assert client.get(figures.trace(made).url).url.endswith(f"#p-{found['1.247 hồ sơ'].key}")
