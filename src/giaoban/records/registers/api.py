"""Registers for other programs: their definitions, their entries now or on a day, entries written with the rules of the pages."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Field, Query, Router, Schema

from giaoban.ground.access import Actor
from giaoban.ground.directory.calling import WRITES, CallKey, Row, Written, answered_once, caller_of, each_row
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import NUMBERS, Definition, Kind
from giaoban.kernel.schema import Field as FieldOf
from giaoban.records.registers import selectors, services
from giaoban.records.registers.asked import Asked
from giaoban.records.registers.faulty import Faulty
from giaoban.records.registers.levels import level_at, level_everywhere, narrowed
from giaoban.records.registers.models import Entry, Register
from giaoban.records.registers.writing import Live

router = Router(tags=["registers"])
PAGE, MOST_ROWS = 500, 500
FILTER = "f-"
"""Begins the parameters that narrow by a field, as in the addresses of the pages: f-depth-tu=10."""
Said = str | Decimal | bool | list[str] | None


class RegisterOut(Schema):
    """A register. entries, lacking: valid entries that the key's person sees, and how many of them lack something."""

    number: int
    code: str
    name: str
    classification: int
    entries: int
    lacking: int


class FieldOut(Schema):
    """A field. derive: its formula, where nobody fills it in; choices: code and label."""

    name: str
    label: str
    kind: str
    required: bool
    unique: bool
    measure: str
    digits: int
    least: str
    most: str
    choices: list[tuple[str, str]]
    level: int
    derive: str
    help: str


class RuleOut(Schema):
    """What must hold in an entry, and what is said where it does not."""

    must: str
    field: str
    say: str


class WarnOut(Schema):
    """What is pointed out while it holds."""

    id: str
    when: str
    label: str


class DefinitionOut(Schema):
    """The definition in use, without the fields that the key's person may not read."""

    number: int
    code: str
    name: str
    version: int
    key: list[str]
    unit: str
    person: str
    start: str
    level: int
    fields: list[FieldOut]
    rules: list[RuleOut]
    warnings: list[WarnOut]


class EntryOut(Schema):
    """An entry. values: as stored, numbers as text with a point; what the key's person may not read there is left out.

    valid_to: the first day on which it is valid no more; warnings: what is pointed out today.
    """

    number: int
    register_number: int
    revision: int
    key: str
    title: str
    unit: int | None
    unit_name: str
    valid_from: date
    valid_to: date | None
    lacks: bool
    values: dict[str, Any]
    derived: dict[str, Any]
    warnings: list[str]


class RowIn(Schema):
    """One entry to write. entry: its number, none for a new one; values: by field, those not named stay, null empties one.

    do: "write" adds, or changes from the day `on` (default: today); "correct" puts right what was wrong, "end" ends on the day `on`, "void"
    withdraws: these three need a reason. revision: the one that the values were made from, so that nobody's later change is lost.
    """

    do: Literal["write", "correct", "end", "void"] = "write"
    entry: int | None = Field(None, ge=1, lt=2**63)
    values: dict[str, Said] = Field({}, max_length=300)
    on: date | None = None
    reason: str = Field("", max_length=500)
    revision: int | None = Field(None, ge=1, lt=2**31)


class RowsIn(Schema):
    """Entries to write together."""

    rows: list[RowIn] = Field(max_length=MOST_ROWS)


class Which(Schema):
    """Which entries; `f-<field>`, `f-<field>-tu`, `f-<field>-den` narrow by a field. on: as they stood on a day."""

    standing: Literal["valid", "ended", "all"] = "valid"
    on: date | None = None
    text: str = Field("", max_length=200)
    unit: int | None = Field(None, ge=1, lt=2**63)
    lacks: bool = False
    after: int = Field(0, ge=0, lt=2**63, description="the number of the last entry of the page before")
    limit: int = Field(PAGE, ge=1, le=PAGE)


