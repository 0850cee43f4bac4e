"""A text cut into pieces, each knowing the figures and findings that it belongs to. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

SEVERITIES = ("error", "warning", "question", "note")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text within the same marks. `first` names the findings whose first place begins here (the anchor to jump to)."""

    text: str
    figure: str = ""
    findings: tuple[str, ...] = ()
    severity: str = ""
    anchor_figure: bool = False
    first: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """True where nothing is marked."""
        return not self.figure and not self.findings


def pieces(text: str, figures: Iterable[dict[str, Any]], findings: Iterable[dict[str, Any]]) -> Iterator[Piece]:
    """Cut `text` at every border of a figure or finding. Figures must not overlap each other; findings may overlap anything."""
    figure_rows = sorted(figures, key=lambda row: row["start"])
    marks = [
        (int(s), int(e), row["id"], row["severity"], n == 0)
        for row in findings
        for n, (s, e) in enumerate(row["spans"])
    ]
    borders = {0, len(text)}
    for row in figure_rows:
        borders |= {row["start"], row["end"]}
    for start, end, *_ in marks:
        borders |= {start, end}
    cuts = sorted(b for b in borders if 0 <= b <= len(text))
    events: dict[int, list[tuple[int, int, str, str, bool]]] = {}
    for mark in marks:
        events.setdefault(mark[0], []).append(mark)
    active: list[tuple[int, int, str, str, bool]] = []
    place = 0
    for start, end in pairwise(cuts):
        active = [m for m in active if m[1] > start] + events.get(start, [])
        while place < len(figure_rows) and figure_rows[place]["end"] <= start:
            place += 1
        figure = figure_rows[place] if place < len(figure_rows) and figure_rows[place]["start"] <= start else None
        severities = {m[3] for m in active}
        yield Piece(
            text=text[start:end],
            figure=figure["id"] if figure else "",
            findings=tuple(dict.fromkeys(m[2] for m in active)),
            severity=next((s for s in SEVERITIES if s in severities), ""),
            anchor_figure=figure is not None and figure["start"] == start,
            first=tuple(m[2] for m in active if m[0] == start and m[4]),
        )
