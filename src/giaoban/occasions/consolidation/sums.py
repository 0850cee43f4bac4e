"""Whether the figures of a block's own words fit together: the checker of reports (`kernel.checks`) reads each paragraph. Pure."""

from functools import lru_cache

from giaoban.kernel import checks
from giaoban.kernel.quantity import find_figures

KEPT = 2048
"""Paragraphs whose findings are kept: the same words are looked at with each showing of a page."""


@lru_cache(maxsize=KEPT)
def failing(text: str) -> tuple[checks.Finding, ...]:
    """What does not add up within a text, in the order of the text: sums, shares and changes that its own figures contradict."""
    found = checks.check(checks.Passage(text, tuple(find_figures(text)))).findings
    return tuple(one for one in found if one.verdict == "fails")
