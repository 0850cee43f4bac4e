"""Paragraphs of units' reports of the months (and quarters) inside a longer period, offered under the unit with their period: a person
chooses. Reads only.

A number that is on record becomes that of the longer period, put together as its indicator says: but only where the sentence names no month
or quarter of its own ("riêng tháng 7 thu 882 triệu đồng" stays as it was written). Rules: docs/dev/algorithms/consolidation.md.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.folding import fold
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.calendar import Period, parse_period
from giaoban.kernel.quantity import find_figures
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation import figures
from giaoban.occasions.consolidation.models import Block, Consolidated
from giaoban.occasions.consolidation.outline import outline
from giaoban.occasions.consolidation.sections import live, sections_of, wanted_of
from giaoban.occasions.consolidation.selectors import over, period_of
from giaoban.occasions.reports.models import Reading, Submission
from giaoban.occasions.reports.recording import source_ref
from giaoban.records.figures.models import Observation

OWN_PERIOD = re.compile(r"\b(?:thang|quy|tuan|ngay)\b")
"""Words of a sentence, without accents, that say of which part of the period it speaks."""
SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\d)[^.;!?\n]+)*")


@dataclass(frozen=True, slots=True)
class Offer:
    """One paragraph. `key`: for choosing it; `text` and `fields`: as it would be taken; `before`: as the unit wrote it; `context`: the
    heading above it; `inside`: it is in the report already."""

    key: str
    section: str
    submission: Submission
    reading: Reading
    start: int
    end: int
    before: str
    text: str
    fields: tuple[marks.Field, ...]
    context: str = ""
    inside: bool = False


@dataclass(slots=True)
class Offered:
    """The paragraphs of one report of a part of the period, for one section."""

    period: Period
    offers: list[Offer] = field(default_factory=list)


def is_longer(report: Consolidated) -> bool:
    """Whether a report's period holds others that units report of."""
    return period_of(report).kind in {"quarter", "half", "nine_months", "year"}


def keys_inside(period: Period) -> list[str]:
    """The keys of the months, quarters and halves inside a period, the period itself left out."""
    year = period.last.year
    known = [f"{year:04d}-{month:02d}" for month in range(1, 13)]
    known += [f"{year:04d}-Q{number}" for number in range(1, 5)] + [f"{year:04d}-H{number}" for number in (1, 2)]
    return [key for key in known if key != period.key and period.contains(parse_period(key))]


def reports_inside(actor: Actor, report: Consolidated) -> list[Submission]:
    """The accepted reports of the parts of a report's period, of each unit and part the last one, by period. One query."""
    keys = keys_inside(period_of(report))
    rows = Submission.objects.filter(
        body=report.body_id, period__in=keys, state="accepted", unit__isnull=False, unreadable_code=""
    )
    last: dict[tuple[int, str], Submission] = {}
    for row in access.visible(actor, "reports.view", rows).order_by("received_at", "pk"):
        last[row.unit_id or 0, row.period] = row
    return sorted(last.values(), key=lambda row: (parse_period(row.period).start, parse_period(row.period).end, row.pk))


def units_inside(actor: Actor, report: Consolidated) -> list[tuple[int, str, int]]:
    """(unit, its name, how many of its reports) by name. Two queries."""
    count: dict[int, int] = {}
    for row in reports_inside(actor, report):
        count[row.unit_id or 0] = count.get(row.unit_id or 0, 0) + 1
    names = unit_names(units=set(count), on=actor.on)
    found = [(unit, names.get(unit, ""), number) for unit, number in count.items()]
    return sorted(found, key=lambda row: (sort_key(row[1]), row[0]))


