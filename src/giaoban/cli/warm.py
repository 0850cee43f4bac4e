"""The WSGI application with its addresses loaded, so that what is imported once is shared by all workers."""

import gc

from django.urls import get_resolver

from giaoban.site.wsgi import application

get_resolver().url_patterns  # noqa: B018 - reading it imports every view
gc.collect()
gc.freeze()

__all__ = ["application"]
