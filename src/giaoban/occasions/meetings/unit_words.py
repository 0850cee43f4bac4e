"""Which unit of a body the words of a conclusion mean. Reads org, writes nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import Body, UnitGroup, UnitParent
from giaoban.ground.org.selectors import bodies_named, match_group, match_unit, unit_names, units_named

SURE = 0.9
"""A score of `match_unit` that needs no second look, where no other unit comes near."""
NEAR = 0.08
LIKELY = 0.72
SPARE = 2
TITLES = ("dong chi", "lanh dao", "thu truong", "pho", "truong", "giam doc", "chanh", "hieu truong", "ong", "ba")
"""Folded words of a person's title that stand before the name of the unit that the person leads."""
WRITTEN_OUT = (
    (re.compile(r"\s*-\s*"), " va "),
    (re.compile(r"\bchqs\b"), "chi huy quan su"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\b(?:ub)?mttq(?:vn)?\b"), "mat tran to quoc"),
    (re.compile(r"^(?:co quan )?(?:uy ban )?mat tran to quoc(?: viet nam)?\b"), "mat tran to quoc"),
)
"""Folded abbreviations and dashes in names of units, and how names are compared."""
AREA_WORD = re.compile(r" (?:xa|phuong|thi tran|dac khu)$")
IN_AREA = re.compile(r"\s+trên địa bàn(?:\s+\S+){0,3}$", re.IGNORECASE)
KINDS_OF = (("cac truong", "school"), ("cac nha truong", "school"))
"""Folded words that name every unit of a kind."""


@dataclass(frozen=True, slots=True)
class Found:
    """What some words mean: a unit (`sure` or to be looked at), a group of units, or nothing."""

    unit: int | None = None
    sure: bool = False
    group: UnitGroup | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """The units that a body's conclusion may address on a day, by number, with their names."""

    on: date
    names: Mapping[int, str]
    folded: Mapping[int, tuple[str, ...]]
    groups: tuple[UnitGroup, ...]

    def find(self, words: str) -> Found:
        """The unit or group that the words mean; by exact name, by the one name that begins so, then by likeness."""
        wanted = squeeze(words)
        if not wanted:
            return Found()
        group = self.group_of(words)
        if group is not None:
            return Found(group=group)
        for candidate in (wanted, without_title(wanted)):
            found = self.by_name(candidate)
            if found is not None:
                return Found(found, sure=True)
        found = self.by_written_out(written_out(without_title(wanted)))
        return Found(found, sure=True) if found is not None else self.by_likeness(without_title(wanted))

    def group_of(self, words: str) -> UnitGroup | None:
        """The group that the words name; see `group_named`."""
        return self.group_named(words)[0]

    def group_named(self, words: str) -> tuple[UnitGroup | None, str]:
        """(the group that the words name, those of the words that name it), also with "trên địa bàn xã" behind and up to two words too
        many at their end (the verb that follows)."""
        parts = words.split()
        for spare in range(SPARE + 1):
            start = " ".join(parts[: len(parts) - spare])
            group = match_group(text=start, groups=self.groups) or self.group_in_area(start)
            if group is not None and len(parts) - spare > 1:
                return group, start
        return None, ""

    def group_in_area(self, words: str) -> UnitGroup | None:
        """The group of "Các trường học trên địa bàn": by the name before, or the one group of all units of that kind."""
        bare = IN_AREA.sub("", words)
        found = match_group(text=bare, groups=self.groups) if bare != words else None
        wanted = squeeze(bare)
        kind = next((kind for begin, kind in KINDS_OF if wanted in (begin, f"{begin} hoc")), "")
        of_kind = [group for group in self.groups if kind and group.rule_kinds == [kind]]
        return found or (of_kind[0] if len(of_kind) == 1 else None)

    def by_written_out(self, wanted: str) -> int | None:
        """The only unit whose name, abbreviations written out, is or begins with these words; "xã" at their end may be missing in it."""
        for words in (wanted, AREA_WORD.sub("", wanted)):
            if " " not in words:
                return None
            known = {unit: {written_out(name) for name in names if name} for unit, names in self.folded.items()}
            exact = [unit for unit, names in known.items() if words in names]
            begun = [unit for unit, names in known.items() if any(name.startswith(f"{words} ") for name in names)]
            if len(exact or begun) == 1:
                return (exact or begun)[0]
        return None

    def by_name(self, wanted: str) -> int | None:
        """The unit of exactly that name, else the only one whose name begins with it."""
        exact = [unit for unit, names in self.folded.items() if wanted in names]
        if len(exact) == 1:
            return exact[0]
        begun = [unit for unit, names in self.folded.items() if any(name.startswith(f"{wanted} ") for name in names)]
        return begun[0] if len(begun) == 1 else None

    def by_likeness(self, wanted: str) -> Found:
        """The likeliest unit; sure only where its score is high and no other comes near. At most one query."""
        matches = match_unit(text=wanted, on=self.on, within=self.names, limit=2, least=LIKELY)
        if not matches:
            return Found()
        alone = len(matches) == 1 or matches[0].score - matches[1].score > NEAR
        return Found(matches[0].unit, sure=matches[0].score >= SURE and alone)


def written_out(folded: str) -> str:
    """Folded words with their abbreviations written out: "ban chqs xa" -> "ban chi huy quan su xa"."""
    for short, full in WRITTEN_OUT:
        folded = short.sub(full, folded)
    return folded


def without_title(folded: str) -> str:
    """Folded words without a person's title in front: "truong phong kinh te" -> "phong kinh te"."""
    while True:
        title = next((t for t in TITLES if folded.startswith(f"{t} ")), None)
        if title is None or (
            title == "truong" and not folded.startswith(("truong phong", "truong ban", "truong tram"))
        ):
            return folded
        folded = folded[len(title) + 1 :]


def units_of_body(body: Body, on: date, groups: tuple[UnitGroup, ...] = (), *, neighbours: bool = False) -> Units:
    """The units that work for a body and those one or two levels below its area, on a day, by name. One query.

    neighbours: the one unit that works for another body of the area (the Front's office) is also known by that body's names; one more.
    """
    below = UnitParent.objects.on(on)
    first = below.filter(parent=body.area_id).values("unit")
    second = below.filter(parent__in=first).values("unit")
    names: dict[int, str] = {}
    folded: dict[int, tuple[str, ...]] = {}
    of_bodies: dict[int, list[int]] = {}
    for row in units_named(on=on).filter(Q(body=body) | Q(pk__in=first) | Q(pk__in=second)):
        name, short = str(vars(row)["name"] or ""), str(vars(row)["short_name"] or "")
        names[row.pk], folded[row.pk] = name, (squeeze(name), squeeze(short))
        if row.body_id is not None:
            of_bodies.setdefault(row.body_id, []).append(row.pk)
    for other in bodies_named(on=on).filter(area=body.area_id).exclude(pk=body.pk) if neighbours else ():
        units, known = of_bodies.get(other.pk, []), vars(other)
        if len(units) == 1:
            words = tuple(squeeze(str(known[key])) for key in ("name", "short_name") if known[key])
            folded[units[0]] = (*folded[units[0]], *words)
    return Units(on, names, folded, groups)


def named(units: Iterable[int | None], *, on: date, known: Mapping[int, str]) -> dict[int, str]:
    """Names of units on a day, taken from those known; at most one query for the others."""
    wanted = {unit for unit in units if unit is not None}
    missing = wanted - known.keys()
    found = {unit: known[unit] for unit in wanted & known.keys()}
    return {**found, **unit_names(units=missing, on=on)} if missing else found
