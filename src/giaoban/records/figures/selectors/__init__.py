"""Reads of the room, always for an actor. Nothing here writes."""

from giaoban.records.figures.selectors.boards import (
    Board,
    Value,
    board,
    cells,
    month_or_none,
    months_until,
    newest_month,
)
from giaoban.records.figures.selectors.course import Point, course, units_of_course
from giaoban.records.figures.selectors.indicators import (
    Likely,
    book_of,
    indicator_get,
    indicators,
    match_indicator,
    with_counts,
)
from giaoban.records.figures.selectors.known import known_of
from giaoban.records.figures.selectors.observations import (
    Trace,
    current,
    observation_get,
    observations_of_source,
    revisions,
    series,
    targets,
    trace,
    usual_units,
    value,
)
from giaoban.records.figures.selectors.public import public_fields, public_indicators
from giaoban.records.figures.selectors.seasons import crop_season_get, crop_seasons, seasons_of
from giaoban.records.figures.selectors.table import (
    Line,
    Sheet,
    filled,
    lines,
    periods_with_figures,
    sheet,
)
from giaoban.records.figures.selectors.units import area_of, unit_choices, unit_get
from giaoban.records.figures.selectors.year import (
    Judged,
    checked,
    handed_down_from,
    judged,
    target_get,
    targets_of,
)

__all__ = [
    "Board",
    "Judged",
    "Likely",
    "Line",
    "Point",
    "Sheet",
    "Trace",
    "Value",
    "area_of",
    "board",
    "book_of",
    "cells",
    "checked",
    "course",
    "crop_season_get",
    "crop_seasons",
    "current",
    "filled",
    "handed_down_from",
    "indicator_get",
    "indicators",
    "judged",
    "known_of",
    "lines",
    "match_indicator",
    "month_or_none",
    "months_until",
    "newest_month",
    "observation_get",
    "observations_of_source",
    "periods_with_figures",
    "public_fields",
    "public_indicators",
    "revisions",
    "seasons_of",
    "series",
    "sheet",
    "target_get",
    "targets",
    "targets_of",
    "trace",
    "unit_choices",
    "unit_get",
    "units_of_course",
    "usual_units",
    "value",
    "with_counts",
]
