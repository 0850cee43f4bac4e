"""Codes and values as JSON data: what is kept of a sentence, and the sentence made of it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from giaoban.kernel.wording.words import Numeral, Value, Wording

Json = dict[str, Any]


def as_data(text: str) -> Json:
    """{"code", "values"} of a sentence of a catalogue, {} of any other text.

    Values: words and whole numbers as they are, lists as lists, {"number": "12.5"}, {"printed": "1.234,5"} as in the text, {"date":
    "2025-06-30"}, {"code", "values"}.
    """
    if not isinstance(text, Wording):
        return {}
    return {"code": text.code, "values": {name: _data(value) for name, value in text.values.items()}}


def _data(value: Value) -> Any:
    if isinstance(value, Wording):
        return as_data(value)
    if isinstance(value, Numeral):
        return {"printed": str(value)}
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def retold(code: str, values: Mapping[str, Any]) -> Wording:
    """The sentence of a code and values as `as_data` gave them. Errors: KeyError for a code or values of another version."""
    return Wording(code, {name: _value(value) for name, value in values.items()})


def _value(data: Any) -> Value:
    if isinstance(data, list):
        return tuple(_value(item) for item in data)
    if not isinstance(data, dict):
        return str(data) if not isinstance(data, int) else data
    if "code" in data:
        return retold(data["code"], data["values"])
    if "printed" in data:
        return Numeral(data["printed"])
    return Decimal(data["number"]) if "number" in data else date.fromisoformat(data["date"])
