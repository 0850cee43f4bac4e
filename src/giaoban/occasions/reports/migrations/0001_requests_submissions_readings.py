"""Requests, submissions, readings and what people decide about them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_stored_files"),
        ("org", "0007_unit_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="Lần đọc")),
                ("reader", models.CharField(max_length=40, verbose_name="Phiên bản bộ đọc")),
                ("text", models.TextField(verbose_name="Văn bản")),
                ("data", models.JSONField(verbose_name="Kết quả đọc")),
                ("figure_count", models.PositiveIntegerField(verbose_name="Số liệu đọc được")),
                ("relation_count", models.PositiveIntegerField(verbose_name="Quan hệ số liệu đã kiểm tra")),
                ("finding_count", models.PositiveIntegerField(verbose_name="Phát hiện")),
                ("task_count", models.PositiveIntegerField(verbose_name="Nhiệm vụ")),
                ("read_at", models.DateTimeField(verbose_name="Đọc lúc")),
            ],
            options={
                "verbose_name": "Lần đọc",
                "verbose_name_plural": "Lần đọc",
            },
        ),
        migrations.CreateModel(
            name="ReportRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="Nội dung báo cáo")),
                (
                    "period",
                    models.CharField(
                        help_text="Ví dụ: 2026-11 là tháng 11 năm 2026; 2026 là cả năm.",
                        max_length=20,
                        verbose_name="Kỳ báo cáo",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="Hạn nộp")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="Yêu cầu thêm")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "đang chờ"), ("closed", "đã đóng")],
                        default="open",
                        max_length=12,
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
                        verbose_name="Cơ quan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="Đơn vị báo cáo",
                    ),
                ),
            ],
            options={
                "verbose_name": "Yêu cầu báo cáo",
                "verbose_name_plural": "Yêu cầu báo cáo",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "closed"])), name="reports_request_state"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["body", "state", "due_on"], name="reports_request_open"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item_kind",
                    models.CharField(
                        choices=[("finding", "Phát hiện"), ("figure", "Số liệu"), ("task", "Nhiệm vụ")],
                        max_length=10,
                        verbose_name="Loại mục",
                    ),
                ),
                ("item", models.CharField(max_length=20, verbose_name="Mục")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("accept", "Chấp nhận"),
                            ("correct", "Sửa"),
                            ("dismiss", "Bỏ qua"),
                            ("reopen", "Xem lại"),
                        ],
                        max_length=10,
                        verbose_name="Quyết định",
                    ),
                ),
                ("figure", models.CharField(blank=True, max_length=100, verbose_name="Số được sửa")),
                ("value", models.CharField(blank=True, max_length=200, verbose_name="Giá trị sửa")),
                ("unit_of_measure", models.CharField(blank=True, max_length=60, verbose_name="Đơn vị tính sửa")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="Lý do")),
                (
                    "spans",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None, verbose_name="Vị trí"
                    ),
                ),
                ("decided_by", models.CharField(max_length=200, verbose_name="Người quyết định")),
                ("decided_at", models.DateTimeField(verbose_name="Thời điểm")),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reports.reading",
                        verbose_name="Lần đọc",
                    ),
                ),
            ],
            options={
                "verbose_name": "Quyết định về kết quả đọc",
                "verbose_name_plural": "Quyết định về kết quả đọc",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("item_kind__in", ["finding", "figure", "task"])),
                        name="reports_decision_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["accept", "correct", "dismiss", "reopen"])),
                        name="reports_decision_action",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "dismiss"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reports_decision_dismiss_needs_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action", "correct"), _negated=True),
                            models.Q(("value", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reports_decision_correct_needs_value",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["reading", "item_kind", "item", "-id"], name="reports_decision_item"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="Tên báo cáo")),
                ("period", models.CharField(blank=True, max_length=20, verbose_name="Kỳ báo cáo")),
                ("file_name", models.CharField(max_length=255, verbose_name="Tên tệp")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "chưa gửi"),
                            ("sent", "đã gửi"),
                            ("accepted", "đã xác nhận"),
                            ("sent_back", "đã trả lại"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("returned_reason", models.CharField(blank=True, max_length=500, verbose_name="Lý do trả lại")),
                ("unreadable_code", models.CharField(blank=True, max_length=7, verbose_name="Mã lý do không đọc được")),
                ("unreadable_vi", models.TextField(blank=True, verbose_name="Lý do không đọc được")),
                ("unreadable_en", models.TextField(blank=True)),
                ("sent_by", models.CharField(max_length=200, verbose_name="Người gửi")),
                ("received_at", models.DateTimeField(verbose_name="Nhận lúc")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.body",
                        verbose_name="Cơ quan nhận",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="Tệp gốc",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="reports.reportrequest",
                        verbose_name="Theo yêu cầu",
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
                        verbose_name="Đơn vị báo cáo",
                    ),
                ),
            ],
            options={
                "verbose_name": "Báo cáo nhận được",
                "verbose_name_plural": "Báo cáo nhận được",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "sent", "accepted", "sent_back"])),
                        name="reports_submission_state",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["body", "-received_at", "-id"], name="reports_submission_inbox"),
                ],
            },
        ),
        migrations.AddField(
            model_name="reading",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="reports.submission",
                verbose_name="Báo cáo",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("submission", "version"), name="reports_reading_version"),
        ),
    ]
