"""How many members must be there for a session to be held: a rule, its arithmetic, and the sentence that says so.

Source: law notes, section 11. To 28 February 2025 two thirds of the members of a People's Committee (Law 77/2015, articles 113 to 118); the
articles in force since were not found. From then on "more than half" is proposed as a draft that the office changes after its own working
rules, and the page says that it is a proposal.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

QUORUMS = [
    ("", gettext_lazy("không tính")),
    ("over_half", gettext_lazy("quá nửa số thành viên")),
    ("two_thirds", gettext_lazy("ít nhất hai phần ba số thành viên")),
]
OF_MEMBERS = ("regular", "thematic")
"""Kinds of sessions that a body holds by its members; at a briefing or a conference nobody counts them."""
LAST_OF_2015 = date(2025, 2, 28)
"""The last day of Law 77/2015."""


def usual(kind: str, held_on: date) -> str:
    """The rule proposed for a session of a kind on a day; empty where members are not counted."""
    if kind not in OF_MEMBERS:
        return ""
    return "two_thirds" if held_on <= LAST_OF_2015 else "over_half"


def needed(rule: str, members: int) -> int:
    """How many members must be there; 0 for no rule."""
    if rule == "two_thirds":
        return -(-2 * members // 3)
    return members // 2 + 1 if rule == "over_half" else 0


@dataclass(frozen=True, slots=True)
class Quorum:
    """How a session stands against its rule: members on its list, members there."""

    rule: str
    held_on: date
    members: int
    there: int

    @property
    def counts(self) -> bool:
        """Whether there is anything to count."""
        return bool(self.rule and self.members)

    @property
    def needed(self) -> int:
        """How many must be there."""
        return needed(self.rule, self.members)

    @property
    def enough(self) -> bool:
        """Whether they are."""
        return self.there >= self.needed

    @property
    def sentence(self) -> str:
        """Count, rule and what follows, in one sentence."""
        verdict = _("đủ số thành viên để họp") if self.enough else _("chưa đủ số thành viên để họp")
        values = {
            "there": self.there,
            "members": self.members,
            "verdict": verdict,
            "rule": dict(QUORUMS)[self.rule],
            "needed": self.needed,
        }
        return _("Có mặt %(there)d/%(members)d thành viên: %(verdict)s (cần %(rule)s, tức %(needed)d người).") % values

    @property
    def basis(self) -> str:
        """Where the rule comes from, and whether somebody should look at it."""
        if self.rule == "two_thirds" and self.held_on <= LAST_OF_2015:
            return _("Theo Luật Tổ chức chính quyền địa phương số 77/2015/QH13, áp dụng đến ngày 28/02/2025.")
        return _("Mức đề xuất, chưa đối chiếu với điều khoản đang có hiệu lực: sửa theo quy chế làm việc của cơ quan.")
