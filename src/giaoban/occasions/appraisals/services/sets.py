"""Criteria sets: taken from the library or a file, changed while a draft, put into use, retired."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Body
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import CriteriaSet, criterion_of, read_set, rule_row, set_of
from giaoban.occasions.appraisals.library import shipped_set
from giaoban.occasions.appraisals.models import ScoreBand, ScoreCriterion, ScoreGroup, ScoreSet
from giaoban.occasions.appraisals.selectors.sets import doubts, value_of
from giaoban.occasions.appraisals.states import SET

HEAD = (
    "title", "rated", "scale", "digits", "ties", "cap", "basis", "source", "confidence", "note",
    "valid_from", "valid_to", "recognition", "years", "register_months",
)  # fmt: skip
"""What may be changed of a draft, besides its criteria."""


def require_manager(*, actor: Actor, body_id: int) -> None:
    """Sets and appraisals count for a whole body. Errors: ACC-001."""
    access.require_in(actor, "appraisals.manage", ScoreSet, body_id=body_id)
    access.require_whole(actor, "appraisals.manage")


def set_take(*, actor: Actor, body_id: int, code: str) -> ScoreSet:
    """Take a shipped set over as a draft of a body. Errors: ACC-001, APR-020."""
    return set_store(actor=actor, body_id=body_id, found=shipped_set(code))


def set_import(*, actor: Actor, body_id: int, text: str) -> ScoreSet:
    """Take a set over from its TOML, as a draft. Errors: ACC-001, SCO-001."""
    require_manager(actor=actor, body_id=body_id)
    return set_store(actor=actor, body_id=body_id, found=read_set(text))


@transaction.atomic
def set_store(*, actor: Actor, body_id: int, found: CriteriaSet) -> ScoreSet:
    """Store a set as the next version of its code, a draft. Errors: ACC-001, SCO-001 for text too long or a date that is none."""
    require_manager(actor=actor, body_id=body_id)
    journal.context(verb="appraisals.set_take", reason=found.title[:200])
    Body.objects.select_for_update(no_key=True).get(pk=body_id)
    last = ScoreSet.objects.filter(body_id=body_id, code=found.code[:40]).aggregate(last=Max("version"))["last"] or 0
    made = ScoreSet.objects.create(
        body_id=body_id,
        code=found.code[:40],
        version=last + 1,
        title=found.title[:300],
        rated=found.rated[:300],
        kinds=[kind[:20] for kind in found.kinds],
        scale=found.scale,
        digits=found.digits,
        ties=found.ties,
        cap=found.cap,
        variants=dict(found.variants),
        basis=found.basis[:500],
        source=found.source[:500],
        confidence=found.confidence,
        note=found.note[:4000],
        valid_from=day_of(found.valid_from),
        valid_to=day_of(found.valid_to),
        recognition=found.recognition[:200],
        years=found.validity.years,
        register_months=found.validity.register_months,
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    parts_store(made, found)
    return made


def day_of(text: str) -> date | None:
    """A day of a set's file, None where there is none. Errors: SCO-001."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Problem(
            "SCO-001", where="valid_from", why=gettext("“%(text)s” không phải ngày") % {"text": text[:20]}
        ) from error


def parts_store(score_set: ScoreSet, found: CriteriaSet) -> None:
    """Groups, criteria and bands of a new set."""
    groups = {
        group.code: ScoreGroup.objects.create(
            score_set=score_set, code=group.code[:20], title=group.title[:300], position=place
        )
        for place, group in enumerate(found.groups, start=1)
    }
    ScoreCriterion.objects.bulk_create(
        ScoreCriterion(
            score_set=score_set,
            group=groups[each.group],
            code=each.code[:20],
            title=each.title[:500],
            maximum=each.maximum,
            rule=rule_row(each.rule),
            role=each.role,
            evidence=each.evidence[:500],
            measure=each.measure[:60],
            indicator=each.indicator[:40],
            whole_indicator=each.whole_indicator[:40],
            confidence=each.confidence,
            source=each.source[:500],
            position=place,
        )
        for place, each in enumerate(found.criteria, start=1)
    )
    ScoreBand.objects.bulk_create(
        ScoreBand(
            score_set=score_set,
            code=band.code[:20],
            title=band.title[:200],
            at_least=band.at_least,
            needs=list(band.needs),
        )
        for band in found.bands
    )


@transaction.atomic
def set_version(*, actor: Actor, score_set: ScoreSet) -> ScoreSet:
    """A draft of the next version, with everything as it is now. Errors: ACC-001, ACC-002."""
    access.require(actor, "appraisals.manage", score_set)
    found = value_of(score_set)
    return set_store(actor=actor, body_id=score_set.body_id, found=replace(found, code=score_set.code))


def drafted(*, actor: Actor, score_set: ScoreSet) -> ScoreSet:
    """The set, locked, if it may be changed. Errors: ACC-001, ACC-002, APR-001."""
    access.require(actor, "appraisals.manage", score_set)
    access.require_whole(actor, "appraisals.manage")
    journal.context(verb="appraisals.set_edit")
    locked = ScoreSet.objects.select_for_update().get(pk=score_set.pk)
    if locked.state != "draft":
        raise Problem("APR-001", title=locked.title, state=SET.label(locked.state))
    return locked


