"""What the reading of a file asks the database: who is meant by a name, and whether a number looks odd there."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from giaoban.ground.access import Actor
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.selectors import unit_name, unit_names, units_suggest
from giaoban.kernel.indicators.outliers import Question
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.filing.finding import Resolve
from giaoban.occasions.collection.filing.reading import Ask
from giaoban.occasions.collection.grid import Grid, Place
from giaoban.occasions.collection.models import Collection, CollectionUnit
from giaoban.occasions.collection.selectors.collections import left_out, rows_of
from giaoban.occasions.collection.selectors.sheets import around_of, asked_of, shown_columns

MOST_NAMES = 40
"""So many unknown names of one file are looked for; each costs some queries."""


def resolver(collection: Collection, grid: Grid) -> Resolve:
    """Names -> units of the matrix on the last day of the period, by name, alias or code.

    The name of the body's own place behind a name is no part of it. Otherwise: ORG-014 with the nearest names; ORG-015 with what a unit of
    another time became; ORG-020; COL-029 for one that was taken out; a unit outside of the matrix.
    """
    within = {row.unit_id for row in grid.rows}
    left, gone = left_units(collection)
    own = squeeze(unit_name(unit=collection.body.area_id, on=collection.ends_on))
    here = {squeeze(row.name): row.unit_id for row in grid.rows}

    def resolve(texts: Sequence[str]) -> Mapping[str, int | Problem]:
        known = {text: without(squeeze(text), own) for text in texts}
        placed: dict[str, int | Problem] = {text: here[name] for text, name in known.items() if name in here}
        placed |= {text: gone[name] for text, name in known.items() if name in gone and name not in here}
        found = answers_of([text for text in texts if text not in placed]) | placed
        return {text: left.get(each, each) if isinstance(each, int) else each for text, each in found.items()}

    def answers_of(texts: Sequence[str]) -> dict[str, int | Problem]:
        asked = list(texts[:MOST_NAMES])
        found = units_suggest(texts=asked, on=collection.ends_on, within=within)
        outside = [text for text in asked if (told := found[text].problem) is not None and told.code == "ORG-014"]
        elsewhere = units_suggest(texts=outside, on=collection.ends_on) if outside else {}
        answers: dict[str, int | Problem] = {}
        for text in texts:
            near, far = found.get(text), elsewhere.get(text)
            if near is not None and near.unit is not None:
                answers[text] = near.unit
            elif far is not None and far.unit is not None:
                answers[text] = far.unit
            elif far is not None and far.problem is not None and far.problem.code == "ORG-015":
                answers[text] = far.problem
            else:
                unknown = Problem("ORG-014", text=text[:100], on=f"{collection.ends_on:%d/%m/%Y}", nearest="")
                answers[text] = near.problem if near is not None and near.problem is not None else unknown
        return answers

    return resolve


def left_units(collection: Collection) -> tuple[dict[int, Problem], dict[str, Problem]]:
    """The units that were taken out, by number and by folded name (with and without the place), each with the sentence about it. No query
    where the collection was never changed while open."""
    if not collection.changes:
        return {}, {}
    rows = list(collection.units.exclude(removed_at=None).select_related("collection").order_by("pk"))
    names = unit_names(units=[row.unit_id for row in rows], on=collection.ends_on) if rows else {}
    own = squeeze(unit_name(unit=collection.body.area_id, on=collection.ends_on)) if rows else ""
    told = {row.unit_id: problem for row in rows if (problem := left_out(row, names.get(row.unit_id, "")))}
    folded = {unit: squeeze(names.get(unit, "")) for unit in told}
    return told, {
        name: problem for unit, problem in told.items() for name in (folded[unit], without(folded[unit], own)) if name
    }


def without(name: str, place: str) -> str:
    """A folded name without the place that it ends with: "phong kinh te xa an phu" in An Phú is "phong kinh te"."""
    return name.removesuffix(place).rstrip(" ,-") if place and name != place else name


def asker(actor: Actor, collection: Collection, *, only: CollectionUnit | None = None) -> Ask:
    """The questions about a number of a place: the same as the matrix asks."""
    rows = [
        row for row in rows_of(actor, collection) if (row.removed_at is None if only is None else row.pk == only.pk)
    ]
    pairs = shown_columns(actor, collection)
    around = around_of(actor, collection, rows, pairs)
    units = {row.unit_id: row for row in rows}
    columns = {plain.key: plain for _row, plain in pairs}

    def ask(place: Place, value: Decimal) -> Iterable[Question]:
        return asked_of(around, units[place[0]], columns[place[1]], value)

    return ask
