"""Charts as SVG, drawn here so that every format shows the same picture; grey-proof by pattern, readable in print."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from html import escape

from giaoban.kernel.docform.layout import FONTS, clean
from giaoban.kernel.docform.model import Cell, Chart, Column, Field, Row, Run, Series, Table, words
from giaoban.kernel.docform.setting import pictured

WIDE, HIGH = 660, 330
RIGHT, TOP, BOTTOM = 12, 34, 52
LINE = 14
"""Height of a line of words."""
COLOURS = ("#1f4e79", "#c55a11", "#548235", "#7f6000", "#7030a0", "#404040")
NEAT = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 3", "12 4")
PICTURE = b"""#set page(width: 165mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""
TRANSPOSED = 6
"""From how many labels on the table behind a chart has them as rows."""


def number(value: Decimal) -> str:
    """A number as officials write it: 1.234,5."""
    text = f"{value:,f}"
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def described(chart: Chart) -> str:
    """What the chart shows, in words, for who cannot see it."""
    kind = "Biểu đồ cột" if chart.kind == "bar" else "Biểu đồ đường"
    unit = f" ({chart.unit})" if chart.unit else ""
    rows = []
    for each in chart.series:
        pairs = zip(chart.labels, each.values, strict=True)
        values = "; ".join(
            f"{label}: {'chưa có số liệu' if value is None else number(value)}" for label, value in pairs
        )
        rows.append(f"{each.name}: {values}.")
    return clean(f"{kind} {chart.title}{unit}. {' '.join(rows)}").replace("\n", " ")


def chart_table(chart: Chart) -> Table:
    """The numbers of a chart as a table; a missing value is a dash."""
    head = Column(f"({chart.unit})" if chart.unit else "", 14)
    if len(chart.labels) >= TRANSPOSED:
        columns = (head, *(Column(each.name, 10, "right") for each in chart.series))
        rows = [
            Row((Cell(words(label)), *(Cell(value_runs(each, place)) for each in chart.series)))
            for place, label in enumerate(chart.labels)
        ]
    else:
        columns = (head, *(Column(label, 10, "right") for label in chart.labels))
        rows = [
            Row((Cell(words(each.name)), *(Cell(value_runs(each, place)) for place in range(len(chart.labels)))))
            for each in chart.series
        ]
    return Table(chart.id, columns, tuple(rows))


def value_runs(series: Series, place: int) -> tuple[Run, ...]:
    """One value: a field where its observation is known."""
    value = series.values[place]
    shown = "–" if value is None else number(value)
    key = series.keys[place] if series.keys else ""
    return (Field(key, shown),) if key else words(shown)


def steps(low: Decimal, high: Decimal, *, whole: bool = False) -> list[Decimal]:
    """Round values for the axis, from one at or below `low` to one at or above `high`; zero is always among them. whole: no halves."""
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    rough = (high - low) / 5
    unit = Decimal(1).scaleb(rough.adjusted())
    step = max(next(unit * each for each in NEAT if unit * each >= rough), Decimal(whole))
    if whole:
        step = step.to_integral_value(ROUND_CEILING)
    first = -((-low / step).to_integral_value(ROUND_CEILING))
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [step * each for each in range(int(first), int(last) + 1)]


def chart_svg(chart: Chart) -> str:
    """The chart as a picture of its own, 660 wide; no scripts, no outside reference."""
    values = [value for each in chart.series for value in each.values if value is not None]
    whole = all(value == value.to_integral_value() for value in values)
    marks = steps(min(values, default=Decimal(0)), max(values, default=Decimal(0)), whole=whole)
    plot = Plot(marks, len(chart.labels))
    named = labels(chart, plot)
    high = HIGH if any(len(lines) > 1 for _, lines in named) else HIGH - LINE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="img" font-size="13" fill="#111"'
        f' font-family="{", ".join(FONTS)}, serif">',
        f"<title>{escape(clean(chart.title))}</title><desc>{escape(described(chart))}</desc>",
    ]
    for mark in marks:
        y = plot.y(mark)
        stroke = "#333" if mark == 0 else "#ccc"
        parts.append(
            f'<line x1="{plot.left}" x2="{WIDE - RIGHT}" y1="{y}" y2="{y}" stroke="{stroke}" stroke-width="1"/>'
        )
        parts.append(f'<text x="{plot.left - 6}" y="{y + 4}" text-anchor="end">{number(mark)}</text>')
    if chart.unit:
        parts.append(f'<text x="4" y="16" font-style="italic">{escape(clean(chart.unit))}</text>')
    for place, lines in named:
        for down, text in enumerate(lines):
            y = Decimal(HIGH - BOTTOM + 16 + LINE * down)
            parts.append(f'<text x="{plot.x(place)}" y="{y}" text-anchor="middle">{escape(text)}</text>')
    parts += bars(chart, plot) if chart.kind == "bar" else curves(chart, plot)
    return "".join([*parts, *legend(chart), "</svg>"])