@transaction.atomic
def set_change(
    *, actor: Actor, score_set: ScoreSet, bands: list[Mapping[str, Any]] | None = None, **head: Any
) -> ScoreSet:
    """Change the head of a draft (see `HEAD`), and its bands where they are given: {code, title, from, needs}.

    Errors: ACC-001, ACC-002; APR-001; SCO-001 for bands that do not fit.
    """
    row = drafted(actor=actor, score_set=score_set)
    for name, value in head.items():
        if name not in HEAD:
            raise TypeError(name)
        setattr(row, name, value)
    row.save()
    if bands is not None:
        checked = set_of(table_of(row) | {"bands": bands})
        row.bands.all().delete()
        parts = replace(checked, groups=(), criteria=())
        parts_store(row, parts)
    return row


def table_of(score_set: ScoreSet) -> dict[str, Any]:
    """A stored set as the table that the kernel reads."""
    return {
        "code": score_set.code,
        "title": score_set.title,
        "groups": [{"code": group.code, "title": group.title} for group in score_set.groups.all()],
        "criteria": [criterion_table(each) for each in score_set.criteria.select_related("group")],
    }


def criterion_table(criterion: ScoreCriterion) -> dict[str, Any]:
    """A stored criterion as the table that the kernel reads."""
    names = (
        "code",
        "title",
        "role",
        "evidence",
        "measure",
        "indicator",
        "whole_indicator",
        "confidence",
        "source",
        "rule",
    )
    fields = {name: getattr(criterion, name) for name in names}
    return fields | {"group": criterion.group.code, "max": criterion.maximum}


@transaction.atomic
def criterion_save(
    *, actor: Actor, score_set: ScoreSet, fields: Mapping[str, Any], group_title: str = "", pk: int | None = None
) -> ScoreCriterion:
    """Add a criterion to a draft, or change the one with `pk`. fields: as in TOML (code, title, group, max, rule, …); a group that is
    not there yet is made with `group_title`.

    Errors: ACC-001, ACC-002; APR-001; APR-014 for an unknown pk; SCO-001 for what does not fit.
    """
    row = drafted(actor=actor, score_set=score_set)
    found = criterion_of(fields)
    old = row.criteria.filter(pk=pk).first() if pk is not None else None
    if pk is not None and old is None:
        raise Problem("APR-014")
    if row.criteria.filter(code=found.code).exclude(pk=pk or 0).exists():
        raise Problem("SCO-001", where=f"criteria {found.code}", why=gettext("mã bị trùng"))
    group, _made = ScoreGroup.objects.get_or_create(
        score_set=row,
        code=found.group[:20],
        defaults={"title": (group_title.strip() or found.group)[:300], "position": row.groups.count() + 1},
    )
    values = {
        "group": group,
        "title": found.title[:500],
        "maximum": found.maximum,
        "rule": rule_row(found.rule),
        **{name: getattr(found, name) for name in ("code", "role", "confidence", "indicator", "whole_indicator")},
        **{name: getattr(found, name) for name in ("evidence", "measure", "source")},
    }
    if old is None:
        return ScoreCriterion.objects.create(score_set=row, position=row.criteria.count() + 1, **values)
    for name, value in values.items():
        setattr(old, name, value)
    old.save()
    return old


@transaction.atomic
def criterion_remove(*, actor: Actor, score_set: ScoreSet, pk: int) -> None:
    """Take a criterion out of a draft, and its group with the last one. Errors: ACC-001, ACC-002, APR-001, APR-014."""
    row = drafted(actor=actor, score_set=score_set)
    found = row.criteria.filter(pk=pk).select_related("group").first()
    if found is None:
        raise Problem("APR-014")
    found.delete()
    if not found.group.criteria.exists():
        found.group.delete()


@transaction.atomic
def set_step(*, actor: Actor, score_set: ScoreSet, verb: str, compared: str = "") -> ScoreSet:
    """Put a draft into use, or retire a set. compared: the text it was compared with, wanted where something is unverified.

    Errors: ACC-001, ACC-002; FLW-001; APR-002; SCO-001 for a set that is not whole (no bands, no criteria).
    """
    access.require(actor, "appraisals.manage", score_set)
    access.require_whole(actor, "appraisals.manage")
    journal.context(verb=f"appraisals.set_{verb}", reason=compared)
    row = ScoreSet.objects.select_for_update().get(pk=score_set.pk)
    row.state = SET.step(row.state, verb)
    if verb == "publish":
        found = value_of(row)
        if not found.bands or not found.criteria:
            raise Problem("SCO-001", where="bands", why=gettext("cần ít nhất một tiêu chí và một mức xếp loại"))
        count = doubts(found)
        if count and not compared.strip():
            raise Problem("APR-002", title=row.title, count=count)
        if compared.strip():
            row.note = "\n".join(filter(None, (row.note, f"Đã đối chiếu: {compared.strip()} ({actor.label})")))[:4000]
    row.save()
    return row
