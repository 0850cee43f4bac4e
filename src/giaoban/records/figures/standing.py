"""How the targets of a year stand, as pages count them."""

from giaoban.kernel.indicators import WORDS, Verdict
from giaoban.kernel.wording import Wording
from giaoban.records.figures.selectors import Judged


def standings() -> dict[str, Wording]:
    """The words of each verdict a page counts, in their order: what runs ahead of an allowed amount stands apart from what is slow."""
    found: dict[str, Wording] = {}
    for status, words in WORDS.items():
        found[status] = words
        if status == "behind":
            found["over_pace"] = Verdict("behind", "", over_pace=True).words
    return found


def standing(row: Judged) -> str:
    """The verdict of a target as a page counts it: a key of `standings`."""
    return "over_pace" if row.verdict.over_pace and row.verdict.status == "behind" else row.verdict.status
