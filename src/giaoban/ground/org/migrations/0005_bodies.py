"""Bodies of areas, and the body a unit works for."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Bodies of areas, and the body a unit works for."""

    dependencies = [("org", "0004_unit_lineage")]
    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party", "Cấp ủy đảng"),
                            ("council", "Hội đồng nhân dân"),
                            ("committee", "Ủy ban nhân dân"),
                            ("front", "Ủy ban Mặt trận Tổ quốc"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="mã định danh")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="org.unit",
                        verbose_name="địa bàn",
                    ),
                ),
            ],
            options={
                "verbose_name": "cơ quan",
                "verbose_name_plural": "cơ quan",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_body_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("area", "="),
                            ("kind", "="),
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
                        name="org_body_one",
                        violation_error_message="Địa bàn đã có cơ quan loại này trong thời gian đó.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        expressions=[
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
                        name="org_body_code_once",
                        violation_error_message="Mã định danh đang thuộc cơ quan khác.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                ("name", models.CharField(max_length=250, verbose_name="tên đầy đủ")),
                ("short_name", models.CharField(blank=True, max_length=120, verbose_name="tên rút gọn")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="org.body",
                        verbose_name="cơ quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "tên cơ quan",
                "verbose_name_plural": "tên cơ quan",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_bodyname_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("body", "="),
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
                        name="org_bodyname_one",
                        violation_error_message="Mỗi cơ quan chỉ có một tên tại một thời điểm.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="unit",
            name="body",
            field=models.ForeignKey(
                blank=True,
                help_text="Cơ quan mà đơn vị giúp việc; để trống với địa bàn.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="org.body",
                verbose_name="cơ quan chủ quản",
            ),
        ),
    ]
