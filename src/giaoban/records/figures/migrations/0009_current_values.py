"""The figure that counts now, one row per cell."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0008_observation_indexes"), ("org", "0009_past_kinds")]

    operations = [
        migrations.CreateModel(
            name="CurrentValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dims", models.CharField(blank=True, default="", max_length=200, verbose_name="Phân tổ")),
                (
                    "role",
                    models.CharField(
                        choices=[("plan", "Kế hoạch"), ("actual", "Thực hiện"), ("estimate", "Ước thực hiện")],
                        max_length=8,
                        verbose_name="Loại số liệu",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị"),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị thấp nhất"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị cao nhất"
                    ),
                ),
                ("comparator", models.CharField(default="=", max_length=2, verbose_name="Cách so sánh")),
                ("state", models.CharField(max_length=9, verbose_name="Trạng thái")),
                ("revision", models.PositiveIntegerField(verbose_name="Lần ghi")),
            ],
            options={
                "verbose_name": "Số liệu hiện hành",
                "verbose_name_plural": "Số liệu hiện hành",
            },
        ),
        migrations.AddField(
            model_name="currentvalue",
            name="body",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.body",
                verbose_name="Cơ quan",
            ),
        ),
        migrations.AddField(
            model_name="currentvalue",
            name="indicator",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="current_values",
                to="figures.indicator",
                verbose_name="Chỉ tiêu",
            ),
        ),
        migrations.AddField(
            model_name="currentvalue",
            name="observation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="figures.observation",
                verbose_name="Lần ghi",
            ),
        ),
        migrations.AddField(
            model_name="currentvalue",
            name="period",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="figures.period",
                verbose_name="Kỳ báo cáo",
            ),
        ),
        migrations.AddField(
            model_name="currentvalue",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.unit",
                verbose_name="Đơn vị",
            ),
        ),
        migrations.AddIndex(
            model_name="currentvalue",
            index=models.Index(fields=["indicator", "period"], name="figures_currentvalue_series"),
        ),
        migrations.AddConstraint(
            model_name="currentvalue",
            constraint=models.UniqueConstraint(
                fields=("unit", "period", "indicator", "role", "dims"), name="figures_currentvalue_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="currentvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["plan", "actual", "estimate"])), name="figures_currentvalue_role"
            ),
        ),
    ]
