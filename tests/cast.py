"""The named cast that every test reuses: two communes of an invented province, their bodies, offices, people and roles.

Xã An Phú: Nguyễn Văn An chairs the People's Committee; Trần Thị Bình is clerk of its office; Lê Mạnh Cường heads the office of culture
and society; Vũ Thu Giang works at the one-stop centre; Đỗ Minh Hòa is vice chairwoman and deputises for An until the end of November;
Hoàng Văn Khánh is clerk of the Party committee. Phạm Thùy Dung, head of the same office in Xã Tân Lập, is the stranger.
Their roles hold every verb that any room declares, so that a new room needs nothing here.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from giaoban.ground import access
from giaoban.ground.access import Actor
from tests.tracing import no_tracer

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""Friday 20 November 2026, nine in the morning in Vietnam."""
ON = date(2026, 11, 20)
SINCE = date(2025, 7, 1)
BEFORE = date(2000, 1, 1)
DEPUTY_UNTIL = date(2026, 12, 1)
PASSWORD = "trống đồng Nam Bình 26"
"""Everybody's password."""
MEMBERS = ("an", "binh", "cuong", "dung", "giang", "hoa", "hoa_for_an", "khanh", "link", "nobody", "system")


@dataclass
class Cast:
    """Everything by short name. `actor("binh")` is Bình at her post at `AT`."""

    units: dict[str, Any] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    posts: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    users: dict[str, Any] = field(default_factory=dict)
    roles: dict[str, Any] = field(default_factory=dict)
    holdings: dict[str, Any] = field(default_factory=dict)

    def actor(self, name: str, *, at: datetime = AT) -> Actor:
        """A member as an actor at a moment. "hoa_for_an": Hòa as An's deputy; "link": a link that was given nothing."""
        from giaoban.ground.directory.actor import actor_of

        if name == "nobody":
            return Actor.nobody(at=at)
        if name == "system":
            return Actor.system("kiểm thử", at=at)
        if name == "link":
            return Actor(kind="link", label="liên kết", at=at, link_id=0, body_id=self.bodies["ubnd"].pk)
        holding = self.holdings[name]
        return actor_of(self.users[name.split("_")[0]], at=at, holding_id=holding.pk)

    def fresh(self, actor: Actor, **changes: Any) -> Actor:
        """The actor with nothing remembered, changed where asked."""
        return replace(actor, memory={}, **changes)


UNITS = {
    # name: (kind, level, form, full name, parent, tree)
    "tinh": ("province", "province", "tinh", "Tỉnh Nam Bình", None, "state"),
    "an_phu": ("commune", "commune", "xa", "Xã An Phú", "tinh", "state"),
    "tan_lap": ("commune", "commune", "xa", "Xã Tân Lập", "tinh", "state"),
    "van_phong": ("office", "commune", "", "Văn phòng HĐND và UBND xã An Phú", "an_phu", "state"),
    "van_hoa": ("office", "commune", "", "Phòng Văn hóa – Xã hội xã An Phú", "an_phu", "state"),
    "kinh_te": ("office", "commune", "", "Phòng Kinh tế xã An Phú", "an_phu", "state"),
    "mot_cua": ("service_unit", "commune", "", "Trung tâm Phục vụ hành chính công xã An Phú", "an_phu", "state"),
    "truong": ("school", "commune", "", "Trường Tiểu học An Phú", "van_hoa", "state"),
    "thon_dong": ("hamlet", "hamlet", "thon", "Thôn Đông", "an_phu", "state"),
    "vp_dang": ("party_org", "commune", "", "Văn phòng Đảng ủy xã An Phú", "an_phu", "party"),
    "van_hoa_tl": ("office", "commune", "", "Phòng Văn hóa – Xã hội xã Tân Lập", "tan_lap", "state"),
}
OFFICES_OF = {
    "ubnd": ("van_phong", "van_hoa", "kinh_te", "mot_cua", "truong"),
    "dang_uy": ("vp_dang",),
    "ubnd_tl": ("van_hoa_tl",),
}
"""The units that work for a body; areas belong to none."""
BODIES = {
    "ubnd": ("committee", "an_phu", "Ủy ban nhân dân xã An Phú", "UBND xã"),
    "dang_uy": ("party", "an_phu", "Đảng ủy xã An Phú", "Đảng ủy"),
    "ubnd_tl": ("committee", "tan_lap", "Ủy ban nhân dân xã Tân Lập", "UBND xã"),
}
POSTS = {
    "an": ("ubnd", "van_phong", "Chủ tịch UBND xã An Phú", "chair"),
    "binh": ("ubnd", "van_phong", "Văn thư – Thống kê", "staff"),
    "cuong": ("ubnd", "van_hoa", "Trưởng phòng Văn hóa – Xã hội", "head"),
    "giang": ("ubnd", "mot_cua", "Nhân viên một cửa", "staff"),
    "hoa": ("ubnd", "van_phong", "Phó Chủ tịch UBND xã An Phú", "vice_chair"),
    "khanh": ("dang_uy", "vp_dang", "Văn thư Đảng ủy", "staff"),
    "dung": ("ubnd_tl", "van_hoa_tl", "Trưởng phòng Văn hóa – Xã hội", "head"),
}
PEOPLE = {
    "an": "Nguyễn Văn An",
    "binh": "Trần Thị Bình",
    "cuong": "Lê Mạnh Cường",
    "dung": "Phạm Thùy Dung",
    "giang": "Vũ Thu Giang",
    "hoa": "Đỗ Minh Hòa",
    "khanh": "Hoàng Văn Khánh",
}
ASSIGNMENTS = {
    # post: (role, body, unit, classification)
    "an": ("all", "ubnd", None, 2),
    "binh": ("all", "ubnd", None, 1),
    "cuong": ("all", "ubnd", "van_hoa", 1),
    "giang": ("reader", "ubnd", "mot_cua", 0),
    "hoa": ("reader", "ubnd", None, 1),
    "khanh": ("all", "dang_uy", None, 2),
    "dung": ("all", "ubnd_tl", None, 2),
}


