"""The words that a body adds to the reader's, as a TOML text: read, with a message for each line that is wrong. Pure.

[danh_tu]            # what is counted in whole numbers
them = ["tổ liên gia", "hộ sử dụng nước sạch"]

[don_vi_tinh]        # what is measured: name = other ways to write it
"bao" = ["bao 50kg"]

[ten_don_vi]         # words that begin the name of an office
them = ["ban điều hành"]

[viet_tat]           # an abbreviation and what it stands for, for phrases of indicators
NTM = "nông thôn mới"
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from giaoban.kernel.checks import Known, Observation, PlannedValue

MOST = 65_536
"""Signs of the text."""
ENTRIES = 500
LONGEST = 60
PHRASE = re.compile(r"[^\W\d_][\w%°.&/–' -]*\Z")
TABLES = ("danh_tu", "don_vi_tinh", "ten_don_vi", "viet_tat")
PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, on which line (from 1)."""

    line: int
    message: str

    def __str__(self) -> str:
        return _("Dòng %(line)d: %(message)s") % {"line": self.line, "message": self.message}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words, NFC and in small letters; abbreviations as written."""

    nouns: tuple[str, ...] = ()
    measures: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    short: dict[str, str] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """What the process that reads is told: a table for the reader of figures, and names of offices."""
        lines = []
        if self.nouns:
            lines += ["[nouns]", f"{json.dumps('của cơ quan', ensure_ascii=False)} = {quoted('; '.join(self.nouns))}"]
        if self.measures:
            lines.append("[measure]")
            lines += [f"{quoted(name)} = {quoted('; '.join(other))}" for name, other in self.measures.items()]
        return {"quantities": "\n".join(lines), "heads": list(self.heads)}


def quoted(words: str) -> str:
    """A TOML string."""
    return json.dumps(words, ensure_ascii=False)


def parsed(text: str) -> tuple[Vocabulary, list[Fault]]:
    """The words of a text, and every fault found in it; a text with faults is not to be used."""
    if len(text) > MOST:
        return Vocabulary(), [Fault(1, _("nội dung dài quá %(most)d ký tự") % {"most": MOST})]
    try:
        tables = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        return Vocabulary(), [misspelt(text, str(error))]
    faults = list(faults_of(text, tables))
    if faults:
        return Vocabulary(), sorted(faults, key=lambda fault: fault.line)
    return (
        Vocabulary(
            nouns=words_of(tables.get("danh_tu", {}).values()),
            measures={clean(name): words_of([other]) for name, other in tables.get("don_vi_tinh", {}).items()},
            heads=words_of(tables.get("ten_don_vi", {}).values()),
            short={name.strip(): clean(full) for name, full in tables.get("viet_tat", {}).items()},
        ),
        [],
    )


def misspelt(text: str, message: str) -> Fault:
    """A text that is no TOML: the line where reading stopped."""
    place = PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Fault(line, _("không đọc được; kiểm tra dấu ngoặc kép, dấu bằng và dấu ngoặc vuông của dòng này"))


def faults_of(text: str, tables: dict[str, Any]) -> Iterator[Fault]:
    """Tables and entries that mean nothing here."""
    count = 0
    for name, table in tables.items():
        if name not in TABLES or not isinstance(table, dict):
            known = ", ".join(f"[{known}]" for known in TABLES)
            yield Fault(
                line_of(text, name),
                _("chưa có mục [%(name)s]; dùng một trong: %(known)s") % {"name": name, "known": known},
            )
            continue
        for key, value in table.items():
            phrases = [value] if isinstance(value, str) else value
            if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
                yield Fault(
                    line_of(text, key),
                    _("“%(key)s” phải là chữ trong ngoặc kép, hoặc danh sách như thế") % {"key": key},
                )
                continue
            if name == "viet_tat" and not isinstance(value, str):
                yield Fault(line_of(text, key), _("“%(key)s” chỉ viết tắt cho một cụm từ") % {"key": key})
            count += len(phrases)
            for phrase in [*phrases, *([key] if name in {"don_vi_tinh", "viet_tat"} else [])]:
                if not PHRASE.match(phrase.strip()) or len(phrase) > LONGEST:
                    said = _("“%(phrase)s” không dùng được: bắt đầu bằng chữ cái, dài nhất %(most)d ký tự")
                    yield Fault(line_of(text, phrase), said % {"phrase": phrase[:80], "most": LONGEST})
    if count > ENTRIES:
        yield Fault(1, _("có %(count)d từ, nhiều nhất %(most)d") % {"count": count, "most": ENTRIES})


def line_of(text: str, words: str) -> int:
    """The first line that holds some words, the first one where none does."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if words in line), 1)


def words_of(values: Iterable[Any]) -> tuple[str, ...]:
    """All phrases of an entry or a table, each once."""
    found = (phrase for value in values for phrase in ([value] if isinstance(value, str) else value))
    return tuple(dict.fromkeys(clean(phrase) for phrase in found))


def clean(phrase: str) -> str:
    """A phrase as the reader's tables have it."""
    return " ".join(unicodedata.normalize("NFC", phrase).lower().split())


def abbreviated(known: Known, short: dict[str, str]) -> Known:
    """What is on record, each indicator also under the names in which a phrase is abbreviated."""
    if not short:
        return known
    return replace(
        known,
        observations=tuple(replace(row, aliases=widened(row, short)) for row in known.observations),
        targets=tuple(replace(row, aliases=widened(row, short)) for row in known.targets),
    )


def widened(row: Observation | PlannedValue, short: dict[str, str]) -> tuple[str, ...]:
    """The phrases of an indicator, with those that abbreviations make of them."""
    more = [
        re.sub(rf"(?<!\w){re.escape(full)}(?!\w)", name, phrase, flags=re.IGNORECASE)
        for phrase in (row.indicator, *row.aliases)
        for name, full in short.items()
    ]
    return tuple(dict.fromkeys(phrase for phrase in (*row.aliases, *more) if phrase != row.indicator))
