"""From a report's figures to observations: the page on which a clerk ticks them, and the way back to the sentence."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.proposals import Proposal, begun, period_choices
from giaoban.occasions.reports.recording import (
    STATES,
    FigureRow,
    RowsRefused,
    figures_record,
    proposed,
    source_ref,
    turned,
)
from giaoban.occasions.reports.selectors import unit_choices
from giaoban.occasions.reports.views.posted import typed
from giaoban.records.figures import selectors as figures
from giaoban.records.figures.matching import SURE, Book
from giaoban.records.figures.measures import counted
from giaoban.records.figures.models import Indicator, IndicatorKind, Observation, Role
from giaoban.records.figures.printing import in_language, shown
from giaoban.records.figures.services import indicator_create

STAY = {"REP-021", "REP-022", "OBS-001", "OBS-013"}
"""Refusals that are told on the page itself."""
DASH = " – "
Words = tuple[str, str]


@dataclass(slots=True)
class Line:
    """One figure on the page: what is proposed or was typed, and what came of it."""

    proposal: Proposal
    ticked: bool
    indicator: str
    unit_id: int
    period: str
    role: str
    value: str
    measure: str
    new_name: str
    new_measure: str
    new_kind: str
    why: str = ""
    recorded: Observation | None = None
    same: bool = False
    creating: bool = False
    words: str = ""
    fitting: bool = False
    """An indicator was found for it: listed first."""

    @property
    def key(self) -> str:
        """The figure's key in the reading."""
        return self.proposal.key


@dataclass(slots=True)
class Ledger:
    """What every line needs to know: the dictionary, the report's own unit, what is recorded already."""

    actor: Actor
    submission: Submission
    indicators: dict[int, Indicator]
    book: Book
    area_id: int
    recorded: dict[int, Observation]
    """What was read in the present file, by its place there."""
    earlier: dict[Words, Observation] = field(default_factory=dict)
    """What was read in files before it, by its words: places in those say nothing here."""
    units: dict[int, frozenset[int]] = field(default_factory=dict)
    taken: set[tuple[int, int, str, str]] = field(default_factory=set)

    def recorded_of(self, proposal: Proposal) -> Observation | None:
        """What was recorded of a figure of the present file."""
        return self.recorded.get(proposal.start) or self.earlier.get(words_of(proposal))

    def unit_for(self, indicator: Indicator | None) -> int:
        """The unit that a figure is most likely for: the one that reports, unless the indicator has only ever been recorded for one
        other, such as the whole area."""
        own = self.submission.unit_id or self.area_id
        if indicator is None:
            return own
        before = self.units.get(indicator.pk, frozenset())
        if own in before or len(before) > 1:
            return own
        return next(iter(before), own)


def named(indicator: Indicator) -> str:
    """An indicator as the list of choices writes it."""
    return f"{indicator.code}{DASH}{indicator.name} ({indicator.unit_of_measure})"


def chosen(text: str, indicators: dict[int, Indicator]) -> Indicator | None:
    """The indicator that was typed or chosen: by its code, else by its whole name; None where there is none or more than one."""
    code = text.partition(DASH)[0].strip().casefold()
    by_code = [row for row in indicators.values() if row.code.casefold() == code]
    by_name = [row for row in indicators.values() if squeeze(row.name) == squeeze(text)]
    found = by_code or by_name
    return found[0] if len(found) == 1 and text.strip() else None


def words_of(proposal: Proposal) -> Words:
    """A figure as it is written, and its sentence."""
    return proposal.quote, f"{proposal.left}{proposal.quote}{proposal.right}"


def ledger_of(actor: Actor, submission: Submission) -> Ledger:
    """Read what the page needs: five queries."""
    indicators, book = figures.book_of(actor, on=actor.on, body_id=submission.body_id)
    rows = [row for row in figures.observations_of_source(actor, source_ref(submission)) if row.span_start is not None]
    recorded = {row.span_start or 0: row for row in rows if row.source_file_id == submission.original_id}
    before = [row for row in rows if row.source_file_id != submission.original_id]
    earlier = {(row.printed, row.quote): row for row in before if row.quote.count(row.printed) == 1}
    units = figures.usual_units(actor, indicators)
    return Ledger(actor, submission, indicators, book, submission.body.area_id, recorded, earlier, units)


