"""What looks like a number and measures nothing: codes, dates, ordinals ("thôn 3", "Điều 7"), names ("3 không")."""

from __future__ import annotations

import re
from functools import lru_cache

from giaoban.kernel.quantity.codes import Numbering, code_end, token_end
from giaoban.kernel.quantity.criteria import criterion_numbers
from giaoban.kernel.quantity.dates import DateMask
from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.numbers import run_end
from giaoban.kernel.quantity.tokens import WORD, Page, Phrases
from giaoban.kernel.quantity.units import SCALED, Found, counted

_SHARE = re.compile(r"[0-9]{1,3}(?:,[0-9]{1,2})? ?%")
"""A percentage printed as it should be is no date, code or ordinal."""
_PRIZES = re.compile(r"\s*nhất,? (?:và )?[0-9]{1,3} (?:giải )?(?:nhì|ba)(?!\w)")
"""Behind a number: first prizes beside the second and third ones, no slogan ("3 nhất")."""
_MAP_SCALE = re.compile(r"1 ?[/:] ?(?:[125][0-9]{0,2}\.?[0-9]{2,3})(?![0-9]|[./][0-9])")
_ALWAYS_ON = re.compile(r"24 ?/ ?(?:24|7)(?:h| ?giờ)?(?!\w)")
_NEXT_IN_LIST = re.compile(r" {0,2}(?:,|;|và|&|-|–|đến|\+|/) {0,2}([0-9]{1,3})(?![0-9%/]|[.,][0-9]| ?%)")
_SLOGAN = re.compile(r"[0-9](?:[^\W\d_]| [^\W\d_]|[ ,;+-]{1,3}[0-9] ){1,40}[”\"'’]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_LEVELS = re.compile(r"[1-9](?:,[1-9])+")
_RANGE_END = re.compile(r" ?(?:-|–|đến) ?[0-9]{1,3}(?![0-9%/]|[.,][0-9])")
_RANGE_START = re.compile(r"[0-9] ?(?:-|–|đến) ?$")
_MEASURING = frozenset({"mức", "lớp", "điểm", "số"})
_PARTS_OF_DOCUMENTS = frozenset({"khóa", "kỳ", "chương", "phần", "mục", "bản", "điểm"})
_PER_DAY = frozenset({"mỗi", "một", "từng", "hằng", "hàng", "1"})
_MOST = {"ngày": 31, "tháng": 12}
_LONGEST_ORDINAL = 3
_NOT_NAMED = {"vòng": (["trong"],), "kỳ": (["đầu"], ["cuối"], ["trong"], ["cùng"], ["giữa"])}
"""Words before an ordinal noun that make it a stretch of time: "trong vòng 2 ngày", "đầu kỳ 40 hộ"."""


@lru_cache(maxsize=8)
def _phrases(lexicon: Lexicon) -> tuple[Phrases, frozenset[str], dict[str, frozenset[str]]]:
    """Words before a number that names unless it is counted; the last words of all that may name one; noun -> words of fixed names."""
    words = lexicon.words
    unless = Phrases(words("ordinals", "unless_counted") | words("ordinals", "documents"))
    fixed: dict[str, frozenset[str]] = {}
    for pair in words("names", "fixed"):
        name, _, noun = pair.partition(">")
        fixed[noun.strip()] = fixed.get(noun.strip(), frozenset()) | {name.strip()}
    return unless, unless.last | Phrases.of(words("ordinals", "always")).last | frozenset(_MOST), fixed


class Masker:
    """Decides for one text which digits are no figures."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._numbering = Numbering(page)
        self._dates = DateMask(page, lexicon)
        words = lexicon.words
        self._criteria = criterion_numbers(page, lexicon, lambda place: self._counted(place) is not None)
        self._always = words("ordinals", "always")
        self._documents = words("ordinals", "documents")
        self._always_before = Phrases.of(self._always)
        self._unless_before, self._naming, self._fixed = _phrases(lexicon)
        self._compounds = words("ordinals", "compounds")
        self._one_digit = words("ordinals", "one_digit")
        self._quantified = words("ordinals", "quantified")
        self._number_nouns = words("ordinals", "number_nouns")
        self._slogans = words("names", "slogans")

    def end(self, pos: int, left: list[str]) -> int:
        """Offset behind the masked stretch that starts with the digit at `pos`; 0 where the digits may be a figure."""
        if _SHARE.match(self._page.text, pos) and not self._page.text[pos - 1 : pos].isalpha():
            return 0
        return (
            self._criteria.get(pos, 0)
            or code_end(self._page, pos, self._lexicon)
            or self._numbering.end(pos)
            or self._dates.end(pos, left)
            or self._named(pos, left)
            or self._ordinal(pos, left)
        )

    def _counted(self, pos: int) -> Found | None:
        return counted(self._page.lower, pos, self._lexicon)

    def _named(self, pos: int, left: list[str]) -> int:
        """Names with a digit in them: map scales, "24/7", "“3 không”", "4 tại chỗ", "chính quyền 2 cấp"."""
        lower = self._page.lower
        scale = _MAP_SCALE.match(lower, pos) if lower[pos] == "1" else None
        if scale and lower[scale.end() : scale.end() + 1] not in ("=", "%") and not self._counted(scale.end()):
            return scale.end()
        on = _ALWAYS_ON.match(lower, pos) if lower[pos] == "2" else None
        if on and (lower[on.end() - 1].isalpha() or not self._counted(on.end())):
            return on.end()
        slogan = _SLOGAN.match(lower, pos) if lower[pos - 1 : pos] in ("“", '"', "‘", "'") else None
        if slogan:
            return slogan.end()
        stop = run_end(lower, pos)
        after = WORD.match(lower, stop)
        if after is None:
            return 0
        if (
            stop == pos + 1
            and lower[pos] in "23456789"
            and not (lower[pos - 1] in "-– " and _RANGE_START.search(lower, max(0, pos - 8), pos))
            and (after[1] in self._slogans or self._two(after) in self._slogans)
            and not _PRIZES.match(lower, stop)
        ):
            return after.end()
        return after.end() if self.fixed(left, after[1]) else 0

    def fixed(self, left: list[str], noun: str) -> bool:
        """True for a name made of a word, a number and a noun: "chính quyền hai cấp"."""
        names = self._fixed.get(noun)
        return names is not None and ((left[0] if left else "") in names or " ".join(reversed(left[:2])) in names)

    def _two(self, first: re.Match[str]) -> str:
        second = WORD.match(self._page.lower, first.end())
        return f"{first[1]} {second[1]}" if second else ""

    def _ordinal(self, pos: int, left: list[str]) -> int:
        """A number that names: "tháng 4, 5", "Điều 7", "thôn 3", "Quyết định 33", "mức độ 3, 4"."""
        if not left or left[0] not in self._naming:
            return 0
        lower = self._page.lower
        stop = run_end(lower, pos)
        run = lower[pos:stop]
        if not run.replace(".", "").isdigit():
            levels = _LEVELS.fullmatch(run)
            named = levels and self._always_before.ends(left) and left[0] not in _MEASURING
            return stop if named and not self._counted(stop) else 0
        if _GROUPED.fullmatch(run) or (lower[max(0, pos - 3) : pos].rstrip()[-1:] == ":" and left[0] != "số"):
            return 0
        if left[0] in _MOST:
            usual = run.isdigit() and int(run) <= _MOST[left[0]] and not (left[1:2] and left[1] in _PER_DAY)
            return self._list_end(stop, True) if usual and lower[stop : stop + 2].lstrip()[:1] != "%" else 0
        if " ".join(reversed(left[:2])) in self._compounds:
            return 0
        count = self._always_before.ends(left) or self._unless_before.ends(left)
        if not count or not self._names(" ".join(reversed(left[:count])), run, stop, left[count : count + 1]):
            return 0
        if lower[stop : stop + 1] == ":" and lower[stop + 1 : stop + 2].isdigit():
            return token_end(self._page.text, pos)
        return self._list_end(stop, False)

    def _names(self, phrase: str, run: str, stop: int, before: list[str]) -> bool:
        """True where the number behind an ordinal noun names it: nothing measured follows, no "mỗi thôn", no "tổng số"."""
        found = self._counted(stop)
        if found and found.unit.kind in ("percent", "money", "measure"):
            return False
        if phrase in self._one_digit and len(run.partition(".")[0]) > 1:
            return False
        if before and before[0] in (self._number_nouns if phrase == "số" else self._quantified):
            return False
        if before[:1] in _NOT_NAMED.get(phrase, ()) and found:
            return False
        if phrase in self._always:
            return True
        if len(run.partition(".")[0]) > _LONGEST_ORDINAL and phrase not in self._documents:
            return False
        if found and phrase in self._documents and found.unit.name in _PARTS_OF_DOCUMENTS:
            return True
        return not (self._firm(found) or self._ranged(stop)) and self._page.lower[stop : stop + 2].lstrip()[:1] != "/"

    def _ranged(self, stop: int) -> bool:
        """True where a number is the low end of a range that is counted: "đất 2-3 vụ"."""
        high = _RANGE_END.match(self._page.lower, stop)
        return high is not None and self._firm(self._counted(high.end()))

    def _firm(self, found: Found | None) -> bool:
        """True where a counted noun follows that does not begin a name ("tổ 5 xã An Bình" does)."""
        if found is None or found is SCALED:
            return found is not None
        after = WORD.match(self._page.text, found.end)
        proper = after is not None and after[1][:1].isupper() and after[1][1:].islower()
        return not (found.unit.kind == "place" and proper)

    def _list_end(self, pos: int, dates: bool) -> int:
        """Behind the further members of "3, 4 và 5", as long as they are not counted themselves."""
        lower = self._page.lower
        while match := _NEXT_IN_LIST.match(lower, pos):
            rank = "/" in match[0]
            if not rank and self._counted(match.end()) and not (dates and lower.startswith(" năm", match.end())):
                break
            pos = match.end()
        return pos
