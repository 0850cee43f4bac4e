"""Where the chair's conclusion and the coming tasks stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from giaoban.kernel.reading import addressees
from giaoban.kernel.reading.addressees import HEADS, VERBS
from giaoban.kernel.reading.people import Mention
from giaoban.kernel.reading.sentences import Sentence
from giaoban.kernel.reading.words import Words

# Words before yêu cầu / đề nghị / giao ... that make a noun of it ("theo yêu cầu", "thành phố giao", "các đề nghị").
_NOUN_CONTEXT = frozenset(
    ["theo", "các", "những", "ứng", "đúng", "được", "của", "số", "nhu", "kiến", "chỉ", "mỗi", "sự", "do", "đáp", "về"]
)
_GIVEN_BY = frozenset(
    [
        "phố",
        "tỉnh",
        "trên",
        "hoạch",
        "tiêu",
        "vốn",
        "vụ",
        "toán",
        "được",
        "nước",
        "huyện",
        "thành",
        "quyền",
        "trung",
        "bàn",
        "bên",
        "chuyển",
        "kèm",
    ]
)
_PLURAL = re.compile(r"các\s+(?:đại\s+biểu|ý\s+kiến|xã|hộ|cử\s+tri)|cử\s+tri|đại\s+biểu\s+(?:dự|tham)", re.IGNORECASE)
_HOST_ORDERS = re.compile(
    r"\W*(?:sau\s+khi\s+[^,]{3,80},\s+)?(?:(?:tại\s+)?(?:hội\s+nghị|phiên\s+họp|cuộc\s+họp|kỳ\s+họp|buổi\s+làm\s+việc)(?:\s+này)?,?\s+)?"
    r"(?:hội\s+nghị|phiên\s+họp|cuộc\s+họp|thường\s+trực|ban\s+thường\s+vụ|đảng\s+(?:ủy|uỷ)|lãnh\s+đạo|(?:ubnd|[ủu][ỷy]\s+ban\s+nhân\s+dân)\s+\w+)(?!.*\sđã\s*$)(?!.*\sdo\s)",
    re.IGNORECASE | re.DOTALL,
)
_TASK_WORD = re.compile(r"nhiệm\s+vụ|nội\s+dung|công\s+việc|giải\s+pháp|công\s+tác", re.IGNORECASE)
_PAST_TITLE = re.compile(r"kết\s+quả|tình\s+hình|đánh\s+giá", re.IGNORECASE)
_TASKS_FOLLOW = re.compile(
    r"(?:tập\s+trung|thực\s+hiện|triển\s+khai|chỉ\s+đạo|làm\s+tốt)[^:;.]{0,60}"
    r"(?:nhiệm\s+vụ|công\s+việc|nội\s+dung|công\s+tác)(?:\s+(?:trọng\s+tâm|chủ\s+yếu|cụ\s+thể|công\s+tác))?"
    r"(?:\s+như)?\s+sau(?:\s+đây)?\s*:"
)
"""Looked for in small letters."""
_WEAK = frozenset({"chỉ đạo", "quán triệt", "gợi mở", "mong muốn", "chỉ rõ"})
_ONLY_WITH_COLON = frozenset({"kết luận", "xác định", "thống nhất", "đề ra", "định hướng"})
_NOT_BEFORE_COLON = frozenset({"có", "đạt", "được", "là", "đã", "gồm"})
LONGEST_SUBJECT = 600
"""How much of a sentence is looked at to tell who orders, in characters."""
_BEFORE_HEADING = frozenset(
    {"về", "một", "số", "những", "các", "phần", "trong", "tháng", "triển", "khai", "thứ", "nhất", "mục", "tiêu", "và"}
    | {"hai", "ba", "tư", "ii", "iii", "iv", "b", "c"}
)
FIRM = "marks.firm_order"


@dataclass(frozen=True, slots=True)
class Zone:
    """One sentence that may hold orders. `words` [low, high) are those to read; `kind` "conclusion" or "next".

    `opens` is True where a speaker or a heading begins anew, so that no addressee is carried over from before; `ordered` where an order
    verb stands right before `low`.
    """

    sentence: Sentence
    low: int
    high: int
    kind: str
    opens: bool
    ordered: bool
    order_at: int = -1


class ZoneFinder:
    """Walks through the sentences and keeps those of the conclusion and of the sections of coming tasks."""

    def __init__(self, words: Words, people: Sequence[Mention], skip: int, *, lenient: bool = False) -> None:
        self.words = words
        self.lenient = lenient
        """Let units order too, and sentences that begin with an order verb: for texts without a conclusion (bulletins, letters)."""
        self.lows = [mention.low for mention in people]
        self.highs = [mention.high for mention in people]
        self.skip = skip
        """Sentences of the title and lead, up to this offset, open no zone by a heading."""

    def find(self, sentences: Sequence[Sentence]) -> list[Zone]:
        """The zones in text order."""
        found: list[Zone] = []
        kind = ""
        for sentence in sentences:
            low, high = self.words.between(sentence.body, sentence.end)
            if low >= high:
                continue
            if kind and self._leaves(sentence, low, high):
                kind = ""
            opened = self._opening(sentence, low, high, within=bool(kind))
            if opened is not None:
                kind = opened.kind
                found.append(opened)
            elif kind:
                found.append(Zone(sentence, low, high, kind, opens=False, ordered=False))
        return found

    def _leaves(self, sentence: Sentence, low: int, high: int) -> bool:
        """True where a paragraph turns to something else than orders."""
        if not sentence.opens:
            return False
        short = self.words.at("marks.leave_line", low)
        line = not sentence.end_mark and high - low <= 12
        return self.words.at("marks.leave", low) > 0 or (short > 0 and (line or ":" in self.words.gap(low + short - 1)))

    def _opening(self, sentence: Sentence, low: int, high: int, *, within: bool) -> Zone | None:
        order = self._order(sentence, low, high)
        if order is not None:
            return Zone(sentence, order[1], high, "conclusion", opens=True, ordered=True, order_at=order[0])
        heading = _heading(self.words, sentence, low, high, self.skip)
        if heading is None:
            heading = _coming(self.words, low, high)
        if heading is None and not within:
            heading = _announced(self.words, sentence, low)
            asked = self.words.first_in(FIRM, low, heading) if heading is not None else -1
            after = asked + self.words.at(FIRM, asked)
            if asked >= 0 and self.words.any_at(HEADS, after):
                return Zone(sentence, after, high, "next", opens=True, ordered=True)
        if heading is not None:
            return Zone(sentence, heading, high, "next", opens=True, ordered=False)
        if self._concludes(sentence, low, high):
            return Zone(sentence, high, high, "conclusion", opens=True, ordered=False)
        return None

    def _order(self, sentence: Sentence, low: int, high: int) -> tuple[int, int] | None:
        """(the order verb, the word after it) where a person of rank orders in this sentence."""
        for index, length in self.words.all_in("marks.order", low + (not self.lenient), high):
            if self._ranked(sentence, low, index) and self._is_order(low, index, length, high):
                return index, index + length
        return None

    def _is_order(self, low: int, index: int, length: int, high: int) -> bool:
        words, before, after = self.words, self.words.folds[index - 1], index + length
        if before in _NOUN_CONTEXT and words.spaced(index - 1):
            return False
        gap = words.gap(after - 1) if after < high else words.text[words.ends[after - 1] : words.ends[after - 1] + 2]
        if ":" in gap:
            return True
        if after >= high:
            return False
        if (
            words.folds[index] == "giao"
            and not words.slice(index, after + 1).isupper()
            and (words.at("units.heads", after) or words.at("people.honorifics", after))
            and words.capital(after)
        ):
            return True
        if words.folds[index] == "giao":
            return before not in _GIVEN_BY and words.folds[after] not in {"ban", "thông", "dịch", "lưu", "khoán", "đất"}
        if words.at(FIRM, index):
            return True
        directive = words.any_at(HEADS, after) or words.at("marks.modal", after) or "," in gap
        name = " ".join(words.folds[index:after])
        if name in _ONLY_WITH_COLON:
            return self._announces(after, high)
        if name in _WEAK and self._announces(after, high):
            return True
        if name in _WEAK:
            unit = words.at("units.heads", after) or words.folds[after] == "các"
            return bool(unit) and (
                self._named(low, index) or words.first_in("people.positions", max(low, index - 6), index) >= 0
            )
        return bool(directive) or bool(words.any_at(VERBS, after))

    def _announces(self, after: int, high: int) -> bool:
        """True where "... một số nội dung như sau:" follows the verb within a few words."""
        words = self.words
        for index in range(after, min(high, after + 18)):
            gap = words.gap(index) if index + 1 < high else words.text[words.ends[index] : words.ends[index] + 1]
            if ":" in gap:
                return bool(_TASK_WORD.search(words.slice(after, index + 1))) or words.folds[index] in {
                    "sau",
                    "rằng",
                    "rõ",
                }
        return False

    def _person_in(self, low: int, high: int) -> bool:
        """True where a person is named in words [low, high)."""
        return bisect_left(self.lows, high) > bisect_left(self.lows, low)

    def _named(self, low: int, index: int) -> bool:
        """True where the order verb stands right behind a person's name and positions."""
        last = bisect_left(self.lows, index) - 1
        return last >= 0 and self.lows[last] >= low and index - self.highs[last] <= 3

    def _ranked(self, sentence: Sentence, low: int, index: int) -> bool:
        """True where the words before the order verb name a person, a position or a concluding speech, and no crowd."""
        words = self.words
        subject = words.text[sentence.start : min(words.starts[index], sentence.start + LONGEST_SUBJECT)]
        if self._person_in(low, index):
            return not _crowd_speaks(subject)
        if words.first_in("marks.conclusion", low, min(index, low + 12)) >= 0:
            return True
        if _HOST_ORDERS.match(subject):
            name = " ".join(words.folds[index : index + words.at("marks.order", index)])
            return bool(words.at(FIRM, index)) or name in _ONLY_WITH_COLON
        if self.lenient and self._unit_speaks(low, index):
            return True
        rank = words.first_in("people.positions", low, index)
        honour = words.first_in("people.honorifics", low, index)
        at = rank if rank >= 0 else honour
        if (
            at < 0
            or words.folds[at] == "các"
            or (
                rank >= 0
                and rank + words.at("people.positions", rank) < index
                and words.folds[rank + words.at("people.positions", rank)] == "các"
            )
        ):
            return False
        if (at > 0 and words.folds[at - 1] == "các") or words.folds[at] == "thành" or words.folds[at] == "đại":
            return False
        clause = max((k + 1 for k in range(low, at) if "," in words.gap(k)), default=low)
        return index - at <= 14 and not _PLURAL.search(subject, max(0, words.starts[clause] - sentence.start))

    def _unit_speaks(self, low: int, index: int) -> bool:
        """True where a unit asks ("Phòng Nông nghiệp đề nghị các xã ..."), or nobody is named ("Đề nghị các xã ...")."""
        words = self.words
        if (
            not words.at(FIRM, index)
            or "đã" in words.folds[max(low, index - 3) : index]
            or words.folds[low] in {"trong", "năm", "tháng"}
        ):
            return False
        start = max((k + 1 for k in range(max(low, index - 20), index) if "," in words.gap(k)), default=low)
        return start == index or words.at("units.heads", start) > 0

    def _concludes(self, sentence: Sentence, low: int, high: int) -> bool:
        """True for a sentence that says who concludes; a photo caption (no end mark, no colon) does not count."""
        words = self.words
        cue = words.first_in("marks.conclusion", low, min(high, low + 4))
        if cue == low and sentence.opens and sentence.labelled and not sentence.end_mark and high - low <= 12:
            return words.folds[low] != "phát"
        last = words.text[sentence.end - 1]
        if last == ":" and words.first_in("marks.conclusion", max(low, high - 16), high) >= 0:
            return True
        if cue < 0 or not (sentence.end_mark or words.text[sentence.end - 1] == ":"):
            return False
        titled = sentence.start < self.skip and last != ":" and not self._person_in(low, high)
        if words.text[sentence.start] == "(" or titled:
            return False
        if self._person_in(low, high):
            return True
        return words.first_in("people.positions", cue, high) >= 0 or words.text[sentence.end - 1] == ":"


