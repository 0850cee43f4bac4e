"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollectionConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables."""

    name = "giaoban.occasions.collection"
    label = "collection"
    verbose_name = _("Thu thập số liệu")

    def ready(self) -> None:
        """Register."""
        from giaoban.occasions.collection import policies, problems  # noqa: F401
