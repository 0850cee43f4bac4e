"""Relations between the figures of a report, and findings: `check(passage, known=...)`."""

from giaoban.kernel.checks.engine import check
from giaoban.kernel.checks.known import Known, LegalDocument, Link, Observation, PlannedValue, SeasonDates, UnitCount
from giaoban.kernel.checks.model import (
    Checked,
    Finding,
    Kind,
    Passage,
    Relation,
    Severity,
    Suggestion,
    Verdict,
)

__all__ = [
    "Checked",
    "Finding",
    "Kind",
    "Known",
    "LegalDocument",
    "Link",
    "Observation",
    "Passage",
    "PlannedValue",
    "Relation",
    "SeasonDates",
    "Severity",
    "Suggestion",
    "UnitCount",
    "Verdict",
    "check",
]
