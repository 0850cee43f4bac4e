"""The body that met: "UBND huyện Đông Sơn", "Ban Thường vụ Đảng ủy phường Bến Đò", with its place where the text gives it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from giaoban.kernel.reading.words import Words

_UPPER = "".join(c for c in map(chr, [*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)]) if c.isupper())
_CAPITAL = rf"[{_UPPER}][\w’']*"
_LEVEL = r"(?i:tỉnh|thành\s?phố|huyện|quận|thị\s?xã|xã|phường|thị\s?trấn|đặc\s?khu|TP\.?|TX\.?|TT\.?(?=\s?[A-ZĐ]))"
_UY = r"(?:ủy|uỷ)"
_STATE = rf"(?i:(?:(?:ban\s+)?thường\s+trực\s+)?(?:UBND|{_UY}\s?ban\s+nhân\s+dân|HĐND|hội\s+đồng\s+nhân\s+dân))"
_FRONT = (
    rf"(?i:(?:ban\s+thường\s+trực\s+)?(?:UBMTTQ(?:\s?VN)?"
    rf"|{_UY}\s?ban\s+(?:MTTQ|mặt\s+trận\s+tổ\s+quốc)(?:\s+(?:việt\s+nam|VN))?"
    r"|MTTQ(?:\s+việt\s+nam)?))"
)
_PARTY = (
    rf"(?i:(?:(?:ban\s+thường\s+vụ|BTV|thường\s+trực|ban\s+chấp\s+hành|BCH)\s+)?(?:đảng\s+bộ\s+)?(?:(?:tỉnh|thành|huyện|quận|thị)\s?{_UY}"
    rf"|đảng\s+{_UY}|đảng\s+bộ))"
)
_PLACE = rf"{_CAPITAL}(?:[ \xa0]{_CAPITAL}){{0,3}}"
_OFFICE = (
    r"(?:(?:Sở|Chi\s+cục|Cục|Ban\s+[Cc]hỉ\s+đạo|Hội\s+đồng(?!\s+[Nn]hân)|Liên\s+đoàn\s+Lao\s+động|Công\s+an|Bộ\s+[Cc]hỉ\s+huy)"
    r"[^\n.,;:()“”\"]{0,70}?)"
)
_BODY = re.compile(
    rf"(?:(?P<state>{_STATE})|(?P<front>{_FRONT})|(?P<party>{_PARTY})|(?P<office>{_OFFICE})(?=\s{_LEVEL}\s{_CAPITAL}))(?!\w)"
    rf"(?:\s{{1,3}}(?P<level>{_LEVEL})(?!\w))?"
    rf"(?:[ \xa0](?P<place>{_PLACE}))?"
)
_NAMED = re.compile(rf"(?P<level>{_LEVEL})[ \xa0](?P<place>{_PLACE})")
_ACTS = re.compile(
    r"\s*(?:\([^)]{0,40}\)\s*)?,?\s*(?:đã\s+|vừa\s+)?(?:tổ\s+chức|họp|mở|tiến\s+hành|chủ\s+trì|phối\s+hợp|khai\s+mạc|giao\s+ban|triệu\s+tập|triển\s+khai|có\s+buổi)",
    re.IGNORECASE,
)
_PARTY_LEVEL = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã"}
_COMMUNES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
_LONG_LEVEL = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}
_NOT_A_PLACE = re.compile(
    r"(?:đồng\s+chí|đ/c|ông\s|bà\s|phó\s|bí\s+thư|chủ\s+(?:tịch|trì)|trưởng\s|[ủu][ỷy]\s+(?:ban|viên)|hội\s+(?:đồng|nghị|trường)|công\s+(?:an|tác|văn)|văn\s+phòng"
    r"|trung\s+(?:tâm|ương)|trường\s|tổ\s+(?:chức|quốc)|mặt\s+trận|đoàn\s+thể|ban\s|phòng\s|sở\s|đảng\s|ubnd|hđnd|mttq|ubmttq|huyện|xã|tỉnh|quận|phường|thị\s|thành\s+(?:phố|ủy|uỷ|viên)"
    r"|và\s|các\s|năm\s|tháng\s|ngày\s|sáng\s|chiều\s|tối\s+(?:ngày|\d)|quý\s+[ivx\d]|căn\s+cứ|theo\s|số\s|thường\s+trực|về\s|họp|kết\s+luận|thông\s+báo|lần|khóa|nhiệm\s|giao\s+ban|triển\s+khai)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """One mention of a body: `family` "state", "front", "party" or "office" (only where it is said to meet); `level` "huyện", "" if not
    said; `place` "Đông Sơn" or "".
    """

    start: int
    end: int
    name: str
    family: str
    level: str
    place: str
    acts: bool
    capitals: bool
    of_a_member: bool
    """True in "Ủy viên Ban Thường vụ Huyện ủy", which says where somebody sits, not who met."""


def _level(word: str | None) -> str:
    small = " ".join((word or "").lower().rstrip(".").split())
    return _LONG_LEVEL.get(small, small)


def _place(words: str | None) -> str:
    """The place name at the head of some capital words ("" where they are the beginning of something else)."""
    kept: list[str] = []
    rest = (words or "").split()
    while rest and not _NOT_A_PLACE.match(" ".join(rest) + " "):
        kept.append(rest.pop(0))
    return " ".join(kept)


def _title_case(words: str) -> str:
    return " ".join(word[0] + word[1:].lower() for word in words.split())


def find_bodies(words: Words, start: int, end: int, people: Collection[int] = ()) -> list[Body]:
    """Every mention of a body in text[start:end]; `people` are the offsets where names of persons begin, which are no places."""
    text = words.text
    found: list[Body] = []
    index, high = words.between(start, end)
    while (index := words.first_in("cues.body", index, high)) >= 0:
        match = _BODY.match(text, words.starts[index], end)
        index += 1
        if not match:
            continue
        family = next(name for name in ("state", "front", "party", "office") if match[name])
        head = " ".join(match[family].split())
        level = _level(match["level"])
        if family == "party" and not level:
            level = _party_level(head)
        place = "" if match.start("place") in people else _place(match["place"])
        stop = match.end("level") if match["level"] else match.end(family)
        if place:
            stop = match.start("place") + len(place)
        capitals = place.isupper() and head.isupper()
        name = _written(
            head,
            match["level"],
            place,
            capitals=capitals or (bool(match["level"]) and (match["level"] + head).isupper()),
        )
        at = words.between(match.start(), stop)[0]
        held = next((k for k in (1, 2, 3) if at >= k and words.at("people.positions", at - k) == k), 0)
        member = held > 0 and words.folds[at - 1] in {"viên", "uv", "tuv", "huv"}
        acts = not held and bool(_ACTS.match(text, stop, min(end, stop + 60)))
        if family == "office" and not acts:
            continue
        found.append(Body(match.start(), stop, name, family, level, place, acts, capitals, member))
        index = max(index, words.between(stop, end)[0])
    return found


def _party_level(head: str) -> str:
    """The level that a Party committee's own name says ("Huyện ủy": huyện)."""
    word = head.lower().replace("uỷ", "ủy")
    return next((level for key, level in _PARTY_LEVEL.items() if word.endswith((f"{key} ủy", f"{key}ủy"))), "")


