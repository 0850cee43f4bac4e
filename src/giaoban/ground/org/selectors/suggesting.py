"""The unit that a cell of a file or a line of a form means, or the sentence that says why none is and what is nearest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import Tree, Unit, UnitAlias, UnitName, UnitParent
from giaoban.ground.org.selectors.lineage import predecessors, successors
from giaoban.ground.org.selectors.matching import Match, core_of, match_unit, score_of
from giaoban.ground.org.selectors.statements import ask
from giaoban.ground.org.selectors.telling import vi
from giaoban.ground.org.selectors.units import unit_names
from giaoban.kernel.problems import Problem

SURE = 0.9
"""From this score on the words are the unit's own name, alias or code; below, they only resemble it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """unit: the one meant, None where that is not sure; problem says why (ORG-014, ORG-015, ORG-020). nearest: what may be meant instead,
    best first: units of similar name, or the successors (predecessors) of a unit of another time."""

    text: str
    unit: int | None
    problem: Problem | None = None
    nearest: tuple[int, ...] = ()


def unit_suggest(*, text: str, on: date, within: Iterable[int] | None = None) -> Suggestion:
    """The unit of a day that a text means: its code, name or an alias, accents and case aside. within: only these units of that day.

    Unknown: ORG-014 names the nearest. Of another time: ORG-015 names what it became or was before. Several alike: ORG-020 asks which.
    """
    allowed = None if within is None else set(within)
    wanted = " ".join(text.split())
    by_code = _by_code(wanted, on, allowed) if wanted.isdecimal() else None
    if by_code is not None:
        return by_code
    matches = match_unit(text=wanted, on=on, within=allowed)
    best = [match for match in matches if match.score >= SURE and match.score == matches[0].score]
    best = best or _short(wanted, on, allowed)
    if len(best) == 1:
        return Suggestion(text, best[0].unit)
    if best:
        return _which(text, on, best)
    return _of_another_time(text, wanted, on, allowed) or _unknown(text, on, matches)


def units_suggest(*, texts: Iterable[str], on: date, within: Iterable[int] | None = None) -> dict[str, Suggestion]:
    """The same for many texts: those written as a unit's code, name or alias cost three queries together, each other one its own."""
    allowed = None if within is None else set(within)
    distinct = list(dict.fromkeys(texts))
    known: dict[str, set[int]] = {}
    for word, unit in _words(on, allowed):
        known.setdefault(word, set()).add(unit)
    found = {}
    for text in distinct:
        units = known.get(squeeze(text), set())
        alone = next(iter(units)) if len(units) == 1 else None
        found[text] = Suggestion(text, alone) if alone else unit_suggest(text=text, on=on, within=allowed)
    return found


def _words(on: date, allowed: Collection[int] | None) -> Iterable[tuple[str, int]]:
    chosen = Q() if allowed is None else Q(unit__in=allowed)
    for unit, name, short in UnitName.objects.on(on).filter(chosen).values_list("unit", "name", "short_name"):
        yield from ((squeeze(word), unit) for word in {name, short} if word)
    for unit, alias in UnitAlias.objects.on(on).filter(chosen).values_list("unit", "alias"):
        yield squeeze(alias), unit
    units = Unit.objects.on(on).exclude(code="").filter(Q() if allowed is None else Q(pk__in=allowed))
    yield from ((code, unit) for unit, code in units.values_list("pk", "code"))


def _by_code(code: str, on: date, allowed: set[int] | None) -> Suggestion | None:
    rows = list(Unit.objects.filter(code=code).order_by("-valid_from"))
    here = [unit for unit in rows if unit.holds(on) and (allowed is None or unit.pk in allowed)]
    if len(here) == 1:
        return Suggestion(code, here[0].pk)
    there = [unit for unit in rows if not unit.holds(on)]
    return _other_time(code, there[0], on, allowed) if there and not here else None


def _short(wanted: str, on: date, allowed: set[int] | None) -> list[Match]:
    """Units by their short name, which may be unlike the full one ("Phòng GD&ĐT"); capitals aside."""
    rows = UnitName.objects.on(on).filter(short_name__iexact=wanted).exclude(short_name="").order_by("unit")
    rows = rows if allowed is None else rows.filter(unit__in=allowed)
    return [Match(unit, name, 1.0, wanted) for unit, name in rows.values_list("unit", "name")[:5]]


def _which(text: str, on: date, best: list[Match]) -> Suggestion:
    units = [match.unit for match in best]
    upper = dict(UnitParent.objects.on(on).filter(unit__in=units, tree=Tree.STATE).values_list("unit", "parent"))
    names = unit_names(units={*units, *upper.values()}, on=on)
    told = [f"{names[unit]} ({names[upper[unit]]})" if unit in upper else names[unit] for unit in units]
    return Suggestion(text, None, Problem("ORG-020", text=text[:100], on=vi(on), names=", ".join(told)), tuple(units))


def _of_another_time(text: str, wanted: str, on: date, allowed: set[int] | None) -> Suggestion | None:
    """A unit that bears or bore the name at some time: itself if it exists on the day (under another name), else what became of it."""
    folded = squeeze(wanted)
    rows = ask("candidates_ever", on=on, text=folded, core=core_of(folded)[1]) if folded else []
    sure = [(score_of(wanted, word), unit, there) for unit, word, there, _since, _until in rows]
    sure = sorted((row for row in sure if row[0] >= SURE), key=lambda row: (-row[2], -row[0], row[1]))
    for _score, unit, there in sure:
        if there and (allowed is None or unit in allowed):
            return Suggestion(text, unit)
    for _score, number, there in sure:
        told = None if there else _other_time(text, Unit.objects.get(pk=number), on, allowed)
        if told is not None:
            return told
    return None


def _other_time(text: str, unit: Unit, on: date, allowed: set[int] | None) -> Suggestion | None:
    """ORG-015 with the units of the day that hold what this unit was or will be; None where none of them is allowed."""
    ended = unit.valid_to is not None and unit.valid_to <= on
    share = successors(unit=unit.pk, on=on) if ended else predecessors(unit=unit.pk, on=on)
    units = [row.unit for row in share]
    if allowed is not None and not allowed.intersection(units):
        return None
    names = unit_names(units=[unit.pk], on=on) | unit_names(units=units, on=on)
    told = ", ".join(names[number] for number in units)
    if ended and unit.valid_to is not None:
        words = (
            _("Đơn vị kết thúc hoạt động từ ngày {day}; nay là: {units}.")
            if told
            else _("Đơn vị kết thúc hoạt động từ ngày {day}.")
        )
        day = unit.valid_to
    else:
        words = (
            _("Đơn vị thành lập từ ngày {day}; trước đó là: {units}.") if told else _("Đơn vị thành lập từ ngày {day}.")
        )
        day = unit.valid_from
    problem = Problem("ORG-015", unit=names[unit.pk], on=vi(on), successor=words.format(day=vi(day), units=told))
    return Suggestion(text, None, problem, tuple(units))


def _unknown(text: str, on: date, matches: list[Match]) -> Suggestion:
    near = ", ".join(dict.fromkeys(match.name for match in matches[:3]))
    words = _("Gần giống nhất: {units}.").format(units=near) if near else _("Không có đơn vị nào tên gần giống.")
    problem = Problem("ORG-014", text=text[:100], on=vi(on), nearest=words)
    return Suggestion(text, None, problem, tuple(match.unit for match in matches))
