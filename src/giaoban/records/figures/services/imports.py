"""Figures by the thousand: rows are held against dictionary, units, periods, rights and locks; what fits is written at once.

Every row stands alone: a refused one is reported with its place and a sentence, the others are recorded in one transaction with one
entry in the journal. The same key again changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors import Suggestion, units_suggest
from giaoban.kernel.indicators import dims_read
from giaoban.kernel.problems import Problem
from giaoban.records.figures.importing import Refused, Report, Row, amount_of, converted, digest
from giaoban.records.figures.models import Indicator, ObservationImport, Period, Role
from giaoban.records.figures.services.observations import (
    require_in_use,
    require_possible,
    require_right,
    state_entered,
    units_before,
    units_of_body,
)
from giaoban.records.figures.services.periods import period_of

INDICATOR, PERIOD, UNIT = gettext_lazy("chỉ tiêu"), gettext_lazy("kỳ báo cáo"), gettext_lazy("đơn vị")
DIMS, ROLE, VALUE = gettext_lazy("phân tổ"), gettext_lazy("loại số liệu"), gettext_lazy("giá trị")
CHUNK = 10_000
KEPT = 1_000
"""So many refused rows are kept in the report of an import."""
Cell = tuple[int, int, int, str, str]
Placed = tuple[Row, tuple[Any, ...]]
NAMES = ("indicator", "unit", "period", "role", "dims", "amount", "state", "as_of", "note")
KEY_MATCH = "c.unit_id = n.unit AND c.period_id = n.period AND c.indicator_id = n.indicator AND c.role = n.role AND c.dims = n.dims"
INCOMING = (
    "unnest(%(number)s::bigint[], %(indicator)s::bigint[], %(unit)s::bigint[], %(period)s::bigint[], %(role)s::text[], %(dims)s::text[],"
    " %(amount)s::numeric[], %(state)s::text[], %(as_of)s::date[], %(note)s::text[])"
    " AS n(number, indicator, unit, period, role, dims, amount, state, as_of, note)"
)
DIFFERS = "(c.amount IS DISTINCT FROM n.amount OR c.low IS NOT NULL OR c.comparator <> '=')"
HELD = f"SELECT n.number, c.state, {DIFFERS} FROM {INCOMING} JOIN figures_currentvalue c ON {KEY_MATCH}"  # noqa: S608
WRITE = f"""
INSERT INTO figures_observation (body_id, indicator_id, unit_id, period_id, dims, role, amount, low, high, printed, comparator, as_of,
    state, revision, supersedes_id, source_kind, source_ref, source_file_id, quote, note, recorded_at, recorded_by)
SELECT %(body)s, n.indicator, n.unit, n.period, n.dims, n.role, n.amount, NULL, NULL, '', '=', n.as_of, n.state,
    coalesce(c.revision, 0) + 1, c.observation_id, 'import', %(ref)s, %(file)s, '', n.note, %(at)s, %(by)s
FROM {INCOMING} LEFT JOIN figures_currentvalue c ON {KEY_MATCH}"""  # noqa: S608


@dataclass(slots=True)
class Reader:
    """Everything a row is held against, each looked up once: dictionary, units by text and day, periods, rights."""

    actor: Actor
    body_id: int
    report: Report
    indicators: dict[str, Indicator]
    units: dict[tuple[str, date], Suggestion] = field(default_factory=dict)
    checked: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    today: date = field(init=False)

    def __post_init__(self) -> None:
        self.today = self.actor.on

    def once(self, key: tuple[Any, ...], do: Callable[[], Any]) -> Any:
        """What `do` gave for the key the first time; a refusal is raised each time."""
        if key not in self.checked:
            try:
                self.checked[key] = do()
            except Problem as problem:
                self.checked[key] = problem
        found = self.checked[key]
        if isinstance(found, Problem):
            raise found.with_traceback(None)
        return found

    def period(self, text: str, calendar: str) -> Period:
        """The period of a text in the indicator's calendar. Errors: OBS-004."""
        found: Period = self.once(("period", text, calendar), lambda: period_of(text, calendar=calendar, on=self.today))
        return found

    def indicator(self, text: str) -> Indicator:
        """The indicator of a code, name or phrase. Errors: OBS-015."""
        if (found := self.indicators.get(text)) is not None:
            return found

        def find() -> Indicator:
            if (near := self.indicators.get(squeeze(text))) is None:
                raise Problem("OBS-015", text=text[:100])
            return near

        named: Indicator = self.once(("indicator", text), find)
        return named

    def unit(self, text: str, on: date) -> int:
        """The body's unit of a text on a day. Errors: ORG-014, ORG-015, ORG-020."""
        found = self.units[text, on]
        if found.problem is not None or found.unit is None:
            raise found.problem or Problem("ACC-002")
        return found.unit

    def state(self, indicator: Indicator, unit: int) -> str:
        """The state in which the actor's figures enter. Errors: ACC-001 where the actor may record none there."""

        def find() -> str:
            row = Unit(pk=unit)
            require_right(actor=self.actor, verb="figures.record", indicator=indicator, unit=row)
            return state_entered(actor=self.actor, indicator=indicator, unit=row)

        found: str = self.once(("state", unit, indicator.classification), find)
        return found


