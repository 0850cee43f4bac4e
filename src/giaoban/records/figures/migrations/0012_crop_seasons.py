"""A body's own crop calendar."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0011_imports"),
        ("org", "0009_past_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="CropSeason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="Mã vụ")),
                ("name", models.CharField(max_length=40, verbose_name="Tên vụ sản xuất")),
                ("start", models.CharField(max_length=5, verbose_name="Bắt đầu (tháng-ngày)")),
                ("end", models.CharField(max_length=5, verbose_name="Đến trước (tháng-ngày)")),
                ("draft", models.BooleanField(default=True, verbose_name="Bản nháp, cần kiểm chứng")),
                ("source", models.CharField(blank=True, default="", max_length=300, verbose_name="Căn cứ")),
                ("recorded_at", models.DateTimeField(verbose_name="Ghi lúc")),
                ("recorded_by", models.CharField(max_length=200, verbose_name="Người ghi")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.body",
                        verbose_name="Cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "Vụ sản xuất",
                "verbose_name_plural": "Vụ sản xuất",
                "constraints": [
                    models.UniqueConstraint(fields=("body", "code"), name="figures_cropseason_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end__regex", "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
                            ("start__regex", "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
                        ),
                        name="figures_cropseason_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z_]+$")), name="figures_cropseason_code"
                    ),
                ],
            },
        ),
    ]
