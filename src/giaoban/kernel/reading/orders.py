"""From a sentence of orders to single tasks: who, what, with whom, by when."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import date

from giaoban.kernel.reading import addressees
from giaoban.kernel.reading.deadlines import find_deadline
from giaoban.kernel.reading.model import Decision, Task
from giaoban.kernel.reading.spelling import misspelt_verb
from giaoban.kernel.reading.words import Words
from giaoban.kernel.reading.zones import Zone

_TIME = re.compile(
    r"(?:trong\s+|từ\s+nay\s+|từ\s+|đến\s+|trước\s+|bước\s+sang\s+|sang\s+){0,3}(?:thời\s+gian|tháng|quý|năm|tuần|\d{1,2}\s+tháng|những\s+tháng|ngày|giai\s+đoạn|cuối|các\s+tháng|đợt|dịp)(?!\w)",
    re.IGNORECASE,
)
_INTRO = re.compile(
    r"(?:như\s+)?sau(?:\s+đây)?\s*$|(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|giải\s+pháp|vấn\s+đề|cụ\s+thể|trọng\s+tâm)(?:\s+\w+){0,5}\s*$",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"(?:như\s+sau|sau\s+đây|nội\s+dung\s+sau|nhiệm\s+vụ\s+sau|công\s+việc\s+sau|trọng\s+tâm\s+sau|giải\s+pháp\s+sau|như)$",
    re.IGNORECASE,
)
_BODY_SUBJECT = re.compile(
    r"(?:huyện|xã|phường|tỉnh|thành\s+phố|thị\s+xã|thị\s+trấn|ubnd\s+\w+|đảng\s+ủy|huyện\s+ủy)\s+(?:cũng\s+|đã\s+)?sẽ\s",
    re.IGNORECASE,
)
_WITH = frozenset({"với", "cùng"})
_JOINS = frozenset({"và"})
_SOFT = frozenset(
    [
        "hoàn_thành",
        "đảm_bảo",
        "bảo_đảm",
        "tránh",
        "phấn_đấu",
        "không_để",
        "gắn",
        "góp_phần",
        "nỗ_lực",
        "kịp_thời",
        "thường_xuyên",
        "quyết_liệt",
        "xác_định",
        "coi",
        "lấy",
        "ưu_tiên",
        "sẵn_sàng",
        "đề_xuất",
        "trình",
        "báo_cáo",
        "phát_huy",
        "gương_mẫu",
        "trực",
        "xem_xét",
        "kiểm_soát",
        "thực_hiện",
    ]
)
_DOMAIN = frozenset({"an", "quốc", "trật", "vệ", "cấp", "đời", "ổn"})
_OPEN, _CLOSE = "(“[«", ")”]»"
SHORTEST = 3


@dataclass
class State:
    """What is carried from sentence to sentence: the last addressee and where it stood, that of the list, the topic."""

    held_on: date | None = None
    assignees: tuple[str, ...] = ()
    addressed_to: str | None = None
    said_in: int = -1
    list_level: tuple[tuple[str, ...], str | None, int] = ((), None, -1)
    topic: str | None = None
    tasks: list[Task] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def address(self, names: tuple[str, ...], *, everyone: bool, at: int) -> None:
        """Keep a new addressee."""
        self.assignees = () if everyone else names
        self.addressed_to = ", ".join(names) if everyone else None
        self.said_in = at

    def forget(self) -> None:
        """Nobody is addressed any more."""
        self.assignees, self.addressed_to, self.said_in = (), None, -1


class OrderReader:
    """Turns zones into tasks, in text order."""

    def __init__(self, words: Words, held_on: date | None) -> None:
        self.words = words
        self.state = State(held_on=held_on)

    def read(self, zones: list[Zone]) -> tuple[list[Task], list[Decision]]:
        """Tasks and the body's own promises found in the zones."""
        for zone in zones:
            if zone.opens:
                self.state.forget()
                self.state.topic = None
                self.state.list_level = ((), None, -1)
            elif zone.sentence.labelled and zone.sentence.opens and self.state.list_level[2] >= 0:
                self.state.assignees, self.state.addressed_to, self.state.said_in = self.state.list_level
            self._sentence(zone)
        return self.state.tasks, self.state.decisions

    def _sentence(self, zone: Zone) -> None:
        words = self.words
        pieces = self._pieces(zone.low, zone.high)
        several = sum(1 for _, _, mark in pieces if mark == ";") > 0
        ordered = zone.ordered
        quote_from = zone.order_at if zone.order_at >= 0 and words.folds[zone.order_at] == "giao" else -1
        for low, high, mark in pieces:
            if mark == ":" and self._introduces(low, high, zone):
                ordered = True
                continue
            if mark == ":" and self._heads(low, high, zone):
                ordered = True
                continue
            self._piece(zone, low, high, ordered=ordered, several=several, quote_from=quote_from)
            quote_from = -1
        if words.text[zone.sentence.end - 1 : zone.sentence.end] == ":":
            self.state.list_level = (self.state.assignees, self.state.addressed_to, self.state.said_in)

    def _pieces(self, low: int, high: int) -> list[tuple[int, int, str]]:
        """Words [low, high) cut at ";" and ":": (first, end, the mark that closes it)."""
        found: list[tuple[int, int, str]] = []
        start = low
        for index in range(low, high):
            gap = (
                self.words.gap(index)
                if index + 1 < high
                else self.words.text[self.words.ends[index] : self.words.ends[index] + 1]
            )
            mark = ";" if ";" in gap else ":" if ":" in gap else ""
            if mark or index + 1 == high:
                found.append((start, index + 1, mark))
                start = index + 1
        return found

    def _introduces(self, low: int, high: int, zone: Zone) -> bool:
        """True for "... tập trung thực hiện các nội dung sau:"; its addressee is kept for the list."""
        if not _INTRO.search(self.words.slice(low, high)):
            return False
        start = self._after_time(self._after_connective(low, high), high)
        if self.words.at("marks.firm_order", start):
            start += self.words.at("marks.firm_order", start)
        starts = [start, *(k + 1 for k in range(start, high - 1) if "," in self.words.gap(k))]
        for begin in starts:
            subject = addressees.span(self.words, begin, high)
            if subject is not None:
                names, everyone = addressees.names(self.words, begin, subject[0])
                self.state.address(names, everyone=everyone, at=zone.sentence.start)
                break
        self.state.list_level = (self.state.assignees, self.state.addressed_to, zone.sentence.start)
        return True

    def _heads(self, low: int, high: int, zone: Zone) -> bool:
        """True for a heading before a colon: a topic ("Đối với công tác ...:") or an addressee ("Phòng Nội vụ:")."""
        words = self.words
        start = self._after_connective(low, high)
        topic = words.at("marks.topic", start)
        if topic:
            self._topic(start + topic, high, zone)
            return True
        if high - start <= 14 and addressees.opens(words, start) and addressees.span(words, start, high) is None:
            names, everyone = addressees.names(words, start, high)
            self.state.address(names, everyone=everyone, at=zone.sentence.start)
            return True
        if (
            high - start <= 12
            and addressees.span(words, start, high) is None
            and not addressees.any_verb(words, start, high)
        ):
            self.state.topic = words.slice(start, high)
            return True
        return False

    def _topic(self, low: int, high: int, zone: Zone) -> None:
        """Keep a topic; one that names units is their address."""
        words = self.words
        units = words.at("units.heads", low) or (
            words.folds[low] == "các" and low + 1 < high and words.any_at(addressees.HEADS, low + 1)
        )
        if units:
            names, everyone = addressees.names(words, low, high)
            self.state.address(names, everyone=everyone, at=zone.sentence.start)
        else:
            self.state.topic = words.slice(low, high)
            self.state.forget()

    def _after_connective(self, low: int, high: int) -> int:
        """The word after "Đồng thời, ", "Bên cạnh đó, " and the like, before `high`."""
        index = low
        while index < high:
            step = self.words.at("marks.connective", index)
            if not step or index + step >= high:
                return index
            index += step
        return index

    def _after_time(self, low: int, high: int) -> int:
        """The word after an adverbial of time at the head ("Trong tháng 9/2017, ...", "6 tháng cuối năm ...")."""
        words = self.words
        if low >= high or not _TIME.match(words.text, words.starts[low]):
            return low
        for index in range(low, min(high - 1, low + 16)):
            after = index + 1
            if "," in words.gap(index) or (
                index > low
                and (
                    addressees.opens(words, after)
                    and words.folds[after] not in {"tháng", "năm"}
                    and words.spaced(index)
                )
            ):
                return after
            if index > low and addressees.is_verb(words, after) and words.folds[index] not in {"năm", "tháng"}:
                return after
        return low

    def _piece(self, zone: Zone, low: int, high: int, *, ordered: bool, several: bool, quote_from: int) -> None:
        words = self.words
        start = self._after_time(self._after_connective(low, high), high)
        if start < high and words.at("marks.topic", start) and (not ordered or words.folds[start] == "đối"):
            start = self._past_topic(zone, start, high)
        start = self._after_connective(start, high)
        if start >= high or self._praises(start, high):
            return
        if _BODY_SUBJECT.match(words.text, words.starts[start], words.ends[high - 1]):
            self.state.decisions.append(Decision(words.slice(start, high), words.starts[start], words.ends[high - 1]))
            return
        inner = self._inner_order(start, high)
        if inner is not None:
            at, after = inner
            self.state.forget()
            quote_from = at if words.folds[at] == "giao" else -1
            start = self._after_time(self._after_connective(after, high), high)
            ordered = True
        found = self._subject(zone, start, high, ordered=ordered)
        if found is None:
            found = self._later_clause(zone, start, high)
        if found is not None:
            begin, verb = found
            self._split(zone, quote_from if 0 <= quote_from < begin else begin, verb, high, several=several)

    def _past_topic(self, zone: Zone, start: int, high: int) -> int:
        """The word after "Đối với ..., " (the topic is kept), `high` where nothing follows it."""
        words = self.words
        begin = start + words.at("marks.topic", start)
        for index in range(begin, high):
            after = index + 1
            if "," in words.gap(index) and after < high and not self._lists_on(after):
                self._topic(begin, after, zone)
                return after
            if (
                after < high
                and words.at("marks.modal", after)
                and words.spaced(index)
                and words.any_at(addressees.HEADS, begin)
            ):
                return begin
        self._topic(begin, high, zone)
        return high

    def _lists_on(self, index: int) -> bool:
        """True where the words after a comma go on with the topic ("chính quyền, MTTQ và các đoàn thể")."""
        words = self.words
        return not (
            words.any_at(addressees.VERBS, index) or words.any_at(("marks.modal", "marks.firm_order", "marks.connective"), index)
            or words.folds[index] in {"có", "huyện", "đây", "hiện", "đồng"} or addressees.span(words, index, len(words)) is not None
        )  # fmt: skip

    def _praises(self, low: int, high: int) -> bool:
        return bool(self.words.at("marks.praise", low)) and self.words.first_in("marks.firm_order", low, high) < 0

    def _inner_order(self, low: int, high: int) -> tuple[int, int] | None:
        """(the order verb, the word after it) for "Yêu cầu ...", "Đồng chí giao ...", "..., đề nghị Phòng ..."."""
        words = self.words
        for index in range(low, high - 1):
            length = words.at("marks.firm_order", index)
            if not length or index + length >= high:
                continue
            gap = words.gap(index - 1) if index > low else ","
            by_person = (
                words.first_in("people.honorifics", low, index) == low
                or words.first_in("people.positions", low, index) == low
            )
            after_name = index - low <= 20 and by_person and words.folds[index - 1] not in {"được", "theo", "các"}
            if index == low or "," in gap or after_name or words.folds[index - 1] == "thời":
                after = index + length
                if (
                    words.any_at(addressees.HEADS, after)
                    or words.any_at(addressees.VERBS, after)
                    or words.at("marks.modal", after)
                    or index == low
                ):
                    return index, after
        return None

    def _subject(self, zone: Zone, low: int, high: int, *, ordered: bool) -> tuple[int, int] | None:
        """(where the quote begins, where its verb begins) for a clause that orders at its head; the addressee is kept."""
        words = self.words
        named = addressees.span(words, low, high)
        if named is not None:
            end, verb, modal = named
            mistyped = -1 if modal else misspelt_verb(words, low + 2, end)
            if mistyped >= 0:
                end = verb = mistyped
            names, everyone = addressees.names(words, low, end)
            self.state.address(names, everyone=everyone, at=zone.sentence.start)
            skip = ordered and modal and zone.ordered and low == self._first(zone) and ":" not in words.gap(low - 1)
            return (addressees.skip_adverbs(words, verb, high) if skip or everyone else low), verb
        verb = addressees.skip_adverbs(words, low, high)
        if verb < high and words.any_at(addressees.VERBS, verb) and not self._reports(verb, high):
            return low, verb
        if addressees.opens(words, low):
            at = misspelt_verb(words, low + 2, high)
            if at >= 0:
                names, everyone = addressees.names(words, low, at)
                self.state.address(names, everyone=everyone, at=zone.sentence.start)
                return low, at
        return None

    def _first(self, zone: Zone) -> int:
        return self._after_time(self._after_connective(zone.low, zone.high), zone.high)

    def _reports(self, verb: int, high: int) -> bool:
        """True where a verb at the head of a clause only reports ("Thực hiện Nghị quyết ..., huyện đã ...")."""
        words = self.words
        for index in range(verb + 3, min(high, verb + 40)):
            if "," in words.gap(index - 1) and words.any_at(addressees.HEADS, index):
                return "đã" in words.folds[index + 1 : index + 6] and "được" not in words.folds[index + 1 : index + 7]
        return False

    def _later_clause(self, zone: Zone, low: int, high: int) -> tuple[int, int] | None:
        """The first clause after a comma that orders by cần / phải, with or without an addressee."""
        words = self.words
        for index in range(low, high - 1):
            if "," not in words.gap(index) and not (words.folds[index] == "là" and addressees.opens(words, index + 1)):
                continue
            start = self._after_connective(index + 1, high)
            if words.at("marks.modal", start):
                verb = addressees.skip_adverbs(words, start, high)
                if verb < high and words.any_at(addressees.VERBS, verb):
                    return start, verb
            named = addressees.span(words, start, high)
            if named is not None and named[2]:
                names, everyone = addressees.names(words, start, named[0])
                self.state.address(names, everyone=everyone, at=zone.sentence.start)
                return start, named[1]
        return None

    def _split(self, zone: Zone, begin: int, verb: int, high: int, *, several: bool) -> None:
        """Cut one clause of orders into tasks and keep them."""
        words = self.words
        coordinating, main = self._coordination(verb, high)
        cuts = [begin]
        since = main
        depth = 0
        for index in range(main + 1, high):
            gap = self.words.gap(index - 1)
            if gap == " ":
                if words.folds[index - 1] not in _JOINS and words.folds[index] != "đồng":
                    continue
            else:
                depth = max(0, depth + sum(map(gap.count, _OPEN)) - sum(map(gap.count, _CLOSE)))
            if depth and any(
                c in self.words.text[self.words.starts[index] : self.words.ends[high - 1] + 2] for c in _CLOSE
            ):
                continue
            cut = self._cut(index, since, high, gap, several=several)
            if cut >= 0:
                cuts.append(cut)
                since = cut
        cuts.append(high)
        for number, (start, stop) in enumerate(itertools.pairwise(cuts)):
            self._keep(zone, start, stop, coordinating if number == 0 else ())

    def _cut(self, index: int, since: int, high: int, gap: str, *, several: bool) -> int:
        """Where a new task begins if one begins at word `index`, else -1."""
        words = self.words
        if words.folds[index] == "đồng" and words.at("marks.connective", index) == 2 and index + 2 < high:
            after = index + 2
            return (
                after
                if after - since > SHORTEST
                and words.any_at(addressees.VERBS, addressees.skip_adverbs(words, after, high))
                else -1
            )
        joined = words.folds[index - 1] == "và"
        if not ("," in gap or joined) or (several and high - since < 90):
            return -1
        length = words.at("verbs.strong", index)
        if not length or index + length >= high or index - since < (7 if joined else 5):
            return -1
        name = "_".join(words.folds[index : index + length])
        if joined and name in {
            "thực_hiện",
            "phát_triển",
            "giải_ngân",
            "thanh_toán",
            "quyết_toán",
            "đánh_giá",
            "bổ_sung",
            "lãnh_đạo",
            "chỉ_đạo",
        }:
            return -1
        if not joined and any(addressees.is_verb(words, index - k) == k for k in (1, 2, 3)):
            return -1
        if name in _SOFT and not (name in {"đảm_bảo", "bảo_đảm"} and words.folds[index + length] in _DOMAIN):
            return -1
        return index

    def _coordination(self, verb: int, high: int) -> tuple[tuple[str, ...], int]:
        """Who is to help ("phối hợp với ..."), and where the main verb stands."""
        words = self.words
        for index in range(verb, min(high, verb + 10)):
            if words.folds[index : index + 2] != ["phối", "hợp"]:
                continue
            start = next((k + 1 for k in range(index + 2, min(high, index + 7)) if words.folds[k] in _WITH), -1)
            while 0 <= start < high and words.folds[start] in _WITH:
                start += 1
            if not 0 <= start < high or not words.any_at(addressees.HEADS, start):
                return (), verb
            named = addressees.span(words, start, high)
            end, main = (named[0], named[1]) if named else (self._unit_list_end(start, high), high - 1)
            return addressees.names(words, start, end)[0], max(verb, min(main, high - 1))
        return (), self._past_grounds(verb, high)

    def _past_grounds(self, verb: int, high: int) -> int:
        """The main verb behind "căn cứ chức năng, nhiệm vụ ..., " or "... để "; `verb` where there are no such grounds."""
        words = self.words
        if words.folds[verb : verb + 2] != ["căn", "cứ"]:
            return verb
        for index in range(verb + 3, high):
            if words.any_at(addressees.VERBS, index) and (
                "," in words.gap(index - 1) or words.folds[index - 1] == "để"
            ):
                return index
        return verb

    def _unit_list_end(self, start: int, high: int) -> int:
        """Where a list of units ends that no verb follows directly: at the first comma before something that is no unit."""
        words = self.words
        for index in range(start, high - 1):
            if "," in words.gap(index) and not words.any_at(addressees.HEADS, index + 1):
                return index + 1
        return high

    def _keep(self, zone: Zone, start: int, stop: int, coordinating: tuple[str, ...]) -> None:
        words = self.words
        if stop - start > 2 and words.folds[stop - 2 : stop] == ["đồng", "thời"]:
            stop -= 2
        if stop > start and words.folds[stop - 1] == "và":
            stop -= 1
        if stop - start < SHORTEST or _LEADS_ON.search(words.slice(start, stop)):
            return
        low, high = words.starts[start], self._close(words.starts[start], words.ends[stop - 1], zone.sentence.end)
        state = self.state
        task = Task(
            words.text[low:high], low, high, _action(words.text[low:high]), state.assignees, state.addressed_to,
            bool(state.assignees) and state.said_in != zone.sentence.start, coordinating, state.topic,
            find_deadline(words, low, high, held_on=state.held_on),
        )  # fmt: skip
        state.tasks.append(task)

    def _close(self, low: int, high: int, limit: int) -> int:
        """The end of a quote with the bracket or quotation mark that closes one opened in it, or a percent sign."""
        text = self.words.text
        inside = text[low:high]
        most = min(limit, high + 4)
        while (
            high < most
            and text[high] in _CLOSE + '"%'
            and (text[high] in '%"' or inside.count(_OPEN[_CLOSE.index(text[high])]) > inside.count(text[high]))
        ):
            if text[high] == '"' and inside.count('"') % 2 == 0:
                break
            high += 1
            inside = text[low:high]
        return high


def _action(quote: str) -> str:
    """The order in one line of at most 120 characters, cut at a word."""
    line = " ".join(quote.split())
    if len(line) <= 120:
        return line
    return line[:120].rsplit(" ", 1)[0] + " …"