def proposed_line(ledger: Ledger, proposal: Proposal) -> Line:
    """A line as the program proposes it. A figure is ticked where its indicator is beyond doubt and nothing speaks against it."""
    found = ledger.book.find(proposal.subject, proposal.unit_of_measure, limit=1)
    likely = ledger.indicators[found[0].indicator] if found else None
    unit_id = ledger.unit_for(likely)
    old = ledger.recorded_of(proposal)
    if old is not None:
        likely, unit_id = ledger.indicators.get(old.indicator_id, likely), old.unit_id
    period, role = (old.period.code, old.role) if old else (proposal.period, proposal.role)
    value = value_in(proposal, likely)
    same = old is not None and shown(old) == value
    address = (likely.pk if likely else 0, unit_id, period, role)
    sure = likely is not None and found and found[0].score >= SURE and begun(period, ledger.actor.on)
    ticked = bool(sure and not same and not proposal.blocked and not proposal.change and address not in ledger.taken)
    if ticked:
        ledger.taken.add(address)
    return Line(
        proposal=proposal,
        ticked=ticked,
        indicator=named(likely) if likely else "",
        unit_id=unit_id,
        period=period,
        role=role,
        value=value,
        measure=likely.unit_of_measure if likely else proposal.written,
        new_name=new_name(proposal),
        new_measure=proposal.written,
        new_kind="rate" if proposal.unit_of_measure == "%" else "sum",
        recorded=old,
        same=same,
        fitting=likely is not None,
    )


def new_name(proposal: Proposal) -> str:
    """What a new indicator for the figure may be called: what is counted, then what the report says of it: "Hồ sơ trả sớm hạn"."""
    subject, unit = proposal.subject, proposal.written
    said = squeeze(unit) in squeeze(subject)
    name = subject if said or not subject or not counted(unit) else f"{unit} {subject[:1].lower()}{subject[1:]}"
    return name[:1].upper() + name[1:300]


def value_in(proposal: Proposal, indicator: Indicator | None) -> str:
    """The value as it would be recorded, in the indicator's unit of measure; as the report has it where none is known."""
    return shown(
        Observation(
            amount=turned(proposal, indicator, proposal.amount),
            low=turned(proposal, indicator, proposal.low),
            high=turned(proposal, indicator, proposal.high),
            comparator=proposal.comparator,
        )
    )


def typed_line(request: HttpRequest, line: Line) -> Line:
    """The line as it was sent."""
    key = line.key
    if f"ky-{key}" not in request.POST:
        return line
    line.ticked = key in request.POST.getlist("ghi")
    line.fitting = f"nhom-{key}" in request.POST
    line.indicator = typed(request, f"chi-tieu-{key}", 400)
    unit = typed(request, f"don-vi-{key}", 20)
    line.unit_id = int(unit) if unit.isdecimal() else 0
    line.period, line.role = typed(request, f"ky-{key}", 40), typed(request, f"loai-{key}", 10)
    line.new_name = typed(request, f"ten-{key}", 300)
    line.new_measure = typed(request, f"dvt-{key}", 60)
    line.new_kind = typed(request, f"kieu-{key}", 10)
    return line


