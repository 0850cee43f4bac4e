"""Criteria, rules and bands -> points, totals, classes and ranks; recognitions that expire."""

import giaoban.kernel.scorecard.problems  # noqa: F401  (registers its codes)
from giaoban.kernel.scorecard.exchange import criterion_of, read_set, rule_of, rule_row, set_of, write_set
from giaoban.kernel.scorecard.league import (
    ClassChange,
    ClassShare,
    Ranked,
    change_rule,
    changes,
    class_share,
    distribution,
    implied_counts,
    ranks,
    ties_rule,
)
from giaoban.kernel.scorecard.recognition import RecognitionTerm, months_after, standing, term
from giaoban.kernel.scorecard.rules import SHARES, Answer, PointChoice, PointStep, Scored, ScoringRule, score, shown
from giaoban.kernel.scorecard.sets import Band, CriteriaGroup, CriteriaSet, Criterion, Validity
from giaoban.kernel.scorecard.totals import CardTotal, Completeness, GroupTotal, completeness, total

__all__ = [
    "SHARES",
    "Answer",
    "Band",
    "CardTotal",
    "ClassChange",
    "ClassShare",
    "Completeness",
    "CriteriaGroup",
    "CriteriaSet",
    "Criterion",
    "GroupTotal",
    "PointChoice",
    "PointStep",
    "Ranked",
    "RecognitionTerm",
    "Scored",
    "ScoringRule",
    "Validity",
    "change_rule",
    "changes",
    "class_share",
    "completeness",
    "criterion_of",
    "distribution",
    "implied_counts",
    "months_after",
    "ranks",
    "read_set",
    "rule_of",
    "rule_row",
    "score",
    "set_of",
    "shown",
    "standing",
    "term",
    "ties_rule",
    "total",
    "write_set",
]
