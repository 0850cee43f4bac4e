"""Semesters, seasons, terms and phases; a key exists once in a calendar."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("figures", "0004_period_keys_filled")]

    operations = [
        migrations.AlterField(
            model_name="period",
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
                verbose_name="Lịch",
            ),
        ),
        migrations.AlterField(
            model_name="period",
            name="kind",
            field=models.CharField(
                choices=[
                    ("month", "Tháng"),
                    ("quarter", "Quý"),
                    ("half", "6 tháng"),
                    ("nine_months", "9 tháng"),
                    ("year", "Năm"),
                    ("school_year", "Năm học"),
                    ("semester", "Học kỳ"),
                    ("season", "Vụ sản xuất"),
                    ("term", "Nhiệm kỳ"),
                    ("phase", "Giai đoạn"),
                    ("custom", "Kỳ khác"),
                ],
                max_length=12,
                verbose_name="Loại kỳ",
            ),
        ),
        migrations.AddIndex(
            model_name="period",
            index=models.Index(fields=["start", "end"], name="figures_period_dates_ix"),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.UniqueConstraint(fields=("calendar", "key"), name="figures_period_key_once"),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=models.Q(("calendar__in", ["civil", "reporting15", "budget", "disbursement"])),
                name="figures_period_calendar",
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "month",
                            "quarter",
                            "half",
                            "nine_months",
                            "year",
                            "school_year",
                            "semester",
                            "season",
                            "term",
                            "phase",
                            "custom",
                        ],
                    )
                ),
                name="figures_period_kind",
            ),
        ),
    ]
