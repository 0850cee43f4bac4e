"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; and its entry in the navigation."""

    name = "giaoban.occasions.reports"
    label = "reports"
    verbose_name = _("Báo cáo")
    navigation = (
        {"url": "reports:inbox", "label": _("Báo cáo"), "verb": "reports.view", "symbol": "report", "order": 20},
        {
            "url": "reports:requests",
            "label": _("Yêu cầu báo cáo"),
            "verb": "reports.view",
            "symbol": "request",
            "order": 21,
        },
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.occasions.reports import origin, policies, problems  # noqa: F401
