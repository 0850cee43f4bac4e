"""The desk: the right work for the right person, lateness computed, nothing invented."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground import journal
from giaoban.ground.access.models import Role
from giaoban.occasions.reports import services
from giaoban.windows.desk import cards, selectors
from giaoban.windows.desk.selectors import lateness, month_of, request_cards, submission_cards
from tests.cast import AT, ON
from tests.pages import client_of
from tests.queries import queries

pytestmark = pytest.mark.django_db
TEXT = "BÁO CÁO tháng 11 năm 2026\nToàn xã có 20 nhà văn hóa, trong đó 12 nhà đạt chuẩn và 8 nhà chưa đạt chuẩn."


def receive(cast, *, send=False, request=None, who="binh"):
    actor = cast.actor(who)
    found = services.submission_receive(
        actor=actor,
        body_id=cast.bodies["ubnd"].pk,
        unit_id=cast.units["van_hoa"].pk,
        stream=io.BytesIO(TEXT.encode()),
        name="báo cáo.txt",
        request=request,
    )
    if send:
        services.submission_step(actor=actor, submission=found, verb="send", reason="")
    return found


def ask(cast, due_on, unit="van_hoa", title="Báo cáo tháng"):
    return services.request_create(
        actor=cast.actor("binh", at=AT - timedelta(days=60)),
        body_id=cast.bodies["ubnd"].pk,
        unit_id=cast.units[unit].pk,
        title=title,
        period="2026-11",
        due_on=due_on,
    )


def by_key(found):
    return {card.key: card for card in found}


@pytest.mark.parametrize(
    ("due_in", "sent", "state"),
    [(-1, 0, "overdue"), (0, 0, "due_soon"), (3, 0, "due_soon"), (4, 0, "waiting"), (-9, 1, "done")],
)
def test_lateness_follows_from_date_and_files(due_in, sent, state):
    assert lateness(ON + timedelta(days=due_in), sent=sent, on=ON)[0] == state


def test_a_report_waits_where_its_state_says(cast):
    receive(cast, send=True)
    receive(cast)
    found = by_key(submission_cards(cast.actor("binh")))
    assert found["reports-sent"].count == 1
    assert found["reports-draft"].count == 1
    assert found["reports-sent_back"].count == 0
    item = found["reports-sent"].items[0]
    assert (item.state, item.detail) == ("sent", "Phòng Văn hóa – Xã hội xã An Phú · 09:00 20/11/2026")


def test_the_stranger_sees_none_of_it(cast):
    receive(cast, send=True)
    ask(cast, ON)
    mine = by_key([*submission_cards(cast.actor("dung")), *request_cards(cast.actor("dung"))])
    assert {card.count for card in mine.values()} <= {0}


def test_whoever_holds_no_verb_has_no_card(cast):
    assert submission_cards(cast.actor("nobody")) == []
    assert request_cards(cast.actor("nobody")) == []


def test_requests_without_a_report_come_by_due_date_and_late_ones_are_marked(cast):
    ask(cast, ON + timedelta(days=10), title="Sau")
    ask(cast, ON - timedelta(days=2), title="Trước")
    card = request_cards(cast.actor("binh"))[0]
    assert [item.label for item in card.items] == ["Trước", "Sau"]
    assert (card.count, card.tone, card.items[0].state) == (2, "bad", "overdue")


def test_the_month_counts_what_is_due_in_it_and_nothing_else(cast):
    ask(cast, date(2026, 11, 30))
    ask(cast, date(2026, 11, 1), unit="kinh_te")
    ask(cast, date(2026, 12, 1))
    month = month_of(cast.actor("binh"), date(2026, 11, 20))
    assert [line.unit for line in month.lines] == ["Phòng Kinh tế xã An Phú", "Phòng Văn hóa – Xã hội xã An Phú"]
    assert (month.answered, month.open, month.late) == (0, 1, 1)
    assert (month.before, month.after) == (date(2026, 10, 1), date(2026, 12, 1))


def test_a_request_that_a_report_answered_is_not_late(cast):
    request = ask(cast, date(2026, 11, 1))
    receive(cast, send=True, request=request)
    month = month_of(cast.actor("binh"), ON)
    assert (month.answered, month.late) == (1, 0)
    assert request_cards(cast.actor("binh"))[0].count == 0


def test_an_unreadable_file_answers_nothing_and_says_so():
    assert lateness(ON, sent=0, unreadable=1, on=ON) == ("unreadable", "tệp không đọc được")
    assert lateness(ON, sent=1, unreadable=1, on=ON)[0] == "done"


def test_december_and_january_are_neighbours(cast):
    month = month_of(cast.actor("binh"), date(2026, 12, 31))
    assert (month.first, month.after) == (date(2026, 12, 1), date(2027, 1, 1))


@pytest.fixture
def desk(cast):
    return client_of(cast)


def test_the_home_page_shows_the_work_within_its_queries(cast, desk):
    for _ in range(9):
        receive(cast, send=True)
    ask(cast, ON)
    desk.get("/")
    with queries("desk", "home", is_list=True):
        text = desk.get("/").content.decode()
    assert text.count('class="gb-card"') == 2
    assert "Xem cả 9" in text


def test_the_month_page_stays_within_its_queries_whatever_its_size(cast, desk):
    for day in range(1, 29):
        ask(cast, date(2026, 11, day))
    desk.get("/thang/")
    with queries("desk", "month", is_list=True):
        text = desk.get("/thang/?thang=2026-11").content.decode()
    assert text.count("Báo cáo tháng</a>") == 28


def test_a_malformed_month_is_the_current_one(desk):
    assert desk.get("/thang/?thang=2026-99").status_code == 200
    assert Client().get(reverse("desk:month")).status_code == 302


def test_an_account_without_rights_is_told_what_to_do(cast):
    client = Client()
    user = cast.users["binh"]
    user.person = None
    user.save()
    client.force_login(user)
    assert "Chưa có việc nào cho chức vụ này" in client.get("/").content.decode()


def test_a_post_that_only_reads_is_led_to_what_it_may_read(cast):
    with journal.acting(label="kiểm thử", source="command"):
        Role.objects.filter(pk=cast.roles["all"].pk).update(verbs=["tasks.view", "org.view"])
    text = client_of(cast).get("/").content.decode()
    main = text.partition('id="noi-dung"')[2]
    assert "Chức vụ này dùng được" in main
    assert f'href="{reverse("tasks:list")}"' in main
    assert f'href="{reverse("directory:units")}"' in main
    assert f'href="{reverse("reports:inbox")}"' not in main
    assert "chưa được phân quyền" not in main


def test_a_desk_without_work_says_so_instead_of_showing_empty_lists(desk):
    text = desk.get("/").content.decode()
    assert "Không còn việc nào chờ" in text
    assert 'class="gb-card"' not in text


def test_a_card_key_belongs_to_one_source(monkeypatch):
    monkeypatch.setattr(cards, "_SOURCES", {})
    cards.register("a", selectors.request_cards, order=1)
    cards.register("a", selectors.request_cards, order=1)
    with pytest.raises(ValueError, match="already taken"):
        cards.register("a", selectors.submission_cards, order=2)
