"""Units of measure as people write them: "tỷ đồng" is a thousand times "triệu đồng", "phần trăm" is "%". Pure."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from giaoban.ground.org.folding import normalise
from giaoban.kernel.quantity import DEFAULT, Unit, find_figures

MONEY = "VND"


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure: its canonical name, what it is counted per, and how many of the canonical unit one of it is."""

    name: str
    factor: Decimal
    per: str = ""

    def same(self, other: "Measure") -> bool:
        """True where amounts of the two can be turned into each other."""
        return self.name == other.name and self.per == other.per


@lru_cache(maxsize=1024)
def measure(text: str) -> Measure:
    """Read a unit of measure. Words that the figure reader does not know stand for themselves."""
    words = " ".join(text.split())
    if words == MONEY:
        return Measure(MONEY, Decimal(1))
    phrase = f"đạt 1 {words}"
    figures = find_figures(phrase) if words else []
    if len(figures) == 1 and figures[0].value and figures[0].unit and figures[0].end == len(phrase):
        return Measure(plain(figures[0].unit), figures[0].value, plain(figures[0].per))
    return Measure(plain(words), Decimal(1))


def counted(text: str) -> bool:
    """True for what is counted one by one ("hồ sơ", "giấy mời"), False for measures, money and shares."""
    found: object = DEFAULT.units
    for word in plain(text).split():
        found = found.get(word) if isinstance(found, dict) else None
    unit = found.get("") if isinstance(found, dict) else None
    return isinstance(unit, Unit) and unit.kind == "count"


def plain(words: str) -> str:
    """Words of a unit without case, with one placing of tone marks."""
    return words if words == MONEY else " ".join(normalise(words).split())


def fits(given: str, wanted: str) -> bool:
    """True where a number in `given` may be one in `wanted`. Either may be empty: then nothing speaks against it.

    A counted noun fits the nouns it begins or that begin with it ("trường" and "trường công lập"): reports shorten what they count.
    """
    one, other = measure(given), measure(wanted)
    if one.same(other) or not one.name or not other.name:
        return True
    if one.factor != 1 or other.factor != 1 or one.per != other.per:
        return False
    left, right = one.name.split(), other.name.split()
    shorter = min(len(left), len(right))
    return left[:shorter] == right[:shorter] and "%" not in (one.name, other.name)


def convert(amount: Decimal, given: str, wanted: str) -> Decimal:
    """The amount in `wanted`: 39.981.000.000 VND is 39.981 triệu đồng. Unchanged where the two cannot be compared."""
    one, other = measure(given), measure(wanted)
    return amount * one.factor / other.factor if one.same(other) else amount
