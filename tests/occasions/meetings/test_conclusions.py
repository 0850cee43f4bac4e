"""The chair's conclusion: tasks read in it, what is certain kept, what is doubtful left to a person; two editors lose nothing."""

import io
from datetime import date

import pytest

from giaoban.ground.org.models import UnitGroup, UnitGroupMember
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.drafting import due_unread
from giaoban.occasions.meetings.models import Conclusion
from giaoban.occasions.meetings.selectors import conclusions as reads
from giaoban.occasions.meetings.services import Edited, Uploaded
from tests.cast import BEFORE
from tests.occasions.meetings.month import CONCLUSION, concluded, opened
from tests.occasions.meetings.test_sessions import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast):
    return concluded(cast)


def proposed(session):
    return list(session.conclusion.tasks.order_by("order", "pk"))


def who(cast, session, task=None):
    found = {"actor": cast.actor("binh"), "session": session}
    return {**found, "task_id": task.pk} if task else found


def test_each_point_becomes_a_task_with_unit_deadline_product_and_sentence(cast, session):
    first, second, third, fourth = proposed(session)
    units = {row.pk: name for name, row in cast.units.items()}
    assert [units.get(t.lead_unit_id) for t in (first, second, third, fourth)] == [
        "kinh_te",
        "van_hoa",
        "mot_cua",
        None,
    ]
    assert [str(t.due_on) for t in (first, second, fourth)] == ["2026-11-30", "2026-12-31", "2026-12-05"]
    assert (third.due_on, third.due_words) == (None, "ngay")
    assert [row.pk for row in first.cooperating.all()] == [cast.units["van_phong"].pk]
    assert first.title == "Rà soát tiến độ giải ngân vốn đầu tư công, báo cáo UBND xã"
    assert second.product == "Danh sách hộ nghèo"
    text = session.conclusion.text
    assert all(text[t.span_start : t.span_end] == t.quote for t in (first, second, third, fourth))


def test_a_recognised_unit_is_kept_at_once_and_only_the_doubtful_one_waits(session):
    assert [t.state for t in proposed(session)] == ["kept", "kept", "kept", "proposed"]
    assert proposed(session)[3].doubts == ["lead_unknown"]


def test_a_group_is_offered_as_a_choice_and_becomes_one_task_for_each_chosen_unit(cast):
    group = UnitGroup.objects.create(body=cast.bodies["ubnd"], name="Các phòng chuyên môn")
    for name in ("kinh_te", "van_hoa", "van_phong"):
        UnitGroupMember.objects.create(group=group, unit=cast.units[name], valid_from=BEFORE)
    session = concluded(cast, "KẾT LUẬN\n1. Các phòng chuyên môn gửi báo cáo tháng trước ngày 25/11/2026.\n")
    [task] = proposed(session)
    assert (task.state, task.group, task.doubts) == ("proposed", group, ["group"])
    units = reads.units_to_address(session)
    members = [member.id for member in reads.rows(session.conclusion, units)[0].members]
    assert set(members) == {cast.units[n].pk for n in ("kinh_te", "van_hoa", "van_phong")}
    made = services.proposal_expand(**who(cast, session, task), unit_ids=members[:2])
    assert [(t.lead_unit_id, t.state, t.due_on) for t in made] == [(m, "kept", task.due_on) for m in members[:2]]
    assert len(proposed(session)) == 2
    assert refusal(services.proposal_expand, **who(cast, session, made[0]), unit_ids=[]) == "MTG-008"


def test_a_sentence_that_names_two_leads_waits_for_a_person(cast):
    session = concluded(
        cast, "KẾT LUẬN\n1. Giao Phòng Kinh tế, Phòng Văn hóa – Xã hội rà soát hồ sơ tồn đọng trước ngày 30/11/2026.\n"
    )
    [task] = proposed(session)
    assert "several_leads" in task.doubts
    assert task.state == "proposed"
    [row] = reads.rows(session.conclusion, reads.units_to_address(session))
    assert {m.id for m in row.members} == {cast.units["kinh_te"].pk, cast.units["van_hoa"].pk}


WORDS = {
    "Phòng Kinh tế": "kinh_te",
    "phong kinh te": "kinh_te",
    "Trưởng phòng Văn hóa – Xã hội": "van_hoa",
    "đồng chí Chánh Văn phòng HĐND và UBND": "van_phong",
    "Trung tâm Phục vụ hành chính công": "mot_cua",
    "Trường Tiểu học An Phú": "truong",
    "Thôn Đông": "thon_dong",
}
NO_WORDS = ["Ban Quản lý chợ trung tâm", "", "Phòng Văn hóa – Xã hội xã Tân Lập, huyện khác", "Phòng"]


