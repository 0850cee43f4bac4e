"""Definitions: made, drafted, seen on real entries, published with the migration of every one of them."""

from dataclasses import replace

import pytest
from django.urls import reverse

from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Fate, Field, Kind, load
from giaoban.records.registers import selectors, services
from giaoban.records.registers.asked import Asked
from giaoban.records.registers.asof import standing
from giaoban.records.registers.catalogs import catalogs, definitions
from giaoban.records.registers.models import Entry
from tests.pages import client_of, text_of
from tests.records.registers.making import SMALL, register, well

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def drafted(cast, of, **changes):
    draft = services.draft_open(actor=cast.actor("binh"), register=of)
    return services.draft_save(actor=cast.actor("binh"), draft=draft, definition=replace(draft.definition, **changes))


def with_fields(draft_or_definition, *more, drop=(), **swap):
    rows = [replace(row, **swap.get(row.name, {})) for row in draft_or_definition.fields if row.name not in drop]
    return (*rows, *more)


def test_every_ready_register_can_be_made_as_it_is(cast):
    for text in catalogs().values():
        made = register(cast, text)
        assert services.live_of(made).version.number == 1
    assert len(definitions()) == len(selectors.listed(cast.actor("binh"))) == 8


def test_a_register_is_made_once_and_only_from_a_sound_definition(cast):
    register(cast)
    for text, code in ((SMALL, "REG-002"), (SMALL.replace('"recog', '"x').replace("+ 12 months", "+ word"), "REG-013")):
        with pytest.raises(Problem) as caught:
            register(cast, text.replace('id = "wells"', 'id = "other"') if code == "REG-013" else text)
        assert caught.value.code == code


def test_a_draft_is_one_and_remembers_the_names_of_its_fields(cast):
    of, binh = register(cast), cast.actor("binh")
    draft = services.draft_open(actor=binh, register=of)
    assert services.draft_open(actor=binh, register=of) == draft
    assert {row.was for row in draft.definition.typed} == {row.name for row in draft.definition.typed}
    services.draft_drop(actor=binh, draft=draft)
    with pytest.raises(Problem) as caught:
        services.draft_save(actor=binh, draft=draft, definition=draft.definition)
    assert caught.value.code == "FLW-001"
    assert services.draft_open(actor=binh, register=of).number == 3


def test_what_would_become_of_entries_is_shown_and_nothing_is_written(cast):
    of, binh = register(cast), cast.actor("binh")
    deep, _shallow = well(cast, of, depth="200"), well(cast, of, code="G2", depth="9", note="ghi chú")
    live = services.live_of(of).definition
    area = Field(name="area", kind=Kind.TEXT, label="Khu", default="Đông")
    draft = drafted(cast, of, fields=with_fields(live, area, drop=("note",), depth={"most": "100"}), title=("code",))
    effect = services.preview(binh, draft)
    assert (effect.total, effect.altered, effect.spoilt_count, effect.emptied) == (2, 2, 1, {"note": 1, "depth": 1})
    assert effect.spoilt[0][0] == deep
    assert {step.fate for step in effect.moved} == {Fate.CONVERTED, Fate.ADDED, Fate.LOST}
    assert Entry.objects.filter(version__number=1).count() == 2


def test_a_choice_that_is_no_more_is_shown_by_its_label_with_the_entries_that_lose_it(cast):
    of = register(cast)
    for number, uses in enumerate((["an", "tuoi"], ["tuoi"], ["an"])):
        well(cast, of, code=f"G{number}", kind="dao", uses=uses)
    live = services.live_of(of).definition
    fewer = with_fields(live, kind={"choices": (("khoan", "Khoan"),)}, uses={"choices": (("an", "Ăn uống"),)})
    draft = drafted(cast, of, fields=fewer, rules=())
    effect = services.preview(cast.actor("an"), draft)
    assert effect.removed == {"kind": {"Đào": 3}, "uses": {"Tưới": 2}}
    assert effect.emptied == {"kind": 3, "uses": 2}
    page = " ".join(text_of(client_of(cast, "an").get(reverse("registers:preview", args=[draft.pk]))).split())
    assert "Đào (3 mục)" in page
    assert "“Đào” không có trong các lựa chọn" in page
    assert "“dao”" not in page


