"""Which period a figure speaks of: the nearest year, month or quarter that the text names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from giaoban.kernel.quantity.tokens import Page

_MENTION = re.compile(
    r"năm học {1,2}(?P<sy1>20[0-9]{2}) ?[-–/] ?(?P<sy2>20[0-9]{2})"
    r"|(?:giai đoạn|nhiệm kỳ|khóa|khoá) {1,2}(?P<g1>[12][0-9]{3}) ?[-–] ?(?P<g2>[12][0-9]{3})"
    r"|năm {1,2}(?P<y>19[4-9][0-9]|20[0-9]{2})(?![0-9])"
    r"|tháng {1,2}(?P<m>[0-9]{1,2})(?: ?[/-] ?| năm )(?P<my>20[0-9]{2})"
    r"|quý {1,2}(?P<q>iv|i{1,3}|[1-4])(?: ?[/-] ?| năm )(?P<qy>20[0-9]{2})"
    r"|(?P<n>[0-9]{1,2}) tháng(?: đầu| cuối)?(?: năm)? (?P<ny>20[0-9]{2})"
    r"|cùng kỳ(?: năm (?:trước|ngoái))?"
)
_VERSUS = re.compile(r"so (?:với )?(?:thực hiện |cùng kỳ |kết quả |cuối |đầu |số liệu |mức |của |giai đoạn )*$")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SPANS = {"3": "Q1", "6": "H1", "9": "9M"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named in the text: where, which, and whether only as a base of comparison ("so với năm 2018")."""

    start: int
    end: int
    period: str
    versus: bool


def _period(found: re.Match[str]) -> str:
    if found["sy1"]:
        return f"{found['sy1']}-{found['sy2']}"
    if found["g1"]:
        return f"{found['g1']}-{found['g2']}"
    if found["y"]:
        return found["y"]
    if found["m"]:
        return f"{found['my']}-{int(found['m']):02d}" if 1 <= int(found["m"]) <= 12 else found["my"]
    if found["q"]:
        return f"{found['qy']}-Q{_ROMAN.get(found['q'], found['q'])}"
    if found["n"]:
        return f"{found['ny']}-{_SPANS.get(found['n'].lstrip('0'), found['n'].lstrip('0') + 'M')}"
    return "cùng kỳ"


class Periods:
    """All periods of a page, asked by offset."""

    def __init__(self, page: Page, default: str | None) -> None:
        self._page = page
        self._default = default
        self._mentions: list[Mention] = []
        for found in _MENTION.finditer(page.lower):
            versus = found[0].startswith("cùng") or bool(
                _VERSUS.search(page.lower, max(0, found.start() - 40), found.start())
            )
            self._mentions.append(Mention(found.start(), found.end(), _period(found), versus))
        self._starts = [m.start for m in self._mentions]

    def of(self, start: int, end: int) -> str | None:
        """The period of a figure: named before it in the sentence, else right behind it, else before it in the paragraph."""
        begin, stop = self._page.sentence(start)
        at = bisect_left(self._starts, start)
        line = self._page.lower.rfind("\n", max(0, start - 4000), start)
        earlier: str | None = None
        for place in range(at - 1, max(-1, at - 8), -1):
            mention = self._mentions[place]
            if mention.versus:
                continue
            if mention.start >= begin:
                return mention.period
            if mention.start > line and earlier is None:
                earlier = mention.period
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
