"""The form for a key that a program uses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access.verbs import declared
from giaoban.ground.directory.forms.fields import day
from giaoban.ground.directory.services.tokens import OFFERED


class TokenForm(forms.Form):
    """A new key: what for, what it may do, until when."""

    name = forms.CharField(
        label=_("Dùng cho"), max_length=120, help_text=_("Ví dụ: phần mềm kế toán gửi số thu hằng tháng.")
    )
    verbs = forms.MultipleChoiceField(label=_("Được làm"), widget=forms.CheckboxSelectMultiple)
    until = day(_("Dùng đến hết ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = declared()
        choices = [(verb, titles[verb]) for verb in sorted(OFFERED) if verb in titles]
        self.fields["verbs"].choices = choices  # type: ignore[attr-defined]
