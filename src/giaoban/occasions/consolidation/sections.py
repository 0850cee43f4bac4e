"""The parts of a template as values, and the checks before they are stored. Pure but for its codes of refusal."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from giaoban.ground.org.folding import squeeze
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation.outline import Wanted

KINDS = ("text", "table", "chart")
MOST = 30
GONE = "gone_with"
"""In `Block.data`: the section with which a block was taken out, so that it comes back with it."""
OPENING, CLOSING = "_mo", "_ket"
"""Keys of the words before the first section and behind the last one: they stand in no numbered section, and always there. No title makes
such a key."""
FRAMING = (OPENING, CLOSING)
TITLE, PHRASE, PHRASES, CODES = 200, 80, 40, 200


@dataclass(frozen=True, slots=True)
class Section:
    """One part. `phrases`: headings of units' reports that belong to it (text); `indicators`: codes to show, none: all of the body with
    figures of the period (table, chart). `own`: words it always begins with, as for "Trên đây là báo cáo …"."""

    key: str
    title: str
    kind: str = "text"
    phrases: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    own: str = ""


def sections_of(rows: Sequence[dict[str, Any]]) -> tuple[Section, ...]:
    """Stored parts as values. Errors: KeyError, TypeError for rows that `checked` never let in."""
    return tuple(
        Section(
            key=row["key"],
            title=row["title"],
            kind=row["kind"],
            phrases=tuple(row.get("phrases", ())),
            indicators=tuple(row.get("indicators", ())),
            own=row.get("own", ""),
        )
        for row in rows
    )


def live(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stored parts of a report that were not taken out of it."""
    return [row for row in rows if not row.get("removed")]


def framed(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stored parts with the opening first and the closing last, the others in their order."""
    return sorted(rows, key=lambda row: (row["key"] == CLOSING) - (row["key"] == OPENING))


def numbered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stored parts that have a heading: neither the opening nor the closing."""
    return [row for row in rows if row["key"] not in FRAMING]


def stored(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Parts as they are stored."""
    return [
        asdict(section) | {"phrases": list(section.phrases), "indicators": list(section.indicators)}
        for section in sections
    ]


def checked(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The same parts, each with a key. Errors: CNS-010 none or too many; CNS-011 no title; CNS-012 unknown kind, words too long."""
    if not 0 < len(sections) <= MOST:
        raise Problem("CNS-010", most=MOST)
    keys: set[str] = set()
    made = []
    for place, section in enumerate(sections, 1):
        title = " ".join(section.title.split())
        if not title:
            raise Problem("CNS-011", place=place)
        too_long = len(title) > TITLE or len(section.phrases) > PHRASES or len(section.indicators) > CODES
        if (
            section.kind not in KINDS
            or too_long
            or any(len(word) > PHRASE for word in (*section.phrases, *section.indicators))
        ):
            raise Problem("CNS-012", title=title[:80])
        key = section.key or key_of(title, keys)
        if key in keys:
            key = key_of(title, keys)
        keys.add(key)
        made.append(Section(key, title, section.kind, section.phrases, section.indicators, section.own.strip()[:4000]))
    if all(section.key in FRAMING for section in made):
        raise Problem("CNS-010", most=MOST)
    return tuple(sorted(made, key=lambda section: (section.key == CLOSING) - (section.key == OPENING)))


def key_of(title: str, taken: set[str]) -> str:
    """A key from a title: "Tồn tại, hạn chế" -> "ton-tai-han-che"; numbered where it is taken."""
    base = re.sub(r"[^a-z0-9]+", "-", squeeze(title)).strip("-")[:32] or "phan"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def wanted_of(sections: Sequence[Section]) -> tuple[Wanted, ...]:
    """What the parts of words are known by in a unit's report."""
    return tuple(
        Wanted(section.key, section.phrases) for section in sections if section.kind == "text" and section.phrases
    )