def make_cast() -> Cast:
    """Write the cast to the database."""
    found = Cast()
    make_units(found)
    make_bodies(found)
    make_people(found)
    make_roles(found)
    return found


def make_units(found: Cast) -> None:
    """Units with names and places in their tree; a statement for each table, as everywhere here: the cast is made for each test."""
    from giaoban.ground.org.models import Unit, UnitName, UnitParent

    rows = [Unit(kind=kind, level=level, valid_from=BEFORE) for kind, level, *_ in UNITS.values()]
    found.units.update(zip(UNITS, Unit.objects.bulk_create(rows), strict=True))
    UnitName.objects.bulk_create(
        UnitName(unit=found.units[name], name=full, form=form, valid_from=BEFORE)
        for name, (_, _, form, full, _, _) in UNITS.items()
    )
    UnitParent.objects.bulk_create(
        UnitParent(unit=found.units[name], tree=tree, parent=found.units[parent], valid_from=BEFORE)
        for name, (_, _, _, _, parent, tree) in UNITS.items()
        if parent
    )


def make_bodies(found: Cast) -> None:
    """Bodies with their names and their offices."""
    from giaoban.ground.org.models import Body, BodyName, Unit

    rows = [Body(kind=kind, area=found.units[area], valid_from=SINCE) for kind, area, *_ in BODIES.values()]
    found.bodies.update(zip(BODIES, Body.objects.bulk_create(rows), strict=True))
    BodyName.objects.bulk_create(
        BodyName(body=found.bodies[name], name=full, short_name=short, valid_from=SINCE)
        for name, (_, _, full, short) in BODIES.items()
    )
    for name, offices in OFFICES_OF.items():
        for office in offices:
            found.units[office].body = found.bodies[name]
    Unit.objects.bulk_update([unit for unit in found.units.values() if unit.body_id], ["body"])


@cache
def hashed() -> str:
    """The stored form of everybody's password, made once per run: making it is slow on purpose."""
    return make_password(PASSWORD)


def make_people(found: Cast) -> None:
    """Posts, people, who holds what, and their accounts."""
    from giaoban.ground.directory.models import User
    from giaoban.ground.org.models import Person, Post, PostHolding

    posts = [
        Post(body=found.bodies[body], unit=found.units[unit], title=title, rank=rank, valid_from=SINCE)
        for body, unit, title, rank in POSTS.values()
    ]
    found.posts.update(zip(POSTS, Post.objects.bulk_create(posts), strict=True))
    people = [Person(full_name=PEOPLE[name], email=f"{name}@anphu.example") for name in POSTS]
    found.people.update(zip(POSTS, Person.objects.bulk_create(people), strict=True))
    held = [PostHolding(person=found.people[name], post=found.posts[name], valid_from=SINCE) for name in POSTS]
    found.holdings.update(zip(POSTS, PostHolding.objects.bulk_create(held), strict=True))
    users = [
        User(username=name, email=f"{name}@anphu.example", password=hashed(), person=found.people[name])
        for name in POSTS
    ]
    found.users.update(zip(POSTS, User.objects.bulk_create(users), strict=True))
    found.holdings["hoa_for_an"] = PostHolding.objects.create(
        person=found.people["hoa"], post=found.posts["an"], kind="deputy_for", valid_from=SINCE, valid_to=DEPUTY_UNTIL
    )


def make_roles(found: Cast) -> None:
    """A role with every verb, one with the verbs of seeing, and who has them where."""
    from giaoban.ground.access.models import Role, RoleAssignment

    verbs = sorted(access.declared())
    views = sorted({policy.view for policy in access.registered().values()})
    roles = [Role(code="all", title="Làm mọi việc", verbs=verbs), Role(code="reader", title="Xem", verbs=views)]
    found.roles.update(zip(("all", "reader"), Role.objects.bulk_create(roles), strict=True))
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            post=found.posts[name],
            role=found.roles[role],
            body=found.bodies[body],
            unit=found.units[unit] if unit else None,
            classification=level,
            valid_from=SINCE,
        )
        for name, (role, body, unit, level) in ASSIGNMENTS.items()
    )


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast in this test's database; what writes it is measured where the program does."""
    with no_tracer():
        return make_cast()
