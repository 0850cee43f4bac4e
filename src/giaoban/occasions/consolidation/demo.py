"""The consolidated reports of a story: drafted, edited, issued; the table `consolidated` of a demonstration."""

from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import Stage, Table
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.models import Block, Consolidated, ReportTemplate
from giaoban.occasions.consolidation.refreshing import refresh_of

ROOM = "consolidation"


def month_load(stage: Stage) -> list[Consolidated]:
    """Draft, edit and issue as the rows say. Errors: LookupError where a row names words that no block has."""
    return [load(stage, row) for row in stage.rows("consolidated")]


def load(stage: Stage, row: Table) -> Consolidated:
    """One report: from every accepted report of its period, edited block by block, issued where the row says when."""
    body, period = stage.body_of(row), stage.days.period(row["period"])
    with stage.by(row) as actor:
        units = selectors.reported(actor, period=period, body_id=body.pk)
        report = services.consolidated_create(
            actor=actor,
            body_id=body.pk,
            template=ReportTemplate.objects.get(body=None, code=row["template"]),
            period=period,
            submissions=[unit.submission.pk for unit in units if unit.submission is not None],
            signer_post_id=stage.posts[row["signer"]].pk,
        )
        for edit in row.get("edits", []):
            edited(stage, actor, report, edit)
    if "issued" in row:
        with stage.by(row, at="issued", who="issued_by") as actor:
            services.refresh_apply(actor=actor, report=report, token=refresh_of(actor, report).token)
            report = services.consolidated_issue(actor=actor, report=report)
    stage.made[ROOM, row["period"]] = report
    return report


def edited(stage: Stage, actor: Actor, report: Consolidated, row: Table) -> None:
    """One edit of a person: new words for the block that begins with `say`, or a new paragraph in a section."""
    text = stage.days.fill(row["text"])
    if "section" in row:
        services.block_add(actor=actor, report=report, section=row["section"], text=text)
        return
    block = beginning(report, stage.days.fill(row["say"]))
    services.block_edit(actor=actor, report=report, block_id=block.pk, version=block.version, text=text)


def beginning(report: Consolidated, words: str) -> Block:
    """The block whose words begin so. Errors: LookupError."""
    found = next((block for block in selectors.blocks(report) if block.text.startswith(words)), None)
    if found is None:
        raise LookupError(f"{words!r} begins no block of {report}")
    return found
