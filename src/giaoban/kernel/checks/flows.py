"""Stocks that change (T3): opened with, gained, lost, closed with; "đầu năm … thoát nghèo … phát sinh mới … cuối năm còn …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, akin
from giaoban.kernel.checks.model import Kind
from giaoban.kernel.checks.numbers import ZERO, middle
from giaoban.kernel.checks.slips import one_slip

_OPENING = re.compile(
    r"\b(?:đầu (?:năm|kỳ|tháng|quý|nhiệm kỳ)|cuối (?:năm|kỳ|quý|tháng) (?:trước|\d{4})|(?:năm(?: học)?|kỳ|tháng|quý) trước"
    r"(?: chuyển (?:sang|qua))?|tồn (?:đầu kỳ|kỳ trước)|hiện có|trước đây|năm \d{4})\b[^;.()\d]{0,50}$"
)
_LOST = re.compile(
    r"\b(?:thoát|ra khỏi|giảm|chuyển đi|xuất|giải thể|thanh lý|kết thúc|tốt nghiệp|cắt|nghỉ|chết|từ trần|qua đời|hy sinh|tử vong"
    r"|thôi|bỏ|rời|tháo dỡ|phá dỡ|đã (?:giải quyết|xử lý|trả)|ngừng"
    r"|tạm ngừng|xóa tên|khai trừ|đưa ra|rút|chi|thu nợ)\b[^;.()\d]{0,40}$"
)
_GAINED = re.compile(
    r"\b(?:phát sinh|mới|tăng|tăng thêm|chuyển đến|nhập|thành lập|tiếp nhận|kết nạp|tái nghèo|bổ sung|thu|thêm|cho vay"
    r"|đăng ký|xây|mua)\b[^;.()\d]{0,40}$"
)
_CLOSING = re.compile(
    r"(?:\b(?:cuối (?:năm|kỳ|tháng|quý|nhiệm kỳ)|đến nay|hiện nay|hiện|nay|năm \d{4})\b[^;.()\d]{0,30})?"
    r"(?:\bđến (?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?[^,;.()\d]{0,20}|\bcòn(?: lại)?|\bcòn (?:tồn|dư)|\bhiện có|\bcó"
    r"|\btồn cuối kỳ|\bnâng [^,;.()\d]{0,60}(?:lên|thành)|\bcuối (?:năm|kỳ|tháng|quý|nhiệm kỳ))(?: là)?:?\s*$"
)
_RAISED = re.compile(r"\bnâng (?:tổng )?(?:số|quy mô|diện tích)?[^,;.()\d]{0,60}(?:lên|thành)(?: là)?\s*$")
_ALL_TOLD = re.compile(r"\btổng (?:số|cộng)\b(?!.*\b(?:đầu|nợ)\b)[^,;:()\n\d]{0,60}$")
_LONGEST = 4
_BESIDE = 90
_CLOSES = re.compile(r"c(?:òn|ó|uối)|lên|thành|đến|tồn|dư")
"""Every word of a closing stock holds one of these: a quick look before the pattern is tried."""
_LONGEST_CLOSING = 100
"""No closing words are longer, the blanks behind them apart."""


def find_flows(page: Page, board: Board) -> None:
    """Propose the balance of every closing stock that stands behind an opening one with gains and losses between."""
    for closing in page.marks:
        if not closing.counted or not closing.at:
            continue
        if _CLOSES.search(closing.head, max(0, len(closing.head) - _BESIDE)) and _closes(closing.head):
            _balance(page, board, closing)


def _closes(head: str) -> bool:
    """True where the words right before a number say that it is what there is at the end."""
    return _CLOSING.search(head, max(0, len(head.rstrip()) - _LONGEST_CLOSING)) is not None


def _balance(page: Page, board: Board, closing: Mark) -> None:
    chain = _chain(page, board, closing)
    told = [k for k, mark in enumerate(chain) if _OPENING.search(_words(page, mark))]
    if not told:
        return
    opened = next((k for k in told if not _sign(page, chain[k])), told[0])
    opening, moves = chain[opened], list(reversed(chain[:opened]))
    signs = [_sign(page, mark) for mark in moves]
    in_all = any(_ALL_TOLD.search(_words(page, m)) for m in page.marks[max(0, opening.at - 2) : closing.at])
    if not moves or 0 in signs or in_all:
        return
    total = middle(opening.figure) + sum((s * abs(middle(m.figure)) for s, m in zip(signs, moves, strict=True)), ZERO)
    exact = total == middle(closing.figure)
    both = len(set(signs)) > 1
    raised = bool(_RAISED.search(closing.head))
    if not exact and not (both or raised) and not _close(opening, moves, signs, closing):
        return
    terms = (opening.id, *(m.id for m in moves))
    kind: Kind = "difference" if -1 in signs else "sum"
    board.add(Draft("T3", kind, "balance", closing.id, terms, counts=(1, *signs)))
    board.group(opening if -1 in signs else closing, [*moves, closing] if -1 in signs else [opening, *moves])


def _chain(page: Page, board: Board, closing: Mark) -> list[Mark]:
    """Counts of the closing one's kind before it in its sentence and the one before, nearest first; shares and brackets apart."""
    kept: list[Mark] = []
    for mark in reversed(page.marks[max(0, closing.at - 3 * _LONGEST) : closing.at]):
        if closing.sentence - mark.sentence > 1 or mark.line != closing.line or len(kept) > _LONGEST:
            break
        bracketed = page.bracketed(mark) and ")" in page.low[mark.figure.end : closing.figure.num_start]
        moved = mark.change and not mark.percent and mark.value is not None
        usable = (
            (mark.counted or moved) and mark.at not in board.base_of and mark.at not in board.top_of and not bracketed
        )
        if usable and bool(mark.unit) and akin(closing.unit, mark.unit):
            kept.append(mark)
    return kept


def _words(page: Page, mark: Mark) -> str:
    """The words that belong to a figure: of its clause, from the figure before it."""
    start = mark.clause
    if mark.at:
        start = max(start, page.marks[mark.at - 1].figure.end)
    return page.low[max(start, mark.figure.num_start - 120) : mark.figure.num_start]


def _sign(page: Page, mark: Mark) -> int:
    """1 for a gain, -1 for a loss, 0 where the words name neither."""
    words = page.low[mark.figure.start : mark.figure.num_start] if mark.change else ""
    words = words or _words(page, mark)
    gained, lost = _GAINED.search(words), _LOST.search(words)
    if not gained and not lost:  # "318 hộ thoát nghèo, 42 hộ nghèo phát sinh"
        words = f"{' '.join(mark.unit)} {page.tail(mark, 30)}"
        gained, lost = _GAINED.search(words), _LOST.search(words)
    if gained and lost:
        return 1 if gained.start() > lost.start() else -1
    return 1 if gained else -1 if lost else 0


def _close(opening: Mark, moves: Sequence[Mark], signs: Sequence[int], closing: Mark) -> bool:
    """True where one slip of the hand in one of the numbers would close the balance."""
    whole, parts = _as_sum(opening, moves, signs, closing)
    return one_slip(whole, parts)


def _as_sum(opening: Mark, moves: Sequence[Mark], signs: Sequence[int], closing: Mark) -> tuple[Decimal, list[Decimal]]:
    """The balance of moves of one sign as a whole and its parts."""
    amounts = [abs(middle(m.figure)) for m in moves]
    if signs[0] < 0:
        return middle(opening.figure), [*amounts, middle(closing.figure)]
    return middle(closing.figure), [middle(opening.figure), *amounts]
