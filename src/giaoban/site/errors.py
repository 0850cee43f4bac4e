"""Pages for refusals and faults: what happened, what to do next, the code small."""

import logging
import secrets
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.problems import Problem
from giaoban.site.preferences import by_program


@dataclass(frozen=True, slots=True)
class Words:
    """The heading of a status, what happened, and what a person can do now."""

    title: str | Promise
    sentence: str | Promise
    advice: str | Promise


WORDS = {
    400: Words(
        _("Yêu cầu chưa đúng"),
        _("Máy chủ không hiểu được nội dung vừa gửi."),
        _("Quay lại trang trước, kiểm tra nội dung vừa nhập rồi gửi lại."),
    ),
    403: Words(
        _("Không có quyền"),
        _("Chức vụ đang dùng không có quyền mở trang này hoặc làm việc này."),
        _("Nếu giữ nhiều chức vụ, chọn chức vụ khác. Nếu vẫn cần, đề nghị người quản trị của cơ quan phân quyền."),
    ),
    404: Words(
        _("Không tìm thấy trang"),
        _("Trang này không có, đã được chuyển đi, hoặc nằm ngoài phạm vi được xem."),
        _("Kiểm tra lại địa chỉ, hoặc tìm theo tên báo cáo, tên đơn vị."),
    ),
    405: Words(
        _("Địa chỉ này không mở trực tiếp được"),
        _("Địa chỉ này chỉ dùng khi bấm nút trên một trang khác."),
        _("Quay lại trang trước hoặc về trang chủ, rồi làm lại từ đó."),
    ),
    409: Words(
        _("Việc này không làm được lúc này"),
        _("Trạng thái hiện tại không cho phép."),
        _("Tải lại trang để xem trạng thái mới nhất rồi thử lại."),
    ),
    413: Words(
        _("Dữ liệu gửi lên quá lớn"),
        _("Nội dung vừa gửi vượt mức máy chủ cho phép."),
        _("Giảm dung lượng tệp (nén ảnh, tách phụ lục) rồi gửi lại từng phần."),
    ),
    422: Words(
        _("Chưa nhận được"),
        _("Nội dung vừa gửi chưa dùng được."),
        _("Xem thông báo ở trên, sửa lại rồi gửi lần nữa."),
    ),
    429: Words(
        _("Thử quá nhiều lần"),
        _("Đã có quá nhiều yêu cầu liên tiếp từ máy hoặc tài khoản này."),
        _("Chờ vài phút rồi thử lại. Nếu quên mật khẩu, đề nghị người quản trị đặt lại."),
    ),
    503: Words(
        _("Cơ sở dữ liệu đang khởi động lại"),
        _("Máy chủ tạm thời chưa đọc được dữ liệu. Điều đã lưu trước đó vẫn còn nguyên."),
        _("Đợi vài giây rồi tải lại trang. Nếu vẫn chưa được, báo người quản trị."),
    ),
    500: Words(
        _("Máy chủ gặp lỗi"),
        _("Có lỗi ngoài dự kiến. Nội dung đã lưu trước đó vẫn còn nguyên."),
        _("Thử lại sau ít phút. Nếu vẫn lỗi, báo người quản trị kèm mã bên dưới."),
    ),
}


def words_of(status: int) -> Words:
    """The words of a status; those of 400 for other refusals, of 500 for other faults."""
    return WORDS.get(status) or WORDS[400 if status < 500 else 500]


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page (a boosted link wants a whole one)."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def error_response(request: HttpRequest, status: int, sentence: str = "", code: str = "") -> HttpResponse:
    """The page of a status, for htmx a notice in the corner of the page, for a program JSON. Touches no database."""
    words = words_of(status)
    if by_program(request):
        return told_program(status, code or f"API-{status}", str(sentence or words.sentence))
    values: dict[str, Any] = {"words": words, "sentence": sentence or words.sentence, "code": code, "status": status}
    values["tone"], values["symbol"] = ("bad", "bad") if status >= 500 else ("warn", "warn")
    if is_fragment(request):
        response = HttpResponse(render_to_string("components/toast.html", values), status=status)
        response["HX-Retarget"] = "#gb-toasts"
        response["HX-Reswap"] = "beforeend"
        return response
    values["request"] = request
    values["ui"] = None
    if status < 500:
        return HttpResponse(render_to_string("errors/error.html", values, request=request), status=status)
    return HttpResponse(render_to_string("errors/error.html", values), status=status)


def told_program(status: int, code: str, message: str) -> HttpResponse:
    """A refusal as programs read it: {"code", "message"}."""
    told = {"code": code, "message": message}
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The answer to an expected refusal: its sentence in the visitor's language, its code small."""
    language = "en" if (translation.get_language() or "vi").startswith("en") else "vi"
    return error_response(request, problem.status, problem.sentence(language), problem.code)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where the request was larger than the server takes."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return error_response(request, 413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return error_response(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return error_response(request, 404)


def fault(request: HttpRequest) -> HttpResponse:
    """500, with a number that can be told on the telephone and found in the log."""
    number = secrets.token_hex(4)
    logging.getLogger("giaoban.site").error("fault %s at %s", number, request.path)
    return error_response(request, 500, code=number)
