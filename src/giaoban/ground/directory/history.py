"""An object's history as its tab shows it: words for verbs and names for numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from giaoban.ground import journal
from giaoban.ground.access import declared
from giaoban.ground.org.models import Body, Unit
from giaoban.ground.org.selectors import body_names, unit_names


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a change."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One change as a page shows it."""

    verb_label: str
    who: str
    at: datetime
    reason: str
    fields: tuple[Part, ...]


def lines(obj: Model, *, on: date, reveal: bool = False, limit: int = 200) -> list[Line]:
    """The changes of an object and its parts, newest first. reveal: show sensitive values to a reader who may see them."""
    found = journal.history(obj, reveal=reveal, names=partial(names, on=on), limit=limit)
    return [
        Line(
            word(change),
            change.who,
            change.at,
            change.reason,
            tuple(Part(part.label, part.before, part.after) for part in change.fields),
        )
        for change in found
    ]


def word(change: journal.Change) -> str:
    """What happened, in words; a verb that has none is told by what became of the row."""
    title = verb_words().get(change.verb) or declared().get(change.verb)
    done = {"I": _("Thêm"), "U": _("Sửa"), "D": _("Xóa")}.get(change.op, _("Ghi"))
    return f"{title or done} ({change.what})"


def verb_words() -> dict[str, str]:
    """Words for verbs of the journal that are no rights of their own."""
    return {
        "org.unit_create": _("Lập đơn vị"),
        "org.unit_rename": _("Đổi tên đơn vị"),
        "org.unit_move": _("Chuyển đơn vị"),
        "org.unit_merge": _("Sáp nhập đơn vị"),
        "org.unit_split": _("Chia tách đơn vị"),
        "org.unit_abolish": _("Kết thúc đơn vị"),
        "org.unit_alias_add": _("Thêm cách gọi"),
        "org.body_create": _("Lập cơ quan"),
        "org.body_rename": _("Đổi tên cơ quan"),
        "org.post_create": _("Lập chức vụ"),
        "org.post_end": _("Bỏ chức vụ"),
        "org.person_create": _("Lập hồ sơ cán bộ"),
        "org.person_update": _("Sửa hồ sơ cán bộ"),
        "org.person_erase": _("Xóa dữ liệu cá nhân theo yêu cầu"),
        "org.holding_start": _("Bố trí chức vụ"),
        "org.holding_end": _("Thôi giữ chức vụ"),
        "org.group_create": _("Lập nhóm"),
        "org.group_update": _("Sửa nhóm"),
        "org.group_member_add": _("Thêm đơn vị vào nhóm"),
        "org.group_member_end": _("Đưa đơn vị ra khỏi nhóm"),
        "org.group_close": _("Thôi dùng nhóm"),
        "access.grant_end": _("Chấm dứt quyền riêng"),
        "directory.account_lock": _("Khóa tài khoản"),
        "directory.account_unlock": _("Mở tài khoản"),
        "directory.account_reset": _("Cấp lại mật khẩu"),
        "directory.preferences": _("Đổi tùy chọn cá nhân"),
        "directory.link_open": _("Mở đường liên kết"),
        "directory.link_revoke": _("Thu hồi đường liên kết"),
    }


def names(model: type[Model], numbers: set[int], *, on: date) -> Mapping[int, str]:
    """Names for the numbers of other objects: one query per model, whatever the number of changes."""
    if model is Unit:
        return unit_names(units=numbers, on=on)
    if model is Body:
        return body_names(bodies=numbers, on=on)
    found: dict[Any, Any] = model._default_manager.in_bulk(numbers)
    return {number: str(row) for number, row in found.items()}
