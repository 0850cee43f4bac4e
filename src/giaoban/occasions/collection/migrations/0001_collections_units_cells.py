"""Collections, their columns, units, cells and comments."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("figures", "0012_crop_seasons"),
        ("org", "0009_past_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Collection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="Tên đợt thu thập")),
                (
                    "period",
                    models.CharField(
                        help_text="Ví dụ: 11/2026 là tháng 11 năm 2026; 2026 là cả năm.",
                        max_length=20,
                        verbose_name="Kỳ số liệu",
                    ),
                ),
                ("ends_on", models.DateField(verbose_name="Ngày cuối kỳ")),
                ("due_on", models.DateField(verbose_name="Hạn nộp")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="Yêu cầu thêm")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "đang chuẩn bị"), ("open", "đang thu thập"), ("closed", "đã đóng")],
                        default="draft",
                        max_length=8,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="Lập lúc")),
                ("created_by", models.CharField(max_length=200, verbose_name="Người lập")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="Mở lúc")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Đóng lúc")),
                ("closed_for", models.CharField(blank=True, max_length=300, verbose_name="Đóng theo")),
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
                "verbose_name": "Đợt thu thập số liệu",
                "verbose_name_plural": "Đợt thu thập số liệu",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("draft", "open", "closed"))), name="collection_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "draft"), ("opened_at__isnull", False), _connector="OR"),
                        name="collection_opened_has_moment",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["body", "state", "-due_on"], name="collection_open"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectionColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("plan", "Kế hoạch"), ("actual", "Thực hiện"), ("estimate", "Ước thực hiện")],
                        default="actual",
                        max_length=8,
                        verbose_name="Loại số liệu",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="Thứ tự")),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="columns",
                        to="collection.collection",
                        verbose_name="Đợt thu thập",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.indicator",
                        verbose_name="Chỉ tiêu",
                    ),
                ),
                (
                    "total",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="collection.collectioncolumn",
                        verbose_name="Là một phần của",
                    ),
                ),
            ],
            options={
                "verbose_name": "Cột số liệu",
                "verbose_name_plural": "Cột số liệu",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("collection", "indicator", "role"), name="collection_column_once"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["plan", "actual", "estimate"])), name="collection_column_role"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total__isnull", True), models.Q(("total", models.F("pk")), _negated=True), _connector="OR"
                        ),
                        name="collection_column_not_own_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectionUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chưa điền"),
                            ("draft", "đang điền"),
                            ("returned", "bị trả lại"),
                            ("submitted", "đã nộp"),
                            ("approved", "đã duyệt"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("excused", models.CharField(blank=True, max_length=300, verbose_name="Lý do không phải báo")),
                ("first_submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="Nộp lần đầu lúc")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="Nộp lúc")),
                ("submitted_by", models.CharField(blank=True, max_length=200, verbose_name="Người nộp")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="Duyệt, trả lại lúc")),
                ("decided_by", models.CharField(blank=True, max_length=200, verbose_name="Người duyệt, trả lại")),
                ("returned_reason", models.CharField(blank=True, max_length=500, verbose_name="Lý do trả lại")),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="collection.collection",
                        verbose_name="Đợt thu thập",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="Đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "Đơn vị trong đợt thu thập",
                "verbose_name_plural": "Đơn vị trong đợt thu thập",
                "constraints": [
                    models.UniqueConstraint(fields=("collection", "unit"), name="collection_unit_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("waiting", "draft", "returned", "submitted", "approved"))),
                        name="collection_unit_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["submitted", "approved"]), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="collection_unit_submitted_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("returned_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="collection_unit_return_needs_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CellComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000, verbose_name="Nội dung")),
                ("follow_up", models.BooleanField(default=False, verbose_name="Cần trả lời")),
                ("by", models.CharField(max_length=200, verbose_name="Người viết")),
                ("at", models.DateTimeField(verbose_name="Viết lúc")),
                ("settled_by", models.CharField(blank=True, max_length=200, verbose_name="Người xác nhận đã rõ")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="Xác nhận lúc")),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collection.collectioncolumn",
                        verbose_name="Cột số liệu",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="collection.collectionunit",
                        verbose_name="Đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "Nhận xét về một số",
                "verbose_name_plural": "Nhận xét về một số",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="collection_comment_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by", "")),
                            models.Q(("follow_up", True), ("settled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="collection_comment_settled",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["row", "column"], name="collection_comment_cell"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị"),
                ),
                ("missing", models.BooleanField(default=False, verbose_name="Không có số liệu")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Lần sửa")),
                ("changed_at", models.DateTimeField(verbose_name="Sửa lúc")),
                ("changed_by", models.CharField(max_length=200, verbose_name="Người sửa")),
                (
                    "observation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.observation",
                        verbose_name="Số liệu đã ghi",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collection.collectioncolumn",
                        verbose_name="Cột số liệu",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cells",
                        to="collection.collectionunit",
                        verbose_name="Đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ô số liệu",
                "verbose_name_plural": "Ô số liệu",
                "constraints": [
                    models.UniqueConstraint(fields=("row", "column"), name="collection_cell_once"),
                    models.CheckConstraint(
                        condition=models.Q(("missing", False), ("amount__isnull", True), _connector="OR"),
                        name="collection_cell_missing_has_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prefill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=6, max_digits=24, verbose_name="Giá trị")),
                ("source", models.CharField(max_length=300, verbose_name="Nguồn")),
                ("as_of", models.DateField(verbose_name="Tính đến ngày")),
                ("made_at", models.DateTimeField(verbose_name="Tính lúc")),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="collection.collectioncolumn",
                        verbose_name="Cột số liệu",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prefills",
                        to="collection.collectionunit",
                        verbose_name="Đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "Số gợi ý từ sổ",
                "verbose_name_plural": "Số gợi ý từ sổ",
                "constraints": [
                    models.UniqueConstraint(fields=("row", "column"), name="collection_prefill_once"),
                ],
            },
        ),
    ]
