"""Reads of the room, always for an actor. Nothing here writes."""

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
from giaoban.records.figures.selectors.table import (
    Line,
    Sheet,
    filled,
    lines,
    periods_with_figures,
    sheet,
)
from giaoban.records.figures.selectors.units import unit_choices, unit_get

__all__ = [
    "Likely",
    "Line",
    "Sheet",
    "Trace",
    "book_of",
    "current",
    "filled",
    "indicator_get",
    "indicators",
    "known_of",
    "lines",
    "match_indicator",
    "observation_get",
    "observations_of_source",
    "periods_with_figures",
    "revisions",
    "series",
    "sheet",
    "targets",
    "trace",
    "unit_choices",
    "unit_get",
    "usual_units",
    "value",
    "with_counts",
]
