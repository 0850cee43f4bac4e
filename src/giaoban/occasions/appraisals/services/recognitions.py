"""Recognitions and their schedule."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import Validity, term
from giaoban.occasions.appraisals.models import Recognition, RecognitionPlan, ScoreSheet
from giaoban.records.figures.services import period_named


@dataclass(frozen=True, slots=True)
class Title:
    """What is recognised: title, level, decision and its day, again or for the first time; households where they are counted."""

    kind: str
    decision: str
    recognised_on: date
    level: str = ""
    again: bool = False
    count: int | None = None
    of_total: int | None = None


@transaction.atomic
def recognition_add(
    *,
    actor: Actor,
    body_id: int,
    unit_id: int,
    title: Title,
    validity: Validity = Validity(),  # noqa: B008  (a frozen value)
    sheet: ScoreSheet | None = None,
) -> Recognition:
    """Record a recognition; its end and the last day to register again follow from `validity`. A plan of that unit and title is done.

    Errors: ACC-001; APR-016 where it is on record; APR-019 for more households than there are.
    """
    access.require_in(actor, "appraisals.manage", Recognition, body_id=body_id, unit_id=unit_id)
    journal.context(verb="appraisals.recognise", reason=title.decision)
    if title.count is not None and title.of_total is not None and title.count > title.of_total:
        households = {"part": title.count, "whole": title.of_total}
        why = gettext("số hộ đạt %(part)s lớn hơn tổng số hộ %(whole)s") % households
        raise Problem("APR-019", line=1, why=why)
    days = term(title.recognised_on, validity)
    try:
        with transaction.atomic():
            made = Recognition.objects.create(
                body_id=body_id,
                unit_id=unit_id,
                kind=title.kind.strip()[:200],
                level=title.level.strip()[:100],
                again=title.again,
                decision=title.decision.strip()[:200],
                recognised_on=title.recognised_on,
                register_by=days.register_by,
                expires_on=days.expires_on,
                count=title.count,
                of_total=title.of_total,
                sheet=sheet,
                created_at=actor.at,
                created_by=actor.label[:200],
            )
    except IntegrityError as error:
        raise exists(unit_id, title.recognised_on, actor=actor) from error
    waiting = RecognitionPlan.objects.filter(body_id=body_id, unit_id=unit_id, kind=made.kind, done_by=None)
    first = waiting.order_by("period", "half", "pk").first()
    if first is not None:
        first.done_by = made
        first.save(update_fields=["done_by"])
    return made


def exists(unit_id: int, day: date, *, actor: Actor) -> Problem:
    """The refusal of a second line."""
    return Problem("APR-016", unit=unit_name(unit=unit_id, on=actor.on), day=f"{day:%d/%m/%Y}")


@transaction.atomic
def recognition_revoke(*, actor: Actor, recognition: Recognition, on: date, reason: str) -> Recognition:
    """End a recognition before its time: taken away, or lost by a merger. Errors: ACC-001, ACC-002; APR-008; APR-017."""
    access.require(actor, "appraisals.manage", recognition)
    journal.context(verb="appraisals.revoke", reason=reason)
    row = Recognition.objects.select_for_update().get(pk=recognition.pk)
    if row.revoked_on is not None:
        unit = unit_name(unit=row.unit_id, on=actor.on)
        raise Problem("APR-017", unit=unit, day=f"{row.revoked_on:%d/%m/%Y}")
    if not reason.strip():
        raise Problem("APR-008")
    row.revoked_on, row.revoked_reason = on, reason.strip()[:500]
    row.save(update_fields=["revoked_on", "revoked_reason"])
    return row


@transaction.atomic
def plan_add(
    *,
    actor: Actor,
    body_id: int,
    unit_id: int,
    kind: str,
    period: str,
    half: str = "",
    again: bool = False,
    works: str = "",
    cost: Decimal | None = None,
) -> RecognitionPlan:
    """Put a unit into the schedule. cost in dong. Errors: ACC-001; OBS-004 for a period; APR-016 where it is there for that period."""
    access.require_in(actor, "appraisals.manage", RecognitionPlan, body_id=body_id, unit_id=unit_id)
    journal.context(verb="appraisals.plan")
    named = period_named(period)
    code = named.code.replace("/", "-")[:9]
    try:
        with transaction.atomic():
            return RecognitionPlan.objects.create(
                body_id=body_id,
                unit_id=unit_id,
                kind=kind.strip()[:200],
                period=code,
                half=half if half in ("1", "2") else "",
                again=again,
                works=works.strip()[:1000],
                cost=cost,
                created_at=actor.at,
                created_by=actor.label[:200],
            )
    except IntegrityError as error:
        raise exists(unit_id, named.start, actor=actor) from error


@transaction.atomic
def plan_remove(*, actor: Actor, plan: RecognitionPlan) -> None:
    """Take a line out of the schedule; the journal keeps it. Errors: ACC-001, ACC-002."""
    access.require(actor, "appraisals.manage", plan)
    journal.context(verb="appraisals.plan")
    plan.delete()
