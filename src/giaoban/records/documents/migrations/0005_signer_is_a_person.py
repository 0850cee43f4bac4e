"""A document names the person who signs beside the post. Those that were written before keep the name they show."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE documents_document paper SET signer_person_id = (
    SELECT held.person_id FROM org_postholding held JOIN org_person person ON person.id = held.person_id
    WHERE held.post_id = paper.signer_post_id AND person.full_name = paper.signer_label AND held.kind <> 'deputy_for'
    ORDER BY held.valid_from DESC, held.id LIMIT 1
)
WHERE paper.signer_post_id IS NOT NULL AND paper.signer_label <> '' AND paper.signer_person_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_legal_corrections_named"),
        ("org", "0006_people_and_posts"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="signer_person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.person",
                verbose_name="Người ký",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="signer_label",
            field=models.CharField(blank=True, max_length=200, verbose_name="Họ tên người ký"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
