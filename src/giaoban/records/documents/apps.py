"""The room as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; its entry in the navigation; and loads the register
    of legal documents after each migration."""

    name = "giaoban.records.documents"
    label = "documents"
    verbose_name = _("Văn bản")
    navigation = (
        {"url": "documents:list", "label": _("Văn bản"), "verb": "documents.view", "symbol": "document", "order": 50},
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.records.documents import policies, problems  # noqa: F401
        from giaoban.records.documents.legal import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="giaoban.documents.legal")
