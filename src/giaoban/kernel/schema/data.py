"""Definition <-> plain data <-> TOML, without loss: what is written is read back the same."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from functools import lru_cache
from typing import Any

from giaoban.kernel.formula import Type, check, parse
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema.model import VALIDITY, Definition, Field, Indicator, Kind, Review, Rule, Warn
from giaoban.kernel.schema.told import worded

LARGEST = 200_000
"""Characters of a definition."""
WORDS = {
    "name": "name_vi", "label": "label_vi", "help": "help_vi", "about": "about_vi", "say": "say_vi", "kind": "type",
    "note": "note_vi", "opens": "from", "closes": "to",
}  # fmt: skip
"""Attribute -> word in TOML, where they differ."""
BARE = re.compile(r"[A-Za-z0-9_-]+")


def words(model: type[Any]) -> dict[str, str]:
    """Word in TOML -> attribute of a class of the model."""
    own = {row.name: WORDS.get(row.name, row.name) for row in fields(model) if row.init}
    if model is Indicator:
        own["kind"] = "kind"
    return {word: name for name, word in own.items() if not (model is Field and name == "name")}


def load(text: str) -> Definition:
    """The definition that a TOML text describes; not checked yet. Errors: SCH-001 with the line or word at fault."""
    if len(text) > LARGEST:
        raise refused(worded("too_long", limit=LARGEST))
    return _load(text)


@lru_cache(maxsize=256)
def _load(text: str) -> Definition:
    try:
        return from_data(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise refused(str(error).rstrip(".") or worded("too_deep")) from error


def refused(why: str) -> Problem:
    """The problem of a text that is no definition."""
    return Problem("SCH-001", why=why)


def from_data(data: Mapping[str, Any]) -> Definition:
    """The definition of plain data. Errors: SCH-001."""
    rest = {
        word: value
        for word, value in data.items()
        if word not in ("fields", "rules", "warnings", "indicators", "review")
    }
    parts: dict[str, Any] = {
        "fields": inferred(
            made(Field, row, f"fields.{name}", name=name) for name, row in table(data, "fields").items()
        ),
        "rules": several(Rule, data, "rules"),
        "warnings": several(Warn, data, "warnings"),
        "indicators": several(Indicator, data, "indicators"),
        "review": made(Review, data["review"], "review") if "review" in data else None,
    }
    return made(Definition, rest, worded("top"), **parts)  # type: ignore[no-any-return]


KIND_OF = {Type.NUMBER: Kind.DECIMAL, Type.DATE: Kind.DATE, Type.BOOL: Kind.BOOLEAN}


def inferred(rows: Iterable[Field]) -> tuple[Field, ...]:
    """The fields, those derived without a type by what their formula gives; text where that is not known."""
    found: list[Field] = []
    types = dict(VALIDITY)
    for row in rows:
        if row.kind is None:
            row = replace(row, kind=kind_of(row.derive, types))
        found.append(row)
        types[row.name] = row.kind.type
    return tuple(found)


def kind_of(formula: str, types: Mapping[str, Type]) -> Kind:
    """The type of field that shows what a formula gives."""
    try:
        return KIND_OF.get(check(parse(formula), types), Kind.TEXT)
    except Problem:
        return Kind.TEXT


def table(data: Mapping[str, Any], word: str) -> Mapping[str, Any]:
    """A table of the data, empty where there is none. Errors: SCH-001."""
    found = data.get(word, {})
    if not isinstance(found, Mapping):
        raise refused(worded("word_is_table", word=word))
    return found


def several(model: type[Any], data: Mapping[str, Any], word: str) -> tuple[Any, ...]:
    """A list of tables. Errors: SCH-001."""
    rows = data.get(word, [])
    if not isinstance(rows, list):
        raise refused(worded("word_is_list", word=word))
    return tuple(made(model, row, f"{word}[{number}]") for number, row in enumerate(rows, 1))


def made(model: type[Any], row: Any, where: str, **given: Any) -> Any:
    """One object of the model. Errors: SCH-001 for an unknown word, a wrong type, or a word that is missing."""
    if not isinstance(row, Mapping):
        raise refused(worded("is_table", where=where))
    known, values = words(model), dict(given)
    for word, value in row.items():
        if word not in known or known[word] in given:
            raise refused(worded("strange_word", where=where, word=word))
        values[known[word]] = taken(model, known[word], value, where, word)
    if model is Field and values.get("derive"):
        values.setdefault("kind", None)
    for part in fields(model):
        needed = part.init and part.default is MISSING and part.default_factory is MISSING
        if needed and part.name not in values:
            raise refused(worded("lacks", where=where, word=WORDS.get(part.name, part.name)))
    return model(**values)


def taken(model: type[Any], name: str, value: Any, where: str, word: str) -> Any:
    """A value as the attribute takes it. Errors: SCH-001."""
    if model is Field and name == "kind":
        if value not in [kind.value for kind in Kind]:
            raise refused(worded("no_kind", where=worded("inside", where=where, word=word), kind=str(value)))
        return Kind(value)
    if name == "choices" and isinstance(value, Mapping) and all(isinstance(label, str) for label in value.values()):
        return tuple(value.items())
    if name in ("key", "title") and isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    wanted = next(part.type for part in fields(model) if part.name == name)
    if wanted in (str, int, bool) and type(value) is wanted:
        return value
    raise refused(worded("wrong_type", where=worded("inside", where=where, word=word)))


def to_data(definition: Definition) -> dict[str, Any]:
    """The definition as plain data, in the order in which it is written; values that say nothing new are left out."""
    data = bare(definition)
    for word in ("rules", "warnings", "indicators"):
        if rows := getattr(definition, word):
            data[word] = [bare(row) for row in rows]
    if definition.review is not None:
        data["review"] = bare(definition.review)
    data["fields"] = {row.name: bare(row) for row in definition.fields}
    return data


def bare(thing: Any) -> dict[str, Any]:
    """The attributes of one object that differ from their defaults, by their words."""
    found: dict[str, Any] = {}
    for word, name in words(type(thing)).items():
        value = getattr(thing, name)
        default = next(part.default for part in fields(type(thing)) if part.name == name)
        if value == default or name in ("fields", "rules", "warnings", "indicators", "review"):
            continue
        found[word] = written(name, value)
    return found


def written(name: str, value: Any) -> Any:
    """A value as data."""
    if isinstance(value, Kind):
        return value.value
    if name == "choices":
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def dump(definition: Definition) -> str:
    """The definition as TOML: `load(dump(d)) == d`."""
    data = to_data(definition)
    lines = list(pairs((word, value) for word, value in data.items() if word not in SECTIONS))
    for name, row in data["fields"].items():
        lines += ["", f"[fields.{key(name)}]", *pairs(row.items())]
    for word in ("rules", "warnings", "indicators"):
        for row in data.get(word, []):
            lines += ["", f"[[{word}]]", *pairs(row.items())]
    if "review" in data:
        lines += ["", "[review]", *pairs(data["review"].items())]
    return "\n".join(lines) + "\n"


SECTIONS = frozenset({"fields", "rules", "warnings", "indicators", "review"})


def pairs(rows: Iterable[tuple[str, Any]]) -> Iterable[str]:
    """Lines "word = value"."""
    return (f"{key(word)} = {literal(value)}" for word, value in rows)


def key(word: str) -> str:
    """A word as TOML writes it before "="."""
    return word if BARE.fullmatch(word) else literal(word)


def literal(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(pairs(value.items()))} }}"
    return '"' + "".join(ESCAPES.get(sign, sign) if sign in ESCAPES else plain(sign) for sign in value) + '"'


ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def plain(sign: str) -> str:
    """A character as it is, controls as their number."""
    return f"\\u{ord(sign):04x}" if ord(sign) < 32 or ord(sign) == 127 else sign
