"""Which period a figure speaks of: the nearest year, month or quarter that the text names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from giaoban.kernel.quantity.heads import places
from giaoban.kernel.quantity.tokens import Page

_VERSUS = re.compile(r"so (?:với )?(?:thực hiện |cùng kỳ |kết quả |cuối |đầu |số liệu |mức |của |giai đoạn )*$")
_SAME_MONTHS = re.compile(
    r"cùng kỳ(?: của)?(?:(?: năm)?(?: trước| ngoái| (20[0-9]{2})))?"
    r"(?P<said>:|(?: (?:là|đạt|có|chỉ|thu|chi|thực hiện)){1,3})? ?(?P<open>\()? ?"
)
"""From "cùng kỳ" to a number that is of then: "cùng kỳ năm 2025 đạt 12 tỷ đồng", "so với cùng kỳ (12 tỷ đồng)"."""
_SHORT = 44
_MONTHS = re.compile(r"20[0-9]{2}(?:-(?:[0-9]{2}|Q[1-4]|H[12]|[0-9]{1,2}M))?")
"""Periods that have a counterpart a year before."""
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SPANS = {"3": "Q1", "6": "H1", "9": "9M"}


def _of_month(found: re.Match[str]) -> str:
    return f"{found[2]}-{int(found[1]):02d}" if 1 <= int(found[1]) <= 12 else found[2]


def _of_quarter(found: re.Match[str]) -> str:
    return f"{found[2]}-Q{_ROMAN.get(found[1], found[1])}"


def _of_months(found: re.Match[str]) -> str:
    number = found[1].lstrip("0")
    return f"{found[2]}-{_SPANS.get(number, number + 'M')}"


Form = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]]
"""How a form begins, its pattern, and what a place of it comes to. It is tried only where that beginning stands."""


def _form(head: str, rest: str, said: Callable[[re.Match[str]], str]) -> Form:
    return head, re.compile(head + rest), said


_TERM = r" {1,2}([12][0-9]{3}) ?[-–] ?([12][0-9]{3})"
_FORMS: tuple[Form, ...] = (
    _form("năm học", r" {1,2}(20[0-9]{2}) ?[-–/] ?(20[0-9]{2})", lambda found: f"{found[1]}-{found[2]}"),
    *(_form(term, _TERM, lambda found: f"{found[1]}-{found[2]}") for term in ("giai đoạn", "nhiệm kỳ", "khóa", "khoá")),
    _form("năm ", r" ?(19[4-9][0-9]|20[0-9]{2})(?![0-9])", lambda found: found[1]),
    _form("tháng ", r" ?([0-9]{1,2})(?: ?[/-] ?| năm )(20[0-9]{2})", _of_month),
    _form("quý ", r" ?(iv|i{1,3}|[1-4])(?: ?[/-] ?| năm )(20[0-9]{2})", _of_quarter),
    _form(" tháng", r"(?<=([0-9]{2}) tháng)(?: đầu| cuối)?(?: năm)? (20[0-9]{2})", _of_months),
    _form(" tháng", r"(?<=(?<![0-9])([0-9]) tháng)(?: đầu| cuối)?(?: năm)? (20[0-9]{2})", _of_months),
    _form("cùng kỳ", r"(?: năm (?:trước|ngoái))?", lambda found: "cùng kỳ"),
)
"""How periods are written, and what each form comes to."""


def _open_month(found: re.Match[str]) -> str:
    return f"-{int(found[1]):02d}" if 1 <= int(found[1]) <= 12 else ""


def _open_months(found: re.Match[str]) -> str:
    number = found[1].lstrip("0")
    if found[2] and found[2].strip().startswith("cuối"):
        return "-H2" if number == "6" else ""
    return f"-{_SPANS.get(number, number + 'M')}"


_OPEN_FORMS: tuple[Form, ...] = (
    _form("tháng ", r" ?([0-9]{1,2})(?![0-9]| ?[/.-] ?[0-9]|,[0-9])", _open_month),
    _form("quý ", r" ?(iv|i{1,3}|[1-4])(?!\w| ?[/-] ?[0-9])", lambda found: f"-Q{_ROMAN.get(found[1], found[1])}"),
    _form(" tháng", r"(?<=([0-9]{2}) tháng)( đầu năm| cuối năm| qua| ước| đạt| năm nay)", _open_months),
    _form(" tháng", r"(?<=(?<![0-9])([0-9]) tháng)( đầu năm| cuối năm| qua| ước| đạt| năm nay)", _open_months),
    _form("kế ", r"(?:[0-9]{1,2}) tháng(?<=([0-9]{2}) tháng)()", _open_months),
    _form("kế ", r"(?:[0-9]) tháng(?<=([0-9]) tháng)()", _open_months),
    _form("cả năm", r"(?! {1,2}[0-9])", lambda found: ""),
)
"""Periods whose year the text leaves out, and what follows the year of the report ("" for the whole year)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named in the text: where, which, and whether only as a base of comparison ("so với năm 2018")."""

    start: int
    end: int
    period: str
    versus: bool


def _places(lower: str, forms: Iterable[Form], year: str) -> list[tuple[int, int, str]]:
    """(start, end with a minus, period) of every place that one of some forms fits; `year` goes before what they say."""
    heads: dict[str, list[int]] = {}
    told: list[tuple[int, int, str]] = []
    for head, pattern, said in forms:
        if head not in heads:
            heads[head] = places(lower, (head,))
        for place in heads[head]:
            found = pattern.match(lower, place)
            if found:
                told.append((place, -found.end(), year + said(found)))
    return told


class Periods:
    """All periods of a page, asked by offset."""

    def __init__(self, page: Page, default: str | None) -> None:
        self._page = page
        self._default = default
        self._mentions: list[Mention] = []
        places = _places(page.lower, _FORMS, "")
        if default and default[:4].isdigit():
            places += _places(page.lower, _OPEN_FORMS, default[:4])
        for start, minus_end, period in sorted(places):
            end = -minus_end
            if self._mentions and start < self._mentions[-1].end:
                continue
            versus = period == "cùng kỳ" or bool(_VERSUS.search(page.lower, max(0, start - 40), start))
            self._mentions.append(Mention(start, end, period, versus))
        self._starts = [m.start for m in self._mentions]

    def of(self, start: int, end: int, *, level: bool = True) -> str | None:
        """The period of a figure: named before it in the sentence, else right behind it, else before it in the paragraph.

        A `level` (no change) behind "cùng kỳ" is of the same months of the year before: those of the figures before it.
        """
        begin, stop = self._page.sentence(start)
        lower = self._page.lower
        then = lower.rfind("cùng kỳ", max(begin, start - _SHORT), start) if level else -1
        if then >= 0 and (told := self._a_year_before(then, start, begin)):
            return told
        at = bisect_left(self._starts, start)
        earlier, same = self._before(at, start, begin)
        if same:
            return earlier
        for mention in self._mentions[at : at + 1]:
            if (
                mention.start < min(stop, end + 40)
                and not mention.versus
                and "," not in self._page.lower[end : mention.start]
            ):
                return mention.period
        return earlier or self._default

    def _before(self, at: int, start: int, begin: int) -> tuple[str | None, bool]:
        """The period named before a place in its paragraph, and whether in its sentence, which begins at `begin`."""
        for place in range(at - 1, max(-1, at - 8), -1):
            mention = self._mentions[place]
            if mention.versus:
                continue
            if mention.start >= begin:
                return mention.period, True
            if mention.start > self._page.lower.rfind("\n", max(0, start - 4000), start):
                return mention.period, False
            break
        return None, False

    def _a_year_before(self, then: int, start: int, begin: int) -> str | None:
        """The period of the number at `start` by the "cùng kỳ" at `then`; None where something else stands between."""
        lower = self._page.lower
        found = _SAME_MONTHS.fullmatch(lower, then, start)
        if found is None or not (
            found["said"] or found["open"] or _VERSUS.search(lower, max(0, then - 40), then) is None
        ):
            return None
        base = self._before(bisect_left(self._starts, then), then, begin)[0] or self._default
        if base is None or not _MONTHS.fullmatch(base):
            return None
        return f"{found[1] or int(base[:4]) - 1}{base[4:]}"

    def compared(self, end: int) -> str | None:
        """What a change is measured against: the period behind "so với", "cùng kỳ"."""
        stop = self._page.sentence(max(0, end - 1))[1]
        at = bisect_left(self._starts, end)
        for mention in self._mentions[at : at + 1]:
            if mention.versus and mention.start < min(stop, end + 60):
                return mention.period
        return None
