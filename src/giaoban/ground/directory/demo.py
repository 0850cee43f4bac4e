"""A small commune of 2026, after the merger and the end of the districts: what the demonstration shows. Every name is invented."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access.actor import Actor
from giaoban.ground.access.models import Classification, Role, RoleAssignment
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.listeners import announce
from giaoban.ground.directory.models import User
from giaoban.ground.org import services as org
from giaoban.ground.org.models import Body, Person, Post, Unit, UnitGroup

PASSWORD = "giaoban-xa-an-phu"  # noqa: S105  (printed by the demonstration itself)
REFORM = date(2025, 7, 1)
BEFORE = date(2004, 1, 1)
DOCUMENT = "Nghị quyết sắp xếp đơn vị hành chính (ví dụ)"
MARK = "demo"
"""Code of the demonstration's province: by it a second run knows that all is there."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the demonstration, for the page and the command line that print them."""

    username: str
    password: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the demonstration: account, post and role. `unit` and `body` are keys of the tables below."""

    username: str
    name: str
    post: str
    unit: str
    body: str
    rank: str
    role: str
    whole: bool = True
    level: int = Classification.INTERNAL


MEMBERS = (
    Member("chutich", "Nguyễn Hữu Thành", "Chủ tịch UBND xã", "xa", "ubnd", "chair", "chair", level=2),
    Member("phochutich", "Lương Thị Mai Hương", "Phó Chủ tịch UBND xã", "xa", "ubnd", "vice_chair", "leader", level=2),
    Member("chanhvp", "Đặng Quốc Bảo", "Chánh Văn phòng HĐND và UBND", "van_phong", "ubnd", "head", "office", level=2),
    Member("vanthu", "Trịnh Thị Ngọc Lan", "Văn thư – Tổng hợp", "van_phong", "ubnd", "staff", "office"),
    Member("quantri", "Phùng Đức Anh", "Chuyên viên công nghệ thông tin", "van_phong", "ubnd", "staff", "admin"),
    Member("kinhte", "Tạ Văn Lực", "Trưởng phòng Kinh tế", "kinh_te", "ubnd", "head", "head", whole=False),
    Member("vanhoa", "Hồ Thị Thu Phương", "Trưởng phòng Văn hóa – Xã hội", "van_hoa", "ubnd", "head", "head", whole=False),
    Member("motcua", "Cao Minh Quân", "Giám đốc Trung tâm Phục vụ hành chính công", "mot_cua", "ubnd", "head", "head", whole=False),
    Member("motcua2", "Bùi Thị Hồng Nhung", "Nhân viên tiếp nhận hồ sơ", "mot_cua", "ubnd", "staff", "reader", whole=False),
    Member("bithu", "Trương Công Định", "Bí thư Đảng ủy", "vp_dang", "dang_uy", "chair", "chair", level=2),
    Member("vpdang", "Kiều Thị Thanh", "Chánh Văn phòng Đảng ủy", "vp_dang", "dang_uy", "head", "party_office", level=2),
    Member("hdnd", "Ngô Văn Thắng", "Phó Chủ tịch HĐND xã", "xa", "hdnd", "vice_chair", "keeper"),
    Member("mattran", "Vi Thị Hoài", "Chủ tịch Ủy ban MTTQ Việt Nam xã", "mat_tran", "mttq", "chair", "keeper"),
)  # fmt: skip
ACCOUNTS = [Account(member.username, PASSWORD, member.name, member.post) for member in MEMBERS]

BODIES = {
    "dang_uy": ("party", "Đảng ủy xã An Phú", "Đảng ủy xã"),
    "hdnd": ("council", "Hội đồng nhân dân xã An Phú", "HĐND xã"),
    "ubnd": ("committee", "Ủy ban nhân dân xã An Phú", "UBND xã"),
    "mttq": ("front", "Ủy ban MTTQ Việt Nam xã An Phú", "MTTQ xã"),
}
OFFICES = {
    "van_phong": ("office", "Văn phòng HĐND và UBND", "VP HĐND&UBND", "ubnd", "state"),
    "kinh_te": ("office", "Phòng Kinh tế", "", "ubnd", "state"),
    "van_hoa": ("office", "Phòng Văn hóa – Xã hội", "Phòng VH-XH", "ubnd", "state"),
    "mot_cua": ("service_unit", "Trung tâm Phục vụ hành chính công", "TTPVHCC", "ubnd", "state"),
    "vp_dang": ("party_org", "Văn phòng Đảng ủy", "", "dang_uy", "party"),
    "mat_tran": ("association", "Cơ quan Mặt trận và các đoàn thể", "", "mttq", "state"),
}
OLD_COMMUNES = ("Xã An Phú Đông", "Xã An Lạc", "Thị trấn Phú Xuyên Hạ")
HAMLETS = ("Thôn Đông", "Thôn Đoài", "Tổ dân phố Chợ Mới", "Thôn Hạ", "Thôn Thượng")

TITLES = {
    "chair": "Người đứng đầu cơ quan",
    "leader": "Lãnh đạo cơ quan",
    "keeper": "Lãnh đạo, tự quản trị cơ quan mình",
    "office": "Văn phòng, văn thư",
    "party_office": "Văn phòng cấp ủy",
    "head": "Trưởng đơn vị",
    "reader": "Người xem",
    "admin": "Quản trị phần mềm",
}


def role_verbs(code: str) -> list[str]:
    """The verbs of a demonstration role, from what the rooms of this installation declare."""
    verbs = set(access.declared())
    running = {verb for verb in verbs if verb.split(".")[0] in {"access", "directory"}} | {"org.edit", "org.people"}
    seeing = {verb for verb in verbs if verb.endswith(".view")} - {"access.view", "notices.view"}
    daily = verbs - running - {"notices.view", "notices.manage"}
    leading = seeing | {verb for verb in daily if verb.endswith((".review", ".request"))}
    found = {
        "chair": daily | {"access.view", "access.grant"},
        "leader": leading,
        "keeper": leading | running | {"org.groups"},  # a body without software people of its own: nobody else may
        "office": daily | {"directory.link", "org.people"},
        "party_office": daily | running,
        "head": seeing | {verb for verb in daily if verb.endswith((".submit", ".review"))},
        "reader": seeing,
        "admin": running | {"org.view", "org.groups", "notices.manage"},  # accounts and rights, no content
    }
    return sorted(found[code] & verbs)


@transaction.atomic
def load() -> bool:
    """Write the demonstration's commune; False where it is there already (and nothing is changed)."""
    if Unit.objects.filter(kind="province", code=MARK).exists():
        return False
    with acting(Actor.system("Dữ liệu trình diễn"), source="command"):
        journal.context(verb="directory.demo", reason="Tạo xã trình diễn")
        units = make_units()
        bodies = make_bodies(units)
        make_offices(units, bodies)
        make_groups(units, bodies)
        make_people(units, bodies, make_roles())
        announce(*units.values(), *Person.objects.all(), *UnitGroup.objects.all())
    return True


