"""`giaoban read FILE...`: read session reports; print a summary, JSON lines or a CSV table, or write one page of HTML."""

from __future__ import annotations

import argparse
import io
import os
import re
import stat
import sys
from bisect import bisect_left
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import giaoban.kernel.reading.problems  # noqa: F401  (registers its codes)
from giaoban.cli.args import Parser
from giaoban.cli.main import OK, REFUSED
from giaoban.cli.reader.many import Progress, answers, usual_jobs
from giaoban.cli.reader.tables import TABLES
from giaoban.kernel.problems import Problem
from giaoban.kernel.reading import Reading, as_json, dumps, read

if TYPE_CHECKING:
    from giaoban.cli.reader.wording import Place, Say

STDIN = "-"
MOST_JOBS = 64


class Order(NamedTuple):
    """How every file is to be answered: "summary", "json", "html" or the name of a table; and in which language."""

    form: str
    language: str

    def say(self, vi: str, en: str) -> str:
        """The sentence in the person's language."""
        return en if self.language == "en" else vi


class Answer(NamedTuple):
    """What is to be printed for one file; the sentence of a refusal, "" where it was read."""

    text: str
    refusal: str = ""


def run(arguments: list[str], language: str) -> int:
    """Read every file named; 0 where all were read, 1 where at least one was not (each said in one sentence on standard error)."""
    chosen = _parser(language).parse_args(arguments)
    form = "json" if chosen.json else "html" if chosen.html else chosen.csv or "summary"
    order = Order(form, language)
    if form != "summary" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="" if form in TABLES else None)
    try:
        return _all(chosen, order)
    except Problem as problem:
        print(f"{problem.sentence(language)} [{problem.code}]", file=sys.stderr)
        return REFUSED


def _parser(language: str) -> Parser:
    parser = Parser(
        "read", ("Đọc tệp báo cáo, in kết quả đọc.", "Read report files and print what was read."), language
    )
    say = parser.say
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument(
        "--json",
        "--jsonl",
        action="store_true",
        help=say("in mỗi tệp một dòng JSON", "print one line of JSON for each file"),
    )
    forms.add_argument(
        "--csv",
        choices=TABLES,
        metavar=say("BẢNG", "TABLE"),
        help=say(
            "in một bảng CSV: figures (số liệu), findings (phát hiện), tasks (nhiệm vụ), difficulties (khó khăn)",
            f"print one table as CSV: {', '.join(TABLES)}",
        ),
    )
    forms.add_argument(
        "--html",
        metavar=say("TRANG", "PAGE"),
        help=say(
            "ghi một trang HTML có đánh dấu số liệu, phát hiện, nhiệm vụ trong văn bản",
            "write one page of HTML with figures, findings and tasks marked in the text",
        ),
    )
    parser.add_argument(
        "--jobs",
        type=_jobs,
        metavar=say("SỐ", "NUMBER"),
        help=say(
            "số tệp đọc cùng lúc (mặc định: số nhân của máy)",
            "files read at a time (default: the cores of the machine)",
        ),
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar=say("TỆP", "FILE"),
        help=say('tệp cần đọc; "-" là đầu vào chuẩn', 'files to read; "-" is standard input'),
    )
    return parser


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {MOST_JOBS}, not {text!r}")
    return int(text)


def _all(chosen: argparse.Namespace, order: Order) -> int:
    """Answer every file in the order named. Errors: RDG-006 where the page cannot be written; RDG-007 where it is one of the files."""
    names: list[str] = chosen.files
    _spare(chosen.html, names)
    jobs = chosen.jobs or usual_jobs(len(names))
    progress = Progress(len(names), order.say("tệp", "files"))
    code, pieces = OK, [_head(order, names)]
    if order.form != "html":
        sys.stdout.write(pieces.pop())
    work = partial(answer, order)
    for found in answers(work, names, jobs=1 if STDIN in names else jobs, broken=partial(_broken, order)):
        progress.clear()
        if found.refusal:
            print(found.refusal, file=sys.stderr)
            code = REFUSED
        if order.form == "html":
            pieces.append(found.text)
        else:
            sys.stdout.write(found.text)
        progress.step()
    progress.clear()
    if order.form == "html":
        _write_page(chosen.html, [*pieces, _foot()])
    return code


