"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; and its entry in the navigation."""

    name = "giaoban.records.tasks"
    label = "tasks"
    verbose_name = _("Nhiệm vụ")
    navigation = ({"url": "tasks:list", "label": _("Nhiệm vụ"), "verb": "tasks.view", "symbol": "task", "order": 40},)

    def ready(self) -> None:
        """Register."""
        from giaoban.records.tasks import policies, problems  # noqa: F401
