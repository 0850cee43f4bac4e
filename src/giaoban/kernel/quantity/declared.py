"""Units that a table says once: "ĐVT: triệu đồng" above it, "(ha)" or "%" in the head of a column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from giaoban.kernel.quantity.figure import Role
from giaoban.kernel.quantity.lexicon import Lexicon, Unit
from giaoban.kernel.quantity.tokens import Page
from giaoban.kernel.quantity.units import scale_at, unit_at

_DECLARED = re.compile(r"đ(?<!\wđ)(?:ơn vị(?: tính)?|vt|v tính)(?: là)? ?[:=](?= {0,2}[^\W\d_%]| {0,2}%)")
_CELL = re.compile(r"[^\t|]+")
_IN_HEAD = re.compile(r"\(([^()\n]{1,20})\)|(%)")
_LINE = re.compile(r"[^\n]+")
_ENDS_IN_NUMBER = re.compile(r"[0-9][)% \t]{0,3}$")
_PLANNED = re.compile(r"(?:d(?<!\wd)(?:ự toán|t)|k(?<!\wk)(?:ế hoạch|h)|c(?<!\wc)hỉ tiêu(?: giao)?|g(?<!\wg)iao)(?!\w)")
_DONE = re.compile(
    r"(?:t(?<!\wt)(?:hực hiện|iếp nhận|hanh toán|h)|ư(?<!\wư)ớc|đ(?<!\wđ)(?:ã|ạt được)|g(?<!\wg)iải (?:quyết|ngân)|k(?<!\wk)ết quả"
    r"|l(?<!\wl)(?:ũy|uỹ) kế|q(?<!\wq)uyết toán)(?!\w)"
)
_PERCENTS = re.compile(r"\(%\)|%|t(?<!\wt)ỷ lệ(?!\w)")
_COLUMNS: tuple[tuple[re.Pattern[str], Role], ...] = ((_PLANNED, "plan"), (_DONE, "actual"), (_PERCENTS, "share"))
_COUNTED_HEAD = re.compile(
    r"[ ]{0,4}(?:(?:tổng )?số (?:lượng )?(?=(\w))|(?=(?:hồ sơ|hộ|học sinh|lao động|người)(?!\w))(\w))"
)
"""A head that names what its column counts: "Số hộ", "Hồ sơ tiếp nhận"."""
_SAME_HEAD = 3
_ROW_NUMBER = re.compile(r"[ ]{0,4}[0-9]{1,3}[.)]?[ ]{1,4}(?=[^\W\d_])")
_NUMBER = re.compile(r"(?<![\w.,/])[0-9][0-9.,]*")
_LONGEST_ROW = 220
_MOST_ROWS = 400
_MONEY = Unit("VND", "money")
_SHARE = Unit("%", "percent")


@dataclass(frozen=True, slots=True)
class Declared:
    """A unit and the multiplier printed with it: "triệu đồng" is VND and 10^6."""

    unit: Unit
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Heads:
    """What the heads of a table say of its columns. `numbers` is how many numbers a row has where a table was flattened to plain
    lines, 0 where its cells are marked off."""

    units: Mapping[int, Declared]
    roles: Mapping[int, Role]
    numbers: int = 0


_NO_HEADS = Heads({}, {})


def _heads_in_words(line: str) -> Heads:
    """The heads of a flattened table: "STT Nội dung Dự toán Thực hiện Tỷ lệ (%)"."""
    places: list[tuple[int, int, Role]] = sorted(
        (found.start(), found.end(), role) for pattern, role in _COLUMNS for found in pattern.finditer(line)
    )
    columns: list[Role] = []
    last = -_SAME_HEAD
    for start, end, role in places:
        if not columns or columns[-1] != role or start - last > _SAME_HEAD:
            columns.append(role)
        last = end
    if len(columns) < 2:
        return _NO_HEADS
    units = {at: Declared(_SHARE, Decimal(1)) for at, role in enumerate(columns) if role == "share"}
    return Heads(units, {at: role for at, role in enumerate(columns) if role != "share"}, len(columns))


def _unit_at(page: Page, pos: int, lexicon: Lexicon) -> Declared | None:
    """The unit written at an offset, with its multiplier."""
    scale = scale_at(page.lower, pos, lexicon)
    factor, behind = scale or (Decimal(1), pos)
    found = unit_at(page.lower, behind, lexicon)
    if found is None or found.notes:
        return Declared(_MONEY, factor) if factor >= 1_000_000 else None
    if found.unit.kind == "money":
        return Declared(_MONEY, factor * found.unit.factor)
    return Declared(found.unit, factor)


class DeclaredUnits:
    """Asked by offset: what a bare number in a table row counts."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._rows: list[tuple[int, int]] = []
        self._of_row: list[tuple[Declared | None, Heads]] = []
        if "\t" in page.lower or "|" in page.lower or "(%)" in page.lower or _DECLARED.search(page.lower):
            self._scan()

    def _scan(self) -> None:
        page = self._page
        table: Declared | None = None
        heads = _NO_HEADS
        left = 0
        for line in _LINE.finditer(page.lower):
            start, end = line.span()
            said = _DECLARED.search(page.lower, start, end)
            if said:
                at = said.end()
                table, heads, left = _unit_at(page, at + (page.lower[at] == " "), self._lexicon), _NO_HEADS, _MOST_ROWS
                continue
            cells = "\t" in line[0] or "|" in line[0]
            if end - start > _LONGEST_ROW and not cells:
                table, left = None, 0
            left -= 1
            row = cells or _ENDS_IN_NUMBER.search(line[0]) is not None
            heads = self._heads_after(line, heads, cells=cells, row=row)
            here = heads if bool(heads.numbers) != cells and self._fits(heads, start, end) else _NO_HEADS
            if row and ((table is not None and left >= 0) or here.units or here.roles):
                self._rows.append((start, end))
                self._of_row.append((table if left >= 0 else None, here))

    def _heads_after(self, line: re.Match[str], heads: Heads, *, cells: bool, row: bool) -> Heads:
        """The heads that hold behind a line: its own where it is a row of heads, none where a table ends."""
        start, end = line.span()
        if cells:
            if _ENDS_IN_NUMBER.search(line[0]):
                return heads
            return Heads(self._heads(start, end) or heads.units, self._roles(start, end) or heads.roles)
        if not line[0].strip(" .,0123456789") or (row and heads.numbers):
            return heads
        return _NO_HEADS if row else _heads_in_words(line[0])

    def _fits(self, heads: Heads, start: int, end: int) -> bool:
        """True unless a line without cells has not as many numbers as its heads."""
        return not heads.numbers or sum(1 for _ in self._numbers(start, end)) == heads.numbers

    def _numbers(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The numbers of a line without cells, its row number left out."""
        lead = _ROW_NUMBER.match(self._page.lower, start, end)
        return _NUMBER.finditer(self._page.lower, lead.end() if lead else start, end)

    def _heads(self, start: int, end: int) -> dict[int, Declared]:
        """Column -> unit, of a row of heads."""
        found: dict[int, Declared] = {}
        for column, cell in enumerate(_CELL.finditer(self._page.lower, start, end)):
            said = _IN_HEAD.search(self._page.lower, cell.start(), cell.end())
            counted = None if said else _COUNTED_HEAD.match(self._page.lower, cell.start(), cell.end())
            if said:
                unit = _unit_at(self._page, said.start(1) if said[1] else said.start(2), self._lexicon)
            elif counted:
                unit = _unit_at(self._page, counted.start(1) if counted[1] else counted.start(2), self._lexicon)
            else:
                continue
            if unit is not None:
                found[column] = unit
        return found

    def _roles(self, start: int, end: int) -> dict[int, Role]:
        """Column -> plan or actual, of a row of heads that tells the two apart."""
        found: dict[int, Role] = {}
        for column, cell in enumerate(_CELL.finditer(self._page.lower, start, end)):
            if _DONE.search(cell[0]):
                found[column] = "actual"
            elif _PLANNED.search(cell[0]):
                found[column] = "plan"
        return found

    def _row_of(self, pos: int) -> int:
        at = bisect_right(self._rows, (pos, len(self._page.lower) + 1)) - 1
        return at if at >= 0 and pos < self._rows[at][1] else -1

    def _column(self, row: int, pos: int) -> int:
        """Which cell (or, without cells, which number) of a row an offset lies in, from 0."""
        start = self._rows[row][0]
        if self._of_row[row][1].numbers:
            return sum(1 for _ in self._numbers(start, pos))
        cells = sum(1 for _ in _CELL.finditer(self._page.lower, start, pos))
        return cells - 1 + (self._page.lower[pos - 1 : pos] in ("\t", "|"))

    def of(self, pos: int) -> Declared | None:
        """The unit of the bare number at an offset, None where no table declares one."""
        row = self._row_of(pos)
        if row < 0:
            return None
        table, heads = self._of_row[row]
        return heads.units.get(self._column(row, pos), table) if heads.units else table

    def role(self, pos: int) -> Role | None:
        """Plan or actual by the head of the column that an offset stands in, None where no head says so."""
        row = self._row_of(pos) if self._rows else -1
        roles = self._of_row[row][1].roles if row >= 0 else None
        return roles.get(self._column(row, pos)) if roles else None
