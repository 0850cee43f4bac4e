"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Background jobs behind one thin module."""

    name = "giaoban.ground.jobs"
    label = "jobs"
    verbose_name = _("Việc chạy nền")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.jobs import problems  # noqa: F401
