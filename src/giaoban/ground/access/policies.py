"""The verbs of rights themselves, and how roles, assignments and grants are seen."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground import journal
from giaoban.ground.access.models import Grant, Role, RoleAssignment
from giaoban.ground.access.registry import policy
from giaoban.ground.access.verbs import declare

declare(
    {
        "access.view": _("Xem phân quyền"),
        "access.roles": _("Sửa danh mục vai trò"),
        "access.assign": _("Phân vai trò cho chức vụ"),
        "access.grant": _("Cấp và thu hồi quyền riêng"),
    }
)
policy(Role, view="access.view")
policy(RoleAssignment, view="access.view", body="body", unit="post__unit")
policy(Grant, view="access.view", body="body", unit="unit")

journal.track(Role)
journal.track(RoleAssignment)
journal.track(Grant)
