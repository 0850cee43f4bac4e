"""Documents and blocks as plain JSON values, for the database and for exchange. Numbers are strings, so that no digit is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from giaoban.kernel.docform import problems  # noqa: F401  (registers the codes)
from giaoban.kernel.docform.model import (
    Annex,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Field,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Series,
    Signature,
    Table,
    Text,
)
from giaoban.kernel.problems import Problem

Json = dict[str, Any]
T = TypeVar("T")


def to_json(document: Document) -> Json:
    """The document as values that `json.dumps` takes; `from_json` gives it back."""
    head, signature = document.letterhead, document.signature
    return {
        "letterhead": {"issuer": list(head.issuer), "superior": list(head.superior), "party": head.party},
        "symbol": document.symbol,
        "number": document.number,
        "place": document.place,
        "on": document.on.isoformat() if document.on else None,
        "year": document.year,
        "title": document.title,
        "about": document.about,
        "to": list(document.to),
        "blocks": [block_to_json(block) for block in document.blocks],
        "signature": {"lines": list(signature.lines), "name": signature.name} if signature else None,
        "recipients": list(document.recipients),
        "size": document.size,
        "origin": document.origin,
    }


def from_json(data: Mapping[str, Any]) -> Document:
    """The document again. Errors: DOF-001 for anything that `to_json` does not write."""
    return checked(lambda: document_of(data))


def block_from_json(data: Mapping[str, Any]) -> Block:
    """One block again. Errors: DOF-001."""
    return checked(lambda: block_of(data))


def checked(make: Callable[[], T]) -> T:
    """What `make` makes. Errors: DOF-001 for all that wrong values can do to it."""
    try:
        return make()
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise Problem("DOF-001", what=f"{type(error).__name__}: {error}"[:120]) from error


def document_of(data: Mapping[str, Any]) -> Document:
    """The document of its values."""
    head, signature = data["letterhead"], data.get("signature")
    return Document(
        letterhead=Letterhead(
            strings(head["issuer"]), strings(head.get("superior", ())), head.get("party", False) is True
        ),
        symbol=string(data["symbol"]),
        number=string(data.get("number", "")),
        place=string(data["place"]),
        on=date.fromisoformat(data["on"]) if data.get("on") else None,
        year=whole(data["year"]) if data.get("year") else None,
        title=string(data["title"]),
        about=string(data["about"]),
        to=strings(data.get("to", ())),
        blocks=tuple(block_of(block) for block in data.get("blocks", ())),
        signature=Signature(strings(signature["lines"]), string(signature.get("name", ""))) if signature else None,
        recipients=strings(data.get("recipients", ())),
        size=whole(data.get("size", 14)),
        origin=string(data.get("origin", "")),
    )


def block_to_json(block: Block) -> Json:
    """One block as plain values; "kind" says which."""
    if isinstance(block, Heading):
        return {"kind": "heading", "id": block.id, "level": block.level, "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "id": block.id, "style": block.kind, "runs": runs_json(block.runs)}
    if isinstance(block, Table):
        return table_json(block)
    if isinstance(block, Chart):
        return {
            "kind": "chart",
            "id": block.id,
            "drawn": block.kind,
            "title": block.title,
            "labels": list(block.labels),
            "unit": block.unit,
            "with_table": block.with_table,
            "series": [
                {
                    "name": each.name,
                    "values": [None if v is None else str(v) for v in each.values],
                    "keys": list(each.keys),
                }
                for each in block.series
            ],
        }
    if isinstance(block, PageBreak):
        return {"kind": "page", "id": block.id, "landscape": block.landscape}
    return {
        "kind": "annex",
        "id": block.id,
        "title": block.title,
        "number": block.number,
        "note": block.note,
        "landscape": block.landscape,
    }


def table_json(table: Table) -> Json:
    """A table as plain values."""
    return {
        "kind": "table",
        "id": table.id,
        "caption": table.caption,
        "unit_note": table.unit_note,
        "source": table.source,
        "columns": [
            {"title": each.title, "width": each.width, "align": each.align, "group": each.group, "mark": each.mark}
            for each in table.columns
        ],
        "rows": [
            {"kind": row.kind, "cells": [{"span": cell.span, "runs": runs_json(cell.runs)} for cell in row.cells]}
            for row in table.rows
        ],
    }


def runs_json(runs: tuple[Run, ...]) -> list[Json]:
    """Runs as plain values; what is not said is false."""
    found = []
    for run in runs:
        made: Json = {"field": run.key, "shown": run.shown} if isinstance(run, Field) else {"text": run.text}
        made |= {name: True for name in ("bold", "italic") if getattr(run, name)}
        found.append(made)
    return found


def block_of(data: Mapping[str, Any]) -> Block:
    """A block of its values."""
    kind, name = data["kind"], string(data["id"])
    if kind == "heading":
        return Heading(name, data["level"], string(data["text"]))
    if kind == "paragraph":
        return Paragraph(name, runs_of(data["runs"]), data.get("style", "body"))
    if kind == "table":
        return table_of(name, data)
    if kind == "chart":
        return Chart(
            name,
            data["drawn"],
            string(data["title"]),
            strings(data["labels"]),
            tuple(series_of(each) for each in data["series"]),
            string(data.get("unit", "")),
            data.get("with_table", True) is True,
        )
    if kind == "page":
        return PageBreak(name, data.get("landscape", False) is True)
    if kind == "annex":
        landscape = data.get("landscape", False) is True
        return Annex(
            name, string(data["title"]), string(data.get("number", "")), string(data.get("note", "")), landscape
        )
    raise ValueError(f"unknown kind of block {kind!r}")


def series_of(data: Mapping[str, Any]) -> Series:
    """A series of its values."""
    values = tuple(None if each is None else Decimal(string(each)) for each in data["values"])
    return Series(string(data["name"]), values, strings(data.get("keys", ())))


def table_of(name: str, data: Mapping[str, Any]) -> Table:
    """A table of its values."""
    columns = tuple(
        Column(
            string(each["title"]),
            whole(each.get("width", 10)),
            each.get("align", "left"),
            string(each.get("group", "")),
            string(each.get("mark", "")),
        )
        for each in data["columns"]
    )
    rows = tuple(
        Row(
            tuple(Cell(runs_of(cell["runs"]), whole(cell.get("span", 1))) for cell in row["cells"]),
            row.get("kind", "data"),
        )
        for row in data["rows"]
    )
    notes = {key: string(data.get(key, "")) for key in ("caption", "unit_note", "source")}
    return Table(name, columns, rows, **notes)


def runs_of(data: list[Mapping[str, Any]]) -> tuple[Run, ...]:
    """Runs of their values."""
    return tuple(run_of(each) for each in data)


def run_of(data: Mapping[str, Any]) -> Run:
    """A run of its values."""
    dress = {name: data.get(name, False) is True for name in ("bold", "italic")}
    if "field" in data:
        return Field(string(data["field"]), string(data["shown"]), **dress)
    return Text(string(data["text"]), **dress)


def string(value: Any) -> str:
    """A text. Errors: TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value


def strings(values: Any) -> tuple[str, ...]:
    """A list of texts. Errors: TypeError for anything else, a single text too."""
    if not isinstance(values, list | tuple):
        raise TypeError(f"not a list: {values!r}")
    return tuple(string(each) for each in values)


def whole(value: Any) -> int:
    """A whole number. Errors: TypeError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"not a whole number: {value!r}")
    return value