def test_words_find_their_unit_and_words_that_name_none_are_never_certain(cast):
    units = reads.units_to_address(opened(cast))
    found = {words: units.find(words) for words in WORDS}
    assert {words: (row.unit, row.sure) for words, row in found.items()} == {
        words: (cast.units[unit].pk, True) for words, unit in WORDS.items()
    }
    assert [words for words in NO_WORDS if units.find(words).sure] == []


def test_the_one_office_of_a_neighbouring_body_is_known_by_the_name_of_that_body(cast):
    office = cast.units["vp_dang"]
    office.body = cast.bodies["dang_uy"]
    office.save()
    found = reads.units_to_address(opened(cast)).find("Đảng ủy xã")
    assert (found.unit, found.sure) == (office.pk, True)


def test_a_group_is_found_with_the_verb_that_follows_it(cast):
    group = UnitGroup.objects.create(body=cast.bodies["ubnd"], name="Các thôn, tổ dân phố")
    units = reads.units_to_address(opened(cast))
    assert units.find("Các thôn, tổ dân phố tổng vệ").group == group
    assert units.find("Các thôn, tổ dân phố văn hóa kiểu mẫu").group is None


def test_a_proposal_is_put_right_and_then_kept(cast, session):
    task = proposed(session)[3]
    assert refusal(services.proposal_keep, **who(cast, session, task)) == "MTG-008"
    edited = Edited(
        title="Kiểm tra phòng cháy tại chợ",
        text=task.text,
        lead_unit_id=cast.units["kinh_te"].pk,
        cooperating_ids=(cast.units["van_phong"].pk, cast.units["kinh_te"].pk),
        due_on=task.due_on,
        product="Biên bản kiểm tra",
    )
    done = services.proposal_edit(**who(cast, session, task), edited=edited)
    assert (done.state, done.doubts, done.product) == ("kept", [], "Biên bản kiểm tra")
    assert [row.pk for row in done.cooperating.all()] == [cast.units["van_phong"].pk]
    empty = Edited(title=" ", text="", lead_unit_id=None)
    assert refusal(services.proposal_edit, **who(cast, session, task), edited=empty) == "MTG-002"


def test_a_dismissed_proposal_needs_a_reason_and_can_be_kept_again(cast, session):
    task = proposed(session)[0]
    assert refusal(services.proposal_dismiss, **who(cast, session, task), reason=" ") == "MTG-009"
    services.proposal_dismiss(**who(cast, session, task), reason="Đã giao bằng văn bản khác")
    assert refusal(services.proposal_dismiss, **who(cast, session, task), reason="x") == "FLW-001"
    assert services.proposal_keep(**who(cast, session, task)).dismissed_reason == ""


def test_a_selected_sentence_becomes_a_task_at_its_place(cast, session):
    text = session.conclusion.text
    quote = "Chủ tịch UBND xã kết luận như sau"
    task = services.proposal_add(**who(cast, session), quote=f"{quote} ", start=text.index(quote))
    assert (task.quote, text[task.span_start : task.span_end]) == (quote, quote)
    assert proposed(session)[0] == task
    assert refusal(services.proposal_add, **who(cast, session), quote=quote, start=3) == "MTG-013"
    assert refusal(services.proposal_add, **who(cast, session), quote="  ") == "MTG-002"


def test_a_typed_task_has_its_unit_and_deadline_read_and_no_place(cast, session):
    task = services.proposal_add(
        **who(cast, session), quote="Giao Phòng Kinh tế khảo sát tuyến đường liên thôn, xong trước ngày 10/12/2026."
    )
    assert (task.lead_unit_id, str(task.due_on), task.span_start) == (cast.units["kinh_te"].pk, "2026-12-10", None)
    assert (task.state, proposed(session)[-1]) == ("kept", task)


def test_tasks_are_joined_and_cut(cast, session):
    first, second, *_ = proposed(session)
    one = services.proposal_merge(**who(cast, session, second))
    assert (one, one.due_on, len(proposed(session))) == (first, first.due_on, 3)
    assert session.conclusion.text[one.span_start : one.span_end] == one.quote
    assert refusal(services.proposal_merge, **who(cast, session, one)) == "MTG-003"
    left, right = services.proposal_split(**who(cast, session, one))
    assert (left.lead_unit_id, right.lead_unit_id, right.due_on) == (first.lead_unit_id, first.lead_unit_id, None)
    assert ";" not in left.text
    assert refusal(services.proposal_split, **who(cast, session, left)) == "MTG-003"


