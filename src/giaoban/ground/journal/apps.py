"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """The record of every change, written by triggers."""

    name = "giaoban.ground.journal"
    label = "journal"
    verbose_name = _("Nhật ký")
    default_auto_field = "django.db.models.BigAutoField"