class Plot:
    """Where values stand in the picture. `left`: where it begins, right of the numbers of the axis."""

    def __init__(self, marks: list[Decimal], count: int) -> None:
        self.low, self.high = marks[0], marks[-1]
        self.left = 16 + 7 * max(len(number(mark)) for mark in marks)
        self.slot = Decimal(WIDE - self.left - RIGHT) / count

    def y(self, value: Decimal) -> Decimal:
        """The height of a value, from above."""
        share = (value - self.low) / (self.high - self.low)
        return (Decimal(HIGH - BOTTOM) - share * (HIGH - BOTTOM - TOP)).quantize(Decimal("0.1"))

    def x(self, place: int) -> Decimal:
        """The middle of a label's place."""
        return (self.left + self.slot * (place + Decimal("0.5"))).quantize(Decimal("0.1"))


def labels(chart: Chart, plot: Plot) -> list[tuple[int, list[str]]]:
    """(place, lines) of the words below the axis, over two lines where they are long; some are left out where they are many."""
    room = max(4, int(plot.slot / Decimal("6.5")))
    texts = [clean(label) for label in chart.labels]
    longest, shortest = (most(len(text) for text in texts) for most in (max, min))
    every = -(-min(40, max(1, longest)) // (room * 2))
    if every == 1 and shortest <= room < longest <= shortest + 2:  # "Tháng 9" beside "Tháng 10": all alike
        room = shortest - 1
    return [(place, broken(text, room * every)) for place, text in enumerate(texts) if place % every == 0]


def broken(text: str, room: int) -> list[str]:
    """Words over at most two lines of about `room` signs."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= room and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [line if len(line) <= room + 6 else f"{line[: room + 5]}…" for line in lines]


def bars(chart: Chart, plot: Plot) -> list[str]:
    """A bar a value; a missing value leaves its place empty."""
    count = len(chart.series)
    wide = (plot.slot * Decimal("0.76") / count).quantize(Decimal("0.1"))
    wide = min(wide, Decimal(48))
    parts, zero = [], plot.y(Decimal(0))
    longest = max(
        (len(number(value)) for each in chart.series for value in each.values if value is not None), default=0
    )
    written = Decimal("5.4") * longest <= (plot.slot if count == 1 else wide + 4)
    for order, each in enumerate(chart.series):
        for place, value in enumerate(each.values):
            if value is None:
                continue
            x = plot.x(place) + wide * (Decimal(order) - Decimal(count) / 2)
            y = plot.y(value)
            parts.append(
                f'<rect x="{x}" y="{min(y, zero)}" width="{wide}" height="{abs(zero - y)}" fill="{COLOURS[order % 6]}"'
                f' fill-opacity="{1 - 0.25 * (order % 2):g}" stroke="{COLOURS[order % 6]}"/>'
            )
            if written:
                at = y - 4 if value >= 0 else y + 13
                parts.append(
                    f'<text x="{x + wide / 2}" y="{at}" text-anchor="middle" font-size="11">{number(value)}</text>'
                )
    return parts


def curves(chart: Chart, plot: Plot) -> list[str]:
    """A line a series, broken where a value is missing; every point has a dot."""
    parts = []
    for order, each in enumerate(chart.series):
        colour, dash = COLOURS[order % 6], DASHES[order % 6]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        run: list[str] = []
        for place, value in enumerate((*each.values, None)):
            if value is None:
                if len(run) > 1:
                    parts.append(
                        f'<polyline points="{" ".join(run)}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
                    )
                run = []
                continue
            x, y = plot.x(place), plot.y(value)
            run.append(f"{x},{y}")
            parts.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>')
            if len(chart.series) == 1 and plot.slot >= 30:
                parts.append(f'<text x="{x}" y="{y - 7}" text-anchor="middle" font-size="11">{number(value)}</text>')
    return parts


def legend(chart: Chart) -> list[str]:
    """Which series is which, above the picture; none for one series, which the title names."""
    if len(chart.series) == 1:
        return []
    room = Decimal(WIDE - 150) / len(chart.series)
    parts = []
    for order, each in enumerate(chart.series):
        x = 140 + room * order
        colour, dash = COLOURS[order % 6], DASHES[order % 6]
        if chart.kind == "bar":
            parts.append(
                f'<rect x="{x:.0f}" y="6" width="12" height="12" fill="{colour}" fill-opacity="{1 - 0.25 * (order % 2):g}"/>'
            )
        else:
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            parts.append(
                f'<line x1="{x - 8:.0f}" x2="{x + 12:.0f}" y1="12" y2="12" stroke="{colour}" stroke-width="2"{dashed}/>'
            )
        parts.append(f'<text x="{x + 17:.0f}" y="16">{escape(broken(clean(each.name), int(room / 7))[0])}</text>')
    return parts


def chart_png(chart: Chart) -> bytes:
    """The chart as a PNG, sharp at the width of the text."""
    return pictured(PICTURE, svg=chart_svg(chart))
