"""Who is asked: the noun phrase before cần / phải / a verb, cut into the units it names."""

from __future__ import annotations

import itertools

from giaoban.kernel.reading.words import Words

HEADS = ("units.heads", "units.groups")
VERBS = ("verbs.strong", "verbs.weak")
LONGEST = 60
"""An addressee longer than this many words is none."""
REPORTING = frozenset({"đã", "sẽ", "đang", "chưa", "vẫn", "còn", "đều", "luôn", "từng", "mới"})
_PREVENTS = (["chống"], ["ngừa"], ["trừ"], ["tránh"], ["cháy"])
"""Words that make "phòng" a verb: "phòng, chống dịch bệnh"."""
_OWN_NAMES = frozenset({"công", "ubnd", "hđnd", "mttq", "mặt", "đảng", "quân"})
_FOLLOWED_BY_UNIT = frozenset({"lãnh đạo", "giám sát", "chỉ huy", "phụ trách", "quản lý", "trưởng"})


def is_verb(words: Words, index: int) -> int:
    """Length of the verb phrase that begins at word `index` and is used as a verb there, else 0.

    After "công tác", "kế hoạch", "tổ" and the like it is part of a noun phrase, unless these end the capital name of an office.
    """
    length = words.any_at(VERBS, index)
    if not length or words.at("nouns.compounds", index):
        return 0
    for size in (1, 2, 3):
        first = index - size
        if first < 0 or not words.spaced(index - 1):
            continue
        if words.capital(first) and words.at("units.words", first) > size:
            return 0
        if words.at("nouns.before", first) != size or words.folds[first - 1 : first] == ["chủ"]:
            continue
        in_a_name = words.capital(first) and first > 0 and words.gap(first - 1).strip(" ") in {"", "-", "–", "&", ","}
        group = (
            size == 1
            and first > 0
            and words.folds[first] in {"tổ", "đội", "ban"}
            and words.folds[first - 1] in {"các", "phòng"}
        )
        if not in_a_name and not group:
            return 0
    return length


def opens(words: Words, index: int) -> bool:
    """True where an addressee may begin at word `index`."""
    head = words.any_at(HEADS, index)
    if not head or (words.folds[index] == "phòng" and words.folds[index + 1 : index + 2] in _PREVENTS):
        return False
    length = words.any_at(VERBS, index)
    if length < head:
        return True
    after = index + length
    return (
        after < len(words)
        and words.spaced(after - 1)
        and bool(words.any_at(HEADS, after))
        and not words.any_at(VERBS, after)
    )


def span(words: Words, low: int, high: int) -> tuple[int, int, bool] | None:
    """The addressee at the head of words [low, high): (end of the phrase, where its verb begins, whether a modal stands between).

    None where no unit or group stands there, where no verb follows, or where the clause only reports ("UBND huyện đã ban hành ...").
    """
    if low >= high or not opens(words, low):
        return None
    index = low + max(1, words.at("units.heads", low))
    while index < min(high, low + LONGEST):
        modal = words.at("marks.modal", index)
        if modal and _is_modal(words, index):
            return index, index + modal, True
        word = words.folds[index]
        if word == "được" and words.folds[index + 1 : index + 2] in (["giao"], ["phân"]):
            index += 2 + (words.folds[index + 1] == "phân")
            continue
        if word in REPORTING or (word == "được" and not words.at("units.heads", index + 1)):
            return None
        gap = words.gap(index - 1)
        if ":" in gap or "(" in gap:
            return None
        if (
            gap.strip() in {"-", "–", "+"}
            and " " in gap
            and words.any_at(VERBS, index)
            and not words.at("units.words", index)
        ):
            return index, index, False
        if not words.capital(index) and _verb_after_unit(words, low, index, gap):
            return index, index, False
        if "," in gap and not _goes_on(words, index):
            return _past_aside(words, index, high)
        index += 1
    return None


