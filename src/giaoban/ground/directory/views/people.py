"""People and posts."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access.selectors import assignments
from giaoban.ground.directory import history as chronicle
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms import people as forms
from giaoban.ground.directory.forms.fields import EndForm, ReasonForm
from giaoban.ground.directory.forms.organisation import PostNewForm
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services import organisation
from giaoban.ground.directory.services import people as services
from giaoban.ground.directory.views.pages import (
    csv_answer,
    form_page,
    form_view,
    history_page,
    page_of,
    page_view,
    step_page,
)
from giaoban.ground.org.models import Person
from giaoban.ground.org.selectors import body_names, holdings_on, unit_names

CHUNK = 500
EVERYBODY = "tat-ca"
"""What `?pham-vi=` says for people of every body."""


def person_of(request: HttpRequest, pk: int) -> Person:
    """The person of a page. Errors: ACC-002."""
    return selectors.person(actor_of(request), pk)


@page_view
def listing(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """People with their posts of today: of the actor's own body, with `?pham-vi=tat-ca` of all; `?q=` narrows to a name, `?xuat=csv` gives
    the same rows as a file."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.view")
    text, everybody = request.GET.get("q", ""), request.GET.get("pham-vi") == EVERYBODY or actor.body_id is None
    rows = selectors.people(actor, text=text)
    rows = rows if everybody else selectors.own_people(actor, rows)
    if request.GET.get("xuat") == "csv":
        cells = (
            (person.full_name, holding.post.title, holding.unit_name, holding.body_name)
            for person in rows.iterator(chunk_size=CHUNK)
            for holding in getattr(person, "posts_on", ())
        )
        return csv_answer("can-bo", [_("Họ và tên"), _("Chức vụ"), _("Đơn vị"), _("Cơ quan")], cells)
    context = {
        "page": page_of(request, rows),
        "text": text,
        "everybody": everybody,
        "reach": EVERYBODY,
        "may_edit": "org.people" in access.verbs_anywhere(actor),
    }
    return render(request, "directory/people.html", context)


@page_view
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A person: what they hold and held, how to reach them (for those who may see it), the account."""
    actor, person = actor_of(request), person_of(request, pk)
    holdings = list(person.holdings.select_related("post").order_by("-valid_from", "-pk"))
    units = unit_names(units={holding.post.unit_id for holding in holdings}, on=actor.on)
    bodies = body_names(bodies={holding.post.body_id for holding in holdings}, on=actor.on)
    ends = set(access.visible(actor, "org.people", person.holdings.all()).values_list("pk", flat=True))
    rows = [
        {
            "holding": holding,
            "unit": units.get(holding.post.unit_id, ""),
            "body": bodies.get(holding.post.body_id, ""),
            "may_end": holding.pk in ends and (holding.valid_to is None or holding.valid_to > actor.on),
        }
        for holding in holdings
    ]
    context: dict[str, Any] = {
        "person": person,
        "rows": rows,
        "reveals": selectors.reveals(actor, person),
        "account": selectors.account_of(actor, person),
        "may": access.allowed_verbs(actor, person, ["org.people", "directory.accounts", "access.grant"]),
    }
    return render(request, "directory/person.html", context)


@page_view
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done to a person's record; sensitive values only for those who may see them."""
    actor, person = actor_of(request), person_of(request, pk)
    reveal = selectors.reveals(actor, person)
    return history_page(
        request, person, title=person.full_name, back=reverse("directory:person", args=[pk]), reveal=reveal
    )


