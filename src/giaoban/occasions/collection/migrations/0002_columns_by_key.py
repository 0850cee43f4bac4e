"""A column may ask for one key of an indicator's breakdown."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collection", "0001_collections_units_cells")]

    operations = [
        migrations.RemoveConstraint(model_name="collectioncolumn", name="collection_column_once"),
        migrations.AddField(
            model_name="collectioncolumn",
            name="dims",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="Phân tổ"),
        ),
        migrations.AlterField(
            model_name="collectioncolumn",
            name="total",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="collection.collectioncolumn",
                verbose_name="Là một phần của",
            ),
        ),
        migrations.AddConstraint(
            model_name="collectioncolumn",
            constraint=models.UniqueConstraint(
                fields=("collection", "indicator", "role", "dims"), name="collection_column_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="collectioncolumn",
            constraint=models.CheckConstraint(
                condition=models.Q(("dims", ""), ("total__isnull", False), _connector="OR"),
                name="collection_column_part_has_total",
            ),
        ),
    ]
