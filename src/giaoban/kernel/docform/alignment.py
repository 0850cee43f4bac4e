"""Which block of an edited file is which block of the document: by mark, else by likeness of words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from giaoban.kernel.docform.marks import normal
from giaoban.kernel.docform.readback import ReadBlock

ALIKE = 0.5
"""From which share of common words on two blocks are taken for one where marks are lost."""
SPREAD = 50
"""Over how many blocks one mark may spread."""
MANY = 250_000
"""How many pairs are compared at most."""


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two texts have in common, 0 to 1; two empty texts are the same."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def aligned(wanted: Sequence[ReadBlock], found: Sequence[ReadBlock]) -> dict[int, tuple[int, bool]]:
    """Place in `wanted` -> (place in `found`, whether it was only guessed by likeness). Each place is used once.

    A mark decides; where it covers several paragraphs (somebody pressed Enter) or several marks cover one (somebody joined them), the
    words do.
    """
    bags = [Counter(normal(block.text).lower().split()) for block in found]
    wished = [Counter(normal(block.text).lower().split()) for block in wanted]
    by_mark: dict[str, list[int]] = {}
    for place, block in enumerate(found):
        for mark in block.marks:
            by_mark.setdefault(mark, []).append(place)
    marked = [
        (-likeness(wished[place], bags[there]), abs(place - there), place, there)
        for place, block in enumerate(wanted)
        for there in by_mark.get(block.marks[0], ())[:SPREAD]
        if found[there].kind == block.kind
    ]
    pairs = chosen(marked, {}, guessed=False)
    taken = {there for there, _ in pairs.values()}
    left = [place for place in range(len(wanted)) if place not in pairs]
    free = [there for there in range(len(found)) if there not in taken]
    if len(left) * len(free) > MANY:
        return pairs
    alike = []
    for place in left:
        for there in free:
            if wanted[place].kind == found[there].kind:
                share = likeness(wished[place], bags[there])
                if share >= ALIKE:
                    alike.append((-share, abs(place - there), place, there))
    return chosen(alike, pairs, guessed=True)


def chosen(
    candidates: list[tuple[float, int, int, int]], pairs: dict[int, tuple[int, bool]], *, guessed: bool
) -> dict[int, tuple[int, bool]]:
    """The pairs with the most likely candidates added: most alike first, then nearest."""
    made = dict(pairs)
    taken = {there for there, _ in made.values()}
    for _, _, place, there in sorted(candidates):
        if place not in made and there not in taken:
            made[place] = (there, guessed)
            taken.add(there)
    return made


def moved(order: Sequence[int]) -> set[int]:
    """Places in `order` (all different) that left the longest rising row: the fewest blocks whose moving explains the order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(order):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [place]
    still: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        still.add(place)
        place = before[place]
    return set(range(len(order))) - still
