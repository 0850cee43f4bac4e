"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; its navigation; where its figures come from."""

    name = "giaoban.records.registers"
    label = "registers"
    verbose_name = _("Sổ theo dõi")
    navigation = (
        {"url": "registers:list", "label": _("Sổ theo dõi"), "verb": "registers.view", "symbol": "table", "order": 27},
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.records.registers import origin, policies, problems  # noqa: F401
