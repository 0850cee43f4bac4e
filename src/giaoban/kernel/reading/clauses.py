"""How one sentence of orders falls into clauses: pieces, topics, adverbials of time, helpers, and where a new task begins.

All functions work on word indices [low, high) of a text.
"""

from __future__ import annotations

import re

from giaoban.kernel.reading import addressees
from giaoban.kernel.reading.words import Words

_TIME = re.compile(
    r"(?:trong\s+|từ\s+nay\s+|từ\s+|đến\s+|trước\s+|bước\s+sang\s+|sang\s+){0,3}"
    r"(?:thời\s+gian|tháng|quý|năm|tuần|\d{1,2}\s+tháng|những\s+tháng|ngày|giai\s+đoạn|cuối|các\s+tháng|đợt|dịp)(?!\w)",
    re.IGNORECASE,
)
WITH = frozenset({"với", "cùng"})
OPEN, CLOSE = "(“[«", ")”]»"
SHORTEST = 3
"""A task has at least this many words."""
_LOOKS_INTO = (["kiểm", "tra"], ["thanh", "tra"], ["tuần", "tra"], ["phát", "hiện"], ["giám", "sát"])
"""Who looks into something deals with what is found: "kiểm tra ..., xử lý nghiêm ..." is one order."""
LONG_PIECE = 90
"""In a sentence whose orders are parted by semicolons, commas part only pieces longer than this many words."""


def pieces(words: Words, low: int, high: int) -> list[tuple[int, int, str]]:
    """Words [low, high) cut at ";" and ":": (first, end, the mark that closes it)."""
    found: list[tuple[int, int, str]] = []
    start = low
    for index, gap in enumerate(words.gaps[low : high - 1], low):
        if gap != " " and (mark := _mark(gap)):
            found.append((start, index + 1, mark))
            start = index + 1
    if low < high:
        found.append((start, high, _mark(words.text[words.ends[high - 1] : words.ends[high - 1] + 1])))
    return found


def _mark(gap: str) -> str:
    return ";" if ";" in gap else ":" if ":" in gap else ""


def after_connective(words: Words, low: int, high: int) -> int:
    """The word after "Đồng thời, ", "Bên cạnh đó, " and the like, before `high`."""
    index = low
    while index < high:
        step = words.at("marks.connective", index)
        if not step or index + step >= high:
            return index
        index += step
    return index


def after_time(words: Words, low: int, high: int) -> int:
    """The word after an adverbial of time at the head ("Trong tháng 9/2017, ...", "6 tháng cuối năm ...")."""
    if low >= high or not _TIME.match(words.text, words.starts[low]):
        return low
    for index in range(low, min(high - 1, low + 16)):
        after = index + 1
        if "," in words.gap(index) or (
            index > low
            and (addressees.opens(words, after) and words.folds[after] not in {"tháng", "năm"} and words.spaced(index))
        ):
            return after
        if index > low and addressees.is_verb(words, after) and words.folds[index] not in {"năm", "tháng"}:
            return after
    return low


def lists_on(words: Words, index: int) -> bool:
    """True where the words after a comma go on with the topic ("chính quyền, MTTQ và các đoàn thể")."""
    return not (
        words.any_at(addressees.VERBS, index) or words.any_at(("marks.modal", "marks.firm_order", "marks.connective"), index)
        or words.folds[index] in {"có", "huyện", "đây", "hiện", "đồng"} or addressees.span(words, index, len(words)) is not None
    )  # fmt: skip


def praises(words: Words, low: int, high: int) -> bool:
    return bool(words.at("marks.praise", low)) and words.first_in("marks.firm_order", low, high) < 0


