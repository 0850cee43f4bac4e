"""What the issue of a conclusion makes: its document, the task of each proposal; documents as papers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_documents_and_points"),
        ("meetings", "0001_sessions"),
        ("tasks", "0001_tasks_and_their_parts"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendapaper",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
                verbose_name="Văn bản",
            ),
        ),
        migrations.AddField(
            model_name="conclusion",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
                verbose_name="Thông báo kết luận",
            ),
        ),
        migrations.AddField(
            model_name="conclusiontask",
            name="task",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tasks.task",
                verbose_name="Nhiệm vụ đã giao",
            ),
        ),
    ]