@router.get("/registers", response=list[RegisterOut], summary="Registers")
def registers(request: HttpRequest) -> Any:
    """The registers that the key's person sees, by name."""
    actor = caller_of(request, "registers.view").actor
    return [
        {
            "number": one.register.pk,
            "code": one.register.code,
            "name": one.register.name,
            "classification": one.register.classification,
            "entries": one.entries,
            "lacking": one.lacking,
        }
        for one in selectors.listed(actor)
    ]


@router.get("/registers/{number}", response=DefinitionOut, summary="The definition of a register")
def definition(request: HttpRequest, number: int) -> Any:
    """What an entry of the register says: fields, rules, warnings of the version in use."""
    actor = caller_of(request, "registers.view").actor
    live = live_for(actor, number)
    seen = narrowed(live.definition, level_everywhere(actor))
    fields = [
        {**{name: getattr(one, name) for name in FieldOut.model_fields}, "kind": one.kind.value} for one in seen.fields
    ]
    parts = ("name", "version", "key", "unit", "person", "start", "level")
    return {
        **{name: getattr(seen, name) for name in parts},
        "number": live.register.pk,
        "code": live.register.code,
        "fields": fields,
        "rules": [{name: getattr(rule, name) for name in RuleOut.model_fields} for rule in seen.rules],
        "warnings": [{name: getattr(one, name) for name in WarnOut.model_fields} for one in seen.warnings],
    }


def live_for(actor: Actor, number: int) -> Live:
    """A register that the actor sees, with its definition in use. Errors: ACC-002, REG-003."""
    return services.live_of(selectors.register_get(actor, number))


@router.get("/registers/{number}/entries", response=list[EntryOut], summary="Entries of a register")
def entries(request: HttpRequest, number: int, which: Query[Which]) -> Any:
    """A page of entries by number; the next one begins after the last number of this one."""
    actor = caller_of(request, "registers.view").actor
    live = live_for(actor, number)
    asked = Asked(
        text=which.text.replace("\x00", ""),
        unit_id=which.unit,
        standing=which.standing,
        on=which.on,
        lacks=which.lacks,
        filters={
            name[len(FILTER) :]: value.replace("\x00", "")[:200]
            for name, value in request.GET.items()
            if name.startswith(FILTER) and isinstance(value, str)
        },
    )
    column = "entry_id" if asked.on else "pk"
    rows = selectors.entries(actor, live, asked).filter(**{f"{column}__gt": which.after}).order_by(column)
    return told(actor, live, list(rows[: which.limit]), on=asked.on)


def told(actor: Actor, live: Live, rows: list[Any], *, on: date | None = None) -> list[dict[str, Any]]:
    """Entries (or their revisions of a day) as the API shows them, as of a day (None: today)."""
    return [told_one(actor, live, one) for one in selectors.shown_rows(actor, live, rows, [], on=on)]


def told_one(actor: Actor, live: Live, shown: selectors.Shown) -> dict[str, Any]:
    """One of them, without what the actor may not read there."""
    row = shown.row
    open_ones = {one.name for one in narrowed(live.definition, level_at(actor, row.unit_id)).fields}
    return {
        "number": shown.pk,
        "register_number": live.register.pk,
        "revision": row.revision if isinstance(row, Entry) else row.number,
        "key": row.key,
        "title": row.title,
        "unit": row.unit_id,
        "unit_name": shown.unit,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "lacks": getattr(row, "lacks", False),
        "values": {name: value for name, value in row.data.items() if name in open_ones},
        "derived": {name: value for name, value in (row.derived | shown.dated).items() if name in open_ones},
        "warnings": [one.id for one in shown.warnings],
    }


@router.get("/entries/{number}", response=EntryOut, summary="One entry")
def entry(request: HttpRequest, number: int) -> Any:
    """An entry as it is known now."""
    actor = caller_of(request, "registers.view").actor
    found = selectors.entry_get(actor, number)
    return told(actor, services.live_of(found.register), [found])[0]


