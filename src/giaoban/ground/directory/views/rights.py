"""Roles, who has them, grants and links."""

import re
from datetime import date
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import selectors as rights
from giaoban.ground.access.models import Grant, Role, RoleAssignment
from giaoban.ground.access.services import (
    assignment_end,
    grant_end,
    grant_give,
    role_assign,
    role_change,
    role_create,
)
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms import rights as forms
from giaoban.ground.directory.forms.fields import EndForm, ReasonForm
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services.links import link_revoke
from giaoban.ground.directory.subjects import name_of, objects_named, subjects_named
from giaoban.ground.directory.views.pages import form_page, form_view, history_page, page_of, page_view, step_page
from giaoban.ground.org.selectors import body_names, unit_names

NUMBER = re.compile(r"[0-9]{1,18}\Z")


@page_view
def roles(request: HttpRequest) -> HttpResponse:
    """The roles and what each may do."""
    actor = actor_of(request)
    access.require_anywhere(actor, "access.view")
    titles = {verb: str(title) for verb, title in access.declared().items()}
    rows = [(role, [titles.get(verb, verb) for verb in role.verbs]) for role in rights.roles(actor)]
    return render(request, "directory/roles.html", {"rows": rows, "may": access.verbs_anywhere(actor)})


@form_view
def role_new(request: HttpRequest) -> HttpResponse:
    """Add a role."""
    actor = actor_of(request)
    access.require_anywhere(actor, "access.roles")
    return form_page(
        request,
        forms.RoleNewForm(request.POST or None),
        lambda data: role_create(actor=actor, **data),
        title=_("Thêm vai trò"),
        submit=_("Thêm vai trò"),
        back=reverse("directory:roles"),
        said=_("Đã thêm vai trò."),
    )


@form_view
def role_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a role."""
    actor = actor_of(request)
    role = selectors.one(rights.roles(actor), pk)
    return step_page(
        request,
        forms.RoleForm,
        lambda data: role_change(actor=actor, role=role, **data),
        of=role,
        verb="access.roles",
        initial={"title": role.title, "verbs": role.verbs},
        title=_("Sửa vai trò %(name)s") % {"name": role.title},
        lead=_("Mọi chức vụ có vai trò này được áp dụng ngay."),
        submit=_("Lưu vai trò"),
        back=reverse("directory:roles"),
        said=_("Đã lưu vai trò."),
    )


@page_view
def role_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done to a role."""
    role: Role = selectors.one(rights.roles(actor_of(request)), pk)
    return history_page(request, role, title=role.title, back=reverse("directory:roles"))


@page_view
def assignments(request: HttpRequest) -> HttpResponse:
    """Which post has which role where; `?het-han=1` shows ended ones too."""
    actor = actor_of(request)
    access.require_anywhere(actor, "access.view")
    ended = request.GET.get("het-han") == "1"
    page = page_of(request, rights.assignments(actor, ended=ended).order_by("post__title", "role__title", "pk"))
    units = {number for row in page for number in (row.unit_id, row.post.unit_id) if number}
    called = unit_names(units=units, on=actor.on)
    bodies = body_names(bodies={row.body_id for row in page}, on=actor.on)
    rows = [
        (row, called.get(row.post.unit_id, ""), called.get(row.unit_id or 0, ""), bodies.get(row.body_id, ""))
        for row in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "ended": ended,
        "may": access.verbs_anywhere(actor),
    }
    return render(request, "directory/assignments.html", context)


@form_view
def assign(request: HttpRequest) -> HttpResponse:
    """Give a post a role in its body."""
    actor = actor_of(request)
    access.require_anywhere(actor, "access.assign")
    form = forms.AssignmentForm(
        request.POST or None,
        posts=selectors.posts(actor, verb="access.assign"),
        roles=rights.roles(actor),
        units=selectors.units(actor, verb="access.assign"),
        initial={"valid_from": actor.on, "post": request.GET.get("chuc-vu")},
    )
    return form_page(
        request,
        form,
        lambda data: role_assign(actor=actor, body=data["post"].body, **data),
        title=_("Phân vai trò"),
        submit=_("Phân vai trò"),
        back=reverse("directory:assignments"),
        said=_("Đã phân vai trò."),
    )


