"""The decision: ranks and classes are fixed, cards are locked, results are written to figures; reopening needs a reason."""

from collections import defaultdict
from decimal import Decimal

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.access.services import grants_end
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import CriteriaSet, ranks, total
from giaoban.occasions.appraisals.models import Appraisal, ScoreSheet
from giaoban.occasions.appraisals.recording import results_record
from giaoban.occasions.appraisals.selectors.results import results
from giaoban.occasions.appraisals.selectors.sets import value_for
from giaoban.occasions.appraisals.services.opening import managed, reviewer_lend
from giaoban.occasions.appraisals.states import APPRAISAL, SHEET
from giaoban.occasions.appraisals.tell import tell_decided
from giaoban.occasions.appraisals.words import decision_text
from giaoban.records.documents.models import Document
from giaoban.records.documents.services import document_draft


@transaction.atomic
def appraisal_decide(*, actor: Actor, appraisal: Appraisal, decision: str = "") -> Appraisal:
    """Decide: every unit that is rated must be checked. Locks the cards, ranks them by block, writes totals, ranks and classes to figures.

    Errors: ACC-001, ACC-002; FLW-001; APR-012 with the cards that are not checked.
    """
    row = managed(actor=actor, appraisal=appraisal, verb="appraisals.decide")
    journal.context(verb="appraisals.decide", reason=decision)
    row.state = APPRAISAL.step(row.state, "decide")
    sheets = list(row.sheets.select_for_update().filter(excluded="").order_by("pk"))
    left = [sheet.unit_id for sheet in sheets if sheet.state != "reviewed"]
    if left:
        names = unit_names(units=left, on=actor.on)
        shown = ", ".join(names.get(unit, "") for unit in left[:5])
        raise Problem("APR-012", count=len(left), units=shown)
    found = value_for(actor, row.score_set)
    ranks_set(sheets, found)
    for sheet in sheets:
        sheet.state = SHEET.step(sheet.state, "decide")
    ScoreSheet.objects.bulk_update(sheets, ["state", "rank", "total", "band", "how"])
    row.decided_at, row.decided_by, row.decision = actor.at, actor.label[:200], decision.strip()[:200]
    row.save(update_fields=["state", "decided_at", "decided_by", "decision"])
    for reviewer in row.reviewers.all():
        grants_end(actor=actor, source=reviewer, reason="đã quyết định kết quả")
    results_record(row, sheets, found, actor=actor)
    tell_decided(row, sheets, found, actor=actor)
    return row


def ranks_set(sheets: list[ScoreSheet], found: CriteriaSet) -> None:
    """Total, class and rank of every card from its checked points; ranks within a block. One query."""
    points: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    scores = sheets[0].scores.model.objects.filter(sheet__in=sheets).select_related("criterion") if sheets else []
    for line in scores:
        points[line.sheet_id][line.criterion.code] = line.reviewed
    numbers: dict[str, dict[int, list[Decimal]]] = defaultdict(dict)
    for sheet in sheets:
        reached = total(found, points[sheet.pk])
        sheet.total, sheet.how = reached.total, reached.how[:1000]
        sheet.band = reached.band.code if reached.band else ""
        groups = [group.points for group in reached.groups] if found.ties == "groups" else []
        numbers[sheet.block][sheet.pk] = [reached.total, *groups]
    for block in numbers.values():
        placed = ranks(block)
        for sheet in sheets:
            if sheet.pk in placed:
                sheet.rank = placed[sheet.pk].rank


@transaction.atomic
def appraisal_reopen(*, actor: Actor, appraisal: Appraisal, reason: str) -> Appraisal:
    """Open a decided appraisal again: cards go back to "reviewed"; figures stay until the next decision supersedes them.

    Errors: ACC-001, ACC-002; FLW-001; APR-008 without a reason.
    """
    row = managed(actor=actor, appraisal=appraisal, verb="appraisals.decide")
    journal.context(verb="appraisals.reopen", reason=reason)
    row.state = APPRAISAL.step(row.state, "reopen")
    if not reason.strip():
        raise Problem("APR-008")
    row.save(update_fields=["state"])
    for reviewer in row.reviewers.select_related("post", "appraisal__team"):
        reviewer_lend(reviewer, actor=actor)
    row.sheets.filter(state="decided").update(state=SHEET.step("decided", "reopen"), rank=None)
    return row


def results_open(*, actor: Actor, appraisal: Appraisal) -> Appraisal:
    """The appraisal, if its results may be handed out: decided, or to those who lead it, who see them as they come.

    Errors: APR-013.
    """
    leading = ("appraisals.decide", "appraisals.manage")
    if appraisal.state == "decided" or any(
        access.whole(actor, verb) for verb in access.allowed_verbs(actor, appraisal, leading)
    ):
        return appraisal
    raise Problem("APR-013", title=appraisal.title, state=APPRAISAL.label(appraisal.state))


@transaction.atomic
def decision_draft(*, actor: Actor, appraisal: Appraisal) -> Document:
    """A draft of the decision that recognises the results, in the register of documents.

    Errors: ACC-001, ACC-002; APR-013 before it is decided.
    """
    access.require(actor, "appraisals.decide", appraisal)
    access.require_whole(actor, "appraisals.decide")
    found = results(actor, appraisal)
    if appraisal.state != "decided":
        raise Problem("APR-013", title=appraisal.title, state=APPRAISAL.label(appraisal.state))
    return document_draft(
        actor=actor,
        body_id=appraisal.body_id,
        kind="decision",
        subject=f"Công nhận kết quả {appraisal.title[:1].lower()}{appraisal.title[1:]}",
        text=decision_text(found),
        recipients=["Như Điều 3", "Lưu: VT"],
    )
