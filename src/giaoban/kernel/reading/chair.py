"""Who presides over a meeting, who presides with them, and who gives the directing speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from giaoban.kernel.reading.lexicon import fold
from giaoban.kernel.reading.model import Person
from giaoban.kernel.reading.people import Mention, plain
from giaoban.kernel.reading.sentences import Sentence
from giaoban.kernel.reading.words import Words

PRESIDES = re.compile(r"chủ(?<!\wchủ)\s*(?:trì|tọa|toạ)(?!,?\s*phối\s+hợp)(?!\w)")
"""Looked for in small letters."""
_PRESIDES_FIRST = re.compile(
    r"chủ\s*(?:trì|tọa|toạ)\s*(?:của|bởi|và\s+(?:chỉ\s+đạo|kết\s+luận)|(?:tại\s+)?(?:hội\s+nghị|phiên\s+họp|cuộc\s+họp|buổi\s+\w+(?:\s+\w+)?|kỳ\s+họp))?[\s,:]*(?:có|là|gồm|:|–|-)?[\s:]*"
    r"(?:các\s+)?(?:đồng\s+chí|đ\s?/?\s?c|ông|bà|chủ\s+tịch|bí\s+thư|phó)",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(r"kết\s+luận|bế\s+mạc")
_DIRECTS = re.compile(r"phát\s+biểu\s+(?:chỉ\s+đạo|tại)|chỉ\s+đạo\s+(?:tại|hội\s+nghị|phiên\s+họp|cuộc\s+họp)")
"""Both are looked for in small letters."""
_SEVERAL = re.compile(r"các\s+(?:đồng\s+chí|đ/c|ông|ông\s*,?\s*bà)\s*:?\s*$", re.IGNORECASE)
_ATTENDS = re.compile(r"(?<!\w)(?:dự|mời|có\s+mặt)(?!\w)", re.IGNORECASE)


class ChairReader:
    """Looks for "chủ trì" in the opening sentences, else for the concluding and directing speeches in all of them."""

    def __init__(
        self,
        words: Words,
        opening: Sequence[Sentence],
        sentences: Sequence[Sentence],
        people: Sequence[Mention],
        limit: int,
    ) -> None:
        self.words = words
        self.text = words.text
        self.sentences = opening
        self.all = sentences
        self.people = people
        self.limit = limit
        self.offsets = [mention.person.start for mention in people]
        near = people[: bisect_left(self.offsets, limit)]
        self.positions = {
            " ".join(map(fold, position.split())): mention.person
            for mention in reversed(near)
            for position in mention.person.positions
        }

    def read(self) -> tuple[Person | None, tuple[Person, ...], Person | None]:
        presiding: list[Person] = []
        for sentence in self.sentences:
            at = PRESIDES.search(self.words.lower, sentence.start, sentence.end)
            if at and (presiding := self._presiding(sentence, at)):
                break
        concluding = self._speaker(_CONCLUDES)
        speaker = None
        if not presiding and concluding:
            presiding = [concluding]
        if not presiding:
            speaker = self._speaker(_DIRECTS)
        full = [self._fullest(person) for person in presiding]
        return (full[0] if full else None), tuple(full[1:]), speaker

    def _presiding(self, sentence: Sentence, at: re.Match[str]) -> list[Person]:
        inside = self._named(sentence.start, min(sentence.end, self.limit))
        after = [m.person for m in inside if m.person.start > at.start()]
        if after and _PRESIDES_FIRST.match(self.text, at.start()):
            joined = re.search(r"các\s+(?:đồng\s+chí|đ/c|ông)", self.text[at.start() : after[0].start], re.IGNORECASE)
            return after if joined else after[:1]
        before = [m for m in inside if m.person.start < at.start()]
        if not before:
            held = self._holder(sentence.start, at.start(), last=True) or self._holder(
                at.end(), min(sentence.end, at.end() + 120), last=False
            )
            return [held] if held else []
        opening = self.text[sentence.start : before[0].person.start]
        if _SEVERAL.search(opening) and not _ATTENDS.search(opening):
            return [mention.person for mention in before]
        group = [before[-1]]
        for mention in reversed(before[:-1]):
            between = self.text[mention.person.end : group[0].person.start]
            if not re.search(r"(?:\svà\s|cùng)\s?(?:các\s)?(?:đồng\s+chí|đ/c|ông|bà)?\s*$", between, re.IGNORECASE):
                break
            group.insert(0, mention)
        return [mention.person for mention in group]

    def _speaker(self, cue: re.Pattern[str]) -> Person | None:
        """The person named right after the words of a concluding or directing speech."""
        for sentence in self.all:
            match = cue.search(self.words.lower, sentence.start, min(sentence.end, sentence.start + 120))
            if not match:
                continue
            for mention in self._named(match.start(), min(sentence.end, match.end() + 120)):
                if mention.person.positions:
                    return self._fullest(mention.person)
            held = self._holder(match.end(), min(sentence.end, match.end() + 120), last=False)
            if held:
                return held
        return None

    def _named(self, start: int, end: int) -> Sequence[Mention]:
        """The people whose names begin in text[start:end]."""
        return self.people[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]

    def _holder(self, start: int, end: int, *, last: bool) -> Person | None:
        """The person who holds the position that stands without a name in text[start:end] ("đồng chí Chủ tịch HĐND huyện")."""
        low, high = self.words.between(start, end)
        places = [k for k in range(low, high) if self.words.at("people.positions", k)]
        for index in reversed(places) if last else places:
            rest = " ".join(self.words.folds[index:high])
            for position, person in self.positions.items():
                if rest.startswith(position) and len(position.split()) > 1:
                    return self._fullest(person)
        return None

    def _fullest(self, person: Person) -> Person:
        """The person as first named, with the longest list of positions found."""
        same = [m.person for m in self.people if plain(m.person.name) == plain(person.name)]
        best = max(same, key=lambda p: len(p.positions), default=person)
        return Person(same[0].name if same else person.name, best.positions, person.start, person.end)
