"""Periods are known by their key: dates alone do not tell seasons, terms and the January of a year of disbursement."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_append_only")]

    operations = [
        migrations.RemoveConstraint(
            model_name="period",
            name="figures_period_once",
        ),
        migrations.RemoveConstraint(
            model_name="period",
            name="figures_period_calendar",
        ),
        migrations.RemoveConstraint(
            model_name="period",
            name="figures_period_kind",
        ),
        migrations.AddField(
            model_name="period",
            name="key",
            field=models.CharField(default="", max_length=40, verbose_name="Mã kỳ"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="period",
            name="title",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="Tên vụ sản xuất"),
        ),
    ]
