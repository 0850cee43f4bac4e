"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppraisalsConfig(AppConfig):
    """Registers what the room declares to the ground: verbs, policies, tracked tables; and its entries in the navigation."""

    name = "giaoban.occasions.appraisals"
    label = "appraisals"
    verbose_name = _("Chấm điểm, xếp loại")
    navigation = (
        {
            "url": "appraisals:list",
            "label": _("Chấm điểm, xếp loại"),
            "verb": "appraisals.view",
            "symbol": "check",
            "order": 45,
        },
        {
            "url": "appraisals:recognitions",
            "label": _("Công nhận danh hiệu"),
            "verb": "appraisals.view",
            "symbol": "flag",
            "order": 46,
        },
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.occasions.appraisals import origin, policies, problems  # noqa: F401