def inner_order(words: Words, low: int, high: int) -> tuple[int, int] | None:
    """(the order verb, the word after it) for "Yêu cầu ...", "Đồng chí giao ...", "..., đề nghị Phòng ..."."""
    for index, length in words.all_in("marks.firm_order", low, high - 1):
        if index + length >= high:
            continue
        gap = words.gap(index - 1) if index > low else ","
        by_person = (
            words.first_in("people.honorifics", low, index) == low
            or words.first_in("people.positions", low, index) == low
        )
        after_name = index - low <= 20 and by_person and words.folds[index - 1] not in {"được", "theo", "các"}
        listed = "," in gap and "," in words.gap(index + length - 1)
        if index == low or (after_name and not listed):
            return index, index + length
        if ("," in gap and not listed) or words.folds[index - 1] in {"thời", "vậy", "nên"}:
            after = index + length
            if words.any_at((*addressees.HEADS, *addressees.VERBS, "marks.modal"), after):
                return index, after
    return None


def reports(words: Words, verb: int, high: int) -> bool:
    """True where a verb at the head of a clause only reports ("Thực hiện Nghị quyết ..., huyện đã ...")."""
    for index, gap in enumerate(words.gaps[verb + 2 : max(verb + 2, min(high, verb + 40) - 1)], verb + 3):
        if gap != " " and "," in gap and words.any_at(addressees.HEADS, index):
            return "đã" in words.folds[index + 1 : index + 6] and "được" not in words.folds[index + 1 : index + 7]
    return False


def _cut(words: Words, index: int, since: int, high: int, gap: str, *, several: bool) -> int:
    """Where a new task begins if one begins at word `index`, else -1."""
    if words.folds[index] == "đồng" and words.at("marks.connective", index) == 2 and index + 2 < high:
        after = index + 2
        return (
            after
            if after - since > SHORTEST and words.any_at(addressees.VERBS, addressees.skip_adverbs(words, after, high))
            else -1
        )
    joined = words.folds[index - 1] == "và"
    if not ("," in gap or joined) or (several and high - since < LONG_PIECE):
        return -1
    length = words.at("verbs.strong", index)
    if not length or index + length >= high or index - since < (7 if joined else 5):
        return -1
    if joined and words.at("verbs.object", index) == length:
        return -1
    if words.folds[index : index + 2] == ["xử", "lý"] and words.folds[since : since + 2] in _LOOKS_INTO:
        return -1
    if not joined and any(addressees.is_verb(words, index - k) == k for k in (1, 2, 3)):
        return -1
    if words.at("verbs.result", index) == length and not words.at("verbs.own_task", index):
        return -1
    return index


def coordination(words: Words, verb: int, high: int) -> tuple[tuple[str, ...], int]:
    """Who is to help ("phối hợp với ..."), and where the main verb stands."""
    for index in range(verb, min(high, verb + 10)):
        if words.folds[index : index + 2] != ["phối", "hợp"]:
            continue
        start = next((k + 1 for k in range(index + 2, min(high, index + 7)) if words.folds[k] in WITH), -1)
        while 0 <= start < high and words.folds[start] in WITH:
            start += 1
        if not 0 <= start < high or not words.any_at(addressees.HEADS, start):
            return (), verb
        named = addressees.span(words, start, high)
        end, main = (named[0], named[1]) if named else (unit_list_end(words, start, high), high - 1)
        return addressees.names(words, start, end)[0], max(verb, min(main, high - 1))
    return (), past_grounds(words, verb, high)


def past_grounds(words: Words, verb: int, high: int) -> int:
    """The main verb behind "căn cứ chức năng, nhiệm vụ ..., " or "... để "; `verb` where there are no such grounds."""
    if words.folds[verb : verb + 2] not in (["căn", "cứ"], ["trên", "cơ"]):
        return verb
    for index in range(verb + 3, high):
        after_comma = "," in words.gap(index - 1) or words.folds[index - 1] == "để"
        if (
            words.any_at(addressees.VERBS, index)
            if after_comma
            else (words.at("verbs.strong", index) and addressees.is_verb(words, index))
        ):
            return index
    return verb


def unit_list_end(words: Words, start: int, high: int) -> int:
    """Where a list of units ends that no verb follows directly: at the first comma before something that is no unit."""
    for index in range(start, high - 1):
        if "," in words.gap(index) and not words.any_at(addressees.HEADS, index + 1):
            return index + 1
    return high


