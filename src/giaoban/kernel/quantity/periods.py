"""Which period a figure speaks of: the nearest year, month or quarter that the text names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from giaoban.kernel.quantity.tokens import Page

_VERSUS = re.compile(r"so (?:với )?(?:thực hiện |cùng kỳ |kết quả |cuối |đầu |số liệu |mức |của |giai đoạn )*$")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SPANS = {"3": "Q1", "6": "H1", "9": "9M"}


def _of_month(found: re.Match[str]) -> str:
    return f"{found[2]}-{int(found[1]):02d}" if 1 <= int(found[1]) <= 12 else found[2]


def _of_quarter(found: re.Match[str]) -> str:
    return f"{found[2]}-Q{_ROMAN.get(found[1], found[1])}"


def _of_months(found: re.Match[str]) -> str:
    number = found[1].lstrip("0")
    return f"{found[2]}-{_SPANS.get(number, number + 'M')}"


_TERM = r" {1,2}([12][0-9]{3}) ?[-–] ?([12][0-9]{3})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"năm học {1,2}(20[0-9]{2}) ?[-–/] ?(20[0-9]{2})"), lambda found: f"{found[1]}-{found[2]}"),
    *(
        (re.compile(term + _TERM), lambda found: f"{found[1]}-{found[2]}")
        for term in ("giai đoạn", "nhiệm kỳ", "khóa", "khoá")
    ),
    (re.compile(r"năm {1,2}(19[4-9][0-9]|20[0-9]{2})(?![0-9])"), lambda found: found[1]),
    (re.compile(r"tháng {1,2}([0-9]{1,2})(?: ?[/-] ?| năm )(20[0-9]{2})"), _of_month),
    (re.compile(r"quý {1,2}(iv|i{1,3}|[1-4])(?: ?[/-] ?| năm )(20[0-9]{2})"), _of_quarter),
    (re.compile(r" tháng(?<=([0-9]{2}) tháng)(?: đầu| cuối)?(?: năm)? (20[0-9]{2})"), _of_months),
    (re.compile(r" tháng(?<=(?<![0-9])([0-9]) tháng)(?: đầu| cuối)?(?: năm)? (20[0-9]{2})"), _of_months),
    (re.compile(r"cùng kỳ(?: năm (?:trước|ngoái))?"), lambda found: "cùng kỳ"),
)
"""How periods are written, each form with a literal head so that a page is searched at once, and what each comes to."""


def _open_month(found: re.Match[str]) -> str:
    return f"-{int(found[1]):02d}" if 1 <= int(found[1]) <= 12 else ""


def _open_months(found: re.Match[str]) -> str:
    number = found[1].lstrip("0")
    if found[2] and found[2].strip().startswith("cuối"):
        return "-H2" if number == "6" else ""
    return f"-{_SPANS.get(number, number + 'M')}"


_OPEN_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"tháng {1,2}([0-9]{1,2})(?![0-9]| ?[/.-] ?[0-9]|,[0-9])"), _open_month),
    (
        re.compile(r"quý {1,2}(iv|i{1,3}|[1-4])(?!\w| ?[/-] ?[0-9])"),
        lambda found: f"-Q{_ROMAN.get(found[1], found[1])}",
    ),
    (re.compile(r" tháng(?<=([0-9]{2}) tháng)( đầu năm| cuối năm| qua| ước| đạt| năm nay)"), _open_months),
    (re.compile(r" tháng(?<=(?<![0-9])([0-9]) tháng)( đầu năm| cuối năm| qua| ước| đạt| năm nay)"), _open_months),
    (re.compile(r"kế (?:[0-9]{1,2}) tháng(?<=([0-9]{2}) tháng)()"), _open_months),
    (re.compile(r"kế (?:[0-9]) tháng(?<=([0-9]) tháng)()"), _open_months),
    (re.compile(r"cả năm(?! {1,2}[0-9])"), lambda found: ""),
)
"""Periods whose year the text leaves out, and what follows the year of the report ("" for the whole year)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named in the text: where, which, and whether only as a base of comparison ("so với năm 2018")."""

    start: int
    end: int
    period: str
    versus: bool


class Periods:
    """All periods of a page, asked by offset."""

    def __init__(self, page: Page, default: str | None) -> None:
        self._page = page
        self._default = default
        self._mentions: list[Mention] = []
        places = [
            (found.start(), -found.end(), said(found)) for form, said in _FORMS for found in form.finditer(page.lower)
        ]
        if default and default[:4].isdigit():
            places.extend(
                (found.start(), -found.end(), default[:4] + said(found))
                for form, said in _OPEN_FORMS
                for found in form.finditer(page.lower)
            )
        for start, minus_end, period in sorted(places):
            end = -minus_end
            if self._mentions and start < self._mentions[-1].end:
                continue
            versus = period == "cùng kỳ" or bool(_VERSUS.search(page.lower, max(0, start - 40), start))
            self._mentions.append(Mention(start, end, period, versus))
        self._starts = [m.start for m in self._mentions]

    def of(self, start: int, end: int) -> str | None:
        """The period of a figure: named before it in the sentence, else right behind it, else before it in the paragraph."""
        begin, stop = self._page.sentence(start)
        at = bisect_left(self._starts, start)
        earlier: str | None = None
        for place in range(at - 1, max(-1, at - 8), -1):
            mention = self._mentions[place]
            if mention.versus:
                continue
            if mention.start >= begin:
                return mention.period
            if mention.start > self._page.lower.rfind("\n", max(0, start - 4000), start):
                earlier = mention.period
            break
        for mention in self._mentions[at : at + 1]:
            if (
                mention.start < min(stop, end + 40)
                and not mention.versus
                and "," not in self._page.lower[end : mention.start]
            ):
                return mention.period
        return earlier or self._default

    def compared(self, end: int) -> str | None:
        """What a change is measured against: the period behind "so với", "cùng kỳ"."""
        stop = self._page.sentence(max(0, end - 1))[1]
        at = bisect_left(self._starts, end)
        for mention in self._mentions[at : at + 1]:
            if mention.versus and mention.start < min(stop, end + 60):
                return mention.period
        return None
