"""A task that was read in a report, and accepted, as what the form of a new task is filled with; each is given once."""

from typing import Any

from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import match_unit
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.models import Reading, Submission
from giaoban.occasions.reports.recording import source_ref
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.selectors import filtered
from giaoban.records.tasks.sources import Item

SURE = 0.9
"""How well the words of a report must name a unit for it to be proposed."""
TITLE = 160
GIVEN = {"accept", "correct"}


def item_given(actor: Actor, pk: int, key: str) -> Item:
    """The task that a report names under a key. Errors: ACC-002; REP-003, REP-007; REP-053 for one that nobody accepted."""
    submission = selectors.submission_get(actor, pk)
    reading = selectors.latest_reading(submission)
    if reading is None:
        raise Problem("REP-007", why=submission.unreadable)
    item = selectors.item_of(reading, f"task:{key}")
    decision = selectors.decisions(reading).get(("task", key))
    if decision is None or decision.action not in GIVEN:
        raise Problem("REP-053")
    text = decision.value if decision.action == "correct" and decision.value else item.row["quote"]
    return Item(
        ref=item_ref(submission, key),
        quote=item.row["quote"],
        fields=proposal(actor, item.row, text),
        task=task_there(actor, submission, reading, item),
    )


def item_ref(submission: Submission, key: str) -> str:
    """The address of a sentence of a report."""
    return f"{source_ref(submission)}#{key}"


def task_there(actor: Actor, submission: Submission, reading: Reading, item: selectors.Item) -> Task | None:
    """The task that was given in these words; where the report says them more than once, from this very place."""
    words = one_line(item.row["quote"])
    alone = sum(one_line(row.row["quote"]) == words for row in selectors.items(reading, "task")) == 1
    for task in filtered(actor, source_ref=source_ref(submission)):
        if one_line(task.source_quote) == words and (alone or task.source_ref == item_ref(submission, item.key)):
            return task
    return None


def one_line(words: str) -> str:
    """Words without the places where their lines break."""
    return " ".join(words.split())


def proposal(actor: Actor, row: dict[str, Any], text: str) -> dict[str, Any]:
    """What the form is filled with. A unit is proposed where the words name it beyond doubt, a day where the reader found one."""
    units = [pk for pk, _name in selectors.unit_choices(actor)]
    leads = []
    for words in row["assignees"] or [row["addressed_to"] or ""]:
        found = match_unit(text=words, on=actor.on, within=units, limit=2, least=SURE)
        leads += [match.unit for match in found[:1] if len(found) == 1 or found[1].score < match.score]
    words = one_line(text)
    cut = words if len(words) <= TITLE else words[:TITLE].rsplit(" ", 1)[0]
    asked = {"title": cut[:1].upper() + cut[1:], "text": text, "leads": list(dict.fromkeys(leads))}
    return asked | ({"due_on": row["due_on"]} if row.get("due_on") else {})
