"""Sessions, agendas, who came, difficulties, conclusions with the tasks read in them."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_stored_files"),
        ("org", "0007_unit_groups"),
        ("reports", "0001_requests_submissions_readings"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField(verbose_name="Thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("follow_up", "Kết quả nhiệm vụ phiên trước"),
                            ("report", "Nghe báo cáo"),
                            ("figures", "Số liệu"),
                            ("difficulty", "Vướng mắc"),
                            ("comment", "Cho ý kiến"),
                            ("decision", "Quyết định"),
                            ("approval", "Thông qua"),
                            ("other", "Nội dung khác"),
                        ],
                        max_length=12,
                        verbose_name="Loại nội dung",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="Nội dung")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="Ghi chú")),
                ("outcome", models.TextField(blank=True, max_length=8000, verbose_name="Kết quả thảo luận")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chưa thảo luận"),
                            ("discussed", "đã thảo luận"),
                            ("postponed", "chuyển phiên sau"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("snapshot", models.JSONField(blank=True, null=True, verbose_name="Kết quả theo dõi khi kết thúc")),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="Chuyển từ nội dung",
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
                        verbose_name="Đơn vị trình bày",
                    ),
                ),
            ],
            options={
                "verbose_name": "Nội dung chương trình",
                "verbose_name_plural": "Nội dung chương trình",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regular", "Phiên họp thường kỳ"),
                            ("thematic", "Phiên họp chuyên đề"),
                            ("briefing", "Hội nghị giao ban"),
                            ("conference", "Hội nghị"),
                            ("council", "Kỳ họp Hội đồng nhân dân"),
                            ("party", "Hội nghị cấp ủy"),
                        ],
                        max_length=12,
                        verbose_name="Loại phiên họp",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Tên phiên họp")),
                ("period", models.CharField(blank=True, max_length=20, verbose_name="Kỳ")),
                ("held_on", models.DateField(verbose_name="Ngày họp")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="Giờ bắt đầu")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Địa điểm")),
                ("chair_label", models.CharField(blank=True, max_length=200, verbose_name="Chủ trì")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "đang chuẩn bị"), ("open", "đang họp"), ("closed", "đã kết thúc")],
                        default="planned",
                        max_length=10,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="Năm")),
                ("number", models.PositiveIntegerField(verbose_name="Phiên thứ")),
                ("no_conclusion", models.CharField(blank=True, max_length=500, verbose_name="Lý do không có kết luận")),
                ("created_at", models.DateTimeField(verbose_name="Lập lúc")),
                ("created_by", models.CharField(max_length=200, verbose_name="Người lập")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Kết thúc lúc")),
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
                    "chair_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.post",
                        verbose_name="Chức vụ chủ trì",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.session",
                        verbose_name="Phiên họp trước",
                    ),
                ),
            ],
            options={
                "verbose_name": "Phiên họp",
                "verbose_name_plural": "Phiên họp",
                "constraints": [
                    models.UniqueConstraint(fields=("body", "kind", "year", "number"), name="meetings_session_number"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "open", "closed"])), name="meetings_session_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["regular", "thematic", "briefing", "conference", "council", "party"])
                        ),
                        name="meetings_session_kind",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["body", "-held_on", "-id"], name="meetings_session_list"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Difficulty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=4000, verbose_name="Vướng mắc")),
                ("source_ref", models.CharField(blank=True, max_length=100, verbose_name="Nguồn")),
                ("span_start", models.PositiveIntegerField(blank=True, null=True, verbose_name="Vị trí đầu")),
                ("span_end", models.PositiveIntegerField(blank=True, null=True, verbose_name="Vị trí cuối")),
                ("quote", models.TextField(blank=True, verbose_name="Câu trong báo cáo")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Hạn trả lời")),
                ("answer", models.TextField(blank=True, max_length=8000, verbose_name="Trả lời")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "chưa có nơi trả lời"),
                            ("assigned", "đang chờ trả lời"),
                            ("answered", "đã trả lời"),
                            ("closed", "đã giải quyết"),
                        ],
                        default="raised",
                        max_length=10,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("raised_by", models.CharField(max_length=200, verbose_name="Người ghi")),
                ("raised_at", models.DateTimeField(verbose_name="Ghi lúc")),
                (
                    "answerer_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="Đơn vị trả lời",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="Nội dung chương trình",
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
                        verbose_name="Đơn vị nêu",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="difficulties",
                        to="meetings.session",
                        verbose_name="Phiên họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "Khó khăn, vướng mắc",
                "verbose_name_plural": "Khó khăn, vướng mắc",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_ref", ""), _negated=True),
                        fields=("session", "source_ref", "span_start"),
                        name="meetings_difficulty_source_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("raised", "assigned", "answered", "closed"))),
                        name="meetings_difficulty_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="Văn bản kết luận")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Lần sửa")),
                ("file_name", models.CharField(blank=True, max_length=255, verbose_name="Tên tệp")),
                ("reading", models.JSONField(verbose_name="Kết quả đọc")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "đang soạn"), ("issued", "đã ban hành")],
                        default="draft",
                        max_length=10,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="Sửa lúc")),
                ("changed_by", models.CharField(max_length=200, verbose_name="Người sửa")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="Tệp gốc",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conclusion",
                        to="meetings.session",
                        verbose_name="Phiên họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kết luận phiên họp",
                "verbose_name_plural": "Kết luận phiên họp",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "issued"])), name="meetings_conclusion_state"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="Họ và tên")),
                ("post", models.CharField(blank=True, max_length=200, verbose_name="Chức vụ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "được mời"),
                            ("present", "có mặt"),
                            ("excused", "vắng có lý do"),
                            ("absent", "vắng"),
                            ("substitute", "dự thay"),
                        ],
                        default="invited",
                        max_length=12,
                        verbose_name="Có mặt",
                    ),
                ),
                ("substitute_for", models.CharField(blank=True, max_length=200, verbose_name="Dự thay")),
                ("arrived_at", models.TimeField(blank=True, null=True, verbose_name="Đến lúc")),
                ("left_at", models.TimeField(blank=True, null=True, verbose_name="Về lúc")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.person",
                        verbose_name="Người dự",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="meetings.session",
                        verbose_name="Phiên họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "Thành phần dự họp",
                "verbose_name_plural": "Thành phần dự họp",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("session", "person"),
                        name="meetings_attendance_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["invited", "present", "excused", "absent", "substitute"])),
                        name="meetings_attendance_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="Lần chốt")),
                ("frozen_at", models.DateTimeField(verbose_name="Chốt lúc")),
                ("frozen_by", models.CharField(max_length=200, verbose_name="Người chốt")),
                ("rows", models.JSONField(verbose_name="Chương trình")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="meetings.session",
                        verbose_name="Phiên họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "Chương trình đã chốt",
                "verbose_name_plural": "Chương trình đã chốt",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "version"), name="meetings_version_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="meetings.session",
                verbose_name="Phiên họp",
            ),
        ),
        migrations.CreateModel(
            name="AgendaPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=300, verbose_name="Tên tài liệu")),
                ("file_name", models.CharField(blank=True, max_length=255, verbose_name="Tên tệp")),
                ("added_at", models.DateTimeField(verbose_name="Thêm lúc")),
                ("added_by", models.CharField(max_length=200, verbose_name="Người thêm")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="Tệp",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="meetings.agendaitem",
                        verbose_name="Nội dung chương trình",
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
                        verbose_name="Báo cáo",
                    ),
                ),
            ],
            options={
                "verbose_name": "Tài liệu phiên họp",
                "verbose_name_plural": "Tài liệu phiên họp",
                "constraints": [
                    models.UniqueConstraint(fields=("item", "submission"), name="meetings_paper_report_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConclusionTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField(verbose_name="Thứ tự")),
                ("text", models.TextField(verbose_name="Việc phải làm")),
                ("title", models.CharField(max_length=300, verbose_name="Tên nhiệm vụ")),
                ("quote", models.TextField(blank=True, verbose_name="Câu trong kết luận")),
                ("span_start", models.PositiveIntegerField(blank=True, null=True, verbose_name="Vị trí đầu")),
                ("span_end", models.PositiveIntegerField(blank=True, null=True, verbose_name="Vị trí cuối")),
                (
                    "lead_words",
                    models.CharField(blank=True, max_length=300, verbose_name="Đơn vị chủ trì, như trong văn bản"),
                ),
                (
                    "cooperating_words",
                    models.CharField(blank=True, max_length=500, verbose_name="Phối hợp, như trong văn bản"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Thời hạn")),
                ("due_words", models.CharField(blank=True, max_length=200, verbose_name="Thời hạn, như trong văn bản")),
                ("product", models.CharField(blank=True, max_length=300, verbose_name="Sản phẩm")),
                (
                    "doubts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Điểm cần xem",
                    ),
                ),
                ("touched", models.BooleanField(default=False, verbose_name="Đã có người sửa")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "cần xem"), ("kept", "sẽ giao"), ("dismissed", "không giao")],
                        default="proposed",
                        max_length=10,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("dismissed_reason", models.CharField(blank=True, max_length=500, verbose_name="Lý do không giao")),
                (
                    "conclusion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="meetings.conclusion",
                        verbose_name="Kết luận",
                    ),
                ),
                (
                    "cooperating",
                    models.ManyToManyField(blank=True, related_name="+", to="org.unit", verbose_name="Đơn vị phối hợp"),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unitgroup",
                        verbose_name="Nhóm đơn vị",
                    ),
                ),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="Đơn vị chủ trì",
                    ),
                ),
                (
                    "monitoring",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="Đơn vị theo dõi",
                    ),
                ),
            ],
            options={
                "verbose_name": "Nhiệm vụ đề xuất",
                "verbose_name_plural": "Nhiệm vụ đề xuất",
                "indexes": [models.Index(fields=["conclusion", "order"], name="meetings_proposed_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "kept", "dismissed"])),
                        name="meetings_proposed_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "kept"), _negated=True), ("lead_unit__isnull", False), _connector="OR"
                        ),
                        name="meetings_proposed_kept_has_lead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dismissed"), _negated=True),
                            models.Q(("dismissed_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meetings_proposed_dismiss_needs_reason",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("session", "order"),
                name="meetings_item_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "discussed", "postponed"])), name="meetings_item_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["follow_up", "report", "figures", "difficulty", "comment", "decision", "approval", "other"],
                    )
                ),
                name="meetings_item_kind",
            ),
        ),
    ]
