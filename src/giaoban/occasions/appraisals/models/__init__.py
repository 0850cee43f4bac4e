"""The tables of the room."""

from giaoban.occasions.appraisals.models.appraisal import Appraisal, Reviewer, ReviewTeam, ScoreSheet, SheetScore
from giaoban.occasions.appraisals.models.criteria import ScoreBand, ScoreCriterion, ScoreGroup, ScoreSet
from giaoban.occasions.appraisals.models.recognition import Recognition, RecognitionPlan

__all__ = [
    "Appraisal",
    "Recognition",
    "RecognitionPlan",
    "ReviewTeam",
    "Reviewer",
    "ScoreBand",
    "ScoreCriterion",
    "ScoreGroup",
    "ScoreSet",
    "ScoreSheet",
    "SheetScore",
]
