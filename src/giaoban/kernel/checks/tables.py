"""Rows of tables that came out as lines: two amounts and the percentage of one in the other (T6)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, same_unit
from giaoban.kernel.checks.numbers import ZERO, middle
from giaoban.kernel.checks.slips import one_slip

_MOST_NUMBERED = 200
_LABEL_LINES = 4
"""Lines from the last cell of a row to the first of the next: its number and its name between."""
_MOST_TOTALS = 30
"""Rows of a table looked at as totals, and rows that one total may have."""


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


def find_tables(page: Page, board: Board) -> None:
    """Propose the shares and the totals of tables whose rows came out as lines of numbers of one length."""
    for table in _blocks(page):
        board.tabled.update(mark.at for row in table for mark in row)
        _shares_by_column(page, board, table)
        _totals_by_column(page, board, table)


def _blocks(page: Page) -> Iterator[list[tuple[Mark, ...]]]:
    """Runs of at least three neighbouring rows of one length: figures side by side at the end of a line, or one cell a line."""
    block: list[tuple[Mark, ...]] = []
    for row in _rows(page):
        if block and (row[0].line - block[-1][-1].line > _LABEL_LINES or len(row) != len(block[-1])):
            yield from [block] if len(block) > 2 else []
            block = []
        block.append(row)
    yield from [block] if len(block) > 2 else []


def _rows(page: Page) -> Iterator[tuple[Mark, ...]]:
    """Rows of a table, in order: the figures that end a line, or the figures of lines with nothing else."""
    cells: list[Mark] = []
    for line, marks in itertools.groupby(page.marks, key=lambda m: m.line):
        group = tuple(marks)
        alone = len(group) == 1 and page.low[slice(*page.line_span(line))].strip(" |%") == _printed(page, group[0])
        if alone and (not cells or line - cells[-1].line == 1):
            cells.append(group[0])
            continue
        yield from [tuple(cells)] if len(cells) > 1 else []
        cells = [group[0]] if alone else []
        row = _at_the_end(page, group)
        yield from [row] if not alone and len(row) > 1 else []
    yield from [tuple(cells)] if len(cells) > 1 else []


def _printed(page: Page, mark: Mark) -> str:
    return page.low[mark.figure.start : mark.figure.end].strip(" |%")


def _at_the_end(page: Page, group: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The figures side by side that end a line; the number of the row and words before them are left out."""
    end = page.line_span(group[0].line)[1]
    if page.low[group[-1].figure.end : end].strip(" |;:%\t"):
        return ()
    first = len(group) - 1
    while first and not page.gap(group[first - 1], group[first]).strip(" |;:%\t"):
        first -= 1
    return group[first + _numbered(page, group[first]) :]


def _numbered(page: Page, mark: Mark) -> bool:
    """True for the number of a row: it begins the line, and words stand right behind it."""
    start = page.line_span(mark.line)[0]
    begins = not page.low[start : mark.figure.num_start].strip(" |")
    return begins and mark.figure.end > mark.figure.num_end and (mark.whole_number or _MOST_NUMBERED) < _MOST_NUMBERED


def _shares_by_column(page: Page, board: Board, table: list[tuple[Mark, ...]]) -> None:
    """A column of shares is that of the two columns before it which fit most rows."""
    for column in range(2, len(table[0])):
        if not any(row[column].percent or row[column].figure.step % 1 for row in table):
            continue
        orders = [(n, m) for n in range(column) for m in range(column) if n != m]
        best = max(orders, key=lambda order: _fitting(page, table, column, order))
        if 2 * _fitting(page, table, column, best) <= len(table) or column - max(best) > 2:
            continue
        for row in table:
            if row[column].at not in board.used_shares and row[best[0]].counted and row[best[1]].counted:
                board.add(_in_columns(row, column, best))
                board.used_shares.add(row[column].at)


def _in_columns(row: tuple[Mark, ...], column: int, order: tuple[int, int]) -> Draft:
    return Draft("T6", "ratio", "ratio", row[column].id, (row[order[0]].id, row[order[1]].id))


def _fitting(page: Page, table: list[tuple[Mark, ...]], column: int, order: tuple[int, int]) -> int:
    return sum(
        all(row[k].counted for k in order) and judge(_in_columns(row, column, order), page.figures).holds is True
        for row in table
    )


def _totals_by_column(page: Page, board: Board, table: list[tuple[Mark, ...]]) -> None:
    """The first or last row is the total of the others where most columns of counts say so; the others are tested then."""
    columns = [
        k for k in range(len(table[0])) if all(row[k].counted and row[k].unit == table[0][k].unit for row in table)
    ]
    for whole, parts in _divided(board, table):
        fits = [k for k in columns if _adds_up(whole[k], [row[k] for row in parts])]
        near = [
            k
            for k in columns
            if k not in fits and one_slip(middle(whole[k].figure), [middle(row[k].figure) for row in parts])
        ]
        if not fits or len(near) > len(fits) or any(whole[k].at in board.wholes for k in fits):
            continue
        for k in (*fits, *near):
            board.add(Draft("T3", "sum", "sum", whole[k].id, tuple(row[k].id for row in parts), tabled=True))
            board.group(whole[k], [row[k] for row in parts])


def _divided(board: Board, table: list[tuple[Mark, ...]]) -> Iterator[tuple[tuple[Mark, ...], list[tuple[Mark, ...]]]]:
    """Each row with the rows below that it may be the total of, from the last row up, so that the parts of parts are left out."""
    for at in range(min(len(table), _MOST_TOTALS) - 1, -1, -1):
        for end in range(min(len(table), at + _MOST_TOTALS), at + 2, -1):
            parts = [row for row in table[at + 1 : end] if not any(mark.at in board.whole_of for mark in row)]
            if len(parts) > 1:
                yield table[at], parts
    yield table[-1], [row for row in table[:-1] if not any(mark.at in board.whole_of for mark in row)]


def _adds_up(whole: Mark, parts: list[Mark]) -> bool:
    return middle(whole.figure) == sum((middle(p.figure) for p in parts), ZERO) and middle(whole.figure) > 0
