"""Units and people by what was typed: a number from a form's choice, or a name from a file."""

import re
from collections.abc import Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext

from giaoban.ground.access import Actor
from giaoban.ground.access.scopes import scopes
from giaoban.ground.org.folding import normalise, squeeze
from giaoban.ground.org.models import Body, Person
from giaoban.ground.org.models.dated import holds_on
from giaoban.ground.org.selectors import lineage_of, match_unit, unit_names, units_on
from giaoban.kernel.schema import Field, Kind, meant

SURE = 0.9
"""A name this alike is taken: the same but for accents, case, or the words in front."""
PLACE = re.compile(r" (?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh) ")
"""How the name of a place begins, behind the name of an office."""
PENDING = "0"
"""Stands for a file that comes with the form; its number is known once it is attached."""


def body_units(actor: Actor, body_id: int) -> dict[int, str]:
    """The body's area and all units below it on the actor's day, with their names in the order of the tree; read once per actor."""
    key = ("registers.units", body_id)
    if key not in actor.memory:
        area, trees = area_of(actor, body_id)
        nodes = [node for tree in trees for node in units_on(on=actor.on, tree=tree, under=area, itself=True)]
        own = {node.id: node.name for node in nodes if node.body_id in (None, body_id)}
        actor.memory[key] = own
    found: dict[int, str] = actor.memory[key]
    return found


def area_of(actor: Actor, body_id: int) -> tuple[int, tuple[str, ...]]:
    """The area of a body and the trees in which units lie below it; told by the actor's own roles where they are of that body."""
    own = next((scope for scope in scopes(actor) if scope.body_id == body_id), None)
    if own is not None:
        return own.area_id, own.trees
    area, kind = Body.objects.values_list("area_id", "kind").get(pk=body_id)
    return area, ("state", "party") if kind == "party" else ("state",)


class Finder:
    """Finds what reference fields mean, each text once. Give it to `validate` as its lookup."""

    def __init__(self, actor: Actor, body_id: int) -> None:
        self.actor, self.body_id = actor, body_id
        self.known: dict[tuple[Kind, str], tuple[int | None, str]] = {}
        self.near: dict[tuple[Kind, str], str] = {}

    def loosely(self, field: Field, text: str) -> str:
        """The name that was taken for a text written otherwise ("Phòng Kinh tê"); empty where it is written so, or was not asked for."""
        return self.near.get((field.kind, written(text)), "")

    def __call__(self, field: Field, text: str) -> tuple[int | None, str]:
        """The number of the unit or person, or None with a hint."""
        key = (field.kind, text)
        if key not in self.known:
            find = {Kind.UNIT: self.unit, Kind.PERSON: self.person, Kind.FILE: self.file}[field.kind]
            self.known[key] = find(text)
        return self.known[key]

    def unit(self, text: str) -> tuple[int | None, str]:
        """A unit of the body; one that is no more is told with what it became."""
        units = body_units(self.actor, self.body_id)
        if text.isdecimal():
            return (int(text), "") if int(text) in units else (None, "")
        if (only := self.beginning(text, units)) is not None:
            if not written(units[only]).startswith(written(text)):
                self.near[Kind.UNIT, written(text)] = units[only]
            return only, ""
        found = match_unit(text=text, on=self.actor.on, within=units)
        if found and found[0].score >= SURE and (len(found) == 1 or found[1].score < found[0].score):
            if found[0].score < 1:
                self.near[Kind.UNIT, written(text)] = found[0].name
            return found[0].unit, ""
        gone = self.gone(text)
        if gone:
            return None, gone
        return None, meant(found[0].name) if found else ""

    def beginning(self, text: str, units: dict[int, str]) -> int | None:
        """The one unit whose name is the text, or the text and the name of its place ("Phòng Kinh tế" for "Phòng Kinh tế xã An Phú")."""
        wanted = squeeze(text)
        folded = {number: squeeze(name) for number, name in units.items()}
        same = [number for number, name in folded.items() if name == wanted]
        likely = same or [
            number
            for number, name in folded.items()
            if PLACE.match(name.removeprefix(wanted)) and name.startswith(wanted)
        ]
        return likely[0] if len(likely) == 1 else None

    def gone(self, text: str) -> str:
        """The hint for a unit of an earlier day: when it ended and what it became."""
        before = match_unit(text=text, on=date(self.actor.on.year - 1, 1, 1), limit=1, least=SURE)
        steps = [line for line in lineage_of(unit=before[0].unit) if line.source_id == before[0].unit] if before else []
        if not steps:
            return ""
        names = unit_names(units=[line.target_id for line in steps if line.target_id], on=self.actor.on)
        told = {"name": before[0].name, "day": f"{steps[-1].on:%d/%m/%Y}", "now": ", ".join(names.values())}
        return gettext(" “%(name)s” không còn từ %(day)s, nay là %(now)s.") % told

    def person(self, text: str) -> tuple[int | None, str]:
        """A person who holds a post of the body now, by full name."""
        rows = Person.objects.filter(
            holds_on(self.actor.on, "holdings__"), holdings__post__body=self.body_id
        ).distinct()
        if text.isdecimal():
            found = rows.filter(pk=int(text[:18])).values_list("pk", flat=True).first()
            return (found, "")
        found_all = list(rows.filter(Q(folded=squeeze(text))).values_list("pk", "full_name").order_by("pk")[:2])
        if len(found_all) == 1:
            [(number, name)] = found_all
            if written(name) != written(text):
                self.near[Kind.PERSON, written(text)] = name
            return number, ""
        return None, gettext(" Có nhiều người cùng tên này.") if found_all else ""

    def file(self, text: str) -> tuple[int | None, str]:
        """A file is not named in words: its number, which a form carries, or the sign that it comes along."""
        return (int(text), "") if text.isdecimal() and len(text) < 18 else (None, "")


def people_names(numbers: set[int]) -> dict[int, str]:
    """Full names of people by number; one query, none where nobody is asked for."""
    if not numbers:
        return {}
    return dict(Person.objects.filter(pk__in=numbers).values_list("pk", "full_name"))


def written(text: str) -> str:
    """A name as it is written, case and white space aside: what tells whether a name was read loosely."""
    return " ".join(normalise(text).split())


def reference_names(actor: Actor, body_id: int, wanted: Mapping[Kind, set[int]]) -> dict[Kind, dict[int, str]]:
    """The names of units, those that are no more among them, and of people; at most two queries more than the units of the body."""
    units = body_units(actor, body_id)
    gone = wanted.get(Kind.UNIT, set()) - set(units)
    return {
        Kind.UNIT: {**units, **(unit_names(units=gone, on=actor.on) if gone else {})},
        Kind.PERSON: people_names(wanted.get(Kind.PERSON, set())),
    }
