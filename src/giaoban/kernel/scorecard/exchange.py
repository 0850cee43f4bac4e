"""Criteria sets as TOML: the form in which they are shipped, taken over and given away."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard.rules import COMPARE, KINDS, ZERO, PointChoice, PointStep, ScoringRule, bare
from giaoban.kernel.scorecard.sets import (
    CONFIDENCE,
    ROLES,
    SCALES,
    TIES,
    Band,
    CriteriaGroup,
    CriteriaSet,
    Criterion,
    Validity,
)
from giaoban.kernel.scorecard.told import worded

Table = Mapping[str, Any]
MOST = 500
"""A set with more criteria is refused."""
LONGEST = 500_000
"""Characters of a file at most."""


def read_set(text: str) -> CriteriaSet:
    """A set from its TOML. Errors: SCO-001 names the place and what is wrong there."""
    if len(text) > LONGEST:
        raise Problem("SCO-001", where=worded("file"), why=worded("too_long"))
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, InvalidOperation, RecursionError) as error:
        raise Problem("SCO-001", where=worded("file"), why=worded("no_toml", error=str(error))) from error
    return set_of(data)


def set_of(data: Table) -> CriteriaSet:
    """A set from its table. Errors: SCO-001."""
    groups = tuple(CriteriaGroup(words(row, "code"), words(row, "title")) for row in rows(data, "groups"))
    criteria = tuple(criterion_of(row) for row in rows(data, "criteria"))
    bands = tuple(band_of(row) for row in rows(data, "bands"))
    found = CriteriaSet(
        code=words(data, "code"),
        version=whole(data, "version", 1),
        title=words(data, "title"),
        rated=words(data, "rated", ""),
        groups=groups,
        criteria=criteria,
        bands=tuple(sorted(bands, key=lambda band: band.at_least, reverse=True)),
        scale=one_of(data, "scale", SCALES, "points"),
        digits=whole(data, "digits", 1),
        ties=one_of(data, "ties", TIES, "shared"),
        cap=number(data["cap"], "cap") if "cap" in data else None,
        kinds=tuple(str(kind) for kind in data.get("kinds", ())),
        variants=MappingProxyType({str(key): str(value) for key, value in dict(data.get("variants", {})).items()}),
        basis=words(data, "basis", ""),
        source=words(data, "source", ""),
        confidence=one_of(data, "confidence", CONFIDENCE, "high"),
        note=words(data, "note", ""),
        valid_from=str(data.get("valid_from", "")),
        valid_to=str(data.get("valid_to", "")),
        recognition=words(data, "recognition", ""),
        validity=Validity(whole(data, "years", 0), whole(data, "register_months", 0)),
    )
    return checked(found)


def checked(found: CriteriaSet) -> CriteriaSet:
    """The set, if its parts fit together. Errors: SCO-001."""
    if not found.criteria or len(found.criteria) > MOST:
        raise Problem("SCO-001", where="criteria", why=worded("count_of_criteria", most=MOST))
    codes = [criterion.code for criterion in found.criteria]
    groups = [group.code for group in found.groups]
    for where, names in (("criteria", codes), ("groups", groups), ("bands", [band.code for band in found.bands])):
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise Problem("SCO-001", where=f"{where} {twice}", why=worded("twice"))
    for criterion in found.criteria:
        if criterion.group not in groups:
            raise Problem("SCO-001", where=f"criteria {criterion.code}", why=worded("no_group", group=criterion.group))
        if criterion.role == "penalty" and criterion.rule.kind == "faults":
            raise Problem("SCO-001", where=f"criteria {criterion.code}", why=worded("penalty_by_items"))
    for band in found.bands:
        missing = next((code for code in band.needs if code not in {*codes, *groups}), None)
        if missing is not None:
            raise Problem("SCO-001", where=f"bands {band.code}", why=worded("no_criterion", code=missing))
    if not 0 <= found.digits <= 3:
        raise Problem("SCO-001", where="digits", why=worded("digits"))
    return found


def criterion_of(row: Table) -> Criterion:
    """One criterion. Errors: SCO-001."""
    code = words(row, "code")
    maximum = number(row.get("max", 1), f"criteria {code}")
    if maximum < 0:
        raise Problem("SCO-001", where=f"criteria {code}", why=worded("maximum_below_zero"))
    return Criterion(
        code=code,
        title=words(row, "title"),
        group=words(row, "group"),
        maximum=maximum,
        rule=rule_of(row.get("rule", {}), where=f"criteria {code}", maximum=maximum),
        role=one_of(row, "role", ROLES, "score"),
        evidence=words(row, "evidence", ""),
        measure=words(row, "measure", ""),
        indicator=words(row, "indicator", ""),
        whole_indicator=words(row, "whole_indicator", ""),
        confidence=one_of(row, "confidence", CONFIDENCE, "high"),
        source=words(row, "source", ""),
    )


def rule_of(row: Any, *, where: str, maximum: Decimal) -> ScoringRule:
    """The rule of a criterion from its table. Errors: SCO-001."""
    if not isinstance(row, Mapping):
        raise Problem("SCO-001", where=where, why=worded("rule_no_table"))
    kind = one_of(row, "kind", KINDS, "manual")
    steps = tuple(
        PointStep(number(each.get("from", 0), where), number(each.get("points", 0), where))
        for each in rows(row, "steps")
    )
    choices = tuple(
        PointChoice(number(each.get("points", 0), where), words(each, "label")) for each in rows(row, "choices")
    )
    plain = {"": row["bound"]} if "bound" in row else {}
    bounds = {str(key): number(value, where) for key, value in {**plain, **dict(row.get("bounds", {}))}.items()}
    if (kind in ("count_bands", "share_bands") and not steps) or (kind == "choice" and not choices):
        raise Problem("SCO-001", where=where, why=worded("no_steps"))
    offered = [step.points for step in steps] + [choice.points for choice in choices]
    if any(not ZERO <= points <= maximum for points in offered):
        raise Problem("SCO-001", where=where, why=worded("step_outside", maximum=bare(maximum)))
    each = number(row.get("each", 0), where)
    if kind in ("faults", "items") and each <= 0:
        raise Problem("SCO-001", where=where, why=worded("no_each"))
    compare = one_of(row, "compare", tuple(COMPARE), ">=")
    return ScoringRule(kind, steps, choices, compare, MappingProxyType(bounds), each)


def band_of(row: Table) -> Band:
    """One band. Errors: SCO-001."""
    code = words(row, "code")
    needs = tuple(str(each) for each in row.get("needs", ()))
    return Band(code, words(row, "title"), number(row.get("from", 0), f"bands {code}"), needs)


def rows(data: Table, name: str) -> list[Table]:
    """The tables of a list, none where there is no such list. Errors: SCO-001."""
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
        raise Problem("SCO-001", where=name, why=worded("no_list"))
    return found


def words(row: Table, name: str, otherwise: str | None = None) -> str:
    """A text; `otherwise` where it may be left out. Errors: SCO-001."""
    found = row.get(name, otherwise)
    if not isinstance(found, str | int) or (otherwise is None and not str(found).strip()):
        raise Problem("SCO-001", where=name, why=worded("no_text"))
    return " ".join(str(found).split())


def one_of(row: Table, name: str, names: tuple[str, ...], otherwise: str) -> str:
    """One of the listed words. Errors: SCO-001."""
    found = row.get(name, otherwise)
    if found not in names:
        raise Problem("SCO-001", where=name, why=worded("not_one_of", names=names))
    return str(found)


def number(value: Any, where: str) -> Decimal:
    """A finite number. Errors: SCO-001."""
    try:
        found = value if isinstance(value, Decimal) else Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise Problem("SCO-001", where=where, why=worded("no_number", text=str(value)[:40]))
    return found


def whole(row: Table, name: str, otherwise: int) -> int:
    """A whole number from 0 to 99. Errors: SCO-001."""
    found = row.get(name, otherwise)
    if not isinstance(found, int) or not 0 <= found <= 99:
        raise Problem("SCO-001", where=name, why=worded("not_whole"))
    return found


def write_set(found: CriteriaSet) -> str:
    """The TOML of a set; `read_set` of it is the set again."""
    head = {
        "code": found.code, "version": found.version, "title": found.title, "rated": found.rated, "scale": found.scale,
        "digits": found.digits, "ties": found.ties, "cap": found.cap, "kinds": list(found.kinds) or None,
        "basis": found.basis, "source": found.source, "confidence": found.confidence, "note": found.note,
        "valid_from": found.valid_from, "valid_to": found.valid_to, "recognition": found.recognition,
        "years": found.validity.years, "register_months": found.validity.register_months,
        "variants": dict(found.variants) or None,
    }  # fmt: skip
    parts = [table(head)]
    parts += ["[[groups]]\n" + table({"code": each.code, "title": each.title}) for each in found.groups]
    parts += ["[[criteria]]\n" + table(criterion_row(each)) for each in found.criteria]
    parts += ["[[bands]]\n" + table(band_row(each)) for each in found.bands]
    return "\n".join(parts)


def criterion_row(found: Criterion) -> dict[str, Any]:
    """A criterion as a table."""
    return {
        "code": found.code, "group": found.group, "title": found.title, "max": found.maximum, "rule": rule_row(found.rule),
        "role": found.role, "evidence": found.evidence, "measure": found.measure, "indicator": found.indicator,
        "whole_indicator": found.whole_indicator, "confidence": found.confidence, "source": found.source,
    }  # fmt: skip


def rule_row(rule: ScoringRule) -> dict[str, Any]:
    """A rule as a table of texts: TOML and JSON alike."""
    made: dict[str, Any] = {"kind": rule.kind}
    if rule.steps:
        made["steps"] = [{"from": str(step.at_least), "points": str(step.points)} for step in rule.steps]
    if rule.choices:
        made["choices"] = [{"points": str(each.points), "label": each.label} for each in rule.choices]
    if rule.kind == "threshold":
        made |= {"compare": rule.compare, "bounds": {key: str(value) for key, value in rule.bounds.items()}}
    if rule.each:
        made["each"] = str(rule.each)
    return made


def band_row(band: Band) -> dict[str, Any]:
    """A band as a table."""
    return {"code": band.code, "title": band.title, "from": band.at_least, "needs": list(band.needs) or None}


def table(row: Mapping[str, Any]) -> str:
    """Lines "name = value" without what is empty."""
    return "".join(f"{key} = {toml(value)}\n" for key, value in row.items() if value not in (None, ""))


def toml(value: Any) -> str:
    """A value as TOML writes it; numbers that are no integers as texts, so that no digit is lost."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml(str(key))} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in escaped) + '"'
