"""Results become figures: total, rank and class of each unit, share of each class in its block; each leads back to the card."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.text import slugify

from giaoban.ground.access import Actor
from giaoban.ground.org.folding import fold
from giaoban.ground.org.models import Unit
from giaoban.kernel.scorecard import CriteriaSet, distribution, shown
from giaoban.occasions.appraisals.models import Appraisal, ScoreSheet
from giaoban.occasions.appraisals.origin import APPRAISALS, SHEETS
from giaoban.records.figures.models import Indicator, Period
from giaoban.records.figures.services import Figure, Source, indicator_create, observations_record, period_of

ONE = "chung"
"""The key of the block where there is only one."""
SINCE = date(2000, 1, 1)
"""The indicators of results hold from here, so that earlier years can be written down."""


@dataclass(frozen=True, slots=True)
class Book:
    """Where results are written: who writes, the set, the period, the indicators made so far."""

    actor: Actor
    appraisal: Appraisal
    found: CriteriaSet
    period: Period

    def indicator(
        self, part: str, name: str, measure: str, direction: str, dimensions: dict[str, list[str]] | None = None
    ) -> Indicator:
        """The indicator of one kind of result, made at its first use."""
        code = f"{self.found.code[:34].upper()}-{part}"
        there = Indicator.objects.filter(body_id=self.appraisal.body_id, code=code).exclude(state="retired").first()
        return there or indicator_create(
            actor=self.actor,
            body_id=self.appraisal.body_id,
            code=code,
            name=f"{name}: {self.found.title}"[:300],
            unit_of_measure=measure,
            kind="rate",
            direction=direction,
            source="Kết quả chấm điểm, xếp loại",
            legal_basis=self.found.basis[:300],
            valid_from=SINCE,
            dimensions=dimensions or {},
        )

    def figure(
        self, indicator: Indicator, unit: Unit, amount: Decimal, *, printed: str, ref: str, dims: str = ""
    ) -> Figure:
        """One figure that is to be written."""
        return Figure(
            indicator=indicator,
            unit=unit,
            period=self.period,
            amount=amount,
            source=Source(kind="register", ref=ref, quote=printed),
            printed=printed,
            dims=dims,
        )


def results_record(appraisal: Appraisal, sheets: Sequence[ScoreSheet], found: CriteriaSet, *, actor: Actor) -> None:
    """Write what was decided. Whoever may decide may publish: the figures' own rights are not asked again.

    An equal figure changes nothing, another becomes its next revision. Errors: OBS-003 over a locked figure, OBS-012 for a foreign unit.
    """
    writer = Actor.system(actor.label, at=actor.at)
    book = Book(writer, appraisal, found, period_of(appraisal.period))
    order = [band.code for band in found.bands]
    titles = {band.code: band.title for band in found.bands}
    score_measure = "tiêu chí" if found.scale == "met" else "điểm"
    kinds = {
        "DIEM": book.indicator("DIEM", "Điểm", score_measure, "up"),
        "HANG": book.indicator("HANG", "Thứ hạng", "hạng", "down"),
        "LOAI": book.indicator("LOAI", "Mức xếp loại (1 là cao nhất)", "mức", "down"),
    }
    units = Unit.objects.in_bulk({sheet.unit_id for sheet in sheets})
    figures: list[Figure] = []
    for sheet in sheets:
        ref, unit = f"{SHEETS}/{sheet.pk}", units[sheet.unit_id]
        if sheet.total is not None:
            figures.append(
                book.figure(kinds["DIEM"], unit, sheet.total, printed=f"{shown(sheet.total)} {score_measure}", ref=ref)
            )
        if sheet.rank is not None:
            figures.append(book.figure(kinds["HANG"], unit, Decimal(sheet.rank), printed=f"hạng {sheet.rank}", ref=ref))
        if sheet.band:
            place = Decimal(order.index(sheet.band) + 1)
            figures.append(book.figure(kinds["LOAI"], unit, place, printed=f"loại {titles[sheet.band]}", ref=ref))
    observations_record(actor=writer, figures=[*figures, *shares(book, sheets, order, titles)])


def shares(book: Book, sheets: Sequence[ScoreSheet], order: list[str], titles: dict[str, str]) -> Iterator[Figure]:
    """The share of each class in each block, for the body's area; the block and class are keys of the figure."""
    keys: dict[str, list[str]] = {"khoi": [], "loai": []}
    indicator = book.indicator("TYLE", "Tỷ lệ đơn vị theo mức xếp loại", "%", "none", keys)
    given: dict[str, list[str]] = defaultdict(list)
    for sheet in sheets:
        if sheet.band:
            given[sheet.block].append(sheet.band)
    for block, bands in given.items():
        for share in distribution(order, bands):
            yield book.figure(
                indicator,
                book.appraisal.body.area,
                share.percent,
                printed=f"{titles[share.code]}: {share.count}/{share.whole} = {shown(share.printed)} %",
                ref=f"{APPRAISALS}/{book.appraisal.pk}",
                dims=f"khoi={slugify(fold(block))[:40] or ONE};loai={share.code}",
            )
