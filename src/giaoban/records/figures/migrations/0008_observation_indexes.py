"""Indexes that another index begins with only cost time."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0007_target_kinds")]

    operations = [
        migrations.AlterField(
            model_name="observation",
            name="body",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.body",
                verbose_name="Cơ quan",
            ),
        ),
        migrations.AlterField(
            model_name="observation",
            name="indicator",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="observations",
                to="figures.indicator",
                verbose_name="Chỉ tiêu",
            ),
        ),
    ]
