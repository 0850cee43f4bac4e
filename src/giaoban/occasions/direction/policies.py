"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.occasions.direction.models import Instruction, InstructionTask
from giaoban.records.documents.models import Document
from giaoban.records.tasks.sources import source_url

access.declare(
    {
        "direction.view": _("Xem chỉ đạo"),
        "direction.instruct": _("Ghi chỉ đạo và giao nhiệm vụ theo chỉ đạo"),
    }
)
UNITS = "task__assignments__unit"
access.policy(Instruction, view="direction.view", body="body", unit=f"tasks__{UNITS}")
access.policy(InstructionTask, view="direction.view", body="instruction__body", unit=UNITS, parent="instruction")

journal.track(Instruction)
journal.track(InstructionTask, part_of="instruction")


def found_instruction(instruction: Instruction) -> search.Found:
    """An instruction is found by its words and who gave it."""
    return search.Found(
        title=instruction.text[:200],
        url=reverse("direction:instruction", args=[instruction.pk]),
        text="\n".join((instruction.given_by, instruction.text)),
        body_id=instruction.body_id,
        on=instruction.given_on,
    )


search.source(Instruction, found_instruction)
source_url("direction.instruction", "direction:instruction", Instruction)
source_url("documents.document", "documents:document", Document)
