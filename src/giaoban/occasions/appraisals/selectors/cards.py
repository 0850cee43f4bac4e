"""One card as it is filled in and checked: its groups, lines, evidence, proposals, last year's points."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.ground.files.models import Attachment
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import (
    SHARES,
    Answer,
    CardTotal,
    Completeness,
    CriteriaSet,
    Criterion,
    ScoringRule,
    completeness,
    shown,
    total,
)
from giaoban.kernel.scorecard import score as scored
from giaoban.kernel.wording import said
from giaoban.occasions.appraisals.models import ScoreCriterion, ScoreSheet, SheetScore
from giaoban.occasions.appraisals.selectors.proposals import RATIOS, Proposed, proposals
from giaoban.occasions.appraisals.selectors.sets import value_of
from giaoban.records.figures.printing import in_language


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of a card. `asked`: what the field asks for, by rule ("points", "count", "percent", "yes_no", "choice")."""

    row: ScoreCriterion
    criterion: Criterion
    score: SheetScore | None
    evidence: list[Attachment]
    proposed: Proposed | None
    before: Decimal | None
    asked: str
    bound: str
    place: int
    how: str = ""
    """How the points came about, in the reader's language."""
    left: str = ""
    """Why what was entered has no points yet, in the reader's language; "" where it has, or nothing was entered."""

    @property
    def checked(self) -> Decimal | None:
        """The checked points, else the unit's own."""
        if self.score is None:
            return None
        return self.score.points if self.score.reviewed is None else self.score.reviewed

    @property
    def as_percent(self) -> bool:
        """Whether what stands there is a percentage, written with its sign."""
        score = self.score
        alone = score is not None and score.value is not None and score.whole is None
        return bool(alone and score and score.points is not None and self.asked == "percent")

    @property
    def taken(self) -> bool:
        """Whether the proposed figure is what stands there."""
        return bool(self.proposed and self.score and self.score.observation_id == self.proposed.observation.pk)


@dataclass(frozen=True, slots=True)
class Block:
    """A group with its lines and points."""

    pk: int
    code: str
    title: str
    lines: list[Line]
    points: Decimal
    maximum: Decimal
    met: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A whole card."""

    sheet: ScoreSheet
    value: CriteriaSet
    blocks: list[Block]
    state: Completeness
    own: CardTotal
    checked: CardTotal


ASKED = {
    "manual": "points",
    "yes_no": "yes_no",
    "choice": "choice",
    "count_bands": "count",
    "share_bands": "percent",
    "share": "percent",
    "threshold": "value",
    "faults": "count",
    "items": "count",
    "mean": "mean",
}


def evidence_of(scores: Iterable[int]) -> dict[int, list[Attachment]]:
    """The files of lines, newest version of each name, by line. The caller has checked that the card may be seen. One query."""
    kind = ContentType.objects.get_for_model(SheetScore)
    rows = Attachment.objects.filter(content_type=kind, object_id__in=list(scores), removed_at__isnull=True)
    found: dict[int, dict[str, Attachment]] = {}
    for row in rows.select_related("stored").order_by("name", "version"):
        found.setdefault(row.object_id, {})[row.name] = row
    return {pk: list(names.values()) for pk, names in found.items()}


def evidenced_of(scores: Iterable[int]) -> set[int]:
    """The lines that have at least one file."""
    return set(evidence_of(scores))


def card(actor: Actor, sheet: ScoreSheet) -> Card:
    """A card that the actor may see. Eight queries."""
    score_set = sheet.appraisal.score_set
    value = value_of(score_set)
    rows = list(score_set.criteria.all())
    scores = {line.criterion_id: line for line in sheet.scores.all()}
    files = evidence_of(line.pk for line in scores.values())
    offers = proposals(actor, sheet, rows)
    before = points_before(sheet)
    known = {criterion.code: criterion for criterion in value.criteria}
    lines: dict[int, list[Line]] = {}
    for place, row in enumerate(rows, start=1):
        score = scores.get(row.pk)
        criterion = known[row.code]
        bound = criterion.rule.bound(sheet.variant) if criterion.rule.kind == "threshold" else None
        lines.setdefault(row.group_id, []).append(
            Line(
                row=row,
                criterion=criterion,
                score=score,
                evidence=files.get(score.pk, []) if score else [],
                proposed=offers.get(row.pk),
                before=before.get(row.code),
                asked=ASKED[criterion.rule.kind],
                bound=f"{criterion.rule.compare} {shown(bound)}" if bound is not None else "",
                place=place,
                how=how_of(score, criterion, sheet.variant) if score else "",
                left=left_of(score, criterion, sheet.variant, offers.get(row.pk)) if score else "",
            )
        )
    return whole(sheet, value, lines, files)


def finished(line: SheetScore, rule: ScoringRule) -> bool:
    """Whether a line is answered: a part without its whole, or over it, is kept and has no points, so it is not."""
    return line.value is not None and (line.points is not None or rule.kind not in RATIOS)


def left_of(line: SheetScore, criterion: Criterion, variant: str, offer: Proposed | None = None) -> str:
    """Why a line that something was entered for has no points, in the reader's language."""
    if line.value is None or finished(line, criterion.rule):
        return ""
    if offer is not None and offer.alone and line.whole is None and line.observation_id == offer.observation.pk:
        return part_alone(offer)
    try:
        answer = Answer(line.value, line.whole)
        scored(criterion.code, criterion.rule, answer, maximum=criterion.maximum, variant=variant)
    except Problem as problem:
        return problem.sentence(get_language() or "vi")
    number = in_language(shown(line.value))
    return _("Đang hiểu là %(n)s %%; nhập mẫu số nếu là số lượng, hoặc ghi “%(n)s %%” nếu đúng là tỷ lệ.") % {
        "n": number
    }