def _crowd_speaks(subject: str) -> bool:
    """True where several people of the communes raise something rather than one person ordering."""
    return bool(
        re.match(
            r"\W*(?:tại\s+\w+\s+\w+,?\s+)?các\s+(?:đại\s+biểu|ý\s+kiến|đồng\s+chí\s+(?:bí\s+thư|chủ\s+tịch)\s+các)",
            subject,
            re.IGNORECASE,
        )
    )


def _coming(words: Words, low: int, high: int) -> int | None:
    """The first word of "Thời gian tới, UBND xã tập trung ...", None elsewhere; a report ("đã ...") is none."""
    length = words.at("marks.future", low)
    start = low + length
    if not length or start >= high or "đã" in words.folds[start : start + 12]:
        return None
    named = addressees.span(words, start, high)
    return start if named is not None or words.any_at(VERBS, addressees.skip_adverbs(words, start, high)) else None


def _announced(words: Words, sentence: Sentence, low: int) -> int | None:
    """The word after "Trong tháng 3, Huyện ủy tập trung chỉ đạo một số nhiệm vụ sau:", None elsewhere and where it was done already."""
    colon = words.text.find(":", sentence.start, sentence.end) >= 0
    found = _TASKS_FOLLOW.search(words.lower, sentence.start, sentence.end) if colon else None
    if not found or "đã" in words.folds[low : words.between(found.start(), found.end())[1]]:
        return None
    return (
        words.between(found.end(), found.end() + 1)[0]
        if found.end() >= sentence.end
        else words.between(found.end(), sentence.end)[0]
    )


def _heading(words: Words, sentence: Sentence, low: int, high: int, skip: int) -> int | None:
    """The word after a heading of coming tasks ("Nhiệm vụ trọng tâm tháng tới: ..."), None where there is none."""
    start = low
    while (start < high and words.folds[start] in _BEFORE_HEADING) or (start < high and words.folds[start].isdigit()):
        start += 1
        if start - low > 6:
            return None
    if start >= high or not words.at("marks.next_tasks", start):
        return None
    colon = next((k for k in range(start, min(high, start + 26)) if ":" in words.gap(k)), -1)
    if 0 <= colon < high - 1:
        heading = words.text[words.starts[low] : words.ends[colon]]
        return None if _PAST_TITLE.search(heading) or words.folds[colon] in _NOT_BEFORE_COLON else colon + 1
    alone = sentence.opens and high - low <= 24 and sentence.end_mark in {"", "."}
    ends_open = words.text[sentence.end - 1] == ":"
    text = words.text[sentence.start : sentence.end]
    if (
        alone
        and (sentence.start >= skip or sentence.labelled)
        and (sentence.labelled or ends_open or not sentence.end_mark)
        and not _PAST_TITLE.search(text)
    ):
        return high
    return None
