"""Questions about a figure that looks odd beside those before it: a wrong unit, a jump, a value far from the usual. Never a refusal.

Each question shows its arithmetic, so that the one who typed the figure can answer it without a calculator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from giaoban.kernel.indicators.goals import number
from giaoban.kernel.quantity import vietnamese

QuestionKind = Literal["scale", "zero", "unusual", "last", "year"]
ONE, TEN, HUNDRED, THOUSAND = Decimal(1), Decimal(10), Decimal(100), Decimal(1000)
ENOUGH = 5
"""Fewer figures than this say nothing about what is usual."""
USUAL = 3
"""From so many figures on their median is a better measure of size than the last of them."""
MAD_TO_SIGMA, MEAN_TO_SIGMA = Decimal("1.4826"), Decimal("1.2533")
"""A median (mean) absolute deviation of a normal sample times this is its standard deviation."""
SMALL = {n: Decimal(b) for n, b in ((5, "1.206"), (6, "1.200"), (7, "1.140"), (8, "1.129"), (9, "1.107"))}
"""What the MAD of n figures is too small by (Croux and Rousseeuw 1992); n / (n - 0.8) beyond nine."""
APART = Decimal(3)
"""A ratio within this of 1.000 or 1.000.000 looks like a unit of measure, not like a change."""
TWO_POINTS = Decimal(2)
"""Shares move by a point or two from one month to the next."""
STEPS = ("", "nghìn", "triệu", "tỷ")


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is asked.

    far: standard deviations by how many figures there are at least, for an estimate from few is unsure; jump: times (or its inverse);
    points: percentage points of a share; least: a jump is at least that many units of the last digit; noise: the usual deviation is taken
    for no less than this share of the median; season: times within which a figure and that of a year ago count as alike.
    """

    far: tuple[tuple[int, Decimal], ...] = ((12, Decimal("3.5")), (8, Decimal(5)), (0, Decimal(6)))
    jump: Decimal = Decimal(3)
    points: Decimal = Decimal(20)
    least: Decimal = Decimal(10)
    noise: Decimal = Decimal("0.03")
    season: Decimal = Decimal("1.5")

    def far_from(self, count: int) -> Decimal:
        """The deviations that are far with so many figures."""
        return next(deviations for least, deviations in self.far if count >= least)


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier figure of the same indicator and unit. label: its period as a sentence names it ("tháng 10/2026")."""

    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask about a figure: the sentence with its arithmetic; for a suspected unit also the figure it would then be."""

    kind: QuestionKind
    sentence: str
    corrected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """What is usual: median, lowest, highest, the standard deviation a robust estimate gives, and of how many figures."""

    median: Decimal
    low: Decimal
    high: Decimal
    sigma: Decimal
    count: int

    def z(self, value: Decimal) -> Decimal:
        """How many standard deviations a value lies from the median, without sign."""
        return abs(value - self.median) / self.sigma


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle of the values, the mean of the two middle ones where their number is even. Errors: IndexError without values."""
    ranked = sorted(values)
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


def spread(values: Sequence[Decimal], *, floor: Decimal, noise: Decimal = DEFAULT_LIMITS.noise) -> Spread | None:
    """What is usual among the values; None for fewer than five. floor > 0: the smallest deviation that counts (one of the last digit).

    The deviation is 1.4826 MAD, made larger for few values; where more than half of the values are equal (MAD zero), 1.2533 times the mean
    absolute deviation; never below `floor` nor below `noise` times the median.
    """
    count = len(values)
    if count < ENOUGH:
        return None
    middle = median(values)
    away = [abs(value - middle) for value in values]
    mad = median(away)
    sigma = mad * MAD_TO_SIGMA * SMALL.get(count, Decimal(count) / (Decimal(count) - Decimal("0.8")))
    if not mad:
        sigma = sum(away, Decimal(0)) / count * MEAN_TO_SIGMA
    return Spread(middle, min(values), max(values), max(sigma, floor, abs(middle) * noise), count)


def questions(
    value: Decimal,
    *,
    earlier: Sequence[Past] = (),
    last_year: Past | None = None,
    unit: str = "",
    digits: int = 0,
    noun: str = "tháng",
    limits: Limits = DEFAULT_LIMITS,
) -> list[Question]:
    """What to ask about a value; empty where nothing looks odd.

    earlier: figures of the periods before, oldest first, without those that are missing; last_year: the same period a year ago; unit: of
    measure, "%" is a share; digits: decimals of the indicator; noun: what a period is called ("tháng", "quý").
    A suspected unit or a sudden zero is asked alone: the jump it makes is the same question again.
    """
    reference = reference_of(earlier, last_year)
    if reference is None:
        return []
    alone = scale_suspect(value, reference, unit=unit) or zero_suspect(value, earlier, last_year, unit=unit)
    if alone is not None:
        return [alone]
    step = ONE.scaleb(-digits)
    found: list[Question] = []
    usual = spread([past.value for past in earlier], floor=TWO_POINTS if unit == "%" else step, noise=limits.noise)
    last = earlier[-1] if earlier else None
    if usual is not None:
        seasonal = last_year is not None and alike(value, last_year.value, limits)
        if usual.z(value) > limits.far_from(usual.count) and not seasonal:
            found.append(Question("unusual", unusual_words(value, usual, last, unit, noun)))
    elif last is not None and jumps(value, last.value, unit, step, limits):
        found.append(Question("last", f"{said(value, unit)} {compared(value, last, unit)}. Số này có đúng không?"))
    if last_year is not None and jumps(value, last_year.value, unit, step, limits):
        words = f"{said(value, unit)} {compared(value, last_year, unit)}. Có đúng là thay đổi nhiều như vậy không?"
        found.append(Question("year", words))
    return found


def reference_of(earlier: Sequence[Past], last_year: Past | None) -> Past | None:
    """The usual size of a figure: the median of three or more, else the last, else that of a year ago; zeros say nothing."""
    known = [past.value for past in earlier if past.value]
    if len(known) >= USUAL:
        return Past(median(known), "mức thường gặp")
    for past in (*reversed(earlier), *([last_year] if last_year else [])):
        if past.value:
            return past
    return None


def scale_suspect(value: Decimal, reference: Past, *, unit: str) -> Question | None:
    """The question about thousand or million (a share: about 0,65 and 65) where a value is about that many times another, or the inverse.

    `reference.value` must not be zero. "About": up to three times more or less. `corrected` is the value in the unit that was meant.
    """
    ratio = value / reference.value
    if ratio <= 0:
        return None
    factors = (HUNDRED,) if unit == "%" else (THOUSAND, THOUSAND**2, THOUSAND**3)
    for factor in (*factors, *(ONE / each for each in factors)):
        if factor / APART <= ratio <= factor * APART:
            told = f"{said(value, unit)} {compared(value, reference, unit)}."
            return Question("scale", f"{told} {asked_unit(factor, unit)}", (value / factor).normalize())
    return None


def asked_unit(factor: Decimal, unit: str) -> str:
    """The question about the unit of measure behind a factor."""
    if unit == "%":
        return "Cột này ghi phần trăm (65 chứ không phải 0,65): có phải nhầm dấu phẩy không?"
    words = unit.split()
    power = STEPS.index(words[0]) if words and words[0] in STEPS else 0
    base = " ".join(words[1:] if power else words)
    meant = power - factor.adjusted() // 3
    if base and 0 <= meant < len(STEPS):
        other = f"{STEPS[meant]} {base}".strip()
        return f"Cột này tính bằng {unit}: có phải đang ghi bằng {other} không?"
    return "Đơn vị là nghìn hay triệu?" if not base else f"Cột này tính bằng {unit}: có thừa hoặc thiếu số 0 không?"


def zero_suspect(value: Decimal, earlier: Sequence[Past], last_year: Past | None, *, unit: str) -> Question | None:
    """The question whether a zero is a figure or no figure, where there was none before."""
    known = [*earlier, *([last_year] if last_year else [])]
    if value or any(not past.value for past in known):
        return None
    past = known[len(earlier) - 1] if earlier else known[0]
    words = f"Ghi 0 trong khi {past.label} là {said(past.value, unit)}. Đúng là bằng 0, hay là chưa có số liệu (khi đó để trống)?"
    return Question("zero", words)


def alike(value: Decimal, other: Decimal, limits: Limits) -> bool:
    """True where two figures are of one size: what is usual for the season."""
    if value * other <= 0:
        return value == other
    return ONE / limits.season <= value / other <= limits.season


def jumps(value: Decimal, before: Decimal, unit: str, step: Decimal, limits: Limits) -> bool:
    """True for a change nobody makes without knowing it: shares by points, others by times and by some units of the last digit."""
    change = abs(value - before)
    if unit == "%":
        return change >= limits.points
    if change < limits.least * step:
        return False
    return value * before <= 0 or not ONE / limits.jump < value / before < limits.jump


def compared(value: Decimal, past: Past, unit: str) -> str:
    """How a value stands to another one: times, a part, or a difference: "gấp 10,2 lần tháng 10/2026 (55 người)"."""
    other = f"{past.label} ({said(past.value, unit)})"
    if unit == "%" or value * past.value <= 0:
        kind = "điểm %" if unit == "%" else unit
        way = "cao hơn" if value >= past.value else "thấp hơn"
        return f"{way} {other} {said(abs(value - past.value), kind)}"
    if abs(value) >= abs(past.value):
        return f"gấp {times(value / past.value)} lần {other}"
    return f"chỉ bằng 1/{times(past.value / value)} {other}"


def times(ratio: Decimal) -> str:
    """A ratio as it is said: one decimal below a hundred, none above."""
    return vietnamese(ratio, 0 if ratio >= HUNDRED or ratio % 1 == 0 else 1)


def said(value: Decimal, unit: str) -> str:
    """A value with its unit, with as many decimals as it has, at most six."""
    return number(value, unit, 6)


def unusual_words(value: Decimal, usual: Spread, last: Past | None, unit: str, noun: str) -> str:
    """The sentence about a value far from the usual."""
    lead = compared(value, last, unit) if last is not None and last.value else "khác xa các số trước"
    between = (
        f"đều là {said(usual.low, unit)}"
        if usual.low == usual.high
        else f"từ {said(usual.low, '')} đến {said(usual.high, unit)}, ở giữa là {said(usual.median, '')}"
    )
    return f"{said(value, unit)} {lead}; {usual.count} {noun} trước {between}. Số này có đúng không?"
