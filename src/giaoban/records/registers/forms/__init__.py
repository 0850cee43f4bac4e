"""What people type into the room's pages."""

from giaoban.records.registers.forms.definition import DefinitionForms, TomlForm
from giaoban.records.registers.forms.entry import EntryForm
from giaoban.records.registers.forms.steps import (
    ConfirmForm,
    EndForm,
    ListForm,
    PeriodForm,
    ReasonForm,
    RegisterForm,
    ReviewForm,
    UploadForm,
)

__all__ = [
    "ConfirmForm",
    "DefinitionForms",
    "EndForm",
    "EntryForm",
    "ListForm",
    "PeriodForm",
    "ReasonForm",
    "RegisterForm",
    "ReviewForm",
    "TomlForm",
    "UploadForm",
]
