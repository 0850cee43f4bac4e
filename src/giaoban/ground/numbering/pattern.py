"""The pattern of a number and symbol: "{number:02d}/QĐ-{symbol}" -> "07/QĐ-UBND"."""

import re

from giaoban.kernel.problems import Problem

FIELD = re.compile(r"\{(number)(?::0(\d)d)?\}|\{(symbol|year)\}")


def check(pattern: str) -> str:
    """The pattern itself if it can be used. Errors: NUM-003."""
    rest = FIELD.sub("", pattern)
    numbers = [match for match in FIELD.finditer(pattern) if match.group(1)]
    if len(numbers) != 1 or "{" in rest or "}" in rest:
        raise Problem("NUM-003", pattern=pattern)
    return pattern


def render(pattern: str, *, number: int, symbol: str, year: int) -> str:
    """The number and symbol as printed; numbers below ten with a leading zero where the pattern says so (Circular 01/2011/TT-BNV)."""

    def one(match: re.Match[str]) -> str:
        if match.group(1):
            return str(number).zfill(int(match.group(2) or 0))
        return symbol if match.group(3) == "symbol" else str(year)

    return FIELD.sub(one, pattern)
