"""Questions about a figure that looks odd beside those before it: a wrong unit, a jump, a value far from the usual. Never a refusal.

Each question shows its arithmetic, so that the one who typed the figure can answer it without a calculator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Literal

from giaoban.kernel.indicators.told import number, worded
from giaoban.kernel.wording import Wording

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
NOUNS = {
    "tháng": worded("months"),
    "quý": worded("quarters"),
    "kỳ 6 tháng": worded("halves"),
    "năm": worded("years"),
    "kỳ": worded("periods"),
}
"""What periods are called."""


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
        words = worded("last_asked", value=said(value, unit), compared=compared(value, last, unit))
        found.append(Question("last", words))
    if last_year is not None and jumps(value, last_year.value, unit, step, limits):
        words = worded("year_asked", value=said(value, unit), compared=compared(value, last_year, unit))
        found.append(Question("year", words))
    return found


def reference_of(earlier: Sequence[Past], last_year: Past | None) -> Past | None:
    """The usual size of a figure: the median of three or more, else the last, else that of a year ago; zeros say nothing."""
    known = [past.value for past in earlier if past.value]
    if len(known) >= USUAL:
        return Past(median(known), worded("usual_level"))
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
            told = {"compared": compared(value, reference, unit), "question": asked_unit(factor, unit)}
            words = worded("scale_asked", value=said(value, unit), **told)
            return Question("scale", words, (value / factor).normalize())
    return None


def asked_unit(factor: Decimal, unit: str) -> Wording:
    """The question about the unit of measure behind a factor."""
    if unit == "%":
        return worded("share_unit")
    words = unit.split()
    power = STEPS.index(words[0]) if words and words[0] in STEPS else 0
    base = " ".join(words[1:] if power else words)
    meant = power - factor.adjusted() // 3
    if base and 0 <= meant < len(STEPS):
        return worded("other_unit", unit=unit, other=f"{STEPS[meant]} {base}".strip())
    return worded("zeros", unit=unit) if base else worded("which_unit")


def zero_suspect(value: Decimal, earlier: Sequence[Past], last_year: Past | None, *, unit: str) -> Question | None:
    """The question whether a zero is a figure or no figure, where there was none before."""
    known = [*earlier, *([last_year] if last_year else [])]
    if value or any(not past.value for past in known):
        return None
    past = known[len(earlier) - 1] if earlier else known[0]
    return Question("zero", worded("zero_asked", label=past.label, value=said(past.value, unit)))


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


def compared(value: Decimal, past: Past, unit: str) -> Wording:
    """How a value stands to another one: times, a part, or a difference: "gấp 10,2 lần tháng 10/2026 (55 người)"."""
    other = worded("past", label=past.label, value=said(past.value, unit))
    if unit == "%" or value * past.value <= 0:
        gap = said(abs(value - past.value), "điểm %" if unit == "%" else unit)
        return worded("higher" if value >= past.value else "lower", other=other, gap=gap)
    if abs(value) >= abs(past.value):
        return worded("times_more", times=times(value / past.value), other=other)
    return worded("part_of", times=times(past.value / value), other=other)


def times(ratio: Decimal) -> Decimal:
    """A ratio as it is said: one decimal below a hundred, none above."""
    with localcontext() as context:
        context.prec = max(28, abs(ratio.adjusted()) + 4)
        return ratio.quantize(Decimal(1) if ratio >= HUNDRED or ratio % 1 == 0 else Decimal("0.1"), ROUND_HALF_UP)


def said(value: Decimal, unit: str) -> Wording:
    """A value with its unit, with as many decimals as it has, at most six."""
    return number(value, unit, 6)


def unusual_words(value: Decimal, usual: Spread, last: Past | None, unit: str, noun: str) -> Wording:
    """The sentence about a value far from the usual."""
    between = (
        worded("all_equal", value=said(usual.low, unit))
        if usual.low == usual.high
        else worded("between", low=said(usual.low, ""), high=said(usual.high, unit), median=said(usual.median, ""))
    )
    return worded(
        "unusual_asked",
        value=said(value, unit),
        compared=compared(value, last, unit) if last is not None and last.value else worded("far_off"),
        count=usual.count,
        noun=NOUNS.get(noun, noun),
        between=between,
    )
