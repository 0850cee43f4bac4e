"""Crop seasons: data per region, a draft until a province has said its own dates.

No national text fixes when a season begins, so every row carries its source and whether it is a draft; a province's own rows make
another `Seasons`. A season is named by the year in which it is harvested for the winter-spring crop that begins in the year before
("vụ đông xuân 2025-2026" is of 2026), else by the year in which it begins ("vụ đông 2026" ends in January 2027).
"""

from collections.abc import Iterable, Iterator
from csv import DictReader
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from giaoban.kernel.calendar.told import worded


@dataclass(frozen=True, slots=True)
class Season:
    """One season of a region: first day and the day after the last, as (month, day). `draft`: no text says so yet."""

    region: str
    code: str
    name: str
    start: tuple[int, int]
    end: tuple[int, int]
    draft: bool = True
    source: str = ""

    @property
    def crosses(self) -> bool:
        """True for a season that begins in one year and ends in the next."""
        return self.end <= self.start

    @property
    def early(self) -> bool:
        """True for a season that begins in the year before the one it is named after: most of it lies in the later year."""
        return self.crosses and 12 - self.start[0] < self.end[0]

    def dates(self, year: int) -> tuple[date, date]:
        """[first day, day after the last) of the season of a year."""
        first = year - 1 if self.early else year
        return date(first, *self.start), date(first + self.crosses, *self.end)

    def title(self, year: int) -> str:
        """The season of a year as offices write it: "vụ xuân năm 2026", "vụ đông xuân 2025-2026"."""
        if self.early:
            return worded("season_across", name=self.name, first=year - 1, last=year)
        return worded("season_of", name=self.name, year=year)


class Seasons:
    """A version of the crop calendar: the seasons of every region in the order in which they begin."""

    def __init__(self, rows: Iterable[Season]) -> None:
        self._rows = tuple(sorted(rows, key=lambda row: (row.region, row.dates(2000)[0], row.code)))

    def __iter__(self) -> Iterator[Season]:
        return iter(self._rows)

    def find(self, region: str, code: str) -> Season | None:
        """A season by region and code; None where the calendar has none."""
        return next((row for row in self._rows if (row.region, row.code) == (region, code)), None)

    def of(self, region: str) -> tuple[Season, ...]:
        """The seasons of a region by their beginning; of every region for an empty one."""
        return tuple(row for row in self._rows if region in ("", row.region))


def month_day(text: str) -> tuple[int, int]:
    """ "09-16" -> (9, 16)."""
    month, _dash, day = text.partition("-")
    return int(month), int(day)


@cache
def shipped_seasons() -> Seasons:
    """The drafts that come with the program: north (xuân, hè thu, mùa, đông) and south (đông xuân, hè thu, mùa)."""
    text = files("giaoban.kernel.calendar").joinpath("data/seasons.csv").read_text("utf-8")
    return Seasons(
        Season(
            row["region"],
            row["code"],
            row["name"],
            month_day(row["start"]),
            month_day(row["end"]),
            bool(row["draft"]),
            row["source"],
        )
        for row in DictReader(text.splitlines())
    )
