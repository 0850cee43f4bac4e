"""Who made a collection may delete it while it is a draft; one that was sent may be recalled."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0002_columns_by_key"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="collection",
            name="maker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Tài khoản lập",
            ),
        ),
        migrations.AlterField(
            model_name="collection",
            name="closed_for",
            field=models.CharField(blank=True, max_length=300, verbose_name="Đóng theo, lý do rút"),
        ),
        migrations.AlterField(
            model_name="collection",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "đang chuẩn bị"),
                    ("open", "đang thu thập"),
                    ("closed", "đã đóng"),
                    ("recalled", "đã rút"),
                ],
                default="draft",
                max_length=8,
                verbose_name="Trạng thái",
            ),
        ),
        migrations.RemoveConstraint(model_name="collection", name="collection_state"),
        migrations.AddConstraint(
            model_name="collection",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("draft", "open", "closed", "recalled"))), name="collection_state"
            ),
        ),
    ]
