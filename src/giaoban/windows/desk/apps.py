"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """My work today and the month board; owns no tables."""

    name = "giaoban.windows.desk"
    label = "desk"
    verbose_name = _("Bàn làm việc")
    navigation = (
        {"url": "desk:home", "label": _("Bàn làm việc"), "symbol": "home", "order": 0},
        {"url": "desk:month", "label": _("Theo dõi tháng"), "symbol": "board", "order": 1, "verb": "reports.view"},
    )

    def ready(self) -> None:
        """Register the cards; other rooms' cards are added here as those rooms come."""
        from giaoban.windows.desk import cards, selectors, work

        cards.register("my-tasks", work.my_task_cards, order=5)
        cards.register("submissions", selectors.submission_cards, order=10)
        cards.register("requests", selectors.request_cards, order=20)
        cards.register("sessions", work.session_cards, order=30)
        cards.register("reported-tasks", work.reported_task_cards, order=40)
