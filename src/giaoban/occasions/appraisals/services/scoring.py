"""A unit scores itself: what it enters is saved line by line, evidence is attached, the card is handed in."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

from django.db import transaction
from django.utils.translation import gettext

from giaoban.ground.access import Actor
from giaoban.ground.files.models import Attachment
from giaoban.ground.files.services import attach, detach, file_store
from giaoban.ground.files.store import Limits
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import Answer, CriteriaSet, completeness, score
from giaoban.occasions.appraisals.models import ScoreCriterion, ScoreSheet, SheetScore
from giaoban.occasions.appraisals.selectors.cards import evidenced_of, finished
from giaoban.occasions.appraisals.selectors.proposals import proposal_get
from giaoban.occasions.appraisals.selectors.sets import value_for
from giaoban.occasions.appraisals.services.held import TOTALS, lines_of, sheets_held, totalled
from giaoban.occasions.appraisals.states import EDITABLE, SHEET
from giaoban.occasions.appraisals.tell import tell_sheets

EVIDENCE = Limits(max_bytes=20 * 1024 * 1024, empty=False)
"""One file of evidence at most."""
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit enters for one criterion. observation_id: a figure that it takes over as the value; a part whose whole is not on record
    has no points. unscored: what was typed is kept, but has no points: a number that may be a percentage or a numerator, or numbers that
    cannot be."""

    value: Decimal | None = None
    whole: Decimal | None = None
    note: str = ""
    observation_id: int | None = None
    unscored: bool = False


def editable(*, actor: Actor, sheet: ScoreSheet, verb: str) -> ScoreSheet:
    """The card, locked, if its unit may change it now. Errors: ACC-001, ACC-002, APR-006."""
    return editable_all(actor=actor, sheets=[sheet], verb=verb)[0]


def editable_all(*, actor: Actor, sheets: Sequence[ScoreSheet], verb: str) -> list[ScoreSheet]:
    """The cards, locked, if their units may change them now. Errors: ACC-001, ACC-002, APR-006."""
    rows = sheets_held(actor=actor, sheets=sheets, right="appraisals.submit", verb=verb)
    for row in rows:
        running = row.appraisal.state == "scoring" or (row.appraisal.state == "reviewing" and row.state == "sent_back")
        if row.state not in EDITABLE or not running or row.excluded:
            excluded = {"why": row.excluded}
            word = gettext("không chấm (%(why)s)") % excluded if row.excluded else gettext(SHEET.label(row.state))
            late = gettext("đã hết thời gian tự chấm") if row.state in EDITABLE and not row.excluded else word
            raise Problem("APR-006", unit=unit_name(unit=row.unit_id, on=actor.on), state=late)
    return rows


@transaction.atomic
def scores_save(*, actor: Actor, sheet: ScoreSheet, given: Mapping[int, Given]) -> list[SheetScore]:
    """Save what a unit entered, by the criteria's numbers, and the card's own total. Saving the same again changes nothing.

    Errors: ACC-001, ACC-002; APR-006 for a card that is handed in; APR-014 for a criterion of another set; SCO-002, SCO-003 for what
    cannot be; ACC-002 for a figure the actor may not see.
    """
    return scores_save_all(actor=actor, given=[(sheet, given)])[0]


@transaction.atomic
def scores_save_all(*, actor: Actor, given: Sequence[tuple[ScoreSheet, Mapping[int, Given]]]) -> list[list[SheetScore]]:
    """Save what was entered on several cards: all of it or nothing. Errors: those of `scores_save`, for the first card that has one."""
    rows = editable_all(actor=actor, sheets=[sheet for sheet, _entered in given], verb="appraisals.score")
    wanted = {pk for _sheet, entered in given for pk in entered}
    criteria = {each.pk: each for each in ScoreCriterion.objects.filter(pk__in=wanted)}
    lines = lines_of(rows)
    made: list[list[SheetScore]] = []
    changed: list[ScoreSheet] = []
    for row, (_sheet, entered) in zip(rows, given, strict=True):
        if any(pk not in criteria or criteria[pk].score_set_id != row.appraisal.score_set_id for pk in entered):
            raise Problem("APR-014")
        found = value_for(actor, row.appraisal.score_set)
        old = {line.criterion_id: line for line in lines[row.pk]}
        one = [
            filled(old.get(pk) or SheetScore(sheet=row, criterion=criteria[pk]), found, each, actor=actor)
            for pk, each in entered.items()
        ]
        changed += [row] if totalled(row, {**old, **{line.criterion_id: line for line in one}}.values(), found) else []
        made.append(one)
    for line in (line for one in made for line in one if line.pk is not None):
        line.save()
    SheetScore.objects.bulk_create([line for one in made for line in one if line.pk is None])
    ScoreSheet.objects.bulk_update(changed, TOTALS)
    return made


