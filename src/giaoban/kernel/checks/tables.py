"""Rows of tables that came out as lines: two amounts and the percentage of one in the other (T6)."""

from __future__ import annotations

from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, same_unit


def find_rows(page: Page, board: Board) -> None:
    """Propose the share of every row; which column is the base is what most rows of the table show."""
    rows = [row for share in page.marks if (row := _row(page, board, share)) is not None]
    for group in _tables(rows):
        fits = [[judge(_draft(row, order), page.figures).holds is True for row in group] for order in (0, 1)]
        order = 0 if sum(fits[0]) >= sum(fits[1]) else 1
        if 2 * sum(fits[order]) < len(group):
            continue
        for row in group:
            board.add(_draft(row, order))
            board.used_shares.add(row[2].at)


def _row(page: Page, board: Board, share: Mark) -> tuple[Mark, Mark, Mark] | None:
    """(first amount, second amount, share) standing side by side in one line."""
    if not share.percent or share.change or share.at < 2 or share.at in board.used_shares:
        return None
    first, second = page.marks[share.at - 2], page.marks[share.at - 1]
    if not (first.counted and second.counted and same_unit(first.unit, second.unit)) or first.line != share.line:
        return None
    blank = all(not page.gap(a, b).strip(" |;-") for a, b in ((first, second), (second, share)))
    return (first, second, share) if blank and second.at not in board.base_of else None


def _tables(rows: list[tuple[Mark, Mark, Mark]]) -> list[list[tuple[Mark, Mark, Mark]]]:
    tables: list[list[tuple[Mark, Mark, Mark]]] = []
    for row in rows:
        if tables and row[2].line - tables[-1][-1][2].line <= 3:
            tables[-1].append(row)
        else:
            tables.append([row])
    return tables


def _draft(row: tuple[Mark, Mark, Mark], order: int) -> Draft:
    first, second, share = row
    terms = (first.id, second.id) if order else (second.id, first.id)
    return Draft("T6", "ratio", "ratio", share.id, terms)
