"""People, posts, and who holds which."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import giaoban.ground.org.sorting


class Migration(migrations.Migration):
    """People, posts, and who holds which."""

    dependencies = [("org", "0005_bodies")]
    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                (
                    "sort_key",
                    giaoban.ground.org.sorting.SortKeyField(by_given_name=True, default=b"", source="full_name"),
                ),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("full_name"), function="vn_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="điện thoại")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                ("birth", models.DateField(blank=True, null=True, verbose_name="ngày sinh")),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="đã xóa dữ liệu lúc"),
                ),
            ],
            options={
                "verbose_name": "người",
                "verbose_name_plural": "người",
                "ordering": ["sort_key", "id"],
                "indexes": [
                    models.Index(fields=["sort_key"], name="org_person_sort"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="org_person_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                ("title", models.CharField(max_length=150, verbose_name="chức danh")),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("chair", "Người đứng đầu cơ quan"),
                            ("vice_chair", "Cấp phó người đứng đầu cơ quan"),
                            ("head", "Trưởng đơn vị"),
                            ("deputy", "Phó đơn vị"),
                            ("member", "Ủy viên, đại biểu"),
                            ("staff", "Công chức, viên chức, nhân viên"),
                        ],
                        default="staff",
                        max_length=10,
                        verbose_name="bậc",
                    ),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Số người cùng giữ chức danh này.", verbose_name="số người"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="org.body",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="org.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "chức vụ",
                "verbose_name_plural": "chức vụ",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_post_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="org_post_seats"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("body", "="),
                            ("unit", "="),
                            ("title", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="org_post_title_one",
                        violation_error_message="Đơn vị đã có chức danh này trong thời gian đó.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostHolding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("holder", "Giữ chức vụ"),
                            ("acting", "Quyền, phụ trách"),
                            ("deputy_for", "Được ủy quyền"),
                        ],
                        default="holder",
                        max_length=10,
                        verbose_name="hình thức",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="org.person",
                        verbose_name="người",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="org.post",
                        verbose_name="chức vụ",
                    ),
                ),
            ],
            options={
                "verbose_name": "giữ chức vụ",
                "verbose_name_plural": "giữ chức vụ",
                "abstract": False,
                "indexes": [models.Index(fields=["post", "valid_from"], name="org_postholding_post")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_postholding_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("post", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="org_postholding_one",
                        violation_error_message="Người này đã giữ chức vụ đó trong thời gian ấy.",
                    ),
                ],
            },
        ),
    ]
