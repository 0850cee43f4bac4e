"""Groups of addressees."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import giaoban.ground.org.sorting


class Migration(migrations.Migration):
    """Groups of addressees."""

    dependencies = [("org", "0006_people_and_posts")]
    operations = [
        migrations.CreateModel(
            name="UnitGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="tên nhóm")),
                ("sort_key", giaoban.ground.org.sorting.SortKeyField(by_given_name=False, default=b"", source="name")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="cách gọi khác",
                    ),
                ),
                (
                    "rule_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="gồm mọi đơn vị loại",
                    ),
                ),
                (
                    "rule_tree",
                    models.CharField(
                        choices=[("state", "Chính quyền"), ("party", "Đảng"), ("vertical", "Ngành dọc")],
                        default="state",
                        max_length=8,
                        verbose_name="hệ thống",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ngừng dùng từ ngày")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_groups",
                        to="org.body",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "rule_under",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="thuộc",
                    ),
                ),
            ],
            options={
                "verbose_name": "nhóm đơn vị",
                "verbose_name_plural": "nhóm đơn vị",
                "ordering": ["sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "name"),
                        name="org_unitgroup_name_once",
                        nulls_distinct=False,
                        violation_error_message="Đã có nhóm mang tên này.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule_kinds", []), ("rule_under__isnull", False), _connector="OR"),
                        name="org_unitgroup_rule_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitGroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="org.unitgroup",
                        verbose_name="nhóm",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_memberships",
                        to="org.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "thành viên nhóm đơn vị",
                "verbose_name_plural": "thành viên nhóm đơn vị",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="org_unitgroupmember_dates",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("group", "="),
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
                        name="org_unitgroupmember_one",
                        violation_error_message="Đơn vị đã ở trong nhóm vào thời gian đó.",
                    ),
                ],
            },
        ),
    ]
