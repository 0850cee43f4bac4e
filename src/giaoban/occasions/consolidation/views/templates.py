"""Templates: which are in force, and a further version of one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.forms import SECTIONS, TemplateForm, shown_sections

STAY = {"CNS-010", "CNS-011", "CNS-012", "CNS-015", "DOC-001"}


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The templates in force for the actor's body."""
    actor = actor_of(request)
    access.require_anywhere(actor, "consolidation.view")
    rows = selectors.templates(actor)
    may = "consolidation.template" in access.verbs_anywhere(actor)
    return render(request, "consolidation/templates.html", {"rows": rows, "may_template": may})


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A template with its sections; saving makes the next version of the actor's body."""
    actor = actor_of(request)
    template = selectors.template_get(actor, pk)
    may = "consolidation.template" in access.verbs_anywhere(actor)
    if request.method == "POST" and not may:
        access.require_in(actor, "consolidation.template", type(template), body_id=actor.body_id)
    data = request.POST if request.method == "POST" else None
    first = {"name": template.name, "title": template.title, "recipients": template.recipients}
    form = TemplateForm(data, initial=first)
    parts: Any = SECTIONS(data, initial=shown_sections(template), prefix="phan")
    if data is not None and form.is_valid() and parts.is_valid():
        try:
            made = services.template_save(
                actor=actor,
                template=template,
                name=form.cleaned_data["name"],
                title=form.cleaned_data["title"],
                recipients=form.cleaned_data["recipients"],
                sections=parts.sections(),
            )
        except Problem as problem:
            if problem.code not in STAY:
                raise
            form.add_error(None, problem.sentence(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("Đã lưu mẫu, phiên bản %(version)d.") % {"version": made.version})
            return redirect("consolidation:template", pk=made.pk)
    faulty = data is not None and bool(form.errors or parts.total_error_count())
    context = {
        "template": template,
        "form": form,
        "parts": parts,
        "may_template": may,
        "changes": lines(template, on=actor.on) if template.body_id else [],
    }
    return render(request, "consolidation/template.html", context, status=422 if faulty else 200)
