"""Charts as plain values: what a table says, drawn. Pure; the drawing itself is the browser's (`giaoban/js/chart.js`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

Look = Literal["line", "dash", "bar", "limit", "mark"]
Kind = Literal["line", "bar", "hbar"]
WIDTH, HEIGHT, EDGE = 120, 32, 3
"""Of a small drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure. value None: there is none, which is a gap and never zero. words: as people write it; url: where it comes from."""

    value: Decimal | None = None
    words: str = ""
    url: str = ""
    remark: str = ""

    @property
    def plain(self) -> str:
        """The number for the script, "" for a gap."""
        return "" if self.value is None else format(self.value, "f")


GAP = Point()


@dataclass(frozen=True, slots=True)
class Series:
    """A line or a row of bars; as many points as the chart has labels."""

    name: str
    points: tuple[Point, ...]
    look: Look = "line"

    @property
    def empty(self) -> bool:
        """Whether it holds no figure at all."""
        return all(point.value is None for point in self.points)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the table behind it. head: the title of the labels' column; file: the name of its picture."""

    kind: Kind
    title: str
    head: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    note: str = ""
    as_of: str = ""
    file: str = "bieu-do"

    @property
    def rows(self) -> list[tuple[str, list[Point]]]:
        """Lines of the table behind it."""
        return [(label, [each.points[place] for each in self.series]) for place, label in enumerate(self.labels)]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(each.empty for each in self.series)

    @property
    def description(self) -> str:
        """What is read aloud in place of the drawing: what is shown, and of each series its ends and its newest figure."""
        kind = _("Biểu đồ đường") if self.kind == "line" else _("Biểu đồ cột")
        told = [f"{kind}: {self.title}."]
        if self.labels and self.kind != "hbar":
            told.append(_("Từ {first} đến {last}.").format(first=self.labels[0], last=self.labels[-1]))
        shared = any(each.look == "limit" for each in self.series)  # a label has its bar in one of two series
        told += [
            said(each, self.labels, newest=self.kind != "hbar", gaps=not shared)
            for each in self.series
            if not each.empty
        ]
        told.append(_("Bảng số liệu ở ngay dưới biểu đồ; phím mũi tên đọc từng dòng."))
        return " ".join(told)


def said(series: Series, labels: Sequence[str], *, newest: bool, gaps: bool = True) -> str:
    """One series in a sentence: "Thực hiện: thấp nhất 590 (01/2026), cao nhất 987 (09/2026), mới nhất 882 (10/2026), 1 kỳ không có số." """
    known = [
        (point.value, point.words, label)
        for point, label in zip(series.points, labels, strict=True)
        if point.value is not None
    ]
    low, high, last = min(known, key=lambda k: k[0]), max(known, key=lambda k: k[0]), known[-1]
    if low[0] == high[0]:
        parts = [_("{words} ở mọi kỳ có số").format(words=low[1])] if newest else [low[1]]
    else:
        parts = [
            _("thấp nhất {words} ({label})").format(words=low[1], label=low[2]),
            _("cao nhất {words} ({label})").format(words=high[1], label=high[2]),
        ]
        if newest:
            parts.append(_("mới nhất {words} ({label})").format(words=last[1], label=last[2]))
    missing = len(labels) - len(known)
    if missing and gaps:
        parts.append(_("{n} chỗ không có số liệu").format(n=missing))
    return f"{series.name}: {', '.join(parts)}."


@dataclass(frozen=True, slots=True)
class Spark:
    """A small drawing: runs of neighbouring figures as points of polylines, lone figures and the newest one as dots, perhaps a level."""

    runs: tuple[str, ...]
    dots: tuple[tuple[Decimal, Decimal], ...]
    level: Decimal | None = None


Range = tuple[Decimal, Decimal]


def range_of(rows: Sequence[Sequence[Decimal | None]], *levels: Decimal | None) -> Range | None:
    """From the lowest to the highest of all figures, so that several small drawings have one scale; None where there is none."""
    known = [value for row in rows for value in row if value is not None]
    known += [level for level in levels if level is not None and known]
    return (min(known), max(known)) if known else None


def spark(
    values: Sequence[Decimal | None], *, scale: Range | None = None, level: Decimal | None = None
) -> Spark | None:
    """A row of figures, oldest first, as a small drawing of WIDTH x HEIGHT; None where there is no figure. A gap breaks the line."""
    within = scale or range_of([values], level)
    if within is None or all(value is None for value in values):
        return None
    low, high = within
    step = Decimal(WIDTH - 2 * EDGE) / max(1, len(values) - 1)

    def height(value: Decimal) -> Decimal:
        part = (value - low) / (high - low) if high > low else Decimal("0.5")
        return (HEIGHT - EDGE - part * (HEIGHT - 2 * EDGE)).quantize(Decimal("0.1"))

    runs: list[list[tuple[Decimal, Decimal]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(((EDGE + place * step).quantize(Decimal("0.1")), height(value)))
    drawn = [run for run in runs if run]
    dots = [run[0] for run in drawn if len(run) == 1]
    newest = drawn[-1][-1]
    return Spark(
        tuple(" ".join(f"{x},{y}" for x, y in run) for run in drawn if len(run) > 1),
        tuple(dict.fromkeys([*dots, newest])),
        height(level) if level is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a cell of a table: its width of 100, and a tick where something is expected (also of 100); None for no tick."""

    width: Decimal
    tick: Decimal | None = None


def bar(value: Decimal | None, *, most: Decimal, tick: Decimal | None = None) -> Bar | None:
    """How much of `most` a figure is; nothing for a gap or below zero, full above `most`."""
    if value is None or most <= 0:
        return None
    return Bar(part_of(value, most), None if tick is None else part_of(tick, most))


def part_of(value: Decimal, most: Decimal) -> Decimal:
    """value/most in percent between 0 and 100, one decimal place."""
    return min(Decimal(100), max(Decimal(0), value * 100 / most)).quantize(Decimal("0.1"))
