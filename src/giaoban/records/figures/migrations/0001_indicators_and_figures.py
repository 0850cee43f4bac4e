"""The dictionary of indicators, periods, observations and targets."""

import django.contrib.postgres.indexes
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
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                ("code", models.CharField(max_length=40, verbose_name="Mã chỉ tiêu")),
                ("name", models.CharField(max_length=300, verbose_name="Tên chỉ tiêu")),
                ("unit_of_measure", models.CharField(max_length=60, verbose_name="Đơn vị tính")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sum", "Số phát sinh trong kỳ"),
                            ("stock", "Số có đến cuối kỳ"),
                            ("rate", "Tỷ lệ, bình quân"),
                        ],
                        default="sum",
                        max_length=6,
                        verbose_name="Loại chỉ tiêu",
                    ),
                ),
                (
                    "time_op",
                    models.CharField(
                        choices=[
                            ("sum", "Cộng các kỳ"),
                            ("last", "Lấy kỳ cuối"),
                            ("average", "Bình quân các kỳ"),
                            ("none", "Không tổng hợp theo thời gian"),
                        ],
                        default="sum",
                        max_length=8,
                        verbose_name="Tổng hợp theo thời gian",
                    ),
                ),
                (
                    "unit_op",
                    models.CharField(
                        choices=[
                            ("sum", "Cộng các đơn vị"),
                            ("average", "Bình quân các đơn vị"),
                            ("none", "Không tổng hợp theo đơn vị"),
                            ("recompute", "Tính lại từ tử số và mẫu số"),
                        ],
                        default="sum",
                        max_length=10,
                        verbose_name="Tổng hợp theo đơn vị",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("up", "Càng cao càng tốt"),
                            ("down", "Càng thấp càng tốt"),
                            ("none", "Không đánh giá chiều"),
                        ],
                        default="none",
                        max_length=4,
                        verbose_name="Chiều đánh giá",
                    ),
                ),
                ("classification", models.PositiveSmallIntegerField(default=0, verbose_name="Mức hạn chế")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="Nguồn số liệu")),
                ("legal_basis", models.CharField(blank=True, max_length=300, verbose_name="Căn cứ")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Phiên bản")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "dự thảo"), ("live", "đang dùng"), ("retired", "đã ngừng dùng")],
                        default="live",
                        max_length=8,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="Lập lúc")),
                ("created_by", models.CharField(max_length=200, verbose_name="Người lập")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vn_fold"),
                        output_field=models.TextField(),
                    ),
                ),
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
                    "denominator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.indicator",
                        verbose_name="Mẫu số",
                    ),
                ),
                (
                    "numerator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.indicator",
                        verbose_name="Tử số",
                    ),
                ),
                (
                    "owner_unit",
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
                "verbose_name": "Chỉ tiêu",
                "verbose_name_plural": "Chỉ tiêu",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="figures_indicator_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    models.UniqueConstraint(fields=("body", "code", "version"), name="figures_indicator_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "retired"), _negated=True),
                        fields=("body", "code"),
                        name="figures_indicator_code_in_use_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["sum", "stock", "rate"])), name="figures_indicator_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("time_op__in", ["sum", "last", "average", "none"])),
                        name="figures_indicator_time_op",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_op__in", ["sum", "average", "none", "recompute"])),
                        name="figures_indicator_unit_op",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["up", "down", "none"])),
                        name="figures_indicator_direction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("draft", "live", "retired"))), name="figures_indicator_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                            _connector="OR",
                        ),
                        name="figures_indicator_share_of_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit_op", "recompute"), _negated=True),
                            ("denominator__isnull", False),
                            _connector="OR",
                        ),
                        name="figures_indicator_recomputable",
                    ),
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="figures_indicator_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alias", models.CharField(max_length=300, verbose_name="Cách gọi trong báo cáo")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("alias"), function="vn_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="figures.indicator",
                        verbose_name="Chỉ tiêu",
                    ),
                ),
            ],
            options={
                "verbose_name": "Cách gọi của chỉ tiêu",
                "verbose_name_plural": "Cách gọi của chỉ tiêu",
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "alias"), name="figures_indicatoralias_once"),
                    models.CheckConstraint(
                        condition=models.Q(("alias", ""), _negated=True), name="figures_indicatoralias_words"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["folded"], name="figures_alias_folded"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "calendar",
                    models.CharField(
                        choices=[
                            ("civil", "Theo tháng dương lịch"),
                            ("reporting15", "Theo kỳ chốt ngày 15"),
                            ("budget", "Theo năm ngân sách"),
                        ],
                        default="civil",
                        max_length=12,
                        verbose_name="Lịch",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("month", "Tháng"),
                            ("quarter", "Quý"),
                            ("half", "6 tháng"),
                            ("nine_months", "9 tháng"),
                            ("year", "Năm"),
                            ("school_year", "Năm học"),
                            ("custom", "Kỳ khác"),
                        ],
                        max_length=12,
                        verbose_name="Loại kỳ",
                    ),
                ),
                ("start", models.DateField(verbose_name="Từ ngày")),
                ("end", models.DateField(verbose_name="Đến trước ngày")),
            ],
            options={
                "verbose_name": "Kỳ báo cáo",
                "verbose_name_plural": "Kỳ báo cáo",
                "ordering": ["-start", "end"],
                "constraints": [
                    models.UniqueConstraint(fields=("calendar", "kind", "start", "end"), name="figures_period_once"),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))), name="figures_period_dates"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("calendar__in", ["civil", "reporting15", "budget"])),
                        name="figures_period_calendar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["month", "quarter", "half", "nine_months", "year", "school_year", "custom"])
                        ),
                        name="figures_period_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dims", models.CharField(blank=True, default="", max_length=200, verbose_name="Phân tổ")),
                (
                    "role",
                    models.CharField(
                        choices=[("plan", "Kế hoạch"), ("actual", "Thực hiện"), ("estimate", "Ước thực hiện")],
                        max_length=8,
                        verbose_name="Loại số liệu",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị"),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị thấp nhất"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị cao nhất"
                    ),
                ),
                ("printed", models.CharField(blank=True, max_length=200, verbose_name="Cách ghi trong nguồn")),
                (
                    "comparator",
                    models.CharField(
                        choices=[
                            ("=", "đúng bằng"),
                            (">=", "từ … trở lên"),
                            (">", "trên"),
                            ("<=", "không quá"),
                            ("<", "dưới"),
                            ("~", "khoảng"),
                        ],
                        default="=",
                        max_length=2,
                        verbose_name="Cách so sánh",
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="Tính đến ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "nháp"),
                            ("submitted", "chờ duyệt"),
                            ("approved", "đã duyệt"),
                            ("locked", "đã chốt"),
                        ],
                        default="approved",
                        max_length=9,
                        verbose_name="Trạng thái",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="Lần ghi")),
                (
                    "source_kind",
                    models.CharField(
                        choices=[
                            ("report", "Báo cáo"),
                            ("register", "Sổ theo dõi"),
                            ("cases", "Hồ sơ thủ tục"),
                            ("person", "Người ghi trực tiếp"),
                            ("import", "Nhập từ tệp"),
                        ],
                        max_length=8,
                        verbose_name="Loại nguồn",
                    ),
                ),
                ("source_ref", models.CharField(blank=True, max_length=120, verbose_name="Nguồn")),
                ("span_start", models.PositiveIntegerField(blank=True, null=True, verbose_name="Vị trí đầu")),
                ("span_end", models.PositiveIntegerField(blank=True, null=True, verbose_name="Vị trí cuối")),
                ("quote", models.TextField(blank=True, verbose_name="Trích nguồn")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="Ghi chú")),
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
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="figures.indicator",
                        verbose_name="Chỉ tiêu",
                    ),
                ),
                (
                    "source_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                        verbose_name="Tệp nguồn",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="figures.observation",
                        verbose_name="Thay cho",
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
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.period",
                        verbose_name="Kỳ báo cáo",
                    ),
                ),
            ],
            options={
                "verbose_name": "Số liệu đã ghi",
                "verbose_name_plural": "Số liệu đã ghi",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "unit", "period", "dims", "role", "revision"),
                        name="figures_observation_revision_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revision", 1), ("supersedes__isnull", True)),
                            models.Q(("revision__gt", 1), ("supersedes__isnull", False)),
                            _connector="OR",
                        ),
                        name="figures_observation_supersedes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("high__isnull", True), ("low__isnull", True)),
                            models.Q(("amount__isnull", True), ("high__gte", models.F("low")), ("low__isnull", False)),
                            _connector="OR",
                        ),
                        name="figures_observation_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", False),
                            ("low__isnull", False),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="figures_observation_missing_needs_note",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("span_end__isnull", True), ("span_start__isnull", True)),
                            ("span_end__gt", models.F("span_start")),
                            _connector="OR",
                        ),
                        name="figures_observation_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["plan", "actual", "estimate"])),
                        name="figures_observation_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("comparator__in", ["=", ">=", ">", "<=", "<", "~"])),
                        name="figures_observation_compare",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("draft", "submitted", "approved", "locked"))),
                        name="figures_observation_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_kind__in", ["report", "register", "cases", "person", "import"])),
                        name="figures_observation_source",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["body", "period"], name="figures_observation_period"),
                    models.Index(fields=["source_ref"], name="figures_observation_source_ref"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dims", models.CharField(blank=True, default="", max_length=200, verbose_name="Phân tổ")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("at_least", "Từ mức này trở lên"),
                            ("above", "Trên mức này"),
                            ("at_most", "Không quá mức này"),
                            ("below", "Dưới mức này"),
                            ("equal", "Đúng mức này"),
                            ("range", "Trong khoảng"),
                            ("change_at_least", "Tăng (giảm) ít nhất, % so với cùng kỳ năm trước"),
                            ("keep", "Giữ như cùng kỳ năm trước"),
                        ],
                        max_length=15,
                        verbose_name="Mức giao",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị giao"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị cao nhất"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Lần giao")),
                ("act", models.CharField(blank=True, max_length=200, verbose_name="Văn bản giao")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="Ngày văn bản")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="Ghi chú")),
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
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="figures.indicator",
                        verbose_name="Chỉ tiêu",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.period",
                        verbose_name="Kỳ",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="Đơn vị được giao",
                    ),
                ),
            ],
            options={
                "verbose_name": "Chỉ tiêu giao",
                "verbose_name_plural": "Chỉ tiêu giao",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "unit", "period", "dims", "version"), name="figures_target_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["at_least", "above", "at_most", "below", "equal", "range", "change_at_least", "keep"],
                            )
                        ),
                        name="figures_target_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("kind", "keep")),
                            models.Q(models.Q(("kind", "keep"), _negated=True), ("amount__isnull", False)),
                            _connector="OR",
                        ),
                        name="figures_target_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("high__gte", models.F("amount")), ("kind", "range")),
                            models.Q(models.Q(("kind", "range"), _negated=True), ("high__isnull", True)),
                            _connector="OR",
                        ),
                        name="figures_target_range",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["body", "period"], name="figures_target_period"),
                ],
            },
        ),
    ]
