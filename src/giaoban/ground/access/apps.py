"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Who may do what with which object."""

    name = "giaoban.ground.access"
    label = "access"
    verbose_name = _("Quyền hạn")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.access import policies, problems  # noqa: F401
