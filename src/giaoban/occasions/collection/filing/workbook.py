"""A matrix as an xlsx workbook to be filled: locked heads, checked cells, and a hidden sheet that knows what every cell said when it left.

The hidden sheet makes a file harmless: a cell that nobody touched in the file changes nothing, however old the file is.
"""

import io
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext, gettext_noop
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from giaoban.kernel.quantity import vietnamese
from giaoban.occasions.collection.filing.cells import EXACT, Sheet
from giaoban.occasions.collection.grid import MISSING, Column, Grid, Missing, Place, Row, Value
from giaoban.records.figures.printing import in_language, written

MARK, FORM = "giaoban", "1"
HIDDEN, SHOWN = "giaoban", gettext_noop("Số liệu")
ROLES = {"plan": gettext_noop("kế hoạch"), "actual": "", "estimate": gettext_noop("ước thực hiện")}
TOP = 4
"""Rows above the heads: title, period, how to fill, what else is asked for (or a blank one)."""
TALL_FROM = 3
"""So many times more columns than units, and the indicators go down the page."""
WIDEST = Decimal(10) ** 17
WANTED = gettext_noop("Ghi số %(bounds)s theo đơn vị tính %(measure)s; không có số liệu thì ghi x.")
CARRIED = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?")
NOTE = gettext_noop("Yêu cầu thêm:")
HOW = gettext_noop(
    "Ghi số vào ô trắng, đúng đơn vị tính của cột. Không có số liệu thì ghi x (không ghi 0). Chưa biết thì để trống. "
    "Ô xám đã khóa. Được đổi thứ tự dòng, cột; giữ lại các mã bắt đầu bằng #."
)


@dataclass(slots=True)
class Carried:
    """What the hidden sheet of a workbook says: whose it is, and what each cell said, in which version, when the file was made."""

    ref: str
    title: str
    units: dict[str, int] = field(default_factory=dict)
    """Names as they were then -> unit."""
    cells: dict[Place, tuple[int, str]] = field(default_factory=dict)
    """(version, what it said: "", "x" or the number)."""

    def said(self, place: Place) -> tuple[int, str]:
        """Version and contents of a cell when the file was made."""
        return self.cells.get(place, (0, ""))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand. tall: indicators go down and units across; head, lead: rows of heads, columns before the cells."""

    grid: Grid
    tall: bool

    @property
    def head(self) -> int:
        """Rows of heads."""
        return 2 if self.tall else 3

    @property
    def lead(self) -> int:
        """Columns before the cells."""
        return 4 if self.tall else 3

    def at(self, unit: int, column: int) -> tuple[int, int]:
        """Row and column of the cell of the unit and column with these places in the grid."""
        down, across = (column, unit) if self.tall else (unit, column)
        return TOP + self.head + down, self.lead + across

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns of cells."""
        units, columns = len(self.grid.rows), len(self.grid.columns)
        return (columns, units) if self.tall else (units, columns)


def layout_of(grid: Grid) -> Layout:
    """A grid of one or few units is filled down the page."""
    units, columns = len(grid.rows), len(grid.columns)
    return Layout(grid, tall=columns > 1 and (units == 1 or units * TALL_FROM <= columns))


def role_words(column: Column) -> str:
    """What kind of figure a column holds where that is not the figure reached."""
    words = ROLES.get(column.role, column.role)
    return words and gettext(words)


def head_of(column: Column) -> str:
    """The name of a column as its head says it."""
    role = role_words(column)
    return f"{column.name} ({role})" if role else column.name


def text_of(value: Value) -> str:
    """A value as the hidden sheet keeps it: exact, with a point."""
    if value is None:
        return ""
    return "x" if isinstance(value, Missing) else f"{value.normalize():f}"


