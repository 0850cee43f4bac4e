"""The room's own SQL: one file per question in ../sql. `{x holds}` stands for: row x holds on the day %(on)s."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import connection

FIELDS = (
    "u.id, coalesce(k.kind, u.kind), coalesce(k.level, u.level), u.code, u.body_id,"
    " coalesce(n.name, ''), coalesce(n.short_name, ''), coalesce(n.form, '')"
)
"""What a node is made of: u the unit, n its name and k its kind of that day, where that was another than today's."""
KIND = "LEFT JOIN org_unitpastkind AS k ON k.unit_id = u.id AND {k holds}"


@cache
def statement(name: str) -> str:
    """The SQL of `sql/<name>.sql`, its abbreviations written out."""
    text = (files("giaoban.ground.org") / "sql" / f"{name}.sql").read_text("utf-8")
    text = text.replace("{kind}", KIND)
    text = re.sub(
        r"\{(\w+) holds\}", r"\1.valid_from <= %(on)s AND (\1.valid_to IS NULL OR \1.valid_to > %(on)s)", text
    )
    return text.replace("{fields}", FIELDS)


def ask(name: str, **values: Any) -> list[tuple[Any, ...]]:
    """The rows that answer `sql/<name>.sql`; one query."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), values)
        return list(cursor.fetchall())
