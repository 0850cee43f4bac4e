"""Reviewers check the cards: they keep the unit's points, or raise or lower them with a reason."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import shown
from giaoban.occasions.appraisals.models import Reviewer, ScoreGroup, ScoreSheet, SheetScore
from giaoban.occasions.appraisals.selectors.sets import value_for
from giaoban.occasions.appraisals.services.held import TOTALS, lines_of, sheets_held, totalled
from giaoban.occasions.appraisals.states import APPRAISAL, SHEET
from giaoban.occasions.appraisals.tell import tell_sheets


def groups_open(*, actor: Actor, appraisal_id: int) -> set[int] | None:
    """The groups an actor may check: None for all. A group that somebody is named for is only theirs; others are open to the role."""
    named = list(Reviewer.objects.filter(appraisal=appraisal_id).values_list("post_id", "group_id"))
    if actor.kind == "system" or not named:
        return None
    mine = {group for post, group in named if post == actor.post_id}
    if None in mine:
        return None
    taken = {group for _post, group in named}
    if None in taken:
        return {group for group in mine if group is not None}
    others = ScoreGroup.objects.filter(score_set__appraisals=appraisal_id).exclude(pk__in=[pk for pk in taken if pk])
    role = set(others.values_list("pk", flat=True)) if "appraisals.review" in access.verbs_anywhere(actor) else set()
    return {group for group in mine if group is not None} | role


def checkable(*, actor: Actor, sheet: ScoreSheet, verb: str) -> ScoreSheet:
    """The card, locked, if the actor may check it now. Errors: ACC-001, ACC-002; APR-010 for one's own unit; APR-006, APR-013."""
    return checkable_all(actor=actor, sheets=[sheet], verb=verb)[0]


def checkable_all(*, actor: Actor, sheets: Sequence[ScoreSheet], verb: str) -> list[ScoreSheet]:
    """The cards, locked, if the actor may check them now. Errors: those of `checkable`."""
    rows = sheets_held(actor=actor, sheets=sheets, right="appraisals.review", verb=verb)
    for row in rows:
        if actor.unit_id is not None and actor.unit_id == row.unit_id:
            raise Problem("APR-010")
        if row.appraisal.state not in ("scoring", "reviewing"):
            raise Problem("APR-013", title=row.appraisal.title, state=APPRAISAL.label(row.appraisal.state))
        if row.state not in ("submitted", "reviewed") or row.excluded:
            raise Problem("APR-006", unit=unit_name(unit=row.unit_id, on=actor.on), state=SHEET.label(row.state))
    return rows


@transaction.atomic
def review_save(*, actor: Actor, sheet: ScoreSheet, criterion_id: int, points: Decimal, reason: str = "") -> SheetScore:
    """Set the points of a line. Other points than the unit's own need a reason.

    Errors: ACC-001, ACC-002; APR-006, APR-009, APR-010, APR-013; APR-014; APR-015; SCO-003 for points beyond the maximum.
    """
    row = checkable(actor=actor, sheet=sheet, verb="appraisals.check")
    if row.state == "reviewed":
        raise Problem("APR-006", unit=unit_name(unit=row.unit_id, on=actor.on), state=SHEET.label(row.state))
    criterion = row.appraisal.score_set.criteria.select_related("group").filter(pk=criterion_id).first()
    if criterion is None:
        raise Problem("APR-014")
    open_groups = groups_open(actor=actor, appraisal_id=row.appraisal_id)
    if open_groups is not None and criterion.group_id not in open_groups:
        raise Problem("APR-009", group=criterion.group.title)
    if not 0 <= points <= criterion.maximum:
        raise Problem("SCO-003", name=criterion.code, points=shown(points), maximum=shown(criterion.maximum))
    line, _new = SheetScore.objects.get_or_create(sheet=row, criterion=criterion)
    if points != line.points and not reason.strip():
        own = shown(line.points) if line.points is not None else "–"
        raise Problem("APR-015", name=criterion.code, points=shown(points), own=own)
    checked_set(line, points, reason.strip()[:1000], actor=actor)
    if totalled(row, lines_of([row])[row.pk], value_for(actor, row.appraisal.score_set)):
        row.save(update_fields=TOTALS)
    return line


