"""The summary of a reading for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from giaoban.cli.reader.wording import (
    KINDS,
    SEVERITIES,
    Place,
    Say,
    amount,
    asked,
    counts,
    day,
    due,
    period,
    person,
    words,
)
from giaoban.kernel.checks.model import Finding
from giaoban.kernel.reading import Header, Reading, Task

LONGEST_LINE = 110


def summary(name: str, reading: Reading, place: Place, say: Say) -> Iterator[str]:
    """The lines of the summary of one file."""
    yield f"== {name} =="
    yield from _header(reading.header, say)
    yield counts(reading, say)
    if reading.figures:
        yield say("Số liệu:", "Figures:")
        for figure in reading.figures:
            about = f" – {figure.subject}" if figure.subject else ""
            yield f"  - {place(figure.start)}: {amount(reading.text, figure)}{about}"
    yield from _findings(reading, place, say)
    yield from _tasks(reading, place, say)
    if reading.difficulties:
        yield say("Khó khăn, vướng mắc:", "Difficulties:")
        for difficulty in reading.difficulties:
            who = difficulty.raised_by
            raised = say(f" (ý kiến của {who})", f" (raised by: {who})") if who else ""
            yield f"  - {place(difficulty.start)}: {_short(difficulty.quote)}{raised}"
    yield ""


def _header(header: Header, say: Say) -> Iterator[str]:
    unknown = say("không rõ", "not stated")
    yield say("Cuộc họp: ", "Meeting: ") + say(*KINDS[header.kind])
    yield say("Cơ quan: ", "Body: ") + (header.body or unknown)
    yield say("Ngày họp: ", "Held on: ") + (day(header.held_on) if header.held_on else unknown)
    yield say("Kỳ báo cáo: ", "Period: ") + (period(header.period, say) if header.period else unknown)
    if header.chair:
        yield say("Chủ trì: ", "Chair: ") + "; ".join(person(who) for who in (header.chair, *header.co_chairs))


def _findings(reading: Reading, place: Place, say: Say) -> Iterator[str]:
    if not reading.findings:
        yield say("Không có phát hiện nào về số liệu.", "No findings in the figures.")
        return
    yield say(f"Phát hiện ({len(reading.findings)}):", f"Findings ({len(reading.findings)}):")
    for finding in reading.findings:
        yield from _finding(finding, place, say)


def _finding(finding: Finding, place: Place, say: Say) -> Iterator[str]:
    where = place(finding.spans[0][0]) if finding.spans else ""
    yield f"  [{say(*SEVERITIES[finding.severity])}] {where}: {words(finding.message, say)}"
    if finding.formula:
        yield f"      {say('Phép tính', 'Formula')}: {words(finding.formula, say)}"


def _tasks(reading: Reading, place: Place, say: Say) -> Iterator[str]:
    if not reading.tasks:
        yield say("Không đọc thấy nhiệm vụ nào được giao.", "No tasks were read.")
        return
    yield say(f"Nhiệm vụ ({len(reading.tasks)}):", f"Tasks ({len(reading.tasks)}):")
    for number, task in enumerate(reading.tasks, start=1):
        yield f"  {number}. {place(task.start)}: {_short(task.quote)}"
        yield "      " + _who_and_when(task, say)


def _who_and_when(task: Task, say: Say) -> str:
    carried = say(" (theo câu trước)", " (from the sentence before)") if task.assignee_carried else ""
    parts = [say("Giao: ", "For: ") + asked(task, say) + carried]
    if task.coordinating:
        parts.append(say("Phối hợp: ", "With: ") + "; ".join(task.coordinating))
    if task.deadline:
        parts.append(say("Hạn: ", "Due: ") + due(task))
    return " | ".join(parts)


def _short(quote: str) -> str:
    """A quote on one line, cut at a word where it is long."""
    line = " ".join(quote.split())
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE].rsplit(" ", 1)[0] + " …"
