"""A register's definition as plain values."""

from dataclasses import dataclass, field
from enum import Enum

from giaoban.kernel.formula import Type
from giaoban.kernel.schema.told import worded
from giaoban.kernel.wording import Wording


class Kind(Enum):
    """The type of a field; its value is the word in TOML."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    CHOICE = "choice"
    CHOICES = "choices"
    BOOLEAN = "boolean"
    UNIT = "unit"
    PERSON = "person"
    FILE = "file"

    @property
    def word(self) -> Wording:
        """The word for people."""
        return worded(f"kind_{self.value.replace('_', '')}")

    @property
    def type(self) -> Type:
        """What a formula sees."""
        return TYPES[self]


TYPES = {
    Kind.TEXT: Type.TEXT,
    Kind.LONG_TEXT: Type.TEXT,
    Kind.INTEGER: Type.NUMBER,
    Kind.DECIMAL: Type.NUMBER,
    Kind.MONEY: Type.NUMBER,
    Kind.DATE: Type.DATE,
    Kind.MONTH: Type.DATE,
    Kind.YEAR: Type.NUMBER,
    Kind.CHOICE: Type.TEXT,
    Kind.CHOICES: Type.LIST,
    Kind.BOOLEAN: Type.BOOL,
    Kind.UNIT: Type.TEXT,
    Kind.PERSON: Type.TEXT,
    Kind.FILE: Type.TEXT,
}
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.YEAR})
REFERENCES = frozenset({Kind.UNIT, Kind.PERSON, Kind.FILE})

VALIDITY = {"entry.start": Type.DATE, "entry.end": Type.DATE}
"""Names of an entry's own days in formulas: valid from, and the day it ended (missing while it is valid)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. measure: unit of measure; digits: decimals of a decimal; least, most, default: as typed; longest: characters (0: the
    type's own limit); level: 0 public, 1 internal, 2 restricted; derive: formula, then nobody types it; was: its name in the version
    before."""

    name: str
    kind: Kind
    label: str
    label_en: str = ""
    help: str = ""
    required: bool = False
    unique: bool = False
    listed: bool = True
    measure: str = ""
    digits: int = 2
    least: str = ""
    most: str = ""
    default: str = ""
    longest: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    level: int = 0
    derive: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must hold in one entry; `say` is told at `field` where it does not. Missing values are not refused by rules."""

    must: str
    field: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warn:
    """What is pointed out while it holds on the day asked about ("recognition ends within five months"). tone: warn, bad or info."""

    id: str
    when: str
    label: str
    tone: str = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure that the register feeds. Either `value`, or `numerator` and `denominator` (then the figure is in percent).

    part_measure, part_kind: the unit of measure and the kind (sum, stock) of numerator and denominator; per: month, quarter or year;
    kind: sum, stock or rate; by_unit: also one figure for each unit.
    """

    id: str
    name: str
    measure: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    part_measure: str = "mục"
    part_kind: str = "stock"
    kind: str = "stock"
    per: str = "month"
    by_unit: bool = False
    level: int = 0

    @property
    def formulas(self) -> dict[str, str]:
        """The formulas by what they give."""
        rows = {"value": self.value, "numerator": self.numerator, "denominator": self.denominator}
        return {name: text for name, text in rows.items() if text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The yearly window in which units confirm their entries, as "month-day"."""

    opens: str
    closes: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One version of a register. key: fields that name an entry; title: fields shown as its name; unit, person: the field that is the
    entry's unit or person; start: the field of the day from which an entry is valid."""

    id: str
    version: int
    name: str
    name_en: str = ""
    about: str = ""
    basis: str = ""
    key: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    unit: str = ""
    person: str = ""
    start: str = ""
    level: int = 0
    fields: tuple[Field, ...] = ()
    rules: tuple[Rule, ...] = ()
    warnings: tuple[Warn, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    review: Review | None = None
    _by_name: dict[str, Field] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_name.update({row.name: row for row in self.fields})

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    def field(self, name: str) -> Field | None:
        """The field of a name."""
        return self._by_name.get(name)

    @property
    def typed(self) -> tuple[Field, ...]:
        """The fields that people fill in."""
        return tuple(row for row in self.fields if not row.derive)

    @property
    def types(self) -> dict[str, Type]:
        """What formulas of one entry may name."""
        return {**{row.name: row.kind.type for row in self.fields}, **VALIDITY}
