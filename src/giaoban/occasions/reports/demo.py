"""Loads the example reports into the demo commune. Running it again changes nothing."""

import hashlib
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import giaoban
from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import MARK
from giaoban.ground.org.models import Body, BodyKind, Unit
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.models import ReportRequest, Submission

SUFFIXES = {".docx", ".txt", ".html", ".pdf", ".xlsx", ".odt"}
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of one example: counts of the reading, or the sentence why it cannot be read. `new` is False where it was there."""

    name: str
    title: str
    figures: int = 0
    relations: int = 0
    findings: int = 0
    tasks: int = 0
    trouble: str = ""
    new: bool = True


def examples_folder() -> Path:
    """Where the example reports lie: GIAOBAN_EXAMPLES, else `examples/` of the project."""
    return Path(os.environ.get("GIAOBAN_EXAMPLES") or Path(giaoban.__file__).resolve().parents[2] / "examples")


def example_files() -> list[Path]:
    """The report file of each example, in order of its folder's name."""
    folder = examples_folder()
    found = [p for p in folder.glob("*/report.*") if p.suffix in SUFFIXES] if folder.is_dir() else []
    return sorted(found, key=lambda p: p.parent.name)


def demo_body() -> Body:
    """The People's Committee of the demonstration's commune. Errors: Body.DoesNotExist before `directory.demo.load`."""
    return Body.objects.get(kind=BodyKind.COMMITTEE, valid_to=None, area__parents__parent__code=MARK)


def load(*, body: Body | None = None, progress: Progress = lambda name, done, total: None) -> list[Summary]:
    """Hand every example in as the office of `body` (the demonstration's) would, and read it.

    `progress(name, done, total)` is called before each.
    """
    actor = Actor.system("Nạp báo cáo mẫu")
    body = body or demo_body()
    files = example_files()
    summaries = []
    for number, path in enumerate(files):
        progress(path.parent.name, number, len(files))
        summaries.append(load_one(actor=actor, body=body, path=path))
    progress("", len(files), len(files))
    ask_for_this_month(actor=actor, body=body)
    return summaries


def ask_for_this_month(*, actor: Actor, body: Body) -> None:
    """The office has asked each unit for this month's report, due in five days; nothing where it has asked already."""
    if ReportRequest.objects.filter(body=body).exists():
        return
    month = actor.on
    units = Unit.objects.on(actor.on).filter(body=body, kind__in=["office", "service_unit"]).order_by("pk")
    for unit in units:
        services.request_create(
            actor=actor,
            body_id=body.pk,
            unit_id=unit.pk,
            title=f"Báo cáo kết quả công tác tháng {month.month}, nhiệm vụ tháng {month.month % 12 + 1}",
            period=f"{month:%Y-%m}",
            due_on=month + timedelta(days=5),
            note="Nêu số liệu thực hiện, so với kế hoạch và cùng kỳ; khó khăn, vướng mắc và kiến nghị.",
        )


def load_one(*, actor: Actor, body: Body, path: Path) -> Summary:
    """Hand one example in, unless the same file is there already."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    submission = Submission.objects.filter(body=body, original__sha256=digest).first()
    new = submission is None
    if submission is None:
        name = f"{path.parent.name}{path.suffix}"
        submission = services.submission_receive(actor=actor, body_id=body.pk, stream=io.BytesIO(content), name=name)
        submission = services.submission_step(actor=actor, submission=submission, verb="send")
    reading = selectors.latest_reading(submission)
    if reading is None:
        return Summary(path.parent.name, submission.title, trouble=submission.unreadable_vi, new=new)
    return Summary(
        path.parent.name,
        submission.title,
        figures=reading.figure_count,
        relations=reading.relation_count,
        findings=reading.finding_count,
        tasks=reading.task_count,
        new=new,
    )
