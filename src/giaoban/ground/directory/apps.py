"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Accounts, the Actor, and the pages that change organisation and rights."""

    name = "giaoban.ground.directory"
    label = "directory"
    verbose_name = _("Danh bạ và tài khoản")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.directory import policies, problems  # noqa: F401
