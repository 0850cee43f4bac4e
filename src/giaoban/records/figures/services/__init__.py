"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

from giaoban.records.figures.services.currently import current_values_differences, current_values_rebuild
from giaoban.records.figures.services.imports import observations_import
from giaoban.records.figures.services.indicators import (
    indicator_alias_add,
    indicator_alias_remove,
    indicator_change,
    indicator_create,
    indicator_retire,
    indicator_version,
)
from giaoban.records.figures.services.observations import (
    Figure,
    Source,
    observation_lock,
    observation_record,
    observation_step,
    observations_record,
    state_entered,
)
from giaoban.records.figures.services.periods import (
    cumulative,
    period_named,
    period_of,
    period_stored,
    stretch_named,
    unstored,
)
from giaoban.records.figures.services.seasons import season_change, seasons_adopt
from giaoban.records.figures.services.stepping import observations_step
from giaoban.records.figures.services.targets import Share, target_hand_down, target_register, target_set

__all__ = [
    "Figure",
    "Share",
    "Source",
    "cumulative",
    "current_values_differences",
    "current_values_rebuild",
    "indicator_alias_add",
    "indicator_alias_remove",
    "indicator_change",
    "indicator_create",
    "indicator_retire",
    "indicator_version",
    "observation_lock",
    "observation_record",
    "observation_step",
    "observations_import",
    "observations_record",
    "observations_step",
    "period_named",
    "period_of",
    "period_stored",
    "season_change",
    "seasons_adopt",
    "state_entered",
    "stretch_named",
    "target_hand_down",
    "target_register",
    "target_set",
    "unstored",
]
