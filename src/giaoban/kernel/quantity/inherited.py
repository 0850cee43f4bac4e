"""The unit that a number without one takes over: from its label, the figure it explains, the total it is part of, or its table."""

from __future__ import annotations

import re
from decimal import Decimal

from giaoban.kernel.quantity.amounts import Amount
from giaoban.kernel.quantity.codes import UPPER
from giaoban.kernel.quantity.declared import DeclaredUnits
from giaoban.kernel.quantity.figure import Role
from giaoban.kernel.quantity.joins import take_unit
from giaoban.kernel.quantity.lexicon import Lexicon, Unit
from giaoban.kernel.quantity.subjects import Subjects
from giaoban.kernel.quantity.tokens import Page

_REACH = 400
_TOO_LARGE = 10
"""No part, not even a mistyped one, is so many times its total."""
_OPENS_LIST = re.compile(r":|trong (?:đó|số)|gồm|chia ra|chia theo")
_DIVIDES = re.compile(r"trong (?:đó|số đó)|gồm|chia ra")
_NEW_LINE_OF_PARTS = re.compile(
    r"[ \t]*[-–+*]?[ \t]*(?:chia (?:theo|ra)|phân (?:theo|ra|loại)|theo|cơ cấu|trong đó|gồm|cụ thể)(?!\w)[^\n:.;]{0,60}:"
)
_EXPLAINED = re.compile(r"[^\n(),;:.0-9]{0,60}\($")
_COUNTED = frozenset({"count", "place"})
_NAME = rf"[{UPPER}][\w.]*(?:[ -]{{1,3}}[{UPPER}][\w.]*){{0,5}}"
_FIRST_SHARE = re.compile(rf"[^\n.;()0-9]{{0,60}}\((?:(?:gồm|trong đó|cụ thể|riêng):? )?{_NAME}:? ")
_NEXT_SHARE = re.compile(rf"(?:[,;]| và) {_NAME}:? ")
_MONEY_WORDS = re.compile(
    r"(?<!\w)(?:mỗi|hỗ trợ|vay|mức|tiền|thu|chi|phạt|thưởng|trị giá|giá trị|vốn|nợ|kinh phí|lương)(?!\w)"
)
_MONEY_WINDOW = 60
_GOES_ON = re.compile(
    rf"(?:[,;]| và|, và)? (?:(?:tại|ở|còn|riêng|tỉnh|huyện|xã|phường|thành phố|thị xã|thị trấn|quận) ){{0,2}}{_NAME}"
    r"(?: (?:có|là|còn|lên))? "
    r"| (?:xuống|lên|còn|xuống còn|lên đến|lên tới|giảm còn|tăng lên|giảm xuống|giảm xuống còn) "
)
"""Between two numbers of one noun: the next place of a list, or the way from one level to the next."""


