"""Examples of a period are written one way in the whole room."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collection", "0004_changed_while_open")]

    operations = [
        migrations.AlterField(
            model_name="collection",
            name="period",
            field=models.CharField(
                help_text="Ví dụ: 11/2026, quý IV/2026, năm 2026.", max_length=20, verbose_name="Kỳ số liệu"
            ),
        ),
    ]
