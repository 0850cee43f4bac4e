"""What a story scored and recognised: the tables `score_sets`, `score_figures`, `past_results`, `appraisals`, `titles`, `title_plans`."""

import io
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby, zip_longest

from django.db import transaction

from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import Stage, Table
from giaoban.kernel.scorecard import Validity
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.models import Appraisal, ScoreCriterion, ScoreSet, ScoreSheet
from giaoban.occasions.appraisals.selectors.proposals import proposals
from giaoban.occasions.appraisals.services.earlier import Paper
from giaoban.occasions.appraisals.services.recognitions import Title
from giaoban.records.figures import services as figures

ROOM = "appraisals"
MILLION = 1_000_000


@transaction.atomic
def month_load(stage: Stage) -> None:
    """Sets, results of earlier years, appraisals as far as the rows say, recognitions and their schedule."""
    for row in stage.rows("score_sets"):
        take(stage, row)
    for row in stage.rows("score_figures"):
        record(stage, row)
    for row in stage.rows("past_results"):
        past(stage, row)
    for row in stage.rows("appraisals"):
        appraise(stage, row)
    for row in stage.rows("titles"):
        recognise(stage, row)
    for row in stage.rows("title_plans"):
        plan(stage, row)


def take(stage: Stage, row: Table) -> None:
    """A shipped set, with criteria changed as `change` says, put into use where the row names what it was compared with."""
    with stage.by(row) as actor:
        made = services.set_take(actor=actor, body_id=stage.body_of(row).pk, code=row["code"])
        for change in row.get("change", []):
            link(actor, made, change)
        if "compared" in row:
            made = services.set_step(actor=actor, score_set=made, verb="publish", compared=row["compared"])
    stage.made[ROOM, row["code"]] = made


def link(actor: Actor, score_set: ScoreSet, change: Table) -> None:
    """Name the indicator that answers a criterion."""
    from giaoban.occasions.appraisals.services.sets import criterion_table

    old = score_set.criteria.select_related("group").get(code=change["criterion"])
    fields = criterion_table(old) | {"indicator": change["indicator"]}
    services.criterion_save(actor=actor, score_set=score_set, fields=fields, pk=old.pk)


def record(stage: Stage, row: Table) -> None:
    """An indicator with one figure for each of some units."""
    with stage.by(row) as actor:
        made = figures.indicator_create(
            actor=actor,
            body_id=stage.body_of(row).pk,
            code=row["code"],
            name=row["name"],
            unit_of_measure=row["measure"],
            kind=row["kind"],
            direction="up",
        )
        told = [
            figures.Figure(
                indicator=made,
                unit=stage.unit(each["unit"]),
                period=figures.period_of(stage.days.period(each["period"])),
                amount=Decimal(each["amount"]),
                source=figures.Source(kind="person", quote=each.get("said", "")),
            )
            for each in row["of"]
        ]
        figures.observations_record(actor=actor, figures=told)


def past(stage: Stage, row: Table) -> None:
    """Results of a year that were decided on paper."""
    with stage.by(row) as actor:
        rows = [
            services.Earlier(stage.unit(unit).pk, part["band"], points and Decimal(points), part.get("block", ""))
            for part in row["parts"]
            for unit, points in zip_longest(part["units"], part.get("points", []))
        ]
        services.earlier_record(
            actor=actor,
            score_set=stage.made[ROOM, row["set"]],
            title=stage.days.fill(row["title"]),
            period=stage.days.period(row["period"]),
            rows=rows,
            paper=Paper(row["decision"], actor.at),
        )


def appraise(stage: Stage, row: Table) -> None:
    """One appraisal: opened, filled in, checked and decided as far as the row says."""
    sheets = row["sheets"]
    with stage.by(row) as actor:
        made = services.appraisal_open(
            actor=actor,
            score_set=stage.made[ROOM, row["set"]],
            title=stage.days.fill(row["title"]),
            period=stage.days.period(row["period"]),
            self_due_on=stage.days.day(row["self_due"]),
            review_due_on=stage.days.day(row["review_due"]),
            entrants=[
                services.Entrant(stage.unit(each["unit"]).pk, each.get("block", ""), "", each.get("excluded", ""))
                for each in sheets
            ],
            note=row.get("note", ""),
        )
        for each in row.get("reviewers", []):
            group = made.score_set.groups.get(code=each["group"]).pk if "group" in each else None
            services.reviewer_add(actor=actor, appraisal=made, post_id=stage.posts[each["who"]].pk, group_id=group)
    fill_all(stage, row, made, [each for each in sheets if "say" in each])
    if "reviewing" in row:
        with stage.by(row["reviewing"]) as actor:
            made = services.appraisal_step(actor=actor, appraisal=made, verb="begin_review")
    if "decided" in row:
        with stage.by(row["decided"]) as actor:
            services.appraisal_decide(actor=actor, appraisal=made, decision=row["decided"].get("decision", ""))


