"""What a list is narrowed to: words of an address -> conditions in SQL over real columns and the stored values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.sql.compiler import SQLCompiler

from giaoban.ground.org.folding import squeeze
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import NO_LOOKUP, NUMBERS, Definition, Field, Kind, dated, read
from giaoban.records.registers.levels import fields_at

RANGED = NUMBERS | {Kind.DATE, Kind.MONTH}
MISSING = "-"
"""Asks for entries where a field says nothing."""
EXAMPLE = {Kind.DATE: "30/11/2026", Kind.MONTH: "11/2026"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a list. standing: valid, ended or all; filters: by field, see `conditions`; sort: a field, "-field" or ""."""

    text: str = ""
    unit_id: int | None = None
    standing: str = "valid"
    on: date | None = None
    lacks: bool = False
    warning: str = ""
    sort: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)

    def about(self, name: str) -> bool:
        """Is a field asked about?"""
        return any(self.filters.get(f"{name}{end}") for end in ("", "-tu", "-den"))

    @property
    def narrowed(self) -> bool:
        """True where not everything valid is shown."""
        return bool(
            self.text
            or self.unit_id
            or self.standing != "valid"
            or self.on
            or self.lacks
            or self.warning
            or self.filters
        )


def asked_of(query: Mapping[str, str]) -> Asked:
    """The question of an address: q, don-vi, hieu-luc, ngay, thieu, canh-bao, sap-xep, and f-<field>, f-<field>-tu, f-<field>-den."""
    unit = query.get("don-vi", "")
    filters = {
        name[2:]: value.replace("\x00", "").strip()[:200]
        for name, value in query.items()
        if name.startswith("f-") and value.strip()
    }
    standing = query.get("hieu-luc", "")
    return Asked(
        text=query.get("q", "").replace("\x00", "").strip()[:200],
        unit_id=int(unit) if unit.isdecimal() and len(unit) < 18 else None,
        standing=standing if standing in ("valid", "ended", "all") else "valid",
        lacks=query.get("thieu") == "1",
        warning=query.get("canh-bao", "")[:40],
        sort=query.get("sap-xep", "")[:45],
        filters=filters,
    )


class Number(Func):
    """A stored value as a number, NULL where it is none: what an earlier definition left never breaks a list."""

    output_field = TextField()

    def as_sql(self, compiler: SQLCompiler, connection: Any, *_: Any, **__: Any) -> Any:
        """The statement: the text is looked at before it is read as a number."""
        inner, params = compiler.compile(self.get_source_expressions()[0])
        said = f"CASE WHEN {inner} ~ '^-?[0-9]{{1,28}}([.][0-9]{{1,12}})?$' THEN ({inner})::numeric END"
        return said, [*params, *params]


def text_of(one: Field) -> KeyTextTransform:
    """A stored value as text."""
    return KeyTextTransform(one.name, "derived" if one.derive else "data")


def comparable(one: Field) -> Any:
    """A stored value as it is compared and sorted by: numbers as numbers, days by their ISO text, words without accents."""
    if one.kind in NUMBERS:
        return Number(text_of(one))
    if one.kind in RANGED:
        return text_of(one)
    return Func(text_of(one), function="vn_fold", output_field=TextField())


def narrow(rows: QuerySet[Any], definition: Definition, asked: Asked, *, level: int) -> QuerySet[Any]:
    """The rows that fit every condition on what is stored; conditions on fields above `level` are as if nobody had asked. Those on derived
    fields that hang on the day are left to `fits`. Errors: REG-020."""
    folded = "folded" if hasattr(rows.model, "folded") else "entry__folded"
    for word in squeeze(asked.text).split()[:12]:
        rows = rows.filter(**{f"{folded}__contains": word})
    if asked.unit_id is not None:
        rows = rows.filter(unit_id=asked.unit_id)
    if asked.lacks:
        rows = rows.filter(**{"lacks" if folded == "folded" else "entry__lacks": True})
    for one in fields_at(definition, level):
        if one.name not in dated(definition):
            rows = conditions(rows, one, asked.filters)
    return rows


