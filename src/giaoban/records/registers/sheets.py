"""A file of somebody's rows -> titles of its columns and its rows with their number in the file."""

import csv
import io
from dataclasses import dataclass
from hashlib import sha256

from giaoban.kernel.extract import Limits, Table, extract
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import fold

MOST_ROWS = 50_000
READ = Limits(max_bytes=30 * 1024 * 1024, max_cells=1_500_000)
SERIAL = frozenset({"tt", "stt", "so tt", "so thu tu"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """titles: of the columns as written; rows: (number of the row in the file, its cells)."""

    titles: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def layout(self) -> str:
        """A hash of the titles, the same for every file of the same form."""
        return sha256("\x1f".join(fold(title) for title in self.titles).encode()).hexdigest()


def sheet_of(data: bytes, *, name: str) -> Sheet:
    """The largest table of a file: xlsx, xls, ods, docx, csv ... Errors: EXT-0xx; REG-008 without a table; REG-009 with too many rows."""
    grid = of_csv(data) if name.lower().endswith((".csv", ".tsv")) else of_office(data, name)
    start = head_of(grid)
    if start is None:
        raise Problem("REG-008", name=name)
    titles = tuple(" ".join(cell.split()) for cell in grid[start][1])
    rows = tuple((number, cells) for number, cells in grid[start + 1 :] if any(cell.strip() for cell in cells))
    if len(rows) > MOST_ROWS:
        raise Problem("REG-009", count=len(rows), limit=MOST_ROWS)
    rows = tuple((number, cells) for number, cells in rows if not numbering(cells))
    return Sheet(titles, rows)


def of_csv(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a CSV file, whatever stands between its cells."""
    text = decoded(data)
    sample = text[:4000]
    mark = max(",;\t", key=sample.count)
    return [(number, tuple(row)) for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1)]


def decoded(data: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 with its mark, or the code page of older Windows."""
    for encoding in ("utf-16", "utf-8-sig") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def of_office(data: bytes, name: str) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of the largest table of an office file."""
    tables = extract(data, name=name, limits=READ).tables
    if not tables:
        return []
    return grid_of(max(tables, key=lambda table: sum(len(row) for row in table.rows)))


def grid_of(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    """The cells of a table by place; the number of a row is that of its first cell's address where it says one."""
    width = max((cell.column + 1 for row in table.rows for cell in row), default=0)
    found = []
    for row in table.rows:
        if row:
            cells = [""] * width
            for cell in row:
                cells[cell.column] = cell.text
            found.append((number_of(row[0].address, row[0].row + 1), tuple(cells)))
    return found


def number_of(address: str, default: int) -> int:
    """The row of an address like "Chỉ tiêu!B7"."""
    digits = address.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
    return int(digits) if "!" in address and digits.isdecimal() else default


def head_of(grid: list[tuple[int, tuple[str, ...]]]) -> int | None:
    """Which row has the titles: of the first twenty the one with most different words in its cells, and rows below it."""
    best, most = None, 0
    for place, (_number, cells) in enumerate(grid[:20]):
        words = {fold(cell) for cell in cells if cell.strip() and not cell.strip().replace(".", "").isdecimal()}
        if len(words) > most and place + 1 < len(grid):
            best, most = place, len(words)
    return best


def numbering(cells: tuple[str, ...]) -> bool:
    """True for the row under the titles that only numbers the columns: (1) (2) (3)."""
    said = [cell.strip().strip("()") for cell in cells if cell.strip()]
    if len(said) < 3 or not said[0].isdecimal():
        return False
    first = int(said[0])
    return said == [str(number) for number in range(first, first + len(said))]
