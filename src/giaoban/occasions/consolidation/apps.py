"""The room as a Django app."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ConsolidationConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; its entry in the navigation; and loads the templates
    that come with the program after each migration."""

    name = "giaoban.occasions.consolidation"
    label = "consolidation"
    verbose_name = _("Báo cáo tổng hợp")
    navigation = (
        {
            "url": "consolidation:list",
            "label": _("Báo cáo tổng hợp"),
            "verb": "consolidation.view",
            "symbol": "document",
            "order": 25,
        },
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.occasions.consolidation import policies, problems  # noqa: F401
        from giaoban.occasions.consolidation.seeding import after_migrate

        # Before the journal installs its triggers: the first rows are part of the table and no event.
        first = next(iter(apps.get_app_configs()))
        post_migrate.connect(after_migrate, sender=first, dispatch_uid="giaoban.consolidation.templates")
