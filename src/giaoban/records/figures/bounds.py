"""What the values of an indicator can be at all, from what it is: a share of what is counted ends at 100 %, a count begins at 0. Pure.

A rate that compares (with a plan, with last year) is no share and may exceed 100 %; a change, a balance or money may be negative. Where the
name leaves a doubt there is no bound: a refused true figure is worse than a question about a false one.
"""

from decimal import Decimal

from giaoban.ground.org.folding import normalise
from giaoban.records.figures.measures import counted, measure

HUNDRED, ZERO = Decimal(100), Decimal(0)
RATE = ("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "phần trăm")
COMPARES = (
    "so với", "kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu", "định mức", "tăng", "giảm", "tốc độ", "chỉ số", "hoàn thành", "thực hiện",
    "vượt", "biến động", "chênh lệch", "cân đối", "bội chi", "lợi nhuận", "công suất", "cùng kỳ", "giải ngân",
)  # fmt: skip
"""Words of a name that say that something is compared or changes; each of them alone can make a value above 100 % or below 0."""
SHARED = (
    "nghèo", "đúng hạn", "trước hạn", "quá hạn", "hài lòng", "bao phủ", "che phủ", "trực tuyến", "dân số", "lao động", "bảo hiểm",
    "tiêm chủng", "đạt chuẩn", "tham gia",
)  # fmt: skip
"""Words of a rate that say that it is a share, although what is counted is not named directly behind "tỷ lệ"."""
SIZES = frozenset({"ha", "m", "m2", "m3", "km", "km2", "kg", "gam", "tấn", "tạ", "yến", "lít", "kwh"})
"""Measures of which there cannot be less than none."""
PERCENT = ("%", "phần trăm")
NOUN = 3
"""Words behind "tỷ lệ" that may name what is counted: "tỷ lệ hộ", "tỷ lệ giấy chứng nhận"."""


def plain(name: str) -> str:
    """A name in lower case with single spaces."""
    return " ".join(normalise(name).split())


def compares(name: str) -> bool:
    """Whether a name says that something is compared or changes."""
    said = f" {plain(name)} "
    return any(f" {plain(word)} " in said for word in COMPARES)


def highest(
    name: str,
    unit_of_measure: str,
    *,
    numerator: tuple[str, str] | None = None,
    denominator: tuple[str, str] | None = None,
) -> Decimal | None:
    """The highest value possible: 100 for a share, None where nothing is known. numerator, denominator: (name, unit of measure) of the
    parts that the rate is computed from, both or neither.

    A share is: of parts counted in one unit of measure; of parts of which the one's name begins with the other's ("diện tích lúa",
    "diện tích lúa được tưới"); without parts, a rate of what is counted ("tỷ lệ hộ nghèo", "tỷ lệ văn bản xử lý đúng hạn").
    """
    if plain(unit_of_measure) not in PERCENT or compares(name):
        return None
    if numerator is not None and denominator is not None:
        one, other = measure(numerator[1]), measure(denominator[1])
        if compares(denominator[0]) or not one.same(other):
            return None
        within = plain(numerator[0]).startswith(plain(denominator[0]))
        return HUNDRED if within or counted(numerator[1]) else None
    said = plain(name)
    start = next((word for word in map(plain, RATE) if said.startswith(word)), None)
    if start is None:
        return None
    words = said[len(start) :].replace("số ", "", 1).split()
    named = any(counted(" ".join(words[:count])) for count in range(1, NOUN + 1) if len(words) >= count)
    return HUNDRED if named or any(plain(word) in said for word in SHARED) else None


def lowest(name: str, unit_of_measure: str, *, limit: Decimal | None = None) -> Decimal | None:
    """The lowest value possible: 0 for what is counted, for sizes and for shares; None for money, for changes and where nothing is known.

    limit: the highest value that somebody set; a percentage with one is a share.
    """
    if compares(name):
        return None
    if plain(unit_of_measure) in PERCENT:
        return ZERO if limit is not None or highest(name, unit_of_measure) is not None else None
    return ZERO if measure(unit_of_measure).name in SIZES or counted(unit_of_measure) else None