@require_http_methods(["GET", "POST"])
@login_required
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick the figures to record; "lap" creates an indicator for one of them and comes back with it chosen."""
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    access.require_anywhere(actor, "figures.record")
    found = proposed(submission)
    ledger = ledger_of(actor, submission)
    lines = [typed_line(request, proposed_line(ledger, proposal)) for proposal in found]
    trouble = ""
    if request.method == "POST":
        try:
            if "lap" in request.POST:
                create(request, ledger, lines)
            else:
                return told(request, submission, lines, ledger)
        except Problem as problem:
            if problem.code not in STAY:
                raise
            trouble = problem.sentence(request.LANGUAGE_CODE)
            refuse(request, lines, problem)
    status = 422 if trouble and not getattr(request, "htmx", False) else 200
    return render(request, "reports/observations.html", context(request, ledger, lines, trouble), status=status)


def context(request: HttpRequest, ledger: Ledger, lines: list[Line], trouble: str) -> dict[str, Any]:
    """What the page shows."""
    submission, actor = ledger.submission, ledger.actor
    units = [(ledger.area_id, unit_name(unit=ledger.area_id, on=actor.on)), *unit_choices(actor)]
    if submission.unit_id and submission.unit_id not in dict(units):
        units.append((submission.unit_id, unit_name(unit=submission.unit_id, on=actor.on)))
    proposals = [line.proposal for line in lines]
    periods = period_choices(submission.period, proposals)
    periods += sorted({(line.recorded.period.code, line.recorded.period.label) for line in lines if line.recorded})
    periods = [(code, in_language(label)) for code, label in periods]
    roles = {code: str(word) for code, word in Role.choices}
    for line in lines:
        named_unit, named_period = dict(units).get(line.unit_id, ""), dict(periods).get(line.period, "")
        whole = named_unit and named_period and line.role in roles
        line.words = f"{named_unit} · {named_period} · {roles[line.role].lower()}" if whole else ""
    return {
        "submission": submission,
        "lines": lines,
        "groups": [(True, [x for x in lines if x.fitting]), (False, [x for x in lines if not x.fitting])],
        "trouble": trouble,
        "refused": [line for line in lines if line.why],
        "choices": sorted(named(row) for row in ledger.indicators.values()),
        "units": list(dict(units).items()),
        "periods": list(dict(periods).items()),
        "roles": Role.choices,
        "kinds": IndicatorKind.choices,
        "ticked": sum(line.ticked for line in lines),
        "done": sum(line.same for line in lines),
        "open": submission.state in STATES,
        "may_create": "figures.edit" in access.verbs_anywhere(actor),
    }


def told(request: HttpRequest, submission: Submission, lines: list[Line], ledger: Ledger) -> HttpResponse:
    """Record what is ticked and say what came of it. Errors: as `figures_record`."""
    rows = []
    for line in lines:
        if line.ticked:
            indicator = chosen(line.indicator, ledger.indicators)
            number = indicator.pk if indicator else None
            role = line.role if line.role in Role.values else "actual"
            rows.append(
                FigureRow(figure=line.key, indicator_id=number, unit_id=line.unit_id, period=line.period, role=role)
            )
    if not rows:
        messages.warning(request, _("Chưa đánh dấu số nào để ghi."))
        return redirect("reports:observations", pk=submission.pk)
    made = figures_record(actor=ledger.actor, submission=submission, rows=rows)
    same = len(made.observations) - len(made.new)
    said = _("Đã ghi {new} số liệu vào sổ.").format(new=len(made.new))
    if same:
        said += " " + _("{same} số đã có từ trước, không thay đổi.").format(same=same)
    messages.success(request, said)
    return redirect("reports:observations", pk=submission.pk)


def create(request: HttpRequest, ledger: Ledger, lines: list[Line]) -> None:
    """Create the indicator that one line asks for, and choose it there. Errors: ACC-001, OBS-001, OBS-013."""
    line = next((line for line in lines if line.key == typed(request, "lap", 20)), None)
    if line is None:
        return
    line.creating = True
    subject = line.proposal.subject
    made = indicator_create(
        actor=ledger.actor,
        body_id=ledger.submission.body_id,
        name=line.new_name,
        unit_of_measure=line.new_measure,
        kind=line.new_kind if line.new_kind in IndicatorKind.values else "sum",
        aliases=[subject] if is_free(ledger.book, subject, line) else [],
    )
    ledger.indicators[made.pk] = made
    line.creating, line.ticked, line.indicator = False, not line.proposal.blocked, named(made)
    line.value, line.measure = value_in(line.proposal, made), made.unit_of_measure
    messages.success(request, _("Đã lập chỉ tiêu {name}.").format(name=named(made)))


def is_free(book: Book, subject: str, line: Line) -> bool:
    """True where the report's words mean no indicator of that unit of measure yet."""
    found = book.find(subject, line.new_measure, limit=1)
    return len(subject.split()) > 1 and not (found and squeeze(found[0].by) == squeeze(subject))


def refuse(request: HttpRequest, lines: list[Line], problem: Problem) -> None:
    """Say at each row why it was refused."""
    rows = problem.rows if isinstance(problem, RowsRefused) else {}
    for line in lines:
        if line.key in rows:
            line.why = rows[line.key].sentence(request.LANGUAGE_CODE)
        elif line.creating:
            line.why = problem.sentence(request.LANGUAGE_CODE)


@require_GET
@login_required
def place(request: HttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """Lead from an observation to its sentence on the report's page; to the top of the page where the text is no longer there."""
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    rows = list(figures.observations_of_source(actor, source_ref(submission)).filter(span_start=start, span_end=end))
    earlier = bool(rows) and all(row.source_file_id != submission.original_id for row in rows)
    key = figure_like(submission, rows[0]) if earlier else figure_at(submission, start, end)
    return redirect(reverse("reports:review", args=[pk]) + (f"#p-{key}" if key else ""))


def figure_like(submission: Submission, recorded: Observation) -> str:
    """The key of the figure that is written as one of an earlier file was: in the same sentence where that is there, else the nearest."""
    if selectors.latest_reading(submission) is None:
        return ""
    same = [proposal for proposal in proposed(submission) if proposal.quote == recorded.printed]
    found = [proposal for proposal in same if words_of(proposal)[1] == recorded.quote] or same
    return min(found, key=lambda p: (abs(p.start - (recorded.span_start or 0)), p.start)).key if found else ""


def figure_at(submission: Submission, start: int, end: int) -> str:
    """The key, in the latest reading, of the figure that stood at a place when it was recorded: the nearest with the same words."""
    readings = list(submission.readings.order_by("-version"))
    if not readings:
        return ""
    rows = readings[0].data["figures"]
    for reading in readings:
        old = [row for row in reading.data["figures"] if (row["start"], row["end"]) == (start, end)]
        same = [row for row in rows if old and row["quote"] == old[0]["quote"]]
        if same:
            return str(min(same, key=lambda row: abs(row["start"] - start))["id"])
    return ""
