"""The pages of a session, as office, head, reader and stranger see them; with a bounded number of queries."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.models import AgendaItem, Attendance, Conclusion, Difficulty, Session
from tests.cast import ON
from tests.occasions.meetings.month import CONCLUSION, OCTOBER, closed, concluded, opened, planned, report
from tests.pages import client_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
PAGES = ("agenda", "papers", "attendance", "difficulties", "conclusion", "history", "print_agenda", "minutes")
HTMX = {"HX-Request": "true"}


def at(name, session, *more):
    return reverse(f"meetings:{name}", args=[session.pk, *more])


def text_of(client, address, **more):
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def said(client, address, data, **more):
    """The page after a POST."""
    answer = client.post(address, data, follow=True, **more)
    return answer.content.decode()


def test_planning_takes_one_press_because_everything_is_filled_in(cast):
    closed(cast, **OCTOBER)
    client = client_of(cast)
    form = client.get(reverse("meetings:plan")).context["form"]
    data = {name: form[name].value() for name in ("kind", "period", "place", "chair")}
    page = said(client, reverse("meetings:plan"), {**data, "held_on": ON.isoformat(), "chair": data["chair"] or ""})
    made = Session.objects.latest("pk")
    assert (made.title, made.place) == ("Phiên họp thường kỳ tháng 11 năm 2026", "Phòng họp số 1")
    assert "Kết quả thực hiện nhiệm vụ giao tại" in page


@pytest.mark.parametrize(("field", "value"), [("period", "tháng mười ba"), ("held_on", "hôm qua"), ("kind", "secret")])
def test_a_plan_that_cannot_be_read_comes_back_with_its_words(cast, field, value):
    data = {
        "kind": "regular",
        "period": "11/2026",
        "held_on": ON.isoformat(),
        "title": "Phiên bất thường",
        field: value,
    }
    answer = client_of(cast).post(reverse("meetings:plan"), data)
    assert answer.status_code == 422
    assert "Phiên bất thường" in answer.content.decode()
    assert Session.objects.count() == 0


def test_every_page_of_a_session_opens_for_its_body_and_for_no_other(cast):
    session = concluded(cast)
    clients = {who: client_of(cast, who) for who in ("binh", "giang", "dung", "khanh")}
    found = {who: {client.get(at(name, session)).status_code for name in PAGES} for who, client in clients.items()}
    assert found == {"binh": {200}, "giang": {200}, "dung": {404}, "khanh": {404}}
    assert {Client().get(at(name, session)).status_code for name in PAGES} == {302}


def test_a_reader_finds_nothing_to_press_and_is_refused_when_pressing(cast):
    session = concluded(cast)
    client = client_of(cast, "giang")
    for name in PAGES:
        main = text_of(client, at(name, session)).partition("<main")[2]
        assert "<form" not in main.partition("</main>")[0], name
    assert client.post(at("item_add", session), {"title": "x"}).status_code == 403
    assert client.post(at("freeze", session)).status_code == 403
    assert client.post(at("conclusion", session), {"text": "x"}).status_code == 403
    assert client.get(reverse("meetings:plan")).status_code == 403


def test_items_are_added_edited_moved_and_removed_without_javascript(cast):
    session, client = planned(cast), client_of(cast)
    said(client, at("item_add", session), {"title": "Quy chế", "kind": "approval", "unit": "phong kinh te"})
    said(client, at("item_add", session), {"title": "Ngân sách", "kind": "no such kind"})
    first, second = session.items.order_by("order")
    assert (first.unit_id, second.kind) == (cast.units["kinh_te"].pk, "other")
    answer = client.post(at("item", session, second.pk), {"verb": "up"})
    assert answer["Location"].endswith(f"#nd-{second.pk}")
    said(
        client,
        at("item", session, second.pk),
        {"verb": "edit", "title": "Thu ngân sách", "kind": "figures", "outcome": "Nhất trí"},
    )
    page = text_of(client, at("agenda", session))
    assert page.index("Thu ngân sách") < page.index("Quy chế")
    assert "Nhất trí" in page
    said(client, at("item", session, first.pk), {"verb": "remove"})
    assert AgendaItem.objects.count() == 1
    assert "Không tìm thấy đơn vị “Sở Mây”" in said(client, at("item_add", session), {"title": "x", "unit": "Sở Mây"})
    assert "Chưa ghi nội dung" in said(client, at("item_add", session), {"title": " "})
    assert client.post(at("item", session, second.pk), {"verb": "explode"}).status_code == 404


def test_htmx_gets_the_list_alone(cast):
    session, client = opened(cast), client_of(cast)
    for title in ("A", "B"):
        services.agenda_item_add(actor=cast.actor("binh"), session=session, title=title)
    second = session.items.get(title="B")
    part = client.post(at("item", session, second.pk), {"verb": "up"}, headers=HTMX).content.decode()
    assert part.startswith('<ol class="mt-items"')
    assert part.index("<strong>B") < part.index("<strong>A")
    assert (
        "Đã thảo luận"
        in client.post(at("item", session, second.pk), {"verb": "discuss"}, headers=HTMX).content.decode()
    )


def test_late_reports_are_offered_on_the_agenda(cast):
    session, client = planned(cast), client_of(cast)
    heard = report(cast)
    assert "1 báo cáo của kỳ đã gửi nhưng chưa có trong chương trình" in text_of(client, at("agenda", session))
    assert heard.title in said(client, at("reports_add", session), {})


def test_frozen_agendas_can_be_compared(cast):
    session, client = planned(cast), client_of(cast)
    services.agenda_item_add(actor=cast.actor("binh"), session=session, title="Quy chế")
    said(client, at("freeze", session), {})
    services.agenda_item_add(actor=cast.actor("binh"), session=session, title="Ngân sách")
    said(client, at("freeze", session), {})
    page = text_of(client, at("compare", session, 2))
    assert "Thay đổi so với bản 1" in page
    assert "<ins>Ngân sách</ins>" in page
    assert client.get(at("compare", session, 9)).status_code == 404


def test_a_paper_comes_in_and_goes_out_as_a_file(cast):
    session, client = planned(cast), client_of(cast)
    item = services.agenda_item_add(actor=cast.actor("binh"), session=session, title="Quy chế")
    file = SimpleUploadedFile("tờ trình.txt", "Nội dung".encode())
    assert "Tờ trình số 5" in said(client, at("paper_add", session, item.pk), {"file": file, "label": "Tờ trình số 5"})
    paper = item.papers.get()
    answer = client_of(cast, "giang").get(at("paper_file", session, paper.pk))
    assert b"".join(answer.streaming_content).decode() == "Nội dung"
    assert client_of(cast, "dung").get(at("paper_file", session, paper.pk)).status_code == 404
    said(client, at("paper_remove", session, paper.pk), {})
    assert client.get(at("paper_file", session, paper.pk)).status_code == 404


def test_a_document_is_put_under_an_item(cast):
    from giaoban.records.documents.services import document_draft

    session, client = planned(cast), client_of(cast)
    item = services.agenda_item_add(actor=cast.actor("binh"), session=session, title="Quy chế")
    document = document_draft(
        actor=cast.actor("binh"), body_id=session.body_id, kind="decision", subject="Quy chế mới", text="Điều 1."
    )
    assert "Quy chế mới" in said(client, at("paper_document", session, item.pk), {"document": document.pk})
    assert item.papers.get().document == document
    assert client.post(at("paper_document", session, item.pk), {"document": "x"}).status_code == 404


def test_planning_warns_of_a_session_that_was_never_closed(cast):
    assert "chưa kết thúc" not in text_of(client_of(cast), reverse("meetings:plan"))
    opened(cast)
    assert "chưa kết thúc" in text_of(client_of(cast), reverse("meetings:plan"))


def test_attendance_is_marked_in_one_form(cast):
    session, client = opened(cast), client_of(cast)
    an, hoa, cuong = Attendance.objects.order_by("pk")
    data = {
        f"s{an.pk}": "present",
        f"from{an.pk}": "08:05",
        f"s{hoa.pk}": "excused",
        f"s{cuong.pk}": "bogus",
        "verb": "save",
    }
    page = said(client, at("attendance", session), data)
    assert "<strong>1</strong> trên 3 người" in page
    page = said(client, at("attendance", session), {"verb": "all"})
    assert "<strong>2</strong> trên 3 người" in page
    assert "Đại diện Công an xã" in said(client, at("attendance_add", session), {"name": "Đại diện Công an xã"})
    assert "Chưa ghi họ tên" in said(client, at("attendance_add", session), {"name": ""})
    said(client, at("attendance", session), {"verb": str(an.pk)})
    assert not Attendance.objects.filter(pk=an.pk).exists()


def test_difficulties_are_taken_from_reports_given_and_answered(cast):
    report(cast)
    session, client = planned(cast), client_of(cast)
    keys = [row.key for row in client.get(at("difficulties", session)).context["proposals"]]
    said(client, at("difficulties_take", session), {"key": keys[:1]})
    row = Difficulty.objects.get()
    url = at("difficulty", session, row.pk)
    assert "không đọc được" in said(client, url, {"verb": "assign", "unit": "Phòng Kinh tế", "due_on": "30/02/2026"})
    page = said(client, url, {"verb": "assign", "unit": "phong kinh te", "due_on": "1/12/2026"})
    assert "Phòng Kinh tế xã An Phú" in page
    assert "01/12/2026" in page
    assert "Không tìm thấy đơn vị" in said(client, url, {"verb": "assign", "unit": ""})
    assert "Bố trí dự phòng" in said(client, url, {"verb": "answer", "answer": "Bố trí dự phòng"})
    said(client, url, {"verb": "close"})
    assert "Mất điện" in said(client, at("difficulties", session), {"text": "Mất điện", "unit": "Thôn Đông"})
    assert Difficulty.objects.count() == 2


def test_a_pasted_conclusion_shows_its_tasks_beside_the_text(cast):
    session, client = opened(cast), client_of(cast)
    page = said(client, at("conclusion", session), {"text": CONCLUSION, "version": 0})
    assert page.count('class="mt-task mt-task-') == 4
    assert page.count("<mark ") == 4
    assert "<strong>3</strong> nhiệm vụ sẽ giao cho 3 đơn vị" in page
    assert "1 cần xem" in page


def test_a_text_that_is_refused_stays_on_the_page(cast):
    session, client = concluded(cast), client_of(cast)
    file = SimpleUploadedFile("kết luận.pdf", b"%PDF-1.4 broken")
    answer = client.post(at("conclusion", session), {"text": "Bản đang gõ dở", "file": file, "version": 1})
    assert answer.status_code == 422
    assert "Bản đang gõ dở" in answer.content.decode()
    answer = client.post(at("conclusion", session), {"text": "Bản đang gõ dở", "version": 7})
    assert answer.status_code == 422
    assert "Bản đang gõ dở" in answer.content.decode()
    assert "vừa được" in answer.content.decode()
    assert Conclusion.objects.get().version == 1


def test_each_proposal_is_settled_by_its_buttons_with_and_without_htmx(cast):
    session, client = concluded(cast), client_of(cast)
    one, two, three, four = session.conclusion.tasks.order_by("order")
    fields = {"verb": "edit", "title": four.title, "text": four.text, "lead": "phong kinh te", "due_on": "05/12/2026"}
    part = client.post(
        at("proposal", session, four.pk), {**fields, "cooperating": "van phong hdnd va ubnd; "}, headers=HTMX
    )
    page = part.content.decode()
    assert page.startswith(f'<li class="mt-task mt-task-kept" id="nv-{four.pk}"')
    assert page.count('hx-swap-oob="true"') == 4
    assert [unit.pk for unit in four.cooperating.all()] == [cast.units["van_phong"].pk]
    assert "Không tìm thấy đơn vị" in said(client, at("proposal", session, four.pk), {"verb": "lead", "lead": ""})
    said(client, at("proposal", session, four.pk), {"verb": "lead", "lead": "thon dong"})
    four.refresh_from_db()
    assert four.lead_unit_id == cast.units["thon_dong"].pk
    answer = client.post(at("proposal", session, one.pk), {"verb": "dismiss", "reason": "Đã giao"})
    assert answer["Location"].endswith(f"#nv-{one.pk}")
    assert "phải có lý do" in said(client, at("proposal", session, two.pk), {"verb": "dismiss", "reason": ""})
    assert (
        client.post(at("proposal", session, two.pk), {"verb": "dismiss", "reason": ""}, headers=HTMX).status_code == 400
    )
    said(client, at("proposal", session, one.pk), {"verb": "keep"})
    part = client.post(at("proposal", session, three.pk), {"verb": "merge"}, headers=HTMX).content.decode()
    assert part.startswith('<ol class="mt-tasks"')
    said(client, at("proposal", session, two.pk), {"verb": "split"})
    units = [cast.units["kinh_te"].pk, cast.units["van_hoa_tl"].pk]
    said(client, at("proposal", session, four.pk), {"verb": "expand", "unit": units})
    leads = set(session.conclusion.tasks.values_list("lead_unit_id", flat=True))
    assert cast.units["van_hoa_tl"].pk not in leads
    assert "Không tìm thấy đơn vị “Sở Mây”" in said(
        client, at("proposal", session, four.pk), {**fields, "lead": "Sở Mây"}
    )
    assert "Không tìm thấy đơn vị “Sở Mây”" in said(
        client, at("proposal", session, four.pk), {**fields, "cooperating": "Sở Mây"}
    )
    assert client.post(at("proposal", session, four.pk), {"verb": "explode"}).status_code in (302, 404)


def test_a_sentence_is_added_as_a_task(cast):
    session, client = concluded(cast), client_of(cast)
    quote = "Giao Phòng Kinh tế khảo sát tuyến đường."
    part = client.post(at("proposal_add", session), {"quote": quote, "start": ""}, headers=HTMX).content.decode()
    assert "Khảo sát tuyến đường" in part
    assert "Chọn lại trong văn bản" in said(client, at("proposal_add", session), {"quote": quote, "start": "2"})


def test_steps_that_are_refused_are_told_on_the_page(cast):
    session, client = planned(cast), client_of(cast)
    said(client, at("step", session), {"verb": "open"})
    assert "chưa có kết luận" in said(client, at("step", session), {"verb": "close"})
    assert "phải ghi lý do" in said(client, at("step", session), {"verb": "no_conclusion", "reason": ""})
    assert "không có kết luận: Chỉ nghe" in said(
        client, at("step", session), {"verb": "no_conclusion", "reason": "Chỉ nghe"}
    )
    said(client, at("step", session), {"verb": "close"})
    assert Session.objects.get().state == "closed"
    assert client.post(at("step", session), {"verb": "explode"}).status_code == 409
    assert client.post(at("freeze", session)).status_code == 409


def test_a_session_is_edited_but_keeps_its_kind(cast):
    session, client = planned(cast), client_of(cast)
    data = {
        "kind": "party",
        "title": session.title,
        "held_on": "2026-11-27",
        "place": "Hội trường",
        "period": "2026-11",
    }
    page = said(client, at("edit", session), data)
    session.refresh_from_db()
    assert (session.kind, session.place, str(session.held_on)) == ("regular", "Hội trường", "2026-11-27")
    assert "27/11/2026" in page
    assert client.post(at("edit", session), {**data, "held_on": "x"}).status_code == 422


def test_the_minutes_come_as_a_page_and_as_a_word_file(cast):
    session = concluded(cast)
    actor = cast.actor("binh")
    services.agenda_item_add(actor=actor, session=session, title="Quy chế làm việc")
    services.attendance_all_present(actor=actor, session=session)
    services.difficulty_raise(actor=actor, session=session, difficulties=[services.Raised("Thiếu kinh phí")])
    client = client_of(cast)
    page = text_of(client, at("minutes", session))
    answer = client.get(at("minutes_docx", session))
    words = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    for phrase in ("BIÊN BẢN", "Quy chế làm việc", "Thiếu kinh phí", "Giao Phòng Kinh tế chủ trì"):
        assert phrase in page
        assert phrase in words
    assert "có mặt 3/3" in page
    assert answer["Content-Disposition"].endswith('.docx"')
    assert client_of(cast, "dung").get(at("minutes_docx", session)).status_code == 404


def test_the_list_takes_few_queries(cast):
    for _ in range(3):
        planned(cast)
    client = client_of(cast)
    client.get(reverse("meetings:sessions"))
    with queries("meetings", "sessions", is_list=True):
        page = client.get(reverse("meetings:sessions")).content.decode()
    assert page.count("Phiên họp thường kỳ tháng 11 năm 2026") == 3
    assert client_of(cast, "dung").get(reverse("meetings:sessions")).content.decode().count("tháng 11 năm 2026") == 0


def test_planning_warns_of_a_day_off_and_of_a_second_session_of_the_period(cast):
    planned(cast)
    client = client_of(cast)
    data = {"kind": "regular", "period": "2026-11", "place": "", "chair": "", "held_on": "2026-11-29"}
    page = said(client, reverse("meetings:plan"), data)
    assert "Ngày họp là ngày nghỉ: Chủ nhật 29/11/2026." in page
    assert "Kỳ này đã có phiên họp cùng loại: “Phiên họp thường kỳ tháng 11 năm 2026”" in page
    quiet = said(client, reverse("meetings:plan"), {**data, "period": "2026-12", "held_on": "2026-12-01"})
    assert "ngày nghỉ" not in quiet
    assert "cùng loại" not in quiet


def test_the_printed_agenda_names_the_school_of_its_head(cast):
    closed(cast, **OCTOBER)
    session = planned(cast)
    Attendance.objects.create(session=session, name="Phan Thị Mận", post="Hiệu trưởng", unit=cast.units["truong"])
    page = text_of(client_of(cast), at("print_agenda", session))
    assert "Phan Thị Mận, Hiệu trưởng Trường Tiểu học An Phú" in page


def test_closing_says_when_nobody_is_marked_present(cast):
    session = opened(cast)
    services.session_no_conclusion(actor=cast.actor("binh"), session=session, reason="Chỉ nghe báo cáo")
    assert "Chưa ghi ai có mặt" in text_of(client_of(cast), at("agenda", session))
    services.attendance_all_present(actor=cast.actor("binh"), session=session)
    assert "Chưa ghi ai có mặt" not in text_of(client_of(cast), at("agenda", session))


def test_a_group_is_named_by_hand_in_the_lead_field(cast):
    from giaoban.ground.org.models import UnitGroup

    group = UnitGroup.objects.create(body=cast.bodies["ubnd"], name="Các phòng chuyên môn")
    session, client = concluded(cast), client_of(cast)
    task = session.conclusion.tasks.order_by("order")[3]
    said(client, at("proposal", session, task.pk), {"verb": "lead", "lead": "cac phong chuyen mon"})
    task.refresh_from_db()
    assert (task.group, task.state) == (group, "proposed")
    fields = {"verb": "edit", "title": "Gửi báo cáo", "text": "Gửi báo cáo", "lead": group.name}
    said(client, at("proposal", session, task.pk), fields)
    task.refresh_from_db()
    assert (task.title, task.group, task.doubts) == ("Gửi báo cáo", group, ["group"])
