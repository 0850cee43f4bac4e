"""Figures for other programs: the dictionary, the units, the values that count now; figures recorded by the thousand. Mounted at /api/v1/.

Who asks: a key of a person ("Authorization: Bearer gbk_…"), with that person's rights within what the key was made for.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Field, Query, Router, Schema

from giaoban.ground.directory.calling import FILES, WRITES, CallKey, RefusedOut, caller_of
from giaoban.ground.org.selectors import units_on
from giaoban.kernel.problems import Problem
from giaoban.records.figures import selectors, services
from giaoban.records.figures.formats import csv_text, parquet_bytes, sdmx_text
from giaoban.records.figures.importing import Row
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.selectors.exports import Exported, Wanted, exported

router = Router(tags=["figures"])
PAGE = 1_000
FILE_ROWS = 2_000_000
MOST_ROWS = 20_000


class UnitOut(Schema):
    """A unit on a day. parent: the number of the unit above it in the state tree."""

    number: int
    code: str
    name: str
    kind: str
    level: str
    parent: int | None


class IndicatorOut(Schema):
    """An indicator of the dictionary. numerator, denominator: codes, for rates."""

    number: int
    code: str
    version: int
    name: str
    unit_of_measure: str
    kind: str
    over_time: str
    over_units: str
    direction: str
    numerator: str | None
    denominator: str | None
    dimensions: dict[str, list[str]]
    calendar: str
    classification: int
    source: str
    legal_basis: str
    state: str
    valid_from: date


class IndicatorIn(Schema):
    """A new indicator; without a code it gets the next free one."""

    name: str = Field(max_length=300)
    unit_of_measure: str = Field(max_length=60)
    code: str = Field("", max_length=40)
    kind: Literal["sum", "stock", "rate"] = "sum"
    direction: Literal["up", "down", "none"] = "none"
    numerator: str = Field("", max_length=40, description="code")
    denominator: str = Field("", max_length=40, description="code")
    source: str = Field("", max_length=300)
    legal_basis: str = Field("", max_length=300)
    aliases: list[str] = Field([], max_length=50)


class IndicatorChange(Schema):
    """What may be corrected in place; only what is sent is changed."""

    name: str | None = Field(None, max_length=300)
    source: str | None = Field(None, max_length=300)
    legal_basis: str | None = Field(None, max_length=300)
    definition: str | None = Field(None, max_length=2000)


class RowIn(Schema):
    """One figure to record. indicator, unit: code or name; period: 2026-11, 2026-Q4, 2026-H1, 2026.

    amount: a number, text as offices write it ("1.234,5"), or null for missing.
    """

    indicator: str = Field(max_length=300)
    unit: str = Field(max_length=250)
    period: str = Field(max_length=60)
    amount: Decimal | str | None = None
    role: Literal["actual", "plan", "estimate"] = "actual"
    dims: str = Field("", max_length=200)
    measure: str = Field("", max_length=60)
    as_of: date | None = None
    note: str = Field("", max_length=500)


class RowsIn(Schema):
    """Figures to record together."""

    rows: list[RowIn] = Field(max_length=MOST_ROWS)
    reason: str = Field("", max_length=300)


class ReportOut(Schema):
    """What became of the rows. repeated: the same key and rows had come before, nothing was done now."""

    key: str
    rows: int
    recorded: int
    unchanged: int
    refused: list[RefusedOut]
    said: list[str]
    repeated: bool


class Filter(Schema):
    """Which figures; without a parameter all that the key's person may see."""

    indicator: str = Field("", max_length=2000, description="codes, separated by commas")
    unit: str = Field("", max_length=2000, description="numbers of units, separated by commas")
    since: date | None = Field(None, description="periods that begin on this day or later")
    until: date | None = Field(None, description="periods that begin before this day")
    role: Literal["", "actual", "plan", "estimate"] = ""
    after: int = Field(0, ge=0, lt=2**63, description="the number of the last figure of the page before")

    def wanted(self) -> Wanted:
        """As selectors take it. Errors: OBS-031 for what is no number of a unit."""
        numbers = [text.strip() for text in self.unit.split(",") if text.strip()]
        if any(not (text.isascii() and text.isdecimal() and len(text) < 19) for text in numbers):
            raise Problem("OBS-031", name="unit", value=self.unit[:60])
        codes = tuple(text.strip() for text in self.indicator.split(",") if text.strip())
        return Wanted(codes, tuple(map(int, numbers)), self.since, self.until, self.role, self.after)


class Page(Filter):
    """Which figures, and how many at once."""

    limit: int = Field(PAGE, ge=1, le=PAGE)


class Words(Schema):
    """Which indicators: of a code, name or phrase; those of a later number than `after`."""

    text: str = Field("", max_length=200)
    after: int = Field(0, ge=0, lt=2**63)


@router.get("/units", response=list[UnitOut], summary="Units of a day")
def units(request: HttpRequest, on: date | None = None) -> Any:
    """The units of the state tree on a day (default: today), each after the one above it."""
    actor = caller_of(request, "figures.view").actor
    return [
        {
            "number": node.id,
            "code": node.code,
            "name": node.name,
            "kind": node.kind,
            "level": node.level,
            "parent": node.parent_id,
        }
        for node in units_on(on=on or actor.on)
    ]


