"""Targets of every kind and their verdicts; roll-up over time and units; targets handed down; breakdowns by flat keys; odd figures."""

from giaoban.kernel.indicators.dims import dims_key, dims_parts, dims_read
from giaoban.kernel.indicators.goals import Actuals, Goal, Target, TargetKind, goal_of
from giaoban.kernel.indicators.handing import Handing, handing
from giaoban.kernel.indicators.outliers import Past, Question, questions, scale_suspect
from giaoban.kernel.indicators.rollup import Fact, Reached, over_units, ratio, reached
from giaoban.kernel.indicators.told import number
from giaoban.kernel.indicators.verdicts import WORDS, Status, Verdict, verdict

__all__ = [
    "WORDS",
    "Actuals",
    "Fact",
    "Goal",
    "Handing",
    "Past",
    "Question",
    "Reached",
    "Status",
    "Target",
    "TargetKind",
    "Verdict",
    "dims_key",
    "dims_parts",
    "dims_read",
    "goal_of",
    "handing",
    "number",
    "over_units",
    "questions",
    "ratio",
    "reached",
    "scale_suspect",
    "verdict",
]
