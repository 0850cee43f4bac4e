"""The API: routers of the rooms under one address, one way to say who asks, one shape of refusals, its own description as OpenAPI."""

from collections.abc import Callable
from functools import wraps
from json import JSONDecodeError
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer

from giaoban import __version__
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.services.tokens import Caller, token_caller
from giaoban.ground.directory.signin import client_of
from giaoban.kernel.problems import Problem
from giaoban.records.figures.api import router as figures
from giaoban.records.registers.api import router as registers
from giaoban.records.tasks.api import router as tasks
from giaoban.site.errors import told_program, words_of
from giaoban.site.shapes import said

METHODS = ("get", "post", "patch")


class Key(HttpBearer):
    """ "Authorization: Bearer gbk_…": a person's key."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Who the key stands for. Errors: DIR-032, DIR-010."""
        return token_caller(token, at=timezone.now(), client=client_of(request))


class WithoutNul(Parser):
    """What is sent, without the sign NUL, which no table can hold and no word needs."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The content of a call."""
        found = super().parse_body(request)
        return cleared(found) if b"\\u0000" in request.body else found

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        """The parameters of a call."""
        return cleared(super().parse_querydict(data, list_fields, request))


def cleared(found: Any) -> Any:
    """A value as JSON has it, without NUL."""
    if isinstance(found, str):
        return found.replace("\x00", "")
    if isinstance(found, dict):
        return {cleared(key): cleared(value) for key, value in found.items()}
    return [cleared(one) for one in found] if isinstance(found, list) else found


api = NinjaAPI(
    title="Giaoban",
    version=__version__,
    description=(
        "Figures of a local government: dictionary of indicators, units, figures, targets, registers, tasks; to read and to write. "
        "Sentences come in English where Accept-Language asks for it, else in Vietnamese; codes are the same in both. "
        "Số liệu của chính quyền địa phương: danh mục chỉ tiêu, đơn vị, số liệu, chỉ tiêu giao, sổ theo dõi, nhiệm vụ; đọc và ghi. "
        "Câu trả lời viết bằng tiếng Việt; bằng tiếng Anh khi gửi kèm Accept-Language: en. Mã thì như nhau."
    ),
    auth=Key(),
    parser=WithoutNul(),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


def journalled(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Whatever an operation writes is the key's person's doing, through the API."""

    @wraps(operation)
    def done(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        caller: Caller = request.auth  # type: ignore[attr-defined]
        with acting(caller.actor, source="api"):
            return operation(request, *args, **kwargs)

    return done


api.add_decorator(journalled)
api.add_router("", figures)
api.add_router("", registers)
api.add_router("", tasks)


@api.exception_handler(Problem)
def refused(request: HttpRequest, problem: Any) -> HttpResponse:
    """A refusal as {"code", "message"} with its status."""
    words = problem.sentence(getattr(request, "LANGUAGE_CODE", "vi"))
    answer = told_program(problem.status, problem.code, words)
    if problem.status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: Any) -> HttpResponse:
    """A call without a key."""
    where = _("Lập khóa tại trang Tài khoản của tôi, mục Khóa kết nối (/cua-toi/khoa/).")
    words = _("Cần khóa kết nối: gửi tiêu đề Authorization: Bearer kèm khóa.")
    answer = told_program(401, "API-401", f"{words} {where}")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(HttpError)
def unread(request: HttpRequest, error: Any) -> HttpResponse:
    """A call whose content is no JSON; any other refusal of the framework in the words for its status."""
    unreadable = isinstance(error.__cause__, JSONDecodeError | UnicodeDecodeError)
    words = _("Nội dung gửi không phải JSON.") if unreadable else str(words_of(error.status_code).sentence)
    return told_program(error.status_code, f"API-{error.status_code}", words)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: Any) -> HttpResponse:
    """What does not have the shape asked for: each place and what is wrong with it."""
    language = getattr(request, "LANGUAGE_CODE", "vi")
    places = [{"place": ".".join(map(str, fault["loc"])), "message": said(fault, language)} for fault in error.errors]
    words = {"code": "API-422", "message": _("Nội dung gửi chưa đúng cấu trúc."), "places": places[:100]}
    return JsonResponse(words, status=422, json_dumps_params={"ensure_ascii": False})


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """The description for people: every address, what it takes, an example."""
    described = api.get_openapi_schema()
    rows = [
        {"method": method.upper(), "path": path, "told": operation}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]
    return render(request, "site/api.html", {"rows": rows, "origin": request.build_absolute_uri("/")[:-1]})
