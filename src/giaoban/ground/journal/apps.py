"""The room as a Django app."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """The record of every change, written by triggers."""

    name = "giaoban.ground.journal"
    label = "journal"
    verbose_name = _("Nhật ký")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell every connection who acts; bring the triggers up to date after each migration."""
        from giaoban.ground.journal import install, problems, registry  # noqa: F401
        from giaoban.ground.journal.context import install_wrapper

        connection_created.connect(install_wrapper, dispatch_uid="giaoban.journal")
        post_migrate.connect(install.after_migrate, sender=self, dispatch_uid="giaoban.journal")
        registry.untracked("journal", "Chính là nhật ký: được bảo vệ bằng trigger và niêm phong, không tự ghi về mình.")
