"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; and its entry in the navigation."""

    name = "giaoban.records.figures"
    label = "figures"
    verbose_name = _("Số liệu")
    navigation = (
        {"url": "figures:table", "label": _("Số liệu"), "verb": "figures.view", "symbol": "figure", "order": 25},
        {"url": "figures:year", "label": _("Chỉ tiêu năm"), "verb": "figures.view", "symbol": "flag", "order": 26},
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.records.figures import foresight, policies, problems  # noqa: F401
