"""Numbers inside a text that know their observation: kept beside the text as places, so that people edit plain words. Pure.

An edit keeps every field whose number still stands there. Where a person wrote another number over it, the field stays at that place and is
marked `typed`: what a person typed is never printed over, it is only compared. Rules: docs/dev/algorithms/consolidation.md.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from typing import Any

from giaoban.kernel.quantity import Figure, Interval, find_figures, vietnamese
from giaoban.records.figures.measures import convert, fits
from giaoban.records.figures.printing import shown

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|\s+|[^\w\s]")
PLACES = 3
"""A number is printed with as many places as stood there, with more only where it has more, up to so many."""


Ref = int | str
"""The number of an observation; "NUMBER@PERIOD" for its cell over a longer period."""


def ref_of(observation: int, period: str) -> Ref:
    """What a field of an observation, or of its cell over a longer period, is compared with."""
    return f"{observation}@{period}" if period else observation


@dataclass(frozen=True, slots=True)
class Field:
    """text[start:end] is the number of an observation. `typed`: a person wrote another number over it. `period`: the number is that of the
    observation's cell over this longer period, put together from what is on record; "" for the observation's own."""

    start: int
    end: int
    observation: int
    typed: bool = False
    period: str = ""

    @property
    def ref(self) -> Ref:
        """What it is compared with, among the recorded."""
        return ref_of(self.observation, self.period)

    @property
    def key(self) -> str:
        """The key of its field in a document."""
        return f"obs:{self.ref}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What counts now in the cell of an observation: `latest` is the number of its last revision, the amounts are what that says.

    `period`: they are put together over this period, and `latest` is the last observation they are made of."""

    observation: int
    latest: int
    indicator: int
    name: str
    unit_of_measure: str
    amount: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: str = "="
    period: str = ""

    @property
    def interval(self) -> Interval | None:
        """The values it stands for; None where it is recorded that there is none."""
        if self.low is not None and self.high is not None:
            return Interval(self.low, self.high)
        return None if self.amount is None else Interval.point(self.amount)

    @property
    def words(self) -> str:
        """The value as people write it."""
        return shown(self)


def loaded(rows: Iterable[Mapping[str, Any]]) -> list[Field]:
    """Stored fields, in order."""
    return [
        Field(row["start"], row["end"], row["observation"], row.get("typed", False), row.get("period", ""))
        for row in rows
    ]


