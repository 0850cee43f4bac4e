"""Mass imports by their key."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0010_current_values_kept")]

    operations = [
        migrations.CreateModel(
            name="ObservationImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="Khóa chống trùng")),
                ("sha256", models.CharField(max_length=64, verbose_name="Mã kiểm tra")),
                ("rows", models.PositiveIntegerField(verbose_name="Số dòng")),
                ("recorded", models.PositiveIntegerField(verbose_name="Số dòng đã ghi")),
                ("unchanged", models.PositiveIntegerField(verbose_name="Số dòng không đổi")),
                ("refused", models.PositiveIntegerField(verbose_name="Số dòng không nhận")),
                ("report", models.JSONField(default=list, verbose_name="Báo cáo từng dòng")),
                ("imported_at", models.DateTimeField(verbose_name="Nhập lúc")),
                ("imported_by", models.CharField(max_length=200, verbose_name="Người nhập")),
            ],
            options={
                "verbose_name": "Lần nhập số liệu",
                "verbose_name_plural": "Lần nhập số liệu",
            },
        ),
        migrations.AddField(
            model_name="observationimport",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.body", verbose_name="Cơ quan"
            ),
        ),
        migrations.AddConstraint(
            model_name="observationimport",
            constraint=models.UniqueConstraint(fields=("body", "key"), name="figures_observationimport_once"),
        ),
    ]
