"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """One table in which everything is found."""

    name = "giaoban.ground.search"
    label = "search"
    verbose_name = _("Tìm kiếm")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.search import policies, problems  # noqa: F401
