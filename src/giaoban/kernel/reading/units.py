"""Organisations named in a text, as written, once each."""

from __future__ import annotations

import re

from giaoban.kernel.reading.words import Words

LONGEST = 12
_LINKS = frozenset(
    {
        "và",
        "tổ",
        "quản",
        "lý",
        "dân",
        "tộc",
        "nông",
        "thôn",
        "môi",
        "trường",
        "hội",
        "xã",
        "sinh",
        "thương",
        "binh",
        "khoa",
        "học",
    }
)
_LEVEL_AFTER = frozenset({"huyện", "tỉnh", "xã", "phường", "quận", "thành", "thị"})
_BARE = frozenset(
    [
        "bộ",
        "tổ",
        "trường",
        "đội",
        "hội",
        "đoàn",
        "khối",
        "quỹ",
        "cục",
        "hạt",
        "trạm",
        "đài",
        "phòng",
        "ban",
        "sở",
        "mặt",
        "doanh",
        "trụ",
        "cơ",
        "đơn",
        "chi",
        "hợp",
        "xí",
        "nông",
        "công",
        "bệnh",
        "đồn",
        "bưu",
        "bảo",
        "trung",
        "bản",
        "thôn",
        "xóm",
        "ấp",
        "buôn",
        "thanh",
    ]
)
_ALONE = frozenset(
    ["ubnd", "hđnd", "mttq", "ubmttq", "thanh tra", "công an", "quốc hội", "chính phủ", "huyện ủy", "tỉnh ủy", "thành ủy", "thị ủy", "quận ủy", "đảng ủy",
     "bch quân sự", "thủ tướng chính phủ", "kho bạc", "điện lực", "btv"]
)  # fmt: skip
_GROUP_LIST = re.compile(
    r"(?P<kind>[Cc]ác\s+(?P<unit>phòng|xã|phường|sở|thị\s+trấn|trường|ban)|UBND\s+các\s+(?P<level>xã|phường|thị\s+trấn))\s{0,3}:?\s{1,3}"
    r"(?=[^\W\d_a-zà-ỹ])"
)


def find_units(words: Words) -> tuple[str, ...]:
    """The organisations named, in the order of their first mention; case and spacing apart, each once."""
    found: dict[str, str] = {}
    places = sorted(set(words.marks.get("units.heads", {})) | set(words.marks.get("units.levels", {})))
    done = 0
    for index in places:
        if index < done:
            continue
        end = _name_end(words, index)
        if end > index:
            name = " ".join(words.slice(index, end).split())
            found.setdefault(name.lower().replace("–", "-"), name)
            done = end
    for name in _listed(words):
        found.setdefault(name.lower().replace("–", "-"), name)
    return tuple(found.values())


def _name_end(words: Words, index: int) -> int:
    """The end of the unit's name that begins at word `index`; `index` itself where no proper name follows the kind word."""
    length = words.at("units.heads", index)
    level = words.at("units.levels", index)
    if not length:
        return _place_end(words, index, level)
    head = " ".join(words.folds[index : index + length])
    if index and words.spaced(index - 1) and words.folds[index - 1] in {"các", "những", "mỗi"}:
        return index
    end = _proper_end(words, index + length)
    if end == index + length and head in _ALONE and words.capital(index):
        end = _with_level(words, end)
        return end
    if end == index + length:
        with_level = _with_level(words, end)
        bare = words.folds[index] in _BARE or not words.capital(index)
        return index if bare and (with_level == end or not words.capital(index)) else with_level
    return _with_level(words, end)


def _proper_end(words: Words, index: int) -> int:
    """The end of the capital words (and the small words that link them) from `index`."""
    end = index
    at = index
    while at < len(words) and at - index < LONGEST:
        gap = words.gap(at - 1)
        if not (words.spaced(at - 1) or gap.strip(" \xa0") in {"-", "–", "&", "/"}):
            break
        if words.capital(at) and not words.folds[at].isdigit():
            if words.at("people.positions", at) > 1 or (
                at > index and words.at("units.heads", at) and words.at("units.heads", at) > 1
            ):
                break
            at += 1
            end = at
        elif (end > index and words.folds[at] in _LINKS) or words.folds[at] == "và":
            at += 1
            if words.folds[at - 1] != "và" and end == at - 1:
                end = at
        elif end > index and at == end and not words.capital(at) and _lower_tail(words, at):
            at += 1
            end = at
        else:
            break
    if end < len(words) and words.folds[end - 1] == "và":
        end -= 1
    return end


def _lower_tail(words: Words, at: int) -> bool:
    """True for a small word that still belongs to an office's name ("Nông nghiệp", "Kinh tế", "Tài nguyên")."""
    if words.any_at(("people.stops", "marks.modal", "verbs.strong", "verbs.weak", "marks.report", "units.levels"), at):
        return False
    return words.capital(at - 1) and words.folds[at] in {
        "nghiệp", "tế", "nguyên", "dục", "tạo", "vụ", "chính", "hoạch", "hóa", "tin", "động", "pháp", "trường", "tầng", "lâm", "phòng", "tra", "phúc",
        "thị", "thao", "lịch", "thương", "trợ", "binh", "dân", "sự", "an", "sát", "kê", "bạc", "hội", "vận", "giáo", "chức", "y", "thông", "tải", "ngành", "nội",
    }  # fmt: skip


def _with_level(words: Words, end: int) -> int:
    """The end with "huyện", "tỉnh" or "xã Bến Đò" after the name."""
    if end >= len(words) or not words.spaced(end - 1) or words.folds[end] not in _LEVEL_AFTER:
        return end
    level = words.at("units.levels", end)
    if not level:
        return end
    place = _place_end(words, end, level)
    return place if place > end else end + level


def _place_end(words: Words, index: int, level: int) -> int:
    """The end of "xã Bến Đò" that begins at word `index`, `index` where no place name follows."""
    at = index + level
    count = 0
    while (
        at < len(words) and count < 3 and words.spaced(at - 1) and words.capital(at) and not words.folds[at].isdigit()
    ):
        if (
            words.any_at(("units.heads", "people.positions", "units.levels"), at)
            and words.any_at(("units.heads", "people.positions"), at) > 1
        ):
            break
        at += 1
        count += 1
    return at if count else index


def _listed(words: Words) -> list[str]:
    """The units of lists that share one kind word: "các phòng: Y tế, Nội vụ", "UBND các xã A, B"."""
    found: list[str] = []
    for match in _GROUP_LIST.finditer(words.text):
        kind = match["unit"] or match["level"]
        index, high = words.between(match.end(), min(len(words.text), match.end() + 600))
        while index < high:
            end = _proper_end(words, index)
            if end == index or words.at("units.heads", index):
                break
            found.append(f"{kind} {' '.join(words.slice(index, end).split())}")
            if end >= high or words.gap(end - 1).strip(" \xa0") != ",":
                break
            index = end
    return found
