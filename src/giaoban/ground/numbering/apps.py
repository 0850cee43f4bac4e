"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NumberingConfig(AppConfig):
    """Numbers in series, without holes."""

    name = "giaoban.ground.numbering"
    label = "numbering"
    verbose_name = _("Cấp số")
    default_auto_field = "django.db.models.BigAutoField"
    navigation = (
        {
            "url": "numbering:books",
            "label": _("Sổ số văn bản"),
            "verb": "numbering.view",
            "symbol": "document",
            "order": 63,
        },
    )

    def ready(self) -> None:
        """Register what the room declares."""
        from giaoban.ground.numbering import policies, problems  # noqa: F401
