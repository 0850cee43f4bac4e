"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; and its entry in the navigation."""

    name = "giaoban.occasions.meetings"
    label = "meetings"
    verbose_name = _("Phiên họp")
    navigation = (
        {
            "url": "meetings:sessions",
            "label": _("Phiên họp"),
            "verb": "meetings.view",
            "symbol": "meeting",
            "order": 30,
        },
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.occasions.meetings import policies, problems  # noqa: F401
