"""The verbs of organisation and accounts, and how their rows are seen.

The organisation itself is no secret among those who work in it; what it takes to change it is bound to body and unit.
"""

from django.utils.translation import gettext_lazy as _

from giaoban.ground import journal
from giaoban.ground.access import declare, entitle, policy
from giaoban.ground.directory.models import Answer, Link, Token, User
from giaoban.ground.org.models import (
    Body,
    BodyName,
    Person,
    Post,
    PostHolding,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitGroupMember,
    UnitLineage,
    UnitName,
    UnitParent,
    UnitPastKind,
)

declare(
    {
        "org.view": _("Xem tổ chức bộ máy"),
        "org.edit": _("Sửa đơn vị, chức vụ"),
        "org.people": _("Sửa hồ sơ cán bộ, bố trí chức vụ"),
        "org.groups": _("Sửa nhóm nơi nhận"),
        "directory.accounts": _("Quản lý tài khoản"),
        "directory.link": _("Tạo và thu hồi đường dẫn"),
    }
)
entitle(
    {
        "org.unit_create": _("Thành lập đơn vị"),
        "org.unit_rename": _("Đổi tên đơn vị"),
        "org.unit_move": _("Chuyển đơn vị"),
        "org.unit_merge": _("Sáp nhập đơn vị"),
        "org.unit_split": _("Chia tách đơn vị"),
        "org.unit_abolish": _("Kết thúc hoạt động của đơn vị"),
        "org.unit_convert": _("Chuyển loại hình đơn vị"),
        "org.change_undo": _("Hoàn tác biến động đơn vị"),
        "org.shares_set": _("Nhập phần chia của đơn vị"),
        "org.units_import": _("Nhập danh mục đơn vị hành chính"),
        "org.unit_alias_add": _("Thêm cách gọi"),
        "org.body_create": _("Thành lập cơ quan"),
        "org.body_rename": _("Đổi tên cơ quan"),
        "org.body_end": _("Kết thúc hoạt động của cơ quan"),
        "org.post_create": _("Thêm chức vụ"),
        "org.post_end": _("Bãi bỏ chức vụ"),
        "org.person_create": _("Lập hồ sơ cán bộ"),
        "org.person_update": _("Sửa hồ sơ cán bộ"),
        "org.person_erase": _("Xóa dữ liệu cá nhân theo yêu cầu"),
        "org.holding_start": _("Bố trí chức vụ"),
        "org.holding_end": _("Thôi giữ chức vụ"),
        "org.group_create": _("Lập nhóm"),
        "org.group_update": _("Sửa nhóm"),
        "org.group_member_add": _("Thêm đơn vị vào nhóm"),
        "org.group_member_end": _("Đưa đơn vị ra khỏi nhóm"),
        "org.group_close": _("Ngừng dùng nhóm"),
        "access.grant_end": _("Thu hồi quyền riêng"),
        "directory.account_lock": _("Khóa tài khoản"),
        "directory.account_unlock": _("Mở khóa tài khoản"),
        "directory.account_reset": _("Cấp lại mật khẩu"),
        "directory.preferences": _("Đổi tùy chọn cá nhân"),
        "directory.link_open": _("Mở đường dẫn"),
        "directory.demo_clock": _("Đặt ngày của dữ liệu minh họa"),
        "directory.link_revoke": _("Thu hồi đường dẫn"),
        "directory.token_create": _("Lập khóa kết nối"),
        "directory.token_revoke": _("Thu hồi khóa kết nối"),
    }
)

policy(Body, body="pk", view="org.view", open_verbs=("org.view",))
policy(BodyName, body="body", view="org.view", open_verbs=("org.view",))
policy(Unit, unit="pk", view="org.view", open_verbs=("org.view",))
for model in (UnitName, UnitAlias, UnitParent, UnitPastKind):
    policy(model, unit="unit", view="org.view", open_verbs=("org.view",))
policy(UnitLineage, unit="source", view="org.view", open_verbs=("org.view",))
policy(Post, body="body", unit="unit", view="org.view", open_verbs=("org.view",))
policy(PostHolding, body="post__body", unit="post__unit", view="org.view", open_verbs=("org.view",))
policy(
    Person,
    body="holdings__post__body",
    bodyless=True,
    unit="holdings__post__unit",
    view="org.view",
    open_verbs=("org.view",),
)
# Shared groups (of no body) are seen by all and changed by the system alone; a body takes a copy of its own.
policy(UnitGroup, body="body", view="org.view", open_verbs=("org.view",))
policy(UnitGroupMember, body="group__body", view="org.view", open_verbs=("org.view",))
policy(
    User,
    body="person__holdings__post__body",
    bodyless=True,
    unit="person__holdings__post__unit",
    view="directory.accounts",
)
policy(Link, body="body", unit="unit", view="directory.link")
policy(Answer, body="user__person__holdings__post__body", view="directory.accounts")
policy(Token, body="holding__post__body", unit="holding__post__unit", view="directory.accounts")

journal.track(User, exclude=("password", "last_login"))
journal.track(Link, exclude=("token_hash",))
journal.track(Token, exclude=("token_hash", "last_used_at"))
journal.untracked(
    "directory.Answer",
    "what a program was answered, kept for a while so that a call sent again does nothing; what it wrote is followed",
)
