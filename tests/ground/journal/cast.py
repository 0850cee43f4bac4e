"""A small place in the country, and how to ask the database directly."""

from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.db import connection

from giaoban.ground import journal
from giaoban.ground.journal.models import Entry
from giaoban.ground.org.models import Person, Unit, UnitName

START = date(2020, 1, 1)


class Undo(Exception):
    """Raised to roll a block back."""


def last_entry() -> int:
    return Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def commune(name: str = "Xã Bình Định", code: str = "") -> Unit:
    unit = Unit.objects.create(kind="commune", level="commune", code=code, valid_from=START)
    UnitName.objects.create(unit=unit, name=name, valid_from=START)
    return unit


def binh() -> Person:
    return Person.objects.create(
        full_name="Trần Thị Bình", phone="0912345678", email="binh@example.vn", birth=date(1985, 4, 30)
    )


def by_an() -> AbstractContextManager[None]:
    return journal.acting(7, 8, 9, "Nguyễn Văn An, Chánh Văn phòng", "web")


def sql(statement: str, *params: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []
