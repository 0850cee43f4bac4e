"""What the clerk reads: one Vietnamese sentence for each finding, without codes and without blame."""

from __future__ import annotations

from decimal import Decimal

from giaoban.kernel.checks.arithmetic import Judgement
from giaoban.kernel.checks.draft import Draft
from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.numbers import bounded, vi, vi_amount
from giaoban.kernel.checks.printed import read
from giaoban.kernel.quantity import Interval

_CHECK = "đề nghị kiểm tra lại"
_EXPLAINED = {
    "truncated": "con số ghi là phần cắt bỏ, chưa làm tròn",
    "double_rounding": "con số ghi được làm tròn hai lần",
    "scale": "có thể nhầm đơn vị tính (nghìn, triệu) hoặc dấu phân cách",
    "rounded_to_whole": "mức kỳ trước có thể đã bị làm tròn hoặc cắt thành số nguyên trước khi trừ",
    "known_opening": "khớp khi tính cả số kỳ trước chuyển sang đã lưu",
    "direction": "chữ tăng, giảm ghi ngược với hai con số",
    "rounded_operands": "chênh lệch nằm trong phạm vi làm tròn của các số đã ghi",
    "relative": "con số ghi khớp khi hiểu là mức tăng, giảm tương đối, không phải điểm phần trăm",
}


