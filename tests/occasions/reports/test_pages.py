"""The pages of reports: inbox, hand in, review, requests, and the link of a unit without an account."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from giaoban.ground.directory.models import Link
from giaoban.ground.notices.models import Notice
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.forms import PeriodField
from giaoban.occasions.reports.models import ReviewDecision, Submission
from tests.cast import AT, ON
from tests.occasions.reports.test_services import TEXT, ask, receive
from tests.pages import client_of, text_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("11/2026", "2026-11"), ("quý IV/2026", "2026-Q4"), ("6 tháng đầu năm 2026", "2026-H1"), ("năm 2026", "2026"),
        ("Tháng 11 năm 2026", "2026-11"), ("11-2026", "2026-11"), ("2026-q3", "2026-Q3"), ("mùa thu", "mùa thu"), ("", ""),
    ],
)  # fmt: skip
def test_a_period_is_understood_as_its_help_writes_it(said, key):
    assert PeriodField(required=False).clean(said) == key


def file(text=TEXT, name="báo cáo.txt"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def test_a_clerk_drops_a_file_and_lands_on_its_review_page(cast):
    client = client_of(cast, "binh")
    page = client.post(reverse("reports:upload"), {"file": file(), "unit": cast.units["van_hoa"].pk}, follow=True)
    assert page.status_code == 200
    assert "46" in page.content.decode()
    submission = Submission.objects.get()
    assert page.request["PATH_INFO"] == reverse("reports:review", args=[submission.pk])
    assert submission.sent_by.startswith("Trần Thị Bình")


def test_the_review_page_marks_figures_and_shows_each_finding_with_its_formula(cast):
    submission = receive(cast)
    page = client_of(cast, "binh").get(reverse("reports:review", args=[submission.pk])).content.decode()
    finding = next(
        i for i in selectors.items(selectors.latest_reading(submission), "finding") if i.row["severity"] != "note"
    )
    assert finding.row["message"].split("<")[0][:20] in page
    assert f'id="p-{finding.key}"' in page
    assert page.count('class="m-figure') >= 5
    assert "78,3" in page or "76,7" in page


def test_a_decision_by_htmx_gives_the_card_back_with_what_is_left(cast):
    submission = services.submission_step(actor=cast.actor("binh"), submission=receive(cast), verb="send")
    reading = selectors.latest_reading(submission)
    left = selectors.undecided(reading, {})
    client = client_of(cast, "binh")
    answer = client.post(
        reverse("reports:decide", args=[submission.pk]),
        {"item": f"finding:{left[0].key}", "action": "dismiss", "reason": "Số của <quý trước>", "reading": "1"},
        headers={"HX-Request": "true"},
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Số của &lt;quý trước&gt;" in text
    assert 'hx-swap-oob="true"' in text
    assert ReviewDecision.objects.get().decided_by.startswith("Trần Thị Bình")


@pytest.mark.parametrize("kind", ["figure", "task"])
def test_figures_and_tasks_are_decided_the_same_way(cast, kind):
    text = (
        TEXT
        + "\nKết luận hội nghị, đồng chí Chủ tịch UBND xã yêu cầu Phòng Kinh tế khẩn trương rà soát hồ sơ đất đai.\n"
    )
    submission = receive(cast, text=text)
    item = selectors.items(selectors.latest_reading(submission), kind)[0]
    fields = {"item": f"{kind}:{item.key}", "action": "correct", "value": "12", "reading": "1"}
    answer = client_of(cast, "binh").post(
        reverse("reports:decide", args=[submission.pk]), fields, headers={"HX-Request": "true"}
    )
    assert "Đã sửa thành" in answer.content.decode()


def test_without_javascript_a_decision_leads_back_to_the_page(cast):
    submission = receive(cast)
    client = client_of(cast, "binh")
    fields = {"item": "figure:f1", "action": "accept", "reading": "1"}
    answer = client.post(reverse("reports:decide", args=[submission.pk]), fields)
    assert (answer.status_code, answer.url) == (302, reverse("reports:review", args=[submission.pk]))


def test_a_refused_step_says_why_in_a_page(cast):
    submission = services.submission_step(actor=cast.actor("binh"), submission=receive(cast), verb="send")
    step = reverse("reports:step", args=[submission.pk])
    answer = client_of(cast, "binh").post(step, {"verb": "accept", "reading": "1"}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("reports:review", args=[submission.pk])
    assert "phát hiện chưa xem" in answer.content.decode()


def test_an_unreadable_file_shows_its_reason_and_keeps_the_original(cast):
    submission = receive(cast, text=b"%PDF-1.4 broken", name="hỏng.pdf")
    client = client_of(cast, "binh")
    page = client.get(reverse("reports:review", args=[submission.pk])).content.decode()
    assert "tệp gốc vẫn được giữ nguyên" in page
    assert submission.unreadable_code in page
    download = client.get(reverse("reports:original", args=[submission.pk]))
    assert b"".join(download.streaming_content) == b"%PDF-1.4 broken"
    assert "attachment" in download.headers["Content-Disposition"]
    assert (
        client.post(reverse("reports:decide", args=[submission.pk]), {"item": "x", "reading": "0"}).status_code == 409
    )


def test_a_form_without_a_file_or_with_a_bad_period_comes_back_with_words(cast):
    client = client_of(cast, "binh")
    empty = client.post(reverse("reports:upload"), {})
    assert (empty.status_code, "Chưa chọn tệp báo cáo" in empty.content.decode()) == (422, True)
    wrong = client.post(reverse("reports:upload"), {"file": file(), "period": "quý ba"})
    assert (wrong.status_code, "Ghi như 11/2026" in wrong.content.decode()) == (422, True)
    assert not Submission.objects.exists()


def test_the_stranger_gets_not_found_on_every_page_of_a_report(cast):
    submission, asked = receive(cast), ask(cast)
    client = client_of(cast, "dung")
    for name in ("review", "history", "original"):
        assert client.get(reverse(f"reports:{name}", args=[submission.pk])).status_code == 404
    for name in ("decide", "step"):
        assert client.post(reverse(f"reports:{name}", args=[submission.pk]), {"item": "figure:f1"}).status_code == 404
    assert client.get(reverse("reports:request", args=[asked.pk])).status_code == 404
    assert client.post(reverse("reports:request_link", args=[asked.pk])).status_code == 404
    assert submission.title not in client.get(reverse("reports:inbox")).content.decode()


def test_nobody_is_led_to_the_sign_in_page(cast):
    submission = receive(cast)
    for address in (reverse("reports:inbox"), reverse("reports:review", args=[submission.pk])):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))


def test_who_may_only_look_gets_no_buttons(cast):
    submission = receive(cast, unit="mot_cua")
    page = client_of(cast, "giang").get(reverse("reports:review", args=[submission.pk]))
    assert page.status_code == 200
    assert "Chấp nhận" not in page.content.decode()


def test_a_request_is_made_shown_closed_and_listed(cast):
    client = client_of(cast, "binh")
    fields = {
        "units": cast.units["van_hoa"].pk,
        "title": "Báo cáo văn hóa tháng 11",
        "period": "2026-11",
        "due_on": str(ON + timedelta(days=3)),
        "note": "Kèm biểu số 2",
    }
    page = client.post(reverse("reports:request_create"), fields, follow=True).content.decode()
    assert "Kèm biểu số 2" in page
    assert "Phòng Văn hóa – Xã hội xã An Phú" in page
    late = client.post(reverse("reports:request_create"), {**fields, "due_on": str(ON - timedelta(days=1))})
    assert (late.status_code, "đã qua" in late.content.decode()) == (422, True)
    asked = selectors.requests(cast.actor("binh")).get()
    client.post(reverse("reports:request_step", args=[asked.pk]), {"verb": "close"})
    assert "Đã đóng" in client.get(reverse("reports:requests")).content.decode()
    told = client.get(reverse("reports:request_history", args=[asked.pk])).content.decode()
    assert "Đóng yêu cầu" in told
    assert "Trần Thị Bình" in told
    assert client.post(reverse("reports:request_link", args=[asked.pk])).status_code == 409


def test_several_units_are_asked_at_once_each_by_a_request_of_its_own(cast):
    client = client_of(cast, "binh")
    fields = {"title": "Báo cáo tháng 11", "period": "11/2026", "due_on": str(ON)}
    none = client.post(reverse("reports:request_create"), fields)
    assert (none.status_code, "Chưa chọn đơn vị báo cáo" in none.content.decode()) == (422, True)
    units = [cast.units[name].pk for name in ("van_hoa", "kinh_te", "mot_cua")]
    page = client.post(reverse("reports:request_create"), {**fields, "units": units}, follow=True).content.decode()
    assert "Đã lập 3 yêu cầu báo cáo" in page
    assert set(selectors.requests(cast.actor("binh")).values_list("unit", flat=True)) == set(units)
    foreign = client.post(reverse("reports:request_create"), {**fields, "units": [cast.units["van_hoa_tl"].pk, *units]})
    assert foreign.status_code == 422
    assert selectors.requests(cast.actor("binh")).count() == 3


def test_the_units_people_hear_of_a_request_and_of_what_became_of_their_report(cast):
    asked = ask(cast)
    told = Notice.objects.filter(person=cast.people["cuong"])
    assert told.get().event == f"reports.asked:{asked.pk}"
    sent = services.submission_receive(
        actor=cast.actor("cuong"), body_id=asked.body_id, request=asked, stream=file(), name="bc.txt"
    )
    services.submission_step(actor=cast.actor("cuong"), submission=sent, verb="send")
    office = Notice.objects.filter(event__startswith=f"reports.send:{sent.pk}:")
    assert {notice.person_id for notice in office} == {cast.people["an"].pk, cast.people["binh"].pk}
    services.submission_step(actor=cast.actor("binh"), submission=sent, verb="send_back", reason="Thiếu biểu 2")
    back = told.filter(event__startswith=f"reports.send_back:{sent.pk}:")
    assert "Thiếu biểu 2" in back.get().text
    later = cast.actor("binh", at=AT + timedelta(hours=1))
    services.submission_step(actor=cast.actor("cuong"), submission=sent, verb="send")
    services.submission_step(actor=later, submission=sent, verb="send_back", reason="Thiếu biểu 3")
    assert "Thiếu biểu 3" in "".join(row.text for row in back.order_by("pk")), "a second return of the day is told too"
    assert not Notice.objects.filter(person=cast.people["dung"]).exists()


def test_the_link_is_mailed_where_an_address_is_given(cast):
    asked = ask(cast)
    client = client_of(cast, "binh")
    url = reverse("reports:request_link", args=[asked.pk])
    wrong = client.post(url, {"email": "thôn đông"})
    assert (wrong.status_code, "chưa đúng" in wrong.content.decode()) == (422, True)
    page = client.post(url, {"email": "thondong@anphu.example"}, follow=True).content.decode()
    address = re.search(r"http://testserver/gui/mo/[\w-]+/", page).group(0)
    notice = Notice.objects.get(address="thondong@anphu.example")
    assert notice.secret == address
    assert address not in notice.text
    assert "{secret}" in notice.text


def test_a_file_that_nobody_can_read_answers_nothing(cast):
    asked = ask(cast)
    sent = services.submission_receive(
        actor=cast.actor("cuong"), body_id=asked.body_id, request=asked, stream=file(b""), name="bc.docx"
    )
    services.submission_step(actor=cast.actor("cuong"), submission=sent, verb="send")
    row = selectors.requests(cast.actor("binh")).get()
    assert (row.sent, row.unreadable) == (0, 1)
    assert "Tệp không đọc được" in client_of(cast, "binh").get(reverse("reports:requests")).content.decode()


def test_a_report_is_pasted_as_text_or_with_its_tables(cast):
    client = client_of(cast, "binh")
    url = reverse("reports:upload")
    none = client.post(url, {"pasted": "  "})
    assert (none.status_code, "hoặc dán nội dung" in none.content.decode()) == (422, True)
    client.post(url, {"pasted": TEXT})
    plain = Submission.objects.latest("pk")
    assert (plain.file_name, selectors.latest_reading(plain).text) == ("Nội dung dán.txt", TEXT.strip())
    marked = "<table><tr><th>Xã<th>Hộ</tr><tr><td>An Phú<td>12</tr><tr><td>Tân Lập<td>8</tr></table><script>alert(1)</script>"
    client.post(url, {"pasted": "Xã Hộ An Phú 12", "pasted_html": marked})
    table = Submission.objects.latest("pk")
    assert table.file_name == "Nội dung dán.html"
    assert selectors.latest_reading(table).text == "Xã\tHộ\nAn Phú\t12\nTân Lập\t8"


def test_a_finding_in_a_table_names_its_cells(cast):
    rows = (("Xã", "Số hộ"), ("An Phú", "120"), ("Tân Lập", "85"), ("Hòa An", "64"), ("Tổng cộng", "296"))
    marked = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    client = client_of(cast, "binh")
    client.post(reverse("reports:upload"), {"pasted": "x", "pasted_html": f"<table>{marked}</table>"})
    submission = Submission.objects.latest("pk")
    page = client.get(reverse("reports:review", args=[submission.pk])).content.decode()
    assert "Ô trong bảng</span>bảng 1, hàng 5, cột 2; bảng 1, hàng 2, cột 2" in page
    assert "bảng 1, hàng 5, cột 2: " in text_of(client.get(reverse("reports:sheet", args=[submission.pk])))


def link_of(cast, asked):
    """The address that the office is shown once."""
    client = client_of(cast, "binh")
    page = client.post(reverse("reports:request_link", args=[asked.pk]), follow=True).content.decode()
    again = client.get(reverse("reports:request", args=[asked.pk])).content.decode()
    assert "/gui/mo/" not in again, "the link is shown once"
    return re.search(r"http://testserver(/gui/mo/[\w-]+/)", page).group(1)


def test_a_unit_without_an_account_drops_its_report_sees_findings_and_sends(cast):
    asked = ask(cast)
    visitor = Client()
    page = visitor.get(link_of(cast, asked), follow=True)
    assert page.request["PATH_INFO"] == "/gui/"
    assert "Báo cáo tháng 11" in page.content.decode()
    page = visitor.post("/gui/", {"file": file()}, follow=True)
    assert "Báo cáo chưa được gửi" in page.content.decode()
    submission = Submission.objects.get()
    assert (submission.state, submission.request, submission.unit) == ("draft", asked, asked.unit)
    page = visitor.post(f"/gui/{submission.pk}/", {"verb": "send"}, follow=True)
    assert "Đã gửi báo cáo" in page.content.decode()
    assert "Chấp nhận" not in page.content.decode()
    submission.refresh_from_db()
    assert submission.state == "sent"
    assert submission.title in client_of(cast, "binh").get(reverse("reports:inbox")).content.decode()


def test_a_link_opens_its_own_request_and_nothing_else(cast):
    mine, other = ask(cast), ask(cast, title="Của phòng khác", unit_id=cast.units["kinh_te"].pk)
    elsewhere = receive(cast, request=other)
    visitor = Client()
    visitor.get(link_of(cast, mine))
    assert visitor.get(f"/gui/{elsewhere.pk}/").status_code == 404
    assert visitor.post(f"/gui/{elsewhere.pk}/", {"verb": "send"}).status_code == 404
    assert "Của phòng khác" not in visitor.get("/gui/").content.decode()
    assert visitor.get(reverse("reports:review", args=[elsewhere.pk])).status_code == 302


def test_an_unknown_ended_or_revoked_link_tells_nothing(cast):
    asked = ask(cast)
    address = link_of(cast, asked)
    assert Client().get("/gui/mo/khong-co/").status_code == 404
    visitor = Client()
    visitor.get(address)
    Link.objects.update(revoked_at=cast.actor("binh").at)
    assert visitor.get("/gui/").status_code == 404
    assert Client().get(address).status_code == 404
    assert Client().get("/gui/").status_code == 404


def test_a_closed_request_shows_no_form_behind_its_link(cast):
    asked = ask(cast)
    visitor = Client()
    visitor.get(link_of(cast, asked))
    services.request_step(actor=cast.actor("binh"), request=asked, verb="close")
    assert "đã đóng, không nhận thêm tệp" in visitor.get("/gui/").content.decode()
    assert "đã đóng, không nhận thêm tệp" in visitor.post("/gui/", {"file": file()}).content.decode()
    assert not Submission.objects.exists()


def test_the_history_page_names_who_did_what(cast):
    client = client_of(cast, "binh")
    client.post(reverse("reports:upload"), {"file": file()})
    submission = Submission.objects.get()
    client.post(reverse("reports:step", args=[submission.pk]), {"verb": "send"})
    page = client.get(reverse("reports:history", args=[submission.pk])).content.decode()
    assert "Trần Thị Bình" in page
    assert "đã gửi" in page or "sent" in page


@pytest.mark.parametrize("count", [1, 60])
def test_lists_take_the_same_few_queries_at_any_size(cast, count):
    first = receive(cast)
    asked = ask(cast)
    for _ in range(count):
        Submission.objects.create(
            body=first.body,
            unit=first.unit,
            request=asked,
            title="x",
            original=first.original,
            file_name="x",
            sent_by="x",
            received_at=first.received_at,
        )
    client = client_of(cast, "binh")
    client.get(reverse("reports:inbox"))
    with queries("reports", "inbox", is_list=True):
        client.get(reverse("reports:inbox"))
    with queries("reports", "requests", is_list=True):
        client.get(reverse("reports:requests"))
    with queries("reports", "review"):
        client.get(reverse("reports:review", args=[first.pk]))
    with queries("reports", "history", is_list=True):
        client.get(reverse("reports:history", args=[first.pk]))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("11/2026", "2026-11"), ("Tháng 9 năm 2026", "2026-09"), ("năm 2026", "2026"), ("2026-11", "2026-11")],
)
def test_a_period_is_understood_as_offices_write_it(cast, typed, kept):
    client_of(cast, "binh").post(reverse("reports:upload"), {"file": file(), "period": typed})
    assert Submission.objects.get().period == kept


def test_the_office_hands_in_as_sent_a_unit_sees_its_findings_first(cast):
    client_of(cast, "binh").post(reverse("reports:upload"), {"file": file(), "unit": cast.units["van_hoa"].pk})
    assert Submission.objects.get().state == "sent"


def test_a_file_is_handed_in_for_a_request_and_not_for_one_that_is_not_seen(cast):
    asked = ask(cast)
    address = reverse("reports:upload") + f"?yeu-cau={asked.pk}"
    assert asked.title in client_of(cast, "cuong").get(address).content.decode()
    client_of(cast, "cuong").post(address, {"file": file()})
    assert Submission.objects.get().request == asked
    assert client_of(cast, "dung").get(address).status_code == 404


def test_the_reason_of_a_return_reaches_the_office_and_the_unit_behind_its_link(cast):
    asked = ask(cast)
    visitor = Client()
    visitor.get(link_of(cast, asked))
    visitor.post("/gui/", {"file": file()})
    submission = Submission.objects.get()
    visitor.post(f"/gui/{submission.pk}/", {"verb": "send"})
    step = reverse("reports:step", args=[submission.pk])
    client_of(cast, "binh").post(step, {"verb": "send_back", "reason": "Sửa mục 3", "reading": "1"})
    assert "Sửa mục 3" in visitor.get(f"/gui/{submission.pk}/").content.decode()
    assert "Sửa mục 3" in client_of(cast, "binh").get(reverse("reports:review", args=[submission.pk])).content.decode()


def test_nothing_is_sent_for_a_request_that_was_closed_meanwhile(cast):
    asked = ask(cast)
    visitor = Client()
    visitor.get(link_of(cast, asked))
    visitor.post("/gui/", {"file": file()})
    services.request_step(actor=cast.actor("binh"), request=asked, verb="close")
    assert visitor.post(f"/gui/{Submission.objects.get().pk}/", {"verb": "send"}).status_code == 409
    assert Submission.objects.get().state == "draft"


def test_a_correction_of_a_finding_names_the_number_it_corrects(cast):
    submission = receive(cast)
    reading = selectors.latest_reading(submission)
    found = next(i for i in selectors.items(reading, "finding") if selectors.quotes_of(reading, i))
    quote = selectors.quotes_of(reading, found)[0]
    fields = {"item": f"finding:{found.key}", "action": "anyway", "value": "47", "figure": quote, "reading": "1"}
    client = client_of(cast, "binh")
    answer = client.post(reverse("reports:decide", args=[submission.pk]), fields, headers={"HX-Request": "true"})
    assert f"Đã sửa {quote} thành" in answer.content.decode()
    page = client.get(reverse("reports:history", args=[submission.pk])).content.decode()
    assert "Sửa một mục" in page
