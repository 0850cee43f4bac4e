"""The indicator that a proposed task serves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_indicators_and_figures"), ("meetings", "0003_members_and_quorum")]

    operations = [
        migrations.AddField(
            model_name="conclusiontask",
            name="indicator",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="figures.indicator",
                verbose_name="Chỉ tiêu phục vụ",
            ),
        ),
    ]
