"""What happened to an object, for its history tab: who as which post, when, what, why, from what to what."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, gettext_noop

from giaoban.ground.journal.crypto import Unreadable, unlock
from giaoban.ground.journal.registry import model_of, table_of
from giaoban.kernel.quantity import vietnamese
from giaoban.kernel.wording import said

SEALED = "giaoban:enc"
LANGUAGES = ("vi", "en")
OWN_ROLES = frozenset({"giaoban_app", "giaoban_owner"})
"""The roles under which the program writes where nobody is at work: migrations, the first rows."""
ERASED = gettext_noop("đã xóa theo yêu cầu")
HIDDEN = "•••"
EMPTY = "—"
Names = Callable[[type[models.Model], set[int]], Mapping[int, str]]
"""Given a model and numbers, the names to show for them (only those the reader may see)."""

COLUMNS = "id, at, op, table_name, pk, verb, reason, user_id, post_id, body_id, label, source, before::text, after::text, rows"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its column, its name for people, and both values as text."""

    column: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One entry as people read it. op is a letter of `models.Op`; who is the label of the actor as written then."""

    entry: int
    at: datetime
    op: str
    what: str
    """Verbose name of the kind of row."""
    table: str
    pk: str
    verb: str
    reason: str
    who: str
    source: str
    user_id: int | None
    post_id: int | None
    body_id: int | None
    fields: tuple[FieldChange, ...]
    rows: int | None = None


def history(
    subject: models.Model | type[models.Model] | str,
    pk: object = None,
    *,
    reveal: bool = False,
    names: Names | None = None,
    limit: int = 200,
    before_entry: int | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> list[Change]:
    """The changes of an object and of the rows that are part of it, newest first; two or three queries however many.

    reveal: show sensitive values to a reader who may see them (otherwise •••). names: how to show numbers of other objects.
    before_entry: the entry to go on from, for the next page.
    """
    table = table_of(subject)
    key = str(subject.pk if isinstance(subject, models.Model) else pk)
    sql = (
        f"SELECT {COLUMNS} FROM journal_entry WHERE id IN ("  # noqa: S608 (constants only)
        "SELECT id FROM journal_entry WHERE table_name = %s AND pk = %s"
        " UNION SELECT id FROM journal_entry WHERE part_of = %s AND part_of <> ''"
        " UNION SELECT id FROM journal_entry WHERE op = 'B' AND %s ~ '^[0-9]{1,18}$'"
        " AND (after #>> ARRAY['tables', %s, 'pks'])::int8multirange @> %s::bigint)"
        " AND (%s::bigint IS NULL OR id < %s) ORDER BY id DESC LIMIT %s"
    )
    number = key if key.isdigit() and len(key) < 19 else None
    params = [table, key, f"{table}/{key}", key, table, number, before_entry, before_entry, limit]
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
        values = [(_load(row[12]), _load(row[13])) for row in rows]
        keys = _keys(cursor, values) if reveal else {}
    kinds = {table_name: model_of(table_name) for table_name in {row[3] for row in rows}}
    shown = _names(names, kinds, rows, values)
    return [
        _change(row, kinds[row[3]], olds, news, keys if reveal else None, shown)
        for row, (olds, news) in zip(rows, values, strict=True)
    ]


Values = dict[str, Any]
Shown = dict[type[models.Model], Mapping[int, str]]


def _load(text: str | None) -> Values:
    return dict(json.loads(text, parse_float=Decimal)) if text else {}


def _keys(cursor: Any, values: Iterable[tuple[Values, Values]]) -> dict[int, bytes]:
    people = {
        value["person"]
        for pair in values
        for side in pair
        for value in side.values()
        if isinstance(value, dict) and SEALED in value
    }
    if not people:
        return {}
    cursor.execute(
        "SELECT person_id, key FROM journal_personkey WHERE key IS NOT NULL AND person_id = ANY(%s)", [sorted(people)]
    )
    return {person: bytes(key) for person, key in cursor.fetchall()}


def _field(model: type[models.Model] | None, column: str) -> "models.Field[Any, Any] | None":
    if model is None:
        return None
    return next((field for field in model._meta.concrete_fields if field.column == column), None)


def _names(
    names: Names | None, kinds: Mapping[str, Any], rows: list[Any], values: list[tuple[Values, Values]]
) -> Shown:
    if names is None:
        return {}
    wanted: dict[type[models.Model], set[int]] = {}
    for row, pair in zip(rows, values, strict=True):
        for side in pair:
            for column, value in side.items():
                field = _field(kinds[row[3]], column)
                target = field.related_model if field is not None else None
                if isinstance(target, type) and isinstance(value, int):
                    wanted.setdefault(target, set()).add(value)
    return {target: names(target, numbers) for target, numbers in wanted.items()}


def _change(row: Any, model: Any, olds: Values, news: Values, keys: Mapping[int, bytes] | None, shown: Shown) -> Change:
    entry, at, op, table, pk, verb, reason, user_id, post_id, body_id, label, source, _before, _after, count = row
    fields = []
    for column in sorted(olds.keys() | news.keys(), key=_order(model)) if op in "IUD" else []:
        field = _field(model, column)
        if field is not None and field.primary_key:
            continue
        if field is not None and _of_other_language(field):
            continue
        title = _title(field, column)
        old, new = (_show(field, side.get(column), keys, shown) for side in (olds, news))
        if old != EMPTY or new != EMPTY:
            fields.append(FieldChange(column, title[:1].upper() + title[1:], old, new))
    what = str(model._meta.verbose_name) if model is not None else table
    return Change(
        entry,
        localtime(at),
        op,
        what,
        table,
        pk,
        verb,
        reason,
        _who(label, user_id),
        source,
        user_id,
        post_id,
        body_id,
        tuple(fields),
        count,
    )


def _twin(field: "models.Field[Any, Any]", language: str) -> "models.Field[Any, Any] | None":
    """The field that says the same in a language ("reason_vi" beside "reason_en"); None for a field of no language."""
    stem, _, tail = str(field.column).rpartition("_")
    return _field(field.model, f"{stem}_{language}") if tail in LANGUAGES else None


def _of_other_language(field: "models.Field[Any, Any]") -> bool:
    """Whether a field says in another language what the reader reads in theirs."""
    mine = _twin(field, get_language() or "vi")
    return mine is not None and mine.column != field.column


def _title(field: "models.Field[Any, Any] | None", column: str) -> str:
    """What a field is called; one that says something in two languages is called as the Vietnamese one is."""
    named = (_twin(field, "vi") or field) if field is not None else None
    return str(getattr(named, "verbose_name", "") or column)


def _who(label: str, user_id: int | None) -> str:
    """Who did it: the label kept then; the program, where only its role in the database is known."""
    return gettext("Phần mềm") if user_id is None and label in OWN_ROLES else label


def _order(model: type[models.Model] | None) -> Callable[[str], tuple[int, str]]:
    place = {str(f.column): number for number, f in enumerate(model._meta.concrete_fields)} if model is not None else {}
    return lambda column: (place.get(column, len(place)), column)


def _show(field: "models.Field[Any, Any] | None", value: Any, keys: Mapping[int, bytes] | None, shown: Shown) -> str:
    """One value as text: choices by their name, dates and numbers as the language writes them, other objects by name."""
    if isinstance(value, dict) and SEALED in value:
        if keys is None:
            return HIDDEN
        try:
            value = unlock(keys[value["person"]], value[SEALED])
        except (KeyError, Unreadable):
            return gettext(ERASED)
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return gettext("Có") if value else gettext("Không")
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        return "; ".join(map(str, value)) or EMPTY
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    if field is None:
        return str(value)
    if field.choices:
        return gettext(str(dict(field.flatchoices).get(value, value)))
    if isinstance(field.related_model, type) and isinstance(value, int):
        return said(shown.get(field.related_model, {}).get(value, f"#{value}"), get_language() or "vi")
    if isinstance(field, models.DecimalField) and isinstance(value, int | Decimal):
        return said(vietnamese(Decimal(value)), get_language() or "vi")
    moment = _moment(field, str(value))
    return moment if moment else str(value)


def _moment(field: "models.Field[Any, Any]", text: str) -> str:
    if isinstance(field, models.DateTimeField):
        at = parse_datetime(text)
        return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if isinstance(at, datetime) else ""
    if isinstance(field, models.DateField):
        day = parse_date(text)
        return date_format(day, "SHORT_DATE_FORMAT") if isinstance(day, date) else ""
    return ""