def _written(head: str, level: str | None, place: str, *, capitals: bool) -> str:
    """The name as written; one printed all in capitals becomes ordinary ("UBND XÃ BẾN ĐÒ" -> "UBND xã Bến Đò")."""
    level = " ".join((level or "").split())
    if capitals:
        short = head in {"UBND", "HĐND", "MTTQ", "UBMTTQ"}
        head = head if short else head[0] + head[1:].lower()
        return " ".join(filter(None, (head, level.lower(), _title_case(place))))
    return " ".join(filter(None, (head, level, place)))


def places(words: Words, people: Collection[int] = ()) -> Counter[tuple[str, str]]:
    """How often each (level, place) is named in the text."""
    found: Counter[tuple[str, str]] = Counter()
    for index in sorted(words.marks["units.levels"]):
        match = _NAMED.match(words.text, words.starts[index])
        place = _place(match["place"]) if match and match.start("place") not in people else ""
        if match and place and not (place.isupper() and len(place) > 2):
            found[_level(match["level"]), place] += 1
    return found


def organiser(bodies: Iterable[Body], title: tuple[int, int], presided: tuple[int, int] | None) -> Body | None:
    """The body that met: who is said to hold the meeting in the text, else in the title, else beside the chair, else the first."""
    every = list(bodies)
    known = [body for body in every if not body.of_a_member] or every
    acting = [body for body in known if body.acts]
    after_title = [body for body in acting if body.start >= title[1]]
    in_title = [body for body in known if title[0] <= body.start < title[1]]
    near = [body for body in known if presided and presided[0] <= body.start < presided[1]]
    acting_title = [body for body in in_title if body.acts]
    first = after_title[:1]
    if first and acting_title and first[0].family != acting_title[0].family:
        first = acting_title
    for choice in (first, acting_title, in_title, near, known):
        if choice:
            return choice[0]
    return None


def with_place(body: Body, bodies: Iterable[Body], named: Counter[tuple[str, str]]) -> tuple[str, str | None]:
    """The body's name with its place, and the place ("huyện Đông Sơn"); a place named elsewhere is added where only one fits."""
    if not body.level:
        return _of_a_commune(body, bodies, named)
    place = body.place
    if not place:
        same = [
            other.place for other in bodies if other.place and other.level == body.level and other.family == body.family
        ]
        place = same[0] if same else _only_place(body.level, named)
        if not place:
            return body.name, None
        place = _title_case(place)
        return f"{body.name} {place}", f"{body.level} {place}"
    place = _title_case(place) if body.capitals else place
    return body.name, f"{body.level} {place}"


def _of_a_commune(body: Body, bodies: Iterable[Body], named: Counter[tuple[str, str]]) -> tuple[str, str | None]:
    """A body whose name says no level: the one of its family named in full, else "Đảng ủy" of the one commune or ward in the text."""
    full = {
        (other.name, other.level, _title_case(other.place))
        for other in bodies
        if other.place and other.family == body.family
    }
    if len(full) == 1:
        name, level, place = full.pop()
        return name, f"{level} {place}" if level else None
    communes = [pair for pair, _ in named.most_common() if pair[0] in _COMMUNES]
    if body.family != "party" or body.place or len(communes) != 1:
        return body.name, None
    level, place = communes[0]
    return f"{body.name} {level} {place}", f"{level} {place}"


def _only_place(level: str, named: Counter[tuple[str, str]]) -> str:
    """The one place of a level that the text keeps naming, "" where there is none or more than one."""
    known = [(place, count) for (other, place), count in named.most_common() if other == level]
    if not known or known[0][1] < 2 or (len(known) > 1 and known[1][1] * 3 > known[0][1]):
        return ""
    return known[0][0]
