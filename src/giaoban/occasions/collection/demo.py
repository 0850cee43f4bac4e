"""What a story's office collects: the tables `collected` (indicators of units) and `collections` of a demonstration."""

from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import Stage, Table
from giaoban.occasions.collection import services
from giaoban.occasions.collection.models import Collection, CollectionUnit
from giaoban.occasions.collection.selectors import columns_of, sheet
from giaoban.records.figures.demo import make_indicator, record

ROOM = "collection"


def month_load(stage: Stage) -> None:
    """Prepare, open, fill, submit, approve and return as the tables say. The session of a month closes its collections by itself."""
    for row in stage.rows("collected"):
        with stage.by(row) as actor:
            indicator = make_indicator(stage, row, actor)
            for series in row.get("series", []):
                record(stage, series, actor, indicator, stage.unit(series["of"]))
    for row in stage.rows("collections"):
        collect(stage, row)


def collect(stage: Stage, row: Table) -> None:
    """One collection with what its units did."""
    indicators = [stage.made["figures", code] for code in row["indicators"]]
    with stage.by(row) as actor:
        made = services.collection_create(
            actor=actor,
            body_id=stage.body_of(row).pk,
            title=stage.days.fill(row["title"]),
            period=stage.days.period(row["period"]),
            due_on=stage.days.day(row["due"]),
            unit_ids=[stage.unit(name).pk for name in row["units"]],
            indicator_ids=[indicator.pk for indicator in indicators],
            note=row.get("note", ""),
            by={stage.made["figures", code].pk: names for code, names in row.get("breakdowns", {}).items()},
        )
        columns = {plain.code: column.pk for column, plain in columns_of(made)}
        totals = {columns[part]: columns[total] for part, total in row.get("totals", {}).items()}
        services.collection_change(
            actor=actor,
            collection=made,
            wanted=services.Wanted(due_on=made.due_on, note=made.note, totals=totals),
        )
        made = services.collection_step(actor=actor, collection=made, verb="start")
    stage.made[ROOM, row["key"]] = made
    for told in row.get("rows", []):
        fill(stage, told, made, columns)
    for told in row.get("changes", []):
        with stage.by(told) as actor:
            wanted = services.Wanted(
                due_on=made.due_on,
                note=made.note,
                unit_ids=[stage.unit(name).pk for name in told.get("units", [])],
                out=[columns[code] for code in told.get("out", [])],
                out_units=[stage.unit(name).pk for name in told.get("out_units", [])],
                reason=told["reason"],
            )
            services.collection_change(actor=actor, collection=made, wanted=wanted)


def fill(stage: Stage, told: Table, made: Collection, columns: dict[str, int]) -> None:
    """What one unit typed, what became of it, and what was said about it."""
    row = CollectionUnit.objects.select_related("collection", "unit").get(collection=made, unit=stage.unit(told["of"]))
    with stage.by(told) as actor:
        texts = (
            taken(actor, made, row) if told.get("take") else dict(zip(columns.values(), told["values"], strict=True))
        )
        typed = [services.Typed(number, text, 0, "") for number, text in texts.items() if text]
        services.cells_type(actor=actor, row=row, typed=typed)
        if "submit" in told:
            services.row_step(actor=actor, row=row, verb="submit")
    for each in told.get("comments", []):
        with stage.by(each) as actor:
            services.comment_add(
                actor=actor,
                row=row,
                column_id=columns[each["column"]],
                text=each["text"],
                follow_up=each.get("follow_up", False),
            )
    for verb in ("approve", "return"):
        if verb in told:
            with stage.by(told[verb]) as actor:
                services.row_step(actor=actor, row=row, verb=verb, reason=told[verb].get("reason", ""))


def taken(actor: Actor, made: Collection, row: CollectionUnit) -> dict[int, str]:
    """By column: what a unit that takes over every suggestion writes."""
    boxes = sheet(actor, made, only=row, ask=False).lines[0].boxes
    return {int(box.column.key): box.suggestion.text for box in boxes if box.suggestion}
