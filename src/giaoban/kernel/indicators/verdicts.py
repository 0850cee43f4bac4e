"""Met, on pace, behind, missed, or not to be judged: with the arithmetic as a sentence. Rules: docs/dev/algorithms/targets.md."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from giaoban.kernel.calendar import Period
from giaoban.kernel.indicators.goals import (
    HUNDRED,
    PLAIN,
    RELATIVE,
    Actuals,
    Goal,
    Target,
    at_most,
    goal_of,
    number,
    referred,
)
from giaoban.kernel.quantity import INFINITY, Interval

Status = Literal["met", "on_pace", "behind", "missed", "unknown"]
ORDER: tuple[Status, ...] = ("missed", "behind", "unknown", "on_pace", "met")
"""Of several parts the first of these is the whole's."""
WORDS = {
    "met": "đã đạt",
    "on_pace": "đúng tiến độ",
    "behind": "chậm tiến độ",
    "missed": "không đạt",
    "unknown": "chưa đánh giá được",
}
LASTING = ("raise_to", "n_of_m")
"""Kinds that are reached once the level is reached, also before the period ends."""
FLAGGED = (*PLAIN, "range")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a target stands, and why.

    share: what was reached in percent of the lower bound asked for; pace: the part of the period that has passed, in percent. Both None
    where they say nothing. already: last year's result had reached the target before it was set. parts: verdicts of the parts.
    """

    status: Status
    sentence: str
    share: Decimal | None = None
    pace: Decimal | None = None
    already: bool = False
    parts: "tuple[Verdict, ...]" = ()

    @property
    def words(self) -> str:
        """The status as people say it."""
        return WORDS[self.status]


def verdict(target: Target, actuals: Actuals, period: Period, *, on: date) -> Verdict:
    """How a target of a period stands on a day, from what is known. Pure; nothing is rounded before it is compared.

    A period is over for the target when figures cover all of it. After its last day a target with figures of a part only cannot be judged,
    unless it was met (or lost for good) before.
    """
    if target.kind == "by_reference":
        above = referred(target)
        if above is None:
            return unknown("Giao theo mức của cấp trên; cấp trên chưa giao số cụ thể")
        return verdict(above, actuals, period, on=on)
    parts = tuple(
        verdict(part, known, period, on=on) for part, known in zip(target.parts, padded(target, actuals), strict=True)
    )
    if target.kind == "all_parts":
        return of_parts(target, parts)
    own = judged(target, mean_of_parts(target, actuals), period, on)
    if not parts or target.kind == "weighted_mean":
        return Verdict(own.status, own.sentence, own.share, own.pace, own.already, parts)
    status = worst([own, *parts])
    sentence = own.sentence if status == own.status else f"{own.sentence} Tính cả thành phần: {WORDS[status]}."
    return Verdict(status, sentence, own.share, own.pace, own.already, parts)


def padded(target: Target, actuals: Actuals) -> tuple[Actuals, ...]:
    """What is known of each part; nothing for parts that nobody told of."""
    missing = len(target.parts) - len(actuals.parts)
    return (*actuals.parts[: len(target.parts)], *(Actuals() for _ in range(missing)))


def worst(verdicts: list[Verdict]) -> Status:
    """The status that decides for all."""
    return min((v.status for v in verdicts), key=ORDER.index)


def unknown(why: str) -> Verdict:
    """Not to be judged, and why."""
    return Verdict("unknown", f"{why}: {WORDS['unknown']}.")


def of_parts(target: Target, parts: tuple[Verdict, ...]) -> Verdict:
    """One target on several series: all of them count."""
    counts = [
        f"{sum(v.status == s for v in parts)} {WORDS[s]}" for s in ORDER[::-1] if any(v.status == s for v in parts)
    ]
    named = [f"{part.name}: {v.words}" for part, v in zip(target.parts, parts, strict=True) if part.name]
    status = worst(list(parts))
    detail = f" ({'; '.join(named)})" if named else ""
    return Verdict(status, f"{len(parts)} thành phần, {', '.join(counts)}{detail}: {WORDS[status]}.", parts=parts)


def mean_of_parts(target: Target, actuals: Actuals) -> Actuals:
    """For a weighted mean without a figure of its own: what its parts make together, where all of them are known for one stretch."""
    known = padded(target, actuals)
    reached = {part.reached for part in known}
    if target.kind != "weighted_mean" or actuals.value is not None or len(reached) != 1:
        return actuals
    weights = [part.weight or Decimal(0) for part in target.parts]
    total = Interval.point(Decimal(0))
    for part, weight in zip(known, weights, strict=True):
        if part.value is None:
            return actuals
        total += part.value.scaled(weight)
    one = Decimal(1) / sum(weights)
    return Actuals(value=total.scaled(one), reached=known[0].reached, last_year=actuals.last_year)


def judged(target: Target, actuals: Actuals, period: Period, on: date) -> Verdict:
    """The verdict on a target's own figure."""
    value, reached = actuals.value, actuals.reached
    if value is None or reached is None:
        goal = goal_of(target, actuals, whole=True)
        asked = f"Giao {goal.words}; " if isinstance(goal, Goal) else ""
        missing = unknown(sentence_case(f"{asked}chưa có số thực hiện"))
        return replace(missing, sentence=missing.sentence + flag(target, actuals), already=was_met(target, actuals))
    whole = reached.end >= period.end
    goal = goal_of(target, actuals, whole=whole)
    if isinstance(goal, str):
        return unknown(sentence_case(f"{told(target, actuals, value, reached)}; {goal}"))
    passed, parts = period.elapsed(reached.last)
    pace = Decimal(passed) / Decimal(parts)
    status, why = weighed(target, actuals, goal, value, whole=whole, pace=pace)
    if not whole and on > period.last and status in ("on_pace", "behind"):
        status, why = "unknown", f"kỳ đã hết nhưng số liệu mới đến {reached.last:%d/%m/%Y}"
    share = share_of(target, goal, value)
    already = was_met(target, actuals)
    pieces = [f"Giao {goal.words}", goal.computed, told(target, actuals, value, reached, share=share, goal=goal)]
    if not whole and target.nature == "sum":
        unit = "tháng" if period.months else "ngày"
        pieces.append(f"đã qua {passed}/{parts} {unit} ({number(pace * HUNDRED, '%', 1)} thời gian)")
    if target.kind == "n_of_m" and actuals.population not in (None, target.high):
        pieces.append(f"tổng số nay là {number(actuals.population or Decimal(0), target.unit)}")
    sentence = "; ".join(filter(None, (*pieces, why))) + f": {WORDS[status]}."
    return Verdict(status, sentence + flag(target, actuals), share, (pace * HUNDRED).quantize(Decimal("0.1")), already)


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def inside(value: Interval, accepted: Interval) -> bool | None:
    """True where every possible value is accepted, False where none is, None where it depends."""
    if not value.meets(accepted):
        return False
    low_ok = accepted.low < value.low or (accepted.low == value.low and (value.low_open or not accepted.low_open))
    high_ok = value.high < accepted.high or (
        value.high == accepted.high and (value.high_open or not accepted.high_open)
    )
    return True if low_ok and high_ok else None