def test_publishing_moves_every_entry_and_loses_nothing_of_its_history(cast):
    of, binh = register(cast), cast.actor("binh")
    deep = well(cast, of, depth="200")
    live = services.live_of(of).definition
    renamed = {"name": "metres", "was": "depth", "most": "100"}
    draft = drafted(
        cast,
        of,
        name="Giếng nước",
        fields=with_fields(live, drop=("note",), depth=renamed),
        title=("code",),
        rules=(),
        indicators=(),
    )
    services.draft_publish(actor=binh, draft=draft, note="Giới hạn mới")
    deep.refresh_from_db()
    of.refresh_from_db()
    assert (of.name, deep.version_id, deep.lacks, "metres" in deep.data) == ("Giếng nước", draft.pk, True, False)
    assert [(row.kind, row.data.get("depth")) for row in deep.revisions.order_by("number")] == [
        ("create", "200"), ("migrate", None),
    ]  # fmt: skip
    states = {row.number: row.state for row in selectors.versions(binh, of)}
    assert states == {1: "retired", 2: "live"}
    fixed = services.entry_correct(actor=binh, entry=deep, typed={**deep.data, "metres": "90"}, reason="Đo lại")
    assert (fixed.lacks, fixed.data["metres"]) == (False, "90")


def test_an_earlier_day_is_read_by_the_definition_of_today(cast):
    of, binh = register(cast), cast.actor("binh")
    entry = well(cast, of, depth="20")
    live = services.live_of(of).definition
    draft = drafted(
        cast, of, fields=with_fields(live, depth={"name": "metres", "was": "depth"}), rules=(), indicators=()
    )
    services.entry_change(actor=binh, entry=entry, typed={**entry.data, "depth": "21"}, on=cast.actor("binh").on)
    services.draft_publish(actor=binh, draft=draft)
    now = services.live_of(of)
    from datetime import date

    assert [str(one.row["metres"]) for one in standing(of, now.definition, date(2026, 2, 1))] == ["20"]


def test_a_key_that_would_name_two_entries_is_refused(cast):
    of, binh = register(cast), cast.actor("binh")
    well(cast, of, note="cùng")
    well(cast, of, code="G2", note="cùng")
    draft = drafted(cast, of, key=("note",))
    assert services.preview(binh, draft).twice == ["cung"]
    with pytest.raises(Problem) as caught:
        services.draft_publish(actor=binh, draft=draft)
    assert caught.value.code == "REG-021"


def test_a_draft_with_faults_is_kept_but_never_published(cast):
    of, binh = register(cast), cast.actor("binh")
    draft = drafted(cast, of, key=("nothing",))
    assert services.preview(binh, draft).faults
    with pytest.raises(Problem) as caught:
        services.draft_publish(actor=binh, draft=draft)
    assert caught.value.code == "REG-013"


def test_lists_survive_values_of_another_type(cast):
    """A field that was a text becomes a number: what cannot be converted is missing, and sorting by it does not fail."""
    of, binh = register(cast), cast.actor("binh")
    well(cast, of, note="bảy")
    well(cast, of, code="G2", note="12")
    live = services.live_of(of).definition
    draft = drafted(cast, of, fields=with_fields(live, note={"kind": Kind.INTEGER}), title=("code",))
    services.draft_publish(actor=binh, draft=draft)
    rows = selectors.entries(binh, services.live_of(of), Asked(sort="-note", filters={}))
    assert [row.data.get("note") for row in rows] == [12, None]
    assert load(draft.text).version == 2
