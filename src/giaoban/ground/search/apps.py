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
        """Register what the room declares, and what of the organisation can be found."""
        from giaoban.ground.search import organisation, policies, problems  # noqa: F401

        organisation.declare()