def close(words: Words, low: int, high: int, limit: int) -> int:
    """The end of a quote with the bracket or quotation mark that closes one opened in it, or a percent sign."""
    text = words.text
    inside = text[low:high]
    most = min(limit, high + 4)
    while (
        high < most
        and text[high] in CLOSE + '"%'
        and (text[high] in '%"' or inside.count(OPEN[CLOSE.index(text[high])]) > inside.count(text[high]))
    ):
        if text[high] == '"' and inside.count('"') % 2 == 0:
            break
        high += 1
        inside = text[low:high]
    return high


def topic(words: Words, start: int, high: int) -> tuple[int, int, int]:
    """(begin of the topic, its end, the word to go on with) for "Đối với ..., ..." at `start`.

    An empty topic where a unit follows that is asked itself ("Đối với Phòng Nội vụ cần ..."): go on with the unit.
    """
    begin = start + words.at("marks.topic", start)
    for index in range(begin, high - 1):
        after = index + 1
        if "," in words.gap(index) and not lists_on(words, after):
            return begin, after, after
        if words.at("marks.modal", after) and words.spaced(index) and words.any_at(addressees.HEADS, begin):
            return begin, begin, begin
    return begin, max(high, begin), high


def cuts(words: Words, begin: int, main: int, high: int, *, several: bool) -> list[int]:
    """Where the tasks of one clause begin, and `high`; `main` is its main verb, `several` = its sentence has semicolons."""
    found = [begin]
    since = main
    depth = 0
    for index, gap in enumerate(words.gaps[main : max(main, high - 1)], main + 1):
        if gap != " ":
            depth = max(0, depth + sum(map(gap.count, OPEN)) - sum(map(gap.count, CLOSE)))
        elif words.folds[index - 1] != "và" and words.folds[index] != "đồng":
            continue
        if depth and any(mark in words.text[words.starts[index] : words.ends[high - 1] + 2] for mark in CLOSE):
            continue
        cut = _cut(words, index, since, high, gap, several=several)
        if cut >= 0:
            found.append(cut)
            since = cut
    found.append(high)
    return found


def next_unit(words: Words, main: int, high: int) -> int:
    """Where another unit is asked in the same clause ("... và cán bộ địa chính đo lại diện tích"), else -1.

    Not where the words before it name units too (those are a list), and not among helpers or what a verb is done to.
    """
    for index in range(main + SHORTEST + 1, high - 2):
        if words.folds[index - 1] != "và" or words.gap(index - 1) != " " or not _asked(words, index):
            continue
        near = range(max(main, index - 5), index)
        if any(words.any_at(addressees.HEADS, k) for k in near) or "với" in words.folds[near.start : index]:
            continue
        named = addressees.span(words, index, high)
        if named is not None and named[1] < high - 1:
            return index
    return -1


def _asked(words: Words, index: int) -> bool:
    """True where a unit or an officer may be named at a word: not a building, and no "các ..." of things."""
    at = index + (words.folds[index] == "các")
    named = words.at("units.heads", at) or words.folds[at : at + 2] in (["cán", "bộ"], ["công", "chức"])
    return bool(named) and words.folds[at] != "trụ"


def later(words: Words, low: int, high: int) -> tuple[int, int, int]:
    """(begin, end of the addressee, verb) of the first clause after a comma that orders by cần / phải; (-1, -1, -1) where there is none.

    The addressee is empty where the clause begins with the modal.
    """
    for index in range(low, high - 1):
        if "," not in words.gap(index) and not (words.folds[index] == "là" and addressees.opens(words, index + 1)):
            continue
        start = after_connective(words, index + 1, high)
        if words.at("marks.modal", start):
            verb = addressees.skip_adverbs(words, start, high)
            if verb < high and words.any_at(addressees.VERBS, verb):
                return start, start, verb
        named = addressees.span(words, start, high)
        if named is not None and named[2]:
            return start, named[0], named[1]
    return -1, -1, -1
