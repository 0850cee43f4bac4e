"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; and its entry in the navigation."""

    name = "giaoban.records.documents"
    label = "documents"
    verbose_name = _("Văn bản")
    navigation = (
        {"url": "documents:list", "label": _("Văn bản"), "verb": "documents.view", "symbol": "document", "order": 50},
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.records.documents import policies, problems  # noqa: F401
