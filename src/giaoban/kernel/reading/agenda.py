"""What a meeting heard, discussed or adopted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from giaoban.kernel.reading.model import AgendaItem, Decision
from giaoban.kernel.reading.sentences import Sentence
from giaoban.kernel.reading.words import Words

_REPORT = (
    r"(?:dự\s+thảo\s+|tờ\s+trình\s+)?(?:báo\s+cáo|kế\s+hoạch|phương\s+án|đề\s+án|tờ\s+trình"
    r"|dự\s+thảo|nghị\s+quyết|chương\s+trình|quy\s+chế|quy\s+định|đề\s+cương)"
)
_CUE = re.compile(
    r"(?:(?:được\s+)?nghe(?:\s+và\s+(?:cho|tham\s+gia)\s+ý\s+kiến)?(?:\s+(?:vào|về))?|thông\s+qua|cho\s+ý\s+kiến(?:\s+(?:vào|về))?"
    r"|thảo\s+luận(?:\s*,?\s*(?:và\s+)?cho\s+ý\s+kiến)?(?:\s+(?:vào|về))?"
    r"|triển\s+khai|xem\s+xét|trình\s+bày|tham\s+gia\s+ý\s+kiến(?:\s+vào)?)\s*(?:(?:các|một\s+số|\d+)\s+)*(?:nội\s+dung(?:\s+\w+){0,3}|vấn\s+đề|báo\s+cáo)?\s*(?:như|sau|gồm|về)?\s*:?\s*",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"{_REPORT}(?!\w)", re.IGNORECASE)
_PURPOSE = re.compile(
    r"(?:nhằm|để)\s+(?=(?:đánh\s+giá|triển\s+khai|sơ\s+kết|tổng\s+kết|thảo\s+luận|kiểm\s+điểm|rà\s+soát))",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+và\s+(?=(?:triển\s+khai|đề\s+ra|bàn|phương\s+hướng|thảo\s+luận))|;\s+", re.IGNORECASE)
_PARAGRAPH = re.compile(rf"(?:-\s*)?(?P<item>{_REPORT}\s+.{{6,}})", re.IGNORECASE | re.DOTALL)
_ADOPTS = re.compile(
    r"(?:đã\s+|nhất\s+trí\s+|thống\s+nhất\s+|biểu\s+quyết\s+)+(?:\d+/\d+\s+)?thông\s+qua\s+|(?:quyết\s+định|thống\s+nhất\s+chủ\s+trương|biểu\s+quyết)\s+"
)
_ADOPTING = ("thông", "quyết", "chủ")
"""Whoever adopts uses one of these words: a quick look before the pattern is tried."""
_PROMISES = re.compile(
    r"(?<!\w)(?:(?:huyện|xã|phường|tỉnh|thành\s+phố|thị\s+xã|thị\s+trấn|ubnd\s+\w+|ủy\s+ban\s+nhân\s+dân\s+\w+|hội\s+nghị)\s+(?:cũng\s+)?(?:đã\s+)?"
    r"(?:chọn\s|xác\s+định\s+chủ\s+đề|đề\s+ra\s+\d+|tuyên\s+dương|khen\s+thưởng|thống\s+nhất\s+(?!cao)))[^;.]{8,260}"
)
"""Both are looked for in small letters."""
_PART = re.compile(r"[^;]+")
_TOO_LONG = 260


def find_agenda(words: Words, sentences: Sequence[Sentence], lead: tuple[int, int]) -> tuple[AgendaItem, ...]:
    """The reports, plans and topics heard or adopted, in text order, none overlapping."""
    text = words.text
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        if sentence.start < lead[1]:
            spans.extend(_purposes(text, sentence))
        spans.extend(_heard(words, sentence))
    found: list[AgendaItem] = []
    done = 0
    for start, end in sorted(set(spans)):
        if start >= done and end - start >= 8:
            found.append(AgendaItem(text[start:end], start, end))
            done = end
    return tuple(found)


def _purposes(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """What the lead says the meeting was for: "để đánh giá ... và triển khai ..."."""
    match = _PURPOSE.search(text, sentence.start, sentence.end)
    if not match:
        return []
    spans = []
    start = match.end()
    for cut in _AND.finditer(text, start, sentence.end):
        spans.append((start, cut.start()))
        start = cut.end()
    spans.append((start, sentence.end))
    return [span for span in spans if span[1] - span[0] <= _TOO_LONG]


def _heard(words: Words, sentence: Sentence) -> list[tuple[int, int]]:
    """The items after "nghe", "thông qua", "cho ý kiến vào ...", and a paragraph that opens with a report's title."""
    text = words.text
    cued = words.first_in("cues.agenda", *words.between(sentence.start, sentence.end))
    cue = _CUE.search(text, words.starts[cued], sentence.end) if cued >= 0 else None
    start = cue.end() if cue else sentence.body
    if not cue and not (sentence.opens and _PARAGRAPH.match(text, sentence.body, sentence.end)):
        return []
    spans = []
    for low, high in _parts(text, start, sentence.end):
        item = _ITEM.match(text, low, high)
        if item:
            stop = text.find(":", item.end(), high)
            spans.append((low, stop if stop > low else high))
    return [span for span in spans if span[1] - span[0] <= _TOO_LONG]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """text[start:end] cut at ";" with the blanks at both ends left out."""
    parts = []
    for match in _PART.finditer(text, start, end):
        piece = match.group()
        low = match.start() + len(piece) - len(piece.lstrip())
        parts.append((low, low + len(piece.strip())))
    return parts


def find_decisions(words: Words, sentences: Sequence[Sentence]) -> list[Decision]:
    """What the body adopted, chose or set for itself."""
    text = words.text
    found = []
    for sentence in sentences:
        if words.first_in("cues.decision", *words.between(sentence.start, sentence.end)) < 0:
            continue
        may = any(words.lower.find(word, sentence.start, sentence.end) >= 0 for word in _ADOPTING)
        adopted = _ADOPTS.search(words.lower, sentence.start, sentence.end) if may else None
        if adopted:
            stop = text.find(":", adopted.end(), sentence.end)
            stop = stop if stop > 0 else text.find(";", adopted.end(), sentence.end)
            end = stop if stop > adopted.end() else sentence.end
            found.append(Decision(text[sentence.body : end], sentence.body, end))
        elif match := _PROMISES.search(words.lower, sentence.start, sentence.end):
            end = match.start() + len(match.group().rstrip(" ,"))
            found.append(Decision(text[match.start() : end], match.start(), end))
    return found
