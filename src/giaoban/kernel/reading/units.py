"""Organisations named in a text, as written, once each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from giaoban.kernel.quantity.heads import matches
from giaoban.kernel.reading.words import Words

LONGEST = 14
_LEVEL_AFTER = frozenset({"huyện", "tỉnh", "xã", "phường", "quận", "thành", "thị"})
_ALONE = frozenset(
    [
        "ubnd",
        "hđnd",
        "mttq",
        "ubmttq",
        "btv",
        "thanh tra",
        "công an",
        "quốc hội",
        "chính phủ",
        "huyện ủy",
        "tỉnh ủy",
        "thành ủy",
        "thị ủy",
        "quận ủy",
        "đảng ủy",
        "bch quân sự",
        "điện lực",
        "kho bạc",
        "thủ tướng chính phủ",
        "ủy ban nhân dân",
        "hội đồng nhân dân",
        "ban thường vụ",
        "ủy ban mttq",
        "bộ phận tiếp nhận và trả kết quả",
    ]
)
_HOLDS_ANOTHER = frozenset({"ban", "btv", "bch", "ủy", "thường", "văn", "công", "thanh", "trung", "hội", "tổ", "chi"})
_GROUP_LIST = re.compile(r"(?:các|Các)\s+(phòng|xã|phường|sở|thị\s+trấn|trường|ban)\s{0,3}:?\s{1,3}")


class UnitFinder:
    """Finds names of organisations; `people` are the word indices where names of persons begin, which are no place names."""

    def __init__(self, words: Words, people: frozenset[int] = frozenset()) -> None:
        self.words = words
        self.people = people

    def mentions(self) -> list[tuple[int, int]]:
        """Word spans [low, high) of every organisation named, in text order, none overlapping."""
        words = self.words
        found: list[tuple[int, int]] = []
        places = sorted({*words.marks["units.heads"], *words.marks["units.levels"]})
        done = 0
        for index in places:
            if index < done:
                continue
            end = self._name_end(index)
            if end > index:
                done = end
                if not self._shouted(index, end):
                    found.append((index, end))
        return found

    def find(self, mentions: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """The organisations named, in the order of their first mention; case and spacing apart, each once."""
        found: dict[str, str] = {}
        for low, high in mentions:
            _keep(found, self.words.slice(low, high))
        for name in self._listed():
            _keep(found, name)
        return tuple(found.values())

    def _shouted(self, low: int, high: int) -> bool:
        """True for a stretch of a headline in capitals, where the end of a name cannot be told."""
        name = self.words.slice(low, high)
        return high - low > 3 and name.isupper()

    def _name_end(self, index: int) -> int:
        """The end of the unit's name that begins at word `index`; `index` itself where no proper name follows the kind word."""
        words = self.words
        length = words.at("units.heads", index)
        if not length:
            return self._place_end(index, words.at("units.levels", index))
        if index and words.folds[index - 1] in {"các", "những", "mỗi", "đại", "giao"} and words.spaced(index - 1):
            return index
        start = index + length
        proper = start < len(words) and words.capital(start)
        end = self._proper_end(start, index) if proper else start
        if end > start:
            return self._with_level(end)
        if start < len(words) and words.folds[start] == "các":
            return index
        head = " ".join(words.folds[index:start])
        if not words.capital(index) and head not in {"huyện ủy", "tỉnh ủy"}:
            return index
        with_level = self._with_level(start)
        return with_level if head in _ALONE or (with_level > start and length > 1) else index

    def _proper_end(self, index: int, head: int) -> int:
        """The end of the capital words and office words ("Nông nghiệp và Môi trường") from `index`."""
        words = self.words
        at = index
        while at < len(words) and at - index < LONGEST and (at == head or self._follows(at - 1)):
            step = words.at("units.words", at)
            nested = words.at("units.heads", at)
            if at in self.people or (words.at("people.positions", at) > 1 and not step):
                break
            if nested > 1 and not step:
                of_the_party = words.folds[at + 1] == "ủy"
                if (
                    (at > index and not of_the_party)
                    or words.folds[head] not in _HOLDS_ANOTHER
                    or not words.capital(at)
                ):
                    break
                at += nested
            elif step and (words.capital(at) or (at > index and self._office_word(at))):
                at += step
            elif (words.capital(at) and not words.folds[at].isdigit()) or (
                words.folds[at] == "và" and at + 1 < len(words) and at > index and self._goes_on(at + 1)
            ):
                at += 1
            else:
                break
        return at

    def _office_word(self, index: int) -> bool:
        """True for a small office word that is no verb here ("Phòng Kinh tế hạ tầng", not "Huyện ủy tổ chức")."""
        verb = self.words.any_at(("verbs.strong", "verbs.weak"), index)
        return not verb or self.words.folds[index - 1] == "và"

    def _follows(self, index: int) -> bool:
        """True where the word after `index` may belong to the same name."""
        gap = self.words.gap(index)
        return len(gap) <= 4 and gap.strip(" ") in {"", "-", "–", "&", "/"} and gap != ""

    def _goes_on(self, index: int) -> bool:
        """True where an office's name goes on after và: with a capital or an office word that is no unit of its own."""
        words = self.words
        own = words.at("units.heads", index) and not words.at("units.words", index)
        return (
            not own
            and bool(words.capital(index) or words.at("units.words", index))
            and not words.at("people.honorifics", index)
        )

    def _with_level(self, end: int) -> int:
        """The end with "huyện", "tỉnh" or "xã Bến Đò" after the name."""
        words = self.words
        if end >= len(words) or not words.spaced(end - 1) or words.folds[end] not in _LEVEL_AFTER:
            return end
        level = words.at("units.levels", end)
        return max(self._place_end(end, level), end + level) if level else end

    def _place_end(self, index: int, level: int) -> int:
        """The end of "xã Bến Đò" that begins at word `index`, `index` where no place name follows."""
        words = self.words
        start = index + level
        at = start
        while (
            at < len(words) and at - start < 3 and words.spaced(at - 1) and words.capital(at) and at not in self.people
        ):
            if words.folds[at].isdigit() or words.any_at(("units.heads", "people.positions"), at) > 1:
                break
            at += 1
        return at if at > start else index

    def _listable(self, index: int) -> bool:
        """True where a list of offices may go on: with an office word or anything that is no unit of its own."""
        return bool(self.words.at("units.words", index)) or not self.words.at("units.heads", index)

    def _listed(self) -> list[str]:
        """The units of lists that share one kind word: "các phòng: Y tế, Nội vụ", "UBND các xã A, B"."""
        words = self.words
        found: list[str] = []
        for match in matches(_GROUP_LIST, words.text, ("các", "Các")):
            kind = match[1]
            index, high = words.between(match.end(), min(len(words.text), match.end() + 600))
            while index < high and words.capital(index) and self._listable(index):
                end = self._proper_end(index, index)
                if end == index:
                    break
                found.append(f"{kind} {words.slice(index, end)}")
                if words.gap(end - 1).strip(" ") != ",":
                    break
                index = end
        return found


def _keep(found: dict[str, str], name: str) -> None:
    plain = " ".join(name.split())
    found.setdefault(plain.lower().replace("–", "-"), plain)
