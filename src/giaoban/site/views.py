"""Pages of the site itself: choosing language and theme, and the component page."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from giaoban.site.gallery import sample
from giaoban.site.preferences import keep


def back(request: HttpRequest) -> str:
    """Where the visitor came from, "/" where that is missing or another site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"


def closed(request: HttpRequest) -> HttpResponse:
    """A page of a library that this program does not offer. Errors: Http404, always."""
    raise Http404


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme; an unknown one changes nothing."""
    response = redirect(back(request))
    keep(request, response, theme=request.POST.get("theme", ""))
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language; an unknown one changes nothing."""
    response = redirect(back(request))
    keep(request, response, language=request.POST.get("language", ""))
    return response


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every token and component in both themes, for whoever builds or judges pages; signed-in people only."""
    if not (settings.DEBUG or request.user.is_authenticated):
        return redirect_to_login(request.get_full_path())
    return render(request, "site/components.html", sample(request))