def _past_aside(words: Words, index: int, high: int) -> tuple[int, int, bool] | None:
    """The addressee of "Tổ giúp việc, trong quá trình làm việc, phải ...": it ends before the aside at `index`."""
    if words.folds[index] not in {"trong", "theo", "qua", "khi"}:
        return None
    modal = words.first_in("marks.modal", index, min(high, index + LONGEST // 2))
    return (index, modal + words.at("marks.modal", modal), True) if modal >= 0 else None


def unit_end(words: Words, low: int, high: int) -> int:
    """The end of the unit named at word `low` by its capitals and office words alone, for clauses whose verb is unknown; `low` if none."""
    if not opens(words, low):
        return low
    index = low + max(1, words.any_at(HEADS, low))
    while index < high:
        known = max(words.any_at(HEADS, index), words.at("units.words", index), words.at("units.levels", index))
        if not known and not words.capital(index) and words.folds[index] not in {"và", "liên", "quan", "chuyên", "môn"}:
            break
        index += max(1, known)
    return min(index, high)


def any_verb(words: Words, index: int, high: int) -> bool:
    """True where words [index, high) begin with a verb, adverbs before it passed over."""
    return index < high and bool(words.any_at(VERBS, skip_adverbs(words, index, high)))


def _is_modal(words: Words, index: int) -> bool:
    """True where cần / phải / nên is a modal: not after "nội dung", "việc", "điều kiện", "những gì" of a relative clause."""
    return words.folds[index - 1] not in {"dung", "việc", "đề", "kiện", "gì", "vụ", "không"}


def _verb_after_unit(words: Words, low: int, index: int, gap: str) -> bool:
    """True where a verb at `index` is what the unit named before it is to do."""
    at = index
    if words.at("verbs.before", index) and not words.any_at(VERBS, index):
        at = index + words.at("verbs.before", index)
    right_after_head = at == low + words.at("units.heads", low) and words.at("units.heads", low) > 2
    if not is_verb(words, at) and not (right_after_head and words.any_at(VERBS, at)):
        return False
    if "," in gap and at == index:
        return False
    name = " ".join(words.folds[at : at + words.any_at(VERBS, at)])
    after = at + words.any_at(VERBS, at)
    names_a_unit = name in _FOLLOWED_BY_UNIT and after < len(words) and bool(words.any_at(HEADS, after))
    return not names_a_unit and at + 1 < len(words)


def _goes_on(words: Words, index: int) -> bool:
    """True where the words after a comma go on naming units."""
    return bool(words.any_at(HEADS, index)) or words.capital(index) or bool(words.at("verbs.before", index))


def skip_adverbs(words: Words, index: int, high: int) -> int:
    """The index after adverbs and modals that stand before a verb."""
    while index < high and not words.any_at(VERBS, index):
        step = words.any_at(("verbs.before", "marks.modal"), index)
        if not step:
            return index
        index += step
    return index


def names(words: Words, low: int, high: int) -> tuple[tuple[str, ...], bool]:
    """The units named in words [low, high), as written, and whether the words address everybody."""
    cuts = [low]
    for index in range(low + 1, high):
        if (
            words.folds[index] == "và"
            and index + 1 < high
            and _new_unit(words, index + 1)
            and not _council_office(words, index)
        ):
            cuts.append(index + 1)
        elif "," in words.gap(index - 1) and _new_unit(words, index) and not _lists_kinds(words, low, index):
            cuts.append(index)
    cuts.append(high + 1)
    found: list[str] = []
    for start, stop in itertools.pairwise(cuts):
        last = min(stop, high)
        while last > start + 1 and words.folds[last - 1] in {"và", "cùng", "với"}:
            last -= 1
        found.append(words.slice(start, last))
    everyone = (
        bool(words.at("marks.everyone", low)) and not words.at("units.heads", low) and _only_everyone(words, low, high)
    )
    return tuple(found), everyone


def _council_office(words: Words, index: int) -> bool:
    """True for the và of "Văn phòng HĐND và UBND", one office."""
    return words.folds[index - 3 : index] == ["văn", "phòng", "hđnd"] and words.folds[index + 1] == "ubnd"


def _new_unit(words: Words, index: int) -> bool:
    """True where another unit's name begins: "các ...", a capital unit word, or a word like UBND, Công an, Phòng."""
    if words.folds[index] in {"các", "lãnh", "chủ", "thủ", "bí", "mặt"}:
        return bool(words.any_at(HEADS, index))
    head = words.at("units.heads", index)
    if not head or words.capital(index):
        return bool(head)
    after = index + head
    return words.folds[index] in _OWN_NAMES or (after < len(words) and words.capital(after) and words.spaced(after - 1))


def _lists_kinds(words: Words, low: int, index: int) -> bool:
    """True inside "các phòng, ban, ngành" and "các cấp, các ngành", which name one group."""
    return words.folds[low : low + 2] == ["các", "cấp"] or (words.folds[low] == "cấp" and words.folds[index] == "chính")


def _only_everyone(words: Words, low: int, high: int) -> bool:
    """True where nothing narrows the address ("các đồng chí lãnh đạo phòng ..." names somebody, "các cấp, các ngành" does not)."""
    length = words.at("marks.everyone", low)
    rest = low + length
    if words.folds[low] == "toàn":
        return True
    if words.folds[low : low + length][-1:] == ["chí"]:
        return rest >= high
    return (
        rest >= high
        or not words.spaced(rest - 1)
        or words.folds[rest] in {"và", "từ", "trong", "trên", "toàn"}
        or "cấp" in words.folds[low:high]
    )
