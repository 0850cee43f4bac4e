"""Mergers, splits and the like as they were carried out, so that they can be shown and taken back."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("merge", "Sáp nhập"),
    ("split", "Chia tách"),
    ("rename", "Đổi tên"),
    ("transfer", "Chuyển trực thuộc"),
    ("abolish", "Giải thể, kết thúc hoạt động"),
    ("convert", "Chuyển loại hình"),
]


class Migration(migrations.Migration):
    """Changes of units."""

    dependencies = [("org", "0007_unit_groups")]
    operations = [
        migrations.CreateModel(
            name="UnitChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=8, verbose_name="hình thức")),
                ("on", models.DateField(verbose_name="từ ngày")),
                ("document", models.CharField(blank=True, max_length=250, verbose_name="văn bản quyết định")),
                (
                    "units",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None, verbose_name="đơn vị liên quan"
                    ),
                ),
                ("steps", models.JSONField(default=list, verbose_name="các dòng đã thay đổi")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="ghi lúc")),
                ("made_by", models.CharField(blank=True, max_length=200, verbose_name="người ghi")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="hoàn tác lúc")),
                ("undone_by", models.CharField(blank=True, max_length=200, verbose_name="người hoàn tác")),
            ],
            options={
                "verbose_name": "biến động đơn vị",
                "verbose_name_plural": "biến động đơn vị",
                "ordering": ["-on", "-id"],
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["units"], name="org_unitchange_units")],
            },
        ),
        migrations.AddField(
            model_name="unitlineage",
            name="change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="arrows",
                to="org.unitchange",
                verbose_name="biến động",
            ),
        ),
    ]
