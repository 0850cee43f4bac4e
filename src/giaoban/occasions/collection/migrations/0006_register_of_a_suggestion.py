"""A suggestion knows the register that it is from, so that its entries can be looked at. Older ones only have its name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0005_period_examples"),
        ("registers", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="prefill",
            name="register",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="registers.register",
                verbose_name="Sổ theo dõi",
            ),
        ),
        migrations.AddField(
            model_name="prefill",
            name="whole",
            field=models.BooleanField(default=False, verbose_name="Của toàn địa bàn"),
        ),
    ]
