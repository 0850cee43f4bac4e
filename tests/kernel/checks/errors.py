"""Puts one error into consistent passages and counts which are found: a digit, two digits, the scale, a class swapped, a wrong count."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from giaoban.kernel.checks import Checked, Passage, check
from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.draft import Draft
from giaoban.kernel.checks.engine import propose
from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.numbers import step
from giaoban.kernel.checks.printed import read
from giaoban.kernel.quantity import Figure

KINDS = ("digit", "transposed", "scale", "swapped", "count")


@dataclass(frozen=True)
class Error:
    """A passage with one error: what kind, in which figures, and the number that stood there."""

    kind: str
    passage: Passage
    figures: tuple[str, ...]
    original: str


def _replaced(passage: Passage, figure: Figure, text: str) -> Passage:
    """The passage with another number printed in the place of a figure's, all offsets moved along."""
    moved = len(text) - (figure.num_end - figure.num_start)
    old = read(passage.text[figure.num_start : figure.num_end])
    new = read(text)
    assert old
    assert new is not None
    assert figure.value is not None
    figures = []
    for f in passage.figures:
        if f.id == figure.id:
            figures.append(replace(f, num_end=f.num_end + moved, end=f.end + moved, value=new * (figure.value / old)))
        elif f.start >= figure.num_end:
            figures.append(
                replace(
                    f,
                    start=f.start + moved,
                    end=f.end + moved,
                    num_start=f.num_start + moved,
                    num_end=f.num_end + moved,
                )
            )
        else:
            figures.append(f)
    body = passage.text[: figure.num_start] + text + passage.text[figure.num_end :]
    return replace(passage, text=body, figures=tuple(figures))


def _changed(kind: str, text: str, rng: random.Random) -> str | None:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if kind == "digit":
        i = rng.choice(places)
        digit = rng.choice([d for d in "123456789" if d != text[i]])
        return text[:i] + digit + text[i + 1 :]
    if kind == "transposed":
        pairs = [(i, j) for i, j in pairwise(places) if text[i] != text[j] and (text[j] != "0" or i != places[0])]
        if not pairs:
            return None
        i, j = rng.choice(pairs)
        return text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]
    return text + ".000" if text.isdigit() and len(text) == 3 else None


def errors(passage: Passage, rng: random.Random) -> Iterator[Error]:
    """One error of each kind in each figure that stands in a relation."""
    checked = check(passage)
    used = {f for r in checked.relations for f in (r.result, *r.terms) if f and r.holds}
    by_id = {f.id: f for f in passage.figures}
    counts = {r.result for r in checked.relations if r.template == "T5"}
    for figure in passage.figures:
        text = passage.text[figure.num_start : figure.num_end]
        if figure.id not in used or figure.value is None or not read(text):
            continue
        for kind in ("digit", "transposed", "scale"):
            changed = _changed(kind, text, rng)
            if changed is not None and read(changed):
                yield Error(kind, _replaced(passage, figure, changed), (figure.id,), text)
        if figure.id in counts:
            yield Error("count", _replaced(passage, figure, str(int(figure.value) + 1)), (figure.id,), text)
    for relation in checked.relations:
        parts = [by_id[t] for t in relation.terms if relation.op == "" and relation.kind == "sum" and relation.result]
        for a, b in pairwise(parts):
            if a.value != b.value and step(a) == step(b):
                first, second = passage.text[a.num_start : a.num_end], passage.text[b.num_start : b.num_end]
                yield Error("swapped", _replaced(_replaced(passage, b, first), a, second), (a.id, b.id), "")


def holding(passage: Passage) -> list[Draft]:
    """What the sound passage proposes and arithmetic confirms."""
    page = Page(passage.text, passage.figures)
    return [draft for draft in propose(page).drafts.values() if judge(draft, page.figures).holds is True]


def findable(sound: list[Draft], error: Error) -> bool:
    """True where a relation of the sound passage no longer holds with the figures of the wrong one."""
    wrong = {f.id: f for f in error.passage.figures}
    return any(
        set(error.figures) & {*draft.figures, *draft.aside} and judge(draft, wrong).holds is False for draft in sound
    )


def found(error: Error, checked: Checked) -> bool:
    """True where a finding points at the figure in error."""
    places = {(f.start, f.end) for f in error.passage.figures if f.id in error.figures}
    return any(places & set(f.spans) and f.verdict in {"fails", "question"} for f in checked.findings)


def repaired(error: Error, checked: Checked) -> bool:
    """True where the first suggestion of the first finding at the figure gives back the number that stood there."""
    place = {(f.start, f.end) for f in error.passage.figures if f.id in error.figures}
    firsts = [f.suggestions[0] for f in checked.findings if place & set(f.spans) and f.suggestions]
    best = max(firsts, key=lambda s: s.satisfied, default=None)
    return best is not None and best.figure == error.figures[0] and read(best.printed) == read(error.original)


def measure(passages: list[Passage], seed: int = 7) -> dict[str, Counter[str]]:
    """Counts by kind: made, findable, found, repairable, repaired."""
    rng = random.Random(seed)
    out: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for passage in passages:
        sound = holding(passage)
        for error in errors(passage, rng):
            tally = out[error.kind]
            tally["made"] += 1
            if not findable(sound, error):
                continue
            tally["findable"] += 1
            checked = check(error.passage)
            if found(error, checked):
                tally["found"] += 1
                tally["repairable"] += error.kind != "swapped"
                tally["repaired"] += error.kind != "swapped" and repaired(error, checked)
    return out
