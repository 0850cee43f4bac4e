"""Relations between the figures of a report, and findings: `check(passage, known=...)`."""

from giaoban.kernel.checks.engine import check
from giaoban.kernel.checks.model import (
    Checked,
    Finding,
    Kind,
    Known,
    Passage,
    Relation,
    Severity,
    Suggestion,
    Verdict,
)

__all__ = ["Checked", "Finding", "Kind", "Known", "Passage", "Relation", "Severity", "Suggestion", "Verdict", "check"]
