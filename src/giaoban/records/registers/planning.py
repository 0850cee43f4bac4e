"""What a file would do to a register: each row new, changed, the same, or refused, with the reason; nothing is written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import get_language

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Definition, Fault, Field, Kind, broken, fault, fold, key_of, number_in, read, show
from giaoban.records.registers.levels import level_everywhere, narrowed
from giaoban.records.registers.lookups import Finder, body_units, reference_names
from giaoban.records.registers.mapping import Columns, typed_of
from giaoban.records.registers.models import Entry
from giaoban.records.registers.sheets import Sheet
from giaoban.records.registers.writing import Live

NAMED = (Kind.UNIT, Kind.PERSON)
"""Fields that a file fills with names."""
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(slots=True)
class Line:
    """One row of the file. values: what the entry will say; faults: (title of the column, sentence); differs: (label, old, new).

    loose: (label, name that was taken, text of the file) of units and people whose names the file writes otherwise.
    """

    number: int
    kind: str = NEW
    title: str = ""
    key: str = ""
    entry: Entry | None = None
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    differs: list[tuple[str, str, str]] = field(default_factory=list)
    loose: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """All rows of a file. digest: changes where the file, the mapping or the entries behind them change."""

    lines: list[Line]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, the same, refused."""
        found = Counter(line.kind for line in self.lines)
        return {kind: found[kind] for kind in (NEW, CHANGED, SAME, REFUSED)}

    @property
    def digest(self) -> str:
        """A hash of what would be done."""
        rows = (
            f"{line.number}|{line.kind}|{line.key}|{line.entry.revision if line.entry else 0}" for line in self.lines
        )
        return sha256("\n".join(rows).encode()).hexdigest()[:24]

    @property
    def loose(self) -> list[tuple[str, str, int]]:
        """Names of rows that would be written which the file writes otherwise: (name that was taken, text of the file, rows), by name."""
        found = Counter(
            (name, text) for line in self.lines if line.kind != REFUSED for _label, name, text in line.loose
        )
        return [(*pair, found[pair]) for pair in sorted(found)]

    def of(self, kind: str) -> list[Line]:
        """The rows of one kind."""
        return [line for line in self.lines if line.kind == kind]


def planned(actor: Actor, live: Live, sheet: Sheet, columns: Columns) -> Plan:
    """What the file would do. Errors: REG-010 where no column stands for a field of the key."""
    seen = narrowed(live.definition, level_everywhere(actor))
    mapped = {text.partition("*")[0] for text in columns.values()}
    for name in live.definition.key:
        if name not in mapped and (key := live.definition.field(name)) is not None:
            raise Problem("REG-010", label=key.label)
    titles = {
        text.partition("*")[0]: sheet.titles[int(column)]
        for column, text in columns.items()
        if int(column) < len(sheet.titles)
    }
    finder = Finder(actor, live.register.body_id)
    lines = [line_of(seen, number, typed_of(columns, cells), finder, titles) for number, cells in sheet.rows]
    known = entries_of(live, lines)
    allowed = Places(actor, live)
    twins(actor, live, seen, lines)
    for line in lines:
        settle(live, seen, line, known, allowed, titles)
    word(actor, live, seen, lines)
    return Plan(lines)


def line_of(
    seen: Definition, number: int, typed: Mapping[str, tuple[str, int]], finder: Finder, titles: Mapping[str, str]
) -> Line:
    """A row with its values and the faults of its cells."""
    line = Line(number)
    for one in seen.typed:
        if one.name in typed:
            text, factor = typed[one.name]
            stored, wrong = read(one, scaled(one, text, factor), finder)
            if wrong is not None:
                line.faults.append((titles.get(one.name, ""), wrong.sentence))
            else:
                line.values[one.name] = stored
                if one.kind in NAMED and (name := finder.loosely(one, text)):
                    line.loose.append((one.label, name, text.strip()[:100]))
    if seen.key:
        line.key = fold(key_of(seen, line.values))[:400]
    return line


def scaled(one: Field, text: str, factor: int) -> str:
    """An amount of money in the unit that the title of its column states; one with its own words ("1,5 tỷ") as it is."""
    if one.kind is not Kind.MONEY or factor == 1 or any(sign.isalpha() for sign in text):
        return text
    amount = number_in(text, whole=False)
    return text if amount is None else f"{(amount * factor).normalize():f}"


def entries_of(live: Live, lines: Iterable[Line]) -> dict[str, Entry]:
    """The valid entries that rows name, by key; those without a key are found by equal contents."""
    rows = Entry.objects.filter(register=live.register, void=False, valid_to__isnull=True).select_related("register")
    if live.definition.key:
        keys = list({line.key for line in lines if line.key})
        return {
            entry.key: entry
            for start in range(0, len(keys), 5000)
            for entry in rows.filter(key__in=keys[start : start + 5000])
        }
    return {content(entry.data): entry for entry in rows.iterator(chunk_size=2000)}


def content(values: Mapping[str, Any]) -> str:
    """All that an entry says, as one text."""
    return repr(sorted(values.items()))


