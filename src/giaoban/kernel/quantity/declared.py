"""Units that a table says once: "ĐVT: triệu đồng" above it, "(ha)" or "%" in the head of a column."""

from __future__ import annotations

import re
from bisect import bisect_right
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
_PLANNED = re.compile(r"(?<!\w)(?:dự toán|kế hoạch|kh|chỉ tiêu(?: giao)?|dt|giao)(?!\w)")
_DONE = re.compile(
    r"(?<!\w)(?:thực hiện|th|ước|đã|tiếp nhận|giải quyết|kết quả|giải ngân|thanh toán|lũy kế|luỹ kế|quyết toán|đạt được)(?!\w)"
)
_LONGEST_ROW = 220
_MOST_ROWS = 400
_MONEY = Unit("VND", "money")


@dataclass(frozen=True, slots=True)
class Declared:
    """A unit and the multiplier printed with it: "triệu đồng" is VND and 10^6."""

    unit: Unit
    factor: Decimal


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
        self._of_row: list[tuple[Declared | None, dict[int, Declared], dict[int, Role]]] = []
        if "\t" in page.lower or "|" in page.lower or _DECLARED.search(page.lower):
            self._scan()

    def _scan(self) -> None:
        page = self._page
        table: Declared | None = None
        heads: dict[int, Declared] = {}
        roles: dict[int, Role] = {}
        left = 0
        for line in _LINE.finditer(page.lower):
            start, end = line.span()
            said = _DECLARED.search(page.lower, start, end)
            if said:
                at = said.end()
                table, heads, left = _unit_at(page, at + (page.lower[at] == " "), self._lexicon), {}, _MOST_ROWS
                roles = {}
                continue
            cells = "\t" in line[0] or "|" in line[0]
            if end - start > _LONGEST_ROW and not cells:
                table, left = None, 0
            if cells and not _ENDS_IN_NUMBER.search(line[0]):
                heads = self._heads(start, end) or heads
                roles = self._roles(start, end) or roles
            elif not cells and line[0].strip(" .,0123456789"):
                heads, roles = {}, {}
            left -= 1
            row = cells or _ENDS_IN_NUMBER.search(line[0]) is not None
            if row and ((table is not None and left >= 0) or heads or roles):
                self._rows.append((start, end))
                self._of_row.append((table if left >= 0 else None, heads if cells else {}, roles if cells else {}))

    def _heads(self, start: int, end: int) -> dict[int, Declared]:
        """Column -> unit, of a row of heads."""
        found: dict[int, Declared] = {}
        for column, cell in enumerate(_CELL.finditer(self._page.lower, start, end)):
            said = _IN_HEAD.search(self._page.lower, cell.start(), cell.end())
            if said:
                unit = _unit_at(self._page, said.start(1) if said[1] else said.start(2), self._lexicon)
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
        """Which cell of a row an offset lies in, from 0."""
        cells = sum(1 for _ in _CELL.finditer(self._page.lower, self._rows[row][0], pos))
        return cells - 1 + (self._page.lower[pos - 1 : pos] in ("\t", "|"))

    def of(self, pos: int) -> Declared | None:
        """The unit of the bare number at an offset, None where no table declares one."""
        row = self._row_of(pos)
        if row < 0:
            return None
        table, heads, _ = self._of_row[row]
        return heads.get(self._column(row, pos), table) if heads else table

    def role(self, pos: int) -> Role | None:
        """Plan or actual by the head of the column that an offset stands in, None where no head says so."""
        row = self._row_of(pos) if self._rows else -1
        roles = self._of_row[row][2] if row >= 0 else None
        return roles.get(self._column(row, pos)) if roles else None
