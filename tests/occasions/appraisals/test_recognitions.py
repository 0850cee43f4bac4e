"""Recognitions that expire, the schedule with its costs, and who is told when."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from giaoban.ground.notices.models import Notice
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import Validity
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.jobs import remind
from giaoban.occasions.appraisals.models import RecognitionPlan
from giaoban.occasions.appraisals.selectors import recognitions as reads
from giaoban.occasions.appraisals.services.recognitions import Title
from tests.occasions.appraisals.walk import opened, sent

pytestmark = pytest.mark.django_db
SCHOOL = "Trường đạt chuẩn quốc gia"
AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def recognised(cast, day, unit="truong", **more):
    return services.recognition_add(
        actor=cast.actor("binh"),
        body_id=cast.bodies["ubnd"].pk,
        unit_id=cast.units[unit].pk,
        title=Title(SCHOOL, "Quyết định 5/QĐ-UBND", day, **more),
        validity=Validity(5, 5),
    )


def refused(code, do):
    with pytest.raises(Problem) as refusal:
        do()
    assert refusal.value.code == code
    return refusal.value.sentence()


def planned(cast, period, unit="truong", **more):
    fields = {"kind": SCHOOL, "again": True} | more
    return services.plan_add(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, unit_id=cast.units[unit].pk, period=period, **fields
    )


def test_a_recognition_knows_its_end_and_the_last_day_to_register_again(cast):
    made = recognised(cast, date(2022, 4, 20))
    assert (made.expires_on, made.register_by) == (date(2027, 4, 20), date(2026, 11, 20))
    assert [held.stage for held in reads.ending(cast.actor("binh"))] == ["due"]
    assert reads.ending(cast.actor("dung")) == []
    assert "đã có" in refused("APR-016", lambda: recognised(cast, date(2022, 4, 20)))
    refused(
        "ACC-001",
        lambda: services.recognition_add(
            actor=cast.actor("hoa"),
            body_id=cast.bodies["ubnd"].pk,
            unit_id=cast.units["truong"].pk,
            title=Title(SCHOOL, "x", date(2026, 1, 1)),
        ),
    )


def test_a_later_recognition_ends_the_warnings_of_the_earlier_one(cast):
    recognised(cast, date(2021, 5, 1))
    assert [held.stage for held in reads.ending(cast.actor("binh"))] == ["expired"]
    recognised(cast, date(2026, 5, 1), again=True)
    assert reads.ending(cast.actor("binh")) == []


def test_a_recognition_is_taken_away_once_with_a_reason(cast):
    made = recognised(cast, date(2022, 4, 20))
    actor = cast.actor("binh")
    refused("APR-008", lambda: services.recognition_revoke(actor=actor, recognition=made, on=actor.on, reason=" "))
    done = services.recognition_revoke(actor=actor, recognition=made, on=actor.on, reason="sáp nhập trường")
    assert reads.held([done], actor.on)[0].word == "thôi công nhận"
    assert "20/11/2026" in refused(
        "APR-017", lambda: services.recognition_revoke(actor=actor, recognition=made, on=actor.on, reason="x")
    )
    refused(
        "ACC-002",
        lambda: services.recognition_revoke(actor=cast.actor("dung"), recognition=made, on=actor.on, reason="x"),
    )


def test_a_merged_unit_needs_a_new_decision(cast):
    made = recognised(cast, date(2025, 4, 20))
    cast.units["truong"].valid_to = date(2026, 7, 1)
    cast.units["truong"].save()
    made.refresh_from_db()
    assert reads.held([made], date(2026, 11, 20))[0].stage == "merged"


def test_households_are_counted_and_never_more_than_there_are(cast):
    made = recognised(cast, date(2026, 1, 5), unit="thon_dong", count=85, of_total=100)
    assert (made.count, made.of_total) == (85, 100)
    refused("APR-019", lambda: recognised(cast, date(2026, 2, 5), unit="thon_dong", count=101, of_total=100))


def test_the_schedule_sums_first_and_repeated_recognitions_and_costs_by_term(cast):
    planned(cast, "2026/2027", half="1", cost=Decimal(4_000_000_000), works="Xây 06 phòng học")
    planned(cast, "2026/2027", "kinh_te", half="1", again=False)
    planned(cast, "2026/2027", "van_hoa", half="2", cost=Decimal(375_000_000))
    planned(cast, "2027-2028", "mot_cua")
    first, second = reads.schedule(cast.actor("binh"))
    assert (first.period, first.first, first.again, first.cost, first.unpriced) == ("2026-2027", 1, 2, 4_375_000_000, 1)
    assert [(part.half, part.first, part.again) for part in first.parts] == [("1", 1, 1), ("2", 0, 1)]
    assert (second.cost, second.unpriced) == (None, 1)
    refused("APR-016", lambda: planned(cast, "2026/2027"))
    assert [len(year.parts) for year in reads.schedule(cast.actor("cuong"))] == [2]
    assert reads.schedule(cast.actor("dung")) == []


def test_a_planned_recognition_is_done_by_the_next_recognition_of_the_unit(cast):
    plan = planned(cast, "2026/2027")
    made = recognised(cast, date(2026, 10, 1), again=True)
    plan.refresh_from_db()
    assert plan.done_by == made
    other = planned(cast, "2031/2032")
    services.plan_remove(actor=cast.actor("binh"), plan=other)
    assert list(RecognitionPlan.objects.all()) == [plan]
    assert reads.kinds(cast.actor("binh")) == [SCHOOL]


def test_those_who_keep_recognitions_are_told_once_at_each_stage(cast):
    recognised(cast, date(2022, 4, 20))
    recognised(cast, date(2015, 4, 20), unit="kinh_te")
    assert remind(at=AT) == 2  # An and Bình manage for the whole body; the other title ended long ago
    assert remind(at=AT) == 0
    assert {notice.event.split(":")[0] for notice in Notice.objects.all()} == {"appraisals.due"}


def test_units_and_reviewers_are_reminded_of_what_is_due(cast):
    appraisal = opened(cast)
    sent(cast, appraisal, "kinh_te", 80)
    Notice.objects.all().delete()
    assert remind(at=AT) == 0
    late = datetime(2026, 12, 11, 1, 0, tzinfo=UTC)
    assert remind(at=late) > 0
    assert Notice.objects.filter(subject__startswith="Quá hạn nộp phiếu").exists()
    services.appraisal_step(actor=cast.actor("binh"), appraisal=appraisal, verb="begin_review")
    Notice.objects.all().delete()
    assert remind(at=datetime(2026, 12, 18, 1, 0, tzinfo=UTC)) == 2
    assert {notice.subject[:13] for notice in Notice.objects.all()} == {"Hạn thẩm định"}