def area(kind: str, level: str, form: str, name: str, parent: Unit | None, on: date, code: str = "") -> Unit:
    """Set up one area."""
    new = org.NewUnit(kind=kind, level=level, form=form, name=name, parent=parent, code=code)
    return org.unit_create(new=new, on=on)


def make_units() -> dict[str, Unit]:
    """The province, the district that ended, the three old communes and what they became, hamlets."""
    units = {"tinh": area("province", "province", "tinh", "Tỉnh Nam Bình", None, BEFORE, MARK)}
    units["huyen"] = area("district", "district", "huyen", "Huyện Phú Xuyên Hạ", units["tinh"], BEFORE)
    old = [
        area("commune", "commune", "thi_tran" if name.startswith("Thị") else "xa", name, units["huyen"], BEFORE)
        for name in OLD_COMMUNES
    ]
    for number, name in enumerate(HAMLETS):
        form = "thon" if name.startswith("Thôn") else "to_dan_pho"
        units[f"thon{number}"] = area("hamlet", "hamlet", form, name, old[number % len(old)], BEFORE)
    new = org.NewUnit(kind="commune", level="commune", form="xa", name="Xã An Phú", parent=units["tinh"])
    units["xa"] = org.unit_merge(sources=old, into=new, on=REFORM, document=DOCUMENT)
    org.unit_abolish(unit=units["huyen"], on=REFORM, document=DOCUMENT)
    units |= {f"cu{number}": unit for number, unit in enumerate(old)}
    return units


def make_bodies(units: dict[str, Unit]) -> dict[str, Body]:
    """The four bodies of the commune."""
    return {
        code: org.body_create(kind=kind, area=units["xa"], name=name, short_name=short, on=REFORM)
        for code, (kind, name, short) in BODIES.items()
    }


def make_offices(units: dict[str, Unit], bodies: dict[str, Body]) -> None:
    """The offices, with the ways people write them."""
    for code, (kind, name, short, body, tree) in OFFICES.items():
        new = org.NewUnit(
            kind=kind, level="commune", name=name, short_name=short, parent=units["xa"], tree=tree, body=bodies[body]
        )
        units[code] = org.unit_create(new=new, on=REFORM)
    org.unit_alias_add(unit=units["van_phong"], alias="Văn phòng UBND xã", on=REFORM)


def make_groups(units: dict[str, Unit], bodies: dict[str, Body]) -> None:
    """The groups of addressees an office uses."""
    for name, kinds in (("Các thôn, tổ dân phố", ["hamlet"]), ("Các phòng chuyên môn", ["office"])):
        org.group_create(name=name, body=bodies["ubnd"], rule_kinds=kinds, rule_under=units["xa"])


def make_roles() -> dict[str, Role]:
    """The roles; one that exists already is left as it is."""
    return {
        code: Role.objects.get_or_create(code=code, defaults={"title": title, "verbs": role_verbs(code)})[0]
        for code, title in TITLES.items()
    }


def make_people(units: dict[str, Unit], bodies: dict[str, Body], roles: dict[str, Role]) -> None:
    """Posts, people, what they hold and may do, accounts. Hashing is slow on purpose: one hash serves all."""
    hashed = ""
    for member in MEMBERS:
        body, unit = bodies[member.body], units[member.unit]
        post: Post = org.post_create(body=body, unit=unit, title=member.post, rank=member.rank, on=REFORM)
        person: Person = org.person_create(full_name=member.name, email=f"{member.username}@anphu.example")
        org.holding_start(person=person, post=post, on=REFORM)
        RoleAssignment.objects.create(
            post=post,
            role=roles[member.role],
            body=body,
            unit=None if member.whole else unit,
            classification=member.level,
            valid_from=REFORM,
        )
        user = User(username=member.username, email=person.email, person=person)
        if not hashed:
            user.set_password(PASSWORD)
            hashed = user.password
        user.password = hashed
        user.save()
    chair = Post.objects.get(body=bodies["ubnd"], rank="chair")
    deputy = Person.objects.get(full_name=MEMBERS[1].name)
    org.holding_start(person=deputy, post=chair, on=date(2026, 11, 1), kind="deputy_for", until=date(2027, 1, 1))
