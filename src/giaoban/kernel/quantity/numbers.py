"""Numbers written in digits: "1.234,5", "1,234.5", "0.18", "412204.00", "33975", "0 68%", "1, 5 năm"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_SPACED_GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3}){1,4}(?![0-9]|[.,][0-9]| {1,3}[0-9])")
_LOST_COMMA = re.compile(r"0 ([0-9]{1,2})(?= ?%)")
_LOOSE_COMMA = re.compile(
    r"([0-9]{1,3})(?:, | ,|\. )([0-9]{1,2})(?= {0,2}(?:%|năm(?! \d)|ha\b|t[ỷỉ](?!\w)|triệu\b|km\b|tấn\b|tạ\b|kg\b))"
)
_LIST_BEFORE = re.compile(r"[0-9] ?, {0,2}$")
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(7))
MOST_DIGITS = 18
"""A longer run of digits is an account or a serial number."""


class Number(NamedTuple):
    """A number token: value, one unit of its last digit, end offset, digits after the decimal mark, notes."""

    value: Decimal
    step: Decimal
    end: int
    places: int
    notes: tuple[str, ...] = ()
    other: Decimal | None = None
    """The second reading of an ambiguous token: "1.234" as 1,234 or "1,234" as 1234."""


def _grouped(parts: list[str]) -> bool:
    return 1 <= len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(p) == 3 for p in parts[1:])


def _make(whole: str, decimals: str, end: int, *notes: str, other: Decimal | None = None) -> Number:
    places = len(decimals)
    text = f"{whole}.{decimals}" if places else whole
    return Number(
        Decimal(text), _STEPS[places] if places < len(_STEPS) else Decimal(1).scaleb(-places), end, places, notes, other
    )


def _points(parts: list[str], end: int) -> Number | None:
    """Only points between the digits: groups, or one decimal point."""
    if len(parts) > 2 and len(parts[1]) != 3:
        return None  # a chain: 1.2.3
    if _grouped(parts):
        if len(parts) == 2:
            return _make("".join(parts), "", end, other=Decimal(".".join(parts)))
        return _make("".join(parts), "", end)
    if len(parts) == 2:
        return _make(parts[0], parts[1], end, "mixed_format")
    if _grouped(parts[:-1]) and len(parts[-1]) <= 2:
        return _make("".join(parts[:-1]), parts[-1], end, "mixed_format")
    return None


def _commas(parts: list[str], end: int) -> Number | None:
    """Only commas between the digits: one decimal comma, or English groups."""
    if len(parts) == 2:
        other = Decimal("".join(parts)) if _grouped(parts) else None
        return _make(parts[0], parts[1], end, other=other)
    if _grouped(parts):
        return _make("".join(parts), "", end, "mixed_format")
    return None


def _token(run: str, start: int) -> Number | None:
    """Read one run of digits, points and commas; None for a chain that is no number ("1.2.3")."""
    end = start + len(run)
    points, commas = run.count("."), run.count(",")
    if not commas:
        return _points(run.split("."), end)
    if not points:
        return _commas(run.split(","), end)
    last = max(run.rfind("."), run.rfind(","))
    mark = run[last]
    groups = run[:last].split("," if mark == "." else ".")
    if run.count(mark) == 1 and _grouped(groups):
        return _make("".join(groups), run[last + 1 :], end, *(("mixed_format",) if mark == "." else ()))
    return None


def number_at(text: str, start: int) -> Number | None:
    """The number token that starts at an offset (a digit); None for a chain or an overlong run.

    `Number.end` is behind its last digit. Source: ../shared/checking.md 5.1 stage 3.
    """
    lost = _LOST_COMMA.match(text, start) if text.startswith("0 ", start) else None
    if lost:
        return _make("0", lost[1], lost.end(), "comma_lost")
    run = _RUN.match(text, start)
    token = run[0] if run else ""
    if not token or (len(token) > MOST_DIGITS and len(token) - token.count(".") - token.count(",") > MOST_DIGITS):
        return None
    end, whole = start + len(token), token.isdigit()
    if whole and text[end : end + 1] in (" ", ",", "."):
        loose = _LOOSE_COMMA.match(text, start)
        if loose and not _LIST_BEFORE.search(text, max(0, start - 4), start):
            return _make(loose[1], loose[2], loose.end(), "spaced")
        spaced = _SPACED_GROUPS.match(text, start)
        if spaced and _stands_alone(text, start):
            return _make(spaced[0].replace(" ", ""), "", spaced.end(), "spaced")
    if whole:
        return _make(token, "", end, *(("no_grouping",) if len(token) > 4 and token[0] != "0" else ()))
    return _token(token, start)


def _stands_alone(text: str, start: int) -> bool:
    """True unless another number stands just before (a row of a table)."""
    before = text[max(0, start - 3) : start].rstrip()
    return not (before and before[-1].isdigit())


def run_end(text: str, start: int) -> int:
    """Offset behind the whole run of digits, points and commas."""
    run = _RUN.match(text, start)
    return run.end() if run else start
