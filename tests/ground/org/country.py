"""One small named place: huyện Lương Tài with its communes, its office of education, its committee and people."""

from dataclasses import dataclass, field
from datetime import date

from giaoban.ground.org.models import Body, Person, Post, Unit
from giaoban.ground.org.services import NewUnit, body_create, person_create, post_create, unit_create

START = date(2020, 1, 1)
MERGER = date(2025, 7, 1)


def area(
    name: str, parent: Unit | None = None, on: date = START, kind: str = "commune", form: str = "xa", code: str = ""
) -> Unit:
    short = name.split(" ", 1)[1]
    new = NewUnit(kind=kind, level=kind, name=name, short_name=short, form=form, parent=parent, code=code)
    return unit_create(new=new, on=on)


@dataclass
class Country:
    province: Unit
    district: Unit
    communes: dict[str, Unit]
    committee: Body
    education: Unit
    head: Post
    binh: Person
    cuong: Person
    extra: dict[str, Unit] = field(default_factory=dict)


def country() -> Country:
    province = area("Tỉnh Bắc Ninh", kind="province", form="tinh", code="27")
    district = area("Huyện Lương Tài", province, kind="district", form="huyen", code="264")
    names = ("Xã Bình Định", "Xã An Thịnh", "Xã Phú Hòa", "Thị trấn Thứa", "Xã Đông Sơn")
    communes = {
        name: area(name, district, form="thi_tran" if name.startswith("Thị") else "xa", code=f"0900{number}")
        for number, name in enumerate(names)
    }
    committee = body_create(
        kind="committee", area=district, name="Ủy ban nhân dân huyện Lương Tài", short_name="UBND huyện", on=START
    )
    education = unit_create(
        new=NewUnit(
            kind="office",
            level="district",
            name="Phòng Giáo dục và Đào tạo",
            short_name="Phòng GD&ĐT",
            parent=district,
            body=committee,
        ),
        on=START,
    )
    head = post_create(body=committee, unit=education, title="Trưởng phòng", rank="head", on=START)
    binh = person_create(full_name="Trần Thị  Bình", phone="0912345678")
    cuong = person_create(full_name="Lê Văn Cường")
    return Country(province, district, communes, committee, education, head, binh, cuong)
