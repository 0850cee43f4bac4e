"""A collection may change while units fill it in: columns and units go out with a reason, keep their cells; columns have own names."""

from django.db import migrations, models
from django.db.models import Q

OUT = Q(("removed_at__isnull", True)) | ~Q(("removed_for", ""))


def out_fields(model: str) -> list[migrations.AddField]:
    """When and why a row was taken out."""
    return [
        migrations.AddField(
            model_name=model,
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="Bỏ khỏi đợt lúc"),
        ),
        migrations.AddField(
            model_name=model,
            name="removed_for",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="Lý do bỏ"),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("collection", "0003_maker_and_recall")]

    operations = [
        migrations.AddField(
            model_name="collection",
            name="changes",
            field=models.PositiveIntegerField(default=0, verbose_name="Số lần sửa cột, đơn vị"),
        ),
        migrations.AddField(
            model_name="collectioncolumn",
            name="heading",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="Tên cột trong đợt"),
        ),
        *out_fields("collectioncolumn"),
        *out_fields("collectionunit"),
        migrations.AddConstraint(
            model_name="collectioncolumn",
            constraint=models.CheckConstraint(condition=OUT, name="collection_column_out_has_reason"),
        ),
        migrations.AddConstraint(
            model_name="collectionunit",
            constraint=models.CheckConstraint(condition=OUT, name="collection_unit_out_has_reason"),
        ),
    ]
