"""The tables of the room."""

from giaoban.records.figures.models.indicator import (
    Direction,
    Indicator,
    IndicatorAlias,
    IndicatorKind,
    TimeOp,
    UnitOp,
)
from giaoban.records.figures.models.observation import Comparator, Observation, Role, SourceKind
from giaoban.records.figures.models.period import Calendar, Period, PeriodKind
from giaoban.records.figures.models.target import Target, TargetKind

__all__ = [
    "Calendar",
    "Comparator",
    "Direction",
    "Indicator",
    "IndicatorAlias",
    "IndicatorKind",
    "Observation",
    "Period",
    "PeriodKind",
    "Role",
    "SourceKind",
    "Target",
    "TargetKind",
    "TimeOp",
    "UnitOp",
]
