"""`giaoban read [--json] FILE...`: read session reports and print what was read, as JSON lines or as a summary for the terminal."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import giaoban.kernel.reading.problems  # noqa: F401  (registers its codes)
from giaoban.cli.args import Parser
from giaoban.cli.main import OK, REFUSED
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import vietnamese
from giaoban.kernel.reading import Header, Person, Reading, Task, as_json, dumps, read

if TYPE_CHECKING:
    from giaoban.kernel.checks.model import Finding
    from giaoban.kernel.quantity import Figure

SEVERITIES = {
    "error": ("CHƯA KHỚP", "DOES NOT AGREE"),
    "warning": ("CẦN XEM LẠI", "LOOK AT THIS"),
    "question": ("CẦN LÀM RÕ", "QUESTION"),
    "note": ("GHI CHÚ", "NOTE"),
}
KINDS = {
    "regular_session": ("phiên họp thường kỳ", "regular session"),
    "briefing": ("hội nghị giao ban", "briefing"),
    "conference": ("hội nghị, cuộc họp", "conference"),
    "other": ("văn bản khác", "other text"),
}
LONGEST_LINE = 110
Place = Callable[[int], str]
Say = Callable[[str, str], str]


def run(arguments: list[str], language: str) -> int:
    """Read every file named; 0 where all were read, 1 where at least one was not (each said in one sentence on standard error)."""
    parser = Parser(
        "read", ("Đọc tệp báo cáo, in kết quả đọc.", "Read report files and print what was read."), language
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=parser.say("in mỗi tệp một dòng JSON", "print one line of JSON for each file"),
    )
    parser.add_argument(
        "files", nargs="+", metavar=parser.say("TỆP", "FILE"), help=parser.say("tệp cần đọc", "files to read")
    )
    chosen = parser.parse_args(arguments)
    if chosen.json and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    code = OK
    for name in chosen.files:
        try:
            reading, place = load(name, parser.say)
        except Problem as problem:
            print(f"{problem.sentence(language)} [{problem.code}]", file=sys.stderr)
            code = REFUSED
            continue
        if chosen.json:
            print(dumps(as_json(reading, source=Path(name).name)))
        else:
            print("\n".join(summary(Path(name).name, reading, place, parser.say)))
    return code


def load(name: str, say: Say) -> tuple[Reading, Place]:
    """The reading of a file, and a function that says where an offset of its text stands.

    A .txt file in UTF-8 is read as it is: offsets count its characters as Python's text mode gives them (a line end is one character, a
    byte order mark counts). Everything else goes through `kernel/extract`. Errors: Problem RDG-001 to RDG-004, EXT-001 to EXT-021.
    """
    data = _bytes(name)
    plain = _plain_text(name, data)
    if plain is not None:
        return read(plain), _by_line(plain, say)
    from giaoban.kernel.extract import extract

    document = extract(data, name=Path(name).name)
    by_line = _by_line(document.text, say)
    return read(document), lambda offset: document.address_at(offset) or by_line(offset)


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (FileNotFoundError, ValueError, NotADirectoryError) as error:
        raise Problem("RDG-001", name=name) from error
    except IsADirectoryError as error:
        raise Problem("RDG-003", name=name) from error
    except PermissionError as error:
        raise Problem("RDG-002", name=name) from error
    except OSError as error:
        raise Problem("RDG-004", name=name) from error


def _plain_text(name: str, data: bytes) -> str | None:
    """The content of a .txt file in UTF-8, None for any other file."""
    if not name.lower().endswith(".txt") or not data.strip() or b"\0" in data:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_line(text: str, say: Say) -> Place:
    ends = [offset for offset, letter in enumerate(text) if letter == "\n"]
    return lambda offset: say(f"dòng {bisect_left(ends, offset) + 1}", f"line {bisect_left(ends, offset) + 1}")


def summary(name: str, reading: Reading, place: Place, say: Say) -> Iterator[str]:
    """The lines of the summary of one file."""
    yield f"== {name} =="
    yield from _header(reading.header, say)
    checked = sum(1 for relation in reading.relations if relation.holds is not None)
    holding = sum(1 for relation in reading.relations if relation.holds)
    yield say(
        f"Đọc được {len(reading.figures)} số liệu; kiểm tra {checked} quan hệ số liệu, {holding} quan hệ khớp.",
        f"{len(reading.figures)} figures read; {checked} relations between them checked, {holding} hold.",
    )
    if reading.figures:
        yield say("Số liệu:", "Figures:")
        yield from (f"  - {place(figure.start)}: {_figure(reading.text, figure)}" for figure in reading.figures)
    yield from _findings(reading, place, say)
    yield from _tasks(reading, place, say)
    if reading.difficulties:
        yield say("Khó khăn, vướng mắc:", "Difficulties:")
        for difficulty in reading.difficulties:
            raised = (
                say(f" (ý kiến của {difficulty.raised_by})", f" (raised by: {difficulty.raised_by})")
                if difficulty.raised_by
                else ""
            )
            yield f"  - {place(difficulty.start)}: {_short(difficulty.quote)}{raised}"
    yield ""


def _header(header: Header, say: Say) -> Iterator[str]:
    unknown = say("không rõ", "not stated")
    yield say("Cuộc họp: ", "Meeting: ") + say(*KINDS[header.kind])
    yield say("Cơ quan: ", "Body: ") + (header.body or unknown)
    yield say("Ngày họp: ", "Held on: ") + (_day(header.held_on) if header.held_on else unknown)
    yield say("Kỳ báo cáo: ", "Period: ") + (_period(header.period, say) if header.period else unknown)
    if header.chair:
        yield say("Chủ trì: ", "Chair: ") + "; ".join(_person(person) for person in (header.chair, *header.co_chairs))


def _person(person: Person) -> str:
    return ", ".join((person.name, *person.positions))


def _period(key: str, say: Say) -> str:
    try:
        return say(parse_period(key).name, key)
    except Problem:
        return key


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _figure(text: str, figure: Figure) -> str:
    """A figure as printed, with its subject."""
    quote = " ".join(text[figure.start : figure.end].split())
    if figure.value is not None and figure.unit == "VND":
        quote += f" (= {vietnamese(figure.value)} đồng)"
    return f"{quote} – {figure.subject}" if figure.subject else quote


def _findings(reading: Reading, place: Place, say: Say) -> Iterator[str]:
    if not reading.findings:
        yield say("Không có phát hiện nào về số liệu.", "No findings in the figures.")
        return
    yield say(f"Phát hiện ({len(reading.findings)}):", f"Findings ({len(reading.findings)}):")
    for finding in reading.findings:
        yield from _finding(finding, place, say)


def _finding(finding: Finding, place: Place, say: Say) -> Iterator[str]:
    where = place(finding.spans[0][0]) if finding.spans else ""
    yield f"  [{say(*SEVERITIES[finding.severity])}] {where}: {finding.message}"
    if finding.formula:
        yield say(f"      Phép tính: {finding.formula}", f"      Formula: {finding.formula}")


def _tasks(reading: Reading, place: Place, say: Say) -> Iterator[str]:
    if not reading.tasks:
        yield say("Không đọc thấy nhiệm vụ nào được giao.", "No tasks were read.")
        return
    yield say(f"Nhiệm vụ ({len(reading.tasks)}):", f"Tasks ({len(reading.tasks)}):")
    for number, task in enumerate(reading.tasks, start=1):
        yield f"  {number}. {place(task.start)}: {_short(task.quote)}"
        yield "      " + _who_and_when(task, say)


def _who_and_when(task: Task, say: Say) -> str:
    who = "; ".join(task.assignees) or task.addressed_to or say("chưa nêu đơn vị", "no unit named")
    parts = [
        say("Giao: ", "For: ")
        + who
        + (say(" (theo câu trước)", " (from the sentence before)") if task.assignee_carried else "")
    ]
    if task.coordinating:
        parts.append(say("Phối hợp: ", "With: ") + "; ".join(task.coordinating))
    if task.deadline:
        day = f" ({_day(task.deadline.due_on)})" if task.deadline.due_on else ""
        parts.append(say("Hạn: ", "Due: ") + task.deadline.quote + day)
    return " | ".join(parts)


def _short(quote: str) -> str:
    """A quote on one line, cut at a word where it is long."""
    line = " ".join(quote.split())
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE].rsplit(" ", 1)[0] + " …"
