"""The room as a Django app: there where its extra is installed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RollupConfig(AppConfig):
    """One page, one nightly job; no tables."""

    name = "giaoban.integrations.rollup"
    label = "rollup"
    verbose_name = _("Tổng hợp nhiều cấp")
    navigation = (
        {
            "url": "rollup:page",
            "label": _("Tổng hợp nhiều cấp"),
            "verb": "rollup.view",
            "symbol": "figure",
            "order": 45,
        },
    )

    def ready(self) -> None:
        """Register."""
        from giaoban.integrations.rollup import policies  # noqa: F401