def part_alone(offer: Proposed) -> str:
    """That a figure from the book is a part only, and which whole is missing."""
    said_of = {"n": in_language(shown(offer.value)), "measure": offer.observation.indicator.unit_of_measure}
    if offer.lacks:
        said_of["name"] = offer.lacks
        return (
            _(
                "Số lấy từ sổ (%(n)s %(measure)s) mới chỉ là tử số; sổ chưa có số của mẫu số “%(name)s” trong kỳ này, đề nghị nhập mẫu số."
            )
            % said_of
        )
    return _("Số lấy từ sổ (%(n)s %(measure)s) mới chỉ là tử số, không phải tỷ lệ %%; đề nghị nhập mẫu số.") % said_of


def how_of(line: SheetScore, criterion: Criterion, variant: str) -> str:
    """The arithmetic of a line: in Vietnamese as it was kept, in another language said again from what was entered."""
    language = get_language() or "vi"
    if language == "vi" or not line.how:
        return line.how
    answer = Answer(line.value, line.whole)
    try:
        return said(
            scored(criterion.code, criterion.rule, answer, maximum=criterion.maximum, variant=variant).how, language
        )
    except Problem:  # the rule was another one when it was entered
        return line.how


def whole(sheet: ScoreSheet, value: CriteriaSet, lines: dict[int, list[Line]], files: dict[int, Any]) -> Card:
    """The card from its lines."""
    every = [line for part in lines.values() for line in part]
    own = total(value, {line.row.code: line.score.points if line.score else None for line in every})
    checked = total(value, {line.row.code: line.checked for line in every})
    points = {group.code: group for group in checked.groups}
    blocks = [
        Block(
            group.pk,
            group.code,
            group.title,
            lines.get(group.pk, []),
            points[group.code].points,
            points[group.code].maximum,
            points[group.code].met,
        )
        for group in sheet.appraisal.score_set.groups.all()
    ]
    answered = {line.row.code for line in every if line.score and finished(line.score, line.criterion.rule)}
    proved = {line.row.code for line in every if line.score and (line.score.pk in files or line.score.note)}
    return Card(sheet, value, blocks, completeness(value, answered, proved), own, checked)


def points_before(sheet: ScoreSheet) -> dict[str, Decimal | None]:
    """The points of the unit in the appraisal before, by the code of the criterion. One query, none without such an appraisal."""
    if sheet.appraisal.previous_id is None:
        return {}
    rows = SheetScore.objects.filter(sheet__appraisal=sheet.appraisal.previous_id, sheet__unit=sheet.unit_id)
    found = rows.values_list("criterion__code", "reviewed", "points")
    return {code: own if checked is None else checked for code, checked, own in found}


__all__ = ["ASKED", "RATIOS", "SHARES", "Block", "Card", "Line", "card", "evidence_of", "evidenced_of"]
