"""What a story measures: the table `indicators` of a demonstration, with what is to be reached and what earlier months were."""

from decimal import Decimal

from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import Stage, Table
from giaoban.ground.org.models import Unit
from giaoban.records.figures import services
from giaoban.records.figures.models import CurrentValue, Indicator, Target

ROOM = "figures"
PLAIN = ("field", "definition", "frequency", "legal_basis", "sharing", "time_op", "unit_op", "dimensions")
"""What a row says in the words of the model."""


def month_load(stage: Stage) -> None:
    """Put the story's indicators into its body's dictionary, with targets and the figures of earlier periods."""
    for row in stage.rows("indicators"):
        with stage.by(row) as actor:
            indicator = make_indicator(stage, row, actor)
            unit = stage.unit(row.get("of") or stage.story["area"])
            for target in row.get("targets", []):
                made = set_target(stage, target, actor, indicator, unit)
                hand_down(stage, target.get("shares", []), actor, made)
            for series in row.get("series", []):
                record(stage, series, actor, indicator, stage.unit(series["of"]) if "of" in series else unit)


def make_indicator(stage: Stage, row: Table, actor: Actor) -> Indicator:
    """One indicator of the story's body."""
    made = services.indicator_create(
        actor=actor,
        body_id=stage.body.pk,
        code=row["code"],
        name=row["name"],
        unit_of_measure=row["measure"],
        kind=row.get("kind", "sum"),
        direction=row.get("direction", "none"),
        owner_unit_id=stage.unit(row["owner"]).pk,
        source=row.get("source", ""),
        valid_from=stage.days.day(row["since"]),
        aliases=row.get("aliases", []),
        limit=Decimal(row["limit"]) if "limit" in row else None,
        **{name: stage.made[ROOM, row[name]] for name in ("numerator", "denominator") if name in row},
        **{name: row[name] for name in PLAIN if name in row},
    )
    stage.made[ROOM, row["code"]] = made
    return made


def hand_down(stage: Stage, rows: list[Table], actor: Actor, target: Target) -> None:
    """What the units below are given of a target; one with `registered` says so itself instead."""
    given = [
        services.Share(unit=stage.unit(row["of"]), amount=Decimal(row["amount"]))
        for row in rows
        if "registered" not in row
    ]
    if given:
        services.target_hand_down(actor=actor, target=target, shares=given)
    for row in rows:
        if "registered" in row:
            services.target_register(
                actor=actor,
                indicator=target.indicator,
                unit=stage.unit(row["of"]),
                period=target.period,
                amount=Decimal(row["amount"]),
            )


def set_target(stage: Stage, row: Table, actor: Actor, indicator: Indicator, unit: Unit) -> Target:
    """What the indicator is to reach."""
    return services.target_set(
        actor=actor,
        indicator=indicator,
        unit=unit,
        period=services.period_of(stage.days.period(row["period"])),
        kind=row.get("kind", "at_least"),
        amount=Decimal(row["amount"]) if "amount" in row else None,
        high=Decimal(row["high"]) if "high" in row else None,
        act=stage.days.fill(row["act"]),
        issued_on=stage.days.day(row["issued_on"]) if "issued_on" in row else None,
    )


def record(stage: Stage, row: Table, actor: Actor, indicator: Indicator, unit: Unit) -> None:
    """The figures of one period after the other: `amounts` for the months from `months_from` on, or `amount` for `period`.

    as_month: a month that says the same as `period`; where it has a figure already, that one counts, so that the two never differ.
    """
    if "amount" in row:
        known = recorded(indicator, unit, row["as_month"]) if "as_month" in row else None
        wanted = {stage.days.period(row["period"]): row["amount"] if known is None else known}
    else:
        first = int(row["months_from"])
        wanted = {
            f"{stage.days.at_month(first + number):%Y-%m}": amount for number, amount in enumerate(row["amounts"])
        }
    figures = [
        services.Figure(
            indicator=indicator,
            unit=unit,
            period=services.period_of(period),
            role=row.get("role", "actual"),
            amount=Decimal(amount),
            printed=row.get("printed", ""),
            source=services.Source(kind="person", quote=row.get("said", "")),
        )
        for period, amount in wanted.items()
    ]
    services.observations_record(actor=actor, figures=figures)


def recorded(indicator: Indicator, unit: Unit, key: str) -> Decimal | None:
    """The figure of a unit in a period, if the story has told one already."""
    found = CurrentValue.objects.filter(indicator=indicator, unit=unit, period__key=key, role="actual", dims="")
    return found.values_list("amount", flat=True).first()
