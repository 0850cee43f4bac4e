"""The site as a Django app: components, base templates, static files."""

from django.apps import AppConfig
from django.utils.translation import gettext, gettext_noop, override

from giaoban.kernel.workflow import Label
from giaoban.site import logs

UNKNOWN = gettext_noop("làm việc này")
"""The verb of a step that no table knows (`kernel/workflow`)."""


class SiteConfig(AppConfig):
    """Base templates, component tags and the cache table."""

    name = "giaoban.site"
    label = "site_ground"
    verbose_name = "Giao diện"

    def ready(self) -> None:
        """From here on no log of this process holds the secret part of an address, and states have names in every language."""
        logs.install()
        Label.named = staticmethod(named)


def named(text: str, language: str) -> str:
    """The name of a state or a verb in a language."""
    with override(language):
        return gettext(text)
