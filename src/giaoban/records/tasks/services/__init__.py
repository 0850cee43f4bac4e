"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

from giaoban.records.tasks.services.assign import SERIES, Work, task_assign, tasks_assign
from giaoban.records.tasks.services.change import task_extend, task_reassign
from giaoban.records.tasks.services.steps import (
    Enclosure,
    task_accept,
    task_cancel,
    task_confirm,
    task_progress,
    task_reopen,
    task_report_done,
    task_send_back,
)

__all__ = [
    "SERIES",
    "Enclosure",
    "Work",
    "task_accept",
    "task_assign",
    "task_cancel",
    "task_confirm",
    "task_extend",
    "task_progress",
    "task_reassign",
    "task_reopen",
    "task_report_done",
    "task_send_back",
    "tasks_assign",
]
