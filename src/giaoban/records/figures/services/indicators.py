"""The dictionary: what is measured, and under which words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import Body
from giaoban.kernel.indicators import dims_key
from giaoban.kernel.problems import Problem
from giaoban.records.figures.bounds import highest
from giaoban.records.figures.measures import fits
from giaoban.records.figures.models import Indicator, IndicatorAlias
from giaoban.records.figures.states import INDICATOR

OPS = {"sum": ("sum", "sum"), "stock": ("last", "sum"), "rate": ("none", "none")}
"""How each kind rolls up where nobody says otherwise: (over time, over units). Rates are never added up or averaged."""
MEANING = ("unit_of_measure", "kind", "time_op", "unit_op", "numerator_id", "denominator_id", "calendar", "dimensions")
DESCRIPTION = (
    "name",
    "direction",
    "owner_unit_id",
    "source",
    "legal_basis",
    "classification",
    "field",
    "definition",
    "frequency",
    "sharing",
    "limit",
)


@transaction.atomic
def indicator_create(
    *,
    actor: Actor,
    body_id: int,
    name: str,
    unit_of_measure: str,
    code: str = "",
    kind: str = "sum",
    time_op: str = "",
    unit_op: str = "",
    numerator: Indicator | None = None,
    denominator: Indicator | None = None,
    direction: str = "none",
    classification: int = 0,
    owner_unit_id: int | None = None,
    source: str = "",
    legal_basis: str = "",
    valid_from: date | None = None,
    aliases: Iterable[str] = (),
    **described: Any,
) -> Indicator:
    """Put an indicator into a body's dictionary, in use from `valid_from` (default: 1 January of the year before, so that last year's
    figures can be recorded for comparison). Without a code it gets the next "CT001".

    described: field, definition, frequency, calendar, sharing, dimensions ({"gioi": ["nam", "nữ"]}), limit (see `bounds`).
    Errors: ACC-001; OBS-001 for a code in use; OBS-008 for a numerator without denominator; OBS-013 without name or unit of measure;
    IND-002 for a breakdown of other characters; TypeError for another field.
    """
    require_described(described)
    access.require_in(actor, "figures.edit", Indicator, body_id=body_id, classification=classification)
    journal.context(verb="figures.indicator_create")
    if not name.strip() or not unit_of_measure.strip():
        raise Problem("OBS-013")
    require_parts(body_id=body_id, numerator=numerator, denominator=denominator)
    Body.objects.select_for_update(no_key=True).get(pk=body_id)
    made = Indicator.objects.create(
        body_id=body_id,
        code=code_free(body_id=body_id, code=code.strip()),
        name=name.strip(),
        unit_of_measure=unit_of_measure.strip(),
        kind=kind,
        time_op=time_op or OPS[kind][0],
        unit_op=unit_op or ("recompute" if denominator is not None else OPS[kind][1]),
        numerator=numerator,
        denominator=denominator,
        direction=direction,
        classification=classification,
        owner_unit_id=owner_unit_id,
        source=source.strip(),
        legal_basis=legal_basis.strip(),
        valid_from=valid_from or date(actor.on.year - 1, 1, 1),
        created_at=actor.at,
        created_by=actor.label[:200],
        **limited(described, name, unit_of_measure, numerator, denominator),
    )
    for alias in dict.fromkeys(" ".join(words.split()) for words in aliases):
        if alias:
            alias_store(indicator=made, alias=alias)
    search.index(made)
    return made


def limited(
    described: dict[str, Any], name: str, unit: str, numerator: Indicator | None, denominator: Indicator | None
) -> dict[str, Any]:
    """The fields with the highest value possible: the one that is given, else 100 for what is a share by its name or its parts."""
    if described.get("limit") is not None:
        return described
    parts = {"numerator": numerator, "denominator": denominator}
    named = {role: (row.name, row.unit_of_measure) for role, row in parts.items() if row is not None}
    return described | {"limit": highest(name, unit, **named)}


def require_described(described: dict[str, Any]) -> None:
    """Errors: TypeError for a field that is none of these; IND-002."""
    unknown = set(described) - {"field", "definition", "frequency", "calendar", "sharing", "dimensions", "limit"}
    if unknown:
        raise TypeError(f"no field of an indicator: {sorted(unknown)}")
    for name, values in described.get("dimensions", {}).items():
        for value in values or ["x"]:
            dims_key({name: value})


def code_next(*, body_id: int) -> str:
    """The next free code of the form CT001; the caller holds the body's lock."""
    used = Indicator.objects.filter(body_id=body_id, code__regex=r"^CT[0-9]{3,6}$").values_list("code", flat=True)
    return f"CT{max((int(code[2:]) for code in used), default=0) + 1:03d}"


def code_free(*, body_id: int, code: str) -> str:
    """The code, or the next free one for none. Errors: OBS-001 where the body has an indicator of this code, in use or retired."""
    if not code:
        return code_next(body_id=body_id)
    taken = Indicator.objects.filter(body_id=body_id, code=code).first()
    if taken is not None:
        raise Problem("OBS-001", taken=code, name=taken.name)
    return code


