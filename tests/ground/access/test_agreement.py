"""For every registered model and every member of the cast: list, count, search, export, attachment and get agree."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType

from giaoban.ground import access, search
from giaoban.ground.access.services import grant_for_work
from giaoban.ground.directory.selectors import one
from giaoban.ground.files.models import Attachment, StoredFile
from giaoban.ground.files.selectors import attachments_of
from giaoban.ground.search import sources
from giaoban.ground.search.models import SearchRow
from giaoban.kernel.problems import Problem
from tests.cast import AT, MEMBERS
from tests.ground.access.samples import build, particular, worlds

pytestmark = [pytest.mark.django_db, pytest.mark.untraced]
WALLED = ("binh", "cuong", "dung", "khanh", "link", "nobody", "system")
MODELS = sorted(access.registered(), key=lambda model: model._meta.label)
QUARTER = [pytest.param(model, marks=[pytest.mark.slow] * (n % 4 > 0)) for n, model in enumerate(MODELS)]
"""All models, three in four of them only in the slow run."""


@pytest.fixture
def rows(request, cast, monkeypatch):
    """Rows of the model in three bodies, findable, each with a file attached."""
    model = request.param
    wishes = particular()
    for world in worlds(cast):
        build(model, world, wishes)
    monkeypatch.setattr(sources, "_SOURCES", {})
    search.source(model, lambda obj: search.Found(title="Mẫu thử", url=f"/{obj.pk}"))
    stored = StoredFile.objects.create(sha256="f" * 64, size=1, kind="pdf", media_type="application/pdf")
    kind = ContentType.objects.get_for_model(model)
    found = list(model._default_manager.all())
    for obj in found:
        search.index(obj)
        Attachment.objects.create(
            content_type=kind,
            object_id=obj.pk,
            owner_ref=f"{model._meta.db_table}/{obj.pk}",
            name="a.pdf",
            version=1,
            stored=stored,
            uploaded_at=AT,
            uploaded_by="x",
        )
    return found


def ways(actor, model, rows):
    """What an actor sees of the rows, by every way of seeing."""
    view = access.policy_of(model).view
    seen = access.visible(actor, view, model._default_manager.all())
    listed = list(seen.values_list("pk", flat=True))
    assert len(listed) == len(set(listed)), "a row is listed twice"
    return {
        "list": set(listed),
        "count": seen.count() == len(listed) and set(listed),
        "export": {pk for (pk,) in access.rows(actor, view, model._default_manager.all(), ["pk"])},
        "search": {hit.object_id for hit in search.find(actor, "mau thu", 10_000)},
        "attachment": set(
            access.visible_generic(actor, Attachment.objects.all(), only=[model]).values_list("object_id", flat=True)
        ),
    }


def ways_to_one(actor, model, obj):
    """Whether an actor sees one row, by every way of asking for one."""
    view = access.policy_of(model).view
    return {
        "get": got(access.visible(actor, view, model._default_manager.all()), obj.pk),
        "allowed": access.allowed(actor, view, obj),
        "buttons": view in access.allowed_verbs(actor, obj, [view]),
        "attachments": attachments_of(actor, obj).exists(),
    }


def got(seen, pk):
    try:
        return one(seen, pk).pk == pk
    except Problem as problem:
        assert problem.code == "ACC-002"  # noqa: PT017
        return False


@pytest.mark.parametrize("rows", MODELS, ids=lambda model: model._meta.label, indirect=True)
def test_every_way_of_seeing_shows_a_member_the_same_rows(cast, rows):
    """Those whom the walls stand between and one of the others by turns; the slow run asks for everybody."""
    others = [member for member in MEMBERS if member not in WALLED]
    agree(cast, rows, [*WALLED, others[MODELS.index(type(rows[0])) % len(others)]])


@pytest.mark.slow
@pytest.mark.parametrize("rows", MODELS, ids=lambda model: model._meta.label, indirect=True)
def test_every_way_of_seeing_shows_every_member_the_same_rows(cast, rows):
    agree(cast, rows, MEMBERS)


def agree(cast, rows, members):
    """Every way of seeing shows each of the members the same rows, and no member more than the walls allow."""
    model = type(rows[0])
    sights = {}
    for member in members:
        seen = ways(cast.actor(member), model, rows)
        assert all(value == seen["list"] for value in seen.values()), (member, seen)
        sights[member] = seen["list"]
        for obj in rows[-1:]:
            answers = ways_to_one(cast.actor(member), model, obj)
            assert set(answers.values()) == {obj.pk in seen["list"]}, (member, obj, answers)
    everything = {obj.pk for obj in rows}
    assert sights["system"] == everything
    assert sights["nobody"] == sights["link"] == set()
    walls(model, sights, everything)


def walls(model, sights, everything):
    """Bodies see their own rows only, unless the model is of no body or open to all who act as a post."""
    policy = access.policy_of(model)
    if policy.view in policy.open_verbs:
        assert sights["binh"] == sights["dung"] == sights["khanh"] == everything
    elif policy.body is not None:
        shared = sights["binh"] & sights["dung"] & sights["khanh"]
        assert sights["binh"] & sights["dung"] == shared
        assert sights["binh"] & sights["khanh"] == shared
        assert policy.bodyless or not shared
        assert sights["dung"] - shared, "the stranger has rows of the own body"
        assert sights["cuong"] <= sights["binh"] | sights["cuong"]


@pytest.mark.parametrize("rows", QUARTER, ids=lambda model: model._meta.label, indirect=True)
def test_a_grant_opens_one_row_by_every_way_until_it_ends(cast, rows):
    model = type(rows[0])
    policy = access.policy_of(model)
    target = next((obj for obj in rows if not access.allowed(cast.actor("link"), policy.view, obj)), None)
    link = cast.fresh(cast.actor("link"), link_id=901)
    grant_for_work(
        actor=cast.actor("system"),
        subject=("link", 901),
        obj=target,
        verbs=[policy.view],
        reason="thử",
        until=AT + timedelta(hours=1),
        source=cast.units["an_phu"],
    )
    seen = ways(link, model, rows)
    assert target.pk in seen["list"]
    assert all(value == seen["list"] for value in seen.values())
    if policy.parent is None:
        assert seen["list"] == {target.pk}
    after = ways(cast.fresh(link, at=AT + timedelta(hours=1)), model, rows)
    assert set(map(frozenset, after.values())) == {frozenset()}
    assert SearchRow.objects.count() == len(rows)
