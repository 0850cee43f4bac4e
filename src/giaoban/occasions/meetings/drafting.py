"""What was read in a conclusion -> drafts of tasks: title, product, words of the deadline, numbered points. Pure: no table, no clock.

The reader proposes sentences; an office wants tasks. A sentence that only says when the one before is due ("Hoàn thành trong tháng
12/2026") belongs to it; a title says what to do, not who and until when; what recurs has no day.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

LOOK = frozenset({"lead_unknown", "lead_unsure", "several_leads", "group", "due_passed", "due_unread"})
"""Doubts that a person has to settle before the task is given; the others are only said."""
OPENING = "Chủ tịch UBND kết luận như sau:\n"
"""What makes the reader take the sentences after it as orders: offices often paste the numbered points alone."""
TITLE = 160
"""Letters of a title, cut at a word."""
ORDERING = re.compile(r"(?:giao cho|giao|yêu cầu|đề nghị|phân công)\s+", re.IGNORECASE)
JOINING = re.compile(
    r"(?:[\s,:;–-]+|(?:đồng chí|chủ trì|phối hợp|cùng|với|và|có trách nhiệm|chịu trách nhiệm"
    r"|các (?:đơn vị|cơ quan|phòng|ngành|bộ phận)(?: có)? liên quan)\b)+",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?:yêu cầu |phải )?(?:hoàn thành|xong|thời hạn|thời gian (?:hoàn thành|thực hiện)|hạn hoàn thành|báo cáo kết quả|kết quả báo cáo)\b",
    re.IGNORECASE,
)
LEFT_OVER = re.compile(
    r"[\s,;:.]*(?:(?:và|phải|hoàn thành|xong|thời hạn|thời gian|báo cáo kết quả(?: thực hiện)?)[\s,;:]*)*$",
    re.IGNORECASE,
)
REGULAR = re.compile(
    r"(?:trước|vào|chậm nhất)?\s*(?:ngày \d{1,2} )?(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)|thường xuyên|định kỳ(?: \w+ \w+)?",
    re.IGNORECASE,
)
PRODUCT = re.compile(
    r"\b(?:lập|xây dựng|soạn thảo|trình|tham mưu(?: ban hành| xây dựng)?|ban hành|gửi|nộp|có)\s+"
    r"((?:báo cáo|tờ trình|kế hoạch|danh sách|phương án|dự thảo|quyết định|văn bản|đề án|biên bản|hồ sơ|chương trình|quy chế|công văn)"
    r"\b[^,.;:\n]*)",
    re.IGNORECASE,
)
CUT_PRODUCT = re.compile(
    r"\s+(?:trước|trong|chậm nhất|để|và|xong|ngay|đúng hạn|đầy đủ|kịp thời|về UBND|cho UBND|gửi)\b.*",
    re.IGNORECASE | re.DOTALL,
)
POINT = re.compile(r"^[ \t]*((?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[a-zđ])[.)]|[-–+•])[ \t]+", re.MULTILINE)


HEAD = re.compile(r"THÔNG BÁO|KẾT LUẬN|THÔNG BÁO KẾT LUẬN")
HEAD_OF = re.compile(r"(?:thông báo )?kết luận (?:của|tại) .*", re.IGNORECASE)
"""The title in one line: "Kết luận của đồng chí …"."""
HEAD_LINES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A task as the text gives it; units still as words. quote = text[start:end]; offsets count code points."""

    quote: str
    start: int
    end: int
    title: str
    assignees: tuple[str, ...]
    coordinating: tuple[str, ...] = ()
    carried: bool = False
    due_on: date | None = None
    due_words: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point of a conclusion with everything under it: text[start:end]."""

    label: str
    text: str
    start: int
    end: int


def drafts(text: str, rows: Iterable[Mapping[str, Any]]) -> list[Draft]:
    """Drafts of the tasks of a reading (rows as `kernel/reading` writes them), in the order of the text; tails joined to their task."""
    found: list[Draft] = []
    for row in sorted(rows, key=lambda r: (r["start"], r["end"])):
        before = found[-1] if found else None
        if before is not None and is_tail(text, before, row):
            found[-1] = joined(text, before, row)
        elif before is None or row["start"] >= before.end:
            found.append(draft_of(row))
    return found


def more_drafts(text: str, found: Sequence[Draft], opened: Iterable[Mapping[str, Any]]) -> list[Draft]:
    """The drafts of a text, with those that only a reading of `OPENING + text` sees (rows `opened`, offsets in that text).

    Where the text itself says who concludes, only sentences of its numbered points are added; where nothing was found, all are.
    """
    shift = len(OPENING)
    moved = [
        {**row, "start": row["start"] - shift, "end": row["end"] - shift} for row in opened if row["start"] >= shift
    ]
    first = next((point.start for point in points(text) if point.label), len(text)) if found else 0
    taken = [(draft.start, draft.end) for draft in found]
    more = [
        draft
        for draft in drafts(text, moved)
        if draft.start >= first and all(draft.end <= start or end <= draft.start for start, end in taken)
    ]
    return sorted([*found, *more], key=lambda draft: draft.start)


def all_covered(text: str, found: Sequence[Draft]) -> bool:
    """Whether each numbered point has a draft already, so that a second reading could add nothing."""
    return all(
        any(draft.start < point.end and point.start < draft.end for draft in found)
        for point in points(text)
        if point.label
    )


def is_tail(text: str, before: Draft, row: Mapping[str, Any]) -> bool:
    """True for a sentence of the same paragraph that only says until when, or how to report, the one before is to be done."""
    between = text[before.end : row["start"]]
    same = not row["assignees"] or tuple(row["assignees"]) == before.assignees
    return "\n" not in between and same and bool(TAIL.match(row["quote"]))


def joined(text: str, before: Draft, row: Mapping[str, Any]) -> Draft:
    """The task with its tail; the first deadline named counts."""
    has_due = bool(before.due_on or before.due_words)
    tail = draft_of(row)
    return Draft(
        quote=text[before.start : row["end"]],
        start=before.start,
        end=row["end"],
        title=before.title,
        assignees=before.assignees,
        coordinating=before.coordinating,
        carried=before.carried,
        due_on=before.due_on if has_due else tail.due_on,
        due_words=before.due_words if has_due else tail.due_words,
        product=before.product or tail.product,
    )


def draft_of(row: Mapping[str, Any]) -> Draft:
    """One row of a reading as a draft."""
    quote = str(row["quote"])
    assignees = tuple(row["assignees"]) or ((row["addressed_to"],) if row["addressed_to"] else ())
    words = str(row["deadline"] or "")
    if not words:
        regular = REGULAR.search(quote)
        words = " ".join(regular[0].split()) if regular else ""
    return Draft(
        quote=quote,
        start=int(row["start"]),
        end=int(row["end"]),
        title=title_of(quote, (*assignees, *row["coordinating"]), str(row["deadline"] or "")),
        assignees=assignees,
        coordinating=tuple(row["coordinating"]),
        carried=bool(row["assignee_carried"]),
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        due_words=words,
        product=product_of(quote),
    )


def due_unread(due_on: date | None, words: str) -> bool:
    """True for words that look like a day or a count of days and gave no day; what recurs ("trước ngày 25 hằng tháng") has none."""
    return due_on is None and any(letter.isdigit() for letter in words) and not REGULAR.search(words)


def title_of(quote: str, units: Iterable[str], deadline: str) -> str:
    """What is to be done, without who is to do it and until when; the whole sentence where nothing else is left.

    "Giao Phòng Kinh tế chủ trì, phối hợp với Công an xã rà soát chợ, xong trước ngày 30/11" -> "Rà soát chợ".
    """
    words = " ".join(quote.split())
    rest = ORDERING.sub("", words, count=1) if ORDERING.match(words) else words
    names = sorted({" ".join(unit.split()) for unit in units}, key=len, reverse=True)
    rest = without_names(rest, names)
    if deadline:
        place = rest.find(" ".join(deadline.split()))
        dated = any(letter.isdigit() for letter in deadline)  # "ngay" stands in the middle of what is to be done
        rest = rest[:place] if place > 0 and dated else rest
    rest = LEFT_OVER.sub("", rest)
    rest = rest if len(rest) >= 8 else words.rstrip(" .;,")
    return shortened(rest[:1].upper() + rest[1:])


def without_names(rest: str, names: list[str]) -> str:
    """The sentence after the units that stand at its beginning and the words that join them."""
    while True:
        name = next((name for name in names if name and rest.lower().startswith(name.lower())), None)
        if name is None:
            return rest
        rest = rest[len(name) :]
        rest = rest[m.end() :] if (m := JOINING.match(rest)) else rest


def shortened(text: str) -> str:
    """At most `TITLE` letters, cut at a word and then marked."""
    if len(text) <= TITLE:
        return text
    return text[: text.rfind(" ", 0, TITLE - 2)].rstrip(" ,;") + " …"


def product_of(quote: str) -> str:
    """The paper that the task is to bring about, as the sentence names it; empty where it names none."""
    found = PRODUCT.search(quote)
    words = CUT_PRODUCT.sub("", found[1]).strip() if found else ""
    return shortened(words[:1].upper() + words[1:])


def head_end(text: str) -> int:
    """Where the words of a notice begin: after its letterhead and title, which the printed document writes itself; 0 where it has none.

    The head is taken to end with a line that says only "THÔNG BÁO" or "KẾT LUẬN" among the first lines, and the title after it: short
    lines without an end mark.
    """
    lines = text.splitlines(keepends=True)
    kind = next((n for n, line in enumerate(lines[:HEAD_LINES]) if is_head(line.strip())), None)
    if kind is None:
        return 0
    last = kind + 1
    while last < len(lines) and is_title(lines[last].strip()):
        last += 1
    return sum(map(len, lines[:last])) if "".join(lines[last:]).strip() else 0


def is_head(line: str) -> bool:
    """True for the line that names the kind of document, or its whole title."""
    return bool(HEAD.fullmatch(line)) or (bool(HEAD_OF.fullmatch(line)) and is_title(line))


def is_title(line: str) -> bool:
    """True for an empty line, or one that reads as part of a title: short, no end mark, no number of a point in front."""
    return not line or (len(line) <= TITLE and line[-1] not in ".:;" and not POINT.match(f"{line} "))


def points(text: str) -> list[Point]:
    """The numbered points of a conclusion; text before the first belongs to none, text without numbers is one point without label."""
    marks = list(POINT.finditer(text))
    if not marks:
        return [Point("", text.strip(), 0, len(text))] if text.strip() else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [
        Point(mark[1].rstrip(".)"), text[mark.end() : end].strip(), mark.start(), end)
        for mark, end in zip(marks, ends, strict=True)
    ]