def weighed(
    target: Target, actuals: Actuals, goal: Goal, value: Interval, *, whole: bool, pace: Decimal
) -> tuple[Status, str]:
    """(status, reason where the numbers do not say it by themselves)."""
    accepted = goal.accepted
    if target.direction == "up" and accepted.low != accepted.high and accepted.low != -INFINITY:
        accepted = Interval(accepted.low, INFINITY, accepted.low_open)
    holds = inside(value, accepted)
    if holds is None:
        return "unknown", "số liệu không cho biết giá trị chính xác"
    if whole:
        return ("met" if holds else "missed"), ""
    if target.kind in RELATIVE and not (target.kind == "keep" and target.amount is not None):
        return ("on_pace" if holds else "behind"), ""
    if target.nature == "sum":
        return flowing(accepted, value, pace)
    if holds:
        lasting = target.kind in LASTING or (target.nature == "stock" and accepted.high == INFINITY)
        return ("met" if lasting else "on_pace"), ("" if lasting else "đang ở mức giao, kết luận khi hết kỳ")
    return climbing(actuals, accepted, value, pace)


def flowing(accepted: Interval, value: Interval, pace: Decimal) -> tuple[Status, str]:
    """A figure that adds up over the period: its share against the share of time. What has been spent does not come back."""
    if value.low > accepted.high:
        return "missed", "đã vượt mức cho phép"
    if accepted.low == -INFINITY:
        allowed = inside(value, at_most(accepted.high * pace))
        return ("on_pace" if allowed else "behind"), ("" if allowed else "dùng nhanh hơn thời gian")
    if value.low >= accepted.low and inside(value, accepted):
        final = accepted.high == INFINITY
        return ("met" if final else "on_pace"), ("" if final else "đang trong khoảng giao, kết luận khi hết kỳ")
    return ("on_pace" if value.low >= accepted.low * pace else "behind"), ""


