"""The words of a notice: who concluded where and when, what follows, who is told, to whom it is reported."""

import pytest
from django.urls import reverse

from giaoban.ground.org.models import UnitGroup, UnitGroupMember
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.notice import notice_of
from giaoban.occasions.meetings.selectors.conclusions import kept
from giaoban.records.documents.models import Document
from tests.cast import BEFORE, ON
from tests.occasions.meetings.month import CONCLUSION, concluded
from tests.pages import client_of

pytestmark = pytest.mark.django_db
POINTS = "1. Giao Phòng Kinh tế rà soát chợ trước ngày 30/11/2026.\n2. Giao Phòng Văn hóa – Xã hội lập danh sách trước 05/12/2026."
CHAIR = "Nguyễn Văn An, Chủ tịch UBND xã An Phú"


def chaired(cast, text):
    return concluded(cast, text, chair_post_id=cast.posts["an"].pk, chair_label=CHAIR)


def made_of(session):
    return notice_of(session, session.conclusion, kept(session.conclusion))


def test_bare_points_get_an_opening_and_a_closing_sentence_from_the_session(cast):
    made = made_of(chaired(cast, POINTS))
    opening, first, _second, closing = made.text.splitlines()
    assert opening.startswith(f"Ngày {ON:%d/%m/%Y}, tại phòng họp số 1, đồng chí {CHAIR}")
    assert f"đồng chí {CHAIR} chủ trì phiên họp thường kỳ tháng 11 năm 2026. Sau khi nghe báo cáo" in opening
    assert opening.endswith("đồng chí Nguyễn Văn An kết luận như sau:")
    assert first.startswith("1. Giao Phòng Kinh tế")
    assert closing.startswith(
        f"Trên đây là kết luận của đồng chí {CHAIR} tại phiên họp thường kỳ tháng 11 năm 2026; Văn phòng"
    )
    assert closing.endswith("thông báo để các đơn vị biết, thực hiện./.")
    assert made.subject == f"Kết luận của đồng chí {CHAIR} tại phiên họp thường kỳ tháng 11 năm 2026"


def test_a_text_with_its_own_opening_and_end_keeps_them_and_its_title_is_not_repeated(cast):
    own = f"KẾT LUẬN\ncủa đồng chí {CHAIR}\nSau khi thảo luận, Chủ tịch UBND xã kết luận như sau:\n{POINTS}\nTrên đây là kết luận./."
    made = made_of(chaired(cast, own))
    assert made.text.startswith("Sau khi thảo luận")
    assert made.text.endswith("Trên đây là kết luận./.")
    one_line = f"Kết luận của đồng chí {CHAIR}\n{POINTS}"
    services.conclusion_set(actor=cast.actor("binh"), session=(s := chaired(cast, one_line)), text=one_line, version=1)
    assert "Kết luận của đồng chí" not in made_of(s).text.splitlines()[1]


def test_points_of_the_issued_document_stand_behind_the_opening(cast):
    session = chaired(cast, POINTS)
    document = services.conclusion_issue(actor=cast.actor("binh"), session=session)
    spans = [document.text[p.span_start : p.span_end] for p in document.points.order_by("order")]
    assert [span[:8] for span in spans] == ["1. Giao ", "2. Giao "]
    assert "Trên đây là" not in spans[1]


def test_it_is_reported_upwards_and_whole_groups_are_one_line(cast):
    session = chaired(cast, POINTS)
    alone = made_of(session).recipients
    assert "Chủ tịch, các Phó Chủ tịch UBND xã (để báo cáo)" in alone
    assert alone[0].startswith("Đảng ủy")
    assert alone[-3:-1] == ["Phòng Kinh tế xã An Phú", "Phòng Văn hóa – Xã hội xã An Phú"]
    group = UnitGroup.objects.create(body=cast.bodies["ubnd"], name="Các phòng chuyên môn")
    for name in ("kinh_te", "van_hoa"):
        UnitGroupMember.objects.create(group=group, unit=cast.units[name], valid_from=BEFORE)
    assert made_of(session).recipients[-2:] == ["Các phòng chuyên môn", "Lưu: VT."]


def test_without_a_chair_the_notice_names_none(cast):
    made = made_of(concluded(cast, POINTS))
    assert made.subject == "Kết luận tại phiên họp thường kỳ tháng 11 năm 2026"
    assert "người chủ trì kết luận như sau:" in made.text
    assert "đồng chí" not in made.text


def test_the_preview_shows_the_sheet_and_takes_no_number(cast):
    session = chaired(cast, CONCLUSION)
    page = client_of(cast).get(reverse("meetings:notice_preview", args=[session.pk])).content.decode()
    assert f"Kết luận của đồng chí {CHAIR}" in page
    assert "(để báo cáo)" in page
    assert Document.objects.count() == 0
