"""A number without its year is another document every year, and of each issuer: year and issuer are part of the key now."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_legal_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="legaldocument",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.legaldocument",
                verbose_name="Bản dùng chung được sửa",
            ),
        ),
        migrations.AddField(
            model_name="legaldocument",
            name="year",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    django.db.models.functions.comparison.Cast(
                        models.Func(
                            "number",
                            models.Value("^[0-9]{1,5}/([0-9]{4})[/-]"),
                            function="substring",
                            output_field=models.TextField(),
                        ),
                        models.SmallIntegerField(),
                    ),
                    django.db.models.functions.comparison.Cast(
                        django.db.models.functions.datetime.ExtractYear("issued_on"), models.SmallIntegerField()
                    ),
                    0,
                ),
                output_field=models.SmallIntegerField(),
            ),
        ),
        migrations.RemoveConstraint(model_name="legaldocument", name="documents_legal_number_once"),
        migrations.AddConstraint(
            model_name="legaldocument",
            constraint=models.UniqueConstraint(
                fields=("body", "key", "kind", "year", "issuer"),
                name="documents_legal_number_once_a_year",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="legaldocument",
            constraint=models.UniqueConstraint(fields=("body", "corrects"), name="documents_legal_corrected_once"),
        ),
    ]