def _head(order: Order, names: list[str]) -> str:
    if order.form == "html":
        from giaoban.cli.reader import page

        return page.head(order.say(f"Kết quả đọc {len(names)} tệp", f"{len(names)} files as read"), order.say)
    if order.form in TABLES:
        from giaoban.cli.reader import tables

        return tables.head(order.form, order.say)
    return ""


def _foot() -> str:
    from giaoban.cli.reader import page

    return page.foot()


def _spare(page: str | None, names: list[str]) -> None:
    """Errors: RDG-007 where what is to be written, the page or standard output, is one of the files to read. Nothing was written then."""
    targets: list[str | int] = [page] if page else []
    with suppress(OSError, ValueError, AttributeError):  # standard output may be no file
        targets.append(sys.stdout.fileno())
    for name in names:
        if name != STDIN and any(_same(name, target) for target in targets):
            raise Problem("RDG-007", name=name)


def _same(name: str, target: str | int) -> bool:
    """True where both are one regular file, whatever it is called; False where either is not there."""
    try:
        one, other = Path(name).stat(), os.stat(target)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(one.st_mode) and os.path.samestat(one, other)


def _write_page(name: str, pieces: list[str]) -> None:
    try:
        Path(name).write_text("".join(pieces), "utf-8")
    except (OSError, ValueError) as error:
        raise Problem("RDG-006", name=name) from error


def answer(order: Order, number: int, name: str) -> Answer:
    """What is printed for one file. Errors: none, a refusal is an answer too."""
    try:
        reading, place = load(name, order.say)
    except Problem as problem:
        return _refused(order, name, problem)
    return Answer(_shown(order, number, _title(name, order), reading, place))


def _title(name: str, order: Order) -> str:
    """What a file is called in the answer: its name without the folders, "-" for standard input in JSON."""
    if name == STDIN and order.form != "json":
        return order.say("đầu vào chuẩn", "standard input")
    return Path(name).name


def _shown(order: Order, number: int, title: str, reading: Reading, place: Place) -> str:
    if order.form == "json":
        return dumps(as_json(reading, source=title, language=order.language)) + "\n"
    if order.form == "html":
        from giaoban.cli.reader import page

        return page.section(number, title, reading, place, order.say)
    if order.form in TABLES:
        from giaoban.cli.reader import tables

        return tables.rows(order.form, title, reading, place, order.say)
    from giaoban.cli.reader.summary import summary

    return "".join(f"{line}\n" for line in summary(title, reading, place, order.say))


def _refused(order: Order, name: str, problem: Problem) -> Answer:
    sentence = problem.sentence(order.language)
    text = ""
    if order.form == "html":
        from giaoban.cli.reader import page

        text = page.refused(_title(name, order), sentence)
    return Answer(text, f"{sentence} [{problem.code}]")


def _broken(order: Order, name: str) -> Answer:
    return _refused(order, name, Problem("RDG-005", name=Path(name).name))


def load(name: str, say: Say) -> tuple[Reading, Place]:
    """The reading of a file ("-": of standard input), and a function that says where an offset of its text stands.

    A .txt file in UTF-8 is read as it is: offsets count its characters as Python's text mode gives them (a line end is one character, a
    byte order mark counts). Everything else goes through `kernel/extract`. Errors: Problem RDG-001 to RDG-004, EXT-001 to EXT-021.
    """
    data = sys.stdin.buffer.read() if name == STDIN else _bytes(name)
    plain = _plain_text(name, data)
    if plain is not None:
        return read(plain), _by_line(plain, say)
    from giaoban.kernel.extract import extract, place_said

    document = extract(data, name="stdin" if name == STDIN else Path(name).name)
    by_line = _by_line(document.text, say)

    def place(offset: int) -> str:
        address = document.address_at(offset)
        return say(address, place_said(address, "en")) if address else by_line(offset)

    return read(document), place


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
