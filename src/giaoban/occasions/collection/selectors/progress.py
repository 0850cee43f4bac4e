"""Completeness and timeliness: who was expected, who came, how full, how punctual. Never above 100 %.

Expected are the units that exist on the last day of the period and are not excused; everything is counted among these alone. A form counts
as on time when what stands now was submitted by the due date, and an empty form cannot be submitted at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import successors, unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.occasions.collection.models import Cell, Collection, CollectionUnit
from giaoban.occasions.collection.selectors.collections import day_of, rows_of
from giaoban.occasions.collection.states import UNIT

CAME = ("submitted", "approved")


@dataclass(frozen=True, slots=True)
class Progress:
    """One unit: of `asked` cells, how many hold a number or say that there is none; when it submitted. why_not: why nothing is expected."""

    row: CollectionUnit
    name: str
    state: str
    asked: int
    numbers: int
    none: int
    submitted_on: date | None
    late: bool
    overdue: bool = False
    why_not: str = ""

    @property
    def expected(self) -> bool:
        """Whether anything is expected of the unit."""
        return not self.why_not

    @property
    def answered(self) -> int:
        """Cells with an answer."""
        return self.numbers + self.none

    @property
    def came(self) -> bool:
        """Whether something that stands was submitted."""
        return self.row.state in CAME

    @property
    def percent(self) -> int:
        """Answered cells of those asked, rounded down: 100 is whole."""
        return 100 * self.answered // self.asked if self.asked else 0

    @property
    def on_time(self) -> bool:
        """Submitted by the due date, and with something in it."""
        return self.came and not self.late and self.answered > 0


@dataclass(frozen=True, slots=True)
class Overall:
    """The same of all expected units together."""

    expected: int
    came: int
    on_time: int
    approved: int
    asked: int
    answered: int

    @property
    def percent(self) -> int:
        """Answered cells of those asked, rounded down."""
        return 100 * self.answered // self.asked if self.asked else 0


def not_expected(row: CollectionUnit, ends_on: date, became: str = "") -> str:
    """Why nothing is expected of a unit for a period that ends on a day; empty where it is expected."""
    if row.removed_at is not None:
        why = row.removed_for.rstrip(". ")
        told = {"day": day_of(row.removed_at), "why": why}
        return gettext(
            "Đơn vị đã được bỏ khỏi đợt thu thập ngày %(day)s: %(why)s. Đơn vị không phải điền và nộp số liệu nữa; số đã báo vẫn được giữ."
        ) % (told)
    if row.excused:
        return gettext("Được miễn báo: %(why)s") % {"why": row.excused}
    unit = row.unit
    if unit.valid_from > ends_on:
        return gettext("Đơn vị thành lập từ ngày %(day)s, sau kỳ này.") % {"day": f"{unit.valid_from:%d/%m/%Y}"}
    if unit.valid_to is not None and unit.valid_to <= ends_on:
        ended = {"day": f"{unit.valid_to:%d/%m/%Y}", "became": became}
        return gettext("Đơn vị kết thúc hoạt động từ ngày %(day)s%(became)s.") % ended
    return ""


def became_of(row: CollectionUnit, collection: Collection) -> str:
    """What a unit that ended before the end of the period became, in words to add to a sentence."""
    if row.unit.valid_to is None or row.unit.valid_to > collection.ends_on:
        return ""
    units = [share.unit for share in successors(unit=row.unit_id, on=collection.ends_on)]
    names = unit_names(units=units, on=collection.ends_on)
    now = ", ".join(names[unit] for unit in units)
    return gettext(", nay là: %(units)s") % {"units": now} if units else ""


def progress(actor: Actor, collection: Collection) -> list[Progress]:
    """Each unit that the actor may see, by name; those of whom nothing is expected last. Four queries."""
    rows = list(rows_of(actor, collection))
    names = unit_names(units=[row.unit_id for row in rows], on=collection.ends_on)
    asked = collection.columns.filter(removed_at=None).count()
    shown = Cell.objects.filter(row__collection=collection, column__removed_at=None)
    cells = access.visible(actor, "collection.view", shown).order_by()
    counted = cells.values("row").annotate(
        numbers=Count("pk", filter=Q(amount__isnull=False), distinct=True),
        none=Count("pk", filter=Q(missing=True), distinct=True),
    )
    counts = {each["row"]: (each["numbers"], each["none"]) for each in counted}
    found = [
        progress_of(actor, row, names.get(row.unit_id, ""), collection, asked, counts.get(row.pk, (0, 0)))
        for row in rows
    ]
    return sorted(found, key=lambda each: (not each.expected, sort_key(each.name)))


def progress_of(
    actor: Actor, row: CollectionUnit, name: str, collection: Collection, asked: int, counts: tuple[int, int]
) -> Progress:
    """One unit's progress. A unit that has not submitted is overdue from the day after the due date while the collection is open."""
    day = timezone.localdate(row.submitted_at) if row.submitted_at and row.state in CAME else None
    return Progress(
        row=row,
        name=name,
        state=UNIT.label(row.state),
        asked=asked,
        numbers=counts[0],
        none=counts[1],
        submitted_on=day,
        late=day is not None and day > collection.due_on,
        overdue=collection.state == "open" and row.state not in CAME and actor.on > collection.due_on,
        why_not=not_expected(row, collection.ends_on, became_of(row, collection)),
    )


def overall(rows: Iterable[Progress]) -> Overall:
    """The expected units together."""
    wanted: Sequence[Progress] = [row for row in rows if row.expected]
    return Overall(
        expected=len(wanted),
        came=sum(row.came for row in wanted),
        on_time=sum(row.on_time for row in wanted),
        approved=sum(row.row.state == "approved" for row in wanted),
        asked=sum(row.asked for row in wanted),
        answered=sum(row.answered for row in wanted),
    )
