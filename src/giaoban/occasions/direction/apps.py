"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectionConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; and its entry in the navigation."""

    name = "giaoban.occasions.direction"
    label = "direction"
    verbose_name = _("Chỉ đạo")
    navigation = (
        {"url": "direction:list", "label": _("Chỉ đạo"), "verb": "direction.view", "symbol": "flag", "order": 39},
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.occasions.direction import policies, problems  # noqa: F401
