"""What people type into the room's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.records.tasks.forms import DayInput, TaskForm


class InstructionForm(TaskForm):
    """An instruction outside a session, with its first task."""

    given_by = forms.CharField(label=_("Người chỉ đạo"), max_length=200)
    given_on = forms.DateField(label=_("Ngày chỉ đạo"), widget=DayInput())
    instruction = forms.CharField(
        label=_("Nội dung chỉ đạo"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ghi đúng lời chỉ đạo; việc phải làm ghi ở ô nhiệm vụ."),
    )
    field_order = ("given_by", "given_on", "instruction", "title", "text", "leads")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
