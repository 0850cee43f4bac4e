"""A reading as one JSON object in the schema of the annotated sources: keys in a fixed order, Decimals printed exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import zip_longest
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from giaoban.kernel.reading.model import Header, Person, Reading, Task
from giaoban.kernel.wording import as_data, said

if TYPE_CHECKING:
    from giaoban.kernel.checks.model import Finding, Relation
    from giaoban.kernel.quantity import Figure

Json = None | bool | int | str | Decimal | list["Json"] | dict[str, "Json"]


def dumps(value: Json) -> str:
    """JSON text on one line; a Decimal becomes a number without exponent and with the digits it has."""
    parts: list[str] = []
    _write(value, parts.append)
    return "".join(parts)


def _write(value: Json, out: Callable[[str], None]) -> None:
    """Hand the pieces of a value's JSON text to `out`, text and Decimals first: a reading is mostly made of these."""
    if isinstance(value, str):
        out(encode_basestring(value))
    elif isinstance(value, Decimal):
        out(format(value, "f") if value.is_finite() else "null")
    elif isinstance(value, dict):
        mark = "{"
        for key, item in value.items():
            out(f"{mark}{encode_basestring(key)}: ")
            _write(item, out)
            mark = ", "
        out("}" if value else "{}")
    elif isinstance(value, list):
        mark = "["
        for item in value:
            out(mark)
            _write(item, out)
            mark = ", "
        out("]" if value else "[]")
    else:
        out("null" if value is None else "true" if value is True else "false" if value is False else str(value))


def as_json(reading: Reading, *, source: str, language: str = "vi") -> dict[str, Json]:
    """The reading as plain values. `source` is the name of the file; sentences are said in `language` ("vi", "en").

    A finding has its sentence ("message") with the code and values that it is made of, so that it can be said again in another language
    (`giaoban.kernel.wording.retold`); so have its formula, computed value and labels of links ("formula_code", "formula_values", …).
    """
    text = reading.text
    return {
        "source": source,
        "title": reading.header.title,
        "meeting": _meeting(reading.header),
        "attendees": [_person(person) for person in reading.attendees],
        "units": list(reading.units),
        "agenda": [{"title": item.title, "start": item.start, "end": item.end} for item in reading.agenda],
        "figures": [_figure(text, figure) for figure in reading.figures],
        "relations": [_relation(relation, language) for relation in reading.relations],
        "findings": [_finding(text, finding, language) for finding in reading.findings],
        "tasks": [_task(task) for task in reading.tasks],
        "difficulties": [
            {"quote": d.quote, "start": d.start, "end": d.end, "raised_by": d.raised_by} for d in reading.difficulties
        ],
        "decisions": [{"quote": d.quote, "start": d.start, "end": d.end} for d in reading.decisions],
    }


def _meeting(header: Header) -> Json:
    return {
        "kind": header.kind,
        "body": header.body,
        "place": header.place,
        "held_on": header.held_on.isoformat() if header.held_on else None,
        "period": header.period,
        "chair": _person(header.chair) if header.chair else None,
        "co_chairs": [_person(person) for person in header.co_chairs],
        "directing_speaker": _person(header.directing_speaker) if header.directing_speaker else None,
    }


def _person(person: Person) -> Json:
    return {"name": person.name, "positions": list(person.positions)}


def _figure(text: str, figure: Figure) -> Json:
    return {
        "id": figure.id,
        "quote": text[figure.start : figure.end],
        "start": figure.start,
        "end": figure.end,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "comparator": figure.comparator,
        "role": figure.role,
        "direction": figure.direction,
        "subject": figure.subject,
        "period": figure.period,
        "owner": figure.owner or None,
        "vs": figure.versus,
        "step": figure.step,
        "num": text[figure.num_start : figure.num_end],
        "num_start": figure.num_start,
        "num_end": figure.num_end,
        "notes": list(figure.notes),
    }


def _relation(relation: Relation, language: str) -> Json:
    return {
        "id": relation.id,
        "kind": relation.kind,
        "template": relation.template,
        "result": relation.result,
        "terms": list(relation.terms),
        "holds": relation.holds,
        "verdict": relation.verdict,
        "formula": said(relation.formula, language),
        "computed": relation.computed,
        "note": said(relation.note, language),
        "explained_by": relation.explained_by or None,
        "total": relation.total,
        "op": relation.op or None,
        "listed": list(relation.listed),
    }


def _finding(text: str, finding: Finding, language: str) -> Json:
    return {
        "id": finding.id,
        "template": finding.template,
        "severity": finding.severity,
        "verdict": finding.verdict,
        **as_data(finding.message),
        "message": said(finding.message, language),
        "relation": finding.relation,
        **_told("formula", finding.formula, language),
        **_told("computed", finding.computed, language),
        "spans": [_span(text, place, span) for place, span in zip_longest(finding.places, finding.spans)],
        "suggestions": [
            {"figure": s.figure, "printed": s.printed, "edit": s.edit, "satisfied": s.satisfied}
            for s in finding.suggestions
        ],
        **_links(finding, language),
    }


def _told(name: str, text: str, language: str) -> dict[str, Json]:
    """A sentence under a name, with its code and values beside it where it has them."""
    return {name: said(text, language), **{f"{name}_{key}": value for key, value in as_data(text).items()}}


def _span(text: str, place: str | None, span: tuple[int, int]) -> dict[str, Json]:
    """A place in the text, with the cell of a table where it lies in one."""
    start, end = span
    found: dict[str, Json] = {"start": start, "end": end, "quote": text[start:end]}
    return {**found, "address": place} if place else found


def _links(finding: Finding, language: str) -> dict[str, Json]:
    """The other places of a finding, only where it has any."""
    if not finding.links:
        return {}
    return {
        "links": [{"kind": k.kind, **_told("label", k.label, language), "address": k.address} for k in finding.links]
    }


def _task(task: Task) -> Json:
    due: Mapping[str, Json] = {
        "deadline": task.deadline.quote if task.deadline else None,
        "deadline_kind": task.deadline.kind if task.deadline else None,
        "due_on": task.deadline.due_on.isoformat() if task.deadline and task.deadline.due_on else None,
    }
    return {
        "quote": task.quote,
        "start": task.start,
        "end": task.end,
        "assignees": list(task.assignees),
        "addressed_to": task.addressed_to,
        "assignee_carried": task.assignee_carried,
        "coordinating": list(task.coordinating),
        "topic": task.topic,
        "action": task.action,
        **due,
    }
