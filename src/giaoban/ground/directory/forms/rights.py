"""Forms about roles, their assignment, and grants."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import declared
from giaoban.ground.access.models import Classification, Role
from giaoban.ground.directory.forms.fields import NamedChoice, day, reason
from giaoban.ground.directory.forms.picking import PersonPick, PostPick, UnitPick
from giaoban.ground.org.models import Person, Post, Unit


def verb_choices() -> list[tuple[str, str]]:
    """Every declared verb with its title, room by room."""
    return [(verb, str(title)) for verb, title in sorted(declared().items())]


class RoleForm(forms.Form):
    """Title and verbs of a role."""

    title = forms.CharField(label=_("Tên vai trò"), max_length=200)
    verbs = forms.MultipleChoiceField(label=_("Được làm"), choices=verb_choices, widget=forms.CheckboxSelectMultiple)
    reason = reason()


class RoleNewForm(RoleForm):
    """A new role."""

    code = forms.SlugField(label=_("Mã"), max_length=60, help_text=_("Chữ không dấu, ví dụ: van-thu."))
    reason = reason(required=False)
    field_order = ("code", "title", "verbs", "reason")


class AssignmentForm(forms.Form):
    """A post receives a role."""

    post = PostPick(label=_("Chức vụ"))
    role = NamedChoice(queryset=Role.objects.none(), label=_("Vai trò"))
    unit = UnitPick(label=_("Trong đơn vị"), required=False, help_text=_("Để trống: toàn cơ quan."))
    subtree = forms.BooleanField(label=_("Gồm cả đơn vị cấp dưới"), required=False, initial=True)
    classification = forms.TypedChoiceField(
        label=_("Được xem đến mức"), choices=Classification.choices, coerce=int, initial=Classification.INTERNAL
    )
    valid_from = day(_("Từ ngày"))
    valid_to = day(_("Đến trước ngày"), required=False)
    reason = reason(required=False)

    def __init__(
        self, *args: Any, posts: QuerySet[Post], roles: QuerySet[Role], units: QuerySet[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.fields["role"].queryset = roles  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """Somebody may do something with one object until a moment."""

    post = PostPick(label=_("Cấp cho chức vụ"), required=False)
    person = PersonPick(label=_("hoặc cá nhân"), required=False)
    unit = UnitPick(label=_("hoặc đơn vị"), required=False)
    verbs = forms.MultipleChoiceField(label=_("Được làm"), widget=forms.CheckboxSelectMultiple)
    until = forms.DateTimeField(
        label=_("Đến"),
        widget=forms.DateTimeInput(attrs={"placeholder": "17:00 25/11/2026"}),
        help_text=_("Giờ và ngày."),
    )
    reason = reason()

    def __init__(
        self,
        *args: Any,
        posts: QuerySet[Post],
        people: QuerySet[Person],
        units: QuerySet[Unit],
        verbs: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["verbs"].choices = verbs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Exactly one receiver."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [cleaned.get(name) for name in ("post", "person", "unit") if cleaned.get(name)]
        if len(chosen) != 1:
            self.add_error("post", _("Chọn một chức vụ, một cá nhân hoặc một đơn vị."))
        else:
            cleaned["subject"] = chosen[0]
        return cleaned
