"""Parts of a web page that are no text of its author: counters, mastheads, menus, lists of other news."""

from __future__ import annotations

import re

from giaoban.kernel.quantity.tokens import lowered, normalise

_LINE = re.compile(r"[^\n]*")
_COUNTER = re.compile(
    r"(?:tổng )?(?:số )?(?:lượt|lần|người)(?: người)? (?:xem|đọc|truy cập)(?: tin| bài viết)?[^\S\n]*[:=]?[^\S\n]*[\d.,]*"
    r"|(?:đã xem|lượt view|view|views|hits|lượt xem)[^\S\n]*:[^\S\n]*[\d.,]+"
    r"|(?:đang (?:truy cập|online|trực tuyến)|trực tuyến|online|khách (?:viếng thăm|truy cập)"
    r"|tổng (?:số )?(?:lượt )?truy cập|số lượt truy cập"
    r"|hôm nay|hôm qua|tuần này|tháng này|tháng trước|năm nay|tất cả|thành viên online|máy chủ tìm kiếm)[^\S\n]*:[^\S\n]*[\d.,]+"
    r"|thống kê truy cập|lượt truy cập|số lượt truy cập"
)
_MASTHEAD = re.compile(
    r"(?:điện thoại|đt|sđt|đtdđ|tel|fax|hotline|đường dây nóng|số điện thoại|e-?mail|thư điện tử|website"
    r"|địa chỉ|trụ sở(?: chính)?|cơ quan chủ quản"
    r"|cơ quan thường trực|đơn vị chủ quản|trưởng ban biên tập|chịu trách nhiệm(?: chính| nội dung| quản lý)?"
    r"|giấy phép(?: số| thiết lập| hoạt động| xuất bản)?"
    r"|bản quyền|copyright|©|®|thiết kế (?:bởi|và)|phát triển bởi|ghi rõ nguồn|mã số thuế|số tài khoản)(?!\w)[^\n]{0,24}?(?:[:©]|\d)"
)
_DATELINE = re.compile(
    r"(?:(?:ngày (?:đăng|cập nhật|xuất bản|gửi)|cập nhật(?: lúc)?|đăng (?:ngày|lúc)|thời gian đăng|ngày)[^\S\n]*:?[^\S\n]*)?"
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)[,|\s]{1,3})?(?:ngày )?"
    r"(?:\d{1,2}[:h]\d{2}(?::\d{2})?[^\S\n]*(?:am|pm|sa|ch|\(gmt\+7\))?[^\S\n]*[-,|]?[^\S\n]*)?"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:[^\S\n]*[-,|]?[^\S\n]*\d{1,2}[:h]\d{2}(?::\d{2})?)?[^\S\n]*(?:am|pm|sa|ch|\(gmt\+7\))?[^\S\n]*"
)
_OTHER_NEWS = re.compile(
    r"(?:(?:các )?(?:tin|bài)(?: bài| viết)? (?:mới hơn|cũ hơn|đã đưa|đã đăng|liên quan|khác|cùng chuyên mục|cùng loại"
    r"|mới nhất|mới|nổi bật|đọc nhiều|xem nhiều"
    r"|tiếp theo|trước đó)|các tin đã đưa ngày|tin tức khác|tin tức liên quan|xem nhiều nhất|đọc nhiều nhất"
    r"|văn bản mới|thông báo mới|liên kết website|"
    r"bình luận|gửi bình luận|ý kiến bạn đọc|từ khóa|xem tiếp|xem thêm|tag|tags|thăm dò ý kiến)[^\S\n]*:?"
)
_BUTTON = re.compile(
    r"(?:image banner|anh-tin-bai|đăng nhập|đăng ký|trang chủ|tìm kiếm|in trang|in bài viết|bản in|gửi email"
    r"|về trang trước|về đầu trang|quay lại|chia sẻ"
    r"|xem theo ngày(?: xem theo ngày)?|truy cập nội dung luôn|menu|rss|sơ đồ cổng|sơ đồ site|liên hệ|đánh giá|xem với cỡ chữ"
    r"|tương phản|cỡ chữ|đọc bài viết"
    r"|thông báo|giới thiệu|tin tức|email|print|facebook|twitter|zalo)"
)
_SIZES = re.compile(r"[ \t|]*a[-–] ?a ?a\+[ \t|]*$")
"""Buttons for the size of the text."""
_ONE_DIGIT = re.compile(r"[ \t]*[0-9][ \t]*")
_LONG_LINE = 220
_FEWEST_DIGITS = 4

