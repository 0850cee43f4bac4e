"""A report comes in, is read, reviewed, confirmed or sent back; whoever may not, cannot."""

import io
from datetime import date, timedelta

import pytest

from giaoban.ground import journal
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.models import Reading, ReviewDecision, Submission
from tests.cast import AT, ON

pytestmark = pytest.mark.django_db

TEXT = """BÁO CÁO
Kết quả công tác văn hóa tháng 11 năm 2026
Toàn xã có 20 nhà văn hóa thôn, trong đó 12 nhà đạt chuẩn và 7 nhà chưa đạt chuẩn. Đã cấp 46/60 giấy chứng nhận, đạt 76,9%.
"""


def receive(cast, who="binh", *, text=TEXT, name="báo cáo.txt", unit="van_hoa", **changes):
    return services.submission_receive(
        actor=cast.actor(who),
        body_id=cast.bodies["ubnd"].pk,
        unit_id=cast.units[unit].pk if unit else None,
        stream=io.BytesIO(text.encode() if isinstance(text, str) else text),
        name=name,
        **changes,
    )


def ask(cast, who="binh", **changes):
    fields = {
        "body_id": cast.bodies["ubnd"].pk,
        "unit_id": cast.units["van_hoa"].pk,
        "title": "Báo cáo tháng 11",
        "period": "2026-11",
        "due_on": ON + timedelta(days=5),
    }
    return services.request_create(actor=cast.actor(who), **{**fields, **changes})


def refusal(call, *args, **kwargs):
    with pytest.raises(Problem) as caught:
        call(*args, **kwargs)
    return caught.value.code


def first_finding(reading):
    return next(i for i in selectors.items(reading, "finding") if i.row["severity"] != "note")


def test_a_report_is_kept_as_it_came_and_read_at_once(cast):
    submission = receive(cast)
    reading = selectors.latest_reading(submission)
    assert submission.original.size == len(TEXT.encode())
    assert (submission.state, submission.unit_id) == ("draft", cast.units["van_hoa"].pk)
    assert reading.text == TEXT
    assert reading.figure_count == len(reading.data["figures"]) >= 5
    assert first_finding(reading).row["formula"]


def test_numbers_of_a_reading_are_text_never_floats(cast):
    reading = selectors.latest_reading(receive(cast))
    values = [f["value"] for f in reading.data["figures"]]
    assert "76.9" in values
    assert all(isinstance(v, str) for v in values if v is not None)


def test_a_file_that_cannot_be_read_is_kept_with_the_reason(cast):
    submission = receive(cast, text=b"%PDF-1.4 broken", name="hỏng.pdf")
    assert submission.unreadable_code.startswith("EXT-")
    assert submission.unreadable_vi
    assert selectors.latest_reading(submission) is None
    sent = services.submission_step(actor=cast.actor("binh"), submission=submission, verb="send")
    assert refusal(services.submission_step, actor=cast.actor("binh"), submission=sent, verb="accept") == "REP-007"


def test_the_head_of_a_unit_hands_in_for_it_and_for_no_other(cast):
    assert receive(cast, "cuong").unit_id == cast.units["van_hoa"].pk
    assert refusal(receive, cast, "cuong", unit="kinh_te") == "ACC-001"


def test_the_stranger_can_neither_hand_in_nor_see(cast):
    assert refusal(receive, cast, "dung") == "ACC-001"
    submission = receive(cast)
    assert refusal(selectors.submission_get, cast.actor("dung"), submission.pk) == "ACC-002"
    assert list(selectors.submissions(cast.actor("dung"))) == []
    assert Submission.objects.count() == 1


def test_a_closed_request_takes_no_more_files(cast):
    request = ask(cast)
    assert receive(cast, request=request).title == "Báo cáo tháng 11"
    services.request_step(actor=cast.actor("binh"), request=request, verb="close")
    request.refresh_from_db()
    assert refusal(receive, cast, request=request) == "REP-001"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"period": "11/2026"}, "REP-008"), ({"due_on": date(2026, 11, 19)}, "REP-009")],
)
def test_a_request_needs_a_period_and_a_day_to_come(cast, changes, code):
    assert refusal(ask, cast, **changes) == code


def test_only_those_who_may_ask_ask(cast):
    assert refusal(ask, cast, "dung") == "ACC-001"
    assert refusal(ask, cast, "giang") == "ACC-001"
    assert ask(cast, "binh").created_by == cast.actor("binh").label


