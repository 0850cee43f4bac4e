"""What a change of units means for figures: what the new units would read, and what rests on them already. Asked by `directory`."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.foresight import Section, on_foresight, on_undo
from giaoban.ground.org.models import LineageKind, UnitChange
from giaoban.ground.org.selectors import unit_names
from giaoban.records.figures.models import CurrentValue, Indicator, Observation, Period
from giaoban.records.figures.printing import in_language, shown
from giaoban.records.figures.selectors.lineage import restated, two_places

MOST = 12
"""Figures shown beside each other in a preview: enough to see that the sums are right."""


def visible(actor: Actor, units: Iterable[int]) -> QuerySet[CurrentValue]:
    """The actual figures of units that the actor may see."""
    rows = CurrentValue.objects.filter(unit__in=set(units), role="actual", dims="")
    return access.visible(actor, "figures.view", rows)


def sums_of(actor: Actor, change: UnitChange) -> Section | None:
    """The newest figures of the units that end, each beside what the units after the change read. None where there are none."""
    arrows = [arrow for arrow in change.arrows.all() if arrow.kind in (LineageKind.MERGE, LineageKind.SPLIT)]
    sources = {arrow.source_id for arrow in arrows}
    targets = {arrow.target_id for arrow in arrows if arrow.target_id}
    before = visible(actor, sources | targets).filter(period__end__lte=change.on)
    newest = list(before.order_by("-period__end", "indicator__code", "pk").values_list("indicator", "period"))
    pairs = list(dict.fromkeys(newest))[:MOST]
    if not pairs or not sources:
        return None
    indicators = Indicator.objects.in_bulk({indicator for indicator, _period in pairs})
    periods = Period.objects.in_bulk({period for _indicator, period in pairs})
    cells = restated(actor, indicators=indicators.values(), units=targets, periods=periods.values(), to=change.on)
    names = unit_names(units=sources | targets, on=change.on - timedelta(days=1))
    now = unit_names(units=targets, on=change.on)
    stated = {(row.indicator_id, row.period_id, row.unit_id): in_language(shown(row)) for row in before}
    rows = []
    for indicator, period in pairs:
        was = "; ".join(
            f"{names.get(unit, '')}: {stated[indicator, period, unit]}"
            for unit in sorted(sources | targets)
            if stated.get((indicator, period, unit))
        )
        will = "; ".join(
            f"{now[unit]}: {in_language(two_places(cells[indicator, unit, period]))}"
            for unit in sorted(targets)
            if (indicator, unit, period) in cells
        )
        rows.append((indicators[indicator].name, in_language(periods[period].label), was, will))
    return Section(
        title=_("Số liệu khi xem theo đơn vị mới"),
        columns=(_("Chỉ tiêu"), _("Kỳ báo cáo"), _("Đã báo cáo"), _("Quy về đơn vị mới")),
        rows=tuple(rows),
        lead=_("Số đã báo cáo giữ nguyên. Bảng này là các kỳ gần nhất, để kiểm tra phép quy đổi."),
    )


def resting_on(actor: Actor, change: UnitChange) -> str:
    """How many figures were recorded after a change for its units and periods that end after it; empty for none, and of renamings."""
    del actor
    if change.made_at is None or change.kind not in (LineageKind.MERGE, LineageKind.SPLIT):
        return ""
    later = Q(period__end__gt=change.on, recorded_at__gt=change.made_at)
    count = Observation.objects.filter(later, unit__in=change.units).count()
    return _("{n} số liệu ghi sau ngày {day}").format(n=count, day=f"{change.on:%d/%m/%Y}") if count else ""


on_foresight(sums_of)
on_undo(resting_on)
