"""Sections of a made report are renamed, added, moved and taken out; what people wrote in them is never lost."""

import pytest

from giaoban.ground.journal.models import Entry
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.rendering import document_of
from giaoban.occasions.consolidation.sections import numbered
from tests.occasions.consolidation.making import CULTURE, accepted, block, indicator, month, texts
from tests.occasions.consolidation.test_pages import address
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def refusal(call, **fields):
    with pytest.raises(Problem) as caught:
        call(**fields)
    return caught.value.code


def headings(cast, report):
    """The titles of sections as they are printed."""
    report.refresh_from_db()
    made = document_of(report, selectors.blocks(report), on=cast.actor("binh").on)
    return [one.text for one in made.blocks if one.id.startswith("s-")]


def about(cast, made, who="binh"):
    return {"actor": cast.actor(who), "report": made.report}


def test_a_section_is_renamed_unless_somebody_else_did_so_first(cast):
    made = month(cast)
    client = client_of(cast)
    told = {"verb": "rename", "section": "ton-tai", "before": "Tồn tại, hạn chế"}
    client.post(address("section", made.report), told | {"title": "  Khó khăn,   vướng mắc "})
    assert "III. KHÓ KHĂN, VƯỚNG MẮC" in headings(cast, made.report)
    late = client.post(address("section", made.report), told | {"title": "Hạn chế"}, follow=True)
    assert "vừa được sửa trong lúc đang xem" in text_of(late)
    assert "III. KHÓ KHĂN, VƯỚNG MẮC" in headings(cast, made.report)
    for title, code in ((" ", "CNS-011"), ("x" * 201, "CNS-012"), ("TỐI MẬT", "DOC-002")):
        wanted = about(cast, made) | {"key": "ton-tai", "before": "Khó khăn, vướng mắc", "title": title}
        assert refusal(services.section_rename, **wanted) == code
    assert Entry.objects.filter(verb="consolidation.sections").exists()


def test_a_section_taken_out_leaves_its_blocks_to_another_with_what_comes_later(cast):
    made = month(cast, culture=False)
    services.block_add(**about(cast, made), section="nguyen-nhan", text="Bình viết nguyên nhân.")
    gone = services.block_add(**about(cast, made), section="nguyen-nhan", text="Bỏ từ trước.")
    services.block_remove(**about(cast, made), block_id=gone.pk, version=1)
    client = client_of(cast)
    where = address("section", made.report)
    page = text_of(client.post(where, {"verb": "remove", "section": "nguyen-nhan", "to": "ton-tai"}, follow=True))
    assert "Đã chuyển 1 khối" in page
    assert texts(made.report, "ton-tai")[-1] == "Bình viết nguyên nhân."
    gone.refresh_from_db()
    assert (gone.section, gone.removed) == ("ton-tai", True), "what was taken out before goes along, still out"
    late = accepted(cast, unit="van_hoa", text=CULTURE)
    services.report_take_in(**about(cast, made), submission_id=late.pk)
    assert "chưa bố trí được kinh phí." in texts(made.report, "ton-tai"), "causes of later reports go there too"
    assert headings(cast, made.report)[2:4] == ["III. TỒN TẠI, HẠN CHẾ", "IV. GIẢI PHÁP"]


def test_a_section_taken_out_with_its_blocks_comes_back_with_them(cast):
    made = month(cast)
    before = texts(made.report)
    early = block(made.report, "- Hai tuyến")
    services.block_remove(**about(cast, made), block_id=early.pk, version=1)
    client = client_of(cast)
    where = address("section", made.report)
    page = text_of(client.post(where, {"verb": "remove", "section": "ton-tai", "to": "*"}, follow=True))
    assert ("Đã bỏ phần cùng 3 khối" in page, "1 phần đã bỏ" in page) == (True, True)
    assert "Nhà văn hóa thôn Đông xuống cấp." not in texts(made.report)
    assert refusal(services.block_add, **about(cast, made), section="ton-tai", text="x") == "CNS-012"
    client.post(where, {"verb": "restore", "section": "ton-tai"})
    assert texts(made.report) == [text for text in before if text != early.text]
    early.refresh_from_db()
    assert early.removed, "what a person had taken out before stays out"