def fits(one: Field, stored: Any, filters: Mapping[str, str]) -> bool:
    """Does a value fit one field's conditions? The same as `conditions`, for what is not stored. Errors: REG-020."""
    said = filters.get(one.name, "")
    if said == MISSING:
        return stored is None
    if said and one.kind is Kind.CHOICES:
        return said in (stored or ())
    if said and one.kind is Kind.BOOLEAN:
        return stored is (said == "1")
    if said and one.kind is Kind.CHOICE:
        return bool(stored == said)
    if said and one.kind not in RANGED:
        return squeeze(said) in squeeze(str(stored or ""))
    bounds = [(sign, filters.get(f"{one.name}-{end}", said)) for end, sign in (("tu", "gte"), ("den", "lte"))]
    return all(Limit("", sign, one, typed).holds(stored) for sign, typed in bounds if typed)


def conditions(rows: QuerySet[Any], one: Field, filters: Mapping[str, str]) -> QuerySet[Any]:
    """One field's conditions: "-" for missing, from and to for numbers and days, the code of a choice, a part of a text."""
    column = "derived" if one.derive else "data"
    said = filters.get(one.name, "")
    if said == MISSING:
        rows = rows.exclude(**{f"{column}__has_key": one.name})
    elif said and one.kind in (Kind.CHOICE, Kind.UNIT, Kind.PERSON):
        rows = rows.filter(
            **{f"{column}__{one.name}": int(said) if said.isdecimal() and one.kind is not Kind.CHOICE else said}
        )
    elif said and one.kind is Kind.BOOLEAN:
        rows = rows.filter(**{f"{column}__{one.name}": said == "1"})
    elif said and one.kind is Kind.CHOICES:
        rows = rows.filter(**{f"{column}__{one.name}__contains": [said]})
    elif said and one.kind not in RANGED:
        rows = rows.alias(said=comparable(one)).filter(said__contains=squeeze(said))
    for end, sign in (("tu", "gte"), ("den", "lte")):
        if one.kind in RANGED and (limit := filters.get(f"{one.name}-{end}", said if said != MISSING else "")):
            rows = rows.alias(**{f"_{one.name}": comparable(one)}).filter(
                Limit(f"_{one.name}", sign, one, limit).condition
            )
    return rows


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on a field, as typed."""

    name: str
    sign: str
    one: Field
    typed: str

    @property
    def condition(self) -> Q:
        """The condition. Errors: REG-020 for what is no such value."""
        return Q(Compare(F(self.name), self.sign, self.limit, numeric=self.one.kind in NUMBERS))

    @property
    def limit(self) -> Any:
        """The bound as it is stored. Errors: REG-020."""
        stored, wrong = read(self.one, self.typed, NO_LOOKUP, limits=False)
        if wrong is not None:
            example = EXAMPLE.get(self.one.kind, "1.250")
            raise Problem("REG-020", text=self.typed, label=self.one.label, example=example)
        return stored

    def holds(self, stored: Any) -> bool:
        """Is a value on the right side of the bound? A missing one is not. Errors: REG-020."""
        kind: Any = Decimal if self.one.kind in NUMBERS else str
        limit = kind(self.limit)
        return stored is not None and (kind(stored) >= limit if self.sign == "gte" else kind(stored) <= limit)


class Compare(Func):
    """A comparison with a constant, numeric or by text."""

    conditional = True
    output_field = BooleanField()

    def __init__(self, left: Any, sign: str = "gte", limit: Any = None, *, numeric: bool = False, **more: Any) -> None:
        self.sign, self.limit, self.numeric = sign, limit, numeric
        super().__init__(left, **more)

    def as_sql(self, compiler: SQLCompiler, connection: Any, *_: Any, **__: Any) -> Any:
        """left >= limit, left <= limit."""
        inner, params = compiler.compile(self.get_source_expressions()[0])
        cast = "::numeric" if self.numeric else ""
        return f"({inner}) {'>=' if self.sign == 'gte' else '<='} (%s){cast}", [*params, str(self.limit)]


def ordered(rows: QuerySet[Any], definition: Definition, sort: str, *, level: int) -> QuerySet[Any]:
    """The rows in the order asked for: by a field, by unit, or by their names in the Vietnamese alphabet; missing values last."""
    down, name = sort.startswith("-"), sort.removeprefix("-")
    one = next((row for row in fields_at(definition, level) if row.name == name), None)
    by_name = "sort_key" if hasattr(rows.model, "sort_key") else "entry__sort_key"
    if one is None:
        return rows.order_by(f"-{by_name}" if down and name == "ten" else by_name, "pk")
    said = comparable(one)
    return rows.order_by(said.desc(nulls_last=True) if down else said.asc(nulls_last=True), by_name, "pk")
