"""What a figure is about: the words of its clause, and the counted noun a bare number inherits from its label or heading."""

from __future__ import annotations

import re

from giaoban.kernel.quantity.figure import Figure
from giaoban.kernel.quantity.lexicon import Lexicon, Unit
from giaoban.kernel.quantity.tokens import Page
from giaoban.kernel.quantity.units import unit_at

_CLAUSE = re.compile(r"[,;:()\n]|\.(?![0-9])")
_CARRIED = re.compile(r"(?:so|kế hoạch|kh|dự toán|chỉ tiêu|nghị quyết|cùng kỳ)(?!\w)", re.IGNORECASE)
_LEAD_MARKS = "-–+*•|“”\"',;:./()="
_TAIL_MARKS = "-–+|,:;=(/"
_LEADS = frozenset({"gồm", "có", "và", "với", "còn", "đã", "đạt", "ước", "là", "số", "trong đó", "tổng số", "số lượng"})
_TAILS = frozenset({
    "đạt", "là", "có", "được", "chiếm", "bằng", "ước", "còn", "gồm", "khoảng", "trên", "hơn", "gần", "dưới", "tăng", "giảm", "từ",
    "lên", "xuống", "và", "trong đó", "đạt tỷ lệ", "tỷ lệ", "thực hiện",
})  # fmt: skip
"""Words before a number that say nothing of what it counts."""
_LEADS_OF_TWO = frozenset(lead.split()[0] for lead in _LEADS if " " in lead)
_TAILS_OF_TWO = frozenset(tail.split()[-1] for tail in _TAILS if " " in tail)
_HEADING = re.compile(r"đối với (?:các )?([^\n:;.]{2,60}):")
_LABEL_HEAD = re.compile(r"(?:tổng )?(?:số(?: lượng)?|lượng) +")
_COPULAS = frozenset({"là", "đạt", "còn", "được", "gồm", "ước"})
_CHANGES = frozenset({"tăng", "giảm"})
"""The noun must stand right before these: "số vụ giảm 36, người chết giảm 2"."""
_HEAD_VERBS = _COPULAS | {
    "lên",
    "tới",
    "đến",
    "xuống",
    "tăng",
    "giảm",
    "từ",
    "thành",
    "có",
    "khoảng",
    "gần",
    "hơn",
    "trên",
}
_NO_HEAD = frozenset({"một", "chỉ", "vài", "nhiều", "phần", "điểm", "bằng", "ngày", "đánh", "cơ", "kinh", "biển", "mã"})
"""Before "số": it is no head of a count ("chỉ số", "dân số", with `number_nouns` of the lexicon)."""
_NO_COUNT = re.compile(r"t[ỷỉ] lệ|t[ỷỉ] trọng|điểm|bình quân|trung bình|giá|%|chỉ số")
_SECOND_NOUN = re.compile(r" {0,2}(?:,|và|hoặc|hay|/) {0,2}")
_OF_THE_LAST = re.compile(r" {1,2}([^\W\d_][^,;:()\n\d]*?)(?: ?[,;]| và|, và) {1,2}")
"""Between two numbers of a list whose names follow them: "402 lượt nam và 433 lượt nữ"."""
_NEXT = re.compile(r"(?: ?[,;])?(?: (?:và|hoặc|cùng|đạt|là|chiếm|bằng|tăng|giảm|được|ước|còn|tỷ lệ))+ {1,2}[0-9]")
"""Where the words behind a number end: at the next one."""
_WHOLE = re.compile(
    r"(?:^|[;:(.\n]) *(tổng (?:đàn|số|diện tích|sản lượng|lượng|giá trị) (?![^,]* (?:tăng|giảm|đạt|còn))[^,;:()\n\d]{2,40}"
    r"(?:, (?!đã|đạt|có|còn|thu|chi|tăng|giảm|trong|gồm)[^\W\d_]+(?: (?!có|đạt|là|còn)[^\W\d_]+)?){1,3}"
    r"(?: và [^\W\d_]+(?: (?!có|đạt|là|còn)[^\W\d_]+)?)?)"
    r"(?: (?:hiện|có|đạt|là|còn|:))*[: ]*$",
    re.IGNORECASE,
)
"""A whole named by several nouns: "Tổng đàn gia súc, gia cầm 24.310 con"."""
_HEAD_WINDOW = 200
_LEFT_WINDOW = 90
_RIGHT_WINDOW = 70


def _trim(words: str) -> str:
    """The words without marks and empty words at both ends."""
    parts = words.split()
    low, high = 0, len(parts)
    while low < high:
        parts[low] = parts[low].lstrip(_LEAD_MARKS)
        first = parts[low].rstrip(",:").lower()
        if not first or first in _LEADS:
            low += 1
        elif first in _LEADS_OF_TWO and low + 1 < high and f"{first} {parts[low + 1].rstrip(',:').lower()}" in _LEADS:
            low += 2
        else:
            break
    while low < high:
        parts[high - 1] = parts[high - 1].rstrip(_TAIL_MARKS)
        last = parts[high - 1].lower()
        if last in _TAILS_OF_TWO and high - low > 1 and f"{parts[high - 2].lower()} {last}" in _TAILS:
            high -= 2
        elif not last or last in _TAILS:
            high -= 1
        else:
            break
    return " ".join(parts[low:high])


