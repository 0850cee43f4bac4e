"""Figures of a merged unit's past: what its old units reported, added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giaoban.ground.org.models import LineageKind, UnitLineage
from giaoban.records.figures.models import Indicator

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Restated:
    """The sum over the old units of a merged one, and how many they were."""

    amount: Decimal
    units: int


def merged_from(units: Iterable[int], *, after: date, until: date) -> dict[int, frozenset[int]]:
    """For each unit that others were merged into in (after, until]: all that it was on the earlier day, itself too if it was there.

    Empty for a unit that took a part of another: a part of a figure is a guess. One query.
    """
    arrows = UnitLineage.objects.filter(
        target__in=set(units), on__gt=after, on__lte=until, kind__in=[LineageKind.MERGE, LineageKind.SPLIT]
    )
    found: dict[int, set[int]] = {}
    torn = set()
    for target, source, kind, share, since in arrows.values_list(
        "target_id", "source_id", "kind", "share", "target__valid_from"
    ):
        found.setdefault(target, {target} if since <= after else set()).add(source)
        if kind == LineageKind.SPLIT or share not in (None, 1):
            torn.add(target)
    return {target: frozenset() if target in torn else frozenset(old) for target, old in found.items()}


def restated(
    pairs: Iterable[Pair],
    old: Mapping[int, frozenset[int]],
    *,
    indicators: dict[int, Indicator],
    amounts: Mapping[Pair, Decimal | None],
) -> dict[Pair, Restated | None]:
    """What merged units would have reported in an earlier period, of which `amounts` are the figures: the sum over what they were.

    `old`: the units that were merged into a unit. Every pair of such a unit is in the answer, with None where no sum can be told: for
    rates (they would have to be recomputed from their parts), and where one of the old units has no figure.
    """
    concerned = {pair for pair in pairs if pair[1] in old}
    return {pair: total(indicators[pair[0]], pair, old[pair[1]], amounts) for pair in concerned}


def total(
    indicator: Indicator, pair: Pair, old: frozenset[int], amounts: Mapping[Pair, Decimal | None]
) -> Restated | None:
    """The sum over old units; None where the indicator does not add up, or a figure is missing."""
    parts = [amounts.get((pair[0], unit)) for unit in sorted(old)]
    whole = [part for part in parts if part is not None]
    adds_up = indicator.unit_op == "sum" and indicator.kind in ("sum", "stock")
    return Restated(sum(whole, Decimal(0)), len(whole)) if adds_up and whole and len(whole) == len(parts) else None
