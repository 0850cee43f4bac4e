"""A story's registers: made from the ready definitions, filled by the same import that an office uses, merged and reviewed."""

import io

from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import Stage, Table
from giaoban.records.figures.models import Indicator
from giaoban.records.registers import services
from giaoban.records.registers.catalogs import catalogs
from giaoban.records.registers.models import Entry, Register, ReviewLine

ROOM = "registers"


def month_load(stage: Stage) -> None:
    """Make the story's registers with their entries, mergers, figures and reviews."""
    for row in stage.rows("registers"):
        with stage.by(row) as actor:
            register = make_register(stage, row, actor)
        for merger in row.get("merges", []):
            with stage.by(merger) as actor:
                merge(stage, register, merger, actor)
        with stage.by(row) as actor:
            for code in row.get("figures", []):
                services.figures_record(actor=actor, register=register, code=stage.days.period(code), by_unit=False)
            name_indicators(stage, register)
        if "review" in row:
            review(stage, register, row["review"])


def make_register(stage: Stage, row: Table, actor: Actor) -> Register:
    """One register, its entries read from the file beside the story's tables. Errors: REG-011 where a row of it is refused."""
    register = services.register_create(
        actor=actor,
        body_id=stage.body.pk,
        text=catalogs()[row["catalog"]],
        owner_unit_id=stage.unit(row["owner"]).pk,
    )
    text = stage.days.fill((stage.folder / row["file"]).read_text("utf-8"))
    batch = services.import_read(actor=actor, register=register, stream=io.BytesIO(text.encode()), name=row["file"])
    _live, _sheet, plan = services.import_plan(actor=actor, batch=batch)
    since = stage.days.day(row["since"]) if "since" in row else None
    services.import_apply(actor=actor, batch=batch, digest=plan.digest, only_good=False, on=since)
    stage.made[ROOM, row["catalog"]] = register
    return register


def name_indicators(stage: Stage, register: Register) -> None:
    """Let later tables of the story name the indicators that the register feeds by their codes."""
    codes = [rule.id for rule in services.live_of(register).definition.indicators]
    for each in Indicator.objects.filter(body_id=register.body_id, code__in=codes):
        stage.made.setdefault(("figures", each.code), each)


def merge(stage: Stage, register: Register, row: Table, actor: Actor) -> Entry:
    """Schools that merged: the old ones end, the new one begins without recognition."""
    codes = [code.lower() for code in row["codes"]]
    typed = {
        "code": row["code"],
        "name": row["name"],
        "unit": stage.unit(row["unit"]).pk,
        "founded_on": row["on"],
        "grade": "tieu_hoc",
        "pupils": row["pupils"],
    }
    old = list(Entry.objects.filter(register=register, key__in=codes))
    basis = "Quyết định sáp nhập trường"
    return services.entries_merge(actor=actor, entries=old, typed=typed, on=stage.days.day(row["on"]), basis=basis)


def review(stage: Stage, register: Register, row: Table) -> None:
    """A round of review, with the units that have confirmed their entries already."""
    with stage.by(row) as actor:
        made = services.review_open(
            actor=actor,
            register=register,
            opens_on=stage.days.day(row["opens"]),
            closes_on=stage.days.day(row["closes"]),
            note=row.get("note", ""),
        )
    for username in row.get("done_by", []):
        with stage.acting(username, stage.days.moment(row["at"])) as actor:
            lines = ReviewLine.objects.filter(review=made, unit=actor.unit_id).values_list("pk", flat=True)
            services.lines_confirm(actor=actor, review=made, lines=list(lines))
