"""What a story's office asked for, what came, and what was decided about it: the tables `requests`, `reports`
and `recorded` of a demonstration."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import Stage, Table, story_folders
from giaoban.ground.org.models import Body
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.proposals import Proposal
from giaoban.occasions.reports.recording import FigureRow, figures_record, proposed

SUFFIXES = {".docx", ".txt", ".html", ".pdf", ".xlsx", ".odt"}
ROOM = "reports"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of one example: counts of the reading, or the sentence why it cannot be read."""

    story: str
    name: str
    title: str
    figures: int = 0
    relations: int = 0
    findings: int = 0
    tasks: int = 0
    trouble: str = ""


def month_load(stage: Stage, *, progress: Progress = lambda name: None) -> list[Summary]:
    """Ask, hand in, check, accept and send back as the tables say. `progress(name)` is called before each report."""
    for row in stage.rows("requests"):
        ask(stage, row)
    summaries = []
    for row in stage.rows("reports"):
        progress(f"{stage.story['short']}: {row['file']}")
        summaries.append(hand_in(stage, row))
    for row in stage.rows("requests"):
        if "closed" in row:
            with stage.by(row, at="closed") as actor:
                for request in stage.made[ROOM, row["key"]].values():
                    services.request_step(actor=actor, request=request, verb="close")
    return summaries


def figures_load(stage: Stage) -> None:
    """Record the figures that the rows of `recorded` name, as a clerk ticks them. Errors: LookupError for one that was not read."""
    for row in stage.rows("recorded"):
        submission = stage.made[ROOM, row["file"]]
        read = proposed(submission)
        rows = [figure_row(stage, told, read) for told in row["figures"]]
        with stage.by(row) as actor:
            figures_record(actor=actor, submission=submission, rows=rows)


def figure_row(stage: Stage, row: Table, read: Sequence[Proposal]) -> FigureRow:
    """The figure whose words in the report begin with `say`, recorded under an indicator. Errors: LookupError."""
    found = next((each for each in read if f"{each.quote}{each.right}".startswith(row["say"])), None)
    if found is None:
        raise LookupError(f"{stage.slug}: {row['say']!r} is in none of {[each.quote for each in read]}")
    return FigureRow(
        figure=found.key,
        indicator_id=stage.made["figures", row["as"]].pk,
        unit_id=stage.unit(row.get("of") or stage.story["area"]).pk,
        period=stage.days.period(row["period"]),
        role=row.get("role", "actual"),
    )


def ask(stage: Stage, row: Table) -> None:
    """The office asks the units of a row for one report each."""
    with stage.by(row) as actor:
        made = services.requests_create(
            actor=actor,
            body_id=stage.body_of(row).pk,
            unit_ids=[stage.unit(name).pk for name in row["units"]],
            title=stage.days.fill(row["title"]),
            period=stage.days.period(row["period"]),
            due_on=stage.days.day(row["due"]),
            note=row.get("note", ""),
        )
    stage.made[ROOM, row["key"]] = dict(zip(row["units"], made, strict=True))


def hand_in(stage: Stage, row: Table) -> Summary:
    """One unit hands its file in and sends it; the office decides about it as far as the row says."""
    path = stage.folder / row["file"]
    asked = stage.made[ROOM, row["request"]] if "request" in row else {}
    with stage.by(row) as actor:
        submission = services.submission_receive(
            actor=actor,
            body_id=stage.body_of(row).pk,
            stream=io.BytesIO(stage.days.fill_file(path.read_bytes(), path.suffix)),
            name=row.get("name", f"{stage.slug}{path.suffix}"),
            request=asked[row["unit"]] if asked else None,
            unit_id=stage.unit(row["unit"]).pk,
            title=stage.days.fill(row.get("title", "")),
        )
        submission = services.submission_step(actor=actor, submission=submission, verb="send")
    if submission.waits:  # read it here: a job left over would change what the next start finds
        services.submission_recognise(
            actor=Actor.system("Nhận dạng bản quét", at=submission.received_at), submission=submission
        )
        submission.refresh_from_db()
    if "checked" in row:
        decide(stage, row["checked"], submission)
    for verb in ("accept", "send_back"):
        if verb in row:
            with stage.by(row[verb]) as actor:
                submission = services.submission_step(
                    actor=actor, submission=submission, verb=verb, reason=row[verb].get("reason", "")
                )
    stage.made[ROOM, row["file"]] = submission
    return summary_of(submission, stage.story["short"], row["file"])


def decide(stage: Stage, checked: Table, submission: Submission) -> None:
    """Decide about every finding: as `as` says for its template ({T13 = "dismiss"}, with `why`), else it is accepted."""
    reading = selectors.latest_reading(submission)
    if reading is None:
        return
    with stage.by(checked) as actor:
        for finding in reading.data["findings"]:
            services.decision_record(
                actor=actor,
                reading=reading,
                item=f"finding:{finding['id']}",
                action=checked.get("as", {}).get(finding["template"], "accept"),
                reason=checked.get("why", {}).get(finding["template"], ""),
            )


def summary_of(submission: Submission, story: str, name: str) -> Summary:
    """What was read in a report."""
    reading = selectors.latest_reading(submission)
    if reading is None:
        return Summary(story, name, submission.title, trouble=submission.unreadable_vi)
    return Summary(
        story,
        name,
        submission.title,
        figures=reading.figure_count,
        relations=reading.relation_count,
        findings=reading.finding_count,
        tasks=reading.task_count,
    )


def example_files() -> list[Path]:
    """The report file of each story that has one of that name, in order of its folder's name."""
    found = [path for folder in story_folders() for path in folder.glob("report.*") if path.suffix in SUFFIXES]
    return sorted(found, key=lambda path: path.parent.name)


def load(*, actor: Actor, body: Body) -> list[Summary]:
    """Hand the report of every story in to one body, for tests and measurements."""
    summaries = []
    for path in example_files():
        with path.open("rb") as stream:
            name = f"{path.parent.name}{path.suffix}"
            submission = services.submission_receive(actor=actor, body_id=body.pk, stream=stream, name=name)
        submission = services.submission_step(actor=actor, submission=submission, verb="send")
        summaries.append(summary_of(submission, path.parent.name, path.name))
    return summaries
