"""What the forms of `giaoban read` have in common: words for kinds and severities, days, periods, people, figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from giaoban.kernel.calendar import parse_period
from giaoban.kernel.checks.model import Severity
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import Figure, vietnamese
from giaoban.kernel.reading import Person, Reading, Task
from giaoban.kernel.wording import said

SEVERITIES: dict[Severity, tuple[str, str]] = {
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
Place = Callable[[int], str]
"""Where an offset of the text stands in the file, in words."""
Say = Callable[[str, str], str]
"""The Vietnamese or the English of two sentences."""


def words(text: str, say: Say) -> str:
    """A sentence of the kernel in the person's language."""
    return say(text, said(text, "en"))


def person(who: Person) -> str:
    """A name with its positions."""
    return ", ".join((who.name, *who.positions))


def period(key: str, say: Say) -> str:
    """A period by its name ("2025-09" -> "tháng 9/2025"), by its key in English."""
    try:
        return say(parse_period(key).name, key)
    except Problem:
        return key


def day(on: date) -> str:
    """A day as people write it."""
    return f"{on:%d/%m/%Y}"


def amount(text: str, figure: Figure) -> str:
    """A figure as printed, money also in đồng."""
    quote = " ".join(text[figure.start : figure.end].split())
    if figure.value is not None and figure.unit == "VND":
        quote += f" (= {vietnamese(figure.value)} đồng)"
    return quote


def asked(task: Task, say: Say) -> str:
    """Who is asked."""
    return "; ".join(task.assignees) or task.addressed_to or say("chưa nêu đơn vị", "no unit named")


def due(task: Task) -> str:
    """By when, as written, with the day it means; "" where nothing is written."""
    if task.deadline is None:
        return ""
    return task.deadline.quote + (f" ({day(task.deadline.due_on)})" if task.deadline.due_on else "")


def counts(reading: Reading, say: Say) -> str:
    """How many figures were read and relations checked, in one sentence."""
    checked = sum(1 for relation in reading.relations if relation.holds is not None)
    holding = sum(1 for relation in reading.relations if relation.holds)
    return say(
        f"Đọc được {len(reading.figures)} số liệu; kiểm tra {checked} quan hệ số liệu, {holding} quan hệ khớp.",
        f"{len(reading.figures)} figures read; {checked} relations between them checked, {holding} hold.",
    )
