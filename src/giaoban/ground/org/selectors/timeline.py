"""The past of one unit in the order of its days: names, upper units, kinds, mergers and divisions with their documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from giaoban.ground.org.models import LineageKind, Unit, UnitKind, UnitLineage, UnitParent
from giaoban.ground.org.selectors.lineage import lineage_of
from giaoban.ground.org.selectors.telling import Arrow, lineage_told
from giaoban.ground.org.selectors.units import unit_names

WALKS = (LineageKind.MERGE, LineageKind.SPLIT)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the past. change: the number of the change it belongs to, where it was recorded as one."""

    on: date
    what: str
    words: str
    document: str = ""
    change: int | None = None


def timeline(*, unit: Unit) -> list[Event]:
    """Everything dated about a unit, oldest first. A few queries, more with many days of mergers."""
    arrows = list(lineage_of(unit=unit.pk))
    names = list(unit.names.order_by("valid_from"))
    events = [*_life(unit), *_kinds(unit), *_upper(unit, arrows), *_walked(arrows)]
    told = {(row.on, row.kind): row for row in arrows if row.source_id == row.target_id}
    for before, row in zip([None, *names], names, strict=False):
        renaming = told.get((row.valid_from, LineageKind.RENAME))
        if before is None:
            words = _("Mang tên {name}").format(name=row.name)
        else:
            words = _("{old} đổi tên thành {new}").format(old=before.name, new=row.name)
        events.append(_event(row.valid_from, _("Tên gọi"), words, renaming))
    order = {row: place for place, row in enumerate(events)}
    return sorted(events, key=lambda event: (event.on, order[event]))


def _event(on: date, what: str, words: str, arrow: UnitLineage | None = None) -> Event:
    if arrow is None:
        return Event(on, what, words)
    return Event(on, what, words, arrow.document, arrow.change_id)


def _life(unit: Unit) -> Iterator[Event]:
    yield Event(unit.valid_from, _("Bắt đầu"), _("Được ghi nhận trong phần mềm từ ngày này"))
    if unit.valid_to is not None:
        yield Event(unit.valid_to, _("Kết thúc"), _("Không còn hoạt động"))


def _kinds(unit: Unit) -> Iterator[Event]:
    past = list(unit.past_kinds.order_by("valid_from"))
    told = {row.on: row for row in unit.became.filter(kind=LineageKind.CONVERT)}
    for row, after in zip(past, [*(each.kind for each in past[1:]), unit.kind], strict=False):
        words = _("{old} chuyển thành {new}").format(old=row.get_kind_display(), new=UnitKind(after).label)
        if row.valid_to is not None:
            yield _event(row.valid_to, _("Loại đơn vị"), words, told.get(row.valid_to))


def _upper(unit: Unit, arrows: list[UnitLineage]) -> Iterator[Event]:
    told = {row.on: row for row in arrows if row.kind == LineageKind.TRANSFER and row.source_id == unit.pk}
    rows: list[UnitParent] = list(unit.parents.order_by("valid_from", "tree"))
    for on in sorted({row.valid_from for row in rows}):
        there = [row for row in rows if row.valid_from == on]
        names = unit_names(units={row.parent_id for row in there}, on=on)
        for row in there:
            words = _("Trực thuộc {upper} ({tree})").format(
                upper=names.get(row.parent_id, ""), tree=str(row.get_tree_display()).lower()
            )
            yield _event(on, _("Trực thuộc"), words, told.get(on))


def _walked(arrows: list[UnitLineage]) -> Iterator[Event]:
    """One line for each merger and division; one for an end without a successor."""
    groups: dict[tuple[date, str, int], list[UnitLineage]] = {}
    for row in arrows:
        if row.kind in WALKS and row.target_id is not None:
            end = row.target_id if row.kind == LineageKind.MERGE else row.source_id
            groups.setdefault((row.on, row.kind, end), []).append(row)
        elif row.kind == LineageKind.ABOLISH:
            yield _event(row.on, row.get_kind_display(), _("Không có đơn vị kế tục"), row)
    for (on, _kind, _end), rows in groups.items():
        words = lineage_told([_arrow(row) for row in _together(rows)])[0].rstrip(".")
        yield _event(on, rows[0].get_kind_display(), words, rows[0])


def _together(rows: list[UnitLineage]) -> list[UnitLineage]:
    """The whole of a merger or division of which some arrows are known."""
    first = rows[0]
    side = {"target": first.target_id} if first.kind == LineageKind.MERGE else {"source": first.source_id}
    return list(UnitLineage.objects.filter(**side, on=first.on, kind=first.kind).order_by("target", "source"))


def _arrow(row: UnitLineage) -> Arrow:
    """The arrow without its document, which has a column of its own."""
    return Arrow(row.pk, row.source_id, row.target_id or 0, row.on, row.kind, row.share, row.basis, "")
