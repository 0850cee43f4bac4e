"""Entries, seals, keys of persons, parts of batches."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                ("person_id", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="người")),
                ("key", models.BinaryField(null=True, verbose_name="khóa")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                ("destroyed_at", models.DateTimeField(null=True, verbose_name="hủy lúc")),
            ],
            options={
                "verbose_name": "khóa cá nhân",
                "verbose_name_plural": "khóa cá nhân",
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="số thứ tự")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("from_id", models.BigIntegerField(verbose_name="từ mục")),
                ("to_id", models.BigIntegerField(verbose_name="đến mục")),
                ("ids", models.TextField(help_text="int8multirange", verbose_name="các mục")),
                ("count", models.BigIntegerField(verbose_name="số mục")),
                ("rows_hash", models.BinaryField(verbose_name="mã băm các mục")),
                ("prev_hash", models.BinaryField(verbose_name="mã băm trước")),
                ("hash", models.BinaryField(verbose_name="mã băm")),
                ("horizon", models.BigIntegerField(verbose_name="chân trời giao dịch")),
                ("complete_to", models.BigIntegerField(verbose_name="đã đủ đến mục")),
            ],
            options={
                "verbose_name": "dấu niêm phong",
                "verbose_name_plural": "dấu niêm phong",
            },
        ),
        migrations.CreateModel(
            name="BatchPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("batch", models.TextField(verbose_name="lô")),
                ("txid", models.BigIntegerField(verbose_name="giao dịch")),
                ("table_name", models.CharField(max_length=63, verbose_name="bảng")),
                ("rows", models.BigIntegerField(verbose_name="số dòng")),
                ("pks", models.TextField(help_text="int8multirange", verbose_name="các khóa")),
                ("sha256", models.BinaryField(verbose_name="mã băm")),
            ],
            options={
                "verbose_name": "phần của lô",
                "verbose_name_plural": "phần của lô",
                "indexes": [models.Index(fields=["batch"], name="journal_batchpart_batch")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("txid", models.BigIntegerField(verbose_name="giao dịch")),
                (
                    "op",
                    models.CharField(
                        choices=[
                            ("I", "Thêm"),
                            ("U", "Sửa"),
                            ("D", "Xóa"),
                            ("B", "Nhập theo lô"),
                            ("N", "Ghi nhận"),
                            ("T", "Xóa sạch bảng"),
                            ("S", "Niêm phong"),
                        ],
                        max_length=1,
                        verbose_name="thao tác",
                    ),
                ),
                ("table_name", models.CharField(max_length=63, verbose_name="bảng")),
                ("pk_text", models.TextField(db_column="pk", verbose_name="khóa")),
                ("part_of", models.TextField(blank=True, default="", verbose_name="thuộc về")),
                ("verb", models.TextField(blank=True, default="", verbose_name="việc")),
                ("reason", models.TextField(blank=True, default="", verbose_name="lý do")),
                ("user_id", models.BigIntegerField(blank=True, null=True, verbose_name="tài khoản")),
                ("post_id", models.BigIntegerField(blank=True, null=True, verbose_name="chức vụ")),
                ("body_id", models.BigIntegerField(blank=True, null=True, verbose_name="cơ quan")),
                ("label", models.TextField(blank=True, default="", verbose_name="người thực hiện")),
                ("source", models.TextField(blank=True, default="", verbose_name="nguồn")),
                ("before", models.JSONField(blank=True, null=True, verbose_name="trước")),
                ("after", models.JSONField(blank=True, null=True, verbose_name="sau")),
                ("rows", models.BigIntegerField(blank=True, null=True, verbose_name="số dòng")),
                ("sha256", models.BinaryField(blank=True, null=True, verbose_name="mã băm")),
            ],
            options={
                "verbose_name": "mục nhật ký",
                "verbose_name_plural": "nhật ký",
                "indexes": [
                    models.Index(fields=["table_name", "pk_text"], name="journal_entry_object"),
                    models.Index(
                        condition=models.Q(("part_of", ""), _negated=True),
                        fields=["part_of"],
                        name="journal_entry_part",
                    ),
                    models.Index(
                        condition=models.Q(("op__in", ["B", "S", "T"])),
                        fields=["op", "id"],
                        name="journal_entry_special",
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True, fields=["at"], name="journal_entry_at"
                    ),
                ],
            },
        ),
    ]
