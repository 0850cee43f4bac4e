"""The one door of the room: a text -> what the reader proposes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from giaoban.kernel.checks import Known, check
from giaoban.kernel.checks.model import Finding, Passage, Relation
from giaoban.kernel.extract.model import serial_places
from giaoban.kernel.extract.typed import in_rows, typed_tables
from giaoban.kernel.quantity import DEFAULT as QUANTITIES
from giaoban.kernel.quantity import Lexicon as QuantityLexicon
from giaoban.kernel.quantity import find_figures, find_furniture
from giaoban.kernel.quantity.fixed import changed
from giaoban.kernel.reading.agenda import find_agenda, find_decisions
from giaoban.kernel.reading.difficulties import DifficultyReader
from giaoban.kernel.reading.header import HeaderReader, letter_place
from giaoban.kernel.reading.lexicon import Lexicon, default_lexicon
from giaoban.kernel.reading.model import AgendaItem, Deadline, Decision, Difficulty, Header, Person, Reading, Task
from giaoban.kernel.reading.offsets import compose
from giaoban.kernel.reading.orders import OrderReader
from giaoban.kernel.reading.owners import Owners
from giaoban.kernel.reading.people import Mention, mentions, roll
from giaoban.kernel.reading.scanned import tempered
from giaoban.kernel.reading.sentences import paragraphs, split, unwrapped
from giaoban.kernel.reading.tabled import addressed, grids, headed, units_in_heads
from giaoban.kernel.reading.units import UnitFinder
from giaoban.kernel.reading.words import Words
from giaoban.kernel.reading.zones import Zone, ZoneFinder

if TYPE_CHECKING:
    from giaoban.kernel.extract.model import Table
    from giaoban.kernel.quantity import Figure

Quoted = TypeVar("Quoted", Task, Decision, Difficulty, Deadline)
Spans = tuple[tuple[int, int], ...]


class HasText(Protocol):
    """Anything with the text of a file, e.g. the document of `kernel/extract`."""

    @property
    def text(self) -> str:
        """The whole text; offsets of a reading count its code points."""


def read(
    doc: str | HasText,
    *,
    lexicon: Lexicon | None = None,
    on: date | None = None,
    held_on: date | None = None,
    period: str | None = None,
    known: Known | None = None,
    quantities: QuantityLexicon = QUANTITIES,
) -> Reading:
    """What a session report says: header, people, units, agenda, figures with their relations and findings, tasks, difficulties, decisions.

    `doc` is a text or a document with a text (its `serials`, row numbers of tables, are no figures; its `doubtful` places of a
    scan make nothing fail); every offset counts code points of it
    and every quote equals text[start:end]. `lexicon` holds the cue words (the room's own where None); `on` is the day of reading, used only
    where the text prints a date without any year; `held_on` is the day of the meeting where the caller knows it: deadlines count from it,
    whatever the text says; `period` ("2026-11") is what the caller was told that the report is for: figures that name no period
    are of it, whatever the title says (the header keeps that); `known` is what is on record, to compare the figures with;
    `quantities` the words of the figure reader. Pure, deterministic, linear in the length of the text;
    never raises for any text. Source: ../shared/checking.md 4 and 5.1.
    """
    given = doc if isinstance(doc, str) else doc.text
    reader = _Reader(
        given,
        lexicon or default_lexicon(),
        on=on,
        held_on=held_on,
        period=period,
        known=known or Known(),
        quantities=quantities,
        serials=_spans(doc, "serials"),
        doubtful=_spans(doc, "doubtful"),
        tables=None if isinstance(doc, str) else getattr(doc, "tables", None),
    )
    return reader.reading()


def _spans(doc: str | HasText, name: str) -> Spans:
    """The places that a document names so; a bare text names none."""
    return () if isinstance(doc, str) else tuple(getattr(doc, name, ()))


class _Reader:
    """Reads one composed text and puts every span back into the text as given."""

    def __init__(
        self,
        given: str,
        lexicon: Lexicon,
        *,
        on: date | None,
        held_on: date | None,
        period: str | None,
        known: Known,
        quantities: QuantityLexicon,
        serials: Spans,
        doubtful: Spans,
        tables: Sequence[Table] | None,
    ) -> None:
        self.given = given
        self.composed = composed = compose(given)
        # Their offsets are those of the text as given: of use only where the text is read as it is.
        self.serials, self.doubtful = (serials, doubtful) if composed.back is None else ((), ())
        self.on, self.held_on, self.period, self.known = on, held_on, period, known
        self.quantities = quantities
        self.tables = (typed_tables(composed.text) if tables is None else tables) if composed.back is None else ()
        if tables is None:
            self.serials = tuple(cell for table in self.tables for cell in serial_places(table))
        text = in_rows(composed.text, self.tables)
        spans = paragraphs(text)
        self.text = unwrapped(text, spans)
        self.furniture = find_furniture(self.text)
        self.words = Words(self.text, lexicon)
        self.sentences = [s for s in split(self.text, spans) if not _inside(s.start, s.end, self.furniture)]

    def reading(self) -> Reading:
        words, text = self.words, self.text
        place = letter_place(text)
        people = [m for m in mentions(words) if not words.at("people.never", m.name_at) and m.person.name != place]
        shown = [m for m in people if not _inside(m.person.start, m.person.end, self.furniture)]
        header_reader = HeaderReader(words, self.sentences, shown, on=self.on, furniture=self.furniture)
        header = header_reader.read()
        zones = ZoneFinder(words, shown, header_reader.lead[0]).find(self.sentences)
        tasks, promises = OrderReader(words, self.held_on or header.held_on).read(zones)
        if not tasks and header.kind == "other":
            zones = ZoneFinder(words, shown, header_reader.lead[0], lenient=True).find(self.sentences)
            tasks, promises = OrderReader(words, self.held_on or header.held_on).read(zones)
        difficulties = self._difficulties(zones, tasks, shown, header)
        decisions = _apart(
            sorted([*promises, *find_decisions(words, self.sentences)], key=lambda d: (d.start, -d.end)), tasks
        )
        period = self.period or header.period
        figures = find_figures(
            text,
            lexicon=self.quantities,
            exclude=sorted({*self.furniture, *self.serials, *units_in_heads(text, self.tables)}),
            default_period=period,
            orders=[(task.start, task.end) for task in tasks],
        )
        figures = headed(text, figures, self.tables, period)
        checked = check(Passage(text, figures, header.held_on, period, grids(self.tables)), known=self.known)
        if self.doubtful:
            checked = tempered(checked, figures, self.doubtful)
        finder = UnitFinder(words, frozenset(m.name_at for m in people))
        named = finder.mentions()
        owners = Owners(words, named)
        return Reading(
            text=self.given,
            header=self._header(header),
            attendees=tuple(self._person(person) for person in roll(shown)),
            units=finder.find(named),
            agenda=tuple(self._agenda_item(item) for item in find_agenda(words, self.sentences, header_reader.lead)),
            figures=tuple(self._figure(figure, owners.of(figure)) for figure in figures),
            relations=tuple(self._relation(relation) for relation in checked.relations),
            findings=tuple(self._finding(finding) for finding in addressed(checked.findings, self.tables)),
            tasks=tuple(self._task(task) for task in tasks),
            difficulties=tuple(self._quoted(difficulty) for difficulty in difficulties),
            decisions=tuple(self._quoted(decision) for decision in decisions),
        )

    def _difficulties(
        self, zones: Sequence[Zone], tasks: Sequence[Task], people: Sequence[Mention], header: Header
    ) -> tuple[Difficulty, ...]:
        chair = header.chair or header.directing_speaker
        who = f"{chair.name} - {chair.positions[-1]}" if chair and chair.positions else chair.name if chair else None
        ordered = [zone.sentence.start for zone in zones if zone.kind == "conclusion"]
        return DifficultyReader(self.words, people, ordered, who, [task.start for task in tasks]).read(self.sentences)

    def _quoted(self, item: Quoted) -> Quoted:
        start, end = self.composed.span(item.start, item.end)
        quote = self.given[start:end]
        if start == item.start and quote == item.quote:
            return item
        return replace(item, quote=quote, start=start, end=end)

    def _task(self, task: Task) -> Task:
        quoted = self._quoted(task)
        deadline = self._quoted(task.deadline) if task.deadline else None
        return quoted if deadline is task.deadline else replace(quoted, deadline=deadline)

    def _person(self, person: Person) -> Person:
        if self.composed.back is None:
            return person
        start, end = self.composed.span(person.start, person.end)
        return replace(person, start=start, end=end)

    def _header(self, header: Header) -> Header:
        return replace(
            header,
            chair=self._person(header.chair) if header.chair else None,
            co_chairs=tuple(self._person(person) for person in header.co_chairs),
            directing_speaker=self._person(header.directing_speaker) if header.directing_speaker else None,
        )

    def _agenda_item(self, item: AgendaItem) -> AgendaItem:
        start, end = self.composed.span(item.start, item.end)
        return AgendaItem(self.given[start:end], start, end)

    def _figure(self, figure: Figure, owner: str) -> Figure:
        if self.composed.back is None:
            return changed(figure, owner=owner) if owner else figure
        start, end = self.composed.span(figure.start, figure.end)
        num_start, num_end = self.composed.span(figure.num_start, figure.num_end)
        return replace(figure, start=start, end=end, num_start=num_start, num_end=num_end, owner=owner)

    def _relation(self, relation: Relation) -> Relation:
        if self.composed.back is None:
            return relation
        return replace(relation, listed_spans=tuple(self.composed.span(*span) for span in relation.listed_spans))

    def _finding(self, finding: Finding) -> Finding:
        if self.composed.back is None:
            return finding
        return replace(finding, spans=tuple(self.composed.span(*span) for span in finding.spans))


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """True where text[start:end] lies in one of the spans, which are in order and apart."""
    before = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return before >= 0 and end <= spans[before][1]


def _apart(decisions: Sequence[Decision], tasks: Sequence[Task]) -> list[Decision]:
    """Decisions that overlap neither each other nor a task."""
    kept: list[Decision] = []
    starts = [task.start for task in tasks]
    done = 0
    for decision in decisions:
        before = bisect_left(starts, decision.end) - 1
        if decision.start >= done and not (before >= 0 and tasks[before].end > decision.start):
            kept.append(decision)
            done = decision.end
    return kept
