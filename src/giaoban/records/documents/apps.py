"""The room as a Django app."""

from django.apps import AppConfig, apps
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

        # Before the journal installs its triggers: the first rows are part of the table and no event.
        first = next(iter(apps.get_app_configs()))
        post_migrate.connect(after_migrate, sender=first, dispatch_uid="giaoban.documents.legal")
