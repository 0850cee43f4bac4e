"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Attachments by content hash."""

    name = "giaoban.ground.files"
    label = "files"
    verbose_name = _("Tệp")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.files import policies, problems  # noqa: F401
