"""Figures of a merged unit's past: what its old units reported, added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from giaoban.ground.access import Actor
from giaoban.ground.org.models import LineageKind, UnitLineage
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.selectors.observations import current

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
    actor: Actor, pairs: Iterable[Pair], *, indicators: dict[int, Indicator], within: Q, after: date, until: date
) -> dict[Pair, Restated | None]:
    """What merged units would have reported in an earlier period (condition `within` on observations): the sum over what they were.

    Every pair of a unit that others were merged into is in the answer, with None where no sum can be told: for rates (they would have to be
    recomputed from their parts), and where one of the old units has no figure. Two queries at most.
    """
    wanted = set(pairs)
    old = merged_from({unit for _indicator, unit in wanted}, after=after, until=until) if wanted else {}
    if not old:
        return {}
    concerned = {pair for pair in wanted if pair[1] in old}
    everything = frozenset[int]().union(*old.values())
    rows = current(actor).filter(within, unit__in=everything, dims="", role="actual")
    rows = rows.filter(indicator__in={indicator for indicator, _unit in concerned})
    amounts = {(i, u): amount for i, u, amount in rows.values_list("indicator_id", "unit_id", "amount")}
    return {pair: total(indicators[pair[0]], pair, old[pair[1]], amounts) for pair in concerned}


def total(
    indicator: Indicator, pair: Pair, old: frozenset[int], amounts: Mapping[Pair, Decimal | None]
) -> Restated | None:
    """The sum over old units; None where the indicator does not add up, or a figure is missing."""
    parts = [amounts.get((pair[0], unit)) for unit in sorted(old)]
    whole = [part for part in parts if part is not None]
    adds_up = indicator.unit_op == "sum" and indicator.kind in ("sum", "stock")
    return Restated(sum(whole, Decimal(0)), len(whole)) if adds_up and whole and len(whole) == len(parts) else None
