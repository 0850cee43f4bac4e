"""From the open appraisal to the decision: who may do what, what locks, what becomes a figure."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.ground.files.models import Attachment
from giaoban.ground.files.selectors import attachments_of
from giaoban.ground.journal import history
from giaoban.ground.notices.models import Notice
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.models import SheetScore
from giaoban.occasions.appraisals.selectors import appraisals as reads
from giaoban.occasions.appraisals.selectors.cards import card
from giaoban.occasions.appraisals.selectors.history import history_of
from giaoban.occasions.appraisals.selectors.results import results
from giaoban.records.documents.models import Document
from giaoban.records.figures import services as figures
from giaoban.records.figures.models import Observation
from giaoban.records.figures.selectors import trace
from giaoban.records.registers import services as registers
from tests.occasions.appraisals.walk import (
    DUE,
    LATER,
    SET,
    card_of,
    checked,
    decided,
    fill,
    live_set,
    number,
    opened,
    paper,
    sent,
)
from tests.records.registers import making as registers_of

pytestmark = pytest.mark.django_db
D = Decimal


def refused(code, do):
    with pytest.raises(Problem) as refusal:
        do()
    assert refusal.value.code == code, refusal.value.sentence()
    return refusal.value.sentence()


def test_opening_needs_a_set_in_use_units_and_dates_in_order(cast):
    made = live_set(cast)
    actor, unit = cast.actor("binh"), services.Entrant(cast.units["van_hoa"].pk)

    def do(**changes):
        fields = {"title": "Đợt", "period": "2026", "self_due_on": DUE, "review_due_on": LATER, "entrants": [unit]}
        return services.appraisal_open(actor=actor, score_set=made, **(fields | changes))

    refused("APR-004", lambda: do(entrants=[]))
    refused("APR-004", lambda: do(entrants=[services.Entrant(cast.units["van_hoa"].pk, excluded="mới lập")]))
    refused("APR-005", lambda: do(review_due_on=date(2026, 12, 1)))
    refused("APR-005", lambda: do(self_due_on=date(2026, 11, 1)))
    refused("OBS-004", lambda: do(period="năm nay"))
    draft = services.set_version(actor=actor, score_set=made)
    refused(
        "APR-003",
        lambda: services.appraisal_open(
            actor=actor,
            score_set=draft,
            title="x",
            period="2026",
            self_due_on=DUE,
            review_due_on=LATER,
            entrants=[unit],
        ),
    )
    refused(
        "ACC-001",
        lambda: services.appraisal_open(
            actor=cast.actor("cuong"),
            score_set=made,
            title="x",
            period="2026",
            self_due_on=DUE,
            review_due_on=LATER,
            entrants=[unit],
        ),
    )
    assert do().state == "scoring"


def test_a_unit_sees_and_fills_its_own_card_only_and_a_stranger_nothing(cast):
    appraisal = opened(cast)
    mine, other = card_of(cast, appraisal, "van_hoa"), card_of(cast, appraisal, "kinh_te")
    assert list(reads.sheets(cast.actor("cuong"))) == [mine]
    assert list(reads.own_sheets(cast.actor("cuong"))) == [mine]
    assert list(reads.appraisals(cast.actor("cuong"))) == [appraisal]
    assert not reads.appraisals(cast.actor("dung"))
    assert not reads.sheets(cast.actor("dung"))
    fill(cast, appraisal, "van_hoa", 80, who="cuong")
    refused("ACC-002", lambda: services.scores_save(actor=cast.actor("cuong"), sheet=other, given={}))
    refused("ACC-002", lambda: reads.sheet_get(cast.actor("dung"), mine.pk))
    refused("ACC-002", lambda: reads.appraisal_get(cast.actor("dung"), appraisal.pk))
    refused("ACC-001", lambda: services.scores_save(actor=cast.actor("hoa"), sheet=mine, given={}))
    assert Notice.objects.filter(event=f"appraisals.opened:{mine.pk}").count() == 1


def test_points_are_computed_as_the_unit_types_and_wrong_ones_refused(cast):
    appraisal = opened(cast)
    sheet = fill(cast, appraisal, "van_hoa", 80)
    assert (sheet.self_total, sheet.band) == (D("92.0"), "tot")
    assert sheet.scores.get(criterion__code="1.1").how == "80/100 = 80 % × 40 điểm"
    actor, first = cast.actor("binh"), number(appraisal, "1.1")
    save = services.scores_save
    refused("SCO-002", lambda: save(actor=actor, sheet=sheet, given={first: services.Given(D(101), D(100))}))
    refused("APR-014", lambda: save(actor=actor, sheet=sheet, given={0: services.Given(D(1))}))
    assert sheet.scores.get(criterion__code="1.1").points == 32


def test_a_figure_on_record_is_proposed_and_taken_with_the_way_back(cast):
    appraisal = opened(cast)
    actor, sheet = cast.actor("binh"), card_of(cast, appraisal, "van_hoa")
    indicator = figures.indicator_create(
        actor=actor, body_id=appraisal.body_id, code="CN01", name="Có kế hoạch", unit_of_measure="lần", kind="stock"
    )
    for month, amount in (("2026-09", 0), ("2026-10", 1)):
        figures.observation_record(
            actor=actor,
            indicator=indicator,
            unit=sheet.unit,
            period=figures.period_of(month),
            amount=D(amount),
            source=figures.Source(kind="person"),
        )
    line = card(actor, sheet).blocks[1].lines[0]
    assert (line.proposed.value, line.proposed.period.lower(), line.taken) == (1, "tháng 10 năm 2026", False)
    second = number(appraisal, "2.1")
    given = {second: services.Given(observation_id=line.proposed.observation.pk)}
    services.scores_save(actor=actor, sheet=sheet, given=given)
    line = card(actor, sheet).blocks[1].lines[0]
    assert (line.taken, line.score.points) == (True, 60)
    other = {second: services.Given(observation_id=line.proposed.observation.pk - 1)}
    refused("ACC-002", lambda: services.scores_save(actor=actor, sheet=sheet, given=other))


def test_the_register_of_assets_feeds_the_rating_of_applications(cast):
    """The shares that the register counts for each unit are proposed on its card, with the way back to the register."""
    binh, register = cast.actor("binh"), registers_of.catalog(cast, "it-assets")
    for each, guarded in enumerate(("có", "có", "có", "không")):
        registers.entry_create(actor=binh, register=register, typed={
            "code": f"M{each}", "kind": "may_ban", "unit": cast.units["van_hoa"].pk, "state": "tot", "antivirus": guarded,
        })  # fmt: skip
    registers.figures_record(actor=binh, register=register, code="2026-11")
    own = services.set_take(actor=binh, body_id=cast.bodies["ubnd"].pk, code="cntt-co-quan")
    live = services.set_step(actor=binh, score_set=own, verb="publish", compared="Quyết định 01/QĐ-UBND")
    appraisal = opened(cast, score_set=live)
    sheet, of = card_of(cast, appraisal, "van_hoa"), number(appraisal, "1.2")
    line = next(line for block in card(binh, sheet).blocks for line in block.lines if line.row.pk == of)
    assert (line.proposed.value, line.proposed.whole) == (3, 4)
    given = {of: services.Given(observation_id=line.proposed.observation.pk)}
    services.scores_save(actor=binh, sheet=sheet, given=given)
    line = next(line for block in card(binh, sheet).blocks for line in block.lines if line.row.pk == of)
    assert (line.score.points, line.proposed.observation.source_kind) == (D("4.5"), "register")


def test_a_card_is_handed_in_whole_with_evidence_or_an_explanation(cast):
    appraisal = opened(cast)
    sheet, actor = card_of(cast, appraisal, "van_hoa"), cast.actor("cuong")
    assert "1.1, 2.1" in refused("APR-007", lambda: services.sheet_send(actor=actor, sheet=sheet))
    sheet = fill(cast, appraisal, "van_hoa", 80, who="cuong", note="")
    assert "thiếu minh chứng 2.1" in refused("APR-007", lambda: services.sheet_send(actor=actor, sheet=sheet))
    second = number(appraisal, "2.1")
    file = services.evidence_add(actor=actor, sheet=sheet, criterion_id=second, stream=paper(), name="ke-hoach.txt")
    assert card(actor, sheet).state.percent == 100
    services.evidence_remove(actor=actor, sheet=sheet, attachment=file)
    refused("APR-007", lambda: services.sheet_send(actor=actor, sheet=sheet))
    services.evidence_add(actor=actor, sheet=sheet, criterion_id=second, stream=paper(), name="ke-hoach.txt")
    done = services.sheet_send(actor=actor, sheet=sheet, note="đã rà soát")
    assert (done.state, done.submitted_by) == ("submitted", actor.label)
    refused("APR-006", lambda: services.scores_save(actor=actor, sheet=sheet, given={}))
    line = sheet.scores.get(criterion=second)
    assert attachments_of(cast.actor("an"), line).count() == 1
    assert not attachments_of(cast.actor("dung"), line)
    refused(
        "APR-014",
        lambda: services.evidence_add(
            actor=cast.actor("binh"),
            sheet=card_of(cast, appraisal, "kinh_te"),
            criterion_id=0,
            stream=paper(),
            name="x",
        ),
    )


def test_evidence_of_another_card_cannot_be_taken_off(cast):
    appraisal = opened(cast)
    actor, second = cast.actor("binh"), number(appraisal, "2.1")
    one, two = (card_of(cast, appraisal, name) for name in ("van_hoa", "kinh_te"))
    file = services.evidence_add(actor=actor, sheet=one, criterion_id=second, stream=paper(), name="a.txt")
    refused("APR-014", lambda: services.evidence_remove(actor=actor, sheet=two, attachment=file))
    assert Attachment.objects.get().removed_at is None


def test_reviewers_keep_points_or_change_them_with_a_reason_in_their_groups(cast):
    appraisal = opened(cast)
    sheet = sent(cast, appraisal, "van_hoa", 80)
    first, second = number(appraisal, "1.1"), number(appraisal, "2.1")
    group = appraisal.score_set.groups.get(code="1")
    services.reviewer_add(
        actor=cast.actor("binh"), appraisal=appraisal, post_id=cast.posts["hoa"].pk, group_id=group.pk
    )
    hoa, an = cast.actor("hoa"), cast.actor("an")
    assert sheet in reads.to_review(hoa)
    review = services.review_save
    assert "32" in refused("APR-015", lambda: review(actor=hoa, sheet=sheet, criterion_id=first, points=D(30)))
    refused("SCO-003", lambda: review(actor=hoa, sheet=sheet, criterion_id=first, points=D(41), reason="x"))
    refused("APR-009", lambda: review(actor=hoa, sheet=sheet, criterion_id=second, points=D(60)))
    refused("APR-009", lambda: review(actor=an, sheet=sheet, criterion_id=first, points=D(32)))
    refused("APR-014", lambda: review(actor=an, sheet=sheet, criterion_id=0, points=D(32)))
    refused("ACC-002", lambda: review(actor=cast.actor("dung"), sheet=sheet, criterion_id=first, points=D(32)))
    review(actor=hoa, sheet=sheet, criterion_id=first, points=D(30), reason="05 máy hỏng")
    assert "2.1" in refused("APR-011", lambda: services.sheet_step(actor=an, sheet=sheet, verb="finish_review"))
    assert services.review_agree(actor=an, sheet=sheet) == 1
    done = services.sheet_step(actor=an, sheet=sheet, verb="finish_review")
    assert (done.state, done.total, done.self_total) == ("reviewed", 90, 92)
    refused("APR-006", lambda: review(actor=hoa, sheet=sheet, criterion_id=first, points=D(32)))
    refused("APR-006", lambda: services.review_agree(actor=an, sheet=sheet))
    assert services.sheet_step(actor=an, sheet=sheet, verb="review_again").state == "submitted"
    refused("FLW-001", lambda: services.sheet_step(actor=an, sheet=sheet, verb="decide"))


def test_nobody_checks_the_card_of_their_own_unit(cast):
    appraisal = opened(cast)
    sheet = sent(cast, appraisal, "van_hoa", 80)
    refused("APR-010", lambda: services.review_agree(actor=cast.actor("cuong"), sheet=sheet))
    assert sheet not in reads.to_review(cast.actor("cuong"))


def test_a_card_sent_back_with_a_reason_is_changed_and_checked_anew_where_it_changed(cast):
    appraisal = opened(cast)
    sheet, an = sent(cast, appraisal, "van_hoa", 80), cast.actor("an")
    services.review_agree(actor=an, sheet=sheet)
    refused("APR-008", lambda: services.sheet_step(actor=an, sheet=sheet, verb="send_back"))
    back = services.sheet_step(actor=an, sheet=sheet, verb="send_back", reason="thiếu danh sách máy")
    assert (back.state, back.returned_reason) == ("sent_back", "thiếu danh sách máy")
    assert Notice.objects.filter(event=f"appraisals.send_back:{sheet.pk}").exists()
    services.appraisal_step(actor=cast.actor("binh"), appraisal=appraisal, verb="begin_review")
    fill(cast, appraisal, "van_hoa", 90, who="cuong")
    lines = {line.criterion.code: line.reviewed for line in SheetScore.objects.select_related("criterion")}
    assert lines == {"1.1": None, "2.1": 60}


def test_after_the_time_of_scoring_a_card_that_was_not_sent_is_closed(cast):
    appraisal = opened(cast)
    services.appraisal_step(actor=cast.actor("binh"), appraisal=appraisal, verb="begin_review")
    assert "hết thời gian" in refused("APR-006", lambda: fill(cast, appraisal, "van_hoa", 80))
    refused(
        "APR-008",
        lambda: services.appraisal_step(actor=cast.actor("binh"), appraisal=appraisal, verb="back_to_scoring"),
    )
    services.appraisal_step(actor=cast.actor("binh"), appraisal=appraisal, verb="back_to_scoring", reason="mạng hỏng")
    assert fill(cast, appraisal, "van_hoa", 80).self_total == 92


def test_the_decision_waits_for_every_card_or_its_exclusion_with_a_reason(cast):
    appraisal = opened(cast)
    for unit in ("van_hoa", "kinh_te"):
        checked(cast, appraisal, unit, 80)
    binh, an = cast.actor("binh"), cast.actor("an")
    services.appraisal_step(actor=binh, appraisal=appraisal, verb="begin_review")
    assert "Trung tâm" in refused("APR-012", lambda: services.appraisal_decide(actor=an, appraisal=appraisal))
    left = card_of(cast, appraisal, "mot_cua")
    services.unit_exclude(actor=binh, appraisal=appraisal, sheet_id=left.pk, reason="mới thành lập")
    refused("ACC-001", lambda: services.appraisal_decide(actor=cast.actor("cuong"), appraisal=appraisal))
    refused("ACC-001", lambda: services.appraisal_decide(actor=cast.actor("hoa"), appraisal=appraisal))
    services.appraisal_decide(actor=an, appraisal=appraisal)
    assert results(an, appraisal).excluded == [("Trung tâm Phục vụ hành chính công xã An Phú", "mới thành lập")]
    refused("APR-013", lambda: services.unit_exclude(actor=binh, appraisal=appraisal, sheet_id=left.pk, reason=""))
    refused("APR-013", lambda: services.review_agree(actor=an, sheet=card_of(cast, appraisal, "van_hoa")))


def test_units_and_reviewers_are_changed_only_inside_the_appraisal(cast):
    appraisal, binh = opened(cast), cast.actor("binh")
    entrant = services.Entrant(cast.units["van_hoa"].pk)
    refused("APR-018", lambda: services.unit_include(actor=binh, appraisal=appraisal, entrant=entrant))
    school = services.Entrant(cast.units["truong"].pk, block="Trường học")
    assert services.unit_include(actor=binh, appraisal=appraisal, entrant=school).block == "Trường học"
    refused("APR-018", lambda: services.unit_exclude(actor=binh, appraisal=appraisal, sheet_id=0, reason="x"))
    add = services.reviewer_add
    refused("ACC-002", lambda: add(actor=binh, appraisal=appraisal, post_id=cast.posts["dung"].pk))
    refused("APR-014", lambda: add(actor=binh, appraisal=appraisal, post_id=cast.posts["hoa"].pk, group_id=0))
    made = add(actor=binh, appraisal=appraisal, post_id=cast.posts["hoa"].pk)
    assert add(actor=binh, appraisal=appraisal, post_id=cast.posts["hoa"].pk) == made
    assert [row.person for row in reads.checkers(appraisal, binh)] == ["Đỗ Minh Hòa"]
    services.reviewer_remove(actor=binh, appraisal=appraisal, pk=made.pk)
    assert reads.checkers(appraisal, binh) == []
    refused("FLW-001", lambda: services.appraisal_step(actor=binh, appraisal=appraisal, verb="decide"))
    services.appraisal_step(actor=binh, appraisal=appraisal, verb="cancel", reason="mở nhầm")
    refused("APR-013", lambda: add(actor=binh, appraisal=appraisal, post_id=cast.posts["hoa"].pk))


def test_results_rank_units_and_become_figures_that_lead_back_to_the_card(cast):
    appraisal = decided(cast, opened(cast), {"van_hoa": 80, "kinh_te": 60, "mot_cua": 80})
    an = cast.actor("an")
    block = results(an, appraisal).blocks[0]
    assert [(place.sheet.rank, place.band.title) for place in block.places] == [(1, "Tốt"), (1, "Tốt"), (3, "Khá")]
    assert [(band.title, share.count, str(share.printed)) for band, share, _change in block.classes] == [
        ("Tốt", 2, "66.7"),
        ("Khá", 1, "33.3"),
        ("Yếu", 0, "0.0"),
    ]
    sheet = card_of(cast, appraisal, "kinh_te")
    rows = Observation.objects.filter(source_ref=f"appraisals.sheet/{sheet.pk}", superseded_by=None)
    found = {row.indicator.code: (row.amount, row.printed) for row in rows.select_related("indicator")}
    assert found == {"CNTT-DIEM": (84, "84 điểm"), "CNTT-HANG": (3, "hạng 3"), "CNTT-LOAI": (2, "loại Khá")}
    assert trace(rows[0]).url == f"/cham-diem/phieu/{sheet.pk}/"
    shares = Observation.objects.filter(indicator__code="CNTT-TYLE", dims="khoi=co-quan;loai=tot")
    assert (shares.get().printed, trace(shares.get()).url) == (
        "Tốt: 2/3 = 66,7 %",
        f"/cham-diem/{appraisal.pk}/ket-qua/",
    )
    refused("APR-006", lambda: services.scores_save(actor=cast.actor("binh"), sheet=sheet, given={}))
    assert Notice.objects.filter(event=f"appraisals.decided:{card_of(cast, appraisal, 'van_hoa').pk}").exists()
    assert any(change.verb == "appraisals.decide" for change in history(appraisal))
    told = history_of(sheet, appraisal.score_set, on=cast.actor("binh").on)
    classes = {part.after for change in told for part in change.fields if part.column == "band"}
    assert "Khá" in classes
    assert classes.isdisjoint({"tot", "kha", "yeu"}), "a class by its title"


def test_reopening_needs_a_reason_and_a_new_decision_supersedes_the_figures(cast):
    appraisal = decided(cast, opened(cast), {"van_hoa": 80, "kinh_te": 60, "mot_cua": 70})
    an, sheet = cast.actor("an"), card_of(cast, appraisal, "kinh_te")
    refused("APR-008", lambda: services.appraisal_reopen(actor=an, appraisal=appraisal, reason=" "))
    refused("ACC-001", lambda: services.appraisal_reopen(actor=cast.actor("cuong"), appraisal=appraisal, reason="x"))
    services.appraisal_reopen(actor=an, appraisal=appraisal, reason="kiến nghị của Phòng Kinh tế")
    services.sheet_step(actor=an, sheet=sheet, verb="review_again")
    services.review_save(actor=an, sheet=sheet, criterion_id=number(appraisal, "1.1"), points=D(36), reason="bổ sung")
    services.sheet_step(actor=an, sheet=sheet, verb="finish_review")
    services.appraisal_decide(actor=an, appraisal=appraisal)
    rows = Observation.objects.filter(source_ref=f"appraisals.sheet/{sheet.pk}", indicator__code="CNTT-DIEM")
    assert [(row.revision, row.amount) for row in rows.order_by("revision")] == [(1, 84), (2, 96)]
    assert card_of(cast, appraisal, "kinh_te").rank == 1


def test_this_year_is_compared_with_the_year_before_also_where_that_was_on_paper(cast):
    made = live_set(cast)
    rows = [
        services.Earlier(cast.units["van_hoa"].pk, "kha", D(75), "Cơ quan"),
        services.Earlier(cast.units["kinh_te"].pk, "kha", D(72), "Cơ quan"),
        services.Earlier(cast.units["mot_cua"].pk, "yeu", None, "Cơ quan"),
    ]
    binh, an = cast.actor("binh"), cast.actor("an")
    from giaoban.occasions.appraisals.services.earlier import Paper

    paper_ = Paper("99/QĐ-UBND", binh.at)

    def record(rows):
        return services.earlier_record(
            actor=binh, score_set=made, title="Năm 2025", period="2025", rows=rows, paper=paper_
        )

    refused("APR-004", lambda: record([]))
    for wrong in (services.Earlier(1, "xx"), services.Earlier(1, "tot", D(70)), rows[0]):
        assert "Dòng 2" in refused("APR-019", lambda wrong=wrong: record([rows[0], wrong]))
    before = record(rows)
    appraisal = decided(cast, opened(cast, score_set=made), {"van_hoa": 80, "kinh_te": 60, "mot_cua": 80})
    assert appraisal.previous == before
    block = results(an, appraisal).blocks[0]
    assert {band.code: str(change.printed) for band, _share, change in block.classes} == {
        "tot": "66.7",
        "kha": "-33.3",
        "yeu": "-33.3",
    }
    assert "điểm %" in block.rule
    first = block.places[0]
    assert (first.before, first.band_before, first.moved) in {(D(75), "Khá", 0), (None, "Yếu", 0)}
    assert [place.moved for place in block.places if place.unit == "Phòng Kinh tế xã An Phú"] == [-1]


def test_the_decision_can_be_drafted_as_a_document(cast):
    appraisal = opened(cast)
    an = cast.actor("an")
    refused("APR-013", lambda: services.decision_draft(actor=an, appraisal=appraisal))
    decided(cast, appraisal, {"van_hoa": 80, "kinh_te": 60, "mot_cua": 80})
    made = services.decision_draft(actor=an, appraisal=reads.appraisal_get(an, appraisal.pk))
    text = Document.objects.get(pk=made.pk).text
    assert "Cơ quan: Tốt 2/3 (66,7 %); Khá 1/3 (33,3 %)." in text
    assert "Căn cứ [văn bản ban hành bộ tiêu chí];" in text


def test_ties_are_decided_by_groups_where_the_set_says_so(cast):
    text = SET.replace('confidence = "unverified"', 'ties = "groups"').replace('kind = "yes_no"', 'kind = "manual"')
    appraisal = opened(cast, score_set=live_set(cast, text), units=("van_hoa", "kinh_te"))
    for unit, part, own in (("van_hoa", 50, 60), ("kinh_te", 100, 40)):
        checked(cast, appraisal, unit, part, yes=own)
    services.appraisal_step(actor=cast.actor("binh"), appraisal=appraisal, verb="begin_review")
    services.appraisal_decide(actor=cast.actor("an"), appraisal=appraisal)
    assert [place.unit.split()[1] for place in results(cast.actor("an"), appraisal).blocks[0].places] == ["Kinh", "Văn"]