@transaction.atomic
def observations_import(
    *,
    actor: Actor,
    body_id: int,
    rows: Sequence[Row],
    key: str,
    file_id: int | None = None,
    reason: str = "",
) -> Report:
    """Record the figures of a file: each row that can be, and a refusal with its place for each that cannot.

    key: the caller's own name of this import; with the same rows again nothing is done and the first report comes back.
    Errors: ACC-001 without any right to record; OBS-014 for a key that came with other rows; OBS-019 for no key.
    """
    access.require_anywhere(actor, "figures.record")
    if not key.strip() or len(key) > 100:
        raise Problem("OBS-019")
    fingerprint = digest(rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"figures.import/{body_id}/{key}"])
    before = ObservationImport.objects.filter(body_id=body_id, key=key).first()
    if before is not None:
        if before.sha256 != fingerprint:
            raise Problem("OBS-014", key=key)
        return told_again(before)
    report = Report(key, len(rows))
    with journal.batch(verb="figures.import", reason=reason or key):
        reader = Reader(actor, body_id, report, dictionary(actor=actor, body_id=body_id))
        cells = read_all(reader, rows)
        for start in range(0, len(cells), CHUNK):
            write(reader, cells[start : start + CHUNK], file_id)
        report.refused.sort()
        ObservationImport.objects.create(
            body_id=body_id,
            key=key,
            sha256=fingerprint,
            rows=report.rows,
            recorded=report.recorded,
            unchanged=report.unchanged,
            refused=len(report.refused),
            report=[refused._asdict() for refused in report.refused[:KEPT]],
            imported_at=actor.at,
            imported_by=actor.label[:200],
        )
    return report


def told_again(done: ObservationImport) -> Report:
    """The report of an import that was made before."""
    refused = [Refused(**row) for row in done.report]
    return Report(done.key, done.rows, done.recorded, done.unchanged, refused, repeated=True)


def dictionary(*, actor: Actor, body_id: int) -> dict[str, Indicator]:
    """A body's indicators that the actor may see, by code, folded name and phrase; the rows are locked against other recording."""
    rows = access.visible(actor, "figures.view", Indicator.objects.filter(body_id=body_id, state="live"))
    known = {row.pk: row for row in rows.order_by("pk").prefetch_related("aliases")}
    list(Indicator.objects.select_for_update(no_key=True).filter(pk__in=known).order_by("pk").values_list("pk"))
    found: dict[str, Indicator] = {}
    for row in known.values():
        for words in (row.name, *(alias.alias for alias in row.aliases.all())):
            found.setdefault(squeeze(words), row)
    return found | {row.code: row for row in known.values()}


def read_all(reader: Reader, rows: Sequence[Row]) -> list[Placed]:
    """The rows that may be written, each with its columns of `INCOMING`; the others are refused."""
    placed = [found for row in rows if (found := placed_row(reader, row)) is not None]
    find_units(reader, placed)
    cells: dict[Cell, Placed] = {}
    twice: set[Cell] = set()
    for row, indicator, period in placed:
        cell = read(reader, row, indicator, period)
        if cell is None:
            continue
        key: Cell = cell[:5]
        held = cells.get(key)
        if held is None:
            cells[key] = row, cell
        elif held[1][5] == cell[5]:
            reader.report.unchanged += 1
        else:
            twice.add(key)
            reader.report.refuse(row, Problem("OBS-018", row=held[0].number), VALUE)
    for key in twice:
        first = cells.pop(key)[0]
        reader.report.refuse(first, Problem("OBS-018", row=first.number), VALUE)
    return list(cells.values())


def placed_row(reader: Reader, row: Row) -> tuple[Row, Indicator, Period] | None:
    """A row with its indicator and period; None where it is refused for one of them."""
    column = INDICATOR
    try:
        indicator = reader.indicator(row.indicator)
        column = PERIOD
        period = reader.period(row.period, indicator.calendar)
        reader.once(("use", indicator.pk, period.pk), lambda: require_in_use(indicator, period))
    except Problem as problem:
        reader.report.refuse(row, problem, column)
        return None
    return row, indicator, period


