"""The conclusion is issued: one document with its number and points, one instruction per point, each task given. All or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from giaoban.ground import journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.direction.services import TaskDraft, instruction_issue
from giaoban.occasions.meetings.drafting import Point, points
from giaoban.occasions.meetings.models import Conclusion, ConclusionTask, Session
from giaoban.occasions.meetings.notice import notice_of
from giaoban.occasions.meetings.selectors.conclusions import kept
from giaoban.occasions.meetings.services.held import session_held
from giaoban.records.documents.models import Document, DocumentPoint
from giaoban.records.documents.services import Point as DocumentPart
from giaoban.records.documents.services import document_draft, document_issue, document_points_set
from giaoban.records.documents.signing import Signer, holdings


@dataclass(slots=True)
class Given:
    """Proposals that say the same to several units: one drafted task, each unit its own."""

    rows: list[ConclusionTask] = field(default_factory=list)

    @property
    def draft(self) -> TaskDraft:
        """The task as direction takes it."""
        first = self.rows[0]
        leads = [row.lead_unit_id for row in self.rows if row.lead_unit_id is not None]
        helpers = dict.fromkeys(unit.pk for row in self.rows for unit in row.cooperating.all())
        helping = tuple(unit for unit in helpers if len(leads) > 1 or unit not in leads)
        watch = first.monitoring_id
        return TaskDraft(
            title=first.title,
            text=first.text,
            lead_unit_id=leads[0],
            lead_unit_ids=tuple(leads[1:]),
            cooperating_ids=helping,
            monitoring_id=watch if watch not in (*leads, *helping) else None,
            due_on=first.due_on,
            due_words=first.due_words,
            product=first.product,
            quote=first.quote,
            indicator_id=first.indicator_id,
        )


def source_ref(session: Session) -> str:
    """How tasks name the session that gave them."""
    return f"meetings.session/{session.pk}"


@transaction.atomic
def conclusion_issue(*, actor: Actor, session: Session, version: int = 0) -> Document:
    """Issue a conclusion: a notice with the next number of the body's series, an instruction per numbered point, every kept task given.

    version: the text that the person saw, 0 where it does not matter.
    Errors: ACC-001, ACC-002; MTG-001; MTG-004 where somebody changed the text since; MTG-005; MTG-006; MTG-007 where a proposal still
    needs a look; MTG-016 where none is kept; DOC-0xx, NUM-002, TSK-0xx of the rooms that it writes to.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.conclude", doing="meetings.issue")
    conclusion = ready(locked, version)
    rows = kept(conclusion)
    if not rows:
        raise Problem("MTG-016")
    document = notice(actor=actor, session=locked, conclusion=conclusion, rows=rows)
    parts = list(document.points.order_by("order"))
    found = points(conclusion.text)
    for place, given in by_point(found, together(rows)):
        point = parts[place] if place is not None else None
        instruct(actor=actor, session=locked, conclusion=conclusion, given=given, point=point)
    journal.context(verb="meetings.issue")
    conclusion.state, conclusion.document = "issued", document
    conclusion.save(update_fields=["state", "document"])
    return document


def ready(session: Session, version: int) -> Conclusion:
    """The conclusion, locked, with nothing left to settle. Errors: MTG-004, MTG-005, MTG-006, MTG-007."""
    conclusion = Conclusion.objects.select_for_update().filter(session=session).first()
    if conclusion is None:
        raise Problem("MTG-005")
    if conclusion.state == "issued":
        raise Problem("MTG-006")
    if version and version != conclusion.version:
        raise Problem("MTG-004", who=conclusion.changed_by, at=f"{conclusion.changed_at.astimezone():%H:%M}")
    left = conclusion.tasks.filter(state="proposed").count()
    if left:
        raise Problem("MTG-007", count=left)
    return conclusion


def notice(*, actor: Actor, session: Session, conclusion: Conclusion, rows: Sequence[ConclusionTask]) -> Document:
    """The notice of the conclusion, issued; its points stand where the conclusion's own words have them."""
    made = notice_of(session, conclusion, rows)
    document = document_draft(
        actor=actor,
        body_id=session.body_id,
        kind="conclusion",
        subject=made.subject,
        text=made.text,
        recipients=made.recipients,
        signer=chair_of(session, actor.on),
        file=conclusion.file,
    )

    def place(at: int) -> int:
        return max(0, min(at + made.shift, made.own_end))

    parts = [DocumentPart(p.label, p.text, place(p.start), place(p.end)) for p in points(conclusion.text)]
    document_points_set(actor=actor, document=document, points=parts)
    return document_issue(actor=actor, document=document)


def chair_of(session: Session, on: date) -> Signer | None:
    """Who signs what the session concluded: its chair in the post, by the name under which the session was planned where that person
    holds the post still; else whoever holds it first. None without a chair's post."""
    if session.chair_post_id is None:
        return None
    name = session.chair_label.partition(",")[0].strip()
    held = (each.person_id for each in holdings(session.chair_post_id, on) if each.person.full_name == name)
    return Signer(session.chair_post_id, next(held, None))


def together(rows: Iterable[ConclusionTask]) -> list[Given]:
    """Rows of one sentence that say the same (a group that was given unit by unit) as one, in order."""
    found: dict[tuple[object, ...], Given] = {}
    for row in rows:
        key = (row.span_start, row.text, row.title, row.due_on, row.due_words, row.product, row.indicator_id)
        given = found.setdefault(key, Given())
        repeated = row.lead_unit_id in {other.lead_unit_id for other in given.rows}
        (found.setdefault((*key, row.pk), Given()) if repeated else given).rows.append(row)
    return list(found.values())


def by_point(found: Sequence[Point], given: Iterable[Given]) -> list[tuple[int | None, list[Given]]]:
    """The tasks under the place of the point that their sentence stands in, in the order of the text; None for those in no point."""
    places: dict[int | None, list[Given]] = {}
    for one in given:
        start = one.rows[0].span_start
        inside = [n for n, point in enumerate(found) if start is not None and point.start <= start < point.end]
        places.setdefault(inside[0] if inside else None, []).append(one)
    return list(places.items())


def instruct(
    *, actor: Actor, session: Session, conclusion: Conclusion, given: Sequence[Given], point: DocumentPoint | None
) -> None:
    """One instruction with its tasks; each proposal keeps the task that it became."""
    instruction = instruction_issue(
        actor=actor,
        body_id=session.body_id,
        kind="session_point",
        subject_ref=source_ref(session),
        text=point.text if point is not None else "\n".join(one.rows[0].text for one in given),
        given_on=min(session.held_on, actor.on),
        tasks=[one.draft for one in given],
        point=point,
        given_by=session.chair_label,
        given_by_post_id=session.chair_post_id,
    )
    journal.context(verb="meetings.issue")
    made = instruction.tasks.order_by("pk").values_list("task_id", flat=True)
    for row, task_id in zip((row for one in given for row in one.rows), made, strict=True):
        row.task_id = task_id
        row.save(update_fields=["task"])
