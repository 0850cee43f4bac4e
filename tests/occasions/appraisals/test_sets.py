"""Criteria sets: shipped, taken over, changed while a draft, put into use."""

from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import read_set, write_set
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.library import shipped
from giaoban.occasions.appraisals.models import ScoreSet
from giaoban.occasions.appraisals.selectors.sets import doubts, sets, value_of
from tests.occasions.appraisals.walk import SET, live_set

pytestmark = pytest.mark.django_db
FIELDS = {"code": "3.1", "title": "Sáng kiến", "group": "3", "max": 5, "rule": {"kind": "items", "each": "2.5"}}


def refused(code, do):
    with pytest.raises(Problem) as refusal:
        do()
    assert refusal.value.code == code
    return refusal.value.sentence()


def draft(cast):
    return services.set_import(actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, text=SET)


def test_twelve_sets_are_shipped_and_what_is_unverified_says_so():
    known = shipped()
    assert len(known) == 12
    assert {name for name, found in known.items() if doubts(found)} >= {"ntm-xa-2016", "cntt-xa", "thon-van-hoa"}
    assert known["mot-cua-tt01-2018"].maximum == 18
    assert len(known["mot-cua-tt01-2018"].criteria) == 9
    assert not doubts(known["mot-cua-tt01-2018"])
    assert (known["ntm-huyen-2016"].maximum, known["ntm-xa-2016"].maximum, known["ntm-xa-2026"].maximum) == (9, 19, 10)
    assert known["ntm-xa-2016"].criteria[34].rule.kind
    income = next(each for each in known["ntm-xa-2016"].criteria if each.code == "10")
    assert (income.rule.bound("TDMNPB"), income.rule.bound("ĐNB"), income.confidence) == (36, 59, "high")
    assert (known["truong-chuan-quoc-gia"].validity.years, known["truong-chuan-quoc-gia"].validity.register_months) == (
        5,
        5,
    )
    assert known["cntt-co-quan"].maximum == known["cntt-xa"].maximum == 100


def test_a_set_taken_over_is_a_draft_and_the_same_value(cast):
    made = services.set_take(actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, code="ntm-xa-2016")
    assert (made.state, made.version) == ("draft", 1)
    assert value_of(made) == shipped()["ntm-xa-2016"]
    assert read_set(write_set(value_of(made))) == value_of(made)
    again = services.set_take(actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, code="ntm-xa-2016")
    assert again.version == 2
    assert "khong-co" in refused(
        "APR-020", lambda: services.set_take(actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, code="khong-co")
    )


def test_only_those_who_manage_for_the_whole_body_take_sets_over(cast):
    for who in ("cuong", "hoa", "dung"):
        refused(
            "ACC-001",
            lambda who=who: services.set_import(actor=cast.actor(who), body_id=cast.bodies["ubnd"].pk, text=SET),
        )
    made = draft(cast)
    assert made in sets(cast.actor("cuong"))
    assert made not in sets(cast.actor("dung"))


def test_an_unverified_set_comes_into_use_only_with_the_text_it_was_compared_with(cast):
    made, actor = draft(cast), cast.actor("binh")
    assert "1 chỗ" in refused("APR-002", lambda: services.set_step(actor=actor, score_set=made, verb="publish"))
    done = services.set_step(actor=actor, score_set=made, verb="publish", compared="QĐ 1538/QĐ-UBND")
    assert done.state == "live"
    assert "QĐ 1538/QĐ-UBND" in done.note
    assert services.set_step(actor=actor, score_set=made, verb="retire").state == "retired"


def test_a_draft_is_changed_and_a_live_set_only_by_a_new_version(cast):
    made, actor = draft(cast), cast.actor("binh")
    added = services.criterion_save(actor=actor, score_set=made, fields=FIELDS, group_title="Sáng kiến")
    services.criterion_save(actor=actor, score_set=made, fields=FIELDS | {"title": "Sáng kiến, mô hình"}, pk=added.pk)
    bands = [{"code": "dat", "title": "Đạt", "from": "50", "needs": ["2.1"]}]
    services.set_change(actor=actor, score_set=made, title="Bộ đã sửa", cap=Decimal(100), bands=bands)
    made.refresh_from_db()
    found = value_of(made)
    assert [group.code for group in found.groups] == ["1", "2", "3"]
    assert (found.title, found.criteria[-1].title, found.bands[0].needs) == (
        "Bộ đã sửa",
        "Sáng kiến, mô hình",
        ("2.1",),
    )
    services.criterion_remove(actor=actor, score_set=made, pk=added.pk)
    assert [group.code for group in value_of(made).groups] == ["1", "2"]
    services.set_step(actor=actor, score_set=made, verb="publish", compared="x")
    refused("APR-001", lambda: services.set_change(actor=actor, score_set=made, title="Khác"))
    after = services.set_version(actor=actor, score_set=made)
    assert (after.version, after.state, after.title) == (2, "draft", "Bộ đã sửa")


def test_what_does_not_fit_a_draft_is_refused(cast):
    made, actor = draft(cast), cast.actor("binh")
    save = services.criterion_save
    refused("SCO-001", lambda: save(actor=actor, score_set=made, fields=FIELDS | {"code": "1.1"}))
    refused("SCO-001", lambda: save(actor=actor, score_set=made, fields=FIELDS | {"rule": {"kind": "items"}}))
    refused("APR-014", lambda: save(actor=actor, score_set=made, fields=FIELDS, pk=0))
    refused("APR-014", lambda: services.criterion_remove(actor=actor, score_set=made, pk=0))
    twice = [{"code": "a", "title": "A"}, {"code": "a", "title": "B"}]
    refused("SCO-001", lambda: services.set_change(actor=actor, score_set=made, bands=twice))
    text = SET.replace('kinds = ["office"]', 'valid_from = "hôm nay"')
    refused("SCO-001", lambda: services.set_import(actor=actor, body_id=made.body_id, text=text))
    bare = services.set_import(actor=actor, body_id=made.body_id, text=SET.split("[[bands]]")[0])
    refused("SCO-001", lambda: services.set_step(actor=actor, score_set=bare, verb="publish", compared="x"))
    refused("ACC-002", lambda: services.set_change(actor=cast.actor("dung"), score_set=made, title="x"))
    with pytest.raises(TypeError):
        services.set_change(actor=actor, score_set=made, state="live")


def test_a_set_in_use_is_listed_by_its_state(cast):
    live = live_set(cast)
    draft(cast)
    assert list(sets(cast.actor("binh"), state="live")) == [live]
    assert ScoreSet.objects.count() == 2
