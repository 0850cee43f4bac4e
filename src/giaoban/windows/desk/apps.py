"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """My work today and the month board; owns no tables."""

    name = "giaoban.windows.desk"
    label = "desk"
    verbose_name = _("Bàn làm việc")
    navigation = ({"url": "desk:home", "label": _("Bàn làm việc"), "symbol": "home", "order": 0},)
