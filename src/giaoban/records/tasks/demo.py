"""What became of the tasks of a story: the steps that its tables tell, each taken by whoever took it."""

from giaoban.ground.directory.demo import Stage, Table
from giaoban.records.tasks import services
from giaoban.records.tasks.models import Task


def steps_take(stage: Stage, *, task: Task, rows: list[Table]) -> Task:
    """Take the steps of one task in order; `by` in a row is the acting user's name, else the office's clerk. Errors: KeyError, TSK-0xx."""
    for row in rows:
        with stage.by(row) as actor:
            text, do = row.get("text", ""), row["do"]
            if do == "accept":
                task = services.task_accept(actor=actor, task=task, text=text)
            elif do == "progress":
                services.task_progress(actor=actor, task=task, text=text)
            elif do == "report_done":
                task = services.task_report_done(actor=actor, task=task, result=text)
            elif do == "extend":
                day = stage.days.day(row["to"])
                task = services.task_extend(actor=actor, task=task, new_due_on=day, reason=text)
            else:
                task = OF_THE_OFFICE[do](actor, task, text)
    return task


OF_THE_OFFICE = {
    "confirm": lambda actor, task, text: services.task_confirm(actor=actor, task=task, text=text),
    "send_back": lambda actor, task, text: services.task_send_back(actor=actor, task=task, reason=text),
    "cancel": lambda actor, task, text: services.task_cancel(actor=actor, task=task, reason=text),
}