class Places:
    """Where the actor may write, each unit asked once; and which of the entries found are its to change."""

    def __init__(self, actor: Actor, live: Live) -> None:
        self.actor, self.register = actor, live.register
        self.units = body_units(actor, live.register.body_id)
        self.answers: dict[int | None, str] = {}

    def refusal(self, unit_id: int | None) -> str:
        """Why the actor may not write for a unit; empty where it may."""
        if unit_id not in self.answers:
            self.answers[unit_id] = self.asked(unit_id)
        return self.answers[unit_id]

    def asked(self, unit_id: int | None) -> str:
        """The answer to a unit that was not asked about yet."""
        if unit_id is not None and unit_id not in self.units:
            name = unit_names(units=[unit_id], on=self.actor.on).get(unit_id, str(unit_id))
            return Problem("REG-019", unit=name, on=f"{self.actor.on:%d/%m/%Y}").sentence(get_language() or "vi")
        try:
            access.require_in(
                self.actor,
                "registers.report",
                Entry,
                body_id=self.register.body_id,
                unit_id=unit_id,
                classification=self.register.classification,
            )
        except Problem as problem:
            return problem.sentence(get_language() or "vi")
        return ""


def twins(actor: Actor, live: Live, seen: Definition, lines: list[Line]) -> None:
    """Rows of one file with the same key: the same contents count once, different ones are refused, both of them."""
    first: dict[str, Line] = {}
    for line in lines:
        if not (seen.key and line.key.replace("|", "").strip()):
            continue
        other = first.setdefault(line.key, line)
        if other is line:
            continue
        if other.values == line.values:
            line.kind = SAME
            continue
        key = keyed(actor, live, seen, line)
        told = Problem("REG-016", row=line.number, other=other.number, key=key).sentence(get_language() or "vi")
        for one in (line, other):
            if all(told != sentence for _title, sentence in one.faults):
                one.faults.append(("", told))


def keyed(actor: Actor, live: Live, seen: Definition, line: Line) -> str:
    """The key of a row as people read it: the title of each of its fields with what stands there ("Mã tài sản “M01”, Năm “2025”")."""
    fields = [one for name in live.definition.key if (one := seen.field(name)) is not None]
    wanted: dict[Kind, set[int]] = {kind: set() for kind in NAMED}
    for one in fields:
        if one.kind in NAMED and isinstance(number := line.values.get(one.name), int):
            wanted[one.kind].add(number)
    names = reference_names(actor, live.register.body_id, wanted)
    said = ((one.label, show(one, line.values.get(one.name), names=names.get(one.kind))) for one in fields)
    return ", ".join(f"{label} “{words}”" for label, words in said if words)


def settle(
    live: Live, seen: Definition, line: Line, known: Mapping[str, Entry], allowed: Places, titles: Mapping[str, str]
) -> None:
    """Decide what becomes of a row."""
    entry = known.get(line.key if live.definition.key else content(line.values))
    before = dict(entry.data) if entry is not None else {}
    merged = {**before, **{name: value for name, value in line.values.items() if value is not None}}
    wrong: list[Fault] = [fault(one, "SCH-020") for one in seen.typed if one.required and merged.get(one.name) is None]
    spoken = {title for title, _sentence in line.faults}
    wrong = [
        one
        for one in (*wrong, *broken(seen, merged))
        if titles.get(one.where, "") not in spoken or not titles.get(one.where)
    ]
    line.faults += [(titles.get(one.where, ""), one.sentence) for one in wrong]
    unit = merged.get(live.definition.unit) if live.definition.unit else None
    places = {unit} if entry is None else {unit, entry.unit_id}
    line.faults += [("", told) for place in places if (told := allowed.refusal(place))]
    line.entry, line.values = entry, merged
    if line.faults:
        line.kind = REFUSED
    elif line.kind == SAME or (entry is not None and merged == before):
        line.kind = SAME
    elif entry is not None:
        line.kind = CHANGED


def word(actor: Actor, live: Live, seen: Definition, lines: list[Line]) -> None:
    """Give each row its title, and each changed one what differs, units and people by their names."""
    wanted: dict[Kind, set[int]] = {kind: set() for kind in NAMED}
    for line in lines:
        for values in (line.values, line.entry.data if line.entry is not None else {}):
            for one in seen.typed:
                if one.kind in NAMED and isinstance(number := values.get(one.name), int):
                    wanted[one.kind].add(number)
    names = reference_names(actor, live.register.body_id, wanted)

    def shown(one: Field, values: Mapping[str, Any]) -> str:
        return show(one, values.get(one.name), names=names.get(one.kind))

    for line in lines:
        named = (shown(own, line.values) for name in seen.title or seen.key if (own := seen.field(name)) is not None)
        line.title = " – ".join(filter(None, named))
        if line.kind == CHANGED and line.entry is not None:
            before = line.entry.data
            line.differs = [
                (one.label, shown(one, before), shown(one, line.values))
                for one in seen.typed
                if before.get(one.name) != line.values.get(one.name)
            ]