class Words:
    """Prints figures and relations of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def number(self, figure_id: str) -> str:
        """The number of a figure as the text has it, a fall with its minus sign."""
        figure = self._page.figures[figure_id]
        text = " ".join(self._page.raw[figure.num_start : figure.num_end].split())
        falls = figure.value is not None and figure.value < 0 and not text.startswith("-")
        return "-" + text if falls and read(text) is not None else text

    def quote(self, figure_id: str) -> str:
        """Number and unit as written."""
        figure = self._page.figures[figure_id]
        return " ".join(self._page.raw[figure.num_start : figure.end].split())

    def joined(self, ids: tuple[str, ...]) -> str:
        """ "a + b + c" as printed."""
        return " + ".join(self.number(i) for i in ids).replace("+ -", "- ")

    def amount(self, found: Judgement, like: str) -> str:
        """The computed value in the unit of a figure."""
        return vi_amount(found.computed, self._page.figures[like].unit) if found.computed is not None else ""

    def message(self, draft: Draft, found: Judgement) -> str:
        """The sentence for a relation that is not simply right."""
        if found.verdict == "fails":
            text = self._fails(draft, found)
        elif found.verdict == "holds_with_note":
            text = self._noted(draft, found)
        elif found.verdict == "uncheckable":
            text = self._uncheckable(draft, found)
        else:
            text = self._question(draft, found)
        return text[0].upper() + text[1:]

    def _fails(self, draft: Draft, found: Judgement) -> str:
        why = _EXPLAINED.get(found.explained_by, "")
        return f"{self._mismatch(draft, found)}; {why or _CHECK}."

    def _mismatch(self, draft: Draft, found: Judgement) -> str:
        result = self.quote(draft.result) if draft.result is not None else ""
        terms = draft.terms
        computed = vi(found.computed) if found.computed is not None else ""
        match draft.op:
            case "ratio":
                return f"tỷ lệ ghi {result} chưa khớp với {self.number(terms[0])}/{self.number(terms[1])} (tính ra {computed}%)"
            case "of_parts":
                return f"tỷ lệ ghi {result} chưa khớp với {self.quote(terms[0])} trên {self.joined(draft.aside)} (tính ra {computed}%)"
            case "sum":
                return f"các phần {self.joined(terms)} cộng lại là {self.amount(found, terms[0])}, trong khi tổng ghi {result}"
            case "total" if draft.total:
                return f"các tỷ lệ {self.joined(terms)} cộng lại là {computed}%, chưa bằng 100%"
            case "total":
                return f"các mức tăng, giảm {self.joined(terms)} cộng lại là {computed}, chưa bằng 0"
            case "balance":
                moves = zip(draft.counts[1:], terms[1:], strict=True)
                signed = "".join(f" {'-' if s < 0 else '+'} {self.number(t).lstrip('-')}" for s, t in moves)
                return f"{self.number(terms[0])}{signed} là {self.amount(found, terms[0])}, trong khi ghi {result}"
            case "remainder":
                taken = " - ".join(self.number(t) for t in terms)
                return f"{taken} còn {self.amount(found, terms[0])}, trong khi ghi {result}"
            case "per":
                return f"mức ghi {result} chưa khớp với {self.quote(terms[0])} chia cho {self.quote(terms[1])} (tính ra {computed})"
            case "at_most":
                return f"phần {self.quote(terms[0])} lớn hơn tổng {self.quote(terms[1])}"
            case "between":
                return f"mức chung {result} nằm ngoài khoảng từ {self.quote(terms[0])} đến {self.quote(terms[1])} của các nhóm"
            case "equal":
                return f"cùng một nội dung nhưng ghi {self.quote(terms[0])} và {result}"
            case "count":
                extra = f" ({draft.why})" if draft.why else ""
                return f"ghi {result} nhưng danh sách kèm theo có {computed} tên{extra}"
            case "grim":
                return f"tỷ lệ {result} không ứng với số nguyên nào trên tổng số {self.quote(terms[0])} (gần nhất {computed}%)"
            case "grim_change":
                base = self.number(draft.aside[1])
                return f"mức thay đổi {result} không ứng với số đơn vị nguyên nào trên tổng số {base} (gần nhất {computed}%)"
            case "difference":
                return f"mức thay đổi ghi {result}, trong khi {self.quote(terms[0])} so với {self.quote(terms[1])} chênh {computed}"
            case "growth_by":
                return f"mức thay đổi ghi {result}, trong khi {self.quote(terms[1])} so với mức cũ bằng {computed}%"
        return f"mức thay đổi ghi {result}, trong khi {self.quote(terms[0])} so với {self.quote(terms[1])} thay đổi {computed}%"

    def _noted(self, draft: Draft, found: Judgement) -> str:
        if draft.explained_by == "missing_part":
            extra = self.quote(draft.aside[0])
            return (
                f"các phần {self.joined(draft.terms)} cộng lại là {self.amount(found, draft.terms[0])}, "
                f"cộng thêm {extra} ghi ở câu bên cạnh thì đủ {self.quote(draft.result or '')}."
            )
        if draft.explained_by == "other_base":
            whole = self.quote(draft.terms[1])
            return f"tỷ lệ {self.quote(draft.result or '')} tính trên {whole}, không phải trên tổng gần nhất; nên ghi rõ mẫu số."
        if draft.explained_by == "coverage":
            small, large = self.quote(draft.terms[0]), self.quote(draft.terms[1])
            return f"{large} đủ cho {small}; tỷ lệ 100% là mức bao phủ, không phải thương của hai số."
        why = _EXPLAINED.get(found.explained_by, _EXPLAINED["rounded_operands"])
        subject = f"{self.quote(draft.result)}" if draft.result is not None else self.joined(draft.terms)
        return f"{subject}: tính ra {vi(found.computed) if found.computed is not None else ''}; {why}."

    def _uncheckable(self, draft: Draft, found: Judgement) -> str:
        if draft.op == "baseless":
            return f"mức {self.quote(draft.terms[0])} chưa kèm số đã làm và tổng số nên chưa kiểm tra được; đề nghị bổ sung."
        if draft.op != "implied":
            base = self.quote(draft.terms[-1])
            return f"mẫu số ghi {base} nên chưa tính được tỷ lệ; đề nghị bổ sung số kế hoạch."
        share, amount = self.quote(draft.result or ""), self.quote(draft.terms[0])
        unit = self._page.figures[draft.terms[0]].unit
        inside = (
            f" (trong khoảng {self._range(found.interval, unit)})" if found.interval and bounded(found.interval) else ""
        )
        return (
            f"{share} ứng với {amount} nhưng chưa ghi mẫu số; mẫu số suy ra khoảng {self._short(found, unit)}{inside}."
        )

    @staticmethod
    def _short(found: Judgement, unit: str) -> str:
        return _rounded_amount(found.computed, unit) if found.computed is not None else ""

    @staticmethod
    def _range(interval: Interval, unit: str) -> str:
        return f"{_rounded_amount(interval.low, unit)} đến {_rounded_amount(interval.high, unit)}"

    def _question(self, draft: Draft, found: Judgement) -> str:
        first, second = (self.quote(t) for t in (draft.terms[0], draft.terms[-1]))
        match found.explained_by:
            case "unit_conflict":
                return f"thực hiện {first} nhưng kế hoạch {second}: hai đơn vị tính khác nhau, chưa so sánh được; {_CHECK} đơn vị."
            case "outlier":
                value = vi(found.computed) if found.computed is not None else ""
                return f"thực hiện {first} so với kế hoạch {second} bằng {value}%, khác thường; đề nghị xác nhận lại số liệu."
            case "part_over_whole":
                return f"số ghi trước {first} lớn hơn tổng số {second}; đề nghị xác nhận lại số liệu."
            case "lost_more":
                now, before = (self.quote(t) for t in draft.aside)
                return f"số ghi giảm từ {second} còn {first}, nhiều hơn mức giảm của tổng số (từ {before} còn {now}); đề nghị làm rõ."
        return f"chỉ tiêu {first} không cao hơn kết quả đã đạt {second}; đề nghị xem lại mức phấn đấu."


def _rounded_amount(number: Decimal, unit: str) -> str:
    """An implied base with one decimal; money in triệu đồng."""
    if unit.strip().casefold() in {"vnd", "đồng"}:
        return f"{vi(number / 1_000_000, places=0)} triệu đồng"
    return f"{vi(number, places=1)} {unit}".strip()
