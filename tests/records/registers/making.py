"""Registers for tests, made by the room's own services."""

from datetime import date

from giaoban.records.registers import services
from giaoban.records.registers.catalogs import catalogs

SMALL = """
id = "wells"
version = 1
name_vi = "Giếng khoan"
key = ["code"]
title = ["code", "note"]
unit = "unit"

[fields.code]
type = "text"
label_vi = "Mã giếng"
required = true

[fields.unit]
type = "unit"
label_vi = "Đơn vị"

[fields.depth]
type = "decimal"
label_vi = "Độ sâu"
measure = "m"
least = "1"
most = "300"

[fields.kind]
type = "choice"
label_vi = "Loại"
choices = { khoan = "Khoan", dao = "Đào" }

[fields.uses]
type = "choices"
label_vi = "Dùng cho"
choices = { an = "Ăn uống", tuoi = "Tưới" }

[fields.clean]
type = "boolean"
label_vi = "Nước sạch"

[fields.tested_on]
type = "date"
label_vi = "Ngày xét nghiệm"

[fields.cost]
type = "money"
label_vi = "Chi phí"
level = 2

[fields.note]
type = "text"
label_vi = "Ghi chú"

[fields.keeper]
type = "person"
label_vi = "Người trông coi"

[fields.paper]
type = "file"
label_vi = "Phiếu xét nghiệm"

[fields.next_test]
derive = "tested_on + 12 months"
label_vi = "Hạn xét nghiệm"

[[rules]]
must = "not (kind = \\"dao\\" and depth > 50)"
field = "depth"
say_vi = "Giếng đào không sâu quá 50 m."

[[warnings]]
id = "due"
when = "next_test <= on"
label_vi = "Đến hạn xét nghiệm"

[[indicators]]
id = "wells.clean"
name_vi = "Tỷ lệ giếng nước sạch"
measure = "%"
numerator = "count(clean)"
denominator = "count(*)"
part_measure = "giếng"
by_unit = true

[[indicators]]
id = "wells.depth"
name_vi = "Tổng độ sâu"
measure = "m"
value = "sum(depth)"
"""


def register(cast, text=SMALL, who="binh"):
    return services.register_create(actor=cast.actor(who), body_id=cast.bodies["ubnd"].pk, text=text)


def catalog(cast, name):
    return register(cast, catalogs()[name])


def well(cast, of, code="G1", who="binh", start=date(2026, 1, 1), **typed):
    typed = {"code": code, "unit": cast.units["kinh_te"].pk, "depth": "20", **typed}
    return services.entry_create(actor=cast.actor(who), register=of, typed=typed, start=start)


def typed_of(entry, **changes):
    """What a form of an entry sends when only `changes` were made."""
    return {**entry.data, **changes}