def test_a_new_text_reads_anew_what_nobody_touched_and_keeps_what_somebody_did(cast, session):
    task = proposed(session)[0]
    edited = Edited(title="Tên do văn phòng đặt", text=task.text, lead_unit_id=cast.units["kinh_te"].pk)
    services.proposal_edit(**who(cast, session, task), edited=edited)
    text = CONCLUSION.replace("kết luận như sau:", "kết luận và chỉ đạo như sau:").replace(
        "Ban Quản lý chợ trung tâm", "Phòng Kinh tế"
    )
    services.conclusion_set(**who(cast, session), text=text, version=1)
    session.conclusion.refresh_from_db()
    rows = proposed(session)
    assert rows[0].title == "Tên do văn phòng đặt"
    assert session.conclusion.text[rows[0].span_start : rows[0].span_end] == rows[0].quote
    assert len(rows) == 4
    assert [t.state for t in rows] == ["kept"] * 4


def test_a_touched_task_whose_sentence_left_the_text_stays_without_a_place(cast, session):
    task = proposed(session)[0]
    services.proposal_dismiss(**who(cast, session, task), reason="Không giao")
    services.conclusion_set(
        **who(cast, session), text="KẾT LUẬN\nPhòng Kinh tế rà soát chợ trước ngày 30/11/2026.", version=1
    )
    task.refresh_from_db()
    assert (task.span_start, task.state) == (None, "dismissed")


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(cast, session):
    other = {"actor": cast.actor("an"), "session": session}
    services.conclusion_set(**other, text=CONCLUSION + "5. Giao Phòng Kinh tế báo cáo thu ngân sách.\n", version=1)
    assert refusal(services.conclusion_set, **who(cast, session), text="Bản cũ của tôi", version=1) == "MTG-004"
    assert refusal(services.conclusion_set, **who(cast, session), text="Bản cũ của tôi") == "MTG-004"
    assert "thu ngân sách" in Conclusion.objects.get().text


def test_the_same_text_again_changes_nothing(cast, session):
    assert services.conclusion_set(**who(cast, session), text=CONCLUSION, version=1).version == 1


def test_a_file_that_cannot_be_read_leaves_the_text_as_it_was(cast, session):
    broken = Uploaded(io.BytesIO(b"%PDF-1.4 broken"), "kết luận.pdf")
    assert refusal(services.conclusion_set, **who(cast, session), upload=broken, version=1).startswith("EXT-")
    assert Conclusion.objects.get().version == 1
    assert len(proposed(session)) == 4


def test_an_uploaded_file_is_kept_and_read(cast):
    session = opened(cast)
    file = Uploaded(io.BytesIO(CONCLUSION.encode()), "kết luận.txt")
    made = services.conclusion_set(**who(cast, session), upload=file)
    assert (made.file_name, made.tasks.count()) == ("kết luận.txt", 4)


def test_an_empty_text_is_refused(cast):
    session = opened(cast)
    assert refusal(services.conclusion_set, **who(cast, session), text=" \n ") == "MTG-005"
    assert refusal(services.proposal_add, **who(cast, session), quote="Giao Phòng Kinh tế") == "MTG-005"


def test_only_office_and_chair_conclude(cast, session):
    reader = {"actor": cast.actor("giang"), "session": session}
    stranger = {"actor": cast.actor("dung"), "session": session}
    task = proposed(session)[0]
    for call, more in (
        (services.conclusion_set, {"text": "x", "version": 1}),
        (services.proposal_keep, {"task_id": task.pk}),
        (services.proposal_add, {"quote": "x"}),
    ):
        assert refusal(call, **reader, **more) == "ACC-001"
        assert refusal(call, **stranger, **more) == "ACC-002"


def test_a_task_of_another_session_cannot_be_touched_from_here(cast, session):
    other = concluded(cast, kind="briefing")
    assert refusal(services.proposal_keep, **who(cast, other), task_id=proposed(session)[0].pk) == "MTG-003"


def test_pieces_put_the_text_together_again_and_mark_each_sentence(session):
    rows = reads.rows(session.conclusion, reads.units_to_address(session))
    found = list(reads.pieces(session.conclusion.text, rows))
    assert "".join(piece.text for piece in found) == session.conclusion.text
    assert [key for piece in found for key in piece.first] == [row.task.pk for row in rows]
    assert [piece.state for piece in found if piece.tasks] == ["kept", "kept", "kept", "proposed"]
    count = reads.count(rows)
    assert (count.kept, count.look, count.dismissed, count.units, count.ready) == (3, 1, 0, 3, False)
    assert count.first == rows[3].task.pk


def test_naming_the_unit_is_enough_to_keep_a_task(cast, session):
    task = proposed(session)[3]
    done = services.proposal_lead(**who(cast, session, task), unit_id=cast.units["kinh_te"].pk)
    assert (done.state, done.doubts, done.title, done.due_on) == ("kept", [], task.title, task.due_on)


