"""Series and the numbers issued in them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0007_unit_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="loại sổ")),
                ("period", models.CharField(max_length=20, verbose_name="kỳ")),
                ("pattern", models.CharField(default="{number:02d}", max_length=80, verbose_name="mẫu số và ký hiệu")),
                ("first", models.PositiveIntegerField(default=1, verbose_name="số đầu")),
                ("next", models.PositiveIntegerField(default=1, verbose_name="số tiếp theo")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.body",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "dãy số",
                "verbose_name_plural": "dãy số",
                "ordering": ["kind", "-period"],
                "constraints": [
                    models.UniqueConstraint(fields=("body", "kind", "period"), name="numbering_series_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__gte", 1), ("next__gte", models.F("first"))),
                        name="numbering_series_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issued",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                ("symbol", models.CharField(max_length=120, verbose_name="số và ký hiệu")),
                ("issued_on", models.DateField(verbose_name="ngày cấp")),
                ("subject_ref", models.CharField(max_length=120, verbose_name="cấp cho")),
                ("issued_by", models.CharField(max_length=200, verbose_name="người cấp")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="hủy lúc")),
                ("voided_by", models.CharField(blank=True, max_length=200, verbose_name="người hủy")),
                ("void_reason", models.TextField(blank=True, verbose_name="lý do hủy")),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued",
                        to="numbering.series",
                        verbose_name="dãy số",
                    ),
                ),
            ],
            options={
                "verbose_name": "số đã cấp",
                "verbose_name_plural": "số đã cấp",
                "ordering": ["series", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "number"), name="numbering_issued_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("voided_at__isnull", True), models.Q(("void_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="numbering_issued_void_reason",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["subject_ref"], name="numbering_issued_subject"),
                ],
            },
        ),
    ]
