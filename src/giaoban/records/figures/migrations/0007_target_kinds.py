"""Targets of every kind, handed down, registered, made of parts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0006_indicator_metadata")]

    operations = [
        migrations.RemoveConstraint(
            model_name="target",
            name="figures_target_kind",
        ),
        migrations.RemoveConstraint(
            model_name="target",
            name="figures_target_amount",
        ),
        migrations.RemoveConstraint(
            model_name="target",
            name="figures_target_range",
        ),
        migrations.AddField(
            model_name="target",
            name="act_ref",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="Địa chỉ văn bản giao"),
        ),
        migrations.AddField(
            model_name="target",
            name="origin",
            field=models.CharField(
                choices=[
                    ("issued", "Giao theo văn bản"),
                    ("handed_down", "Phân giao từ chỉ tiêu cấp trên"),
                    ("registered", "Đơn vị đăng ký"),
                ],
                default="issued",
                max_length=12,
                verbose_name="Nguồn giao",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handed_down",
                to="figures.target",
                verbose_name="Phân giao từ",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="figures.target",
                verbose_name="Thành phần của",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="points",
            field=models.BooleanField(default=False, verbose_name="Tính theo điểm phần trăm"),
        ),
        migrations.AddField(
            model_name="target",
            name="reference",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="figures.target",
                verbose_name="Theo chỉ tiêu cấp trên",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="weight",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Quyền số"),
        ),
        migrations.AlterField(
            model_name="target",
            name="kind",
            field=models.CharField(
                choices=[
                    ("at_least", "Từ mức này trở lên"),
                    ("above", "Trên mức này"),
                    ("at_most", "Không quá mức này"),
                    ("below", "Dưới mức này"),
                    ("equal", "Đúng mức này"),
                    ("range", "Trong khoảng"),
                    ("n_of_m", "n trên tổng số m"),
                    ("raise_to", "Nâng lên mức này"),
                    ("change_at_least", "Tăng (giảm) ít nhất, so với cùng kỳ năm trước"),
                    ("keep", "Giữ như cùng kỳ năm trước, hoặc duy trì mức này"),
                    ("exceed", "Đạt và vượt chỉ tiêu cấp trên giao"),
                    ("by_reference", "Theo mức cấp trên giao"),
                    ("weighted_mean", "Bình quân có quyền số của các thành phần"),
                    ("all_parts", "Mọi thành phần đều đạt"),
                ],
                max_length=15,
                verbose_name="Mức giao",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "at_least",
                            "above",
                            "at_most",
                            "below",
                            "equal",
                            "range",
                            "n_of_m",
                            "raise_to",
                            "change_at_least",
                            "keep",
                            "exceed",
                            "by_reference",
                            "weighted_mean",
                            "all_parts",
                        ],
                    )
                ),
                name="figures_target_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["issued", "handed_down", "registered"])),
                name="figures_target_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("keep", "exceed", "by_reference", "all_parts")),
                    ("amount__isnull", False),
                    _connector="OR",
                ),
                name="figures_target_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("high__gte", models.F("amount")), ("kind__in", ("range", "n_of_m"))),
                    models.Q(models.Q(("kind__in", ("range", "n_of_m")), _negated=True), ("high__isnull", True)),
                    _connector="OR",
                ),
                name="figures_target_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__isnull", True), ("weight__gt", 0), _connector="OR"),
                name="figures_target_weight",
            ),
        ),
    ]
