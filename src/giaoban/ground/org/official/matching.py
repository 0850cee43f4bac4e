"""Which units of the catalogue the tables hold already: by code, else by name under the same upper unit, on the day of the list."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import Unit
from giaoban.ground.org.official.catalogue import Listed
from giaoban.ground.org.official.report import Report
from giaoban.ground.org.selectors.units import units_named

KINDS = ("province", "district", "commune")


@dataclass(slots=True)
class Matched:
    """`units`: catalogue key -> number of the unit that the tables hold for it."""

    units: dict[str, int] = field(default_factory=dict)


def match_known(rows: dict[str, Listed], on: date, report: Report, *, fresh: Collection[str] = ()) -> Matched:
    """Find the units of a list among those that exist on a day; says where names differ. One query.

    fresh: keys of units that begin on that day. An older unit with the code of one, but another name, is not it.
    """
    columns = ("pk", "kind", "code", "name", "parent_id")
    rows_known = list(units_named(on=on).filter(kind__in=KINDS).values_list(*columns, "valid_from"))
    older = {row[0] for row in rows_known if row[-1] < on}
    known = [row[:-1] for row in rows_known]
    by_code = {(kind, code): (pk, name) for pk, kind, code, name, _upper in known if code}
    by_name = {(kind, squeeze(name or ""), parent): (pk, code) for pk, kind, code, name, parent in reversed(known)}
    roots = {
        (kind, squeeze(name or "")): (pk, code)
        for pk, kind, code, name, _upper in reversed(known)
        if kind == "province"
    }
    found = Matched()
    for row in rows.values():
        coded = by_code.get((row.kind, row.code))
        alike = coded is not None and squeeze(coded[1] or "") == squeeze(row.name)
        if coded is not None and (alike or row.key not in fresh or coded[0] not in older):
            found.units[row.key] = coded[0]
            if coded[1] != row.name:
                report.differ(_("Tên"), unit=coded[1] or "", code=row.code, ours=coded[1] or "", theirs=row.name)
            continue
        named = _named(row, rows, found, by_name, roots)
        if named is not None and not named[1]:
            found.units[row.key] = named[0]
    return found


def _named(
    row: Listed,
    rows: dict[str, Listed],
    found: Matched,
    by_name: dict[tuple[str, str, int | None], tuple[int, str]],
    roots: dict[tuple[str, str], tuple[int, str]],
) -> tuple[int, str] | None:
    """(number, code) of the unit of that name: a province anywhere, others below their upper unit or directly below its province."""
    if not row.upper:
        return roots.get((row.kind, squeeze(row.name)))
    upper = rows[row.upper]
    for key in (upper.key, upper.upper):
        if key in found.units and (hit := by_name.get((row.kind, squeeze(row.name), found.units[key]))):
            return hit
    return None


def codes_in_use(start: date, end: date | None) -> set[tuple[str, str]]:
    """(kind, code) of every unit that exists on at least one day of [start, end)."""
    rows = Unit.objects.ever_between(start, end or date.max).exclude(code="")
    return set(rows.values_list("kind", "code"))
