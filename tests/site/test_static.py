"""The files as an installation serves them: every name carries its hash, every reference is found."""

import json

from django.core.management import call_command
from django.test import override_settings

HASHED = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


def test_every_file_can_be_collected_under_its_hash(tmp_path, settings):
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={**settings.STORAGES, **HASHED}):
        call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text("utf-8"))["paths"]
    tokens = (tmp_path / names["giaoban/css/tokens.css"]).read_text("utf-8")
    font = names["vendor/source-sans-3/source-sans-3-vietnamese-wght-normal.woff2"].rsplit("/", 1)[1]
    assert font in tokens
    assert all((tmp_path / name).is_file() for name in names.values())
