"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """The outbox of what people must hear."""

    name = "giaoban.ground.notices"
    label = "notices"
    verbose_name = _("Thông báo")
    default_auto_field = "django.db.models.BigAutoField"

    navigation = (
        {
            "url": "notices:failed",
            "label": _("Thư lỗi"),
            "verb": "notices.manage",
            "symbol": "warn",
            "order": 86,
            "group": _("Quản trị"),
        },
    )

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.notices import policies, problems  # noqa: F401
