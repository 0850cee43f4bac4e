"""Numbers as Vietnamese officials print them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from giaoban.kernel.wording import Numeral


def vietnamese(value: Decimal, digits: int | None = None) -> Numeral:
    """`value` with points between thousands and a decimal comma: 1234.5 -> "1.234,5"; said in English "1,234.5".

    `digits` = places after the comma, rounded half up; None prints what there is without trailing zeros.
    Errors: ValueError for an infinity or a NaN.
    """
    if not value.is_finite():
        raise ValueError(f"{value} cannot be printed")
    with localcontext() as context:
        context.prec = max(28, len(value.as_tuple().digits) + abs(value.adjusted()) + 4 + (digits or 0))
        if digits is not None:
            value = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        plain = f"{abs(value):f}"
    whole, _, decimals = plain.partition(".")
    if digits is None:
        decimals = decimals.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 else ""
    return Numeral(f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}")