def stored(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """Fields as they are stored, in order."""
    ordered = sorted(fields, key=lambda field: field.start)
    return [
        {"start": f.start, "end": f.end, "observation": f.observation, "typed": f.typed}
        | ({"period": f.period} if f.period else {})
        for f in ordered
    ]


def linked(text: str, places: Iterable[tuple[int, int, int]]) -> list[Field]:
    """Fields for (start, end, observation) of figures that stand in the text; of two at one place the longer.

    Of "8.105 triệu đồng" only the number becomes the field; of "39 tỷ 981 triệu đồng" and "6.300 - 6.500" the whole.
    """
    made: list[Field] = []
    for start, end, observation in sorted(places, key=lambda place: (place[0], -place[1])):
        if not 0 <= start < end <= len(text):
            continue
        numbers = list(NUMBER.finditer(text, start, end))
        if not numbers:
            continue
        low, high = numbers[0].span() if len(numbers) == 1 else (start, end)
        if not made or made[-1].end <= low:
            made.append(Field(low, high, observation))
    return made


def realigned(before: str, after: str, fields: Sequence[Field]) -> list[Field]:
    """Where the fields of a text stand once a person has edited it. Those whose number was deleted are gone."""
    if before == after or not fields:
        return list(fields)
    old, new = spans(before), spans(after)
    matcher = SequenceMatcher(None, [before[a:b] for a, b in old], [after[a:b] for a, b in new], autojunk=False)
    kept: list[Field] = []
    opcodes = matcher.get_opcodes()
    for field in fields:
        inside = [n for n, (a, b) in enumerate(old) if a < field.end and b > field.start]
        found = moved(field, inside, opcodes, new) or elsewhere(field, before, after)
        found = found or overwritten(field, inside, opcodes, old, new, before, after, fields)
        if found is not None and not any(one.start < found.end and found.start < one.end for one in kept):
            kept.append(found)
    return sorted(kept, key=lambda one: one.start)


def spans(text: str) -> list[tuple[int, int]]:
    """The places of words, numbers, spaces and marks."""
    return [found.span() for found in TOKEN.finditer(text)]


Opcodes = Sequence[tuple[str, int, int, int, int]]
Spans = Sequence[tuple[int, int]]


def moved(field: Field, inside: Sequence[int], opcodes: Opcodes, new: Spans) -> Field | None:
    """The field at its new place where all its words are still there, together."""
    for op, a, b, c, _d in opcodes:
        if op == "equal" and inside and a <= inside[0] and inside[-1] < b:
            return replace(field, start=new[c + inside[0] - a][0], end=new[c + inside[-1] - a][1])
    return None


def elsewhere(field: Field, before: str, after: str) -> Field | None:
    """The field where its words stand now, if they stood once in the text and stand once in it: a sentence was moved."""
    words = before[field.start : field.end]
    there = [found.start() for found in re.finditer(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)", after)]
    if len(there) != 1 or before.count(words) != 1:
        return None
    return replace(field, start=there[0], end=there[0] + len(words))


def overwritten(
    field: Field,
    inside: Sequence[int],
    opcodes: Opcodes,
    old: Spans,
    new: Spans,
    before: str,
    after: str,
    fields: Sequence[Field],
) -> Field | None:
    """The field on the number that a person wrote in its stead: where in the changed words there is one number as there was one."""
    for op, a, b, c, d in opcodes:
        if op != "replace" or not inside or inside[0] < a or inside[-1] >= b:
            continue
        low, high = old[a][0], old[b - 1][1]
        others = [one for one in fields if one != field and low <= one.start < high]
        was = [n.span() for n in NUMBER.finditer(before, low, high)]
        now = [n.span() for n in NUMBER.finditer(after, new[c][0], new[d - 1][1])]
        if not others and len(now) == 1 and all(field.start <= n[0] and n[1] <= field.end for n in was):
            return replace(field, start=now[0][0], end=now[0][1], typed=True)
        if len(was) == len(now):
            place = next((n for n, span in enumerate(was) if span == (field.start, field.end)), None)
            if place is not None:
                typed = field.typed or before[field.start : field.end] != after[now[place][0] : now[place][1]]
                return replace(field, start=now[place][0], end=now[place][1], typed=typed)
    return None


def cut(fields: Sequence[Field], at: int) -> tuple[list[Field], list[Field]]:
    """The fields of the words before a place, and those of the words from there on, told from there."""
    first = [field for field in fields if field.end <= at]
    rest = [replace(field, start=field.start - at, end=field.end - at) for field in fields if field.start >= at]
    return first, rest


def shifted(fields: Sequence[Field], by: int) -> list[Field]:
    """The fields so many signs later."""
    return [replace(field, start=field.start + by, end=field.end + by) for field in fields]


def figure_at(text: str, field: Field, figures: Sequence[Figure] | None = None) -> Figure | None:
    """The figure that the reader finds at a field's place."""
    read = find_figures(text) if figures is None else figures
    return next((one for one in read if one.start < field.end and field.start < one.end), None)


def said(figure: Figure | None, unit_of_measure: str) -> Interval | None:
    """What a figure of a text says in another unit of measure; None where it says nothing that can be compared."""
    if figure is None or (figure.value is None and figure.low is None):
        return None
    if not fits(figure.unit, unit_of_measure):
        return None
    stated = figure.interval()
    factor = convert(Decimal(1), figure.unit, unit_of_measure)
    return (
        stated
        if factor == 1
        else Interval(stated.low * factor, stated.high * factor, stated.low_open, stated.high_open)
    )


def agrees(figure: Figure | None, recorded: Recorded) -> bool:
    """Whether the text may say what is recorded; a number that cannot be compared is taken to agree."""
    stated, known = said(figure, recorded.unit_of_measure), recorded.interval
    return stated is None or known is None or stated.meets(known)


def reprinted(text: str, field: Field, recorded: Recorded, figure: Figure | None) -> str:
    """How the recorded value is printed in a field's place: in the unit that the words around name, with the places that stood there."""
    old = text[field.start : field.end]
    if recorded.amount is None or NUMBER.fullmatch(old) is None:
        unit = recorded.unit_of_measure
        return recorded.words if unit.casefold() not in old.casefold() else f"{recorded.words} {unit}"
    written = find_figures(old)
    factor = Decimal(1)
    if figure is not None and figure.value and len(written) == 1 and written[0].value:
        factor = convert(figure.value, figure.unit, recorded.unit_of_measure) / written[0].value
    value = recorded.amount / (factor or Decimal(1))
    places = len(old.partition(",")[2])
    exact = max(0, -int(value.normalize().as_tuple().exponent))
    wanted = max(places, min(exact, PLACES))
    rounded = value.quantize(Decimal(1).scaleb(-wanted), ROUND_HALF_UP)
    return vietnamese(rounded, wanted) if places else vietnamese(rounded)


def replaced(text: str, fields: Sequence[Field], new: Mapping[int, tuple[str, int]]) -> tuple[str, list[Field]]:
    """The text with some fields printed anew: place of the field -> (its words, its observation). Every other sign stays as it is."""
    made: list[Field] = []
    parts: list[str] = []
    at = 0
    length = 0
    for place, field in enumerate(sorted(fields, key=lambda one: one.start)):
        words, observation = new.get(place, (text[field.start : field.end], field.observation))
        between = text[at : field.start]
        parts += [between, words]
        length += len(between)
        made.append(replace(field, start=length, end=length + len(words), observation=observation))
        length += len(words)
        at = field.end
    return "".join([*parts, text[at:]]), made
