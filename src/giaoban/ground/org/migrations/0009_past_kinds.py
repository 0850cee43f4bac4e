"""What units were before their kind changed: a station that became an office, a centre that became a school."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("merge", "Sáp nhập"),
    ("split", "Chia tách"),
    ("rename", "Đổi tên"),
    ("transfer", "Chuyển trực thuộc"),
    ("abolish", "Giải thể, kết thúc hoạt động"),
    ("convert", "Chuyển loại hình"),
]
UNIT_KINDS = [
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
]
LEVELS = [
    ("province", "Cấp tỉnh"),
    ("district", "Cấp huyện"),
    ("commune", "Cấp xã"),
    ("hamlet", "Thôn, khu phố"),
]
DAYS = models.Func(
    models.F("valid_from"),
    models.F("valid_to"),
    function="daterange",
    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
)


class Migration(migrations.Migration):
    """Past kinds, and the arrow of lineage that tells of the change."""

    dependencies = [("org", "0008_unit_changes")]
    operations = [
        migrations.CreateModel(
            name="UnitPastKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                ("kind", models.CharField(choices=UNIT_KINDS, max_length=16, verbose_name="loại")),
                ("level", models.CharField(choices=LEVELS, max_length=10, verbose_name="cấp")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_kinds",
                        to="org.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "loại trước đây của đơn vị",
                "verbose_name_plural": "loại trước đây của đơn vị",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_unitpastkind_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__isnull", False)), name="org_unitpastkind_ended"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("unit", "="), (DAYS, "&&")],
                        name="org_unitpastkind_one",
                        violation_error_message="Đơn vị đã có loại khác trong thời gian đó.",
                    ),
                ],
            },
        ),
        migrations.AlterField(
            model_name="unitlineage",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=8, verbose_name="hình thức"),
        ),
        migrations.RemoveConstraint(model_name="unitlineage", name="org_unitlineage_other"),
        migrations.AddConstraint(
            model_name="unitlineage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["rename", "transfer", "convert"]),
                    ("target__isnull", True),
                    models.Q(("source", models.F("target")), _negated=True),
                    _connector="OR",
                ),
                name="org_unitlineage_other",
            ),
        ),
    ]
