"""The chair's conclusion: its text, and the tasks proposed from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.access.stamp import stamped
from giaoban.ground.files.models import StoredFile
from giaoban.ground.files.services import file_store
from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors import groups_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.drafting import (
    LOOK,
    OPENING,
    Draft,
    all_covered,
    drafts,
    due_unread,
    more_drafts,
    title_of,
)
from giaoban.occasions.meetings.models import Conclusion, ConclusionTask, Session
from giaoban.occasions.meetings.services.held import session_held
from giaoban.occasions.meetings.services.papers import PAPER
from giaoban.occasions.meetings.unit_words import Found, Units, units_of_body
from giaoban.occasions.reports.reader import Outcome, read_file

SECRET_WITHIN = 3000
"""The stamp of a state secret stands at the head of a document."""
PASTED = "ket-luan.txt"
KEPT_OF_READING = ("title", "meeting", "tasks", "decisions")


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file with the name it came under."""

    stream: IO[bytes]
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A text with what was read in it, and the file that it came in."""

    text: str
    data: dict[str, Any]
    drafts: list[Draft]
    stored: StoredFile | None
    name: str


def conclusion_set(
    *, actor: Actor, session: Session, text: str = "", upload: Uploaded | None = None, version: int = 0
) -> Conclusion:
    """Take the text of the conclusion, typed or from a file, read it and propose its tasks.

    version: of the text that the editor saw, 0 where there was none. Proposals that a person touched stay; the others are read anew. The
    file is read outside the transaction. A text that says nothing new changes nothing.
    Errors: ACC-001, ACC-002; MTG-001; MTG-004 where somebody else changed the text since; MTG-005 without a text; MTG-006 where it is
    issued; DOC-002 for a text marked as a state secret, which is not stored; EXT-0xx, REP-030 and FIL-0xx for a file that cannot be
    read or kept (the text stored so far stays).
    """
    access.require(actor, "meetings.conclude", session)
    stored, name = None, ""
    if upload is not None:
        name = upload.name
        outcome = read_file(
            upload.stream.read(PAPER.max_bytes + 1), name=name, on=session.held_on, held_on=session.held_on
        )
    elif not text.strip():
        raise Problem("MTG-005")
    else:
        outcome = read_file(text.encode(), name=PASTED, on=session.held_on, held_on=session.held_on)
    if outcome.problem is not None:
        raise outcome.problem
    if not outcome.text.strip():
        raise Problem("MTG-005")
    if stamped(outcome.text[:SECRET_WITHIN]):
        raise Problem("DOC-002")
    if upload is not None:
        upload.stream.seek(0)
        with transaction.atomic():
            journal.context(verb="meetings.conclusion")
            stored = file_store(upload.stream, name=name, limits=PAPER)
    found = read_orders(outcome, on=session.held_on)
    kept = Kept(outcome.text, outcome.data or {}, found, stored, name)
    return conclusion_store(actor=actor, session=session, kept=kept, version=version)


def read_orders(outcome: Outcome, *, on: date) -> list[Draft]:
    """The drafts of a text that was read: also of one that begins with its points and never says that somebody concludes."""
    found = drafts(outcome.text, (outcome.data or {}).get("tasks", []))
    if found and all_covered(outcome.text, found):
        return found
    again = read_file((OPENING + outcome.text).encode(), name=PASTED, on=on, held_on=on)
    if again.data is None or again.text != OPENING + outcome.text:
        return found
    return more_drafts(outcome.text, found, again.data["tasks"])


@transaction.atomic
def conclusion_store(*, actor: Actor, session: Session, kept: Kept, version: int) -> Conclusion:
    """Keep a text that was read, with its proposals; see `conclusion_set`."""
    locked = session_held(actor=actor, session=session, verb="meetings.conclude", doing="meetings.conclusion")
    known = Conclusion.objects.select_for_update().filter(session=locked).first()
    if known is not None:
        require_draft(known, version)
        if known.text == kept.text and kept.stored is None:
            return known
    conclusion = known or Conclusion(session=locked, version=0)
    conclusion.text, conclusion.version = kept.text, conclusion.version + 1
    conclusion.reading = {key: kept.data.get(key) for key in KEPT_OF_READING}
    conclusion.changed_at, conclusion.changed_by = actor.at, actor.label[:200]
    if kept.stored is not None:
        conclusion.file, conclusion.file_name = kept.stored, kept.name[-255:]
    conclusion.save()
    if locked.no_conclusion:
        locked.no_conclusion = ""
        locked.save(update_fields=["no_conclusion"])
    propose(conclusion, locked, kept.drafts)
    return conclusion


def require_draft(conclusion: Conclusion, version: int) -> None:
    """Errors: MTG-006 where it is issued; MTG-004 where the text is not the one the editor saw."""
    if conclusion.state == "issued":
        raise Problem("MTG-006")
    if conclusion.version != version:
        at = conclusion.changed_at.astimezone()
        raise Problem("MTG-004", who=conclusion.changed_by, at=f"{at:%H:%M}")


def propose(conclusion: Conclusion, session: Session, found: Iterable[Draft]) -> None:
    """Replace the proposals nobody touched by those of a new reading; touched ones keep their words and find their place again."""
    conclusion.tasks.filter(touched=False).delete()
    there = set()
    for row in conclusion.tasks.all():
        place = conclusion.text.find(row.quote) if row.quote else -1
        row.span_start, row.span_end = (place, place + len(row.quote)) if place >= 0 else (None, None)
        row.order = row.span_start if row.span_start is not None else len(conclusion.text) + row.order
        row.save(update_fields=["span_start", "span_end", "order"])
        there.add(row.quote)
    units = units_for(session)
    for draft in found:
        if draft.quote not in there:
            proposal_create(conclusion, draft, units)


def units_for(session: Session) -> Units:
    """The units and groups that a conclusion of this session may address. At most three queries."""
    groups = tuple(groups_of(body=session.body_id, on=session.held_on))
    return units_of_body(session.body, session.held_on, groups, neighbours=True)


def proposal_create(conclusion: Conclusion, draft: Draft, units: Units, *, touched: bool = False) -> ConclusionTask:
    """Store a draft as a proposal: kept at once where its lead unit is certain, else to be looked at."""
    lead = units.find(draft.assignees[0]) if draft.assignees else Found()
    doubts = doubts_of(draft, lead, on=units.on)
    task = ConclusionTask.objects.create(
        conclusion=conclusion,
        order=draft.start,
        text=draft.quote,
        title=title_for(draft, units)[:300],
        quote=draft.quote,
        span_start=draft.start,
        span_end=draft.end,
        lead_words="; ".join(draft.assignees)[:300],
        lead_unit_id=lead.unit,
        group=lead.group,
        cooperating_words="; ".join(draft.coordinating)[:500],
        due_on=draft.due_on,
        due_words=draft.due_words[:200],
        product=draft.product[:300],
        doubts=doubts,
        touched=touched,
        state="kept" if lead.unit is not None and not LOOK & set(doubts) else "proposed",
    )
    helpers = {found.unit for found in map(units.find, draft.coordinating) if found.sure and found.unit != lead.unit}
    task.cooperating.set(Unit.objects.filter(pk__in=[unit for unit in helpers if unit is not None]))
    return task


def title_for(draft: Draft, units: Units) -> str:
    """The draft's title; where its words of a group run into what is to be done ("các thôn tổng vệ"), made of the group alone."""
    words = draft.assignees[0] if draft.assignees else ""
    _group, named = units.group_named(words)
    if not named or named == " ".join(words.split()):
        return draft.title
    return title_of(draft.quote, (named, *draft.assignees[1:], *draft.coordinating), draft.due_words)


def doubts_of(draft: Draft, lead: Found, *, on: date) -> list[str]:
    """The codes of what a person should look at, worst first."""
    found = []
    if lead.group is not None:
        found.append("group")
    elif lead.unit is None:
        found.append("lead_unknown")
    elif not lead.sure:
        found.append("lead_unsure")
    if len(draft.assignees) > 1:
        found.append("several_leads")
    if draft.due_on is not None and draft.due_on < on:
        found.append("due_passed")
    if due_unread(draft.due_on, draft.due_words):
        found.append("due_unread")
    if draft.carried and lead.unit is not None:
        found.append("lead_carried")
    if draft.due_on is None and not draft.due_words:
        found.append("no_deadline")
    return found