@pytest.mark.slow
def test_a_block_of_a_section_that_is_gone_comes_back_in_the_first(cast):
    made = month(cast)
    row = block(made.report, "Nhà văn hóa")
    services.section_remove(**about(cast, made), key="ton-tai")
    services.block_restore(**about(cast, made), block_id=row.pk)
    assert "Nhà văn hóa thôn Đông xuống cấp." in texts(made.report, "ket-qua")
    assert services.section_restore(**about(cast, made), key="ton-tai") == 3
    assert "Nhà văn hóa thôn Đông xuống cấp." in texts(made.report, "ket-qua"), "it stays where it was put"


def test_sections_are_added_and_moved_and_a_table_shows_the_record_at_once(cast):
    made = month(cast, culture=False)
    client = client_of(cast)
    where = address("section", made.report)
    add = {"verb": "add", "title": "Thu ngân sách", "kind": "table", "section": "ket-qua", "indicators": "NS01"}
    assert "Đã thêm phần “Thu ngân sách”" in text_of(client.post(where, add, follow=True))
    assert headings(cast, made.report)[:2] == ["I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 10 NĂM 2026", "II. THU NGÂN SÁCH"]
    (table,) = [one for one in selectors.blocks(made.report) if one.section == "thu-ngan-sach"]
    assert [row["code"] for row in table.data["rows"]] == ["NS01"]
    client.post(where, {"verb": "up", "section": "thu-ngan-sach"})
    assert headings(cast, made.report)[0] == "I. THU NGÂN SÁCH"
    client.post(where, {"verb": "up", "section": "thu-ngan-sach"})
    services.section_remove(**about(cast, made), key="ket-qua", to="ton-tai")
    client.post(where, {"verb": "down", "section": "thu-ngan-sach"})
    assert headings(cast, made.report)[:2] == ["I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU", "II. THU NGÂN SÁCH"]
    assert "KHONGCO" in text_of(client.post(where, add | {"indicators": "KHONGCO"}, follow=True))
    indicator(cast, "DA01", "Dự án", "dự án")
    assert (
        services.section_add(**about(cast, made), title="Thu ngân sách", kind="chart", codes=["DA01"])
        == "thu-ngan-sach-2"
    )
    assert client.post(where, {"verb": "lạ", "section": "ton-tai"}).status_code == 409


@pytest.mark.slow
def test_the_last_section_stays_and_blocks_need_somewhere_to_go(cast):
    made = month(cast)
    for key, to in (("ton-tai", "ton-tai"), ("ton-tai", "khong-co")):
        assert refusal(services.section_remove, **about(cast, made), key=key, to=to) == "CNS-022"
    for row in numbered(made.report.sections)[1:]:
        services.section_remove(**about(cast, made), key=row["key"])
    assert refusal(services.section_remove, **about(cast, made), key="ket-qua") == "CNS-022"
    client = client_of(cast)
    answer = client.post(address("section", made.report), {"verb": "remove", "section": "ket-qua"}, follow=True)
    assert "ít nhất một phần" in text_of(answer)
    assert refusal(services.section_move, **about(cast, made), key="khong-co", to="up") == "ACC-002"


def test_only_who_drafts_changes_sections_and_nobody_once_it_is_issued(cast):
    made = month(cast)
    told = {"verb": "rename", "section": "ton-tai", "before": "Tồn tại, hạn chế", "title": "X"}
    for who in ("dung", "giang"):
        assert client_of(cast, who).post(address("section", made.report), told).status_code == 404
    wanted = {"key": "ton-tai", "before": "Tồn tại, hạn chế", "title": "X"}
    assert refusal(services.section_rename, **about(cast, made, "giang"), **wanted) == "ACC-001"
    services.consolidated_issue(actor=cast.actor("an"), report=made.report)
    made.report.refresh_from_db()
    assert refusal(services.section_rename, **about(cast, made), **wanted) == "CNS-001"
    assert refusal(services.edition_take, **about(cast, made)) == "CNS-001"
    assert refusal(services.returned_receive, **about(cast, made), content=b"x", name="a") == "CNS-001"
