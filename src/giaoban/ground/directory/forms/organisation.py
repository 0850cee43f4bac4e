"""Forms about units, posts and groups."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access.models import Role
from giaoban.ground.directory.forms.fields import NamedChoice, day, reason
from giaoban.ground.directory.forms.picking import PersonPick, UnitPick
from giaoban.ground.org.models import Body, BodyKind, Level, Person, PostRank, Tree, Unit, UnitForm, UnitKind


class UnitNewForm(forms.Form):
    """A new unit under another."""

    name = forms.CharField(label=_("Tên đầy đủ"), max_length=250)
    short_name = forms.CharField(label=_("Tên rút gọn"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Loại đơn vị"), choices=UnitKind.choices)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)
    form = forms.ChoiceField(label=_("Loại hình"), choices=UnitForm.choices, required=False)
    parent = UnitPick(label=_("Trực thuộc"))
    tree = forms.ChoiceField(label=_("Hệ thống"), choices=Tree.choices)
    body = NamedChoice(queryset=Body.objects.none(), label=_("Giúp việc cho cơ quan"), required=False)
    code = forms.CharField(label=_("Mã"), max_length=20, required=False)
    on = day(_("Từ ngày"))
    reason = reason(required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class UnitRenameForm(forms.Form):
    """Another name from a day on."""

    name = forms.CharField(label=_("Tên mới"), max_length=250)
    short_name = forms.CharField(label=_("Tên rút gọn mới"), max_length=120, required=False)
    on = day(_("Từ ngày"), help_text=_("Tên cũ vẫn đúng với các ngày trước đó."))
    document = forms.CharField(label=_("Văn bản quyết định"), max_length=250, required=False)
    reason = reason()


class UnitMoveForm(forms.Form):
    """Another upper unit from a day on."""

    parent = UnitPick(label=_("Chuyển về trực thuộc"))
    tree = forms.ChoiceField(label=_("Hệ thống"), choices=Tree.choices)
    on = day(_("Từ ngày"))
    document = forms.CharField(label=_("Văn bản quyết định"), max_length=250, required=False)
    reason = reason()

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]


class UnitAbolishForm(forms.Form):
    """The unit ends without a successor."""

    on = day(_("Kết thúc từ ngày"))
    document = forms.CharField(label=_("Văn bản quyết định"), max_length=250, required=False)
    reason = reason()


class UnitAliasForm(forms.Form):
    """Another way the name is written."""

    alias = forms.CharField(label=_("Cách gọi khác"), max_length=250)
    on = day(_("Từ ngày"))


class BodyNewForm(forms.Form):
    """A new body of an area, and who runs it first."""

    name = forms.CharField(label=_("Tên đầy đủ"), max_length=250)
    short_name = forms.CharField(label=_("Tên rút gọn"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Loại cơ quan"), choices=BodyKind.choices)
    area = UnitPick(label=_("Địa bàn"))
    code = forms.CharField(label=_("Mã định danh"), max_length=20, required=False)
    keeper = PersonPick(
        label=_("Người quản trị đầu tiên"),
        help_text=_("Cơ quan mới tự quản lý đơn vị, cán bộ và phân quyền của mình; người này bắt đầu việc đó."),
    )
    post_title = forms.CharField(label=_("Chức danh của người này"), max_length=150)
    role = NamedChoice(queryset=Role.objects.none(), label=_("Vai trò của người này"))
    on = day(_("Từ ngày"))
    reason = reason(required=False)

    def __init__(
        self, *args: Any, areas: QuerySet[Unit], people: QuerySet[Person], roles: QuerySet[Role], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("area", areas), ("keeper", people), ("role", roles)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class BodyRenameForm(forms.Form):
    """Another name of a body from a day on."""

    name = forms.CharField(label=_("Tên mới"), max_length=250)
    short_name = forms.CharField(label=_("Tên rút gọn mới"), max_length=120, required=False)
    on = day(_("Từ ngày"), help_text=_("Tên cũ vẫn đúng với các ngày trước đó."))
    reason = reason()


class PostNewForm(forms.Form):
    """A new post of a body in a unit."""

    title = forms.CharField(label=_("Chức danh"), max_length=150)
    rank = forms.ChoiceField(label=_("Bậc"), choices=PostRank.choices, initial=PostRank.STAFF)
    body = NamedChoice(queryset=Body.objects.none(), label=_("Cơ quan"))
    unit = UnitPick(label=_("Đơn vị"))
    seats = forms.IntegerField(label=_("Số người"), min_value=1, max_value=500, initial=1)
    on = day(_("Từ ngày"))
    reason = reason(required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


def lines(text: str) -> list[str]:
    """The lines of a text without empty ones, each cut to what the table holds."""
    return [line.strip()[:150] for line in text.splitlines() if line.strip()]


class GroupForm(forms.Form):
    """Name and other ways of writing of a group."""

    name = forms.CharField(label=_("Tên nhóm"), max_length=150, help_text=_("Như ghi ở nơi nhận, ví dụ: Các thôn."))
    aliases = forms.CharField(
        label=_("Cách gọi khác"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một cách gọi."),
    )

    def clean_aliases(self) -> list[str]:
        """One alias a line."""
        return lines(self.cleaned_data["aliases"])


class GroupChangeForm(GroupForm):
    """Name and other ways of writing, changed."""

    reason = reason()


class GroupNewForm(GroupForm):
    """A new group, by list or by rule."""

    rule_kinds = forms.MultipleChoiceField(
        label=_("Gồm mọi đơn vị loại"),
        required=False,
        choices=UnitKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Để trống: chọn từng đơn vị sau khi lập nhóm."),
    )
    rule_under = UnitPick(label=_("Thuộc"), required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule_under"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A rule needs the unit under which it looks."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("rule_kinds") and not cleaned.get("rule_under"):
            self.add_error("rule_under", _("Chọn đơn vị mà các đơn vị của nhóm trực thuộc."))
        return cleaned


class GroupMemberForm(forms.Form):
    """A unit joins the group."""

    unit = UnitPick(label=_("Thêm đơn vị"))
    on = day(_("Từ ngày"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
