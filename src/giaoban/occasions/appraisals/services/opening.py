"""An appraisal is opened for units, its reviewers are named, units are taken out with a reason; its own steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.access.services import grant_for_work, grants_end
from giaoban.ground.org.models import Post
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals.models import Appraisal, Reviewer, ReviewTeam, ScoreSet, ScoreSheet
from giaoban.occasions.appraisals.services.sets import require_manager
from giaoban.occasions.appraisals.states import APPRAISAL
from giaoban.occasions.appraisals.tell import tell_opened, tell_reviewer
from giaoban.records.figures.services import period_named

YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit of an appraisal: its block, the region or group whose bounds apply, and why it is not rated where it is not."""

    unit_id: int
    block: str = ""
    variant: str = ""
    excluded: str = ""


@transaction.atomic
def appraisal_open(
    *,
    actor: Actor,
    score_set: ScoreSet,
    title: str,
    period: str,
    self_due_on: date,
    review_due_on: date,
    entrants: Sequence[Entrant],
    note: str = "",
) -> Appraisal:
    """Open an appraisal: one card per unit; the last decided appraisal by the same set before it is what it is compared with.

    Errors: ACC-001, ACC-002; APR-003 for a set not in use; APR-004 without units; APR-005 for dates that do not fit; OBS-004 for a period.
    """
    access.require(actor, "appraisals.manage", score_set)
    require_manager(actor=actor, body_id=score_set.body_id)
    journal.context(verb="appraisals.open", reason=title)
    if score_set.state != "live":
        raise Problem("APR-003", title=score_set.title)
    wanted = {entrant.unit_id: entrant for entrant in entrants}
    if not any(not entrant.excluded for entrant in wanted.values()):
        raise Problem("APR-004")
    if review_due_on < self_due_on or self_due_on < actor.on:
        days = {"self_due": f"{self_due_on:%d/%m/%Y}", "review_due": f"{review_due_on:%d/%m/%Y}"}
        raise Problem("APR-005", today=f"{actor.on:%d/%m/%Y}", **days)
    made = Appraisal.objects.create(
        body_id=score_set.body_id,
        score_set=score_set,
        team=ReviewTeam.objects.create(body_id=score_set.body_id, title=title.strip()[:300]),
        title=title.strip()[:300],
        period=period_named(period).code[:20],
        previous=before(score_set),
        self_due_on=self_due_on,
        review_due_on=review_due_on,
        note=note.strip()[:4000],
        opened_at=actor.at,
        opened_by=actor.label[:200],
    )
    sheets_add(made, list(wanted.values()))
    search.index(made)
    tell_opened(made, actor=actor)
    return made


def before(score_set: ScoreSet) -> Appraisal | None:
    """The last decided appraisal of the body by any version of the set."""
    same = Appraisal.objects.filter(body_id=score_set.body_id, score_set__code=score_set.code, state="decided")
    return same.order_by("-period", "-decided_at").first()


def sheets_add(appraisal: Appraisal, entrants: Sequence[Entrant]) -> None:
    """One card for each unit."""
    ScoreSheet.objects.bulk_create(
        ScoreSheet(
            appraisal=appraisal,
            body_id=appraisal.body_id,
            unit_id=entrant.unit_id,
            block=entrant.block.strip()[:60],
            variant=entrant.variant.strip()[:20],
            excluded=entrant.excluded.strip()[:300],
        )
        for entrant in entrants
    )


def managed(*, actor: Actor, appraisal: Appraisal, verb: str = "appraisals.manage") -> Appraisal:
    """The appraisal, locked, for those who may do the verb for the whole body. Errors: ACC-001, ACC-002."""
    access.require(actor, verb, appraisal)
    access.require_whole(actor, verb)
    return Appraisal.objects.select_for_update(of=("self",)).select_related("score_set").get(pk=appraisal.pk)


def require_running(appraisal: Appraisal) -> None:
    """Errors: APR-013 once it is decided or cancelled."""
    if appraisal.state not in ("scoring", "reviewing"):
        raise Problem("APR-013", title=appraisal.title, state=APPRAISAL.label(appraisal.state))


