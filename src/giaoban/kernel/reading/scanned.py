"""Figures read off a scan: what the recognition was not sure of is asked about, never called wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from giaoban.kernel.checks.model import Checked
from giaoban.kernel.checks.told import worded
from giaoban.kernel.quantity import Figure

ASK = worded("scan")


def tempered(checked: Checked, figures: Sequence[Figure], doubtful: Sequence[tuple[int, int]]) -> Checked:
    """The same relations and findings, but one that fails by a doubtful figure is a question.

    `doubtful` are places of the text, in order, that a machine read off a picture without being sure.
    """
    unsure = {figure.id for figure in figures if touches(figure.start, figure.end, doubtful)}
    relations = tuple(
        replace(relation, verdict="question", holds=None, note=ASK)
        if relation.verdict == "fails" and unsure & {relation.result, *relation.terms}
        else relation
        for relation in checked.relations
    )
    asked = {after.id for before, after in zip(checked.relations, relations, strict=True) if before is not after}
    findings = tuple(
        replace(
            finding,
            verdict="question",
            severity="question",
            message=worded("doubtful", message=finding.message, ask=ASK),
        )
        if finding.verdict == "fails"
        and (finding.relation in asked or any(touches(*span, doubtful) for span in finding.spans))
        else finding
        for finding in checked.findings
    )
    return replace(checked, relations=relations, findings=findings)


def touches(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """True where text[start:end] shares a sign with one of the spans, which are in order and apart."""
    before = bisect_left(spans, (end, end)) - 1
    return before >= 0 and spans[before][1] > start
