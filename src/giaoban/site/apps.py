"""The site as a Django app: components, base templates, static files."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Base templates, component tags and the cache table."""

    name = "giaoban.site"
    label = "site_ground"
    verbose_name = "Giao diện"
