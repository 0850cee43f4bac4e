"""Yes and no of one whole (T3): "36 cơ sở đạt, 4 cơ sở không đạt"."""

from __future__ import annotations

import re

from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.checks.slips import one_slip

_NO = re.compile(r"\b(?:không|chưa)\s+((?:[^\W\d_]+\s?){1,3})")
_REACH = 5


def find_opposites(page: Page, board: Board) -> None:
    """Propose that what is and what is not make up the count before them."""
    for no in page.marks:
        if not (no.at and no.counted and no.at not in board.base_of and no.at not in board.top_of):
            continue
        yes = page.marks[no.at - 1]
        if yes.percent and yes.at:
            yes = page.marks[yes.at - 1]
        alike = yes.counted and yes.sentence == no.sentence and yes.at not in board.base_of
        if alike and same_unit(yes.unit, no.unit) and _denied(page, yes, no):
            _divide(page, board, yes, no)


def _denied(page: Page, yes: Mark, no: Mark) -> bool:
    """True where the words of the second count are those of the first with không or chưa before them."""
    after = page.low[no.figure.end : min(page.item_end(no.figure.end), no.figure.end + 40)]
    before = no.before[-40:]
    for words, mine in ((after, page.tail(yes, 40)), (before, yes.before[-40:])):
        denied = _NO.search(words)
        if denied is None:
            continue
        head = denied.group(1).split()[0]
        if re.search(rf"\b{re.escape(head)}\b", mine) and not _NO.search(mine):
            return True
    return False


def _divide(page: Page, board: Board, yes: Mark, no: Mark) -> None:
    if yes.at in board.top_of or yes.at in board.whole_of or no.at in board.whole_of:
        return
    for whole in reversed(page.marks[max(0, yes.at - _REACH) : yes.at]):
        if whole.sentence != yes.sentence and yes.sentence - whole.sentence > 1:
            return
        fit = whole.counted and (same_unit(whole.unit, yes.unit) or covers(whole.unit, yes.unit))
        if not fit or whole.at in board.top_of or whole.at in board.base_of:
            continue
        parts = [middle(yes.figure), middle(no.figure)]
        if sum(parts) == middle(whole.figure) or (
            whole.sentence == yes.sentence and one_slip(middle(whole.figure), parts)
        ):
            board.add(Draft("T3", "sum", "sum", whole.id, (yes.id, no.id)))
            board.group(whole, (yes, no))
        return
