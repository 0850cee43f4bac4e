"""Contents by hash, and attachments."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("org", "0007_unit_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="mã băm")),
                ("size", models.PositiveBigIntegerField(verbose_name="số byte")),
                ("kind", models.CharField(max_length=100, verbose_name="loại nội dung")),
                (
                    "scan_state",
                    models.CharField(
                        choices=[("unscanned", "chưa quét"), ("clean", "sạch"), ("infected", "nhiễm mã độc")],
                        default="unscanned",
                        max_length=10,
                        verbose_name="kết quả quét",
                    ),
                ),
                ("stored_at", models.DateTimeField(verbose_name="lưu lúc")),
            ],
            options={
                "verbose_name": "nội dung tệp",
                "verbose_name_plural": "nội dung tệp",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="files_stored_hash"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scan_state__in", ["unscanned", "clean", "infected"])),
                        name="files_stored_scan_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=255, verbose_name="tên tệp")),
                ("version", models.PositiveIntegerField(verbose_name="lần")),
                ("attached_by", models.CharField(max_length=200, verbose_name="người đính kèm")),
                ("attached_at", models.DateTimeField(verbose_name="đính kèm lúc")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.body",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="files.storedfile",
                        verbose_name="nội dung",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp đính kèm",
                "verbose_name_plural": "tệp đính kèm",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id", "name", "version"), name="files_attachment_version"
                    )
                ],
            },
        ),
    ]
