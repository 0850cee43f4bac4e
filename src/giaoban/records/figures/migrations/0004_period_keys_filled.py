"""Every period that is there gets its key."""

from datetime import timedelta
from typing import Any

from django.db import migrations


def key_of(period: Any) -> str:
    """The key of a period of the kinds that there were before: from its dates, as the room computed it until now."""
    last = period.end - timedelta(days=1)
    year, month = last.year, last.month
    keys = {
        "month": f"{year:04d}-{month:02d}",
        "quarter": f"{year:04d}-Q{(month + 2) // 3}",
        "half": f"{year:04d}-H{1 if month <= 6 else 2}",
        "nine_months": f"{year:04d}-9M",
        "year": f"{year:04d}",
        "school_year": f"{period.start.year:04d}/{period.start.year + 1:04d}",
    }
    if period.kind in keys:
        return keys[period.kind]
    if period.start.day == 1 and period.end.day == 1 and period.start.year == year:
        return f"{year:04d}-{period.start.month:02d}..{year:04d}-{month:02d}"
    return f"{period.start:%Y-%m-%d}..{last:%Y-%m-%d}"


def fill(apps: Any, schema_editor: Any) -> None:
    """Give every period its key."""
    rows = apps.get_model("figures", "Period").objects.using(schema_editor.connection.alias)
    for period in rows.all():
        period.key = key_of(period)
        period.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("figures", "0003_period_keys")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
