"""What a draft said when somebody took it away as a Word file: the base of the comparison when the file comes back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consolidation", "0002_issued_is_locked")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=32, verbose_name="Dấu của bản")),
                ("document", models.JSONField(default=dict, verbose_name="Văn bản")),
                ("base", models.JSONField(default=dict, verbose_name="Nội dung các khối")),
                ("made_at", models.DateTimeField(verbose_name="Tải lúc")),
                ("made_by", models.CharField(max_length=200, verbose_name="Người tải")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="consolidation.consolidated",
                        verbose_name="Báo cáo tổng hợp",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bản Word đã tải",
                "verbose_name_plural": "Bản Word đã tải",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "origin"), name="consolidation_edition_once"),
                    models.CheckConstraint(
                        condition=models.Q(("origin__regex", "^[0-9a-f]{32}$")), name="consolidation_edition_origin"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="returned",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consolidation.edition",
                verbose_name="Sửa từ bản",
            ),
        ),
    ]
