"""A report beside the one of the period before: the figures of one subject and unit, then and now. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from giaoban.ground.org.folding import squeeze
from giaoban.kernel.quantity import vietnamese
from giaoban.kernel.wording import Numeral, Wording

ROLES = {"actual", "count", "other", "plan", "target", "share"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One subject: the figures (their keys) and values of both reports as printed, and the change in percent ("" where there is none)."""

    subject: str
    role: str
    now_key: str
    now: str
    before_key: str
    before: str
    change: str


def pairs(now: Iterable[Mapping[str, Any]], before: Iterable[Mapping[str, Any]]) -> list[Pair]:
    """Figures that both reports state under the same words, in the same unit and role, each once, in the order of the newer one."""
    known: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for row in before:
        known.setdefault(key_of(row), row)
    found, seen = [], set()
    for row in now:
        key = key_of(row)
        old = known.get(key)
        if (
            key in seen
            or old is None
            or not key[0]
            or row["value"] is None
            or old["value"] is None
            or row["role"] not in ROLES
        ):
            continue
        seen.add(key)
        found.append(
            Pair(row["subject"], row["role"], row["id"], row["quote"], old["id"], old["quote"], change_of(row, old))
        )
    return found


def key_of(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """What makes two figures the same one: subject, unit, role."""
    return squeeze(row["subject"] or ""), row["unit"] or "", row["role"]


def change_of(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """The change in percent with one decimal; of a share in points."""
    new, old = Decimal(now["value"]), Decimal(before["value"])
    if now["unit"] == "%":
        return Wording("indicators.points", {"value": sign(new - old)})
    return Numeral(f"{sign(100 * (new - old) / old)}%") if old else ""


def sign(value: Decimal) -> Numeral:
    """A number with its sign, one decimal."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Numeral(f"{'+' if rounded > 0 else ''}{vietnamese(rounded)}")
