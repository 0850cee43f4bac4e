"""The room as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def entry(page: str, label: Any, verb: str, symbol: str, order: int, group: Any = "") -> dict[str, Any]:
    """One link of the main navigation, as the site reads it."""
    return {
        "url": f"directory:{page}",
        "label": label,
        "verb": verb,
        "symbol": symbol,
        "order": order,
        "group": group,
    }


class DirectoryConfig(AppConfig):
    """Accounts, the Actor, and the pages that change organisation and rights."""

    name = "giaoban.ground.directory"
    label = "directory"
    verbose_name = _("Danh bạ và tài khoản")
    default_auto_field = "django.db.models.BigAutoField"

    navigation = (
        entry("units", _("Tổ chức"), "org.view", "unit", 60),
        entry("people", _("Cán bộ"), "org.view", "people", 61),
        entry("groups", _("Nhóm nơi nhận"), "org.view", "send", 62),
        entry("accounts", _("Tài khoản"), "directory.accounts", "account", 80, _("Quản trị")),
        entry("roles", _("Vai trò"), "access.view", "role", 81, _("Quản trị")),
        entry("assignments", _("Phân vai trò"), "access.assign", "post", 82, _("Quản trị")),
        entry("grants", _("Quyền riêng"), "access.grant", "key", 83, _("Quản trị")),
        entry("links", _("Đường dẫn"), "directory.link", "link", 84, _("Quản trị")),
    )

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.directory import policies, problems  # noqa: F401