def told(row: Indicator) -> dict[str, Any]:
    """An indicator as the API shows it."""
    return {
        "number": row.pk,
        "code": row.code,
        "version": row.version,
        "name": row.name,
        "unit_of_measure": row.unit_of_measure,
        "kind": row.kind,
        "over_time": row.time_op,
        "over_units": row.unit_op,
        "direction": row.direction,
        "numerator": row.numerator.code if row.numerator else None,
        "denominator": row.denominator.code if row.denominator else None,
        "dimensions": row.dimensions,
        "calendar": row.calendar,
        "classification": row.classification,
        "source": row.source,
        "legal_basis": row.legal_basis,
        "state": row.state,
        "valid_from": row.valid_from,
    }


@router.get("/indicators", response=list[IndicatorOut], summary="The dictionary of indicators")
def indicators(request: HttpRequest, which: Query[Words]) -> Any:
    """The indicators that the key's person may see, a thousand at a time by number; `text` narrows to a code, name or phrase."""
    actor = caller_of(request, "figures.view").actor
    rows = selectors.indicators(actor, text=which.text.replace("\x00", "")).filter(pk__gt=which.after)
    return [told(row) for row in rows.select_related("numerator", "denominator").order_by("pk")[:PAGE]]


def part(actor: Any, code: str) -> Indicator | None:
    """The indicator of a code in the actor's body; None for "". Errors: OBS-015."""
    if not code:
        return None
    found = selectors.indicators(actor).filter(code=code, body_id=actor.body_id or 0).exclude(state="retired").first()
    if found is None:
        raise Problem("OBS-015", text=code)
    return found


@router.post("/indicators", response={201: IndicatorOut}, summary="Put an indicator into the dictionary")
def indicator_new(request: HttpRequest, new: IndicatorIn) -> Any:
    """Make an indicator in the dictionary of the body that the key's person works for."""
    actor = caller_of(request, "figures.edit", limit=WRITES).actor
    given: dict[str, Any] = new.dict(exclude={"numerator", "denominator"})
    parts = {"numerator": part(actor, new.numerator), "denominator": part(actor, new.denominator)}
    return 201, told(services.indicator_create(actor=actor, body_id=actor.body_id or 0, **given | parts))


@router.patch("/indicators/{number}", response=IndicatorOut, summary="Correct an indicator")
def indicator_correct(request: HttpRequest, number: int, changes: IndicatorChange) -> Any:
    """Correct the description of an indicator in place; its meaning is changed on the pages, by a new version."""
    actor = caller_of(request, "figures.edit", limit=WRITES).actor
    row = selectors.indicator_get(actor, number)
    given = {name: value for name, value in changes.dict(exclude_unset=True).items() if value is not None}
    return told(services.indicator_change(actor=actor, indicator=row, **given) if given else row)


@router.get("/observations", response=list[Exported], summary="Figures that count now")
def observations(request: HttpRequest, which: Query[Page]) -> Any:
    """A page of figures by number; the next one begins after the last number of this one."""
    actor = caller_of(request, "figures.view").actor
    return [row for block in exported(actor, which.wanted(), most=which.limit) for row in block]


FORMS = {
    "csv": "text/csv; charset=utf-8",
    "sdmx-csv": "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}


@router.get(
    "/observations/export/{form}",
    summary="All figures as one file",
    openapi_extra={"responses": {200: {"description": "the file"}}},
)
def export(request: HttpRequest, form: Literal["csv", "sdmx-csv", "parquet"], which: Query[Filter]) -> HttpResponseBase:
    """The figures as CSV, SDMX-CSV 2.0 or Parquet, at most two million."""
    actor = caller_of(request, "figures.view", limit=FILES).actor
    blocks: Iterator[list[Exported]] = exported(actor, which.wanted(), most=FILE_ROWS)
    kind = FORMS[form]
    name = f"so-lieu.{form.removeprefix('sdmx-')}"
    held = {"Content-Disposition": f'attachment; filename="{name}"'}
    if form == "parquet":
        return HttpResponse(parquet_bytes(blocks), content_type=kind, headers=held)
    lines = csv_text(blocks) if form == "csv" else sdmx_text(blocks)
    return StreamingHttpResponse(lines, content_type=kind, headers=held)


@router.post("/observations", response=ReportOut, summary="Record figures")
def record(
    request: HttpRequest,
    sent: RowsIn,
    key: CallKey,
) -> Any:
    """Record up to 20,000 figures: what can be is recorded at once, each other row is refused with its place and a sentence.

    The same Idempotency-Key with the same rows does nothing and answers with the first report; with other rows it is refused (409).
    """
    actor = caller_of(request, "figures.record", limit=WRITES).actor
    rows = [
        Row(
            number,
            row.indicator,
            row.unit,
            row.period,
            row.amount,
            row.role,
            row.dims,
            row.measure,
            row.as_of,
            row.note,
        )
        for number, row in enumerate(sent.rows, 1)
    ]
    report = services.observations_import(
        actor=actor, body_id=actor.body_id or 0, rows=rows, key=key, reason=sent.reason
    )
    refused = [{"row": r.number, "column": r.column, "code": r.code, "message": r.sentence} for r in report.refused]
    return {
        "key": report.key,
        "rows": report.rows,
        "recorded": report.recorded,
        "unchanged": report.unchanged,
        "refused": refused,
        "said": report.said,
        "repeated": report.repeated,
    }