@transaction.atomic
def appraisal_step(*, actor: Actor, appraisal: Appraisal, verb: str, reason: str = "") -> Appraisal:
    """begin_review, back_to_scoring (with a reason) or cancel (with a reason). Errors: ACC-001, ACC-002; FLW-001; APR-008."""
    row = managed(actor=actor, appraisal=appraisal)
    journal.context(verb=f"appraisals.{verb}", reason=reason)
    if verb not in ("begin_review", "back_to_scoring", "cancel"):
        raise APPRAISAL.refusal(row.state, verb)
    row.state = APPRAISAL.step(row.state, verb)
    if verb != "begin_review" and not reason.strip():
        raise Problem("APR-008")
    row.save(update_fields=["state"])
    return row


@transaction.atomic
def reviewer_add(*, actor: Actor, appraisal: Appraisal, post_id: int, group_id: int | None = None) -> Reviewer:
    """Name a post of the body as reviewer of a group of criteria, or of all; naming it twice changes nothing.

    Errors: ACC-001, ACC-002; APR-013; APR-014 for a group of another set; ACC-002 for a post of another body.
    """
    row = managed(actor=actor, appraisal=appraisal)
    journal.context(verb="appraisals.reviewers")
    require_running(row)
    post = Post.objects.filter(pk=post_id, body_id=row.body_id).first()
    if post is None:
        raise Problem("ACC-002")
    group = row.score_set.groups.filter(pk=group_id).first() if group_id is not None else None
    if group_id is not None and group is None:
        raise Problem("APR-014")
    made, new = Reviewer.objects.get_or_create(appraisal=row, post=post, group=group)
    if new:
        reviewer_lend(made, actor=actor)
        tell_reviewer(made, actor=actor)
    return made


def reviewer_lend(reviewer: Reviewer, *, actor: Actor) -> None:
    """Lend a reviewing post what it needs: to see and check the cards of the appraisal, until it is decided, or a year after its day."""
    grant_for_work(
        actor=actor,
        subject=reviewer.post,
        obj=reviewer.appraisal.team,
        verbs=["appraisals.view", "appraisals.review"],
        reason=f"Thẩm định: {reviewer.appraisal.title}"[:200],
        until=max(actor.at, midnight(reviewer.appraisal.review_due_on)) + YEAR,
        source=reviewer,
    )


def midnight(day: date) -> datetime:
    """The beginning of a day, local time."""
    return timezone.make_aware(datetime.combine(day, time()))


@transaction.atomic
def reviewer_remove(*, actor: Actor, appraisal: Appraisal, pk: int) -> None:
    """Take a reviewer off; one that is not there is no error. Errors: ACC-001, ACC-002, APR-013."""
    row = managed(actor=actor, appraisal=appraisal)
    journal.context(verb="appraisals.reviewers")
    require_running(row)
    for reviewer in row.reviewers.filter(pk=pk):
        grants_end(actor=actor, source=reviewer, reason="thôi thẩm định")
        reviewer.delete()


@transaction.atomic
def unit_exclude(*, actor: Actor, appraisal: Appraisal, sheet_id: int, reason: str) -> ScoreSheet:
    """Take a unit out of the rating with a reason (its card stays), or back in with an empty one.

    Errors: ACC-001, ACC-002; APR-013; APR-018 for a card of another appraisal.
    """
    row = managed(actor=actor, appraisal=appraisal)
    journal.context(verb="appraisals.exclude", reason=reason)
    require_running(row)
    sheet = row.sheets.select_for_update().filter(pk=sheet_id).first()
    if sheet is None:
        raise Problem("APR-018", unit="")
    sheet.excluded = reason.strip()[:300]
    sheet.save(update_fields=["excluded"])
    return sheet


@transaction.atomic
def unit_include(*, actor: Actor, appraisal: Appraisal, entrant: Entrant) -> ScoreSheet:
    """Add a unit to an appraisal that runs. Errors: ACC-001, ACC-002; APR-013; APR-018 for one that is in it."""
    row = managed(actor=actor, appraisal=appraisal)
    journal.context(verb="appraisals.open")
    require_running(row)
    try:
        with transaction.atomic():
            sheets_add(row, [entrant])
    except IntegrityError as error:
        raise Problem("APR-018", unit=unit_name(unit=entrant.unit_id, on=actor.on)) from error
    return row.sheets.get(unit_id=entrant.unit_id)
