"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

from giaoban.records.figures.services.indicators import (
    indicator_alias_add,
    indicator_alias_remove,
    indicator_change,
    indicator_create,
    indicator_retire,
    indicator_version,
)
from giaoban.records.figures.services.observations import (
    Source,
    observation_lock,
    observation_record,
    observation_step,
    state_entered,
)
from giaoban.records.figures.services.periods import cumulative, period_named, period_of
from giaoban.records.figures.services.targets import target_set

__all__ = [
    "Source",
    "cumulative",
    "indicator_alias_add",
    "indicator_alias_remove",
    "indicator_change",
    "indicator_create",
    "indicator_retire",
    "indicator_version",
    "observation_lock",
    "observation_record",
    "observation_step",
    "period_named",
    "period_of",
    "state_entered",
    "target_set",
]