def filled(line: SheetScore, found: CriteriaSet, given: Given, *, actor: Actor) -> SheetScore:
    """The line with what was entered. What was checked is forgotten where the points change. Errors: SCO-002, SCO-003, ACC-002."""
    criterion = line.criterion
    rule = next(each for each in found.criteria if each.code == criterion.code)
    value, whole, unscored = given.value, given.whole, given.unscored
    observation = line.observation if kept(line, given) else None
    if given.observation_id is not None:
        taken = proposal_get(actor, line.sheet, criterion, given.observation_id)
        value, whole, observation = taken.value, taken.whole, taken.observation
        unscored = taken.alone
    entry = Answer(None if unscored else value, whole)
    scored = score(criterion.code, rule.rule, entry, maximum=criterion.maximum, variant=line.sheet.variant)
    points = scored.points.quantize(PLACES) if scored.points is not None else None
    if line.points != points:
        line.reviewed, line.reason, line.reviewed_by, line.reviewed_at = None, "", "", None
    line.value, line.whole, line.points, line.how = value, whole, points, scored.how[:300]
    line.note, line.observation = given.note.strip()[:1000], observation
    return line


def kept(line: SheetScore, given: Given) -> bool:
    """Whether the figure that was taken over still stands there: the same value, its whole the same or typed where the book has none."""
    same = line.observation_id is not None and given.value == line.value
    return same and (given.whole == line.whole or line.whole is None or not line.criterion.whole_indicator)


@transaction.atomic
def evidence_add(*, actor: Actor, sheet: ScoreSheet, criterion_id: int, stream: IO[bytes], name: str) -> Attachment:
    """Attach a file of evidence to a line. Errors: ACC-001, ACC-002; APR-006; APR-014; FIL-001 over 20 MB, FIL-002 for an empty file."""
    row = editable(actor=actor, sheet=sheet, verb="appraisals.evidence")
    criterion = row.appraisal.score_set.criteria.filter(pk=criterion_id).first()
    if criterion is None:
        raise Problem("APR-014")
    line, _new = SheetScore.objects.get_or_create(sheet=row, criterion=criterion)
    stored = file_store(stream, name=name, limits=EVIDENCE)
    return attach(actor=actor, owner=line, stored=stored, name=name, verb="appraisals.submit", body_id=row.body_id)


@transaction.atomic
def evidence_remove(*, actor: Actor, sheet: ScoreSheet, attachment: Attachment) -> None:
    """Take a file of evidence off; the record stays. Errors: ACC-001, ACC-002; APR-006; APR-014 for a file of another card; FIL-006."""
    row = editable(actor=actor, sheet=sheet, verb="appraisals.evidence")
    line = attachment.owner
    if not isinstance(line, SheetScore) or line.sheet_id != row.pk:
        raise Problem("APR-014")
    detach(actor=actor, attachment=attachment, verb="appraisals.submit", reason=attachment.name)


@transaction.atomic
def sheet_send(*, actor: Actor, sheet: ScoreSheet, note: str = "") -> ScoreSheet:
    """Hand a card in. A line whose evidence is missing needs an explanation instead.

    Errors: ACC-001, ACC-002; APR-006; APR-007 with the criteria that are missing.
    """
    return sheets_send(actor=actor, sheets=[sheet], note=note)[0]


@transaction.atomic
def sheets_send(*, actor: Actor, sheets: Sequence[ScoreSheet], note: str = "") -> list[ScoreSheet]:
    """Hand several cards in: all of them or none. Errors: those of `sheet_send`, for the first card that has one."""
    rows = editable_all(actor=actor, sheets=sheets, verb="appraisals.send")
    lines = lines_of(rows)
    proved = evidenced_of(line.pk for row in rows for line in lines[row.pk])
    for row in rows:
        found = value_for(actor, row.appraisal.score_set)
        require_complete(lines[row.pk], found, proved)
        totalled(row, lines[row.pk], found)
        row.state = SHEET.step(row.state, "submit")
        row.note, row.returned_reason = note.strip()[:4000], ""
        row.submitted_at, row.submitted_by = actor.at, actor.label[:200]
    ScoreSheet.objects.bulk_update(rows, [*TOTALS, "state", "note", "returned_reason", "submitted_at", "submitted_by"])
    tell_sheets(rows, "submit", actor=actor)
    return rows


def require_complete(rows: Sequence[SheetScore], found: CriteriaSet, proved: Set[int]) -> None:
    """proved: the lines with evidence. Errors: APR-007."""
    rules = {each.code: each.rule for each in found.criteria}
    answered = {row.criterion.code for row in rows if finished(row, rules[row.criterion.code])}
    shown = {row.criterion.code for row in rows if row.pk in proved or row.note}
    state = completeness(found, answered, shown)
    parts = [(gettext("chưa chấm"), state.unanswered), (gettext("thiếu minh chứng"), state.bare)]
    if not state.whole:
        raise Problem("APR-007", missing="; ".join(f"{word} {listed(codes)}" for word, codes in parts if codes))


def listed(codes: tuple[str, ...]) -> str:
    """The first codes of a list."""
    return ", ".join(codes[:8]) + (f" và {len(codes) - 8} tiêu chí khác" if len(codes) > 8 else "")