@form_view
def unassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an assignment end."""
    actor = actor_of(request)
    row: RoleAssignment = selectors.one(rights.assignments(actor, ended=True), pk)
    return step_page(
        request,
        EndForm,
        lambda data: assignment_end(actor=actor, assignment=row, **data),
        of=row,
        verb="access.assign",
        title=_("Thu hồi vai trò %(role)s của %(post)s") % {"role": row.role.title, "post": row.post.title},
        submit=_("Thu hồi vai trò"),
        back=reverse("directory:assignments"),
        said=_("Đã thu hồi vai trò."),
    )


@page_view
def grants(request: HttpRequest) -> HttpResponse:
    """Grants on objects of the actor's body; `?het-han=1` shows ended ones too."""
    actor = actor_of(request)
    access.require_anywhere(actor, "access.view")
    ended = request.GET.get("het-han") == "1"
    page = page_of(request, rights.grants(actor, ended=ended))
    titles = {verb: str(title) for verb, title in access.declared().items()}
    subjects, objects = subjects_named(page, on=actor.on), objects_named(page, on=actor.on)
    rows = [
        {
            "grant": row,
            "subject": subjects.get((row.subject_kind, row.subject_id), f"#{row.subject_id}"),
            "object": objects.get((row.content_type_id, row.object_id), f"#{row.object_id}"),
            "verb": titles.get(row.verb, row.verb),
            "running": row.since <= actor.at < row.until,
        }
        for row in page
    ]
    context = {"page": page, "rows": rows, "ended": ended, "may": access.verbs_anywhere(actor)}
    return render(request, "directory/grants.html", context)


def object_asked(request: HttpRequest) -> Model:
    """The object that `?loai=app.model&so=12` names, where the actor may see it. Errors: ACC-002."""
    actor = actor_of(request)
    label, number = request.GET.get("loai", ""), request.GET.get("so", "")
    return selectors.object_named(actor, label, int(number) if NUMBER.match(number) else 0)


@form_view
def grant(request: HttpRequest) -> HttpResponse:
    """Give somebody dated rights on one object; reached from the object's own page."""
    actor, obj = actor_of(request), object_asked(request)
    access.require(actor, "access.grant", obj)
    room = access.policy_of(type(obj)).view.split(".")[0]
    mine = access.allowed_verbs(actor, obj, [verb for verb in access.declared() if verb.startswith(f"{room}.")])
    form = forms.GrantForm(
        request.POST or None,
        posts=selectors.posts(actor),
        people=selectors.people(actor),
        units=selectors.units(actor),
        verbs=[(verb, str(title)) for verb, title in access.declared().items() if verb in mine],
    )

    def do(data: dict[str, Any]) -> list[Grant]:
        return grant_give(
            actor=actor,
            subject=data["subject"],
            obj=obj,
            verbs=data["verbs"],
            reason=data["reason"],
            until=data["until"],
        )

    name = name_of(obj, on=actor.on)
    return form_page(
        request,
        form,
        do,
        title=_("Cấp quyền riêng: %(name)s") % {"name": name},
        lead=_("Quyền chỉ với nội dung này và tự hết hiệu lực đúng thời điểm đã chọn."),
        submit=_("Cấp quyền"),
        back=reverse("directory:grants"),
        said=_("Đã cấp quyền riêng."),
    )


def told(row: Grant, *, on: date) -> str:
    """A grant in words: whom, on what, to do what."""
    subject = subjects_named([row], on=on).get((row.subject_kind, row.subject_id), f"#{row.subject_id}")
    thing = objects_named([row], on=on).get((row.content_type_id, row.object_id), f"#{row.object_id}")
    return f"{subject}: {thing} – {access.declared().get(row.verb, row.verb)}"


@form_view
def ungrant(request: HttpRequest, pk: int) -> HttpResponse:
    """End a grant now."""
    actor = actor_of(request)
    row: Grant = selectors.one(rights.grants(actor, ended=True), pk)
    return step_page(
        request,
        ReasonForm,
        lambda data: grant_end(actor=actor, grant=row, **data),
        of=row,
        verb="access.grant",
        title=_("Thu hồi quyền riêng"),
        lead=told(row, on=actor.on),
        submit=_("Thu hồi ngay"),
        back=reverse("directory:grants"),
        said=_("Đã thu hồi quyền riêng."),
    )


@page_view
def links(request: HttpRequest) -> HttpResponse:
    """Access links of the actor's body."""
    actor = actor_of(request)
    access.require_anywhere(actor, "directory.link")
    page = page_of(request, selectors.links(actor))
    units = unit_names(units={row.unit_id for row in page if row.unit_id}, on=actor.on)
    rows = [(row, units.get(row.unit_id or 0, ""), state_of(row, actor.at)) for row in page]
    return render(request, "directory/links.html", {"page": page, "rows": rows})


def state_of(link: Any, at: Any) -> tuple[str, str]:
    """Code and word for how a link stands."""
    if link.revoked_at is not None:
        return "revoked", _("đã thu hồi")
    if link.until <= at:
        return "expired", _("hết hạn")
    if link.uses >= link.max_uses:
        return "closed", _("hết lượt")
    return "active", _("đang dùng")


@form_view
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a link."""
    actor = actor_of(request)
    row = selectors.one(selectors.links(actor), pk)
    return step_page(
        request,
        ReasonForm,
        lambda data: link_revoke(actor=actor, link=row, **data),
        of=row,
        verb="directory.link",
        title=_("Thu hồi đường dẫn: %(name)s") % {"name": row.object_title},
        lead=_("Người đang mở đường dẫn cũng không dùng tiếp được."),
        submit=_("Thu hồi"),
        back=reverse("directory:links"),
        said=_("Đã thu hồi đường dẫn."),
    )
