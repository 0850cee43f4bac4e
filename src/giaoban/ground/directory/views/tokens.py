"""One's own keys for programs: made, listed, revoked. The secret is shown once, on the page that made it, and kept nowhere."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from giaoban.ground.access.verbs import titles
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms.tokens import TokenForm
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services.tokens import token_create, token_revoke
from giaoban.ground.directory.views.pages import form_view
from giaoban.kernel.problems import Problem


@form_view
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """The keys of the signed-in person; makes one."""
    actor, made = actor_of(request), None
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        ends = timezone.make_aware(datetime.combine(data["until"] + timedelta(days=1), time.min))
        try:
            made = token_create(actor=actor, name=data["name"], verbs=data["verbs"], until=ends)
            form = TokenForm()
        except Problem as problem:
            form.add_error(None, problem.sentence(getattr(request, "LANGUAGE_CODE", "vi")))
    words = titles()
    rows = [
        {
            "token": token,
            "may": [words.get(verb, verb) for verb in token.verbs],
            "lives": token.revoked_at is None and token.until > actor.at,
        }
        for token in selectors.tokens_of(actor.user_id or 0)
    ]
    context = {"form": form, "rows": rows, "secret": made.secret if made else "", "made": made.token if made else None}
    return render(request, "directory/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own keys."""
    token = token_revoke(actor=actor_of(request), pk=pk)
    messages.success(request, _("Đã thu hồi khóa “%(name)s”.") % {"name": token.name})
    return redirect("directory:tokens")
