"""What a public dictionary says of an indicator, and what bounds its values."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0005_period_kinds")]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="calendar",
            field=models.CharField(
                choices=[
                    ("civil", "Theo tháng dương lịch"),
                    ("reporting15", "Theo kỳ chốt ngày 15"),
                    ("budget", "Theo năm ngân sách"),
                    ("disbursement", "Theo năm giải ngân (đến 31 tháng 1 năm sau)"),
                ],
                default="civil",
                max_length=12,
                verbose_name="Lịch kỳ báo cáo",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="definition",
            field=models.CharField(blank=True, default="", max_length=1000, verbose_name="Nội dung, cách tính"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="dimensions",
            field=models.JSONField(blank=True, default=dict, verbose_name="Phân tổ"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="field",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="Lĩnh vực"),
        ),
        migrations.AddField(
            model_name="indicator",
            name="frequency",
            field=models.CharField(
                choices=[
                    ("month", "Hằng tháng"),
                    ("quarter", "Hằng quý"),
                    ("half", "6 tháng"),
                    ("year", "Hằng năm"),
                    ("school_year", "Theo năm học"),
                    ("season", "Theo vụ sản xuất"),
                    ("irregular", "Khi có yêu cầu"),
                ],
                default="month",
                max_length=12,
                verbose_name="Tần suất",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="limit",
            field=models.DecimalField(
                blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="Giá trị cao nhất có thể"
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="sharing",
            field=models.CharField(
                choices=[("own", "Chuyên ngành"), ("shared", "Dùng chung"), ("open", "Dữ liệu mở")],
                default="own",
                max_length=6,
                verbose_name="Mức chia sẻ",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("frequency__in", ["month", "quarter", "half", "year", "school_year", "season", "irregular"])
                ),
                name="figures_indicator_frequency",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("calendar__in", ["civil", "reporting15", "budget", "disbursement"])),
                name="figures_indicator_calendar",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("sharing__in", ["own", "shared", "open"])), name="figures_indicator_sharing"
            ),
        ),
    ]
