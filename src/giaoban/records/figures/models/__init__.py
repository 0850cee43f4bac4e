"""The tables of the room."""

from giaoban.records.figures.models.currently import CurrentValue
from giaoban.records.figures.models.imports import ObservationImport
from giaoban.records.figures.models.indicator import (
    DIGITS,
    PLACES,
    Direction,
    Frequency,
    Indicator,
    IndicatorAlias,
    IndicatorKind,
    Sharing,
    TimeOp,
    UnitOp,
)
from giaoban.records.figures.models.observation import Comparator, Observation, Role, SourceKind
from giaoban.records.figures.models.period import Calendar, Period, PeriodKind
from giaoban.records.figures.models.season import CropSeason
from giaoban.records.figures.models.target import Target, TargetKind, TargetOrigin

__all__ = [
    "DIGITS",
    "PLACES",
    "Calendar",
    "Comparator",
    "CropSeason",
    "CurrentValue",
    "Direction",
    "Frequency",
    "Indicator",
    "IndicatorAlias",
    "IndicatorKind",
    "Observation",
    "ObservationImport",
    "Period",
    "PeriodKind",
    "Role",
    "Sharing",
    "SourceKind",
    "Target",
    "TargetKind",
    "TargetOrigin",
    "TimeOp",
    "UnitOp",
]
