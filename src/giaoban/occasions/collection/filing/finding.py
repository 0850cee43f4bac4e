"""Where things stand in somebody's table: the row of heads, which column is which, which row is which unit."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import permutations
from typing import NamedTuple, TypeVar

from django.utils.translation import gettext

from giaoban.ground.org.folding import squeeze
from giaoban.kernel.indicators import dims_key
from giaoban.kernel.indicators.dims import dims_parts
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.breakdowns import part_words
from giaoban.occasions.collection.filing.cells import Raw, Sheet
from giaoban.occasions.collection.filing.numbers import token_of
from giaoban.occasions.collection.filing.workbook import Carried, head_of
from giaoban.occasions.collection.grid import NO_FIGURE, Column, Gone, Grid
from giaoban.records.figures.measures import counted, measure

Resolve = Callable[[Sequence[str]], Mapping[str, int | Problem]]
"""Texts that are no names of the matrix -> the unit meant, or why none is."""
HEAD_WITHIN, HEAD_ACROSS = 60, 1_000
"""Rows from the top and columns from the left in which the heads stand."""
LONGEST = 60
"""Letters of a unit of measure."""
MEASURE = re.compile(r"^(?:đơn vị tính|đơn vị|đvt|unit of measure)\s*:?\s*", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\(([^()]{1,60})\)\s*$")
NUMBERING = re.compile(r"\(?(?:[0-9]{1,3}|[A-ZĐ])\)?")
TOTALS = re.compile(r"(?:cong|tong|tong cong|tong so|toan (?:xa|phuong|huyen|tinh|thanh pho|vung)|total)\b")
PLACE = re.compile(r" (?=(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh) )")
"""How the name of a place begins behind the name of an office: "Phòng Kinh tế" is enough for "Phòng Kinh tế xã An Phú"."""
WHOLES = ("tổng số", "tổng", "tổng cộng", "chung", "cộng", "toàn bộ", "total")
"""What stands under the name of an indicator over the column of its whole."""
ROLE_HEADS = {
    "plan": ("kế hoạch", "plan"),
    "actual": ("thực hiện", "actual"),
    "estimate": ("ước thực hiện", "estimate"),
}
"""What a head says of the kind of figure, in the languages in which a workbook may have left."""
ROLE_WORDS = frozenset(squeeze(word) for words in ROLE_HEADS.values() for word in words)
UNIT_HEADS = frozenset(
    {"don vi", "ten don vi", "co quan", "xa phuong", "xa, phuong", "dia phuong", "thon", "truong", "unit"}
)
SERIAL_HEADS = frozenset({"tt", "stt", "so tt", "so thu tu", "no.", "no"})
CODE_HEADS = re.compile(r"(?:ma|code)\b")
NEAR = 0.75
LONGEST_NAME = 400
Texts = dict[int, dict[int, str]]
Named = TypeVar("Named")


class Line(NamedTuple):
    """A row of the table with figures: its place, the unit (None while it is not known, or with the reason)."""

    row: int
    name: str
    unit: int | None
    problem: Problem | None = None


class Odd(NamedTuple):
    """Something of a table that belongs to no cell: where, and the sentence."""

    at: str
    problem: Problem


@dataclass(slots=True)
class Found:
    """A table held against a matrix. columns: place -> column; measures: place -> unit of measure in its head where that is another one;
    refused: places of columns that cannot be read; lines: rows of figures; total: the row of totals; odd: what is told beside the cells.
    """

    sheet: Sheet
    head: int
    columns: dict[int, Column]
    measures: dict[int, str] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    total: int | None = None
    odd: list[Odd] = field(default_factory=list)

    @property
    def score(self) -> int:
        """How much of the matrix was found."""
        return len(self.columns) + sum(line.unit is not None for line in self.lines)


def found_in(sheet: Sheet, grid: Grid, *, carried: Carried | None, resolve: Resolve) -> Found:
    """The matrix in a sheet, units going down or across. Errors: COL-031 where none of its columns is there."""
    ways = [way for each in (sheet, sheet.turned()) if (way := heads_in(each, grid)) is not None]
    for way in ways:
        find_lines(way, grid, carried)
    best = max(ways, key=lambda way: way.score, default=None)
    if best is None:
        raise only_gone(sheet, grid) or Problem("COL-031")
    name_the_rest(best, grid, resolve)
    find_measures(best)
    left = gone_columns(best, grid)
    best.odd += [odd for _place, odd in left]
    best.odd += other_columns(best, grid, {place for place, _odd in left})
    return best


def gone_columns(found: Found, grid: Grid) -> list[tuple[int, Odd]]:
    """Columns of the table that were taken out of the collection since the file was made: place, and the sentence (COL-050)."""
    names = gone_names(grid)
    told = []
    for place in sorted({column for _row, column in found.sheet.cells} - set(found.columns)) if names else ():
        heads = [found.sheet.text(row, place) for row in range(found.head, max(-1, found.head - 4), -1)]
        gone = next((hit for text in heads if text and (hit := known(names, text)) is not None), None)
        if gone is not None:
            told.append(
                (place, Odd(found.sheet.column_label(place), gone_problem(gone, found.sheet.column_name(place))))
            )
    return told


def gone_names(grid: Grid) -> dict[str, Gone]:
    """What a file may call the columns that were taken out, folded: their keys and names."""
    return {squeeze(name): each for each in grid.gone for name in (f"#{each.key}", *each.names)}


def gone_problem(gone: Gone, at: str) -> Problem:
    """COL-050."""
    return Problem("COL-050", at=at, title=gone.name[:80], **gone.told)


def only_gone(sheet: Sheet, grid: Grid) -> Problem | None:
    """COL-050 for a table that has no column of the matrix any more but one that was taken out; None for any other."""
    names = gone_names(grid)
    for (row, column), raw in sorted(sheet.cells.items()) if names else ():
        if row < HEAD_WITHIN and raw.kind == "text" and (gone := known(names, raw.text)) is not None:
            return gone_problem(gone, sheet.column_name(column))
    return None


def heads_in(sheet: Sheet, grid: Grid) -> Found | None:
    """The row of heads: the one with the keys, else the one with most names. None where no column of the matrix is named."""
    top: Texts = {}
    for (row, column), raw in sheet.cells.items():
        if row < HEAD_WITHIN and column < HEAD_ACROSS and raw.kind in ("text", "number"):
            top.setdefault(row, {})[column] = " ".join(raw.text.split())
    keys: dict[str, Column] = {f"#{column.key}": column for column in grid.columns}
    names = names_of(grid.columns)
    keyed: dict[int, dict[int, Column]] = {}
    named: dict[int, dict[int, Column]] = {}
    for row, texts in sorted(top.items()):
        keyed[row] = {place: keys[text] for place, text in texts.items() if text in keys}
        both = ((place, named_by(names, top, row, place)) for place in texts)
        named[row] = {place: column for place, column in both if column is not None}
    for rows in (keyed, named):
        best = max(rows, key=lambda row: len(set(rows[row].values())), default=None)
        if best is not None and rows[best]:
            columns, here = dict(rows[best]), {each.key for each in rows[best].values()}
            for above in (best - 1, best - 2):  # heads that reach down over the lowest row of heads
                for place, each in rows.get(above, {}).items():
                    if place not in top[best] and place not in columns and each.key not in here:
                        columns[place] = each
                        here.add(each.key)
            return Found(sheet, best, columns)
    return None


def names_of(columns: Iterable[Column]) -> dict[str, Column | None]:
    """Everything that a head may say for a column; None for words of several."""
    found: dict[str, Column | None] = {}
    columns = list(columns)
    keyed = {column.part_of for column in columns if column.dims}
    crossed = {margin for column in columns for margin in margins_of(column)}
    for column in columns:
        roles, unit = ROLE_HEADS.get(column.role, (column.role,)), f"({column.unit_of_measure})"
        names = {column.name, column.title, column.code, head_of(column), f"{head_of(column)} {unit}"}
        names |= {f"{column.code} {column.name}", *(f"{column.name} ({role})" for role in roles)}
        names |= {words for role in roles for words in (f"{column.name} {role}", f"{role} {column.name}")}
        names |= {column.known, f"{column.known} {unit}"} if column.known else set()
        names |= names_in_parts(column, keyed, (column.indicator_id, column.dims) in crossed)
        for name in {squeeze(name) for name in names if not name.isdecimal()} - {""}:
            found[name] = column if found.get(name, column) is column else None
    return found


def margins_of(column: Column) -> list[tuple[int, str]]:
    """The parts by one key that a crossed part belongs to; none of any other column."""
    named = dims_parts(column.dims)
    return [(column.indicator_id, dims_key({name: value})) for name, value in named.items()] if len(named) > 1 else []


def names_in_parts(column: Column, keyed: Collection[str], crossed: bool) -> set[str]:
    """What the heads of a whole and of its parts say together, the name of the whole above: "Số người" over "Tổng số", "Nam", "Nữ"; of
    crossed parts also three heads in either order: "Số người" over "Nam" over "Dưới 35 tuổi", and "Nam" over "Tổng số"."""
    wholes = {column.whole, column.known.removesuffix(f", {column.part}" if column.part else "")} - {""}
    if not column.dims:
        return {f"{whole} {word}" for whole in wholes for word in WHOLES} if column.key in keyed else set()
    below = {f"{sign}{column.part}" for sign in ("", "- ", "chia theo ", "trong đó ")}
    if crossed:
        below |= {f"{column.part} {word}" for word in WHOLES}
    parts = [part_words(each) for _indicator, each in margins_of(column)]
    for first, second in permutations(parts, 2) if parts else ():
        below |= {f"{first} {second}", f"{first}, {second}"}
    return {f"{whole} {words}" for whole in wholes for words in below}


def named_by(names: Mapping[str, Column | None], top: Texts, row: int, place: int) -> Column | None:
    """The column that a head names, alone or with the cell below it, or with one or two above it."""
    text = top[row][place]
    above, below, highest = over(top, row, place), top.get(row + 1, {}).get(place, ""), over(top, row - 1, place)
    for words in (
        text,
        f"{text} {below}",
        f"{text} ({below})",
        f"{above} {text}",
        IN_BRACKETS.sub("", text),
        f"{highest} {above} {text}",
    ):
        column = known(names, words)
        if column is not None:
            return column
    return None


def over(top: Texts, row: int, place: int) -> str:
    """The head above a head: the cell above it, or the last one before that, for a head over several columns stands in the first."""
    heads = top.get(row - 1, {})
    before = [each for each in heads if each <= place]
    return heads[max(before)] if before else ""


def known(names: Mapping[str, Named], words: str) -> Named | None:
    """What words name; long ones are not even folded, so that a sheet full of prose costs little."""
    return names.get(squeeze(words)) if len(words) <= LONGEST_NAME else None


def find_lines(found: Found, grid: Grid, carried: Carried | None) -> None:
    """The rows of figures below the heads: units that the matrix knows; others wait for `name_the_rest`."""
    units = units_named(grid, carried)
    codes = {row.code: row.unit_id for row in grid.rows if row.code}
    below: dict[int, dict[int, Raw]] = {}
    named: Counter[int] = Counter()
    coded: Counter[int] = Counter()
    for (row, column), raw in found.sheet.cells.items():
        if row > found.head:
            below.setdefault(row, {})[column] = raw
            if column not in found.columns:
                text = " ".join(raw.text.split())
                named[column] += known(units, text) is not None
                coded[column] += text in codes
    name_place = best_of(named)
    if name_place is None:
        name_place = headed(found, below)
    code_place = best_of({place: count for place, count in coded.items() if place != name_place})
    for row, cells in sorted(below.items()):
        name = "" if name_place is None else found.sheet.text(row, name_place)
        code = "" if code_place is None else found.sheet.text(row, code_place)
        unit = known(units, name) if name else None
        if unit is None and not figures_in(found, cells, name):
            continue
        if unit is None and TOTALS.match(squeeze(name)):
            found.total = row
            continue
        found.lines.append(line_of(found, row, name, unit, codes.get(code), grid))
    if len(grid.rows) == 1 and found.total is None and not any(line.name for line in found.lines):
        lines_of_one(found, below, grid.rows[0].unit_id, name_place)


def lines_of_one(found: Found, below: Mapping[int, Mapping[int, Raw]], unit: int, name_place: int | None) -> None:
    """Where a single unit is filled in and no row says a name, the figures are its own; 12, 13, 14 are figures then, if nothing else is."""
    if any(line.unit is not None for line in found.lines):
        return
    nameless = [row for row in sorted(below) if name_place is None or not found.sheet.text(row, name_place)]
    filled = [row for row in nameless if any(is_number(raw) for raw in mine_of(found, below[row]))]
    rows = [line.row for line in found.lines] or filled
    found.lines = [Line(row, "", unit) for row in rows]


def mine_of(found: Found, cells: Mapping[int, Raw]) -> list[Raw]:
    """The cells of a row below the heads of the matrix."""
    return [raw for place, raw in sorted(cells.items()) if place in found.columns]


def figures_in(found: Found, cells: Mapping[int, Raw], name: str) -> bool:
    """Whether a row has anything that may be a figure. The row that numbers the columns has none."""
    mine = mine_of(found, cells)
    if NUMBERING.fullmatch(name) or (not name and counting([raw.text for _place, raw in sorted(cells.items())])):
        return False
    return any(raw.kind != "text" or raw.text.strip() in NO_FIGURE or token_of(raw.text)[0] is not None for raw in mine)


def counting(texts: Sequence[str]) -> bool:
    """Whether texts number columns: (1), (2), (3)."""
    numbers = [int(bare) for text in texts if (bare := text.strip().strip("()")).isdecimal()]
    return 1 < len(numbers) == len(texts) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def line_of(found: Found, row: int, name: str, unit: int | None, coded: int | None, grid: Grid) -> Line:
    """A row of figures with its unit, or the reason why it has none; neither where the name is still to be asked about."""
    at = found.sheet.row_name(row)
    if not name:
        return Line(row, name, coded, None if coded is not None else Problem("COL-043", at=at))
    if unit is not None and coded is not None and unit != coded:
        other = next(each for each in grid.rows if each.unit_id == coded)
        return Line(row, name, None, Problem("COL-041", at=at, number=other.code, named=other.name, text=name[:100]))
    return Line(row, name, unit)


def units_named(grid: Grid, carried: Carried | None) -> dict[str, int | None]:
    """Folded names -> unit; None for a name of several. Names of the day the file was made count, also names of offices without place."""
    found: dict[str, int | None] = {}
    here = {row.unit_id for row in grid.rows}
    pairs = [(row.name, row.unit_id) for row in grid.rows]
    pairs += [(name, unit) for name, unit in (carried.units.items() if carried else ()) if unit in here]
    for name, unit in pairs:
        folded = squeeze(name)
        found[folded] = unit if found.get(folded, unit) == unit else None
    short = {(squeeze(name)[: match.start()], unit) for name, unit in pairs for match in PLACE.finditer(squeeze(name))}
    alone = Counter(name for name, _unit in short)
    return {name: unit for name, unit in short if alone[name] == 1} | found


def best_of(counts: Mapping[int, int]) -> int | None:
    """The place with most hits, the first of equals; None without any."""
    place = max(sorted(counts), key=lambda each: counts[each], default=None)
    return place if place is not None and counts[place] else None


def headed(found: Found, below: Mapping[int, Mapping[int, Raw]]) -> int | None:
    """The column of names where no name in it is known: by its head, else the last with words before the figures."""
    for (row, column), raw in sorted(found.sheet.cells.items()):
        if row <= found.head and column not in found.columns and squeeze(raw.text) in UNIT_HEADS:
            return column
    first = min(found.columns)
    words = {place for cells in below.values() for place, raw in cells.items() if place < first and raw.kind == "text"}
    return max(words, default=None)


def name_the_rest(found: Found, grid: Grid, resolve: Resolve) -> None:
    """Ask who is meant by names that the matrix does not know; once for each."""
    waiting = [line.name for line in found.lines if line.unit is None and line.problem is None]
    answers = resolve(list(dict.fromkeys(waiting))) if waiting else {}
    here = {row.unit_id for row in grid.rows}
    for number, line in enumerate(found.lines):
        if line.unit is not None or line.problem is not None:
            continue
        answer = answers[line.name]
        if isinstance(answer, int) and answer not in here:
            answer = Problem("COL-016", unit=line.name[:100])
        found.lines[number] = line._replace(unit=answer) if isinstance(answer, int) else line._replace(problem=answer)


def find_measures(found: Found) -> None:
    """The unit of measure in the head of each column where it is another one: to be converted, or refused (COL-035)."""
    row = row_of_measures(found)
    for place, column in found.columns.items():
        wanted = measure(column.unit_of_measure)
        said = MEASURE.sub("", found.sheet.text(row, place)) if row is not None else ""
        if not said:
            heads = [found.sheet.text(each, place) for each in range(max(0, found.head - 3), found.head + 1)]
            bracketed = [match[1] for head in heads if (match := IN_BRACKETS.search(head))]
            bracketed = [words for words in bracketed if squeeze(words) not in ROLE_WORDS]
            said = next((each for each in bracketed if measure(each).same(wanted) or is_measure(each)), "")
        given = measure(said)
        if not said or len(said) > LONGEST or (given.same(wanted) and given.factor == wanted.factor):
            continue
        if given.same(wanted):
            found.measures[place] = said
        else:
            words = {"column": column.name, "given": said[:60], "wanted": column.unit_of_measure}
            found.refused.add(place)
            found.odd.append(Odd(found.sheet.column_label(place), Problem("COL-035", **words)))


def is_measure(words: str) -> bool:
    """Whether words in brackets are a unit of measure that is known, not a remark."""
    return words.strip() == "%" or measure(words).factor != 1 or counted(words)


def row_of_measures(found: Found) -> int | None:
    """The row of heads that says units of measure: at least half of its texts over the columns fit theirs."""
    best: tuple[int, int] | None = None
    for row in range(max(0, found.head - 3), found.head + 3):
        said = {place: MEASURE.sub("", found.sheet.text(row, place)) for place in found.columns}
        said = {place: words for place, words in said.items() if 0 < len(words) <= LONGEST}
        fit = sum(measure(words).same(measure(found.columns[place].unit_of_measure)) for place, words in said.items())
        if fit and fit * 2 >= len(said) and (best is None or fit > best[0]):
            best = fit, row
    return None if best is None else best[1]


def is_number(raw: Raw) -> bool:
    """Whether a cell holds a number, also one that was pasted as text."""
    return raw.kind == "number" or (raw.kind == "text" and token_of(raw.text)[0] is not None)


def other_columns(found: Found, grid: Grid, told_of: Collection[int]) -> list[Odd]:
    """Columns with a head and figures that are none of the matrix, each with the most similar name of the matrix; without those that were
    told of."""
    rows = {line.row for line in found.lines if line.unit is not None}
    names = {squeeze(head_of(column)): head_of(column) for column in grid.columns}
    filled = {column for (row, column), raw in found.sheet.cells.items() if row in rows and is_number(raw)}
    told = []
    for place in sorted(filled - set(found.columns) - set(told_of)):
        heads = (found.sheet.text(row, place) for row in range(found.head, -1, -1))
        title = next((text for text in heads if text), "")
        if not title or squeeze(title) in SERIAL_HEADS or CODE_HEADS.match(squeeze(title)):
            continue
        near = get_close_matches(squeeze(title), names, n=1, cutoff=NEAR)
        guess = {"name": names[near[0]]} if near else {}
        words = gettext("Có phải “%(name)s”? Sửa lại tên cột rồi nhập lại.") % guess if near else ""
        at = found.sheet.column_name(place)
        told.append(Odd(found.sheet.column_label(place), Problem("COL-033", at=at, title=title[:80], near=words)))
    return told
