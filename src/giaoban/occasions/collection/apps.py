"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollectionConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; and its entry in the navigation."""

    name = "giaoban.occasions.collection"
    label = "collection"
    verbose_name = _("Thu thập số liệu")

    navigation = (
        {
            "url": "collection:list",
            "label": _("Thu thập số liệu"),
            "verb": "collection.view",
            "symbol": "table",
            "order": 22,
        },
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.occasions.collection import origin, policies, problems  # noqa: F401
