"""Bringing the catalogue into the tables: in bulk, once, without doubling what is there and without ending anybody's unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from giaoban.ground import journal
from giaoban.ground.org.models import LineageKind, Tree, Unit, UnitLineage, UnitName, UnitParent
from giaoban.ground.org.official.catalogue import NEW_DAY, PACKAGE, Arrow, Catalogue, Listed
from giaoban.ground.org.official.matching import Matched, codes_in_use, match_known
from giaoban.ground.org.official.report import Report, compare_counts
from giaoban.ground.org.selectors.units import unit_names

M = TypeVar("M", bound=Model)
SINCE = date(2025, 1, 1)
"""The lists of before show the units of the first half of 2025; of earlier years they say nothing."""
BATCH = 5_000
OF_PROVINCES = "Nghị quyết 202/2025/QH15"
OF_COMMUNES = "Nghị quyết của Ủy ban Thường vụ Quốc hội về sắp xếp đơn vị hành chính cấp xã năm 2025"
OF_DISTRICTS = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15: cấp huyện kết thúc"


@dataclass(slots=True)
class Work:
    """An import under way: the numbers of the units by key, those made now, and the rows still to be written."""

    catalogue: Catalogue
    since: date
    report: Report
    old: dict[str, int] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    goes_on: dict[str, str] = field(default_factory=dict)
    made_old: set[str] = field(default_factory=set)
    made_new: set[str] = field(default_factory=set)
    arrows: list[Arrow] = field(default_factory=list)


def units_import(
    *, catalogue: Catalogue, whole: bool, since: date = SINCE, reason: str = ""
) -> tuple[Report, list[int]]:
    """Bring the catalogue into the tables. Returns what was done, and the numbers of the units that are new.

    Known units are matched and left as they are; a second run changes nothing. One journal entry a table, with the number and the hash of
    its rows; only an old "ended without successor" that the catalogue explains is changed, with an entry of its own. whole: compare the
    country's counts too. since: from when on the old units are recorded.
    """
    report = Report(catalogue.version)
    work = Work(catalogue, since, report)
    source = f"{PACKAGE} {catalogue.version}"
    with journal.batch(verb="org.units_import", reason=reason or source, source=source):
        known_old = match_known(catalogue.old, NEW_DAY.replace(month=6, day=30), report)
        fresh = catalogue.new.keys() - catalogue.goes_on.keys()
        known_new = match_known(catalogue.new, NEW_DAY, report, fresh=fresh)
        _choose(work, known_old, known_new)
        made = _write_units(work)
        _write_names(work)
        _write_parents(work)
        _write_arrows(work)
    compare_counts(catalogue, report, whole=whole)
    return report, made


def _choose(work: Work, known_old: Matched, known_new: Matched) -> None:
    """Decide which units are known, which go on as the same, which are made."""
    work.old, work.new = dict(known_old.units), dict(known_new.units)
    work.arrows = list(work.catalogue.arrows)
    for new, old in work.catalogue.goes_on.items():
        if work.old.get(old) == work.new.get(new):
            work.goes_on[new] = old
        else:
            work.arrows.append(Arrow(old, new, True))
    work.made_old = {key for key in work.catalogue.old if key not in work.old}
    work.made_new = {key for key in work.catalogue.new if key not in work.new and key not in work.goes_on}
    work.report.known = len(set(work.old.values()) | set(work.new.values()))


def _stored(work: Work, rows: Iterable[M]) -> list[M]:
    made = list(rows)
    if not made:
        return made
    model = type(made[0])
    work.report.created[str(model._meta.verbose_name)] += len(made)
    return list(model._default_manager.bulk_create(made, batch_size=BATCH))


def _write_units(work: Work) -> list[int]:
    heirs = {old: new for new, old in work.goes_on.items()}
    before = [work.catalogue.old[key] for key in work.catalogue.old if key in work.made_old]
    after = [work.catalogue.new[key] for key in work.catalogue.new if key in work.made_new]
    used_old, used_new = codes_in_use(work.since, NEW_DAY), codes_in_use(NEW_DAY, None)
    rows = []
    for row in before:
        free = (row.kind, row.code) not in (used_old | used_new if row.key in heirs else used_old)
        rows.append(_unit(work, row, free, work.since, None if row.key in heirs else NEW_DAY))
    for row in after:
        rows.append(_unit(work, row, (row.kind, row.code) not in used_new, NEW_DAY, None))
    stored = _stored(work, rows)
    for row, unit in zip([*before, *after], stored, strict=True):
        (work.old if unit.valid_from < NEW_DAY else work.new)[row.key] = unit.pk
    for new, old in work.goes_on.items():
        work.new[new] = work.old[old]
    return [unit.pk for unit in stored]


def _unit(work: Work, row: Listed, free: bool, start: date, end: date | None) -> Unit:
    if not free:
        work.report.differ(
            _("Mã đang thuộc đơn vị khác"), unit=row.name, code=row.code, ours=_("đơn vị khác"), theirs=row.name
        )
    return Unit(kind=row.kind, level=row.kind, code=row.code if free else "", valid_from=start, valid_to=end)


def _write_names(work: Work) -> None:
    heirs = {old: new for new, old in work.goes_on.items()}
    rows = []
    for key in work.made_old:
        row, heir = work.catalogue.old[key], heirs.get(key)
        after = work.catalogue.new[heir] if heir else None
        same = after is not None and (after.name, after.form) == (row.name, row.form)
        rows.append(_name(work.old[key], row, work.since, None if same else NEW_DAY))
        if after is not None and not same:
            rows.append(_name(work.old[key], after, NEW_DAY, None))
    rows += [_name(work.new[key], work.catalogue.new[key], NEW_DAY, None) for key in work.made_new]
    _stored(work, sorted(rows, key=lambda name: (name.unit_id, name.valid_from)))


def _name(unit: int, row: Listed, start: date, end: date | None) -> UnitName:
    days: dict[str, Any] = {"valid_from": start, "valid_to": end}
    return UnitName(unit_id=unit, name=row.name, short_name=row.short, form=row.form, **days)


def _write_parents(work: Work) -> None:
    begun = {work.old[old] for old in work.goes_on.values()}
    there = set(UnitParent.objects.on(NEW_DAY).filter(unit__in=begun, tree=Tree.STATE).values_list("unit", flat=True))
    rows = []
    for key in work.made_old:
        row = work.catalogue.old[key]
        if row.upper:
            rows.append(_parent(work.old[key], work.old[row.upper], work.since, NEW_DAY))
    for key, row in work.catalogue.new.items():
        unit = work.new[key]
        fresh = key in work.made_new or (key in work.goes_on and unit not in there)
        if row.upper and fresh:
            rows.append(_parent(unit, work.new[row.upper], NEW_DAY, None))
    _stored(work, sorted(rows, key=lambda row: (row.unit_id, row.valid_from)))


def _parent(unit: int, upper: int, start: date, end: date | None) -> UnitParent:
    return UnitParent(unit_id=unit, parent_id=upper, tree=Tree.STATE, valid_from=start, valid_to=end)


def _write_arrows(work: Work) -> None:
    """Mergers, divisions (parts not known), renamings, and the end of the districts; known sources only as far as they have ended."""
    sources = set(work.old.values())
    known = {(a.source_id, a.target_id): a for a in UnitLineage.objects.filter(source__in=sources, on=NEW_DAY)}
    told = {source for source, target in known if target not in (None, source)}
    made = {work.old[key] for key in work.made_old}
    open_ = set(Unit.objects.on(NEW_DAY).filter(pk__in=sources - made).values_list("pk", flat=True))
    names = unit_names(units=sources - made, on=NEW_DAY)
    rows = []
    for arrow in work.arrows:
        source, target = work.old[arrow.source], work.new[arrow.target]
        listed = work.catalogue.new[arrow.target]
        if (source, target) in known or source == target:
            continue
        if source in open_ or source in told:
            ours = _("đang hoạt động, chưa ghi sáp nhập") if source in open_ else _("đã ghi nhập vào đơn vị khác")
            words = listed.name if arrow.whole else _("một phần về {unit}").format(unit=listed.name)
            report = work.report
            report.differ(_("Sau 01/7/2025"), unit=names.get(source, ""), code=listed.code, ours=ours, theirs=words)
            continue
        rows.append(_arrow(work, arrow, source, target))
    _explain_ends(work, rows, known)
    rows += _districts_ended(work, {row.source_id for row in rows} | {source for source, _target in known})
    rows += _renamed(work, known)
    _stored(work, sorted(rows, key=lambda row: (row.target_id or 0, row.source_id, row.kind)))
    work.report.unknown_shares = len({row.source_id for row in rows if row.kind == LineageKind.SPLIT})


def _arrow(work: Work, arrow: Arrow, source: int, target: int) -> UnitLineage:
    province = work.catalogue.new[arrow.target].kind == "province"
    return UnitLineage(
        source_id=source,
        target_id=target,
        on=NEW_DAY,
        kind=LineageKind.MERGE if arrow.whole else LineageKind.SPLIT,
        document=OF_PROVINCES if province else OF_COMMUNES,
    )


def _explain_ends(work: Work, rows: Sequence[UnitLineage], known: dict[tuple[int, int | None], UnitLineage]) -> None:
    """Units recorded as ended without a successor, of which the catalogue knows one: that record goes."""
    ends = [known[row.source_id, None].pk for row in rows if (row.source_id, None) in known]
    work.report.changed = UnitLineage.objects.filter(pk__in=ends).delete()[0]


def _districts_ended(work: Work, told: set[int]) -> list[UnitLineage]:
    districts = [key for key in work.made_old if work.catalogue.old[key].kind == "district"]
    ended = [work.old[key] for key in districts if work.old[key] not in told]
    return [UnitLineage(source_id=unit, on=NEW_DAY, kind=LineageKind.ABOLISH, document=OF_DISTRICTS) for unit in ended]


def _renamed(work: Work, known: dict[tuple[int, int | None], UnitLineage]) -> list[UnitLineage]:
    """Units that go on under another name or under another upper unit: each such step of those made now."""
    rows = []
    for new, old in work.goes_on.items():
        unit, before, after = work.new[new], work.catalogue.old[old], work.catalogue.new[new]
        if old not in work.made_old or (unit, unit) in known:
            continue
        steps = {LineageKind.RENAME: (before.name, before.form) != (after.name, after.form)}
        steps[LineageKind.TRANSFER] = bool(before.upper)
        same = {"source_id": unit, "target_id": unit, "on": NEW_DAY, "document": OF_COMMUNES}
        rows += [UnitLineage(kind=kind, **same) for kind, happened in steps.items() if happened]
    return rows
