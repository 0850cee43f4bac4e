"""What looks like a number and measures nothing: dates, years, document numbers, ordinals, phone numbers, list numbering, names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from giaoban.kernel.quantity.lexicon import Lexicon, Unit
from giaoban.kernel.quantity.numbers import MOST_DIGITS, number_at, run_end
from giaoban.kernel.quantity.tokens import WORD, Page, tail_in
from giaoban.kernel.quantity.units import Found, scale_at, unit_at

_DATE = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])(?!,[0-9])")
_CHAIN = re.compile(r"[0-9]+(?: ?/ ?[0-9]+){2,}|[0-9]+(?:-[0-9]+){2,}")
_CLOCK = re.compile(r"[0-9]{1,2} ?(?:h|g|giờ) ?[0-9]{2}(?![0-9])(?: ?(?:phút|p|'|’))?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])")
_HOUR = re.compile(r"[0-9]{1,2} ?(?:h|g|giờ)(?!\w)")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2]) ?[/-] ?(?:19|20)[0-9]{2}(?![0-9])(?![.,][0-9])")
_YEAR = r"(?:19[4-9]|20[0-9])[0-9]"
_YEARS = re.compile(rf"{_YEAR} {{0,2}}[-–/] {{0,2}}(?:{_YEAR}|[0-9]{{2}})(?![0-9])(?![.,][0-9])")
_ONE_YEAR = re.compile(rf"{_YEAR}(?![0-9])(?![.,][0-9])")
_DAY_MONTH = re.compile(r"([0-9]{1,2}) ?[/.] ?([0-9]{1,2})(?![0-9])(?![.,/][0-9])")
_DAYS = re.compile(
    r"[0-9]{1,2}(?: ?/ ?[0-9]{1,2})? {0,2}(?:[-–,]|và|đến) {0,2}(?:ngày )?([0-9]{1,2}) ?/ ?([0-9]{1,2})(?: ?/ ?[0-9]{4})?(?![0-9])"
)
_DAY_IN_WORDS = re.compile(r"[0-9]{1,2} {1,2}tháng {1,2}(?:[0-9]{1,2}|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?|chạp)(?!\w)")
_DOCUMENT = re.compile(r"[0-9]+[a-zđ]?(?: ?/ ?[0-9]{4})?(?: ?/ ?|-)[A-ZĐƯ]{2}[A-ZĐƯÔ&a-zđ0-9/-]{0,30}|[0-9]+ ?/ ?[0-9]{4} ?/ ?[A-ZĐ]\w{0,20}")
_PHONE = re.compile(r"\(?0[0-9]{2,3}\)?[ .-]?[0-9]{3,4}[ .-]?[0-9]{2,4}(?:[ .-]?[0-9]{1,3})?(?![0-9])|1[89]00[ .]?[0-9]{4,6}(?![0-9])")
_MAP_SCALE = re.compile(r"1 ?[/:] ?(?:[125][0-9]{0,2}\.?[0-9]{2,3})(?![0-9])")
_ALWAYS_ON = re.compile(r"24 ?/ ?(?:24|7)(?:h| ?giờ)?(?!\w)")
_PERIOD = re.compile(r"[0-9]{1,2} {1,2}tháng(?: đầu| cuối)?(?: năm)?(?!\w)")
_ENUMERATOR = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,4} ?(?:[.)/:]|[-–] )(?=[ \t]{0,3}[^\W\d_]|[ \t]{0,3}[“\"(]|[ \t]{0,3}(?:\n|\Z))")
_ALONE = re.compile(r"[0-9]{1,3}[ \t]{0,8}(?:\n|\Z)")
_MONTH_ONLY = re.compile(r"(?:0?[1-9]|1[0-2]) {1,2}năm {1,2}20[0-9]{2}(?![0-9])")
_BRACKETED = re.compile(r"[0-9]{1,3}(?: ?[,;-] ?[0-9]{1,3})*\]")
_NUMBERED = re.compile(r"[0-9]{1,2}\)(?= ?[:.;,]? ?[^\W\d_(%=/])")
_NEXT_IN_LIST = re.compile(r" {0,2}(?:,|;|và|&|-|–|đến|\+|/) {0,2}([0-9]{1,3})(?![0-9%/]|[.,][0-9]| ?%)")
_SLOGAN = re.compile(r"[0-9](?:[^\W\d_]| [^\W\d_]|[ ,;+-]{1,3}[0-9] ){1,40}[”\"'’]", re.IGNORECASE)
_LETTER_TAIL = re.compile(r"[0-9]+[A-ZĐ](?![a-zà-ỹ])|[0-9]+[a-e](?![\w²³])")
_ADDRESS_TOKEN = re.compile(r"[^\s<>()]{0,60}(?:@|www\.|https?:|\.vn|\.com|\.html|\.pdf|\.doc)")


@dataclass(slots=True)
class Masker:
    """Decides for one text which digits are no figures. `last_enumerator` follows inline numbering ("1. … 2. …")."""

    page: Page
    lexicon: Lexicon
    last_enumerator: int = 0
    always: frozenset[str] = field(init=False)
    unless: frozenset[str] = field(init=False)
    quantified: frozenset[str] = field(init=False)
    number_nouns: frozenset[str] = field(init=False)
    strong: frozenset[str] = field(init=False)
    weak: frozenset[str] = field(init=False)
    year_cues: frozenset[str] = field(init=False)
    labels: frozenset[str] = field(init=False)
    slogans: frozenset[str] = field(init=False)
    levels: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        words = self.lexicon.words
        self.always = words("ordinals", "always")
        self.unless = words("ordinals", "unless_counted")
        self.quantified = words("ordinals", "quantified")
        self.number_nouns = words("ordinals", "number_nouns")
        self.strong = words("dates", "strong")
        self.weak = words("dates", "weak")
        self.year_cues = words("dates", "year")
        self.labels = words("dates", "period_labels")
        self.slogans = words("names", "slogans")
        self.levels = words("names", "levels")

    def end(self, pos: int, left: list[str]) -> int:
        """Offset behind the masked stretch that starts with the digit at `pos`; 0 where the digits may be a figure."""
        return (
            self._code(pos)
            or self._numbering(pos)
            or self._date(pos, left)
            or self._year(pos, left)
            or self._named(pos, left)
            or self._ordinal(pos, left)
        )

    # -- codes --------------------------------------------------------------------------------------------------

    def _code(self, pos: int) -> int:
        """Digits inside a code: glued to letters, document numbers, phones, addresses, serial numbers."""
        text, lower = self.page.text, self.page.lower
        before = text[pos - 1] if pos else " "
        if before.isalpha() and not self._glued_word(pos):
            return self._token_end(pos)
        if before in "-–_@#&.+" and pos > 1 and text[pos - 2].isalnum() and not text[pos - 2].isdigit() and before != "+":
            glued = before in "-–" and text[pos - 2].islower() and len(self._word_before(pos - 1)) > 1
            if not glued or lower[pos - 6 : pos] == "covid-":
                return self._token_end(pos)
        document = _DOCUMENT.match(text, pos)
        if document:
            return document.end()
        phone = _PHONE.match(text, pos)
        if phone and sum(c.isdigit() for c in phone[0]) >= 8 and not unit_at(lower, phone.end(), self.lexicon):
            return phone.end()
        tail = _LETTER_TAIL.match(text, pos)
        if tail and unit_at(lower, tail.end() - 1, self.lexicon) is None:
            return tail.end()
        stop = run_end(text, pos)
        if number_at(text, pos) is None or stop - pos > 2 * MOST_DIGITS:
            return stop
        if _ADDRESS_TOKEN.match(text, pos) or _ADDRESS_TOKEN.fullmatch(text, max(0, pos - 12), pos):
            return self._token_end(pos)
        return 0

    def _word_before(self, pos: int) -> str:
        start = pos
        while start > 0 and pos - start < 12 and self.page.lower[start - 1].isalpha():
            start -= 1
        return self.page.text[start:pos]

    def _glued_word(self, pos: int) -> bool:
        """True where a whole Vietnamese word runs into the digits ("đạt95%"), no code ("m3", "A4", "F0")."""
        word = self._word_before(pos)
        return len(word) >= 2 and word[1:].islower() and (len(word) >= 3 and not word.isascii())

    def _token_end(self, pos: int) -> int:
        text = self.page.text
        while pos < len(text) and (text[pos].isalnum() or text[pos] in "-_/@" or (text[pos] in ".:" and text[pos + 1 : pos + 2].isalnum())):
            pos += 1
        return pos

    # -- numbering ----------------------------------------------------------------------------------------------

    def _numbering(self, pos: int) -> int:
        """List numbers at a line start or behind a full stop, "(1)", footnote marks."""
        text = self.page.text
        before = text[pos - 1] if pos else "\n"
        if before == "[":
            note = _BRACKETED.match(text, pos)
            return note.end() if note else 0
        if before == "(":
            note = _NUMBERED.match(text, pos)
            if note is None:
                return 0
            self.last_enumerator = int(text[pos : note.end() - 1])
            return note.end()
        match = _ENUMERATOR.match(text, pos)
        if match is None:
            return 0
        lead = text[max(0, pos - 12) : pos].rstrip(" \t(*+-–•")
        number = int(text[pos : pos + 2].rstrip(".)/: -–"))
        if not lead or lead[-1] == "\n":
            self.last_enumerator = number
            return 0 if match[0][-1] == " " and unit_at(self.page.lower, pos + 1, self.lexicon) else match.end()
        after = text[match.end() : match.end() + 2].lstrip()
        follows = number == self.last_enumerator + 1 or (number == 1 and lead[-1] == ":")
        if follows and lead[-1] in ".:;…" and match[0][-1] in ".)/" and after[:1].isupper():
            self.last_enumerator = number
            return match.end()
        return 0

    # -- dates --------------------------------------------------------------------------------------------------

    def _date(self, pos: int, left: list[str]) -> int:
        """Dates, times of day, months with their year, "6 tháng đầu năm"."""
        lower = self.page.lower
        date = _DATE.match(lower, pos)
        if date and 1 <= int(date[1]) <= 31 and 1 <= int(date[3]) <= 12 and (len(date[4]) == 4 or date[2] == "/"):
            return date.end()
        chain = _CHAIN.match(lower, pos)
        if chain:
            return chain.end()
        clock = _CLOCK.match(lower, pos) or (_HOUR.match(lower, pos) if left[:1] and left[0] in self._hours else None)
        if clock:
            return clock.end()
        days = _DAYS.match(lower, pos)
        if days and left[:1] and (left[0] in self.strong or left[0] in self.weak) and int(days[2]) <= 12 and not self._counted(days.end()):
            return days.end()
        month = _MONTH_YEAR.match(lower, pos)
        if month and ((left[:1] and left[0] in self._months) or not self._counted(month.end())):
            return month.end()
        month = _MONTH_ONLY.match(lower, pos)
        if month:
            return month.end()
        words = _DAY_IN_WORDS.match(lower, pos)
        if words and int(lower[pos : pos + 2]) <= 31:
            return words.end()
        return self._day_month(pos, left) or self._period(pos, left)

    _hours = frozenset({"lúc", "hồi", "từ", "đến", "trước", "sau", "vào", "khoảng"})
    _months = frozenset({"tháng", "kỳ", "quý"})

    def _counted(self, pos: int) -> Found | None:
        """The unit or multiplier behind an offset."""
        scale = scale_at(self.page.lower, pos, self.lexicon)
        return _SCALED if scale else unit_at(self.page.lower, pos, self.lexicon)

    def _day_month(self, pos: int, left: list[str]) -> int:
        lower = self.page.lower
        match = _DAY_MONTH.match(lower, pos)
        if match is None or not (1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12):
            return 0
        if left[:1] and left[0] in self.strong:
            return match.end()
        if "." in match[0] or self._counted(match.end()) or lower[match.end() : match.end() + 2].lstrip()[:1] in ("=", "%"):
            return 0
        if left[:1] and left[0] in self.weak:
            return match.end()
        if lower[pos - 1 : pos] == "(" and lower[match.end() : match.end() + 1] == ")":
            words = lower[max(0, pos - 70) : pos - 1].split()
            return match.end() if "%" not in words[-1:] and ("ngày" in words or "lễ" in words) else 0
        return 0

    def _period(self, pos: int, left: list[str]) -> int:
        match = _PERIOD.match(self.page.lower, pos)
        if match is None:
            return 0
        said = match[0].split()[2:] or (WORD.match(self.page.lower, match.end()) or [""])[0].split()
        if said[:1] and said[0] in self.labels:
            return match.end()
        return match.end() if left[:1] and left[0] in self._labelled else 0

    _labelled = frozenset({"kết", "toán", "vụ", "cáo", "quả", "tác", "kỳ", "kế", "hình", "hoạch"})

    # -- years --------------------------------------------------------------------------------------------------

    def _year(self, pos: int, left: list[str]) -> int:
        """Years and spans of years, and any digits directly behind "năm"."""
        lower = self.page.lower
        span = _YEARS.match(lower, pos)
        if span and not (self._counted(span.end()) and "/" in span[0] and not (left[:1] and left[0] in self.year_cues)):
            return self._more_years(span.end())
        year = _ONE_YEAR.match(lower, pos)
        if year is None:
            stop = run_end(lower, pos)
            return stop if left[:1] == ["năm"] and lower[pos:stop].isdigit() and 4 <= stop - pos <= 6 else 0
        if left[:1] and left[0] in self.year_cues:
            return self._more_years(year.end())
        if self._counted(year.end()) or lower[pos - 1 : pos] in ("/", "=") or lower[year.end() : year.end() + 1] in ("/", "="):
            return 0
        label = lower[max(0, pos - 3) : pos].rstrip()
        return 0 if label.endswith(":") else year.end()

    def _more_years(self, pos: int) -> int:
        """Behind a year: further years of a list."""
        lower = self.page.lower
        while (match := _NEXT_YEAR.match(lower, pos)) and not self._counted(match.end()):
            pos = match.end()
        return pos

    # -- names and ordinals -------------------------------------------------------------------------------------

    def _named(self, pos: int, left: list[str]) -> int:
        """Names with a digit in them: map scales, "24/7", "“3 không”", "4 tại chỗ", "chính quyền 2 cấp"."""
        lower = self.page.lower
        scale = _MAP_SCALE.match(lower, pos)
        if scale and not self._counted(scale.end()) and lower[scale.end() : scale.end() + 1] not in ("=", "%"):
            return scale.end()
        on = _ALWAYS_ON.match(lower, pos)
        if on and not (self._counted(on.end()) and not lower[on.end() - 1].isalpha()):
            return on.end()
        if lower[pos - 1 : pos] in ("“", '"', "‘", "'"):
            slogan = _SLOGAN.match(lower, pos)
            if slogan:
                return slogan.end()
        if run_end(lower, pos) == pos + 1 and lower[pos] in "23456789":
            after = WORD.match(lower, pos + 1)
            if after and (after[1] in self.slogans or self._two_words(after) in self.slogans):
                return after.end()
        if tail_in(left, self.levels, 7) and (found := self._counted(run_end(lower, pos))) and found.unit.name == "cấp":
            return found.end
        return 0

    def _two_words(self, first: re.Match[str]) -> str:
        second = WORD.match(self.page.lower, first.end())
        return f"{first[1]} {second[1]}" if second else ""

    def _ordinal(self, pos: int, left: list[str]) -> int:
        """A number that names: "tháng 4, 5", "Điều 7", "thôn 3", "Quyết định 33", "mức độ 3, 4"."""
        if not left:
            return 0
        lower = self.page.lower
        stop = run_end(lower, pos)
        run = lower[pos:stop]
        if left[0] in ("ngày", "tháng"):
            most = 31 if left[0] == "ngày" else 12
            if not run.isdigit() or int(run) > most or tuple(left[1:2]) in _PER_DAY or lower[stop : stop + 2].lstrip()[:1] == "%":
                return 0
            return self._list_end(stop, True)
        count = tail_in(left, self.always) or tail_in(left, self.unless)
        if not count:
            return 0
        phrase = " ".join(reversed(left[:count]))
        found = self._counted(stop)
        if not run.replace(".", "").isdigit() or (found and found.unit.kind in ("percent", "money", "measure")):
            return 0
        if left[count : count + 1] and left[count] in (self.number_nouns if phrase == "số" else self.quantified):
            return 0
        if phrase in self.unless and phrase not in self.always and (self._firm(found, stop) or lower[stop : stop + 2].lstrip()[:1] == "/"):
            return 0
        if lower[stop : stop + 1] == ":" and lower[stop + 1 : stop + 2].isdigit():
            return self._token_end(pos)
        return self._list_end(stop, False)

    def _firm(self, found: Found | None, stop: int) -> bool:
        """True where a counted noun follows that does not begin a name ("tổ 5 xã An Bình" does)."""
        if found is None or found is _SCALED:
            return found is not None
        after = WORD.match(self.page.text, found.end)
        return not (found.unit.kind == "place" and after and after[1][:1].isupper() and after[1][1:].islower())

    def _list_end(self, pos: int, dates: bool) -> int:
        """Behind the further members of "3, 4 và 5", as long as they are not counted themselves."""
        lower = self.page.lower
        while match := _NEXT_IN_LIST.match(lower, pos):
            if self._counted(match.end()) and not (dates and lower.startswith(" năm", match.end())):
                break
            pos = match.end()
        return pos


_NEXT_YEAR = re.compile(rf" {{0,2}}(?:,|;|và|-|–|đến) {{0,2}}(?:năm )?{_YEAR}(?![0-9])(?![.,][0-9])")
_SCALED = Found(Unit("", "money"), 0)
_PER_DAY = frozenset({("mỗi",), ("một",), ("từng",), ("hằng",), ("hàng",), ("/",)})