@router.post("/registers/{number}/entries", response=Written, summary="Write entries of a register")
def write(
    request: HttpRequest,
    number: int,
    sent: RowsIn,
    key: CallKey,
) -> Any:
    """Add, change, correct, end or withdraw up to 500 entries by the rules of the definition: what can be is written, each other row is
    refused with its fields and a sentence.

    The same Idempotency-Key with the same rows does nothing and answers with the first report; with other rows it is refused (409).
    """
    actor = caller_of(request, "registers.report", limit=WRITES).actor
    live = live_for(actor, number)
    rows = [writing(actor, live.register, live.definition, row) for row in sent.rows]
    return answered_once(
        actor=actor,
        place=f"registers.entries/{number}",
        key=key,
        sent=sent.dict(),
        do=lambda: each_row(rows, told=faults_of),
    )


def faults_of(problem: Problem) -> list[tuple[str, str, str]]:
    """(field, code, sentence) of each fault."""
    language = get_language() or "vi"
    if isinstance(problem, Faulty):
        return [(fault.where, fault.code, fault.sentence.said(language)) for fault in problem.faults]
    return [("", problem.code, problem.sentence(language))]


def writing(actor: Actor, register: Register, definition: Definition, row: RowIn) -> Row:
    """What writes one row. Its errors: those of the service; SCH-004 for a name that is no field; ACC-002 for an entry of another
    register."""

    def write_one() -> tuple[list[int], bool]:
        if row.entry is None:
            if row.do != "write":
                raise Problem("ACC-002")
            typed = typed_of(actor, definition, row.values, unit_in(definition, row.values))
            return [services.entry_create(actor=actor, register=register, typed=typed, start=row.on).pk], True
        held = selectors.entry_get(actor, row.entry)
        if held.register_id != register.pk:
            raise Problem("ACC-002")
        typed = typed_of(actor, definition, row.values, held.unit_id)
        done = rewritten(actor, held, {**stored_words(definition, held.data), **typed}, row)
        return [done.pk], done.revision != held.revision

    return write_one


def rewritten(actor: Actor, held: Entry, typed: Mapping[str, object], row: RowIn) -> Entry:
    """Change, correct, end or withdraw an entry. Errors: those of the service."""
    if row.do == "end":
        return services.entry_end(actor=actor, entry=held, on=row.on or actor.on, reason=row.reason)
    if row.do == "void":
        return services.entry_void(actor=actor, entry=held, reason=row.reason)
    if row.do == "correct":
        return services.entry_correct(actor=actor, entry=held, typed=typed, reason=row.reason, base=row.revision)
    on = row.on or actor.on
    return services.entry_change(actor=actor, entry=held, typed=typed, on=on, reason=row.reason, base=row.revision)


def typed_of(
    actor: Actor, definition: Definition, values: Mapping[str, Said], unit_id: int | None
) -> dict[str, object]:
    """The values as a form would send them.

    Errors: SCH-004 for a name that is no field, one that is computed, a file, or one that the actor may not read at the unit.
    """
    seen = narrowed(definition, level_at(actor, unit_id))
    names = {one.name for one in seen.typed if one.kind is not Kind.FILE}
    if unknown := sorted(set(values) - names):
        raise Problem("SCH-004", what="values", name=unknown[0][:60])
    return {name: number_words(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def unit_in(definition: Definition, values: Mapping[str, Said]) -> int | None:
    """The unit that a new entry is for, where it is told by number."""
    said = str(values.get(definition.unit) or "") if definition.unit else ""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None


def stored_words(definition: Definition, data: Mapping[str, Any]) -> dict[str, object]:
    """Stored values as a form would send them again: numbers in Vietnamese writing, the rest as it is."""
    found: dict[str, object] = dict(data)
    for one in definition.typed:
        if one.name in found and is_written(one):
            found[one.name] = number_words(Decimal(str(found[one.name])))
    return found


def is_written(one: FieldOf) -> bool:
    """Whether a field's stored value has a decimal point that its form would write as a comma."""
    return one.kind in NUMBERS and one.kind is not Kind.YEAR


def number_words(number: Decimal) -> str:
    """A number as people type it, with a comma; three decimals get a fourth, for "1,234" is a thousand in whole numbers."""
    whole, point, part = f"{number:f}".partition(".")
    return f"{whole},{part}0" if len(part) == 3 else f"{whole}{',' * bool(point)}{part}"