class Inherited:
    """Units taken over, asked for in text order."""

    def __init__(self, page: Page, lexicon: Lexicon, subjects: Subjects) -> None:
        self._page = page
        self._subjects = subjects
        self._declared = DeclaredUnits(page, lexicon)
        self._unit_before = lexicon.words("words", "unit_before")
        self._compounds = lexicon.words("ordinals", "compounds")
        self._total: Amount | None = None
        self._last: Amount | None = None
        self._spread: tuple[Amount, Amount] | None = None
        """An amount divided among places in parentheses, and the last of its parts."""
        self._carried: Amount | None = None
        """The last amount that took the noun of "số <noun>"."""

    def column_role(self, amount: Amount) -> Role | None:
        """Plan or actual where the head of a table's column says so."""
        return None if amount.unit.kind == "percent" else self._declared.role(amount.start)

    def resolve(self, amount: Amount, left: list[str], base: Amount | None = None) -> None:
        """Give an amount without a unit the one that it takes over; `base` = the B of its "A/B"."""
        if amount.unit.kind == "count" and amount.own and amount.known:
            self._total = amount
        self._settle(amount, left, base)
        self._last = amount

    def _settle(self, amount: Amount, left: list[str], base: Amount | None) -> None:
        if "money_implied" in amount.notes and (unit := self._no_money(amount)):
            amount.unit, amount.notes = unit, tuple(note for note in amount.notes if note != "money_implied")
            return
        if amount.unit.name:
            unit = None if amount.known else self._divided(amount)
            if unit:
                amount.unit, amount.known = unit, True
            return
        if left and left[0] in self._unit_before and " ".join(left[1::-1]) not in self._compounds:
            amount.unit = Unit(left[0], "measure")
            return
        if self._spread_over(amount):
            return
        whole = amount.bare is not None and not amount.bare % 1
        headed, unit = self._headed(amount) if whole else (False, None)
        if headed:
            self._carried = amount if unit else None
            amount.unit = unit or amount.unit
            return
        unit = self._subjects.label_unit(amount.start) if whole else None
        if unit is None and (amount.base >= 0 or amount.under):
            unit = self._explained(amount) or self._of_total(amount, base) or self._subjects.scope_unit(amount.start)
        elif unit is None and whole:
            unit = self._listed(amount)
        if unit is not None:
            amount.unit = unit
        else:
            self._in_table(amount)

    def _headed(self, amount: Amount) -> tuple[bool, Unit | None]:
        """The noun of "số <noun>" for a bare number, and for those that go on with it: "lên 5.466, Bắc Ninh 1.820", "từ 12 xuống còn 8"."""
        last = self._last
        if last is not None and last is self._carried:
            gap = self._page.text[last.end : amount.start]
            if _GOES_ON.fullmatch(gap):
                return True, last.unit
        if amount.under:
            return False, None
        return self._subjects.headed_unit(amount.start, last.end if last is not None else 0)

    def _no_money(self, amount: Amount) -> Unit | None:
        """What a bare "1,5 triệu" counts behind "số <noun>": "số thuê bao đạt 1,5 triệu"; None where money is spoken of."""
        begin = self._last.end if self._last is not None else 0
        headed, unit = self._subjects.headed_unit(amount.start, begin)
        if not headed or _MONEY_WORDS.search(self._page.lower, max(begin, amount.start - _MONEY_WINDOW), amount.start):
            return None
        return unit

    def _of_total(self, amount: Amount, base: Amount | None) -> Unit | None:
        """The unit of the total that a bare pair takes up again: "54 ý kiến; … đã trả lời 51/54"."""
        total, last = self._total, self._last
        if amount.under and last is not None and last.base >= 0:
            return last.unit if last.unit.name else None
        near = total is not None and amount.start - total.end <= _REACH
        return total.unit if near and total is not None and base is not None and base.value == total.value else None

    def _explained(self, amount: Amount) -> Unit | None:
        """The unit of the change that a pair in parentheses explains: "tăng 4 vụ (12/8)"."""
        last = self._last
        if last is None or not last.unit.name or last.unit.kind not in _COUNTED:
            return None
        if amount.under:
            return last.unit
        return last.unit if _EXPLAINED.fullmatch(self._page.lower[last.end : amount.start]) else None

    def _divided(self, amount: Amount) -> Unit | None:
        """The total's unit where an unknown word follows one of its parts: "146 trang trại, trong đó 61 chăn nuôi"."""
        total = self._total
        if total is None or amount.bare is None or total.value is None or amount.bare > total.value:
            return None
        between = self._page.lower[total.end : amount.start]
        return total.unit if len(between) <= _REACH and "\n" not in between and _DIVIDES.search(between) else None

    def _listed(self, amount: Amount) -> Unit | None:
        """The counted noun of the total that a bare part belongs to: "125 hồ sơ (trước hạn: 100; quá hạn: 2)"."""
        total = self._total
        if total is None or total.value is None or amount.start - total.end > _REACH:
            return None
        if amount.bare is not None and amount.bare > _TOO_LARGE * total.value:
            return None
        between = self._page.lower[total.end : amount.start]
        line = between.rpartition("\n")[2]
        if "\n" in between:
            opened = _NEW_LINE_OF_PARTS.match(line) is not None
        else:
            opened = _OPENS_LIST.search(line) is not None or between.count("(") > between.count(")")
        if not opened:
            return None
        return total.unit if "|" not in line and "\t" not in line and "tỷ lệ" not in line[-30:] else None

    def _spread_over(self, amount: Amount) -> bool:
        """Give a bare number the unit of the amount that names in parentheses divide: "420 ha (Yên Bái 125,5; Lào Cai 294,5)"."""
        last = self._last
        if last is None or amount.under or amount.base >= 0:
            return False
        whole = self._spread if self._spread is not None and self._spread[1] is last else None
        pattern = _NEXT_SHARE if whole else _FIRST_SHARE
        if not pattern.fullmatch(self._page.text, last.end, amount.start):
            return False
        total = whole[0] if whole else last
        if total.unit.kind not in ("measure", "money", "percent"):
            return False
        take_unit(amount, total, under=True)
        self._spread = total, amount
        return True

    def _in_table(self, amount: Amount) -> None:
        said = self._declared.of(amount.start) if amount.factor == 1 and amount.value is not None else None
        if said is None or amount.value is None:
            return
        if said.factor != 1 or said.unit.kind not in (*_COUNTED, "time"):
            amount.step = (amount.step or Decimal(1)) * said.factor
        amount.value *= said.factor
        amount.unit, amount.factor, amount.notes = said.unit, said.factor, (*amount.notes, "declared_unit")
