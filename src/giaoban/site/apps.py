"""The site as a Django app: components, base templates, static files."""

from django.apps import AppConfig

from giaoban.site import logs


class SiteConfig(AppConfig):
    """Base templates, component tags and the cache table."""

    name = "giaoban.site"
    label = "site_ground"
    verbose_name = "Giao diện"

    def ready(self) -> None:
        """From here on no log of this process holds the secret part of an address."""
        logs.install()
