"""A `View` as a file: xlsx, csv or docx, by `?dang=`. Every file taken is written in the journal."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext as _

from giaoban.ground import journal
from giaoban.ground.org.folding import fold
from giaoban.kernel.problems import Problem
from giaoban.windows.boards.paper import docx_bytes
from giaoban.windows.boards.view import Column, Entry, Row, View, cell_of, remarks
from giaoban.windows.boards.workbook import xlsx_bytes

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PARAMETER = "dang"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CELLS_ON_PAPER = 6_000
ROWS_OF_BOOK = 200_000


def kind_asked(request: HttpRequest) -> str:
    """The kind of file that `?dang=` asks for; "" where the page itself is wanted. Errors: BRD-001 for another word."""
    kind = request.GET.get(PARAMETER, "").strip().lower()[:10]
    if kind and kind not in KINDS:
        raise Problem("BRD-001", kind=kind)
    return kind


def file_answer(request: HttpRequest, view: View, *, name: str) -> HttpResponseBase | None:
    """The file that `?dang=` asks for, journalled; None where the page itself is wanted.

    name: of the page, for the journal ("pivot"); the file bears the table's title. Errors: BRD-001 to BRD-003.
    """
    kind = kind_asked(request)
    if not kind:
        return None
    content: HttpResponseBase
    if kind == "csv":
        content = StreamingHttpResponse(csv_lines(view), content_type=KINDS[kind])
    else:
        content = HttpResponse(made(view)[kind](), content_type=KINDS[kind])
    stem = slugify(fold(view.title))[:60].strip("-") or name
    content["Content-Disposition"] = f'attachment; filename="{stem}.{kind}"'
    content["X-Content-Type-Options"] = "nosniff"
    asked = request.GET.copy()
    asked.pop(PARAMETER, None)
    journal.note(verb="boards.export", details={"page": name, "kind": kind, "query": asked.urlencode()[:500]})
    return content


def made(view: View) -> dict[str, Callable[[], bytes]]:
    """How the files that are made whole are made. Errors: BRD-002, BRD-003 when called for a table that is too long."""
    return {"xlsx": lambda: xlsx_bytes(limited(view, rows=ROWS_OF_BOOK)), "docx": lambda: docx_bytes(on_paper(view))}


def on_paper(view: View) -> View:
    """The same table, refused once it has more cells than a Word file should."""
    most = CELLS_ON_PAPER // max(1, len(view.columns))
    return with_rows(view, refusing(view.rows, most, Problem("BRD-002", most=f"{CELLS_ON_PAPER:,}".replace(",", "."))))


def limited(view: View, *, rows: int) -> View:
    """The same table, refused once it has more rows than one sheet should."""
    return with_rows(view, refusing(view.rows, rows, Problem("BRD-003", most=f"{rows:,}".replace(",", "."))))


def with_rows(view: View, rows: Iterable[Row]) -> View:
    """The same table of other rows."""
    return View(view.title, view.note, view.columns, rows, view.sources, view.as_of, view.link, view.issuer)


def refusing(rows: Iterable[Row], most: int, problem: Problem) -> Iterable[Row]:
    """The rows; a sequence stays one. Errors: the problem where there are more than `most`."""
    if isinstance(rows, Sequence):
        if len(rows) > most:
            raise problem
        return rows
    return counted(rows, most, problem)


def counted(rows: Iterable[Row], most: int, problem: Problem) -> Iterator[Row]:
    """Rows that are read once, counted while they pass."""
    for number, row in enumerate(rows, 1):
        if number > most:
            raise problem
        yield row


class Echo:
    """Hands back what the csv writer writes."""

    def write(self, value: str) -> str:
        """The line itself."""
        return value


def csv_lines(view: View) -> Iterator[str]:
    """RFC 4180 with a byte order mark, one head line, numbers plain ("1234.5"), a last column of remarks; below the table what it is.

    A text that a spreadsheet would run as a formula begins with an apostrophe; a missing number is empty, never 0.
    """
    writer = csv.writer(Echo(), lineterminator="\r\n")
    noted = view.remarked
    heads = [*(head_of(column) for column in view.columns), *([_("Ghi chú")] if noted else [])]
    yield "\ufeff" + str(writer.writerow([harmless(head) for head in heads]))
    for row in view.rows:
        values = [plain(column, entry) for column, entry in zip(view.columns, row.cells, strict=True)]
        yield str(writer.writerow([*values, *([harmless(remarks(view, row))] if noted else [])]))
    told = [view.title, view.note, view.as_of.filed, view.link, *view.sources]
    for text in chain([""], filter(None, told)):
        yield str(writer.writerow([harmless(text), *([""] * (len(heads) - 1))]))


def head_of(column: Column) -> str:
    """The heading of a column outside the table: with its group, and % where its numbers are percentages."""
    title = f"{column.group} – {column.heading}" if column.group else column.heading
    return f"{title} (%)" if column.kind == "percent" and "%" not in title else title


def plain(column: Column, entry: Entry) -> str:
    """A value for another program."""
    value = cell_of(entry).value
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    number = format(Decimal(value), "f")
    return number.rstrip("0").rstrip(".") if "." in number else number


def harmless(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(FORMULA) else text


def exports_of(request: HttpRequest) -> list[tuple[str, str]]:
    """(kind, address) of the files of the page that is shown: the same query with `dang`."""
    found = []
    for kind in KINDS:
        query = request.GET.copy()
        query.pop("trang", None)
        query[PARAMETER] = kind
        found.append((kind, f"?{query.urlencode()}"))
    return found
