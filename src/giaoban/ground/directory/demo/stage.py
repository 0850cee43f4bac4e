"""A story while it is being loaded: its tables, its days, and the rows made so far by the names that its tables use."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.actor import acting, actor_of
from giaoban.ground.directory.demo.days import Days
from giaoban.ground.directory.models import User
from giaoban.ground.org.models import Body, Person, Post, Unit

Table = dict[str, Any]
SYSTEM = "Dữ liệu trình diễn"


@dataclass(slots=True)
class Stage:
    """One story. `made` holds what the rooms make, by (room, key): they hand it on to the rooms above them."""

    slug: str
    folder: Path
    days: Days
    story: Table
    tables: Table
    units: dict[str, Unit] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    made: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def body(self) -> Body:
        """The body whose month the story tells."""
        return self.bodies[self.story["of"]]

    def body_of(self, row: Table) -> Body:
        """The body that a row names, else the story's own."""
        return self.bodies[row.get("body") or self.story["of"]]

    @property
    def clerk(self) -> str:
        """The user name under which the story's office works."""
        return str(self.story["clerk"])

    def rows(self, name: str) -> list[Table]:
        """The rows of a table, none where the story has no such table."""
        return list(self.tables.get(name, []))

    def unit(self, name: str) -> Unit:
        """A unit of the story by the name in its tables. Errors: KeyError names it."""
        return self.units[name]

    @contextmanager
    def by(self, row: Table, *, at: str = "at", who: str = "by") -> Iterator[Actor]:
        """The actor that a row names (the office's clerk where it names none) at the row's moment, told to the journal."""
        with self.acting(str(row.get(who) or self.clerk), self.days.moment(row[at])) as actor:
            yield actor

    @contextmanager
    def acting(self, username: str, at: datetime) -> Iterator[Actor]:
        """One of the story's people at work at a moment."""
        with acting(actor_of(self.users[username], at=at), source="command") as actor:
            yield actor


def stage_of(folder: Path, *, on: date) -> Stage:
    """A story as its folder tells it: `story.toml`, and every other table there. `on`: the day a story of today is seen on."""
    story = tomllib.loads((folder / "story.toml").read_text("utf-8"))
    tables: Table = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in {"story.toml", "marks.toml"}:
            tables |= tomllib.loads(path.read_text("utf-8"))
    clock = story.get("clock_on")
    days = Days(clock, date.fromisoformat(f"{story['month']}-01")) if clock else Days.around(on)
    return Stage(folder.name, folder, days, story, tables)
