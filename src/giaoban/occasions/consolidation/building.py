"""From a template and what units reported to the blocks of a report. Makes rows and stores none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from giaoban.ground.access import Actor
from giaoban.kernel.quantity import find_figures
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation.figures import Book, charts_of, table_of
from giaoban.occasions.consolidation.models import WORDS, Block, Consolidated
from giaoban.occasions.consolidation.outline import NUMBER, outline
from giaoban.occasions.consolidation.sections import Section, wanted_of
from giaoban.occasions.reports.models import Reading, Submission
from giaoban.occasions.reports.proposals import Proposal
from giaoban.records.figures.models import Observation

STEP = 10
"""Between the orders of two blocks, so that one can come between without the others moving."""
NO_OBSERVATION = 0
"""Of a number that stands in the words only."""
UNIT, PART = 2, 3
"""Levels of headings: of a unit, and of a part of its report."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit's report that is taken in: its text as read, the observations recorded from it, and the figures corrected in its review."""

    submission: Submission
    unit: str
    reading: Reading
    observations: Sequence[Observation]
    corrected: Sequence[Proposal] = ()


class Builder:
    """Makes the blocks of one report; `stamp` says who."""

    def __init__(self, actor: Actor, report: Consolidated, sections: Sequence[Section]) -> None:
        self.actor, self.report, self.sections = actor, report, sections

    def block(self, section: str, kind: str, text: str = "", **more: object) -> Block:
        """A block without an order."""
        return Block(
            report=self.report,
            section=section,
            kind=kind,
            text=text[:WORDS],
            order=0,
            changed_at=self.actor.at,
            changed_by=self.actor.label[:200],
            **more,
        )

    def of_figures(self, section: Section, book: Book) -> list[Block]:
        """The table or the charts of a section; none where nothing is on record."""
        if section.kind == "table":
            data = table_of(book, section.indicators)
            return [self.block(section.key, "table", "", data=data)] if data["rows"] else []
        return [
            self.block(section.key, "chart", f"{chart['name']} ({chart['unit']})", data=chart)
            for chart in charts_of(book, section.indicators)
        ]

    def of_report(self, taken: Taken) -> dict[str, list[Block]]:
        """The paragraphs of a unit's report by section: under the unit's name, each with its place in the text and its figures."""
        text = taken.reading.text
        places = [
            (o.span_start, o.span_end, o.pk)
            for o in taken.observations
            if o.span_start is not None and o.span_end is not None
        ]
        found: dict[str, list[Block]] = {}
        shared = {"unit": taken.submission.unit, "submission": taken.submission, "reading": taken.reading}
        for piece in outline(text, wanted_of(self.sections)).pieces:
            rows = found.get(piece.section)
            if rows is None:
                rows = found[piece.section] = [
                    self.block(piece.section, "heading", taken.unit, data={"level": UNIT}, **shared)
                ]
            start = piece.start
            if piece.heading and (number := NUMBER.match(text, start, piece.end)):
                start = number.end()
            inside = [(a - start, b - start, o) for a, b, o in places if start <= a and b <= piece.end]
            mended = [each for each in taken.corrected if start <= each.start and each.end <= piece.end]
            words, fields = corrected(text[start : piece.end], inside, mended, start)
            rows.append(
                self.block(
                    piece.section,
                    "heading" if piece.heading else "paragraph",
                    words,
                    fields=marks.stored(fields),
                    data={"level": PART} if piece.heading else {},
                    source_start=start,
                    source_end=piece.end,
                    **shared,
                )
            )
        return found

    def whole(self, book: Book, taken: Iterable[Taken]) -> list[Block]:
        """Every block of a new report in order."""
        reports = [self.of_report(each) for each in taken]
        made: list[Block] = []
        for section in self.sections:
            if section.own:
                made.append(self.block(section.key, "paragraph", section.own))
            if section.kind != "text":
                made += self.of_figures(section, book)
                continue
            for each in reports:
                made += each.get(section.key, [])
        return ordered(made)


def corrected(
    words: str, inside: Sequence[tuple[int, int, int]], mended: Sequence[Proposal], start: int
) -> tuple[str, list[marks.Field]]:
    """A paragraph with the numbers that the review gave in place of those printed, and the fields of its observations.

    A number that was recorded keeps its words: it is compared with its observation, and taken anew with the others.
    """
    fields = marks.linked(words, inside)
    figures = find_figures(words)
    every, new = list(fields), {}
    for each in mended:
        for place in marks.linked(words, [(each.start - start, each.end - start, NO_OBSERVATION)]):
            figure = marks.figure_at(words, place, figures)
            if figure is None or any(one.start < place.end and place.start < one.end for one in every):
                continue
            known = marks.Recorded(NO_OBSERVATION, NO_OBSERVATION, 0, "", each.unit_of_measure, each.amount)
            every.append(place)
            new[place] = marks.reprinted(words, place, known, figure).removeprefix("-")
    every.sort(key=lambda one: one.start)
    told = {number: (new[one], NO_OBSERVATION) for number, one in enumerate(every) if one in new}
    said, placed = marks.replaced(words, every, told)
    return said, [one for one in placed if one.observation != NO_OBSERVATION]


def ordered(blocks: Sequence[Block], *, after: int = 0) -> list[Block]:
    """The blocks, each with its order."""
    for place, block in enumerate(blocks, 1):
        block.order = after + place * STEP
    return list(blocks)
