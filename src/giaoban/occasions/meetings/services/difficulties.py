"""What goes badly, who is to answer, and the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import Difficulty, Session
from giaoban.occasions.meetings.selectors.difficulties import same_sentence
from giaoban.occasions.meetings.services.held import session_held
from giaoban.occasions.meetings.states import DIFFICULTY


@dataclass(frozen=True, slots=True)
class Raised:
    """A difficulty to be put down: typed, or taken from a report (then with its source, place and sentence)."""

    text: str
    unit_id: int | None = None
    item_id: int | None = None
    source_ref: str = ""
    span_start: int | None = None
    span_end: int | None = None
    quote: str = ""


@transaction.atomic
def difficulty_raise(*, actor: Actor, session: Session, difficulties: Iterable[Raised]) -> list[Difficulty]:
    """Put difficulties down; a sentence of a report that stands there already is passed over. Where another one of an earlier file stood at
    its place, that one has no place any more.

    Errors: ACC-001, ACC-002; MTG-001; MTG-002 without a text.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.difficulty")
    told = {same_sentence(row.source_ref, row.quote) for row in locked.difficulties.exclude(source_ref="")}
    made = []
    for raised in difficulties:
        if not raised.text.strip():
            raise Problem("MTG-002")
        if raised.source_ref:
            said = same_sentence(raised.source_ref, raised.quote)
            if said in told:
                continue
            told.add(said)
            place_free(locked, raised)
        made.append(
            Difficulty.objects.create(
                session=locked,
                item_id=raised.item_id,
                unit_id=raised.unit_id,
                text=raised.text.strip()[:4000],
                source_ref=raised.source_ref,
                span_start=raised.span_start,
                span_end=raised.span_end,
                quote=raised.quote,
                raised_by=actor.label[:200],
                raised_at=actor.at,
            )
        )
    return made


def place_free(session: Session, raised: Raised) -> None:
    """Take its place from a difficulty of a file that was replaced since: there stands another sentence now."""
    before = session.difficulties.filter(source_ref=raised.source_ref, span_start=raised.span_start)
    for row in before.exclude(span_start=None).order_by("pk"):
        row.span_start = row.span_end = None
        row.save(update_fields=["span_start", "span_end"])


def difficulty_of(*, session: Session, difficulty_id: int) -> Difficulty:
    """A difficulty of that session. Errors: MTG-003."""
    found = Difficulty.objects.filter(session=session, pk=difficulty_id).first()
    if found is None:
        raise Problem("MTG-003")
    return found


@transaction.atomic
def difficulty_assign(
    *, actor: Actor, session: Session, difficulty_id: int, unit_id: int, due_on: date | None
) -> Difficulty:
    """Say which unit is to answer, and until when. Errors: ACC-001, ACC-002; MTG-001; MTG-003; FLW-001."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.difficulty")
    row = difficulty_of(session=locked, difficulty_id=difficulty_id)
    row.state = DIFFICULTY.step(row.state, "assign")
    row.answerer_unit_id, row.due_on = unit_id, due_on
    row.save(update_fields=["state", "answerer_unit", "due_on"])
    return row


@transaction.atomic
def difficulty_answer(*, actor: Actor, session: Session, difficulty_id: int, answer: str) -> Difficulty:
    """Write the answer down. Errors: ACC-001, ACC-002; MTG-001; MTG-003; MTG-017 without an answer; FLW-001."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.difficulty")
    row = difficulty_of(session=locked, difficulty_id=difficulty_id)
    if not answer.strip():
        raise Problem("MTG-017")
    row.state = DIFFICULTY.step(row.state, "answer")
    row.answer = answer.strip()
    row.save(update_fields=["state", "answer"])
    return row


@transaction.atomic
def difficulty_step(*, actor: Actor, session: Session, difficulty_id: int, verb: str) -> Difficulty:
    """Count an answered difficulty as settled, or open it again. Errors: ACC-001, ACC-002; MTG-001; MTG-003; FLW-001."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.difficulty")
    row = difficulty_of(session=locked, difficulty_id=difficulty_id)
    row.state = DIFFICULTY.step(row.state, verb)
    row.save(update_fields=["state"])
    return row
