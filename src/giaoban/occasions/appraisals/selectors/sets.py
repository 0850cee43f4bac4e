"""Criteria sets: which there are, and a stored one as a plain value."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import Band, CriteriaGroup, CriteriaSet, Criterion, Validity, rule_of
from giaoban.occasions.appraisals.models import ScoreCriterion, ScoreSet


def sets(actor: Actor, *, state: str = "") -> QuerySet[ScoreSet]:
    """The sets the actor may see, with the number of their criteria; newest version of each code first."""
    rows = access.visible(actor, "appraisals.view", ScoreSet.objects.all())
    if state:
        rows = rows.filter(state=state)
    return rows.annotate(criteria_count=Count("criteria")).order_by("title", "-version")


def set_get(actor: Actor, pk: int) -> ScoreSet:
    """One set. Errors: ACC-002."""
    found = access.visible(actor, "appraisals.view", ScoreSet.objects.all()).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def value_for(actor: Actor, score_set: ScoreSet) -> CriteriaSet:
    """As `value_of`, read once for an actor; only of sets that are no drafts any more, which never change."""
    if score_set.state == "draft":
        return value_of(score_set)
    key = ("appraisals.set", score_set.pk)
    if key not in actor.memory:
        actor.memory[key] = value_of(score_set)
    found: CriteriaSet = actor.memory[key]
    return found


def value_of(score_set: ScoreSet) -> CriteriaSet:
    """A stored set as the kernel's value. Three queries; none more where the rows were prefetched."""
    groups = {group.pk: group for group in score_set.groups.all()}
    return CriteriaSet(
        code=score_set.code,
        version=score_set.version,
        title=score_set.title,
        rated=score_set.rated,
        groups=tuple(CriteriaGroup(group.code, group.title) for group in groups.values()),
        criteria=tuple(criterion_value(each, groups[each.group_id].code) for each in score_set.criteria.all()),
        bands=tuple(Band(band.code, band.title, band.at_least, tuple(band.needs)) for band in score_set.bands.all()),
        scale=score_set.scale,
        digits=score_set.digits,
        ties=score_set.ties,
        cap=score_set.cap,
        kinds=tuple(score_set.kinds),
        variants=score_set.variants,
        basis=score_set.basis,
        source=score_set.source,
        confidence=score_set.confidence,
        note=score_set.note,
        valid_from=f"{score_set.valid_from or ''}",
        valid_to=f"{score_set.valid_to or ''}",
        recognition=score_set.recognition,
        validity=Validity(score_set.years, score_set.register_months),
    )


def criterion_value(row: ScoreCriterion, group: str) -> Criterion:
    """A stored criterion as the kernel's value."""
    return Criterion(
        code=row.code,
        title=row.title,
        group=group,
        maximum=row.maximum,
        rule=rule_of(row.rule, where=row.code, maximum=row.maximum),
        role=row.role,
        evidence=row.evidence,
        measure=row.measure,
        indicator=row.indicator,
        whole_indicator=row.whole_indicator,
        confidence=row.confidence,
        source=row.source,
    )


def doubts(found: CriteriaSet) -> int:
    """How many places of a set are not verified: itself and its criteria."""
    marks: Iterable[str] = (found.confidence, *(criterion.confidence for criterion in found.criteria))
    return sum(mark == "unverified" for mark in marks)