def test_a_report_is_confirmed_only_when_every_finding_was_looked_at(cast):
    binh = cast.actor("binh")
    submission = services.submission_step(actor=binh, submission=receive(cast), verb="send")
    assert refusal(services.submission_step, actor=binh, submission=submission, verb="accept") == "REP-006"
    reading = selectors.latest_reading(submission)
    for item in selectors.undecided(reading, selectors.decisions(reading)):
        services.decision_record(actor=binh, reading=reading, item=f"finding:{item.key}", action="accept")
    assert services.submission_step(actor=binh, submission=submission, verb="accept").state == "accepted"


def test_a_report_goes_back_only_with_a_reason(cast):
    binh = cast.actor("binh")
    submission = services.submission_step(actor=binh, submission=receive(cast), verb="send")
    assert (
        refusal(services.submission_step, actor=binh, submission=submission, verb="send_back", reason=" ") == "REP-010"
    )
    back = services.submission_step(actor=binh, submission=submission, verb="send_back", reason="Tổng chưa khớp")
    assert back.state == "sent_back"


def test_a_draft_cannot_be_confirmed(cast):
    assert (
        refusal(services.submission_step, actor=cast.actor("binh"), submission=receive(cast), verb="accept")
        == "FLW-001"
    )


def test_a_decision_is_added_and_the_last_one_counts(cast):
    binh, reading = cast.actor("binh"), selectors.latest_reading(receive(cast))
    name = f"finding:{first_finding(reading).key}"
    services.decision_record(actor=binh, reading=reading, item=name, action="accept")
    services.decision_record(actor=binh, reading=reading, item=name, action="dismiss", reason="Một nhà đang sửa")
    assert [d.action for d in selectors.decisions(reading).values()] == ["dismiss"]
    services.decision_record(actor=binh, reading=reading, item=name, action="reopen")
    assert selectors.decisions(reading) == {}
    assert ReviewDecision.objects.count() == 3


@pytest.mark.parametrize(
    ("item", "fields", "code"),
    [
        ("finding:none", {"action": "accept"}, "REP-003"),
        ("nothing", {"action": "accept"}, "REP-003"),
        ("figure:f1", {"action": "erase"}, "REP-003"),
        ("figure:f1", {"action": "dismiss", "reason": "  "}, "REP-004"),
        ("figure:f1", {"action": "correct", "value": "nhiều"}, "REP-005"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(cast, item, fields, code):
    reading = selectors.latest_reading(receive(cast))
    assert refusal(services.decision_record, actor=cast.actor("binh"), reading=reading, item=item, **fields) == code
    assert not ReviewDecision.objects.exists()


def test_a_figure_is_corrected_with_a_number_as_people_write_it(cast):
    reading = selectors.latest_reading(receive(cast))
    made = services.decision_record(
        actor=cast.actor("binh"),
        reading=reading,
        item="figure:f1",
        action="correct",
        value="1.234,5",
        unit_of_measure="nhà",
    )
    assert (made.value, made.unit_of_measure) == ("1.234,5", "nhà")
    assert made.spans == [reading.data["figures"][0]["start"], reading.data["figures"][0]["end"]]


def test_who_may_only_look_decides_nothing(cast):
    reading = selectors.latest_reading(receive(cast, unit="mot_cua"))
    assert selectors.submission_get(cast.actor("giang"), reading.submission_id)
    assert (
        refusal(services.decision_record, actor=cast.actor("giang"), reading=reading, item="figure:f1", action="accept")
        == "ACC-001"
    )


def test_every_step_is_in_the_journal_with_verb_and_reason(cast):
    from giaoban.ground.directory.actor import acting

    binh = cast.actor("binh")
    with acting(binh, source="web"):
        submission = services.submission_step(actor=binh, submission=receive(cast), verb="send")
        services.submission_step(actor=binh, submission=submission, verb="send_back", reason="Thiếu phụ lục")
    changes = journal.history(submission)
    assert [c.verb for c in changes][:2] == ["reports.send_back", "reports.send"]
    assert changes[0].reason == "Thiếu phụ lục"
    assert "Bình" in changes[0].who


def test_a_reading_is_a_version_of_its_own(cast):
    submission = receive(cast)
    from giaoban.occasions.reports.reader import read_file

    outcome = read_file(TEXT.encode(), name="a.txt", on=ON)
    services.reading_add(submission=submission, outcome=outcome, actor=cast.actor("binh"))
    assert list(Reading.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert selectors.latest_reading(submission).read_at == AT


def test_a_report_is_found_by_its_text_with_and_without_accents_but_not_by_the_stranger(cast):
    from giaoban.ground import search

    submission = receive(cast)
    for query in ("giấy chứng nhận", "giay chung nhan", "báo cáo.txt"):
        assert [row.url for row in search.find(cast.actor("binh"), query, 5)] == [f"/bao-cao/{submission.pk}/"], query
    assert list(search.find(cast.actor("dung"), "giay chung nhan", 5)) == []