def require_parts(*, body_id: int, numerator: Indicator | None, denominator: Indicator | None) -> None:
    """Errors: OBS-008."""
    if numerator is None and denominator is None:
        return
    if numerator is None or denominator is None or numerator.pk == denominator.pk:
        raise Problem("OBS-008")
    if {numerator.body_id, denominator.body_id} != {body_id}:
        raise Problem("OBS-008")


@transaction.atomic
def indicator_change(*, actor: Actor, indicator: Indicator, **changes: Any) -> Indicator:
    """Correct an indicator in place. `changes`: fields of `DESCRIPTION`, and those of `MEANING` while no figure is recorded.

    Errors: ACC-001, ACC-002; OBS-009 for a change of meaning once figures exist; OBS-013; TypeError for another field.
    """
    access.require(actor, "figures.edit", indicator)
    journal.context(verb="figures.indicator_change")
    unknown = set(changes) - set(DESCRIPTION) - set(MEANING)
    if unknown:
        raise TypeError(f"not to be changed here: {sorted(unknown)}")
    locked = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    new = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    new = {name: value for name, value in new.items() if getattr(locked, name) != value}
    require_described({name: value for name, value in new.items() if name == "dimensions"})
    if new.get("name") == "" or new.get("unit_of_measure") == "":
        raise Problem("OBS-013")
    if set(new) & set(MEANING) and locked.observations.exists():
        raise Problem("OBS-009", name=locked.name)
    if new.get("classification"):
        access.require_in(
            actor, "figures.edit", Indicator, body_id=locked.body_id, classification=int(new["classification"])
        )
    for name, value in new.items():
        setattr(locked, name, value)
    require_parts(body_id=locked.body_id, numerator=locked.numerator, denominator=locked.denominator)
    if new:
        locked.save(update_fields=list(new))
        search.index(locked)
    return locked


@transaction.atomic
def indicator_version(*, actor: Actor, indicator: Indicator, on: date, **changes: Any) -> Indicator:
    """Begin a new version of an indicator on a day: the old one ends there and keeps its figures, phrases go along.

    Errors: ACC-001, ACC-002; FLW-001 for a retired indicator; OBS-008, OBS-013.
    """
    access.require(actor, "figures.edit", indicator)
    journal.context(verb="figures.indicator_version")
    old = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    old.state = INDICATOR.step(old.state, "retire")
    old.valid_to = max(on, date.fromordinal(old.valid_from.toordinal() + 1))
    old.save(update_fields=["state", "valid_to"])
    kept = (*DESCRIPTION, *MEANING)
    fields = {name: changes.get(name, getattr(old, name)) for name in kept}
    if not str(fields["name"]).strip() or not str(fields["unit_of_measure"]).strip():
        raise Problem("OBS-013")
    made = Indicator(
        **fields,
        body_id=old.body_id,
        code=old.code,
        version=old.version + 1,
        valid_from=old.valid_to,
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    require_parts(body_id=made.body_id, numerator=made.numerator, denominator=made.denominator)
    made.save()
    for words in old.aliases.values_list("alias", flat=True):
        IndicatorAlias.objects.create(indicator=made, alias=words)
    search.index(old)
    search.index(made)
    return made


@transaction.atomic
def indicator_retire(*, actor: Actor, indicator: Indicator, on: date, reason: str = "") -> Indicator:
    """Stop using an indicator from a day on; its figures stay. Errors: ACC-001, ACC-002; FLW-001."""
    access.require(actor, "figures.edit", indicator)
    journal.context(verb="figures.indicator_retire", reason=reason)
    locked = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    locked.state = INDICATOR.step(locked.state, "retire")
    locked.valid_to = max(on, date.fromordinal(locked.valid_from.toordinal() + 1))
    locked.save(update_fields=["state", "valid_to"])
    search.index(locked)
    return locked


@transaction.atomic
def indicator_alias_add(*, actor: Actor, indicator: Indicator, alias: str) -> IndicatorAlias:
    """Remember a phrase under which reports state the indicator; one that is there already is given back.

    Errors: ACC-001, ACC-002; OBS-007 where another indicator of the same unit of measure has the phrase; OBS-013 for no words.
    """
    access.require(actor, "figures.edit", indicator)
    journal.context(verb="figures.indicator_alias_add")
    words = " ".join(alias.split())
    if not words:
        raise Problem("OBS-013")
    made = alias_store(indicator=indicator, alias=words)
    search.index(indicator)
    return made


def alias_store(*, indicator: Indicator, alias: str) -> IndicatorAlias:
    """Write a phrase down. Errors: OBS-007."""
    folded = squeeze(alias)
    others = IndicatorAlias.objects.filter(
        indicator__body_id=indicator.body_id, indicator__state="live", folded=folded
    ).exclude(indicator=indicator)
    for other in others.select_related("indicator"):
        if fits(other.indicator.unit_of_measure, indicator.unit_of_measure):
            raise Problem("OBS-007", alias=alias, name=other.indicator.name)
    found, _made = IndicatorAlias.objects.get_or_create(indicator=indicator, alias=alias[:300])
    return found


@transaction.atomic
def indicator_alias_remove(*, actor: Actor, alias: IndicatorAlias) -> None:
    """Forget a phrase. Errors: ACC-001, ACC-002."""
    access.require(actor, "figures.edit", alias.indicator)
    journal.context(verb="figures.indicator_alias_remove")
    indicator = alias.indicator
    alias.delete()
    search.index(indicator)
