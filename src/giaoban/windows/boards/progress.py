"""The year's targets as something to look at: how far each is, beside how far the year is. Verdicts come from figures, unchanged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.kernel.wording import said
from giaoban.records.figures.printing import in_language, share_written, spread
from giaoban.records.figures.selectors import Judged
from giaoban.records.figures.standing import standing, standings
from giaoban.windows.boards.charts import GAP, Bar, Chart, Point, Series, bar
from giaoban.windows.boards.view import AsOf, Cell, Column, Row, View

TONES = {"met": "ok", "on_pace": "info", "behind": "warn", "missed": "bad", "unknown": "muted"}
WORST_FIRST = ("missed", "behind", "unknown", "on_pace", "met")
FULL = Decimal(120)
"""A bar of the table ends here, so that what is above 100 % can be seen to be."""
DRAWN = 25
"""So many targets are drawn; the table has them all."""
CEILINGS = ("at_most", "below")
"""Kinds of targets that may not be exceeded: the shorter the bar, the better."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target as the page shows it: with its tone, its bar and where the year stands on it."""

    judged: Judged
    tone: str
    bar: Bar | None


def shown(rows: Iterable[Judged]) -> list[Target]:
    """The targets, those that need somebody first; of one kind in the order of their codes."""
    ordered = sorted(rows, key=lambda row: (WORST_FIRST.index(row.verdict.status), row.target.indicator.code))
    return [
        Target(row, TONES[row.verdict.status], bar(row.verdict.share, most=FULL, tick=row.verdict.pace))
        for row in ordered
    ]


def counted(rows: Iterable[Judged]) -> list[tuple[str, str, str, int]]:
    """(status, words, tone, how many), every one of `standings`."""
    counts: Counter[str] = Counter(standing(row) for row in rows)
    return [
        (status, said(words, get_language() or "vi"), TONES.get(status, "warn"), counts[status])
        for status, words in standings().items()
    ]


def progress_chart(rows: Sequence[Target], *, title: str, view: View, file: str) -> Chart:
    """Of each target with a share: what was reached in percent of it, and the part of its period that has passed."""
    drawn = [row.judged for row in rows if row.judged.verdict.share is not None][:DRAWN]
    reached = tuple(GAP if row.target.kind in CEILINGS else share_point(row) for row in drawn)
    limited = tuple(share_point(row) if row.target.kind in CEILINGS else GAP for row in drawn)
    passed = tuple(Point(row.verdict.pace, percent(row.verdict.pace)) for row in drawn)
    series = []
    if reached.count(GAP) < len(drawn):
        series.append(Series(_("Đã đạt so với mức giao (%)"), reached, "bar"))
    if limited.count(GAP) < len(drawn):
        series.append(Series(_("So với mức không được vượt (%), càng thấp càng tốt"), limited, "limit"))
    if any(point.value is not None for point in passed):
        series.append(Series(_("Thời gian đã qua (%)"), passed, "mark"))
    labels = tuple(labelled(row) for row in drawn)
    note = " ".join(view.sources)
    return Chart(
        "hbar", title, _("Chỉ tiêu"), labels, tuple(series), unit="%", note=note, as_of=view.as_of.words, file=file
    )


def share_point(row: Judged) -> Point:
    """What was reached in percent of a target, with its verdict."""
    share, verdict = row.verdict.share, said(row.verdict.words, get_language() or "vi")
    return Point(share, percent(share), reverse("figures:target", args=[row.target.pk]), verdict)


def labelled(row: Judged) -> str:
    """The name of a target's indicator; of one that may not be exceeded it says that less is better."""
    name = row.target.indicator.name
    return _("{name} (càng thấp càng tốt)").format(name=name) if row.target.kind in CEILINGS else name


def undrawn(rows: Sequence[Target]) -> list[tuple[str, str]]:
    """(indicator, why) of the targets that the chart leaves out."""
    found = [(row.target.indicator.name, why_undrawn(row)) for row in (each.judged for each in rows)]
    more = [name for name, why in found if not why][DRAWN:]
    found = [(name, why) for name, why in found if why]
    return found + [(name, _("biểu đồ chỉ vẽ {n} chỉ tiêu đầu").format(n=DRAWN)) for name in more]


def why_undrawn(row: Judged) -> str:
    """Why a target has no bar; "" where it has one."""
    if row.verdict.share is not None:
        return ""
    if row.reached is None:
        return _("chưa có số liệu")
    if row.target.indicator.kind == "rate":
        return _("chỉ tiêu là tỷ lệ, so với mức giao bằng điểm phần trăm")
    return _("không tính được tỷ lệ so với mức giao")


def percent(value: Decimal | None) -> str:
    """ "76,7 %"; "" for none."""
    return "" if value is None else share_written(value.quantize(Decimal("0.1")))


def targets_view(actor: Actor, rows: Sequence[Target], *, title: str, note: str, link: str) -> View:
    """The targets as a table for files, with the arithmetic of each verdict."""
    columns = (
        Column(_("Mã")),
        Column(_("Chỉ tiêu")),
        Column(_("Đơn vị tính")),
        Column(_("Đơn vị được giao")),
        Column(_("Mức giao")),
        Column(_("Đã đạt")),
        Column(_("So với mức giao"), "percent", decimals=1),
        Column(_("Thời gian đã qua"), "percent", decimals=1),
        Column(_("Kết luận")),
        Column(_("Cách tính")),
    )
    table = [line(row.judged) for row in rows]
    return View(title, note, columns, table, sources(rows), AsOf(localtime(actor.at)), link)


def sources(rows: Sequence[Target]) -> tuple[str, ...]:
    """How the verdicts are made."""
    told = [
        _("Chỉ tính số liệu đã duyệt hoặc đã chốt trong sổ số liệu."),
        _("Thời gian đã qua tính đến hết kỳ số liệu mới nhất của chỉ tiêu."),
    ]
    if any(row.judged.target.kind in CEILINGS for row in rows):
        told.append(_("Chỉ tiêu giao “không quá” thì thanh càng ngắn càng tốt; quá 100 % là vượt mức cho phép."))
    return tuple(told)


def line(row: Judged) -> Row:
    """One target of the file."""
    target, indicator, language = row.target, row.target.indicator, get_language() or "vi"
    return Row(
        (
            indicator.code,
            Cell(indicator.name, url=reverse("figures:target", args=[target.pk])),
            indicator.unit_of_measure,
            row.unit,
            f"{target.words} ({target.act})" if target.act else target.words,
            in_language(spread(row.reached)),
            row.verdict.share,
            row.verdict.pace,
            said(row.verdict.words, language),
            said(row.verdict.sentence, language),
        )
    )
