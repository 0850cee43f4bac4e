"""What the offices of one body see of each other's figures: what is settled and public, to look at, and nothing more."""

from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.ground import access
from giaoban.ground.access.registry import Policy
from giaoban.records.figures import services
from giaoban.records.figures.models import CurrentValue, Observation, Target
from giaoban.records.figures.selectors.exports import Wanted, exported
from tests.pages import client_of, text_of
from tests.records.figures.making import indicator, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
VERBS = ("figures.record", "figures.edit", "figures.lock")


def seen(cast, who, model=Observation):
    rows = access.visible(cast.actor(who), "figures.view", model.objects.all())
    return set(rows.values_list("pk" if model is Observation else "observation_id", flat=True))


def entered(cast, of, who, state, **changes):
    """A figure that stands in a state."""
    made = record(cast, of, who=who, **changes)
    Observation.objects.filter(pk=made.pk).update(state=state)
    return made


def test_another_office_sees_what_is_settled_and_not_what_a_unit_is_writing(cast):
    """Cường heads culture, Giang reads for the one-stop office; both look at what economy told."""
    of = indicator(cast)
    made = {
        state: entered(cast, of, "binh", state, unit="kinh_te", period=f"2026-{month:02}")
        for month, state in enumerate(("draft", "submitted", "approved", "locked"), 1)
    }
    settled = {made["approved"].pk, made["locked"].pk}
    for who in ("cuong", "giang"):
        for model in (Observation, CurrentValue):
            assert seen(cast, who, model) == settled, (who, model)
        told = {row.number for block in exported(cast.actor(who), Wanted(), most=99) for row in block}
        assert told == settled, who
    for state, status in (("submitted", 404), ("approved", 200)):
        page = client_of(cast, "giang").get(reverse("figures:observation", args=[made[state].pk]))
        assert page.status_code == status, state
    assert seen(cast, "binh") == {row.pk for row in made.values()}, "the office sees all of its body"


def test_a_unit_sees_what_it_writes_itself(cast):
    of = indicator(cast)
    own = entered(cast, of, "binh", "draft", unit="van_hoa")
    below = entered(cast, of, "binh", "submitted", unit="truong")
    assert seen(cast, "cuong") == {own.pk, below.pk}
    assert seen(cast, "giang") == set()


def test_a_wide_view_never_reaches_a_higher_level_or_another_body(cast):
    """Cường reads level 1 in his own unit; of other units he sees level 0 alone."""
    internal = indicator(cast, name="Quân số", classification=1)
    mine, theirs = record(cast, internal, "45"), record(cast, internal, "98765", unit="kinh_te")
    assert seen(cast, "cuong") == {mine.pk}
    assert theirs.pk not in seen(cast, "giang")
    public = record(cast, indicator(cast, name="Số trường"), unit="kinh_te")
    for who in ("dung", "khanh"):
        assert public.pk not in seen(cast, who), who
    page = text_of(client_of(cast, "cuong").get(reverse("figures:table") + "?ky=2026-11"))
    assert ("Quân số" in page, "98.765" in page) == (True, False)


def test_a_wide_view_gives_no_right_to_change_anything(cast):
    of = indicator(cast)
    row = record(cast, of, unit="kinh_te")
    target = services.target_set(
        actor=cast.actor("binh"),
        indicator=of,
        unit=cast.units["kinh_te"],
        period=services.period_of("2026"),
        amount=Decimal(5),
    )
    for who in ("cuong", "giang"):
        actor = cast.actor(who)
        assert access.allowed(actor, "figures.view", row), who
        assert access.allowed(actor, "figures.view", target), who
        for verb in VERBS:
            assert not access.allowed(actor, verb, row), (who, verb)
            assert not access.allowed(actor, verb, target), (who, verb)


def test_only_figures_and_targets_are_wide_and_only_to_look_at():
    wide = {model: policy for model, policy in access.registered().items() if policy.wide_verbs}
    assert set(wide) == {Observation, CurrentValue, Target}
    assert all(policy.wide_verbs == {"figures.view"} for policy in wide.values())
    assert all(
        dict(wide[model].wide_where) == {"state__in": ("approved", "locked")} for model in (Observation, CurrentValue)
    )


@pytest.mark.parametrize(
    "changes",
    [{"wide_verbs": frozenset({"figures.record"})}, {"wide_verbs": frozenset({"figures.view", "figures.record"})},
     {"body": None}, {"unit": None}, {"classification": None}],
    ids=["change", "more", "body", "unit", "level"],
)  # fmt: skip
def test_a_policy_that_is_wider_cannot_be_declared(changes):
    fields = {
        "body": "body",
        "unit": "unit",
        "classification": "indicator__classification",
        "wide_verbs": frozenset({"figures.view"}),
    }
    Policy(model=Observation, view="figures.view", **fields)
    with pytest.raises(ValueError, match="may be wide"):
        Policy(model=Observation, view="figures.view", **{**fields, **changes})
