"""Templates, consolidated reports with their blocks, what people waive, and Word files that came back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_legal_documents"),
        ("org", "0009_past_kinds"),
        ("reports", "0002_body_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consolidated",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=20, verbose_name="Kỳ báo cáo")),
                ("title", models.CharField(max_length=300, verbose_name="Trích yếu")),
                ("sections", models.JSONField(default=list, verbose_name="Các phần")),
                ("recipients", models.TextField(blank=True, max_length=2000, verbose_name="Nơi nhận")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "dự thảo"), ("issued", "đã ban hành")],
                        default="draft",
                        max_length=10,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="Lập lúc")),
                ("created_by", models.CharField(max_length=200, verbose_name="Người lập")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.body",
                        verbose_name="Cơ quan báo cáo",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Văn bản đã ban hành",
                    ),
                ),
                (
                    "signer_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.post",
                        verbose_name="Chức vụ người ký",
                    ),
                ),
            ],
            options={
                "verbose_name": "Báo cáo tổng hợp",
                "verbose_name_plural": "Báo cáo tổng hợp",
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=40, verbose_name="Phần")),
                ("order", models.PositiveIntegerField(verbose_name="Thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heading", "Đề mục"),
                            ("paragraph", "Đoạn văn"),
                            ("table", "Biểu số liệu"),
                            ("chart", "Biểu đồ"),
                        ],
                        max_length=10,
                        verbose_name="Loại khối",
                    ),
                ),
                (
                    "author",
                    models.CharField(
                        choices=[("machine", "Phần mềm"), ("person", "Người soạn")],
                        default="machine",
                        max_length=10,
                        verbose_name="Người viết",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="Nội dung")),
                ("fields", models.JSONField(blank=True, default=list, verbose_name="Số liệu trong đoạn")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="Bảng, biểu đồ")),
                ("source_start", models.PositiveIntegerField(blank=True, null=True, verbose_name="Vị trí đầu")),
                ("source_end", models.PositiveIntegerField(blank=True, null=True, verbose_name="Vị trí cuối")),
                ("removed", models.BooleanField(default=False, verbose_name="Đã bỏ")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Phiên bản")),
                ("changed_at", models.DateTimeField(verbose_name="Sửa lúc")),
                ("changed_by", models.CharField(max_length=200, verbose_name="Người sửa")),
                (
                    "reading",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.reading",
                        verbose_name="Lần đọc",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.submission",
                        verbose_name="Từ báo cáo",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="Đơn vị",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="consolidation.consolidated",
                        verbose_name="Báo cáo tổng hợp",
                    ),
                ),
            ],
            options={
                "verbose_name": "Khối nội dung",
                "verbose_name_plural": "Khối nội dung",
                "ordering": ["report_id", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                {
                                    "chart": "Biểu đồ",
                                    "heading": "Đề mục",
                                    "paragraph": "Đoạn văn",
                                    "table": "Biểu số liệu",
                                },
                            )
                        ),
                        name="consolidation_block_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("author__in", {"machine": "Phần mềm", "person": "Người soạn"})),
                        name="consolidation_block_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_start__isnull", True),
                            ("source_end__gte", models.F("source_start")),
                            _connector="OR",
                        ),
                        name="consolidation_block_span",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["report", "order"], name="consolidation_block_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="Mã mẫu")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Phiên bản")),
                ("name", models.CharField(max_length=200, verbose_name="Tên mẫu")),
                (
                    "level",
                    models.CharField(
                        choices=[("commune", "Cấp xã"), ("district", "Cấp huyện"), ("province", "Cấp tỉnh")],
                        max_length=10,
                        verbose_name="Cấp",
                    ),
                ),
                (
                    "period_kind",
                    models.CharField(
                        choices=[
                            ("month", "Tháng"),
                            ("quarter", "Quý"),
                            ("half", "6 tháng"),
                            ("nine_months", "9 tháng"),
                            ("year", "Năm"),
                        ],
                        max_length=12,
                        verbose_name="Loại kỳ",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Trích yếu")),
                ("sections", models.JSONField(default=list, verbose_name="Các phần")),
                ("recipients", models.TextField(blank=True, max_length=2000, verbose_name="Nơi nhận")),
                ("created_at", models.DateTimeField(verbose_name="Lập lúc")),
                ("created_by", models.CharField(max_length=200, verbose_name="Người lập")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.body",
                        verbose_name="Cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "Mẫu báo cáo tổng hợp",
                "verbose_name_plural": "Mẫu báo cáo tổng hợp",
                "ordering": ["level", "period_kind", "code", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "code", "version"),
                        name="consolidation_template_version_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", {"commune": "Cấp xã", "district": "Cấp huyện", "province": "Cấp tỉnh"})
                        ),
                        name="consolidation_template_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "period_kind__in",
                                {
                                    "half": "6 tháng",
                                    "month": "Tháng",
                                    "nine_months": "9 tháng",
                                    "quarter": "Quý",
                                    "year": "Năm",
                                },
                            )
                        ),
                        name="consolidation_template_period_kind",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="consolidated",
            name="template",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consolidation.reporttemplate",
                verbose_name="Mẫu báo cáo",
            ),
        ),
        migrations.CreateModel(
            name="Returned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=255, verbose_name="Tên tệp")),
                ("changes", models.JSONField(default=list, verbose_name="Thay đổi")),
                ("sent_at", models.DateTimeField(verbose_name="Nhận lúc")),
                ("sent_by", models.CharField(max_length=200, verbose_name="Người gửi")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="consolidation.consolidated",
                        verbose_name="Báo cáo tổng hợp",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bản Word sửa về",
                "verbose_name_plural": "Bản Word sửa về",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, verbose_name="Phát hiện")),
                ("reason", models.CharField(max_length=500, verbose_name="Lý do")),
                ("decided_at", models.DateTimeField(verbose_name="Thời điểm")),
                ("decided_by", models.CharField(max_length=200, verbose_name="Người quyết định")),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="consolidation.block",
                        verbose_name="Khối nội dung",
                    ),
                ),
            ],
            options={
                "verbose_name": "Giữ số khác sổ",
                "verbose_name_plural": "Giữ số khác sổ",
                "constraints": [
                    models.UniqueConstraint(fields=("block", "key"), name="consolidation_waiver_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="consolidation_waiver_reason"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="consolidated",
            index=models.Index(fields=["body", "-created_at", "-id"], name="consolidation_newest"),
        ),
        migrations.AddConstraint(
            model_name="consolidated",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("draft", "issued"))), name="consolidation_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="consolidated",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", True), ("state", "draft")),
                    models.Q(("document__isnull", False), ("state", "issued")),
                    _connector="OR",
                ),
                name="consolidation_issued_has_document",
            ),
        ),
    ]
