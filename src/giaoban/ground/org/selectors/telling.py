"""What became of units, in sentences: which merged or were divided, when, by which document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from giaoban.ground.org.models import ShareBasis
from giaoban.ground.org.selectors.statements import ask
from giaoban.ground.org.selectors.units import unit_names
from giaoban.kernel.problems import Problem

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Arrow:
    """One merger or division as read: `share` None = all of a merged unit, not known for a divided one."""

    id: int
    source: int
    target: int
    on: date
    kind: str
    share: Decimal | None
    basis: str
    document: str
    source_name: str | None = None
    target_name: str | None = None
    """Names of the day before and of the day, where they were read along."""

    @property
    def unknown(self) -> bool:
        """A part was taken, and nobody has said yet how large."""
        return self.kind == "split" and self.share is None


def arrows_between(*, units: Iterable[int], after: date, until: date) -> list[Arrow]:
    """The mergers and divisions in (after, until] that made units of the later day what they are, chains followed; one query."""
    wanted = sorted(set(units))
    return [Arrow(*row) for row in ask("arrows_back", units=wanted, after=after, until=until)] if wanted else []


def lineage_told(arrows: Sequence[Arrow]) -> list[str]:
    """One sentence for each merger and each division, oldest first.

    "Xã A và Xã B sáp nhập thành Xã C từ ngày 01/07/2025 (Nghị quyết 1658/NQ-UBTVQH15)."
    """
    told = []
    names = _names(arrows)
    merged: dict[tuple[date, int, str], list[Arrow]] = {}
    for arrow in arrows:
        end = arrow.target if arrow.kind == "merge" else arrow.source
        merged.setdefault((arrow.on, end, arrow.kind), []).append(arrow)
    for (on, end, kind), group in sorted(merged.items(), key=lambda item: item[0]):
        document = next((arrow.document for arrow in group if arrow.document), "")
        words = _merger(group, names, end) if kind == "merge" else _division(group, names, end)
        told.append(words.format(day=vi(on)) + (f" ({document})." if document else "."))
    return told


def unknown_shares(arrows: Sequence[Arrow]) -> list[tuple[int, Problem]]:
    """The divided units whose parts nobody has told yet, each with the sentence that asks for them: [(unit, ORG-022)]."""
    torn = {(arrow.on, arrow.source) for arrow in arrows if arrow.unknown}
    names = _names(arrows) if torn else {}
    return [
        (
            source,
            Problem(
                "ORG-022", source=names[source, on - DAY], on=vi(on), targets=_and(_targets(arrows, source, on, names))
            ),
        )
        for on, source in sorted(torn)
    ]


def _targets(arrows: Sequence[Arrow], source: int, on: date, names: dict[tuple[int, date], str]) -> list[str]:
    return [names[arrow.target, on] for arrow in arrows if (arrow.source, arrow.on) == (source, on)]


def _names(arrows: Sequence[Arrow]) -> dict[tuple[int, date], str]:
    """Names by (unit, day): sources on the day before, targets on the day; asked for where they were not read along."""
    found: dict[tuple[int, date], str] = {}
    for arrow in arrows:
        if arrow.source_name is not None and arrow.target_name is not None:
            found[arrow.source, arrow.on - DAY], found[arrow.target, arrow.on] = arrow.source_name, arrow.target_name
    rest = [arrow for arrow in arrows if arrow.source_name is None or arrow.target_name is None]
    for on in {arrow.on for arrow in rest}:
        there = [arrow for arrow in rest if arrow.on == on]
        for day, units in ((on - DAY, {a.source for a in there}), (on, {a.target for a in there})):
            found |= {(unit, day): name for unit, name in unit_names(units=units, on=day).items()}
    return found


def _merger(group: Sequence[Arrow], names: dict[tuple[int, date], str], target: int) -> str:
    on = group[0].on
    old, new = [names[arrow.source, on - DAY] for arrow in group], names[target, on]
    if len(old) == 1:
        return _("{old} nhập vào {new} từ ngày {{day}}").format(old=old[0], new=new)
    return _("{old} sáp nhập thành {new} từ ngày {{day}}").format(old=_and(old), new=new)


def _division(group: Sequence[Arrow], names: dict[tuple[int, date], str], source: int) -> str:
    on = group[0].on
    parts = [f"{names[arrow.target, on]} ({_part(arrow)})" for arrow in group]
    return _("{old} chia về {new} từ ngày {{day}}").format(old=names[source, on - DAY], new=_and(parts))


def _part(arrow: Arrow) -> str:
    if arrow.share is None:
        return _("chưa rõ phần")
    percent = f"{(arrow.share * 100).quantize(Decimal('0.01')).normalize():f}".replace(".", ",")
    basis = str(ShareBasis(arrow.basis).label).lower() if arrow.basis else ""
    return f"{percent} % {basis}".strip()


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else _("{first} và {last}").format(first=", ".join(words[:-1]), last=words[-1])


def vi(day: date) -> str:
    """A day as officials write it."""
    return day.strftime("%d/%m/%Y")