class Subjects:
    """Labels, clauses and headings of one page."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._no_head = (lexicon.words("ordinals", "number_nouns") | _NO_HEAD) - {"tổng", "trong"}
        self._headings = [(m.end(), m.start(1)) for m in _HEADING.finditer(page.lower)]

    def phrase(self, start: int, end: int, last: Figure | None) -> str:
        """The subject in the text's own words.

        What stands before the number in its clause; where only cues stand between it and the figure before ("…, đạt 63%"), that
        figure's subject; else what follows. A number of a list whose names follow ("402 lượt nam và 433 lượt nữ") takes what follows it.
        """
        text = self._page.text
        sentence, stop = self._page.sentence(start)
        begin = max(sentence, start - _LEFT_WINDOW, last.end if last else 0)
        words = _trim(text[begin:start])
        carried = last.subject if last is not None and last.start >= sentence else ""
        if carried and _CARRIED.match(words):
            words = _trim(words.partition(",")[2])
        listed = last is not None and begin == last.end and _OF_THE_LAST.fullmatch(text, begin, start) is not None
        if listed and (follows := self._behind(end, stop)) and not _CARRIED.match(follows):
            return follows
        if words:
            whole = _WHOLE.search(text, begin, start)
            return _trim(whole[1]) if whole else self._head(words)
        under = last is not None and begin == last.end and text[begin:start].strip() == "/"
        right = self._behind(end, stop)
        if carried and (under or not right or _CARRIED.match(right)):
            return carried
        return right

    def _behind(self, end: int, stop: int) -> str:
        """The words behind a number, up to the end of its clause or the next number."""
        limit = min(stop, end + _RIGHT_WINDOW)
        cut = _CLAUSE.search(self._page.text, end, limit)
        limit = cut.start() if cut else limit
        following = _NEXT.search(self._page.lower, end, limit)
        said = self._page.text[end : following.start() if following else limit]
        words = _trim(said)
        return f"có {words}" if words and said.startswith(" có ") else words

    def _head(self, words: str) -> str:
        """The last clause of the words before a number, with the short members of an enumeration before it."""
        parts = _CLAUSE.split(words)
        if len(parts) == 1:
            return _trim(words)
        pieces = [piece for part in parts if (piece := _trim(part))]
        head = pieces.pop() if pieces else ""
        while pieces and len(pieces[-1].split()) <= 2 and len(head.split()) <= 6:
            head = f"{pieces.pop()}, {head}"
        return head

    def label_unit(self, start: int) -> Unit | None:
        """The counted noun of the label before a bare number: "Hồ sơ trả kết quả sớm: 6.842" counts dossiers."""
        lower = self._page.lower
        before = lower[max(0, start - 24) : start].rstrip()
        verb = (before.split() or [""])[-1]
        if before[-1:] not in (":", "=") and verb not in _COPULAS and verb not in _CHANGES:
            return None
        begin = max(self._page.sentence(start)[0], start - _LEFT_WINDOW)
        label = lower[begin:start]
        cut = max(label.rfind(","), label.rfind("("), label.rfind(";"), label[:-3].rfind(":"))
        label_start = begin + cut + 1
        while label_start < start and not lower[label_start].isalpha():
            label_start += 1
        head = _LABEL_HEAD.match(lower, label_start)
        found = unit_at(lower, head.end() if head else label_start, self._lexicon)
        if found is None or found.notes or found.unit.kind not in ("count", "place") or found.end > start:
            return None
        if verb in _CHANGES and lower[found.end : start].strip() != verb:
            return None
        return found.unit

    def headed_unit(self, start: int, floor: int) -> tuple[bool, Unit | None]:
        """Whether "số <noun>" before a bare number says what it counts, and that noun: "tổng số ca nhiễm tại X lên 5.466" counts cases.

        None where two nouns share the head ("tổng số cầu, cống … là: 14"): no unit is better than the last noun before the number.
        `floor` is the end of the figure before. A head far away loses to nothing but a nearer one.
        """
        lower = self._page.lower
        near = lower[max(floor, start - 12) : start].rstrip()
        if near[-1:] != ":" and (near.split() or [""])[-1] not in _HEAD_VERBS:
            return False, None
        begin = max(self._page.sentence(start)[0], start - _HEAD_WINDOW, floor)
        at = lower.rfind("số ", begin, start)
        while at >= 0 and not self._heads(begin, at):
            at = lower.rfind("số ", begin, at)
        if at < 0:
            return False, None
        noun = at + (8 if lower.startswith("lượng ", at + 3) else 2)
        found = unit_at(lower, noun, self._lexicon)
        if found is None or found.notes or found.unit.kind not in ("count", "place") or found.end > start:
            return False, None
        if _NO_COUNT.search(lower, found.end, start):
            return False, None
        second = _SECOND_NOUN.match(lower, found.end, start)
        other = unit_at(lower, second.end(), self._lexicon) if second else None
        return True, None if other is not None and other.unit.kind == "count" else found.unit

    def _heads(self, begin: int, at: int) -> bool:
        """True where the "số" at an offset stands alone or behind "tổng", no part of another word ("dân số", "một số")."""
        lower = self._page.lower
        before = lower[max(begin, at - 12) : at].split()
        return (not before or before[-1] not in self._no_head) and not lower[at - 1 : at].isalpha()

    def scope_unit(self, start: int) -> Unit | None:
        """The counted noun of the last heading "Đối với các …:" before an offset."""
        for end, name in reversed(self._headings):
            if end <= start:
                found = unit_at(self._page.lower, name, self._lexicon)
                return found.unit if found else None
        return None
