"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    """Bodies, units, posts, people and their dates."""

    name = "giaoban.ground.org"
    label = "org"
    verbose_name = _("Tổ chức và con người")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.org import problems, tracking  # noqa: F401
