"""Who counts as a member at a session, and how many members must be there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_conclusions_issued")]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="member",
            field=models.BooleanField(
                default=False, help_text="Được tính vào số thành viên phải có mặt.", verbose_name="Thành viên"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="quorum",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "không tính"),
                    ("over_half", "quá nửa số thành viên"),
                    ("two_thirds", "ít nhất hai phần ba số thành viên"),
                ],
                default="",
                max_length=10,
                verbose_name="Số thành viên phải có mặt",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("quorum__in", ["", "over_half", "two_thirds"])), name="meetings_session_quorum"
            ),
        ),
    ]
