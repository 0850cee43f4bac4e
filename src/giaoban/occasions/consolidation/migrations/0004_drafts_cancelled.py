"""A draft that was made by mistake is cancelled; it can be taken up again."""

from django.db import migrations, models

STATES = [("draft", "dự thảo"), ("issued", "đã ban hành"), ("cancelled", "đã hủy")]


class Migration(migrations.Migration):
    dependencies = [("consolidation", "0003_editions_taken_away")]

    operations = [
        migrations.RemoveConstraint(model_name="consolidated", name="consolidation_state"),
        migrations.RemoveConstraint(model_name="consolidated", name="consolidation_issued_has_document"),
        migrations.AlterField(
            model_name="consolidated",
            name="state",
            field=models.CharField(choices=STATES, default="draft", max_length=10, verbose_name="Trạng thái"),
        ),
        migrations.AddConstraint(
            model_name="consolidated",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("draft", "issued", "cancelled"))), name="consolidation_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="consolidated",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", True), ("state__in", ["draft", "cancelled"])),
                    models.Q(("document__isnull", False), ("state", "issued")),
                    _connector="OR",
                ),
                name="consolidation_issued_has_document",
            ),
        ),
    ]