def workbook_bytes(grid: Grid, *, ref: str) -> bytes:
    """The xlsx file of a grid. ref: the name of what it belongs to ("collection/12"); an import under another name refuses the file."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": grid.title, "subject": grid.period_label})
        write_shown(book, layout_of(grid))
        write_hidden(book, grid, ref)
    return stream.getvalue()


def formats_of(book: Any) -> dict[str, Any]:
    """The looks of the sheet."""
    font = {"font_name": "Times New Roman", "font_size": 11}
    edge = {"border": 1, "border_color": "#8C8C8C", "valign": "vcenter"}
    grey = {"bg_color": "#EDEDED", "locked": True}
    return {
        "title": book.add_format({**font, "font_size": 14, "bold": True}),
        "plain": book.add_format(font),
        "how": book.add_format({**font, "italic": True, "text_wrap": True, "valign": "top"}),
        "head": book.add_format({**font, **edge, **grey, "bold": True, "text_wrap": True, "align": "center"}),
        "measure": book.add_format({**font, **edge, **grey, "italic": True, "text_wrap": True, "align": "center"}),
        "key": book.add_format({**font, **edge, **grey, "font_size": 8, "font_color": "#595959", "align": "center"}),
        "lead": book.add_format({**font, **edge, **grey, "text_wrap": True}),
        "number": book.add_format({**font, **edge, **grey, "align": "center"}),
    } | {
        f"{state}{places}": book.add_format(
            {**font, **edge, "align": "right", "num_format": number_format(places)}
            | ({"locked": False} if state == "open" else grey)
        )
        for state in ("open", "shut")
        for places in range(7)
    }


def number_format(places: int) -> str:
    """Thousands parted, so many decimals."""
    return "#,##0" + ("." + "0" * places if places else "")


def write_shown(book: Any, layout: Layout) -> None:
    """The sheet that people fill."""
    sheet, looks, grid = book.add_worksheet(gettext(SHOWN)), formats_of(book), layout.grid
    sheet.write_string(0, 0, grid.title, looks["title"])
    sheet.write_string(1, 0, in_language(grid.period_label), looks["plain"])
    across = layout.lead + layout.size[1] - 1
    sheet.merge_range(2, 0, 2, max(min(across, 9), 3), gettext(HOW), looks["how"])
    sheet.set_row(2, 36)
    if grid.note:
        words = f"{gettext(NOTE)} {' '.join(grid.note.split())}"
        sheet.merge_range(3, 0, 3, max(min(across, 9), 3), words, looks["how"])
        sheet.set_row(3, min(18 * (len(words) // 80 + 1), 180))
    (write_tall if layout.tall else write_wide)(sheet, looks, grid)
    for unit, row in enumerate(grid.rows):
        for number, column in enumerate(grid.columns):
            write_cell(sheet, looks, layout.at(unit, number), grid.at(row.unit_id, column.key), row, column)
    for number, column in enumerate(grid.columns):
        check(sheet, layout, number, column)
    if not layout.tall and len(grid.rows) > 1:
        write_totals(sheet, looks, layout)
    sheet.freeze_panes(TOP + layout.head, layout.lead)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP, TOP + layout.head - 1)
    sheet.set_footer("&R&P/&N")


def write_wide(sheet: Any, looks: dict[str, Any], grid: Grid) -> None:
    """Heads and leads with the units going down."""
    for place, words in enumerate((gettext("TT"), gettext("Mã đơn vị"), gettext("Đơn vị"))):
        sheet.write_string(TOP, place, words, looks["head"])
    for place, words in ((1, gettext("Đơn vị tính")), (2, gettext("Mã cột"))):
        for blank in (0, 1):
            sheet.write_blank(TOP + place, blank, None, looks["key"])
        sheet.write_string(TOP + place, 2, words, looks["measure" if place == 1 else "key"])
    for number, column in enumerate(grid.columns, 3):
        sheet.write_string(TOP, number, head_of(column), looks["head"])
        sheet.write_string(TOP + 1, number, column.unit_of_measure, looks["measure"])
        sheet.write_string(TOP + 2, number, f"#{column.key}", looks["key"])
    for number, row in enumerate(grid.rows):
        at = TOP + 3 + number
        sheet.write_number(at, 0, number + 1, looks["number"])
        sheet.write_string(at, 1, row.code, looks["lead"])
        sheet.write_string(at, 2, row.name, looks["lead"])
    longest = max((len(head_of(column)) for column in grid.columns), default=1)
    sheet.set_row(TOP, min(max(32, 16 * (longest // 14 + 1)), 120))
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 30)
    sheet.set_column(3, 2 + len(grid.columns), 15)


def write_tall(sheet: Any, looks: dict[str, Any], grid: Grid) -> None:
    """Heads and leads with the indicators going down."""
    for place, words in enumerate((gettext("TT"), gettext("Chỉ tiêu"), gettext("Đơn vị tính"), gettext("Mã cột"))):
        sheet.write_string(TOP, place, words, looks["head"])
        sheet.write_blank(TOP + 1, place, None, looks["key"])
    sheet.write_string(TOP + 1, 1, gettext("Mã đơn vị"), looks["key"])
    for number, row in enumerate(grid.rows, 4):
        sheet.write_string(TOP, number, row.name, looks["head"])
        sheet.write_string(TOP + 1, number, row.code, looks["key"])
    for number, column in enumerate(grid.columns):
        at = TOP + 2 + number
        sheet.write_number(at, 0, number + 1, looks["number"])
        sheet.write_string(at, 1, head_of(column), looks["lead"])
        sheet.write_string(at, 2, column.unit_of_measure, looks["measure"])
        sheet.write_string(at, 3, f"#{column.key}", looks["key"])
    sheet.set_row(TOP, 32)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, 2, 14)
    sheet.set_column(3, 3, 8)
    sheet.set_column(4, 3 + len(grid.rows), 18)


def write_cell(sheet: Any, looks: dict[str, Any], at: tuple[int, int], value: Value, row: Row, column: Column) -> None:
    """One cell: a number as a number; with more digits than a spreadsheet keeps, as text."""
    places = min(column.decimals, 6)
    if isinstance(value, Decimal):
        exponent = value.normalize().as_tuple().exponent
        places = min(max(places, -exponent if isinstance(exponent, int) else 0), 6)
    look = looks[f"{'open' if row.open else 'shut'}{places}"]
    if value is None:
        sheet.write_blank(*at, None, look)
    elif isinstance(value, Missing):
        sheet.write_string(*at, "x", look)
    elif len(value.normalize().as_tuple().digits) > EXACT:
        sheet.write_string(*at, vietnamese(value.normalize()), look)
    else:
        sheet.write_number(*at, value, look)


def check(sheet: Any, layout: Layout, number: int, column: Column) -> None:
    """Let the cells of a column take numbers within its limits, or x."""
    units = len(layout.grid.rows)
    if not units:
        return
    first, last = layout.at(0, number), layout.at(units - 1, number)
    low = -WIDEST if column.low is None else column.low
    high = WIDEST if column.high is None else column.high
    cell = xl_rowcol_to_cell(*first)
    within = f"AND(ISNUMBER({cell}),{cell}>={low:f},{cell}<={high:f})"
    bounds = [
        *([gettext("từ %(n)s") % {"n": written(column.low.normalize())}] if column.low is not None else []),
        *([gettext("đến %(n)s") % {"n": written(column.high.normalize())}] if column.high is not None else []),
    ]
    sheet.data_validation(
        *first,
        *last,
        {
            "validate": "custom",
            "value": f'=OR({within},LOWER(TRIM({cell}))="x")',
            "ignore_blank": True,
            "error_title": gettext("Ô này cần một số"),
            "error_message": (gettext(WANTED) % {"bounds": " ".join(bounds), "measure": column.unit_of_measure})[:255],
        },
    )


def write_totals(sheet: Any, looks: dict[str, Any], layout: Layout) -> None:
    """A row that adds up what adds up over units, with its value written as well."""
    grid = layout.grid
    last = layout.at(len(grid.rows) - 1, 0)[0]
    for number, words in enumerate(("", "", gettext("Cộng"))):
        sheet.write_string(last + 1, number, words, looks["head" if words else "lead"])
    for number, column in enumerate(grid.columns):
        first, across = layout.at(0, number)
        if column.kind != "sum":
            sheet.write_blank(last + 1, across, None, looks["shut0"])
            continue
        values = [grid.at(row.unit_id, column.key) for row in grid.rows]
        total = sum((value for value in values if isinstance(value, Decimal)), Decimal(0))
        area = xl_range(first, across, last, across)
        sheet.write_formula(last + 1, across, f"=SUM({area})", looks[f"shut{min(column.decimals, 6)}"], total)


def write_hidden(book: Any, grid: Grid, ref: str) -> None:
    """What the file remembers: all as text, so that no program rounds it."""
    sheet = book.add_worksheet(HIDDEN)
    lines: list[tuple[str, ...]] = [(MARK, FORM, ref, grid.title, grid.period_label)]
    lines += [("column", column.key, column.code, column.name, column.unit_of_measure) for column in grid.columns]
    lines += [("unit", str(row.unit_id), row.code, row.name) for row in grid.rows]
    for row in grid.rows:
        for column in grid.columns:
            place = (row.unit_id, column.key)
            version, said = grid.versions.get(place, 0), text_of(grid.cells.get(place))
            if version or said:
                lines.append(("cell", str(row.unit_id), column.key, str(version), said))
    for number, line in enumerate(lines):
        for at, words in enumerate(line):
            sheet.write_string(number, at, words)
    sheet.very_hidden()


def carried_of(sheets: list[Sheet]) -> Carried | None:
    """What the hidden sheet of a workbook says; None where there is none of ours."""
    for sheet in sheets:
        if sheet.text(0, 0) == MARK and sheet.text(0, 1) == FORM:
            carried = Carried(sheet.text(0, 2), sheet.text(0, 3))
            for number in sorted({row for row, _column in sheet.cells}):
                take_line(carried, [sheet.text(number, place) for place in range(5)])
            return carried
    return None


def take_line(carried: Carried, line: list[str]) -> None:
    """One line of the hidden sheet; lines that somebody broke are left out."""
    kind, unit, second, third, said = line
    if kind == "unit" and unit.isdecimal():
        carried.units[third] = int(unit)
    elif kind == "cell" and unit.isdecimal() and third.isdecimal():
        carried.cells[int(unit), second] = int(third), said


def value_carried(said: str) -> Value:
    """The value behind such a text; a blank for one that is none."""
    if said == "x":
        return MISSING
    return Decimal(said) if CARRIED.fullmatch(said) else None