def test_keeping_a_task_of_two_leads_makes_the_second_a_cooperating_unit_and_the_card_says_so(cast):
    text = "KẾT LUẬN\n1. Phòng Kinh tế và Phòng Văn hóa – Xã hội cùng rà soát hồ sơ tồn đọng trước ngày 30/11/2026.\n"
    session = concluded(cast, text)
    [task] = proposed(session)
    units = reads.units_to_address(session)
    assert reads.rows(session.conclusion, units)[0].others == [units.names[cast.units["van_hoa"].pk]]
    kept = services.proposal_keep(**who(cast, session, task))
    assert kept.lead_unit_id == cast.units["kinh_te"].pk
    assert [row.pk for row in kept.cooperating.all()] == [cast.units["van_hoa"].pk]


@pytest.mark.parametrize(
    ("words", "unread"),
    [("trong 24 giờ", True), ("trước khai giảng năm học 2027", True), ("trước ngày 25 hằng tháng", False),
     ("thường xuyên", False), ("ngay", False), ("", False)],
)  # fmt: skip
def test_words_with_a_number_that_gave_no_day_have_to_be_looked_at(words, unread):
    assert due_unread(None, words) is unread
    assert not due_unread(date(2026, 12, 1), words)


def test_a_task_whose_deadline_could_not_be_counted_waits_for_a_person(cast):
    session = concluded(cast, "KẾT LUẬN\n1. Giao Phòng Kinh tế rà soát hồ sơ tồn đọng trong vòng 24 giờ.\n")
    [task] = proposed(session)
    assert (task.due_on, task.doubts, task.state) == (None, ["due_unread"], "proposed")


def test_a_task_that_takes_the_deadline_of_the_one_joined_to_it_no_longer_says_it_has_none(cast):
    session = concluded(
        cast,
        "KẾT LUẬN\n1. Giao Phòng Kinh tế rà soát hồ sơ tồn đọng.\n2. Giao Phòng Kinh tế lập danh sách trước ngày 31/12/2026.\n",
    )
    first, second = proposed(session)
    assert first.doubts == ["no_deadline"]
    joined = services.proposal_merge(**who(cast, session, second))
    assert (str(joined.due_on), joined.doubts, joined.state) == ("2026-12-31", [], "kept")


def renamed(cast, name, full):
    from giaoban.ground.org.models import UnitName

    UnitName.objects.filter(unit=cast.units[name]).update(name=full)


@pytest.mark.parametrize(
    ("full", "words"),
    [
        ("Ban Chỉ huy Quân sự xã An Phú", ("Ban CHQS xã", "Ban CHQS", "đồng chí Trưởng Ban CHQS xã")),
        ("Văn phòng HĐND và UBND xã An Phú", ("Văn phòng HĐND – UBND", "Văn phòng HĐND-UBND xã")),
        ("Cơ quan Ủy ban MTTQ Việt Nam xã An Phú", ("Mặt trận Tổ quốc xã", "Ủy ban MTTQ xã", "UBMTTQ xã")),
    ],
)
def test_units_are_known_by_their_usual_abbreviations(cast, full, words):
    renamed(cast, "mot_cua" if "Văn phòng" not in full else "van_phong", full)
    units = reads.units_to_address(opened(cast))
    wanted = cast.units["mot_cua" if "Văn phòng" not in full else "van_phong"].pk
    assert [(found.unit, found.sure) for found in map(units.find, words)] == [(wanted, True)] * len(words)


def test_all_schools_of_the_area_are_the_group_of_schools(cast):
    group = UnitGroup.objects.create(name="Trường học", rule_kinds=["school"], rule_under=cast.units["an_phu"])
    units = reads.units_to_address(opened(cast))
    assert units.find("Các trường học trên địa bàn").group == group
    assert units.find("Các trường trên địa bàn xã").group == group
    assert units.find("Các trường hợp tồn đọng").group is None


def test_the_title_keeps_the_first_words_of_what_a_group_is_to_do(cast):
    UnitGroup.objects.create(body=cast.bodies["ubnd"], name="Các thôn, tổ dân phố")
    session = concluded(cast, "KẾT LUẬN\n1. Các thôn, tổ dân phố tổng vệ sinh môi trường trước ngày 30/11/2026.\n")
    assert [task.title for task in proposed(session)] == ["Tổng vệ sinh môi trường"]


def test_a_group_named_by_hand_offers_its_units(cast, session):
    group = UnitGroup.objects.create(body=cast.bodies["ubnd"], name="Các phòng chuyên môn")
    task = services.proposal_group(**who(cast, session, proposed(session)[3]), group_id=group.pk)
    assert (task.group, task.state, task.doubts, task.lead_unit_id) == (group, "proposed", ["group"], None)
    assert refusal(services.proposal_group, **who(cast, session, task), group_id=0) == "MTG-012"