def fill_all(stage: Stage, row: Table, appraisal: Appraisal, sheets: list[Table]) -> None:
    """The cards, those of one hand and moment together: filled in and handed in, then sent back or checked."""
    rows = appraisal.sheets.select_related("appraisal__score_set", "unit")
    held = {sheet.unit_id: sheet for sheet in rows.order_by("pk")}
    cards = {each["unit"]: held[stage.unit(each["unit"]).pk] for each in sheets}
    for (who, at), part in groupby(
        sheets, lambda e: (e.get("by", stage.clerk), e.get("at", row.get("filled", row["at"])))
    ):
        with stage.by({"by": who, "at": at}) as actor:
            fill(stage, actor, appraisal, [(cards[each["unit"]], each) for each in part])
    for each in sheets:
        if "back" in each:
            with stage.by(each["back"]) as actor:
                services.sheet_step(
                    actor=actor, sheet=cards[each["unit"]], verb="send_back", reason=each["back"]["reason"]
                )
    done = [(each, found) for each in sheets if (found := each.get("checked", row.get("checked")))]
    for (who, at), pairs in groupby(done, lambda pair: (pair[1]["by"], pair[1]["at"])):
        with stage.by({"by": who, "at": at}) as actor:
            check(actor, [(cards[each["unit"]], each) for each, _checked in pairs])


Cards = list[tuple[ScoreSheet, Table]]
"""Cards with their rows."""


def fill(stage: Stage, actor: Actor, appraisal: Appraisal, cards: Cards) -> None:
    """Some cards of one hand: filled in, with their evidence, handed in where the rows do not say otherwise."""
    criteria = list(appraisal.score_set.criteria.all())
    said = [(sheet, given(actor, sheet, each, criteria)) for sheet, each in cards]
    services.scores_save_all(actor=actor, given=said)
    numbers = {criterion.code: criterion.pk for criterion in criteria}
    for sheet, each in cards:
        for code, text in each.get("evidence", {}).items():
            stream = io.BytesIO(stage.days.fill(text).encode())
            services.evidence_add(
                actor=actor, sheet=sheet, criterion_id=numbers[code], stream=stream, name=f"minh-chung-{code}.txt"
            )
    if sent := [sheet for sheet, each in cards if each.get("sent", True)]:
        services.sheets_send(actor=actor, sheets=sent)


def given(
    actor: Actor, sheet: ScoreSheet, each: Table, criteria: Sequence[ScoreCriterion]
) -> dict[int, services.Given]:
    """What was entered, by the numbers of the criteria: criterion by criterion ("-" nothing, "a/b" part and whole, "=" the figure
    proposed)."""
    entered = str(each["say"]).split()
    offers = proposals(actor, sheet, criteria) if "=" in entered else {}
    found = {}
    for criterion, said in zip(criteria, entered, strict=False):
        note = each.get("note", "") if criterion.evidence and criterion.code not in each.get("evidence", {}) else ""
        if said == "=":
            found[criterion.pk] = services.Given(note=note, observation_id=offers[criterion.pk].observation.pk)
        elif said != "-":
            part, _slash, whole = said.partition("/")
            found[criterion.pk] = services.Given(Decimal(part), Decimal(whole) if whole else None, note)
    return found


def check(actor: Actor, cards: Cards) -> None:
    """The check: points changed as `lowered` says ({"3.2" = ["10", "why"]}), all others kept, finished."""
    for sheet, each in cards:
        for code, (points, reason) in each.get("lowered", {}).items():
            number = sheet.appraisal.score_set.criteria.get(code=code).pk
            services.review_save(actor=actor, sheet=sheet, criterion_id=number, points=Decimal(points), reason=reason)
    sheets = [sheet for sheet, _each in cards]
    services.reviews_agree(actor=actor, sheets=sheets)
    services.sheets_step(actor=actor, sheets=sheets, verb="finish_review")


def recognise(stage: Stage, row: Table) -> None:
    """A title of some units."""
    with stage.by(row) as actor:
        for each in row["of"]:
            title = Title(
                kind=row["kind"],
                decision=each.get("decision", row.get("decision", "")),
                recognised_on=stage.days.day(each.get("on", row.get("on"))),
                level=each.get("level", ""),
                again=each.get("again", False),
                count=each.get("count"),
                of_total=each.get("of_total"),
            )
            made = services.recognition_add(
                actor=actor,
                body_id=stage.body_of(row).pk,
                unit_id=stage.unit(each["unit"]).pk,
                title=title,
                validity=Validity(row.get("years", 0), row.get("register_months", 0)),
            )
            if "revoked" in each:
                services.recognition_revoke(
                    actor=actor, recognition=made, on=stage.days.day(each["revoked"]), reason=each["why"]
                )


def plan(stage: Stage, row: Table) -> None:
    """Some units of the schedule."""
    with stage.by(row) as actor:
        for each in row["of"]:
            services.plan_add(
                actor=actor,
                body_id=stage.body_of(row).pk,
                unit_id=stage.unit(each["unit"]).pk,
                kind=row["kind"],
                period=stage.days.period(row["period"]),
                half=row.get("half", ""),
                again=each.get("again", True),
                works=each.get("works", ""),
                cost=Decimal(each["million"]) * MILLION if "million" in each else None,
            )
