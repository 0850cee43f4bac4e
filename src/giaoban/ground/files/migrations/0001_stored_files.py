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
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="mã băm SHA-256")),
                ("size", models.BigIntegerField(verbose_name="kích thước")),
                ("kind", models.CharField(max_length=10, verbose_name="định dạng")),
                ("media_type", models.CharField(max_length=100, verbose_name="kiểu nội dung")),
                (
                    "scan_state",
                    models.CharField(
                        choices=[("waiting", "Chưa quét"), ("clean", "An toàn"), ("infected", "Có mã độc")],
                        default="waiting",
                        max_length=8,
                        verbose_name="quét mã độc",
                    ),
                ),
                ("scan_note", models.CharField(blank=True, max_length=200, verbose_name="kết quả quét")),
                ("scanned_at", models.DateTimeField(blank=True, null=True, verbose_name="quét lúc")),
            ],
            options={
                "verbose_name": "tệp lưu trữ",
                "verbose_name_plural": "tệp lưu trữ",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="files_storedfile_sha256"
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gte", 0)), name="files_storedfile_size"),
                    models.CheckConstraint(
                        condition=models.Q(("scan_state__in", ["waiting", "clean", "infected"])),
                        name="files_storedfile_scan_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.BigIntegerField(verbose_name="đối tượng")),
                ("owner_ref", models.CharField(editable=False, max_length=100, verbose_name="thuộc về")),
                ("name", models.CharField(max_length=255, verbose_name="tên tệp")),
                ("version", models.PositiveIntegerField(verbose_name="phiên bản")),
                ("uploaded_at", models.DateTimeField(verbose_name="đưa lên lúc")),
                ("uploaded_by", models.CharField(max_length=200, verbose_name="người đưa lên")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="gỡ lúc")),
                ("removed_by", models.CharField(blank=True, max_length=200, verbose_name="người gỡ")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                        verbose_name="loại đối tượng",
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
                "ordering": ["name", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id", "name", "version"), name="files_attachment_version_once"
                    )
                ],
            },
        ),
    ]
