"""Accounts: for those who run them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from giaoban.ground import access
from giaoban.ground.directory import history as chronicle
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms import people as forms
from giaoban.ground.directory.forms.fields import ReasonForm
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.models import User
from giaoban.ground.directory.services import accounts as services
from giaoban.ground.directory.views.pages import form_page, form_view, page_of, page_view


def user_of(request: HttpRequest, pk: int) -> User:
    """The account of a page, where the actor may manage it. Errors: ACC-002."""
    return selectors.one(selectors.accounts(actor_of(request)), pk)


@page_view
def listing(request: HttpRequest) -> HttpResponse:
    """Accounts of the actor's body; `?q=` narrows."""
    actor = actor_of(request)
    access.require_anywhere(actor, "directory.accounts")
    text = request.GET.get("q", "")
    context = {"page": page_of(request, selectors.accounts(actor, text=text)), "text": text}
    return render(request, "directory/accounts.html", context)


@page_view
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account with its history."""
    user = user_of(request, pk)
    actor = actor_of(request)
    context = {
        "account": user,
        "second_factors": selectors.second_factors(user),
        "changes": chronicle.lines(user, on=actor.on, reveal=True, limit=50),
        "own": user.pk == actor.user_id,
    }
    return render(request, "directory/account.html", context)


@form_view
@never_cache
def create(request: HttpRequest) -> HttpResponse:
    """Make an account; the first password is shown once."""
    actor = actor_of(request)
    access.require_anywhere(actor, "directory.accounts")
    people = selectors.people(actor, verb="directory.accounts").filter(user__isnull=True)
    form = forms.AccountNewForm(request.POST or None, people=people, initial={"person": request.GET.get("nguoi")})
    return form_page(
        request,
        form,
        lambda data: services.account_create(actor=actor, **data),
        title=_("Tạo tài khoản"),
        submit=_("Tạo tài khoản"),
        back=reverse("directory:accounts"),
        done=lambda made: first_password(request, made),
    )


def first_password(request: HttpRequest, made: services.FirstPassword) -> HttpResponse:
    """The one page that shows a first password."""
    return render(request, "directory/first_password.html", {"account": made.user, "password": made.password})


@form_view
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how an account signs in."""
    actor, user = actor_of(request), user_of(request, pk)
    form = forms.AccountForm(request.POST or None, initial={"username": user.username, "email": user.email})
    return form_page(
        request,
        form,
        lambda data: services.account_change(actor=actor, user=user, **data),
        title=_("Sửa tài khoản %(name)s") % {"name": user.username},
        submit=_("Lưu"),
        back=reverse("directory:account_detail", args=[pk]),
        said=_("Đã lưu."),
    )


@form_view
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock an account, or open a locked one."""
    actor, user = actor_of(request), user_of(request, pk)
    do = services.account_lock if user.is_active else services.account_unlock
    title = _("Khóa tài khoản %(name)s") if user.is_active else _("Mở khóa tài khoản %(name)s")
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data: do(actor=actor, user=user, **data),
        title=title % {"name": user.username},
        lead=_("Mọi phiên đăng nhập của tài khoản kết thúc ngay.") if user.is_active else "",
        submit=_("Khóa tài khoản") if user.is_active else _("Mở khóa tài khoản"),
        back=reverse("directory:account_detail", args=[pk]),
        said=_("Đã khóa.") if user.is_active else _("Đã mở khóa."),
    )


@form_view
@never_cache
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account a new first password."""
    actor, user = actor_of(request), user_of(request, pk)
    return form_page(
        request,
        forms.AccountResetForm(request.POST or None),
        lambda data: services.account_reset(actor=actor, user=user, **data),
        title=_("Cấp lại mật khẩu cho %(name)s") % {"name": user.username},
        lead=_("Mật khẩu mới chỉ hiện một lần để đưa tận tay; người sử dụng phải đổi khi đăng nhập."),
        submit=_("Cấp mật khẩu mới"),
        back=reverse("directory:account_detail", args=[pk]),
        done=lambda made: first_password(request, made),
    )
