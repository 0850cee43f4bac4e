"""The history of a collection as its tab shows it: each change of a unit's part or of a column says whose."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from giaoban.ground.directory.history import lines
from giaoban.ground.journal import Change, FieldChange
from giaoban.ground.org.selectors import unit_names
from giaoban.occasions.collection.breakdowns import part_words
from giaoban.occasions.collection.models import Collection, CollectionColumn, CollectionUnit
from giaoban.occasions.collection.selectors.collections import plain

COUNTED = ("changes", "order")
"""What counts changes, and the place of a column: no news to anybody who reads them."""


def history_of(collection: Collection, *, on: date) -> list[Change]:
    """The changes of a collection, newest first, each with the unit or the column that it is about. Two queries more than the journal's."""
    units = {row.pk: row.unit_id for row in collection.units.all()}
    names = unit_names(units=set(units.values()), on=collection.ends_on)
    columns = list(collection.columns.select_related("indicator", "total__indicator"))
    wholes = {str(row): plain(row).name for row in columns}
    about: dict[str, Mapping[str, str]] = {
        CollectionUnit._meta.db_table: {str(pk): names.get(unit, "") for pk, unit in units.items()},
        CollectionColumn._meta.db_table: {str(row.pk): plain(row).name for row in columns},
    }
    labels = {CollectionUnit._meta.db_table: _("Đơn vị"), CollectionColumn._meta.db_table: _("Cột")}
    found = []
    for change in lines(collection, on=on):
        fields = tuple(part for part in change.fields if part.column not in COUNTED)
        if change.op == "U" and not fields:
            continue
        if change.table == CollectionColumn._meta.db_table:
            fields = tuple(in_words(part, wholes) for part in fields)
        name = about.get(change.table, {}).get(change.pk, "")
        if name and change.op == "U":
            fields = (FieldChange("about", labels[change.table], name, name), *fields)
        found.append(replace(change, fields=fields))
    return found


def in_words(part: FieldChange, wholes: Mapping[str, str]) -> FieldChange:
    """A field of a column as people read it: the part of a breakdown, the column that it is a part of, by their names."""
    if part.column == "dims":
        before, after = (part_words(value) if "=" in value else value for value in (part.before, part.after))
        return replace(part, before=before, after=after)
    if part.column in ("total", "total_id"):
        return replace(part, before=wholes.get(part.before, part.before), after=wholes.get(part.after, part.after))
    return part
