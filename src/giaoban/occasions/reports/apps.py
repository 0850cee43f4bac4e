"""The room as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables."""

    name = "giaoban.occasions.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from giaoban.occasions.reports import policies, problems  # noqa: F401  (register)