def checked_set(line: SheetScore, points: Decimal, reason: str, *, actor: Actor) -> None:
    """Keep what was decided about a line."""
    line.reviewed, line.reason = points.quantize(Decimal("0.0001")), reason
    line.reviewed_by, line.reviewed_at = actor.label[:200], actor.at
    line.save(update_fields=["reviewed", "reason", "reviewed_by", "reviewed_at"])


@transaction.atomic
def review_agree(*, actor: Actor, sheet: ScoreSheet) -> int:
    """Keep the unit's own points in every line of one's groups that is not checked yet; how many.

    Errors: ACC-001, ACC-002; APR-006, APR-010, APR-013.
    """
    return reviews_agree(actor=actor, sheets=[sheet])


@transaction.atomic
def reviews_agree(*, actor: Actor, sheets: Sequence[ScoreSheet]) -> int:
    """The same on several cards: all of them or none; how many lines. Errors: those of `review_agree`, for the first card that has one."""
    rows = checkable_all(actor=actor, sheets=sheets, verb="appraisals.check")
    groups = {number: groups_open(actor=actor, appraisal_id=number) for number in {row.appraisal_id for row in rows}}
    lines = lines_of(rows)
    kept: list[SheetScore] = []
    for row in rows:
        if row.state == "reviewed":
            raise Problem("APR-006", unit=unit_name(unit=row.unit_id, on=actor.on), state=SHEET.label(row.state))
        open_groups = groups[row.appraisal_id]
        for line in lines[row.pk]:
            mine = open_groups is None or line.criterion.group_id in open_groups
            if mine and line.reviewed is None and line.points is not None:
                line.reviewed, line.reviewed_by, line.reviewed_at = line.points, actor.label[:200], actor.at
                kept.append(line)
    SheetScore.objects.bulk_update(kept, ["reviewed", "reviewed_by", "reviewed_at"])
    changed = [row for row in rows if totalled(row, lines[row.pk], value_for(actor, row.appraisal.score_set))]
    ScoreSheet.objects.bulk_update(changed, TOTALS)
    return len(kept)


@transaction.atomic
def sheet_step(*, actor: Actor, sheet: ScoreSheet, verb: str, reason: str = "") -> ScoreSheet:
    """send_back (with a reason), finish_review (every answered line is checked) or review_again.

    Errors: ACC-001, ACC-002; FLW-001; APR-006, APR-008, APR-010, APR-011, APR-013.
    """
    return sheets_step(actor=actor, sheets=[sheet], verb=verb, reason=reason)[0]


@transaction.atomic
def sheets_step(*, actor: Actor, sheets: Sequence[ScoreSheet], verb: str, reason: str = "") -> list[ScoreSheet]:
    """The same step of several cards: all of them or none. Errors: those of `sheet_step`, for the first card that has one."""
    rows = checkable_all(actor=actor, sheets=sheets, verb=f"appraisals.{verb}")
    if verb not in ("send_back", "finish_review", "review_again"):
        raise Problem("FLW-001", verb=SHEET.label(verb), state=SHEET.label(rows[0].state))
    after = {row.pk: SHEET.step(row.state, verb) for row in rows}
    if verb == "send_back" and not reason.strip():
        raise Problem("APR-008")
    if verb == "finish_review":
        require_checked(rows, actor=actor)
    for row in rows:
        row.state = after[row.pk]
        row.returned_reason = reason.strip()[:500] if verb == "send_back" else ""
    ScoreSheet.objects.bulk_update(rows, ["state", "returned_reason"])
    tell_sheets(rows, verb, actor=actor, reason=reason.strip()[:500] if verb == "send_back" else "")
    return rows


def require_checked(sheets: Sequence[ScoreSheet], *, actor: Actor) -> None:
    """Errors: APR-011 with the lines of the first card that have points and are not checked."""
    rows = SheetScore.objects.filter(sheet__in=sheets, reviewed__isnull=True, points__isnull=False)
    left = rows.order_by("sheet_id", "criterion__position", "pk").values_list("sheet__unit", "criterion__code")
    if first := left.first():
        codes = [code for unit, code in left if unit == first[0]]
        unit = unit_name(unit=first[0], on=actor.on)
        raise Problem("APR-011", count=len(codes), unit=unit, codes=", ".join(codes[:8]))
