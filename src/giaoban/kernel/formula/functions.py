"""The functions of the language: what they take, what they give, how they are written."""

from dataclasses import dataclass

from giaoban.kernel.formula.values import Type

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
    wanted: str
    example: str
    over_entries: bool = False


def one(*types: Type) -> frozenset[Type]:
    """These kinds."""
    return frozenset(types)


FUNCTIONS = {
    "if": Function((one(B), ANY), 3, 3, None, "một điều kiện và hai giá trị cùng loại", "if(a > b, 1, 0)"),
    "coalesce": Function((ANY,), 2, 8, None, "từ hai giá trị cùng loại", "coalesce(a, 0)"),
    "missing": Function((ANY,), 1, 1, B, "một trường", "missing(recognised_on)"),
    "year": Function((one(D),), 1, 1, N, "một ngày", "year(recognised_on)"),
    "month": Function((one(D),), 1, 1, N, "một ngày", "month(paid_on)"),
    "round": Function((one(N),), 2, 2, N, "một số và số chữ số thập phân", "round(a / b, 2)"),
    "abs": Function((one(N),), 1, 1, N, "một số", "abs(a - b)"),
    "least": Function((one(N, D),), 2, 8, None, "từ hai số hoặc hai ngày", "least(a, b)"),
    "greatest": Function((one(N, D),), 2, 8, None, "từ hai số hoặc hai ngày", "greatest(a, b)"),
    "has": Function((one(L), one(T)), 2, 2, B, "một danh sách lựa chọn và một mã", 'has(uses, "mang")'),
    "in": Function((PLAIN,), 2, 60, B, "một giá trị và các giá trị so sánh", 'level in ("1", "2")'),
    "count": Function((one(B),), 1, 1, N, "một điều kiện, hoặc *", "count(expires_on >= period.end)", True),
    "sum": Function((one(N), one(B)), 1, 2, N, "một số, và điều kiện nếu cần", 'sum(paid, source = "tw")', True),
    "average": Function((one(N), one(B)), 1, 2, N, "một số, và điều kiện nếu cần", "average(score)", True),
    "lowest": Function(
        (one(N, D), one(B)), 1, 2, None, "một số hoặc ngày, và điều kiện nếu cần", "lowest(price)", True
    ),
    "highest": Function((one(N, D), one(B)), 1, 2, None, "một số hoặc ngày, và điều kiện nếu cần", "highest(x)", True),
    "distinct": Function((PLAIN, one(B)), 1, 2, N, "một trường, và điều kiện nếu cần", "distinct(project)", True),
    "share": Function((one(B),), 1, 2, N, "một điều kiện, và điều kiện của mẫu số nếu cần", "share(antivirus)", True),
}
SCALAR = tuple(name for name, row in FUNCTIONS.items() if not row.over_entries)
OVER_ENTRIES = tuple(name for name, row in FUNCTIONS.items() if row.over_entries)
