"""A session of a hundred items, sixty people and a conclusion of sixty tasks opens with the queries of a small one, and soon."""

from functools import partial

import pytest

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.models import AgendaItem, AgendaPaper, Attendance, Difficulty
from tests.occasions.meetings.month import AT, OCTOBER, concluded, report
from tests.occasions.meetings.test_issue import issued
from tests.occasions.meetings.test_pages import at
from tests.pages import client_of
from tests.queries import queries
from tests.timing import cpu_seconds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment"), pytest.mark.slow]
TASK = "{n}. Giao {unit} rà soát nội dung số {n} của kế hoạch năm 2027, xong trước ngày 15/12/2026.\n"
UNITS = ("Phòng Kinh tế", "Phòng Văn hóa – Xã hội", "Trung tâm Phục vụ hành chính công")
SECONDS = 1.5
"""Of server time on a busy machine of two cores; one page alone takes about a tenth of it."""


@pytest.fixture
def large(cast):
    services.session_close(actor=cast.actor("binh"), session=issued(cast, **OCTOBER), waiting="discussed")
    text = "Chủ tịch UBND xã kết luận như sau:\n" + "".join(TASK.format(n=n, unit=UNITS[n % 3]) for n in range(1, 61))
    session = concluded(cast, text)
    heard = report(cast)
    last = session.items.count()
    items = AgendaItem.objects.bulk_create(
        AgendaItem(session=session, order=last + n, kind="other", title=f"Nội dung {n}", unit=cast.units["kinh_te"])
        for n in range(1, 101)
    )
    AgendaPaper.objects.bulk_create(
        AgendaPaper(item=item, label="Tờ trình", submission=heard, added_at=AT, added_by="x") for item in items
    )
    Attendance.objects.bulk_create(
        Attendance(session=session, name=f"Đại biểu {n}", post="Trưởng thôn", unit=cast.units["thon_dong"])
        for n in range(60)
    )
    Difficulty.objects.bulk_create(
        Difficulty(session=session, text=f"Vướng mắc {n}", unit=cast.units["van_hoa"], raised_by="x", raised_at=AT)
        for n in range(40)
    )
    return session


PAGES = ("agenda", "papers", "attendance", "difficulties", "conclusion", "tasks", "print_agenda", "minutes")


def test_pages_of_a_large_session_keep_to_their_queries_and_open_soon(cast, large):
    client = client_of(cast)
    client.get("/phien-hop/")
    for name in PAGES:
        with queries("meetings", name, is_list=True):
            page = client.get(at(name, large)).content.decode()
        assert cpu_seconds(partial(client.get, at(name, large)), enough=SECONDS) < SECONDS, name
        assert len(page) > 5000


def test_pages_of_a_small_session_take_no_fewer_queries(cast):
    """What a page asks does not grow with the session: the same figures hold for a session with one item."""
    services.session_close(actor=cast.actor("binh"), session=issued(cast, **OCTOBER), waiting="discussed")
    session = concluded(cast)
    heard = report(cast)
    services.agenda_reports_add(actor=cast.actor("binh"), session=session, submissions=[heard])
    services.difficulty_raise(
        actor=cast.actor("binh"),
        session=session,
        difficulties=[services.Raised("Thiếu kinh phí", cast.units["van_hoa"].pk)],
    )
    client = client_of(cast)
    client.get("/phien-hop/")
    for name in ("attendance", "conclusion", "minutes"):
        with queries("meetings", name, is_list=True):
            client.get(at(name, session))


def test_an_item_of_a_hundred_is_moved_in_few_writes(cast, large, django_assert_max_num_queries):
    item = large.items.order_by("order")[50]
    with django_assert_max_num_queries(12):
        services.agenda_item_move(actor=cast.actor("binh"), session=large, item_id=item.pk, by=1)