@form_view
def create(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.people")
    return form_page(
        request,
        forms.PersonNewForm(request.POST or None),
        lambda data: services.person_create(actor=actor, **data),
        title=_("Thêm cán bộ"),
        submit=_("Thêm cán bộ"),
        back=reverse("directory:people"),
        said=_("Đã thêm. Tiếp theo: bố trí chức vụ."),
        done=lambda person: reverse("directory:person", args=[person.pk]),
    )


def step(request: HttpRequest, person: Person, form_class: Any, do: Callable[..., Any], **options: Any) -> HttpResponse:
    """A step in a person's record: `do(actor=, person=, **data)`, then back to the person's page. Errors: ACC-001, ACC-002."""
    actor = actor_of(request)
    return step_page(
        request,
        form_class,
        lambda data: do(actor=actor, person=person, **data),
        of=person,
        verb="org.people",
        back=reverse("directory:person", args=[person.pk]),
        **options,
    )


@form_view
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's record."""
    person = person_of(request, pk)
    selectors.require_revealed(actor_of(request), person)
    names = ("full_name", "phone", "email", "birth")
    return step(
        request,
        person,
        forms.PersonForm,
        services.person_update,
        initial={name: getattr(person, name) for name in names},
        title=_("Sửa hồ sơ %(name)s") % {"name": person.full_name},
        submit=_("Lưu"),
        said=_("Đã lưu."),
    )


@form_view
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a person's telephone, e-mail and birth for good."""
    person = person_of(request, pk)
    return step(
        request,
        person,
        ReasonForm,
        services.person_erase,
        title=_("Xóa dữ liệu cá nhân của %(name)s") % {"name": person.full_name},
        lead=_(
            "Điện thoại, thư điện tử và ngày sinh bị xóa hẳn, kể cả trong lịch sử; tài khoản bị khóa. Tên và chức vụ được giữ"
            " vì là hồ sơ công vụ. Không khôi phục được."
        ),
        submit=_("Xóa vĩnh viễn"),
        said=_("Đã xóa dữ liệu cá nhân."),
    )


@form_view
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person hold a post, act in it or deputise."""
    actor, person = actor_of(request), person_of(request, pk)
    access.require_anywhere(actor, "org.people")
    form = forms.HoldingForm(
        request.POST or None, posts=selectors.posts(actor, verb="org.people"), initial={"on": actor.on}
    )
    return form_page(
        request,
        form,
        lambda data: services.holding_start(actor=actor, person=person, **data),
        title=_("Bố trí chức vụ cho %(name)s") % {"name": person.full_name},
        submit=_("Bố trí chức vụ"),
        back=reverse("directory:person", args=[pk]),
        said=_("Đã bố trí chức vụ."),
    )


@form_view
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """End a holding."""
    actor = actor_of(request)
    holding = selectors.holding(actor, pk)
    return step_page(
        request,
        EndForm,
        lambda data: services.holding_end(actor=actor, holding=holding, **data),
        of=holding,
        verb="org.people",
        title=_("%(name)s thôi giữ chức vụ %(post)s") % {"name": holding.person.full_name, "post": holding.post.title},
        submit=_("Thôi giữ chức vụ"),
        back=reverse("directory:person", args=[holding.person_id]),
        said=_("Đã ghi thôi giữ chức vụ."),
    )


@form_view
def post_create(request: HttpRequest) -> HttpResponse:
    """Set up a post."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.edit")
    form = PostNewForm(
        request.POST or None,
        units=selectors.units(actor, verb="org.edit"),
        bodies=selectors.bodies(actor, verb="org.edit"),
        initial={"on": actor.on, "unit": request.GET.get("don-vi"), "body": actor.body_id},
    )
    return form_page(
        request,
        form,
        lambda data: organisation.post_create(actor=actor, **data),
        title=_("Thêm chức vụ"),
        submit=_("Thêm chức vụ"),
        back=reverse("directory:units"),
        said=_("Đã thêm chức vụ."),
        done=lambda post: reverse("directory:post", args=[post.pk]),
    )


@page_view
def post_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A post: who holds it, who held it, which roles it has."""
    actor = actor_of(request)
    post = selectors.post(actor, pk)
    context = {
        "post": post,
        "unit_name": unit_names(units=[post.unit_id], on=actor.on).get(post.unit_id, ""),
        "body_name": body_names(bodies=[post.body_id], on=actor.on).get(post.body_id, ""),
        "now": holdings_on(on=actor.on).filter(post=post),
        "past": post.holdings.select_related("person").filter(valid_to__lte=actor.on).order_by("-valid_from"),
        "assignments": assignments(actor).filter(post=post),
        "may": access.allowed_verbs(actor, post, ["org.edit", "access.grant", "access.assign"]),
        "changes": chronicle.lines(post, on=actor.on, limit=50),
    }
    return render(request, "directory/post.html", context)


@form_view
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post."""
    actor = actor_of(request)
    post = selectors.post(actor, pk)
    return step_page(
        request,
        EndForm,
        lambda data: organisation.post_end(actor=actor, post=post, **data),
        of=post,
        verb="org.edit",
        title=_("Bãi bỏ chức vụ %(post)s") % {"post": post.title},
        lead=_("Những người đang giữ chức vụ này cũng thôi giữ từ ngày đó."),
        submit=_("Bãi bỏ chức vụ"),
        back=reverse("directory:post", args=[pk]),
        said=_("Đã bãi bỏ chức vụ."),
    )
