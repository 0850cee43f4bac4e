"""What would change if the numbers of a report were taken anew from the figures on record. Reads only.

Only numbers: a field of the words whose observation says something else by now, and what tables and charts show. A number that a person
wrote over a field is left alone, and no word is touched.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.kernel.calendar import parse_period, short_name
from giaoban.kernel.quantity import find_figures, vietnamese
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.figures import Book, chart_of, columns, table_of
from giaoban.occasions.consolidation.models import Block, Consolidated

Json = dict[str, Any]
EMPTY: Json = {"shown": "", "key": "", "observations": []}


@dataclass(frozen=True, slots=True)
class Change:
    """One number: where it stands (`where`: the column of a table, the month of a chart), before and after; "" for none."""

    block: int
    name: str
    where: str
    before: str
    after: str
    observation: int | None = None


@dataclass(slots=True)
class Refresh:
    """Every change in the order of the blocks, and the blocks as they would be."""

    changes: list[Change] = field(default_factory=list)
    words: dict[int, tuple[str, list[marks.Field]]] = field(default_factory=dict)
    data: dict[int, Json] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """The same for the same changes: what is applied is what was shown."""
        told = json.dumps([[c.block, c.name, c.where, c.before, c.after, c.observation] for c in self.changes])
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def refresh_of(actor: Actor, report: Consolidated, rows: Sequence[Block] | None = None) -> Refresh:
    """What would change. At most eight queries whatever the length of the report."""
    blocks = selectors.blocks(report) if rows is None else rows
    book = selectors.book_of(actor, report)
    recorded = selectors.recorded_in(actor, report, blocks, book)
    found = Refresh()
    for block in blocks:
        if block.kind == "table":
            tabled(found, block, book)
        elif block.kind == "chart":
            charted(found, block, book)
        elif block.fields:
            worded(found, block, recorded)
    return found


def worded(found: Refresh, block: Block, recorded: Mapping[marks.Ref, marks.Recorded]) -> None:
    """The fields of a block's words that say something else than their observations by now."""
    fields = marks.loaded(block.fields)
    figures = find_figures(block.text)
    new: dict[int, tuple[str, int]] = {}
    for place, one in enumerate(fields):
        known = recorded.get(one.ref)
        if known is None or one.typed:
            continue
        figure = marks.figure_at(block.text, one, figures)
        old = block.text[one.start : one.end]
        if not marks.agrees(figure, known):
            words = marks.reprinted(block.text, one, known, figure)
            if words != old:
                found.changes.append(Change(block.pk, known.name, "", old, words, known.latest))
                new[place] = (words, known.latest)
        elif known.latest != one.observation:
            new[place] = (old, known.latest)
    if new:
        found.words[block.pk] = marks.replaced(block.text, fields, new)


def tabled(found: Refresh, block: Block, book: Book) -> None:
    """What a table would show."""
    data = table_of(book, block.data.get("codes", []))
    if data == block.data:
        return
    found.data[block.pk] = data
    found.changes += table_changes(block.pk, block.data.get("rows", []), data["rows"], columns(book.period))


def table_changes(block: int, before: Sequence[Json], after: Sequence[Json], shown: Sequence[str]) -> Iterator[Change]:
    """The places of a table that differ, rows that came or went included."""
    old = {row["indicator"]: row for row in before}
    new = {row["indicator"]: row for row in after}
    for number in dict.fromkeys([*old, *new]):
        row = new.get(number) or old[number]
        for column in shown:
            was: Json = old[number]["cells"][column] if number in old else EMPTY
            now: Json = new[number]["cells"][column] if number in new else EMPTY
            if was["shown"] != now["shown"]:
                observation = now["observations"][-1] if now["observations"] else None
                yield Change(block, row["name"], column, was["shown"], now["shown"], observation)


def charted(found: Refresh, block: Block, book: Book) -> None:
    """What a chart would show; one whose indicator is gone stays as it is."""
    indicator = next((row for row in book.indicators if row.code == block.data.get("code")), None)
    data = chart_of(book, indicator) if indicator is not None else None
    if data is None or data == block.data:
        return
    found.data[block.pk] = data
    old = {point["key"]: printed(point["value"]) for point in block.data.get("points", [])}
    for point in data["points"]:
        was, now = old.get(point["key"], ""), printed(point["value"])
        if was != now:
            month = _("biểu đồ, tháng %(month)s") % {"month": short_name(parse_period(point["key"]))}
            found.changes.append(Change(block.pk, data["name"], month, was, now, point["observation"]))


def printed(value: str | None) -> str:
    """A stored value of a chart as people write it; "" for none."""
    return vietnamese(Decimal(value)) if value else ""
