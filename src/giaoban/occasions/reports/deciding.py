"""Decisions about what was read: one by one, all clean figures at once, the last ones taken back, and those that go on to the next file."""

from collections.abc import Iterable

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports.keeping import kept, place_of
from giaoban.occasions.reports.models import Reading, ReviewDecision, Submission
from giaoban.occasions.reports.reader import typed_number
from giaoban.occasions.reports.selectors import (
    Item,
    clean_figures,
    decisions,
    dismissed_before,
    item_of,
    last_decided,
)

ACTIONS = frozenset({"accept", "correct", "dismiss", "reopen"})


def require_open_review(actor: Actor, reading: Reading) -> None:
    """Lock the report until what is decided about it is stored, so that none slips in beside its confirmation.

    Errors: ACC-001; REP-012 in a report that is confirmed.
    """
    access.require(actor, "reports.review", reading.submission)
    if Submission.objects.select_for_update().get(pk=reading.submission_id).state == "accepted":
        raise Problem("REP-012")


@transaction.atomic
def decision_record(
    *,
    actor: Actor,
    reading: Reading,
    item: str,
    action: str,
    value: str = "",
    unit_of_measure: str = "",
    figure: str = "",
    reason: str = "",
) -> ReviewDecision:
    """Accept, correct, dismiss or reopen one proposal; `item` is "finding:n1", "figure:f12" or "task:t3".

    `figure` says which of a finding's numbers a correction is for, as it stands in the text.

    Errors: ACC-001; REP-003 for an unknown item; REP-004 to dismiss without a reason; REP-005 for a correction that is no number;
    REP-011 for one that says nothing; REP-012 in a report that is confirmed.
    """
    require_open_review(actor, reading)
    journal.context(verb=f"reports.decide.{action}", reason=reason)
    found: Item = item_of(reading, item)
    if action not in ACTIONS:
        raise Problem("REP-003", item=f"{item} ({action})")
    if action == "dismiss" and not reason.strip():
        raise Problem("REP-004")
    if action == "correct" and found.kind != "task" and typed_number(value) is None:
        raise Problem("REP-005", value=value)
    if action == "correct" and not value.strip():
        raise Problem("REP-011")
    return ReviewDecision.objects.create(
        reading=reading,
        item_kind=found.kind,
        item=found.key,
        action=action,
        value=value.strip(),
        unit_of_measure=unit_of_measure.strip(),
        figure=figure.strip(),
        reason=reason.strip(),
        spans=[offset for span in found.spans for offset in span],
        decided_by=actor.label[:200],
        decided_at=actor.at,
    )


@transaction.atomic
def clean_accept(*, actor: Actor, reading: Reading) -> int:
    """Accept every figure that no finding speaks of and nobody has decided about; how many. Errors: as `require_open_review`."""
    require_open_review(actor, reading)
    journal.context(verb="reports.decide.clean")
    clean = clean_figures(reading, decisions(reading))
    return len(ReviewDecision.objects.bulk_create(decided(actor, reading, clean, "accept")))


@transaction.atomic
def decision_undo(*, actor: Actor, reading: Reading) -> int:
    """Take back what the actor decided last, all of it where it was one act; how many items. Errors: REP-013 where there is nothing."""
    require_open_review(actor, reading)
    journal.context(verb="reports.decide.undo")
    last = last_decided(reading, actor.label[:200])
    if not last:
        raise Problem("REP-013")
    again = [item_of(reading, f"{row.item_kind}:{row.item}") for row in last]
    return len(ReviewDecision.objects.bulk_create(decided(actor, reading, again, "reopen")))


def decided(actor: Actor, reading: Reading, items: Iterable[Item], action: str) -> list[ReviewDecision]:
    """One decision for each item, not stored yet."""
    return [
        ReviewDecision(
            reading=reading,
            item_kind=item.kind,
            item=item.key,
            action=action,
            spans=[offset for span in item.spans for offset in span],
            decided_by=actor.label[:200],
            decided_at=actor.at,
        )
        for item in items
    ]


def dismissals_keep(*, reading: Reading) -> int:
    """Dismiss again what was dismissed, with its reason, at the same place of the file that this one follows; how many.

    Same place: the same check at a sentence of the same words and numbers. Who decided, when and why are those of then. Three queries.
    """
    before = dismissed_before(reading)
    if not before:
        return 0
    known = {place_of(row.reading.text, found): row for row, found in before}
    made = [
        ReviewDecision(
            reading=reading,
            item_kind="finding",
            item=str(finding["id"]),
            action="dismiss",
            reason=row.reason,
            spans=[offset for span in finding["spans"] for offset in span],
            decided_by=row.decided_by,
            decided_at=row.decided_at,
        )
        for finding, row in kept(reading.text, reading.data["findings"], known)
    ]
    return len(ReviewDecision.objects.bulk_create(made))
