"""Forms about people, what they hold, and their accounts."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.directory.forms.fields import day, reason
from giaoban.ground.directory.forms.picking import PersonPick, PostPick
from giaoban.ground.directory.models import Theme
from giaoban.ground.org.models import HoldingKind, Person, Post


class PersonNewForm(forms.Form):
    """A new person."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    birth = day(_("Ngày sinh"), required=False)
    reason = reason(required=False)


class PersonForm(PersonNewForm):
    """What is known of a person, changed."""

    reason = reason()


class HoldingForm(forms.Form):
    """A person begins to hold a post."""

    post = PostPick(label=_("Chức vụ"))
    kind = forms.ChoiceField(label=_("Hình thức"), choices=HoldingKind.choices)
    on = day(_("Từ ngày"))
    until = day(_("Đến trước ngày"), required=False, help_text=_("Bắt buộc khi ủy quyền."))
    reason = reason(required=False)

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]


def username_field() -> forms.CharField:
    """How somebody signs in."""
    return forms.CharField(label=_("Tên đăng nhập"), max_length=150, validators=[UnicodeUsernameValidator()])


class AccountNewForm(forms.Form):
    """An account for a person."""

    person = PersonPick(label=_("Người sử dụng"))
    username = username_field()
    email = forms.EmailField(label=_("Thư điện tử để đăng nhập, nhận thông báo"), required=False)
    reason = reason(required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class AccountForm(forms.Form):
    """How an account signs in, changed."""

    username = username_field()
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    reason = reason()


class AccountResetForm(forms.Form):
    """A new first password."""

    second_factor = forms.BooleanField(
        label=_("Bỏ cả ứng dụng xác thực và khóa truy cập (khi mất điện thoại, mất khóa)"), required=False
    )
    reason = reason()


class PreferencesForm(forms.Form):
    """How pages look to oneself."""

    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=[("vi", "Tiếng Việt"), ("en", "English")])
    theme = forms.ChoiceField(label=_("Giao diện"), choices=Theme.choices)
