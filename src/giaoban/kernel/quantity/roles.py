"""What a figure is: plan, target, actual, change, share, count. The last cue before it decides, within its paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from giaoban.kernel.quantity.amounts import Amount
from giaoban.kernel.quantity.cues import Cue
from giaoban.kernel.quantity.doing import Doing
from giaoban.kernel.quantity.figure import Figure, Role
from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.role_marks import Mode, RoleMarks
from giaoban.kernel.quantity.tokens import Page, Phrases, last_clause

_OF_PLAN = re.compile(
    r"[ ,(]{0,3}(?:so )?(?:với )?(?:của )?(?:kế hoạch|kh(?!\w)|dự toán|dt(?!\w)|chỉ tiêu|nghị quyết|nq(?!\w)|mục tiêu)"
)
_PAIR_OF_PLAN = re.compile(r"[^.;\n]{0,40}?[0-9] ?% (?:so với )?(?:kế hoạch|kh(?!\w)|dự toán|chỉ tiêu)")
_FORECAST = re.compile(r"(?<!\w)(?:dự kiến|dự báo)(?!\w)")
_EARLIER = re.compile(
    r"(?:cùng kỳ|(?:năm|tháng|quý|kỳ|vụ) (?:trước|ngoái)|so (?:với )?(?:năm|tháng|quý|vụ)[^,;.()]{0,20})[^,;.()]{0,12}$"
)
_PLANNED = re.compile(
    r"(?:kế hoạch|dự toán|chỉ tiêu|hợp đồng|nghị quyết)[^,;.()]{0,24}$|(?:tỉnh|huyện|trên|ương|được|hđnd|ubnd) giao ?$"
)
_CHANGED = re.compile(
    r"(?:tăng|giảm|nhiều hơn|ít hơn) (?:(?:thêm|gần|hơn|trên|khoảng|tới|đến|được) ){0,2}[0-9][0-9.,]*[^,;.()]{0,30}$"
)
_FROM_PLAN = re.compile(r"so (?:với )?(?:[^\W\d_]+ )?(?:kế hoạch|kh(?!\w)|dự toán|chỉ tiêu|nghị quyết|mục tiêu)")
_REACHED = re.compile(r"\((?:chỉ |mới |cũng )?(?:đạt|bằng|chiếm|tương đương|tương ứng)(?: [^\W\d_]+){0,2} ?$")
_PLAN_HEAD = re.compile(
    r"[-–+* ]{0,4}(?:trong đó |theo đó |riêng )?(?:tổng (?:số )?)?(?:nguồn |vốn )?(?:kế hoạch|dự toán|nhu cầu)(?! (?:hóa|hoá|và)|\w)"
)
_SURPASSED = re.compile(r"(?:vượt|đạt|bằng|cao hơn|thấp hơn)[^,;:()\n]{0,30} (?:mục tiêu|chỉ tiêu)")
_STRIVEN = re.compile(r"phấn đấu|quyết tâm|phải|sẽ|mục tiêu:")
_WORK_DONE = re.compile(r"thực hiện|giải ngân|thanh toán|quyết toán|hoàn thành|đạt")
_BESIDE = re.compile(r",? ?(?:và )?(?:tức |tương ứng |tương đương )?")
_SET_AGAINST = re.compile(r"[^,;()\n]{0,20} so (?:với )?")
_GROWTH = re.compile(r"(?:tốc độ tăng|tăng trưởng)[^,;.()]{0,40} (?:đạt|là) (?:[^,;.()]{0,8})$")
_COMPARED = re.compile(r"(?:cao|thấp|nhiều|ít|nhanh|chậm) hơn [^,;.()]{0,60}$")
_MEASURED_TIME = re.compile(r"thời gian (?:chờ|giải quyết|xử lý|đi lại|thực hiện trung bình)[^,;.()]{0,40}$")
_CLASSES = frozenset({"tốt", "khá", "xuất", "sắc"})
_LONG = 45
_MANY = 1000
"""So many of an unnamed thing are cases or answers, not communes or offices."""
_COUNTED = frozenset({"", "count", "place"})


class RoleReader:
    """Gives the figures of one page their roles; asked in text order."""

    def __init__(self, page: Page, lexicon: Lexicon, orders: Sequence[tuple[int, int]] = ()) -> None:
        self._page = page
        self._marks = RoleMarks(page, lexicon, orders)
        self._doing = Doing(page, lexicon, self._marks)
        self._explains = False
        """True between the sides of a pair that explains a change."""
        self._progress = Phrases.of(lexicon.words("roles", "progress"))

    def role(self, amount: Amount, cue: Cue, left: list[str], last: Figure | None) -> Role:
        """The role of an amount with its cue; `left` = the words before it, nearest first; `last` = the figure before it."""
        mode = self._marks.mode(amount.start)
        if cue.change and self._no_plan(mode, amount, cue, last):
            return "change"
        bracketed = self._bracketed(amount, last)
        kind = amount.unit.kind
        if kind == "time":
            if amount.unit.name == "buổi" and mode == "actual" and self._doing.done(left):
                return "actual"
            return self._of_time(amount, cue, mode, bracketed)
        if amount.under or amount.base >= 0:
            return self._of_pair(amount, left, mode, bracketed, last)
        if bracketed:
            return bracketed
        if left[:1] == ["cả"] and kind in ("count", "place"):
            return "count"
        if mode == "order":
            return self._doing.asked(amount, cue, left)
        of_plan = kind == "percent" and _OF_PLAN.match(self._page.lower, amount.end)
        if mode == "target":
            return "count" if amount.unit.name.startswith(("chỉ tiêu", "nhóm", "tiêu chí")) else "target"
        forecast = mode == "plan" and _FORECAST.search(self._sentence(amount)) is not None
        if mode == "plan" and (forecast or not of_plan) and not self._result(amount, left, last):
            return "plan"
        if left[:1] == ["kh"] or (left and left[0].endswith("/kh")):
            return "plan"
        if cue.change or (amount.unit.name == "điểm %" and _COMPARED.search(self._before(amount))):
            return "change"
        if kind == "percent":
            return self._of_share(amount, left, bool(of_plan))
        if self._doing.planned(amount, last) or self._comes_to(amount, left):
            return "plan"
        if cue.comparator == ">" and "vượt" in left[1:3]:
            return "actual"
        return "actual" if kind in ("measure", "money") else self._doing.counted(amount, left, last)

    def _sentence(self, amount: Amount) -> str:
        return self._page.lower[self._page.sentence(amount.start)[0] : amount.start]

    def _before(self, amount: Amount) -> str:
        return self._page.lower[max(0, amount.start - 2 * _LONG) : amount.start]

    def _no_plan(self, mode: Mode, amount: Amount, cue: Cue, last: Figure | None) -> bool:
        """True for a change that a plan or a target before it says nothing of."""
        if mode == "plan":
            return cue.beside or self._told_of(amount, cue, last)
        if mode != "target" or not self._told_of(amount, cue, last):
            return False
        said = self._sentence(amount)
        return _SURPASSED.search(said) is not None and _STRIVEN.search(said) is None

    def _told_of(self, amount: Amount, cue: Cue, last: Figure | None) -> bool:
        """True for a change told of the figure just before it, not planned itself: "dự kiến đạt 40 tỷ, tăng 5% so với cùng kỳ"."""
        if last is None or last.role == "change" or last.start < self._page.sentence(amount.start)[0]:
            return False
        words = self._page.lower[last.end : amount.start].split()
        if not cue.words or not _BESIDE.fullmatch(" ".join(words[: -cue.words]) + " "):
            return False
        same = amount.unit.kind == "percent" or amount.unit.name == last.unit
        return same or _SET_AGAINST.match(self._page.lower, amount.end) is not None

    def _comes_to(self, amount: Amount, left: list[str]) -> bool:
        """True where the subject of the verb "là" is a plan: "Tổng dự toán chi năm 2019 đến nay là 13 tỷ đồng"."""
        if "là" not in left[:3] or amount.unit.kind not in ("money", "measure", "count"):
            return False
        clause = last_clause(self._page.lower[max(0, amount.start - 4 * _LONG) : amount.start])
        return _PLAN_HEAD.match(clause) is not None and _WORK_DONE.search(clause) is None

    def _of_time(self, amount: Amount, cue: Cue, mode: Mode, bracketed: Role | None) -> Role:
        """Durations: a change, a time limit that is set, a time that was measured; what only dates is "other"."""
        if cue.change:
            return "change"
        if mode in ("order", "target") and (cue.comparator in ("<=", "<") or amount.low is not None):
            return "target"
        before = self._before(amount)
        if mode == "order" and before.rstrip().endswith(("trong vòng", "trong thời hạn")):
            return "target"
        return "actual" if bracketed == "actual" or _MEASURED_TIME.search(before) else "other"

    def _of_pair(
        self, amount: Amount, left: list[str], mode: Mode, bracketed: Role | None, last: Figure | None
    ) -> Role:
        """The sides of "A/B"."""
        if bracketed == "actual" or self._explains:
            self._explains = not amount.under
            return "actual"
        if amount.unit.kind in ("measure", "money"):
            return "plan" if amount.under else "actual"
        if mode == "target" and amount.base >= 0:
            return "target"
        if not amount.unit.name and (amount.value or 0) >= _MANY:
            return "actual"
        if not amount.under:
            return self._doing.counted(amount, left, last)
        other_thing = last is not None and last.unit != amount.unit.name
        if last is not None and last.role == "actual" and (other_thing or self._doing.flows(amount)):
            return "actual"
        if last is not None and last.role == "actual" and _PAIR_OF_PLAN.match(self._page.lower, amount.end):
            return "plan"
        return "count"

    def _of_share(self, amount: Amount, left: list[str], of_plan: bool) -> Role:
        """A percentage that is no change: how far work has come, how fast something grew, or a share."""
        if not of_plan and self._advanced(left):
            return "actual"
        return "actual" if not of_plan and _GROWTH.search(self._before(amount)) else "share"

    def _advanced(self, left: list[str]) -> bool:
        """True behind "gieo cấy đạt", "hoàn thành xong": the percentage says how far work has come."""
        for skip in range(min(4, len(left))):
            words = self._progress.ends(left[skip:], 2)
            if words:
                return left[skip + words : skip + words + 1] != ["chưa"]
            if left[skip] in _CLASSES:
                return False
        return False

    def _result(self, amount: Amount, left: list[str], last: Figure | None) -> bool:
        """True for "đạt 57,9%" where the plan was named in an earlier sentence only, or a result stands before; for "bằng 57,9%"."""
        if amount.unit.kind != "percent":
            return False
        if _REACHED.search(self._page.lower, max(0, amount.start - _LONG), amount.start):
            return True
        if left[:1] not in (["đạt"], ["bằng"]):
            return False
        done = last is not None and last.role == "actual" and last.start >= self._page.sentence(amount.start)[0]
        return left[0] == "bằng" or done or not self._marks.plan_in_sentence(amount.start)

    def _bracketed(self, amount: Amount, last: Figure | None) -> Role | None:
        """The role of a number in parentheses: "dự toán (66 tỷ đồng)", "so với cùng kỳ (12 vụ)", "tăng 4 vụ (12/8)", "giảm 4 vụ (16%)"."""
        lower = self._page.lower
        if lower[amount.start - 1 : amount.start] != "(":
            return None
        before = lower[max(0, amount.start - _LONG) : amount.start - 1]
        if _EARLIER.search(before):
            stock = amount.unit.kind in _COUNTED and last is not None and not self._doing.flows(amount)
            return "count" if stock and self._doing.stock(amount) else "actual"
        if _PLANNED.search(before):
            return "plan"
        if amount.base >= 0:
            return "actual" if self._changed(amount, before) else None
        explains = last is not None and last.role == "change" and amount.start - last.end <= 2
        return "change" if explains and amount.unit.kind == "percent" else None

    def _changed(self, amount: Amount, before: str) -> bool:
        """True behind a change that is none from a plan: "tăng 12,5 ha (112,5/100 ha)" is this year's and last year's value."""
        if not _CHANGED.search(before):
            return False
        return amount.unit.kind in _COUNTED or _FROM_PLAN.search(self._sentence(amount)[-2 * _LONG :]) is None
