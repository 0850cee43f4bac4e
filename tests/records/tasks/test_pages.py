"""The pages of tasks: list, own, create, one task with its steps, history."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from giaoban.ground import journal
from giaoban.ground.org.models import UnitName
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.models import Task
from tests.cast import ON
from tests.pages import client_of, text_of
from tests.queries import queries
from tests.records.tasks.making import assign, heads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def step(client, task, verb, **data):
    return client.post(reverse("tasks:step", args=[task.pk]), {"verb": verb, **data})


def test_the_list_shows_a_units_own_tasks_with_clock_and_state(cast):
    heads(cast)
    mine, other = assign(cast), assign(cast, lead="kinh_te")
    page = text_of(client_of(cast, "loan").get(reverse("tasks:list")))
    assert mine.ref in page
    assert other.ref not in page
    assert "30/11/2026 (còn 5 ngày làm việc" in page
    assert "Hạn 30/11/2026" not in page, "the column says that it is the deadline"
    assert "Mới giao" in page


def test_the_list_is_narrowed_by_state_unit_and_lateness(cast):
    soon, far = assign(cast, due_on=ON), assign(cast, lead="kinh_te", due_on=ON + timedelta(days=40))
    client = client_of(cast, "binh")
    for query, seen in (
        ({"han": "due_soon"}, soon),
        ({"don_vi": cast.units["kinh_te"].pk}, far),
        ({"han": "open", "trang_thai": "assigned"}, far),
    ):
        page = text_of(client.get(reverse("tasks:list"), query))
        assert seen.ref in page
        assert ({soon, far} - {seen}).pop().ref not in page
    assert "Không có nhiệm vụ nào khớp" in text_of(client.get(reverse("tasks:list"), {"trang_thai": "closed"}))
    assert client.get(reverse("tasks:list"), {"trang_thai": "x", "don_vi": "y", "trang": "z"}).status_code == 200


def test_who_may_see_no_task_at_all_is_told_so(cast):
    cast.roles["reader"].verbs = ["reports.view"]
    cast.roles["reader"].save()
    assert client_of(cast, "giang").get(reverse("tasks:list")).status_code == 403


def test_one_text_is_given_to_several_units_from_the_page(cast):
    client = client_of(cast, "binh")
    form = {
        "title": "Tổng vệ sinh",
        "text": "Ra quân tổng vệ sinh đường thôn.",
        "leads": [cast.units["van_hoa"].pk, cast.units["kinh_te"].pk],
        "due_on": "2026-11-27",
        "product": "Báo cáo kết quả",
    }
    page = client.post(reverse("tasks:create"), form, follow=True)
    first, second = Task.objects.order_by("pk")
    assert page.request["PATH_INFO"] == reverse("tasks:task", args=[first.pk])
    assert "Đã giao 2 nhiệm vụ." in text_of(page)
    batch = text_of(client.get(reverse("tasks:list"), {"dot": first.batch}))
    assert first.ref in batch
    assert second.ref in batch


def test_a_form_with_faults_says_so_at_the_field_and_gives_nothing(cast):
    client = client_of(cast, "binh")
    answer = client.post(reverse("tasks:create"), {"title": "x", "text": "y"})
    assert answer.status_code == 422
    assert "Chưa chọn đơn vị chủ trì" in text_of(answer)
    past = {"title": "x", "text": "y", "leads": [cast.units["van_hoa"].pk], "due_on": "2026-11-01"}
    answer = client.post(reverse("tasks:create"), past)
    assert answer.status_code == 422
    assert "sớm hơn ngày giao" in text_of(answer)
    assert Task.objects.count() == 0
    assert client_of(cast, "giang").get(reverse("tasks:create")).status_code == 403


def test_the_whole_way_of_a_task_through_its_page(cast):
    heads(cast)
    task = assign(cast, source_quote="Giao Phòng Văn hóa rà soát.", due_words="trong tháng 11")
    head, office = client_of(cast, "loan"), client_of(cast, "binh")
    page = text_of(head.get(reverse("tasks:task", args=[task.pk])))
    assert "Giao Phòng Văn hóa rà soát." in page
    assert 'value="accept"' in page
    assert 'value="confirm"' not in page
    step(head, task, "accept")
    file = SimpleUploadedFile("danh sách.txt", b"12 nha")
    assert step(head, task, "report_done", text="Đã lập danh sách.", enclosed=file).status_code == 302
    page = text_of(office.get(reverse("tasks:task", args=[task.pk])))
    assert "danh sách.txt" in page
    assert 'value="confirm"' in page
    step(office, task, "send_back", reason="Thiếu thôn Đông")
    assert "Thiếu thôn Đông" in text_of(head.get(reverse("tasks:task", args=[task.pk])))
    step(head, task, "progress", text="Đang bổ sung.")
    step(head, task, "report_done", text="Đã bổ sung.")
    step(office, task, "confirm")
    task.refresh_from_db()
    assert (task.state, task.result) == ("closed", "Đã bổ sung.")
    assert "Đã xác nhận hoàn thành" in text_of(head.get(reverse("tasks:task", args=[task.pk])))
    history = text_of(office.get(reverse("tasks:history", args=[task.pk])))
    assert "Thiếu thôn Đông" in history


def test_a_deadline_is_moved_from_the_page_and_the_old_one_stays_in_sight(cast):
    task = assign(cast)
    client = client_of(cast, "binh")
    refused = step(client, task, "extend", due_on="2026-11-25", text="Mưa lũ")
    assert refused.status_code == 422
    assert "không muộn hơn hạn hiện tại" in text_of(refused)
    assert 'id="gia-han"' in text_of(refused)
    assert text_of(refused).count('name="due_on"') == 1
    assert step(client, task, "extend", due_on="2026-12-10", text="").status_code == 422
    step(client, task, "extend", due_on="2026-12-10", text="Mưa lũ")
    page = text_of(client.get(reverse("tasks:task", args=[task.pk])))
    for words in ("30/11/2026", "10/12/2026", "Mưa lũ"):
        assert words in page


def test_parts_are_changed_from_the_page(cast):
    task = assign(cast)
    client = client_of(cast, "binh")
    lead = cast.units["kinh_te"].pk
    assert step(client, task, "reassign", lead=lead, reason="").status_code == 422
    both = {"lead": lead, "cooperating": [lead], "reason": "Đúng chức năng"}
    assert step(client, task, "reassign", **both).status_code == 422
    step(client, task, "reassign", lead=lead, reason="Đúng chức năng")
    assert task.assignments.current().get().unit == cast.units["kinh_te"]


def test_a_step_that_is_not_open_is_told_on_the_page(cast):
    task = assign(cast)
    client = client_of(cast, "binh")
    answer = client.post(reverse("tasks:step", args=[task.pk]), {"verb": "confirm"}, follow=True)
    assert "Không xác nhận hoàn thành được" in text_of(answer)
    answer = client.post(reverse("tasks:step", args=[task.pk]), {"verb": "dance"}, follow=True)
    assert answer.status_code == 200
    assert Task.objects.get().state == "assigned"


def test_a_stranger_finds_no_page_and_takes_no_step(cast):
    heads(cast)
    task = assign(cast)
    for who in ("dung", "kien", "khanh"):
        client = client_of(cast, who)
        for name in ("task", "history"):
            assert client.get(reverse(f"tasks:{name}", args=[task.pk])).status_code == 404
        assert step(client, task, "accept").status_code == 404
    assert Client().get(reverse("tasks:task", args=[task.pk])).status_code == 302


def test_my_units_tasks_are_those_still_owed_first_due_first(cast):
    loan, _ = heads(cast)
    far, near = assign(cast, due_on=ON + timedelta(days=40)), assign(cast, due_on=ON + timedelta(days=2))
    free = assign(cast, due_on=None)
    services.task_cancel(actor=cast.actor("binh"), task=assign(cast), reason="Trùng")
    assert list(selectors.mine(loan)) == [near, far, free]
    assert list(selectors.mine(cast.actor("binh"))) == []
    page = text_of(client_of(cast, "loan").get(reverse("tasks:mine")))
    assert page.index(near.ref) < page.index(far.ref) < page.index(free.ref)


@pytest.mark.parametrize("many", [1, pytest.param(60, marks=pytest.mark.slow)])
def test_lists_take_as_many_queries_for_sixty_tasks_as_for_one(cast, many):
    heads(cast)
    for number in range(many):
        assign(cast, lead=("van_hoa", "mot_cua")[number % 2], cooperating=["kinh_te"])
    client = client_of(cast, "binh")
    client.get(reverse("tasks:list"))  # what is remembered between pages is read once
    with queries("tasks", "list", is_list=True):
        assert client.get(reverse("tasks:list")).status_code == 200
    head = client_of(cast, "loan")
    head.get(reverse("tasks:mine"))
    with queries("tasks", "mine", is_list=True):
        assert head.get(reverse("tasks:mine")).status_code == 200
    task = Task.objects.order_by("pk")[0]
    loan = cast.actor("loan")
    for _ in range(1 if many == 1 else 20):
        services.task_progress(actor=loan, task=task, text="Đang làm")
    client.get(reverse("tasks:task", args=[task.pk]))
    with queries("tasks", "task"):
        assert client.get(reverse("tasks:task", args=[task.pk])).status_code == 200


def test_units_to_choose_from_stand_under_their_kinds_offices_before_hamlets(cast):
    kinds = [kind for kind, _units in selectors.unit_groups(cast.actor("binh"))]
    assert kinds.index("Phòng, ban chuyên môn") < kinds.index("Thôn, ấp, khu phố, tổ dân phố")
    page = text_of(client_of(cast, "binh").get(reverse("tasks:list")))
    office = page.index('<optgroup label="Phòng, ban chuyên môn">')
    assert office < page.index(f'<option value="{cast.units["kinh_te"].pk}">') < page.index("</optgroup>", office)


def test_the_unit_that_a_list_is_narrowed_to_stays_chosen_and_names_are_escaped(cast):
    unit = cast.units["kinh_te"]
    with journal.acting(label="kiểm thử", source="command"):
        UnitName.objects.filter(unit=unit).update(name="Phòng <Kinh tế> & Hạ tầng")
    page = text_of(client_of(cast, "binh").get(reverse("tasks:list"), {"don_vi": unit.pk}))
    assert f'<option value="{unit.pk}" selected>Phòng &lt;Kinh tế&gt; &amp; Hạ tầng</option>' in page
    assert page.count(" selected>Phòng") == 1