def find_units(reader: Reader, placed: list[tuple[Row, Indicator, Period]]) -> None:
    """Look up every unit that the rows name, day by day: as it stood at the end of its period (not after today)."""
    days: dict[date, set[str]] = {}
    for row, _indicator, period in placed:
        days.setdefault(min(period.cut, reader.today), set()).add(row.unit)
    for on, texts in sorted(days.items()):
        allowed = units_of_body(actor=reader.actor, body_id=reader.body_id, on=on)
        allowed |= units_before(body_id=reader.body_id, on=on)
        allowed |= frozenset(Unit.objects.on(on).filter(body_id=reader.body_id).values_list("pk", flat=True))
        reader.units |= {
            (text, on): found for text, found in units_suggest(texts=sorted(texts), on=on, within=allowed).items()
        }


def read(reader: Reader, row: Row, indicator: Indicator, period: Period) -> tuple[Any, ...] | None:
    """One row as the columns of `INCOMING`; None where it is refused."""
    column = UNIT
    try:
        unit = reader.unit(row.unit, min(period.cut, reader.today))
        state = reader.state(indicator, unit)
        column = DIMS
        dims = reader.once(("dims", indicator.pk, row.dims), lambda: dims_read(row.dims, indicator.dimensions))
        column = ROLE
        reader.once(("role", row.role), lambda: require_role(row.role))
        column = VALUE
        amount = amount_in(reader, row, indicator)
    except Problem as problem:
        reader.report.refuse(row, problem, column)
        return None
    note = row.note.strip()[:500]
    return indicator.pk, unit, period.pk, row.role, dims, amount, state, row.as_of, note


def require_role(role: str) -> None:
    """Errors: OBS-020."""
    if role not in Role.values:
        raise Problem("OBS-020", text=role[:60])


def amount_in(reader: Reader, row: Row, indicator: Indicator) -> Decimal | None:
    """The amount in the indicator's unit of measure. Errors: OBS-005, OBS-006, OBS-016, OBS-017."""
    amount = amount_of(row.amount)
    if amount is None:
        if not row.note.strip():
            raise Problem("OBS-006")
        return None
    wanted = indicator.unit_of_measure
    try:
        found = converted(amount, row.measure, wanted)
    except ValueError as error:
        raise Problem("OBS-005", given=row.measure[:60], name=indicator.name, wanted=wanted) from error
    if row.measure and row.measure != wanted:
        reader.once(("said", row.measure, wanted), lambda: say(reader, row.measure, wanted))
    require_possible(indicator, found)
    return found


def say(reader: Reader, given: str, wanted: str) -> None:
    """Note once that amounts were converted."""
    reader.report.said.append(_("Đã đổi số ghi theo “{given}” sang “{wanted}”.").format(given=given, wanted=wanted))


def columns(cells: list[Placed]) -> dict[str, list[Any]]:
    """The rows as the columns of `INCOMING`, numbered by their place."""
    by_name = zip(*(cell for _row, cell in cells), strict=True)
    return {"number": list(range(len(cells)))} | dict(zip(NAMES, map(list, by_name), strict=True))


def write(reader: Reader, cells: list[Placed], file_id: int | None) -> None:
    """Write what differs from what is recorded; refuse what is locked. Two statements whatever the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, columns(cells))
        held = {number: (state, differs) for number, state, differs in cursor.fetchall()}
        wanted = []
        for number, cell in enumerate(cells):
            state, differs = held.get(number, ("", True))
            if not differs:
                reader.report.unchanged += 1
            elif state == "locked":
                refuse_locked(reader, *cell)
            else:
                wanted.append(cell)
        if wanted:
            fields: dict[str, Any] = {
                **columns(wanted),
                "body": reader.body_id,
                "ref": f"figures.import/{reader.report.key}"[:120],
                "file": file_id,
                "at": reader.actor.at,
                "by": reader.actor.label[:200],
            }
            cursor.execute(WRITE, fields)
            reader.report.recorded += cursor.rowcount


def refuse_locked(reader: Reader, row: Row, cell: tuple[Any, ...]) -> None:
    """Note that the cell of a row is locked."""
    indicator = reader.indicator(row.indicator)
    period = reader.period(row.period, indicator.calendar)
    del cell
    reader.report.refuse(row, Problem("OBS-003", name=indicator.name, period=period.label), VALUE)
