"""Lineage of units."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lineage of units."""

    dependencies = [("org", "0003_units")]
    operations = [
        migrations.CreateModel(
            name="UnitLineage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="từ ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merge", "Sáp nhập"),
                            ("split", "Chia tách"),
                            ("rename", "Đổi tên"),
                            ("transfer", "Chuyển trực thuộc"),
                            ("abolish", "Giải thể, kết thúc hoạt động"),
                        ],
                        max_length=8,
                        verbose_name="hình thức",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "(không chia)"),
                            ("population", "Dân số"),
                            ("area", "Diện tích"),
                            ("count", "Số lượng"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="căn cứ chia",
                    ),
                ),
                (
                    "share",
                    models.DecimalField(
                        blank=True, decimal_places=8, max_digits=9, null=True, verbose_name="phần chuyển sang"
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=250, verbose_name="văn bản quyết định")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="became",
                        to="org.unit",
                        verbose_name="đơn vị cũ",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came_from",
                        to="org.unit",
                        verbose_name="đơn vị mới",
                    ),
                ),
            ],
            options={
                "verbose_name": "lịch sử đơn vị",
                "verbose_name_plural": "lịch sử đơn vị",
                "ordering": ["on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "target", "on", "kind"),
                        name="org_unitlineage_once",
                        nulls_distinct=False,
                        violation_error_message="Việc này đã được ghi trong lịch sử đơn vị.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("share__isnull", True), models.Q(("share__gt", 0), ("share__lte", 1)), _connector="OR"
                        ),
                        name="org_unitlineage_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target__isnull", False), ("kind", "abolish"), _connector="OR"),
                        name="org_unitlineage_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["rename", "transfer"]),
                            ("target__isnull", True),
                            models.Q(("source", models.F("target")), _negated=True),
                            _connector="OR",
                        ),
                        name="org_unitlineage_other",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["target", "on"], name="org_unitlineage_back"),
                ],
            },
        ),
    ]
