"""What is said to go badly, and who says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from giaoban.kernel.reading.model import Difficulty
from giaoban.kernel.reading.people import Mention
from giaoban.kernel.reading.sentences import Sentence
from giaoban.kernel.reading.words import Words

_LIST_CUE = re.compile(
    r"(?:khó\s+khăn|vướng\s+mắc|hạn\s+chế|tồn\s+tại|khuyết\s+điểm|bất\s+cập|yếu\s+kém)[^:;.]{0,120}?"
    r"(?::|(?:như|là|gồm)\s*:|(?:như|đó\s+là|(?<=nay )là|(?<=nhất )là)\s)\s*"
    r"|nguyên\s+nhân\s[^:;.]{0,80}(?:chậm|trễ|thấp|tồn|hạn\s+chế|không\s+đạt|chưa|quá\s+hạn)[^:;.]{0,40}:\s*"
    r"|(?:cử\s+tri|nhân\s+dân|người\s+dân)\s[^:;.]{0,40}?phản\s+ánh[^:;.]{0,30}:\s*"
)
"""This and all that is searched for below, not matched at a place, is searched for in small letters."""
_LISTING = (":", "như", "là")
"""Every list is opened by one of these: a quick look before the pattern is tried."""
_HOWEVER = re.compile(
    r"(?:tuy\s+nhiên|tuy\s+vậy|mặc\s+dù\s+vậy|song|bên\s+cạnh\s+(?:đó|những|các|kết)|ngoài\s+ra)(?!\w)", re.IGNORECASE
)
_STILL = re.compile(
    r"(?<!\w)(?:còn\s+(?:\d+|một\s+số|nhiều|có)\s[^;.]{3,160}?chưa|chỉ\s+còn\s+\d|đang\s+quá\s+tải|đang\s+chung\s+chung)"
)
_WORDS_OF_TROUBLE = re.compile(r"(?<!\w)(?:những\s+|các\s+)?tồn\s+tại\s+trong\s+[^,;.:]{6,120}")
_RAISES = re.compile(
    r"\s(?:đã\s+|cũng\s+|còn\s+)*(?:nêu|phản\s+ánh|kiến\s+nghị|đề\s+xuất|cho\s+biết|báo\s+cáo|trình\s+bày|thẳng\s+thắn)(?!\w)"
)
_RAISERS = re.compile(
    r"(?:các\s+(?:đồng\s+chí|đại\s+biểu|ý\s+kiến|xã|đơn\s+vị|phòng|thôn|bí\s+thư)|đại\s+diện|lãnh\s+đạo|cử\s+tri|đồng\s+chí|ông|bà|đ/c)\s",
    re.IGNORECASE,
)
_AT_MEETING = re.compile(
    r"(?:tại\s+(?:hội\s+nghị|phiên\s+họp|cuộc\s+họp|buổi\s+\w+)(?:\s+này)?|trong\s+phần\s+thảo\s+luận|qua\s+thảo\s+luận),?\s*",
    re.IGNORECASE,
)
_NOT_RAISED = re.compile(r"tháo\s+gỡ|khắc\s+phục|giải\s+quyết|giải\s+pháp|vượt\s+qua|biện\s+pháp")
_LEAD_IN = re.compile(
    r"(?:tuy\s+nhiên|tuy\s+vậy|song|bên\s+cạnh\s+đó|ngoài\s+ra|đồng\s+thời|trong\s+đó|nhất\s+là)\s*,?\s*(?:vẫn\s+)?",
    re.IGNORECASE,
)
_CUT = re.compile(r"[;…]|\.\.\.")
_RAISER_HEAD = re.compile(r"([^\W\d_a-zđ][^:;.,]{3,60}):\s")
_PIECE = re.compile(r"[^;]+")
_COMMA = re.compile(r",\s")
_CAUSE = re.compile(r"nguyên\s+nhân", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?<!\w)(?:còn\s+(?:rất\s+|khá\s+|tương\s+đối\s+)?(?:chậm|thấp|hạn\s+chế|lúng\s+túng|khó\s+khăn|gặp|yếu|thiếu|tình\s+trạng|xảy\s+ra|vướng|bất\s+cập"
    r"|tồn\s+đọng|nhiều\s+(?:khó|hạn|bất|vướng))"
    r"|chưa\s+(?:thật\s+sự\s+|thực\s+sự\s+)?(?:đạt|cao|kịp|quyết|chặt|được\s+(?:xử|giải|khắc|thực|quan)|hoàn\s+thành|đảm|bảo\s+đảm|thường|triệt|đồng\s+bộ"
    r"|sát|nghiêm|hiệu|tốt|đúng|đều|đầy)"
    r"|gặp\s+(?:nhiều\s+|rất\s+nhiều\s+|không\s+ít\s+)?khó\s+khăn|chậm\s+(?:so\s+với|tiến\s+độ)|không\s+đạt"
    r"|(?:bị\s+)?(?:sạt\s+lở|ngập\s+úng),|bị\s+(?:sạt|ngập|hư|tắc|ô\s+nhiễm)|xuống\s+cấp|quá\s+tải"
    r"|thiếu\s+(?:\d|hụt|nước|giáo\s+viên|cán\s+bộ|vốn|kinh\s+phí|trang|nhân|nhiều|phòng))"
)
_NOT_SO = re.compile(r"(?<!\w)(?:mặc\s+dù|tuy\s+còn|dù\s+còn|dù\s+gặp|khắc\s+phục|tháo\s+gỡ|nếu|để\s+đảm|không\s+còn)")
NEGATIVE = "marks.negative"


class DifficultyReader:
    """Reads lists of difficulties and single sentences that state one."""

    def __init__(
        self, words: Words, people: Sequence[Mention], ordered: Sequence[int], chair: str | None, tasks: Sequence[int]
    ) -> None:
        self.words = words
        self.text = words.text
        self.lower = words.lower
        self.people = people
        self.offsets = [mention.person.start for mention in people]
        self.ordered = frozenset(ordered)
        self.chair = chair
        self.tasks = tasks
        self.found: list[Difficulty] = []
        self.listing = -1
        """The last paragraph that may go on with the list, -1 outside of lists."""
        self.headed = False
        self.raised: str | None = None

    def read(self, sentences: Sequence[Sentence]) -> tuple[Difficulty, ...]:
        """The difficulties in text order, none overlapping."""
        speaker: str | None = None
        paragraph = -1
        for sentence in sentences:
            if sentence.paragraph != paragraph:
                speaker, paragraph = None, sentence.paragraph
            speaker = self._reporter(sentence) or speaker
            if sentence.start in self.ordered:
                self.listing = -1
                self._in_conclusion(sentence)
            elif self._is_heading(sentence):
                self.listing, self.headed, self.raised = len(self.text), True, None
            elif not self._goes_on(sentence) and self._has_cue(sentence):
                self._open(sentence, speaker)
        return tuple(self.found)

    def _has_cue(self, sentence: Sentence) -> bool:
        return self.words.first_in("cues.difficulty", *self.words.between(sentence.start, sentence.end)) >= 0

    def _is_heading(self, sentence: Sentence) -> bool:
        """True for a line that only announces difficulties ("3. Tồn tại, hạn chế")."""
        low, high = self.words.between(sentence.body, sentence.end)
        while low < high and self.words.folds[low] in {"những", "một", "số", "các", "về"}:
            low += 1
        alone = sentence.opens and not sentence.end_mark and high - low <= 14
        return alone and low < high and self.words.at("marks.difficulty_list", low) > 0

    def _goes_on(self, sentence: Sentence) -> bool:
        """True where a sentence belongs to the list begun before, and was taken; the list ends with the first that does not."""
        if self.listing < 0:
            return False
        bullet = self.text[sentence.start] in "-–+*•"
        heading = (
            sentence.opens
            and sentence.labelled
            and not (bullet or sentence.end_mark)
            and self.text[sentence.end - 1] not in ";,"
        )
        within = sentence.paragraph <= self.listing or sentence.labelled
        cause = _CAUSE.match(self.text, sentence.body)
        negative = self._negative(sentence.body, sentence.end)
        if within and not cause and (negative or (self.headed and sentence.labelled)) and (negative or not heading):
            start, raiser = self._raiser_ahead(sentence)
            self._items(start, sentence.end, raiser or self.raised)
            if sentence.labelled:
                self.listing = max(self.listing, sentence.paragraph)
            return True
        self.listing = -1
        return False

    def _open(self, sentence: Sentence, speaker: str | None) -> None:
        """A list that begins in a sentence, or a difficulty that stands alone."""
        cue = self._list_cue(sentence)
        if cue is None:
            self._single(sentence, speaker)
            return
        self.raised = self._raiser(sentence, cue) or speaker
        self.headed = False
        colon = self.text[sentence.end - 1] == ":"
        taken = self._items(cue, sentence.end, self.raised)
        self.listing = sentence.paragraph + colon if taken or colon else -1

    def _list_cue(self, sentence: Sentence) -> int | None:
        """Where the list begins that "... khó khăn, vướng mắc như:" announces, None where it announces none."""
        may = any(self.lower.find(word, sentence.start, sentence.end) >= 0 for word in _LISTING)
        match = _LIST_CUE.search(self.lower, sentence.start, sentence.end) if may else None
        if not match or _NOT_RAISED.search(self.lower, max(sentence.start, match.start() - 30), match.start()):
            return None
        return match.end()

    def _items(self, start: int, end: int, raised: str | None) -> bool:
        at = start
        before = len(self.found)
        cuts = list(_CUT.finditer(self.text, start, end))
        for cut in cuts or self._commas(start, end):
            self._add(at, cut.start(), raised)
            at = cut.end()
        self._add(at, end, raised)
        return len(self.found) > before

    def _commas(self, start: int, end: int) -> list[re.Match[str]]:
        """The commas of a list without semicolons, where every part between them says something negative; else none."""
        commas = list(_COMMA.finditer(self.text, start, end))
        edges = [start, *(comma.end() for comma in commas)]
        ends = [*(comma.start() for comma in commas), end]
        plain = all(_PLAIN.search(self.lower, low, high) for low, high in zip(edges, ends, strict=True))
        return commas if plain else []

    def _add(self, start: int, end: int, raised: str | None) -> None:
        while start < end and self.text[start] in " \xa0\t\n-–+•:,":
            start += 1
        while end > start and self.text[end - 1] in " \xa0\t\n,:":
            end -= 1
        if end - start >= 12 and (not self.found or start >= self.found[-1].end):
            self.found.append(Difficulty(self.text[start:end], start, end, raised))

    def _negative(self, start: int, end: int) -> bool:
        low, high = self.words.between(start, end)
        return self.words.first_in(NEGATIVE, low, high) >= 0

    def _single(self, sentence: Sentence, speaker: str | None) -> None:
        """A sentence that opens with "Tuy nhiên", says "còn 7 ... chưa", "chỉ còn 36", or has a clause that plainly goes badly."""
        text, lower, start, end = self.text, self.lower, sentence.body, sentence.end
        contrast = _HOWEVER.match(text, start, end)
        still = self._still(start, end)
        if contrast and self._negative(contrast.end(), end):
            lead = _LEAD_IN.match(text, start, end)
            self._items(lead.end() if lead else start, end, speaker)
        elif still:
            low, high = self._clause(still.start(), start, end)
            self._add(low, high, speaker)
        elif not _CAUSE.match(text, start):
            start, raiser = self._raiser_ahead(sentence)
            speaker = raiser or speaker
            for piece in _PIECE.finditer(text, start, end):
                low, high = piece.span()
                if _PLAIN.search(lower, low, high) and not _NOT_SO.search(lower, low, high):
                    self._add(low, high, speaker)

    def _raiser_ahead(self, sentence: Sentence) -> tuple[int, str | None]:
        """Where a point of a list begins after "Trường Tiểu học: ", and who that is."""
        head = _RAISER_HEAD.match(self.text, sentence.body, sentence.end) if sentence.labelled else None
        return (head.end(), head[1].strip()) if head else (sentence.body, None)

    def _clause(self, at: int, start: int, end: int) -> tuple[int, int]:
        """The clause around an offset: from the last comma, semicolon or colon before it to the next "bao gồm", colon or semicolon."""
        low = max(start, *(self.text.rfind(mark, start, at) + 1 for mark in ",;:"))
        stops = [k for k in (self.text.find(mark, at, end) for mark in (";", ":", " bao gồm", " gồm")) if k > 0]
        return low, min(stops, default=end)

    def _in_conclusion(self, sentence: Sentence) -> None:
        """Inside a conclusion: what the chair finds wanting; in a sentence with tasks only what is plainly stated to go badly."""
        who = f"{self.chair} (kết luận)" if self.chair else None
        task = bisect_left(self.tasks, sentence.start)
        if task == len(self.tasks) or self.tasks[task] >= sentence.end:
            self._open(sentence, who)
            return
        still = self._still(sentence.start, sentence.end)
        if still:
            low, high = self._clause(still.start(), sentence.start, sentence.end)
            comma = self.text.find(",", still.end(), high)
            self._add(low, comma if comma > 0 else high, who)
        if self.lower.find("tồn", sentence.start, sentence.end) >= 0:
            trouble = _WORDS_OF_TROUBLE.search(self.lower, sentence.start, sentence.end)
            if trouble:
                self._add(trouble.start(), trouble.end(), who)

    def _still(self, start: int, end: int) -> re.Match[str] | None:
        """ "còn 7 … chưa", "đang quá tải": what goes badly still."""
        may = self.lower.find("còn", start, end) >= 0 or self.lower.find("đang", start, end) >= 0
        return _STILL.search(self.lower, start, end) if may else None

    def _reporter(self, sentence: Sentence) -> str | None:
        """ "Name - position" of the person who reports in a sentence."""
        near = bisect_left(self.offsets, sentence.start), bisect_left(self.offsets, sentence.end)
        for mention in self.people[near[0] : near[1]]:
            person = mention.person
            if person.positions:
                after = self.text[self.words.ends[mention.high - 1] : sentence.end][:60]
                if re.match(
                    r"\s*,?\s*(?:đã\s+)?(?:báo\s+cáo|trình\s+bày|thông\s+qua|nêu|cho\s+biết|phản\s+ánh)",
                    after,
                    re.IGNORECASE,
                ):
                    return f"{person.name} - {person.positions[0]}"
        return None

    def _raiser(self, sentence: Sentence, cue: int) -> str | None:
        """The words before "đã nêu", "phản ánh" that say who raises a list."""
        verb = _RAISES.search(self.lower, sentence.start, cue)
        if not verb:
            return None
        opening = _AT_MEETING.match(self.text, sentence.body, verb.start())
        start = opening.end() if opening else sentence.body
        subject = self.text[start : verb.start()].strip(" ,")
        return subject if _RAISERS.match(subject + " ") and len(subject) <= 160 else None