def offers_of(actor: Actor, report: Consolidated, unit: int, book: figures.Book) -> dict[str, list[Offered]]:
    """What a unit wrote in the parts of the period, by section and period. Five queries whatever its reports."""
    rows = [row for row in reports_inside(actor, report) if row.unit_id == unit]
    readings: dict[int, Reading] = {}
    for reading in Reading.objects.filter(submission__in=rows).order_by("version"):
        readings[reading.submission_id] = reading
    by_ref = {source_ref(row): row.pk for row in rows}
    told = Observation.objects.filter(source_ref__in=list(by_ref)).select_related("period").order_by("revision", "pk")
    recorded: dict[int, dict[tuple[object, ...], Observation]] = {}
    for one in access.visible(actor, "figures.view", told):
        cell = (one.indicator_id, one.unit_id, one.period_id, one.role, one.dims)
        recorded.setdefault(by_ref[one.source_ref], {})[cell] = one
    inside = set(
        Block.objects.filter(report=report, submission__in=rows, removed=False).values_list(
            "submission", "source_start"
        )
    )
    found: dict[str, list[Offered]] = {}
    for row in rows:
        known = readings.get(row.pk)
        if known is None:
            continue
        maker = Maker(book, period_of(report), row, known, list(recorded.get(row.pk, {}).values()))
        for offer in maker.offers(report, inside):
            place = found.setdefault(offer.section, [])
            if not place or place[-1].period.key != row.period:
                place.append(Offered(parse_period(row.period)))
            place[-1].offers.append(offer)
    return found


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the offers of one report."""

    book: figures.Book
    whole: Period
    submission: Submission
    reading: Reading
    observations: Sequence[Observation]

    def offers(self, report: Consolidated, inside: set[tuple[int, int | None]]) -> Iterable[Offer]:
        """Its paragraphs in order, those in the report already marked so."""
        text = self.reading.text
        by_pk = {one.pk: one for one in self.observations}
        places = [
            (one.span_start, one.span_end, one.pk)
            for one in self.observations
            if one.span_start is not None and one.span_end is not None
        ]
        context: dict[str, str] = {}
        for piece in outline(text, wanted_of(sections_of(live(report.sections)))).pieces:
            words = text[piece.start : piece.end]
            if piece.heading:
                context[piece.section] = words
                continue
            here = [
                (a - piece.start, b - piece.start, pk) for a, b, pk in places if piece.start <= a and b <= piece.end
            ]
            said, fields = self.longer(words, marks.linked(words, here), by_pk)
            yield Offer(
                f"{self.submission.pk}-{piece.start}-{piece.end}",
                piece.section,
                self.submission,
                self.reading,
                piece.start,
                piece.end,
                words,
                said,
                tuple(fields),
                context.get(piece.section, ""),
                (self.submission.pk, piece.start) in inside,
            )

    def longer(
        self, text: str, fields: Sequence[marks.Field], by_pk: Mapping[int, Observation]
    ) -> tuple[str, list[marks.Field]]:
        """A paragraph with its numbers of record as those of the longer period, where its sentence speaks of no part of it."""
        if not fields:
            return text, []
        read = find_figures(text)
        new: dict[int, tuple[str, int]] = {}
        made = list(fields)
        for place, one in enumerate(fields):
            wanted = self.counterpart(by_pk[one.observation])
            if wanted is None or OWN_PERIOD.search(fold(sentence_of(text, one.start))):
                continue
            row = next((row for row in self.book.indicators if row.pk == by_pk[one.observation].indicator_id), None)
            told = over(self.book, row, wanted) if row is not None else None
            if told is not None:
                new[place] = (marks.reprinted(text, one, told, marks.figure_at(text, one, read)), told.latest)
                made[place] = marks.Field(one.start, one.end, told.latest, period=wanted.key)
        return marks.replaced(text, made, new)

    def counterpart(self, observation: Observation) -> Period | None:
        """What the observation's period is in the longer one: the whole for the report's own, since January for the like; else None."""
        if observation.unit_id != self.book.area or observation.dims or observation.role == "plan":
            return None
        own = parse_period(observation.period.key)
        if own.key == self.submission.period:
            return self.whole
        if own.start.month == own.start.day == 1 and own.end == parse_period(self.submission.period).end:
            return figures.so_far(self.whole)
        return None


def sentence_of(text: str, at: int) -> str:
    """The sentence around a place."""
    for found in SENTENCE.finditer(text):
        if found.start() <= at < found.end():
            return found[0]
    return text
