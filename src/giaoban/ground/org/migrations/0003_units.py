"""Units with dated names, aliases and places in the trees."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import giaoban.ground.org.sorting


class Migration(migrations.Migration):
    """Units with dated names, aliases and places in the trees."""

    dependencies = [("org", "0002_folding")]
    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("province", "Tỉnh, thành phố"),
                            ("district", "Huyện, quận, thị xã"),
                            ("commune", "Xã, phường, thị trấn, đặc khu"),
                            ("hamlet", "Thôn, ấp, khu phố, tổ dân phố"),
                            ("office", "Phòng, ban chuyên môn"),
                            ("service_unit", "Đơn vị sự nghiệp"),
                            ("school", "Trường học"),
                            ("branch", "Cơ quan ngành dọc"),
                            ("association", "Mặt trận, đoàn thể, hội"),
                            ("party_org", "Tổ chức, cơ quan đảng"),
                            ("organisation", "Tổ chức khác, doanh nghiệp, hợp tác xã"),
                        ],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "Cấp tỉnh"),
                            ("district", "Cấp huyện"),
                            ("commune", "Cấp xã"),
                            ("hamlet", "Thôn, khu phố"),
                        ],
                        max_length=10,
                        verbose_name="cấp",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="Mã đơn vị hành chính hoặc mã ngành.", max_length=20, verbose_name="mã"
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị",
                "verbose_name_plural": "đơn vị",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_unit_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        expressions=[
                            ("kind", "="),
                            ("code", "="),
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
                        name="org_unit_code_once",
                        violation_error_message="Mã này đang thuộc đơn vị khác cùng loại.",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["kind", "level"], name="org_unit_kind_level"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                ("name", models.CharField(max_length=250, verbose_name="tên đầy đủ")),
                ("short_name", models.CharField(blank=True, max_length=120, verbose_name="tên rút gọn")),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "(không áp dụng)"),
                            ("tinh", "Tỉnh"),
                            ("thanh_pho_tw", "Thành phố trực thuộc trung ương"),
                            ("huyen", "Huyện"),
                            ("quan", "Quận"),
                            ("thi_xa", "Thị xã"),
                            ("thanh_pho", "Thành phố thuộc tỉnh"),
                            ("xa", "Xã"),
                            ("phuong", "Phường"),
                            ("thi_tran", "Thị trấn"),
                            ("dac_khu", "Đặc khu"),
                            ("thon", "Thôn, bản, làng, ấp, buôn"),
                            ("to_dan_pho", "Tổ dân phố, khu phố"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="loại hình",
                    ),
                ),
                ("sort_key", giaoban.ground.org.sorting.SortKeyField(by_given_name=False, default=b"", source="name")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vn_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="org.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "tên đơn vị",
                "verbose_name_plural": "tên đơn vị",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_unitname_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("unit", "="),
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
                        name="org_unitname_one",
                        violation_error_message="Mỗi đơn vị chỉ có một tên tại một thời điểm.",
                    ),
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="org_unitname_trgm", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["sort_key"], name="org_unitname_sort"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                ("alias", models.CharField(max_length=250, verbose_name="cách gọi khác")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("alias"), function="vn_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="org.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "cách gọi khác của đơn vị",
                "verbose_name_plural": "cách gọi khác của đơn vị",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_unitalias_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("unit", "="),
                            ("folded", "="),
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
                        name="org_unitalias_one",
                        violation_error_message="Khoảng thời gian trùng với một dòng đã có.",
                    ),
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="org_unitalias_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitParent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                (
                    "tree",
                    models.CharField(
                        choices=[("state", "Chính quyền"), ("party", "Đảng"), ("vertical", "Ngành dọc")],
                        default="state",
                        max_length=8,
                        verbose_name="hệ thống",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="org.unit",
                        verbose_name="trực thuộc",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parents",
                        to="org.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "quan hệ trực thuộc",
                "verbose_name_plural": "quan hệ trực thuộc",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_unitparent_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit", models.F("parent")), _negated=True),
                        name="org_unitparent_not_itself",
                        violation_error_message="Đơn vị không thể trực thuộc chính nó.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("unit", "="),
                            ("tree", "="),
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
                        name="org_unitparent_one",
                        violation_error_message="Trong một hệ thống, đơn vị chỉ trực thuộc một đơn vị tại một thời điểm.",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["tree", "parent"], name="org_unitparent_down"),
                ],
            },
        ),
    ]
