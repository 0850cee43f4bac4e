"""The functions of the language: what they take, what they give, how they are written."""

from dataclasses import dataclass

from giaoban.kernel.formula.told import worded
from giaoban.kernel.formula.values import Type
from giaoban.kernel.wording import Wording

N, D, T, B, L = Type.NUMBER, Type.DATE, Type.TEXT, Type.BOOL, Type.LIST
ANY = frozenset(Type) - {Type.SPAN}
PLAIN = frozenset({N, D, T, B})


@dataclass(frozen=True, slots=True)
class Function:
    """takes: the kinds each argument may have, the last one for all further ones; least/most: how many; gives: None is "as the
    arguments"."""

    takes: tuple[frozenset[Type], ...]
    least: int
    most: int
    gives: Type | None
    wanted: Wording
    example: str
    over_entries: bool = False


def one(*types: Type) -> frozenset[Type]:
    """These kinds."""
    return frozenset(types)


FUNCTIONS = {
    "if": Function((one(B), ANY), 3, 3, None, worded("condition_and_two"), "if(a > b, 1, 0)"),
    "coalesce": Function((ANY,), 2, 8, None, worded("two_of_a_kind"), "coalesce(a, 0)"),
    "missing": Function((ANY,), 1, 1, B, worded("a_field"), "missing(recognised_on)"),
    "year": Function((one(D),), 1, 1, N, worded("a_day"), "year(recognised_on)"),
    "month": Function((one(D),), 1, 1, N, worded("a_day"), "month(paid_on)"),
    "round": Function((one(N),), 2, 2, N, worded("number_and_digits"), "round(a / b, 2)"),
    "abs": Function((one(N),), 1, 1, N, worded("a_number"), "abs(a - b)"),
    "least": Function((one(N, D),), 2, 8, None, worded("numbers_or_days"), "least(a, b)"),
    "greatest": Function((one(N, D),), 2, 8, None, worded("numbers_or_days"), "greatest(a, b)"),
    "has": Function((one(L), one(T)), 2, 2, B, worded("list_and_code"), 'has(uses, "mang")'),
    "in": Function((PLAIN,), 2, 60, B, worded("value_and_others"), 'level in ("1", "2")'),
    "count": Function((one(B),), 1, 1, N, worded("condition_or_star"), "count(expires_on >= period.end)", True),
    "sum": Function((one(N), one(B)), 1, 2, N, worded("number_where"), 'sum(paid, source = "tw")', True),
    "average": Function((one(N), one(B)), 1, 2, N, worded("number_where"), "average(score)", True),
    "lowest": Function((one(N, D), one(B)), 1, 2, None, worded("number_or_day_where"), "lowest(price)", True),
    "highest": Function((one(N, D), one(B)), 1, 2, None, worded("number_or_day_where"), "highest(x)", True),
    "distinct": Function((PLAIN, one(B)), 1, 2, N, worded("field_where"), "distinct(project)", True),
    "share": Function((one(B),), 1, 2, N, worded("condition_where"), "share(antivirus)", True),
}
SCALAR = tuple(name for name, row in FUNCTIONS.items() if not row.over_entries)
OVER_ENTRIES = tuple(name for name, row in FUNCTIONS.items() if row.over_entries)