def climbing(actuals: Actuals, accepted: Interval, value: Interval, pace: Decimal) -> tuple[Status, str]:
    """A level that is not yet where it should be: the way made since last year against the share of time."""
    if actuals.last_year is None:
        return "behind", "chưa đến mức giao"
    start = actuals.last_year
    bound = accepted.low if value.high <= accepted.low else accepted.high
    way, made = bound - start, value.low - start
    if way == 0:
        return "behind", "thấp hơn năm trước" if made < 0 else "cao hơn năm trước"
    done = made / way
    words = f"từ {number(start, '')} năm trước đã đi {number(max(done, Decimal(0)) * HUNDRED, '%', 1)} chặng đường"
    return ("on_pace" if done >= pace else "behind"), words


def share_of(target: Target, goal: Goal, value: Interval) -> Decimal | None:
    """What was reached in percent of the bound asked for, to one place; None for rates, levels of zero and inexact figures."""
    bound = goal.accepted.low if goal.accepted.low != -INFINITY else goal.accepted.high
    if target.nature == "rate" or bound <= 0 or not value.is_point:
        return None
    return (value.low * HUNDRED / bound).quantize(Decimal("0.1"))


def told(
    target: Target,
    actuals: Actuals,
    value: Interval,
    reached: Period,
    *,
    share: Decimal | None = None,
    goal: Goal | None = None,
) -> str:
    """What was reached, as a clause: "9 tháng đầu năm 2026 đạt 1.620 người, bằng 81 % mức giao"."""
    of = f"/{number(actuals.population or target.high or Decimal(0), '')}" if target.kind == "n_of_m" else ""
    words = f"{reached.name} {'ước đạt' if actuals.estimate else 'đạt'} {spread(value, of, target.unit)}"
    if share is not None and target.kind not in RELATIVE:
        return f"{words}, bằng {number(share, '%', 1)} mức giao"
    if goal is not None and target.nature == "rate" and value.is_point and target.unit == "%":
        return words + gap(value.low, goal.accepted)
    return words


def spread(value: Interval, of: str, unit: str) -> str:
    """An exact value or a range in words."""
    after = f"{of} {unit}".rstrip()
    if value.is_point:
        return number(value.low, "") + after
    if value.high == INFINITY:
        return (
            f"trên {number(value.low, '')}{after}" if value.low_open else f"từ {number(value.low, '')}{after} trở lên"
        )
    if value.low == -INFINITY:
        return f"{'dưới' if value.high_open else 'không quá'} {number(value.high, '')}{after}"
    return f"{number(value.low, '')} – {number(value.high, '')}{after}"


def gap(value: Decimal, accepted: Interval) -> str:
    """How far a share lies from what was asked, in percentage points."""
    if value < accepted.low:
        return f", còn thiếu {number(accepted.low - value, 'điểm %')}"
    if value > accepted.high:
        return f", vượt {number(value - accepted.high, 'điểm %')}"
    return ""


def flag(target: Target, actuals: Actuals) -> str:
    """The sentence that a target asks for no more than last year's result; "" where it asks for more."""
    if actuals.last_year is None or not was_met(target, actuals):
        return ""
    return f" Kết quả năm trước ({number(actuals.last_year, target.unit)}) đã đạt mức này."


def was_met(target: Target, actuals: Actuals) -> bool:
    """True where last year's result already lay where the target asks to come to (mission row E18)."""
    if target.kind not in FLAGGED or actuals.last_year is None:
        return False
    goal = goal_of(target, actuals, whole=True)
    return isinstance(goal, Goal) and goal.accepted.contains(actuals.last_year)