Span = tuple[int, int]


def _lines(text: str) -> list[Span]:
    return [(m.start(), m.end()) for m in _LINE.finditer(text) if m.end() > m.start()]


def _digit_counters(lower: str, lines: list[Span]) -> list[Span]:
    """Runs of lines of one digit each, as counters are drawn."""
    found: list[Span] = []
    run: list[Span] = []
    for start, end in [*lines, (len(lower), len(lower))]:
        if start < end and end - start < 12 and _ONE_DIGIT.fullmatch(lower, start, end):
            run.append((start, end))
            continue
        if len(run) >= _FEWEST_DIGITS and (_named_counter(lower, run[0][0]) or _same_gap(lower, run)):
            found.append((run[0][0], run[-1][1]))
        run = []
    return found


def _named_counter(lower: str, start: int) -> bool:
    near = lower[max(0, start - 60) : start]
    return "truy cập" in near or "lượt" in near or "online" in near


def _same_gap(lower: str, run: list[Span]) -> bool:
    """True for a long run at the page's edge."""
    return len(run) > _FEWEST_DIGITS and (run[0][0] < 400 or run[-1][1] > len(lower) - 1500)


def _tail(lower: str, lines: list[Span]) -> Span | None:
    """From the first heading of other news to the end, where no paragraph follows it."""
    last_paragraph = max((end for start, end in lines if end - start > _LONG_LINE), default=-1)
    for start, end in lines:
        if start >= last_paragraph and end - start < 60 and _OTHER_NEWS.fullmatch(lower, *_inner(lower, start, end)):
            return start, len(lower)
    return None


def _inner(lower: str, start: int, end: int) -> Span:
    while start < end and not lower[start].isalnum():
        start += 1
    while end > start and not lower[end - 1].isalnum():
        end -= 1
    return start, end


def _single(lower: str, start: int, end: int) -> Span | None:
    """The furniture of one line: all of a short one, the counter within a longer one."""
    inner = _inner(lower, start, end)
    if end - start > _LONG_LINE or inner[0] == inner[1]:
        return None
    if _BUTTON.fullmatch(lower, *inner) or _OTHER_NEWS.fullmatch(lower, *inner):
        return start, end
    if _MASTHEAD.match(lower, inner[0], end):
        return start, end
    line = lower[start:end]
    text_end = _inner(lower, start, start + len(_SIZES.sub("", line)))[1]
    for pattern in (_DATELINE, _COUNTER):
        found = pattern.match(lower, inner[0], end)
        if found and not _SIZES.sub("", lower[found.end() : end]).strip(" \t|-–,;.)("):
            return start, end
        if found and pattern is _DATELINE and (counter := _COUNTER.search(line)) and start + counter.end() >= text_end:
            return start, end
    return None


def find_furniture(text: str) -> tuple[Span, ...]:
    """Spans (start, end) of a page that its author did not write, in order and not overlapping; hand them to `find_figures(exclude=)`.

    Counters printed digit by digit, view counters, date lines, mastheads with telephone and address, buttons, and everything from a
    heading such as "TIN KHÁC" on where no paragraph follows. Found by form, for any site. Source: ../shared/checking.md 5.1 stage 1.
    """
    lower = lowered(normalise(text))
    lines = _lines(lower)
    spans = _digit_counters(lower, lines)
    tail = _tail(lower, lines)
    if tail:
        spans.append(tail)
    spans.extend(span for start, end in lines if (span := _single(lower, start, end)))
    return tuple(_merged(sorted(spans)))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
