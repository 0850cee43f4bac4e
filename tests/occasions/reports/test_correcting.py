"""A finding offers the value it computed for the figure it is about, and says when a correction does not close it."""

from datetime import date

import pytest
from django.urls import reverse

from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.correcting import computed_after, half_step, offered
from giaoban.occasions.reports.models import ReviewDecision
from giaoban.occasions.reports.reader import read_here
from tests.occasions.reports.test_services import receive
from tests.pages import client_of

GROWTH = "Tháng 11 khám 1.346 lượt người, tăng 8% so với tháng 10 (1.120 lượt người)."
SHARE = "Đã cấp 46/60 giấy chứng nhận, đạt 76,9%."
SUM = "Tiếp nhận 1.290 hồ sơ, gồm 913 hồ sơ trực tuyến và 371 hồ sơ trực tiếp."


def failing(text):
    data = read_here(text.encode(), name="a.txt", on=date(2026, 11, 25)).data
    finding = next(row for row in data["findings"] if row["verdict"] == "fails")
    relation = next(row for row in data["relations"] if row["id"] == finding["relation"])
    return finding, relation, {row["id"]: row for row in data["figures"]}


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [(GROWTH, "tăng 8%", "20,18%"), (SHARE, "76,9%", "76,7"), (SUM, "1.290 hồ sơ", "1.284 hồ sơ")],
)
def test_the_computed_figure_and_its_value_are_offered(text, figure, value):
    assert offered(*failing(text)) == (figure, value)


def test_a_check_that_computes_no_figure_offers_nothing():
    finding, relation, figures = failing(SUM)
    assert offered({**finding, "template": "T12"}, relation, figures) == ("", "")
    assert offered(finding, {**relation, "result": None}, figures) == ("", "")
    assert offered({**finding, "computed": "1.284 hộ", "suggestions": []}, relation, figures) == ("1.290 hồ sơ", "")


@pytest.mark.parametrize(
    ("text", "figure", "value", "still"),
    [
        (GROWTH, "tăng 8%", "20,2", ""),
        (GROWTH, "tăng 8%", "20,3", "20.1785714"),
        (GROWTH, "1.346 lượt người", "20,2", "-98.1964285"),
        (GROWTH, "1.346 lượt người", "1.210", ""),
        (SHARE, "76,9%", "76,7", ""),
        (SHARE, "46", "47", "78.3333333"),
        (SUM, "1.290 hồ sơ", "1.284", ""),
        (SUM, "371 hồ sơ", "370", "1283"),
        (SUM, "371 hồ sơ", "377", ""),
        (SUM, "một số khác", "1", ""),
        (SUM, "371 hồ sơ", "nhiều", ""),
    ],
)
def test_a_correction_is_weighed_with_the_other_numbers(text, figure, value, still):
    _finding, relation, figures = failing(text)
    found = computed_after(relation, figures, ReviewDecision(figure=figure, value=value, unit_of_measure=""))
    assert ("" if found is None else str(found)[: len(still) or 12]) == still


def test_what_cannot_be_computed_anew_is_not_judged():
    _finding, relation, figures = failing(SHARE)
    decision = ReviewDecision(figure="46", value="47", unit_of_measure="")
    assert computed_after({**relation, "template": "T9"}, figures, decision) is None
    assert computed_after({**relation, "terms": ["f0"]}, figures, decision) is None
    assert str(half_step("8%")) == "0.5"


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_the_page_preselects_the_offer_and_says_what_still_fails(cast):
    submission = receive(cast, text=GROWTH)
    reading = selectors.latest_reading(submission)
    item = next(row for row in selectors.items(reading, "finding") if row.row["template"] == "T7")
    client = client_of(cast, "binh")
    page = client.get(reverse("reports:review", args=[submission.pk])).content.decode()
    assert "<option selected>tăng 8%</option>" in page
    assert 'name="value" value="20,18%"' in page
    fields = {"item": f"finding:{item.key}", "action": "anyway", "figure": "1.346 lượt người", "value": "20,2"}
    fields["reading"] = "1"
    answer = client.post(reverse("reports:decide", args=[submission.pk]), fields, headers={"HX-Request": "true"})
    assert "Vẫn chưa khớp" in answer.content.decode()
    fields |= {"figure": "tăng 8%", "action": "correct"}
    answer = client.post(reverse("reports:decide", args=[submission.pk]), fields, headers={"HX-Request": "true"})
    assert "Vẫn chưa khớp" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_a_correction_that_fails_too_is_asked_about_before_it_is_stored(cast):
    submission = receive(cast, text=GROWTH)
    item = next(
        row for row in selectors.items(selectors.latest_reading(submission), "finding") if row.row["template"] == "T7"
    )
    client, url = client_of(cast, "binh"), reverse("reports:decide", args=[submission.pk])
    fields = {"item": f"finding:{item.key}", "action": "correct", "figure": "tăng 8%", "value": "20,5", "reason": "đọc"}
    fields["reading"] = "1"
    asked = client.post(url, fields, headers={"HX-Request": "true"}).content.decode()
    question = "Số mới vẫn chưa khớp: ghi 20,5 nhưng phép tính ra 20,18%. Lưu dù vậy?"
    assert question in asked
    assert 'name="value" value="20,5"' in asked
    assert 'name="reason" value="đọc"' in asked
    assert "Sửa tăng 8% thành 20,18%" in asked
    back = client.post(url, fields)
    assert (back.status_code, back.url.endswith(f"#finding-{item.key}")) == (302, True)
    assert question in client.get(back.url).content.decode()
    assert not ReviewDecision.objects.exists()
    assert "Số mới vẫn chưa khớp" not in client.get(f"{back.url.partition('?')[0]}?hoi=finding:nx").content.decode()
    stored = client.post(url, fields | {"action": "anyway"}, headers={"HX-Request": "true"}).content.decode()
    assert "phép tính ra 20,18%" in stored
    assert "Lưu dù vậy" not in stored
    assert ReviewDecision.objects.values_list("action", "value").get() == ("correct", "20,5")


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_who_may_not_review_is_asked_nothing(cast):
    submission = receive(cast, text=GROWTH)
    fields = {"item": "finding:n1", "action": "correct", "figure": "tăng 8%", "value": "20,5"}
    answer = client_of(cast, "dung").post(reverse("reports:decide", args=[submission.pk]), fields)
    assert answer.status_code in (403, 404)
