"""One amount: a number with its multiplier and unit, money put together from its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from giaoban.kernel.quantity.lexicon import Lexicon, Unit
from giaoban.kernel.quantity.numbers import Number, number_at
from giaoban.kernel.quantity.tokens import WORD, Page
from giaoban.kernel.quantity.units import Found, noun_at, rate_at, scale_at, unit_at
from giaoban.kernel.quantity.words import Spoken, goes_on, spoken_at

_IN_WORDS = re.compile(r" ?\(([^()0-9]{2,40})\)")
_BLANKS = re.compile(r" {0,2}")
_COMMA_PART = re.compile(r", ?(?=[0-9]{1,3} ?(?:triệu|nghìn|ngàn))")
_HALF = re.compile(r" {1,2}rưỡi(?!\w)")
_MONEY = Unit("VND", "money")
_FIVE_AFTER = frozenset({"cả", "gồm", "với", "đủ", "còn", "thêm", "số"})
_PER_ONE = frozenset({"trên", "mỗi", "cho"})
_THIS_YEAR = (" nay", " ngoái", " trước", " sau", " tới")
"""Behind "1,5 triệu năm": no million years."""
_NO_UNIT = Unit("", "")


@dataclass(slots=True)
class Amount:
    """A number and what it counts, filled in step by step.

    `num_end` is behind the number token (its multipliers included), `end` behind the unit.
    """

    start: int
    num_start: int
    num_end: int
    end: int
    value: Decimal | None
    step: Decimal
    unit: Unit
    per: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    bare: Decimal | None = None
    """The number without its multipliers, for "2-3 tỷ"."""
    factor: Decimal = Decimal(1)
    notes: tuple[str, ...] = ()
    known: bool = True
    """False where the unit is a guess from the next words."""
    own: bool = True
    """False where the unit came from a neighbour."""
    spoken: bool = False
    base: int = -1
    """Index of the amount that stands behind the slash of "A/B"."""
    under: bool = False
    """True for the B of "A/B"."""


def _step(number: Number, factor: Decimal, unit: Unit) -> Decimal:
    """One unit of the last printed digit; 0 for an exact count."""
    if factor == 1 and not number.places and unit.kind in ("", "count", "place", "time"):
        return Decimal(0)
    return number.step * factor


def _other_reading(number: Number, unit: Unit, scaled: bool, english: bool) -> Number:
    """Settle "1.234" and "1,234" by the unit: shares are never in thousands, counts never have three decimals."""
    if number.other is None:
        return number
    if number.places == 3:
        if (unit.kind in ("count", "place") and not scaled) or (english and unit.kind != "percent"):
            return Number(number.other, Decimal(1), number.end, 0, ("ambiguous_comma",))
        return number
    if unit.kind == "percent":
        return Number(number.other, Decimal("0.001"), number.end, 3, ("mixed_format", "ambiguous_point"))
    if unit.kind in ("count", "place", "money") and not scaled:
        return number
    return number._replace(notes=("ambiguous_point",))


def _compound(
    lower: str, pos: int, total: Decimal, step: Decimal, factor: Decimal, lexicon: Lexicon
) -> tuple[Decimal, Decimal, int]:
    """Further parts behind a multiplier: "39 tỷ 981 triệu", "1 tỷ rưỡi". Returns value, step, end."""
    while True:
        half = _HALF.match(lower, pos)
        if half:
            return total + factor / 2, factor / 10, half.end()
        gap = _COMMA_PART.match(lower, pos) or _BLANKS.match(lower, pos)
        begin = gap.end() if gap else pos
        part = number_at(lower, begin) if lower[begin : begin + 1].isdigit() else None
        scale = scale_at(lower, part.end, lexicon) if part else None
        if part is None or scale is None or scale[0] >= factor or part.value * scale[0] >= factor:
            return total, step, pos
        factor, pos = scale
        total, step = total + part.value * factor, part.step * factor


def _unit_of(page: Page, pos: int, scaled: bool, lexicon: Lexicon) -> tuple[Found | None, bool]:
    """The unit behind a number, and whether the lexicon knows it."""
    found = unit_at(page.lower, pos, lexicon)
    if found and scaled and found.unit.name == "năm" and page.lower.startswith(_THIS_YEAR, found.end):
        return Found(_NO_UNIT, pos), True
    if found:
        return found, True
    if scaled:
        return None, True
    noun = noun_at(page.lower, pos, lexicon)
    if noun is None:
        return None, True
    word = WORD.match(page.text, pos)
    if word is None or (word[1][:1].isupper() and not word[1].isupper()):
        return None, True
    return Found(Unit(noun[0], "count"), noun[1]), False


def amount_at(page: Page, pos: int, left: list[str], lexicon: Lexicon) -> Amount | None:
    """The amount whose number token starts with the digit at an offset; None for a chain of digits that is no number."""
    number = page.number(pos)
    if number is None or (
        number.value == 1 and left[:1] and left[0] in _PER_ONE and unit_at(page.lower, number.end, lexicon)
    ):
        return None
    end = number.end
    words = _IN_WORDS.match(page.lower, end) if "(" in page.lower[end : end + 2] else None
    if (
        words
        and (said := spoken_at(page.lower, words.start(1)))
        and said.end == words.end(1)
        and said.value == number.value
    ):
        end = words.end()
    scale = scale_at(page.lower, end, lexicon)
    factor, num_end = (scale[0], scale[1]) if scale else (Decimal(1), end)
    found, known = _unit_of(page, num_end, scale is not None, lexicon)
    number = _other_reading(number, found.unit if found else _NO_UNIT, scale is not None, page.english)
    value, step = number.value * factor, number.step * factor
    if scale:
        value, step, behind = _compound(page.lower, num_end, value, step, factor, lexicon)
        if behind != num_end:
            num_end = behind
            found, known = _unit_of(page, num_end, True, lexicon)
        if found is None and (rate := rate_at(page.lower, num_end, lexicon))[0]:
            found = Found(_MONEY, rate[1], rate[0])
    else:
        num_end = number.end
    return _finish(pos, num_end, number, value, step, factor, found, known, max(end, num_end))


def _finish(
    pos: int,
    num_end: int,
    number: Number,
    value: Decimal,
    step: Decimal,
    factor: Decimal,
    found: Found | None,
    known: bool,
    end: int,
) -> Amount:
    notes = number.notes
    if found is None:
        unit = _MONEY if factor >= 1_000_000 else _NO_UNIT
        notes = (*notes, "money_implied") if unit is _MONEY else notes
        step = step if factor > 1 else _step(number, factor, unit)
        return Amount(pos, pos, num_end, end, value, step, unit, bare=number.value, factor=factor, notes=notes)
    unit = found.unit
    if unit.kind == "money":
        value, step = value * unit.factor, step * unit.factor
        unit, factor = _MONEY, factor * found.unit.factor
    elif factor == 1:
        step = _step(number, factor, unit)
    notes = (*notes, *found.notes) if known else (*notes, "unknown_noun")
    return Amount(
        pos,
        pos,
        num_end,
        found.end,
        value,
        step,
        unit,
        found.per,
        bare=number.value,
        factor=factor,
        notes=notes,
        known=known,
    )


def spoken_amount_at(page: Page, pos: int, lexicon: Lexicon) -> Amount | None:
    """The amount in number words at an offset, only where a known noun, unit or multiplier makes it count."""
    if _only_a_year(page, pos):
        return None
    said = spoken_at(page.lower, pos)
    if said is None:
        return None
    scaled = said.scaled
    found = unit_at(page.lower, said.end, lexicon)
    if found is None and not scaled and not said.fraction:
        return None
    if not _counts(page, pos, said, found, page.left_words(pos), lexicon):
        return None
    if said.fraction and (found is None or found.unit.kind != "money"):
        unit, end, per = found.unit if found else _NO_UNIT, found.end if found else said.end, ""
    elif found is None or found.unit.kind == "money":
        unit, end, per = _MONEY, found.end if found else said.end, found.per if found else ""
        if found is None and said.step < 1_000_000:
            return None
    else:
        unit, end, per = found.unit, found.end, found.per
    step = Decimal(0) if unit.kind in ("count", "place", "time") and not scaled and said.step == 1 else said.step
    return Amount(
        pos, pos, said.end, end, said.value, step, unit, per, bare=said.value, notes=("in_words",), spoken=True
    )


def _only_a_year(page: Page, pos: int) -> bool:
    """True for the "năm" that no number word follows and no word such as "gồm" makes a five: it is a year."""
    if not page.lower.startswith("năm", pos) or goes_on(page.lower, pos + 3):
        return False
    left = page.left_words(pos)
    return not left or left[0] not in _FIVE_AFTER


def _counts(page: Page, pos: int, said: Spoken, found: Found | None, left: list[str], lexicon: Lexicon) -> bool:
    """False for words that only look like numbers: names, ordinals, "một số", "năm học", "thứ hai"."""
    before = left[0] if left else ""
    if before in (
        "thứ",
        "tháng",
        "lần",
        "quý",
        "số",
        "mùng",
        "lớp",
        "cấp",
        "loại",
        "hạng",
        "khóa",
        "phần",
        "kỳ",
        "bước",
    ):
        return False
    first = page.lower[pos : said.end].split()[0]
    if page.text[pos].isupper() and page.text[said.end : said.end + 2].strip()[:1].isupper():
        return False
    if said.words > 1:
        return True
    if first == "một":
        noun = found.unit.name if found else ""
        return before in lexicon.words("words", "one_after") and noun not in lexicon.words("words", "one_never")
    if first == "năm":
        return before in _FIVE_AFTER and found is not None and found.unit.kind in ("count", "place")
    return True
