"""Shares that are there already get their highest value, as new ones do when they are made."""

from typing import Any

from django.db import migrations

from giaoban.records.figures.bounds import highest


def fill(apps: Any, schema_editor: Any) -> None:
    """Give every indicator in use that is a share by its name or its parts the limit of 100, where nobody gave it another one."""
    rows = apps.get_model("figures", "Indicator").objects.using(schema_editor.connection.alias)
    for row in rows.filter(limit__isnull=True).exclude(state="retired").select_related("numerator", "denominator"):
        parts = {"numerator": row.numerator, "denominator": row.denominator}
        named = {role: (part.name, part.unit_of_measure) for role, part in parts.items() if part is not None}
        limit = highest(row.name, row.unit_of_measure, **named)
        if limit is not None and not over(apps, schema_editor, row, limit):
            row.limit = limit
            row.save(update_fields=["limit"])


def over(apps: Any, schema_editor: Any, row: Any, limit: Any) -> bool:
    """Whether a figure above the limit is on record: then it is no share after all."""
    rows = apps.get_model("figures", "CurrentValue").objects.using(schema_editor.connection.alias)
    return bool(rows.filter(indicator_id=row.pk, amount__gt=limit).exists())


class Migration(migrations.Migration):
    dependencies = [("figures", "0012_crop_seasons")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
